"""`curation measure`: tasks for a release, and sound statements out of what models answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli import shell

if TYPE_CHECKING:
    from curation.measure.release import Release

app = typer.Typer(
    help="Measure models with a release: refusal, accuracy, before and after.", no_args_is_help=True
)

ReleaseOption = Annotated[
    Path | None,
    typer.Option(
        "--release", help="The release folder, to join tiers, families and keys by id.", show_default=False
    ),
]
TierOption = Annotated[
    int,
    typer.Option("--tier", min=1, max=9, help="The tier of the taxonomy that gets a row for each category."),
]


def register(root: typer.Typer) -> None:
    """Adds the commands to `root`."""
    root.add_typer(app, name="measure")


def _release(folder: Path | None) -> Release | None:
    from curation.measure import release

    return None if folder is None else release.load(folder)


@app.command("tasks")
def tasks_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write (default: measure-<name>-<version> here).")
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Write Inspect tasks and LM evaluation harness YAML for a release."""
    from curation.measure import release as releases
    from curation.measure import tasks

    found = releases.load(release)
    target = out or Path(f"measure-{found.bound.name}-{found.bound.version}")
    files = tasks.write(found, target)
    if json:
        shell.emit_json({"release": str(found.bound), "folder": str(target), "files": files})
    else:
        for name in files:
            shell.show(str(target / name))


