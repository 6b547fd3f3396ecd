"""`curation measure table`: many models side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from curation.cli import shell
from curation.cli.measure.options import (
    ByOption,
    QuickOption,
    ReleaseOption,
    grouped,
    judged,
    rate_told,
    readers_of,
    release_of,
    settings_of,
    write_page,
)
from curation.cli.trust import DigestOption, IdentityOption, KeyOption


def table_command(
    runs: Annotated[
        list[str], typer.Argument(help="A run for each model: a log, a folder of logs, or a file of rows.")
    ],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    quick: QuickOption = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the page here (.html), and the figures beside it (.json, .csv)."),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Compare many models: rates with intervals, ranges of ranks, which differences hold, and heat maps by group."""
    from curation.core.files.io import write_output
    from curation.harnesses import judge_models
    from curation.measure import logs, people, table, table_page

    bound = release_of(release, key, identity, digest)
    readers = readers_of(quick)
    settings = settings_of(2, by)
    loaded = []
    for path, name in zip(runs, _names(runs), strict=True):
        run = judged(logs.load(path, bound), readers)
        loaded.append(run if run.model else replace(run, model=name))
    grouped((sample for run in loaded for sample in run.samples), settings, bound)
    judge = judge_models.used(loaded, readers)
    result = table.summary(loaded, settings, settings.by or table.GROUPS, judge=judge, release=bound)
    baseline = people.baseline(bound, settings) if bound is not None else None
    result["people"] = baseline
    result["notes"] = [
        *(people.sentence(stage, share) for stage, share in (baseline or {}).items() if share is not None),
        *result["notes"],
    ]
    if out is not None:
        write_page(result, out, table_page.render(result))
        write_output(out.with_suffix(".csv"), table.as_csv(result))
        shell.say(f"wrote {out.with_suffix('.csv')}")
    if json:
        shell.emit_json(result)
        return
    for note in result["notes"]:
        shell.say(note)
    for part in result["sides"].values():
        shell.table(
            part["title"],
            ("model", "rate %", "n", "answered", "unscored", "ranks"),
            (
                (
                    r["model"],
                    rate_told(r),
                    r["n"],
                    f"{r['answered']} of {r['asked'] if r['released'] is None else r['released']}",
                    r["unscored"],
                    f"{r['rank_best']}–{r['rank_worst']}",
                )
                for r in part["models"]
            ),
        )


def _names(runs: Sequence[str]) -> list[str]:
    """What runs that name no model are called: the name of the file, with its folder where two files have one name."""
    stems = [Path(path).stem if path != "-" else "stdin" for path in runs]
    return [
        f"{Path(path).resolve().parent.name}/{stem}" if stems.count(stem) > 1 and path != "-" else stem
        for path, stem in zip(runs, stems, strict=True)
    ]
