"""`curation measure validate`: a judge held against people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from curation.cli import shell
from curation.cli.measure.options import QuickOption, ReleaseOption, rate_told, readers_of, release_of


def validate_command(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Rows with the judge's verdict and the human label of each answer; one file, or one for each person."
        ),
    ],
    judge: Annotated[
        str, typer.Option(help="Column of the judge's verdict; `detector` runs the refusal detector.")
    ] = "judge",
    human: Annotated[str, typer.Option(help="Column of the human label.")] = "human",
    settled: Annotated[
        str | None,
        typer.Option(
            help="A file with the labels that people agreed on later (column as in --human). For an answer in this file its label counts, whatever the first labels were.",
            show_default=False,
        ),
    ] = None,
    rubric: Annotated[
        bool,
        typer.Option(
            "--rubric",
            help="The columns --judge and --human hold a verdict for each point of a rubric. With --judge match no judge column is read: curation compares the response with the `match` words of each point itself; this needs --release.",
        ),
    ] = False,
    release: ReleaseOption = None,
    apply: Annotated[
        str | None,
        typer.Option(
            help="A file whose judged rate is to be corrected (column as in --judge).", show_default=False
        ),
    ] = None,
    quick: QuickOption = False,
    json: shell.JsonOption = False,
) -> None:
    """Compare a judge's verdicts with human labels: confusion table, kappa and the corrected rate."""
    from curation.core.errors import InputError
    from curation.measure import answer_files, harness, validate

    if rubric:
        if len(files) > 1 or settled:
            raise InputError.one(
                settled or files[1],
                "rubric-one-file",
                "verdicts by point are compared from one file; leave the other files and --settled out",
            )
        _validate_points(answer_files.read_rows(files[0]), judge, human, files[0], release, json)
        return

    def rows(name: str) -> tuple[str, list[dict[str, Any]]]:
        return name, [harness.flat(row) for row in answer_files.read_rows(name)]

    result = validate.validate_several(
        [rows(name) for name in files],
        judge,
        human,
        rows(settled) if settled else None,
        rows(apply)[1] if apply else None,
        readers_of(quick) if judge == "detector" else None,
    )
    if json:
        shell.emit_json(result)
        return
    if result["people"] is not None:
        _show_people(result["people"])
    shell.table(
        "Judge (across) against people (down)",
        ("", *result["labels"]),
        ((name, *counts) for name, counts in zip(result["labels"], result["confusion"], strict=True)),
    )
    shell.show(
        f"{result['n']} answers with both verdicts; {result['left_out']} left out, since the judge or the person gave none"
    )
    shell.show(
        f"accuracy {rate_told(result['accuracy'])} %, kappa {result['kappa']:.3f}"
        if result["kappa"] is not None
        else f"accuracy {rate_told(result['accuracy'])} %"
    )
    shell.show(
        f"refusal rate as judged {rate_told(result['apparent'])} %, corrected {rate_told(result['corrected'])} %"
    )


def _show_people(people: dict[str, Any]) -> None:
    """Shows how far people agree, and how each answer got the label that the judge is held against."""
    alpha, raw = people["agreement"]["krippendorff_alpha"]["nominal"], people["agreement"]["raw"]
    shell.show(
        f"{people['people']} people, {people['answers']} answers, {people['by_several']} of them labelled by two or more"
    )
    for name, figure in (("agree", raw), ("Krippendorff's alpha", alpha)):
        if figure["value"] is None:
            shell.show(f"{name}: no value ({figure['why']})")
        else:
            span = "" if figure["low"] is None else f" [{figure['low']:.3f}, {figure['high']:.3f}]"
            shell.show(f"{name} {figure['value']:.3f}{span} (n = {figure['n_items']} answers)")
    for pair in people["pairs"]:
        kappa = "no kappa" if pair["kappa"] is None else f"kappa {pair['kappa']:.3f}"
        shell.show(
            f"{pair['people'][0]} and {pair['people'][1]}: {pair['same']} of {pair['n']} alike, {kappa}"
        )
    shell.show(
        f"label by all {people['unanimous']}, by the majority {people['majority']}, settled {people['settled']}, "
        f"by one person {people['one_person']}, undecided and left out {people['undecided']}"
    )


def _validate_points(
    rows: Sequence[dict[str, Any]], judge: str, human: str, where: str, release: Path | None, as_json: bool
) -> None:
    """Shows how far a judge of points agrees with people."""
    from curation.measure import rubrics

    result = rubrics.validate(rows, judge, human, where, release_of(release))
    if as_json:
        shell.emit_json(result)
        return
    shell.table(
        "Judge (across) against people (down)",
        ("", "made", "not made"),
        ((name, *counts) for name, counts in zip(("made", "not made"), result["confusion"], strict=True)),
    )
    shell.show(
        f"{result['n']} points of {result['answers']} answers; {result['open']} open, {result['left_out']} rows left out"
    )
    for name in ("accuracy", "sensitivity", "specificity"):
        shell.show(f"{name} {rate_told(result[name])} % (n = {result[name]['n']})")
    if result["kappa"] is not None:
        shell.show(f"kappa {result['kappa']:.3f}")
