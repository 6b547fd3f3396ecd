"""`curation measure accuracy`: right answers to multiple-choice questions."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from curation.cli import shell
from curation.cli.measure.options import (
    ByOption,
    FirstOption,
    ReleaseOption,
    SummaryOption,
    TierOption,
    gate,
    grouped,
    rate_told,
    release_of,
    settings_of,
)
from curation.cli.trust import DigestOption, IdentityOption, KeyOption


def accuracy_command(
    file: Annotated[
        str, typer.Argument(help="Rows with [id,] options, answer, response; or a log; - for stdin.")
    ],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    tier: TierOption = 2,
    first_option: FirstOption = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0.0,
            max=1.0,
            help="Exit with 1 when the accuracy (answers that cannot be read count as wrong) is below this share.",
            show_default=False,
        ),
    ] = None,
    summary: SummaryOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Measure the accuracy of answers to multiple-choice questions; answers that cannot be read are counted apart."""
    from curation.measure import accuracy, coverage, logs, people, thresholds

    bound, settings = release_of(release, key, identity, digest), settings_of(tier, by)
    items = None if bound is None else coverage.items(bound)["question"]
    run = logs.load(file, bound, first_option)
    grouped((s for s in run.samples if s.kind == "question"), settings, bound)
    result = accuracy.summary(run, settings, items)
    result["people"] = people.baseline(bound, settings) if bound is not None else None
    if json:
        shell.emit_json(result)
    else:
        _show_accuracy(result)
    if fail_under is not None:
        gate(
            [thresholds.at_least("accuracy", result["overall"]["strict"], fail_under)],
            "Accuracy",
            summary,
            [*coverage.part_told(result["answered_items"], "questions"), *result["notes"]],
        )


def _show_accuracy(result: dict[str, Any]) -> None:
    from curation.measure import coverage

    groups = {"all": result["overall"] | {"human": result["overall"]["human"] or _closed_book(result)}}
    # Who asks for some groups is shown these alone; all stand in the JSON. Topics are many and are shown to who asks.
    for part in () if result["by"] else ("category", "region", "level"):
        groups |= {f"{part}: {name}": figure for name, figure in result[f"by_{part}"].items()}
    groups |= {f"{kind}: {name}": one for kind, group in result["by"].items() for name, one in group.items()}
    shell.table(
        "Accuracy",
        ("questions", "accuracy %", "n", "unparsed", "empty", "strict %", "people %"),
        (
            (
                name,
                rate_told(g),
                g["n"],
                g["unparsed"],
                g["empty"],
                rate_told(g["strict"]),
                rate_told(g["human"]),
            )
            for name, g in groups.items()
        ),
    )
    for line in _columns_told(result):
        shell.say(line)
    for line in coverage.part_told(result["answered_items"], "questions"):
        shell.say(line)
    _show_unread(result["unread"])
    if twins := result["twins"]:
        shell.say(
            f"twins (the same options, another key): both right {rate_told(twins['both_right'])} % of {twins['both_right']['n']} pairs, "
            f"one right {twins['one_right']}, none right {twins['none_right']}, unscored {twins['unscored']}"
        )
    from curation.measure import people

    for stage, share in (result["people"] or {}).items():
        if share is not None:
            shell.say(people.sentence(stage, share))
    for note in result["notes"]:
        shell.say(note)
    if len(groups) > 1:
        # The first row of a long table has scrolled away.
        whole = result["overall"]
        shell.say(
            f"all questions: accuracy {rate_told(whole)} % of {whole['n']:,} read answers, strict {rate_told(whole['strict'])} %"
        )


def _closed_book(result: dict[str, Any]) -> dict[str, Any] | None:
    """The share of people who were right before they saw the provision, from the release's judgements."""
    found: dict[str, Any] | None = (result["people"] or {}).get("closed")
    return found


def _columns_told(result: dict[str, Any]) -> list[str]:
    """What the columns and rows of the table mean, as far as the table has them."""
    told = [
        "accuracy: of the answers in which an option could be read (n); strict: unread answers count as wrong"
    ]
    if _closed_book(result) or any(g["human"] for g in [result["overall"], *result["by_category"].values()]):
        told.append("people: the share of people who were right before they saw the provision")
    else:
        told.append("people: – since the release holds no answers of people")
    if result["by_level"] and (not result["by"] or "level" in result["by"]):
        told.append(
            "level: what a question asks for, as its maker said: recall, comprehension, application, or these combined"
        )
    return told


SHOWN_UNREAD = 20
"""Unread answers that are listed one by one; all of them with --json."""


def _show_unread(found: list[dict[str, Any]]) -> None:
    for one in found[:SHOWN_UNREAD]:
        shell.say(f"unread: {one['id']}: {one['why']}")
    if (more := len(found) - SHOWN_UNREAD) > 0:
        shell.say(f"and {more} more unread answers; all with --json")