@app.command("import")
def import_command(
    file: Annotated[
        str, typer.Argument(help="Rows of AIR-Bench, LabSafety Bench or XSTest as published; - for stdin.")
    ],
    harm_is_one: Annotated[
        bool,
        typer.Option(
            "--harm-is-one", help="AIR-Bench scores of the time when 1 meant harm (before July 2024)."
        ),
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Rows of a reference benchmark in the columns that the other commands read; rows of no known shape stay as they are."""
    from curation.measure import answer_files as files
    from curation.measure import reference

    shell.emit_jsonl(reference.rows(files.read_rows(file), file, harm_is_one))


@app.command("refusal")
def refusal_command(
    file: Annotated[
        str, typer.Argument(help="Rows with [id,] prompt, response; or an Inspect log; - for stdin.")
    ],
    release: ReleaseOption = None,
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Say of each response whether it refuses, refuses in part, complies or is no answer; rates come last."""
    from curation.measure import answer_files as files
    from curation.measure import harness, logs, refusal

    if _is_log(file) or release is not None:
        run = logs.load(file, _release(release))
        judged = [(s.id, refusal.judge(s.prompt, s.response)) for s in run.samples if s.kind == "prompt"]
    else:
        rows = [harness.flat(row) for row in files.read_rows(file)]
        judged = refusal.judge_rows(rows, file)
    shell.emit_jsonl(verdict.as_dict(id) for id, verdict in judged)
    summary = refusal.rates(verdict.label for _, verdict in judged)
    shell.emit_json({"summary": summary})
    told = ", ".join(f"{label} {_rate(rate)} %" for label, rate in summary["rates"].items())
    shell.say(f"{summary['n']:,} answers: {told}")


def _is_log(file: str) -> bool:
    from curation.measure import logs

    return file != "-" and logs.is_log(Path(file))


@app.command("accuracy")
def accuracy_command(
    file: Annotated[
        str, typer.Argument(help="Rows with [id,] options, answer, response; or a log; - for stdin.")
    ],
    release: ReleaseOption = None,
    tier: TierOption = 2,
    json: shell.JsonOption = False,
) -> None:
    """The accuracy of answers to multiple-choice questions, unreadable answers counted apart."""
    from curation.measure import accuracy, logs
    from curation.measure.settings import Settings

    result = accuracy.summary(logs.load(file, _release(release)), Settings(tier=tier))
    if json:
        shell.emit_json(result)
        return
    parts = ("by_category", "by_region", "by_level", "by_topic")
    groups = {"all": result["overall"], **{k: v for part in parts for k, v in result[part].items()}}
    shell.table(
        "Accuracy",
        ("", "accuracy %", "n", "unparsed", "empty", "strict %", "people %"),
        (
            (name, _rate(g), g["n"], g["unparsed"], g["empty"], _rate(g["strict"]), _rate(g["human"]))
            for name, g in groups.items()
        ),
    )


def _rate(row: dict[str, Any] | None) -> str:
    if row is None or row["value"] is None:
        return "–"
    if row["low"] is None:
        return f"{100 * row['value']:.1f}"
    return f"{100 * row['value']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"


@app.command("compare")
def compare_command(
    before: Annotated[
        str, typer.Argument(help="The run before: an Inspect log, LM-harness samples, or a file of rows.")
    ],
    after: Annotated[str, typer.Argument(help="The run after, of the same release.")],
    release: ReleaseOption = None,
    tier: TierOption = 2,
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
    """What changed between two runs: refusal against capability, paired by item, with intervals and exact tests."""
    from curation.measure import compare, logs, page
    from curation.measure.settings import Settings

    bound = _release(release)
    result = compare.compare(logs.load(before, bound), logs.load(after, bound), Settings(tier=tier), force)
    if out is not None:
        _write_page(result, out, page.render(result))
    if json:
        shell.emit_json(result)
        return
    for note in result["notes"]:
        shell.say(note)
    for side, title in (
        ("refusal", "Refusal"),
        ("over_refusal", "Over-refusal (benign)"),
        ("capability", "Capability"),
    ):
        if result[side]:
            found = result[side]
            _show_side(title, {"all": found["overall"], **found["by_category"], **found["by_region"]})


def _write_page(result: dict[str, Any], out: Path, html: str) -> None:
    import json

    from curation.core import tables

    tables.write_atomic(out, html)
    tables.write_atomic(
        out.with_suffix(".json"), json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    )
    shell.say(f"wrote {out} and {out.with_suffix('.json')}")


def _show_side(title: str, rows: dict[str, dict[str, Any]]) -> None:
    shell.table(
        title,
        ("", "before %", "after %", "change, points", "lost", "won", "p", "p (Holm)", "pairs"),
        (
            (name, _value(r["before"]), _value(r["after"]), _rate(r["change"]), *_test(r), r["pairs"])
            for name, r in rows.items()
        ),
    )


def _value(row: dict[str, Any]) -> str:
    return "–" if row["value"] is None else f"{100 * row['value']:.1f}"


def _test(row: dict[str, Any]) -> tuple[int, int, str, str]:
    def p(name: str) -> str:
        return "" if name not in row else "<.0001" if row[name] < 0.0001 else f"{row[name]:.4f}"

    return row["lost"], row["won"], p("p"), p("p_holm")


@app.command("models")
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
            "--also", help="A further release, say of questions beside one of prompts.", show_default=False
        ),
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, cuda:0, mps.")] = "cpu",
    max_tokens: Annotated[int, typer.Option(min=1, help="Longest answer.")] = 256,
    limit: Annotated[
        int | None, typer.Option(help="Only so many items of each kind.", show_default=False)
    ] = None,
    samples: Annotated[
        int, typer.Option(min=1, help="Answers drawn for each item, for refusal in all of k; 1 is greedy.")
    ] = 1,
    tier: TierOption = 2,
    json: shell.JsonOption = False,
) -> None:
    """Measure a base model and a tuned one from local folders, and compare them."""
    from curation.measure import compare, logs, models, page
    from curation.measure.settings import Settings

    runs = []
    for name, folder in (("before", base), ("after", tuned)):
        shell.say(f"{name}: {folder}")
        place = out.parent / f"{out.stem}-logs" / name
        own = base if models.is_adapter(folder) else folder
        models.evaluate([release, *(also or [])], folder, own, place, device, max_tokens, limit, samples)
        runs.append(logs.load(place))
    result = compare.compare(runs[0], runs[1], Settings(tier=tier))
    _write_page(result, out, page.render(result))
    if json:
        shell.emit_json(result)


@app.command("validate")
def validate_command(
    file: Annotated[
        str, typer.Argument(help="Rows with the judge's verdict and the human label of each answer.")
    ],
    judge: Annotated[
        str, typer.Option(help="Column of the judge's verdict; `detector` runs the refusal detector.")
    ] = "judge",
    human: Annotated[str, typer.Option(help="Column of the human label.")] = "human",
    apply: Annotated[
        str | None,
        typer.Option(
            help="A file whose judged rate is to be corrected (column as in --judge).", show_default=False
        ),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """A judge's confusion, kappa and corrected rate against human labels."""
    from curation.measure import answer_files as files
    from curation.measure import harness, validate

    rows = [harness.flat(row) for row in files.read_rows(file)]
    target = [harness.flat(row) for row in files.read_rows(apply)] if apply else None
    result = validate.validate(rows, judge, human, file, target)
    if json:
        shell.emit_json(result)
        return
    shell.table(
        "Judge (across) against people (down)",
        ("", *result["labels"]),
        ((name, *counts) for name, counts in zip(result["labels"], result["confusion"], strict=True)),
    )
    shell.show(
        f"accuracy {_rate(result['accuracy'])} %, kappa {result['kappa']:.3f}"
        if result["kappa"] is not None
        else f"accuracy {_rate(result['accuracy'])} %"
    )
    shell.show(
        f"refusal rate as judged {_rate(result['apparent'])} %, corrected {_rate(result['corrected'])} %"
    )
