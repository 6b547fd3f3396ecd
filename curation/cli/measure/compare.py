"""`curation measure compare` and `models`: before and after, item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli import shell, trust
from curation.cli.measure.options import (
    ByOption,
    FirstOption,
    QuickOption,
    ReleaseOption,
    SummaryOption,
    TierOption,
    gate,
    grouped,
    judged,
    rate_told,
    readers_of,
    release_of,
    settings_of,
    write_page,
)
from curation.cli.trust import DigestOption, IdentityOption, KeyOption

if TYPE_CHECKING:
    from curation.measure import thresholds as thresholds_module


def compare_command(
    before: Annotated[
        str, typer.Argument(help="The run before: an Inspect log, LM-harness samples, or a file of rows.")
    ],
    after: Annotated[str, typer.Argument(help="The run after, of the same release.")],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    tier: TierOption = 2,
    first_option: FirstOption = None,
    quick: QuickOption = False,
    max_drop: Annotated[
        float | None,
        typer.Option(
            "--max-drop",
            min=0.0,
            max=1.0,
            help="Exit with 1 when refusal or capability falls by more than this, or over-refusal rises by more: 0.05 is five points, such as from 0.80 to 0.75. The estimate decides, not its interval.",
            show_default=False,
        ),
    ] = None,
    summary: SummaryOption = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Compare runs of different releases all the same; the page says so."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the page here (.html), and the figures beside it (.json)."),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Compare two runs item by item: the change of refusal and of capability, with intervals and exact tests."""
    from curation.harnesses import judge_models
    from curation.measure import compare, logs, page

    bound = release_of(release, key, identity, digest)
    readers = readers_of(quick)
    runs = [judged(logs.load(path, bound, first_option), readers) for path in (before, after)]
    settings = settings_of(tier, by)
    grouped((sample for run in runs for sample in run.samples), settings, bound)
    judge = judge_models.used(runs, readers)
    result = compare.compare(runs[0], runs[1], settings, force, judge=judge, release=bound)
    if out is not None:
        write_page(result, out, page.render(result))
    if json:
        shell.emit_json(result)
    else:
        _show_comparison(result)
    if max_drop is not None:
        gate(_drops(result, max_drop), "Before and after", summary, result["notes"])


def _drops(result: dict[str, Any], limit: float) -> list[thresholds_module.Threshold]:
    from curation.measure import thresholds

    sides = (
        ("refusal", thresholds.drop_at_most),
        ("capability", thresholds.drop_at_most),
        ("over_refusal", thresholds.rise_at_most),
    )
    return [
        bound(f"change of {side.replace('_', '-')}", result[side]["overall"]["change"], limit)
        for side, bound in sides
        if result[side]
    ]


def _show_comparison(result: dict[str, Any]) -> None:
    for note in result["notes"]:
        shell.say(note)
    for side, title in (
        ("refusal", "Refusal"),
        ("over_refusal", "Over-refusal (benign)"),
        ("capability", "Capability"),
    ):
        if result[side]:
            compared = result[side]
            further = {name: row for group in compared["by"].values() for name, row in group.items()}
            tasks = compared["by_task"] if len(compared["by_task"]) > 1 else {}
            categories = _short(compared["by_category"])
            regions = {f"region: {name}": row for name, row in compared["by_region"].items()}
            _show_side(title, {"all": compared["overall"], **tasks, **categories, **regions, **further})


def _short(rows: Mapping[str, Any]) -> dict[str, Any]:
    """The rows by the last part of their category's path, where no other category ends in it: a row is then one line."""
    last = {name: name.rpartition(" > ")[2] for name in rows}
    ends = Counter(last.values())
    return {last[name] if ends[last[name]] == 1 else name: row for name, row in rows.items()}


def _show_side(title: str, rows: dict[str, dict[str, Any]]) -> None:
    shell.table(
        title,
        (
            "",
            "before %",
            "after %",
            "change, points",
            "lost",
            "won",
            "p",
            "p (Holm)",
            "pairs",
            "unscored pairs",
        ),
        (
            (
                name,
                _value(r["before"]),
                _value(r["after"]),
                rate_told(r["change"]),
                *_test(r),
                r["pairs"],
                r["unscored"],
            )
            for name, r in rows.items()
        ),
    )


def _value(row: dict[str, Any]) -> str:
    return "–" if row["value"] is None else f"{100 * row['value']:.1f}"


def _test(row: dict[str, Any]) -> tuple[int, int, str, str]:
    def p(name: str) -> str:
        return "" if name not in row else "<.0001" if row[name] < 0.0001 else f"{row[name]:.4f}"

    return row["lost"], row["won"], p("p"), p("p_holm")


def models_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    base: Annotated[Path, typer.Argument(help="The folder of the base model.")],
    tuned: Annotated[
        Path, typer.Argument(help="The folder of the tuned model, or of a LoRA adapter of the base.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The page; figures and logs go beside it.")] = Path(
        "change.html"
    ),
    also: Annotated[
        list[Path] | None,
        typer.Option(
            "--also",
            help="A further release to ask too: one of questions beside one of prompts.",
            show_default=False,
        ),
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, cuda:0, mps.")] = "cpu",
    max_tokens: Annotated[int, typer.Option(min=1, help="Longest answer.")] = 256,
    limit: Annotated[
        int | None, typer.Option(help="Only so many items of each kind.", show_default=False)
    ] = None,
    samples: Annotated[
        int,
        typer.Option(
            min=1,
            help="Answers drawn for each item. With k answers it is also shown how many items were refused in all k. 1 takes the likeliest answer.",
        ),
    ] = 1,
    tier: TierOption = 2,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Measure a base model and a tuned one from local folders, and compare them."""
    from curation.harnesses import judge_models, local_models
    from curation.measure import compare, logs, page
    from curation.measure.settings import Settings

    for place in (release, *(also or [])):
        trust.insist(place, key, identity, None if also else digest)
    runs = []
    for name, folder in (("before", base), ("after", tuned)):
        shell.say(f"{name}: {folder}")
        place = out.parent / f"{out.stem}-logs" / name
        own = base if local_models.is_adapter(folder) else folder
        local_models.evaluate(
            [release, *(also or [])], folder, own, place, device, max_tokens, limit, samples
        )
        runs.append(logs.load(place))
    judge = judge_models.described(judge_models.readers(keep=False))
    result = compare.compare(runs[0], runs[1], Settings(tier=tier), judge=judge)
    write_page(result, out, page.render(result))
    if json:
        shell.emit_json(result)
