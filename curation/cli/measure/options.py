"""What the commands of `curation measure` share: options, the release, the groups, the models of the judge, bounds and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from curation.cli import shell, trust

if TYPE_CHECKING:
    from curation.measure import thresholds as thresholds_module
    from curation.measure.refusals.refusal_verdicts import Readers
    from curation.measure.release import ReleaseFolder
    from curation.measure.samples import ModelRun, Sample
    from curation.measure.settings import Settings


ReleaseOption = Annotated[
    Path | None,
    typer.Option(
        "--release",
        help="The release folder; categories, families and right answers are taken from it by the id of each row.",
        show_default=False,
    ),
]

TierOption = Annotated[
    int,
    typer.Option("--tier", min=1, max=9, help="The level of the taxonomy whose categories get a row each."),
]

ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        help="Show a row for each document, article, clause, category, jurisdiction, level (what a question asks for), topic, language, task, pair, expected (what a model should do), variant (form of a prompt), pictures, difficulty, or category of another taxonomy (crosswalk:air-2024.owasp-llm); may be given more than once.",
        show_default=False,
    ),
]

FirstOption = Annotated[
    int | None,
    typer.Option(
        "--first-option",
        min=0,
        max=1,
        help="Where the right answers in the file are numbers: the number of the first option, 0 or 1. Needed where the numbers themselves do not tell.",
        show_default=False,
    ),
]

QuickOption = Annotated[
    bool,
    typer.Option(
        "--quick", help="Judge by phrases alone, without vectors: faster, but more answers stay unscored."
    ),
]

LeastOption = Annotated[
    float | None,
    typer.Option(
        "--least",
        min=0.0,
        max=1.0,
        help="Leave an answer unscored when its label is less probable than this (0 to 1); with 0 every answer gets a label. Default: .83 for long English answers and .82 for all others; .80 without the extra `embedding` or with `--quick`.",
        show_default=False,
    ),
]

SummaryOption = Annotated[
    Path | None,
    typer.Option(
        "--summary",
        help="Write to this file, as Markdown, whether the bound of `--fail-under` or `--max-drop` is kept, and the figures.",
        show_default=False,
    ),
]


def release_of(
    folder: Path | None, key: str | None = None, identity: str | None = None, digest: str | None = None
) -> ReleaseFolder | None:
    """The release to measure with, once it shows what the options and the workspace ask for."""
    from curation.measure import release

    if folder is None:
        return None
    trust.insist(folder, key, identity, digest)
    return release.load(folder)


def settings_of(tier: int, by: list[str] | None) -> Settings:
    """The settings of a table by the given groups.

    Raises: InputError for a name that is no group.
    """
    from pydantic import ValidationError

    from curation.core.errors import InputError
    from curation.measure import crosswalks
    from curation.measure.settings import CROSSWALK, Grouping, Settings

    known = get_args(Grouping)
    wrong = [name for name in by or [] if name not in known and not name.startswith(CROSSWALK)]
    if wrong:
        message = f"{wrong[0]!r} is no group; use {', '.join(known)} or crosswalk:NAME"
        raise InputError.one("--by", "group-unknown", message)
    for name in by or []:
        if name.startswith(CROSSWALK):
            crosswalks.checked(name)
    try:
        return Settings(tier=tier, by=tuple(by or []))
    except ValidationError as error:
        raise InputError.one("--by", "group-unknown", str(error)) from error


_COLUMNS = {
    "document": "clauses",
    "article": "clauses",
    "clause": "clauses",
    "category": "category_path",
    "jurisdiction": "jurisdictions",
}
"""The column of a file of answers that says the group of a row, where it is not called as the group is."""


def grouped(samples: Iterable[Sample], settings: Settings, bound: ReleaseFolder | None) -> None:
    """Checks that the answers have what they are to be grouped by.

    Args:
        samples: the answers that the command measures.
        settings: with the groups.
        bound: the release that they were joined to.

    Raises: InputError for each kind of group that no answer is in, with the cure.
    """
    from curation.core.errors import InputError, Issue
    from curation.measure.samples import names_of

    known = list(samples) if settings.by else []
    issues = []
    for kind in settings.by if known else ():
        if not any(names_of(sample, kind, settings.tier) for sample in known):
            said = f"none of the {len(known):,} answers has a {kind}, so there are no groups"
            column = _COLUMNS.get(kind, "category" if ":" in kind else kind)
            cure = (
                f"give the release with --release FOLDER, or a column `{column}` in the file"
                if bound is None
                else f"nor has the release {bound.bound.title} one for them; leave it out"
            )
            issues.append(Issue(f"--by {kind}", "group-empty", f"{said}; {cure}"))
    if issues:
        raise InputError(issues)


def readers_of(quick: bool) -> Readers:
    """The models of the judge, where they are installed and wanted: of the beginnings of answers, and of sentences in any language."""
    from curation.harnesses import judge_models
    from curation.measure.refusals.refusal_verdicts import Readers

    if quick:
        return Readers()
    models = judge_models.readers()
    if models.beginnings is None:
        shell.say(
            'judging by phrases alone: the extra "embedding" is not installed, so more answers stay unscored'
        )
    return models


def judged(run: ModelRun, readers: Readers) -> ModelRun:
    """The run with the detector's verdicts made again by the models of the judge."""
    from curation.harnesses import judge_models

    return judge_models.judged(run, readers)


def gate(
    bounds: Sequence[thresholds_module.Threshold], title: str, summary: Path | None, notes: Sequence[str] = ()
) -> None:
    """Says how the figures stand to their bounds, writes the summary, and ends with 1 when one is not kept."""
    from curation.core.files.io import write_output
    from curation.measure import thresholds

    for bound in bounds:
        shell.say(bound.sentence())
    if summary is not None:
        write_output(summary, thresholds.markdown(title, bounds, notes))
    if not all(bound.kept for bound in bounds):
        raise typer.Exit(1)


def rate_told(row: dict[str, Any] | None) -> str:
    """A rate in per cent with its interval, as tables show it; a dash for none."""
    if row is None or row["value"] is None:
        return "–"
    if row["low"] is None:
        return f"{100 * row['value']:.1f}"
    return f"{100 * row['value']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"


def write_page(result: dict[str, Any], out: Path, html: str) -> None:
    """Writes a page, and its figures beside it as JSON."""
    import json

    from curation.core.files.io import write_output

    write_output(out, html)
    write_output(
        out.with_suffix(".json"), json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    )
    shell.say(f"wrote {out} and {out.with_suffix('.json')}")
