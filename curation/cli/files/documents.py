"""Documents alone: their clauses, and what changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from curation.cli import shell
from curation.core.errors import InputError, Issue
from curation.core.files import disk

if TYPE_CHECKING:
    from curation.core.records import Clause
    from curation.editions.comparison import Change
    from curation.readers import Reading

ScopeOption = Annotated[
    str,
    typer.Option(
        "--scope",
        help="whole: a provision with everything below it. own: every word in one clause, as the pipeline uses them.",
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands about documents."""
    app.command("clauses")(clauses)
    app.command("rules")(rules)
    app.command("compare-editions")(compare_editions)


def clauses(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Documents in any format read here; a folder holds the Formex files of one act.",
            metavar="FILE...",
        ),
    ],
    scope: ScopeOption = "whole",
    reader: Annotated[
        str,
        typer.Option(
            help="Name of the reader to use where the detected one is wrong, such as markdown or html; a wrong name lists all."
        ),
    ] = "",
    citation: Annotated[str, typer.Option(help="How the act is named in citations.")] = "",
    title: Annotated[
        str, typer.Option(help="The official title, used in citations without --citation.")
    ] = "",
    dropped: Annotated[
        bool,
        typer.Option(
            "--dropped", help="Print the text that is in no clause, with the reason, instead of the clauses."
        ),
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option(
            "--html",
            help="Write the document as it was read to this file: clauses framed, what is left out grey with its reason, beside the pages.",
            metavar="OUT",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Changes nothing: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Print the clauses of documents as JSON Lines: id, document, edition, eid, citation, path, text, start, end, page, modality, language."""
    from curation.readers import parse_file, stream_file, streams

    wanted = _scope(scope)
    issues: list[Issue] = []
    given = {"reader": reader, "citation": citation, "title": title}
    if page is not None:
        _view(files, page, given)
        return
    for file in files:
        try:
            if streams(file, reader) and not dropped:
                shell.emit_jsonl(_row(clause, []) for clause in stream_file(file, wanted, **given))
                continue
            reading = parse_file(file, wanted, **given)
            if dropped:
                shell.emit_jsonl(piece.model_dump() for piece in reading.dropped)
            else:
                boxes = _boxes(reading)
                shell.emit_jsonl(_row(clause, boxes.get(clause.id, [])) for clause in reading.clauses)
            for fault in reading.faults:
                shell.say(str(Issue(_placed(file, fault.where), fault.code, fault.message, "warn")))
        except InputError as error:
            issues.extend(Issue(_placed(file, i.where), i.code, i.message, i.severity) for i in error.issues)
    if issues:
        raise InputError(issues)


def rules(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Documents in any format read here, or tables of clauses that curation clauses printed; a folder holds the Formex files of one act.",
            metavar="FILE...",
        ),
    ],
    modality: Annotated[
        list[str] | None,
        typer.Option(
            "--modality",
            help="Only rules of this modality: prohibition, obligation, permission, recommendation, exemption, scope, definition, procedure, penalty or other; may be given again.",
        ),
    ] = None,
    reader: Annotated[
        str,
        typer.Option(
            help="Name of the reader to use where the detected one is wrong, such as markdown or html; a wrong name lists all."
        ),
    ] = "",
    citation: Annotated[str, typer.Option(help="How the act is named in citations.")] = "",
    as_json: shell.JsonOption = False,
) -> None:
    """Print the rules of documents: who must do what, under which conditions, with which exceptions."""
    from curation import rules as grammar
    from curation.core.records import Modality
    from curation.readers import clause_rows, stream_file

    if wrong := sorted({*(modality or ())} - {*get_args(Modality)}):
        message = f"{wrong[0]!r} is no modality; use {', '.join(get_args(Modality))}"
        raise typer.BadParameter(message, param_hint="--modality")
    issues: list[Issue] = []
    for file in files:
        try:
            if not reader and clause_rows.is_table(file):
                known = clause_rows.of_file(file)
            else:
                known = list(stream_file(file, "own", reader=reader, citation=citation))
        except InputError as error:
            issues.extend(Issue(_placed(file, i.where), i.code, i.message, i.severity) for i in error.issues)
            continue
        extracted = [rule for rule in grammar.extract(known) if not modality or rule.modality in modality]
        if as_json:
            shell.emit_jsonl(map(grammar.row, extracted))
        else:
            shell.table(
                f"{file.name}: {len(extracted)} rules",
                ("citation", "modality", "who", "what", "when", "unless", "certainty"),
                [grammar.cells(rule) for rule in extracted],
            )
    if issues:
        raise InputError(issues)


def _scope(name: str) -> Literal["own", "whole"]:
    if name == "own":
        return "own"
    if name == "whole":
        return "whole"
    raise typer.BadParameter("must be own or whole", param_hint="--scope")


def _placed(file: Path, where: str) -> str:
    """The place of an issue with the file as the user named it."""
    head, _, rest = where.partition(" > ")
    return f"{file} > {rest}" if rest else str(file) if head else f"{file}"


_FIELDS = (
    "id",
    "document",
    "edition",
    "eid",
    "citation",
    "path",
    "text",
    "start",
    "end",
    "page",
    "modality",
    "language",
    "kind",
    "marker",
    "parent",
    "sha256",
)


def _row(clause: Clause, boxes: list[list[float]]) -> dict[str, Any]:
    return {name: getattr(clause, name) for name in _FIELDS} | {"boxes": boxes}


def _view(files: list[Path], out: Path, given: dict[str, str]) -> None:
    """Writes the page that shows a document as it was read."""
    from curation.core.files.io import write_output
    from curation.readers import parse_file
    from curation.readers.view import page

    if len(files) != 1:
        raise typer.BadParameter("shows one document at a time; name one file", param_hint="--html")
    file = files[0]
    try:
        reading = parse_file(file, "own", **given)
    except InputError as error:
        raise InputError(
            Issue(_placed(file, i.where), i.code, i.message, i.severity) for i in error.issues
        ) from error
    write_output(out, page(reading, b"" if file.is_dir() else disk.data(file)))
    for fault in reading.faults:
        shell.say(str(Issue(_placed(file, fault.where), fault.code, fault.message, "warn")))
    shell.show(f"{out}: {len(reading.clauses):,} clauses, {len(reading.dropped):,} pieces left out")


def _boxes(reading: Reading) -> dict[str, list[list[float]]]:
    """Page, left, bottom, right and top of each rectangle in which a clause stands, by clause id."""
    found: dict[str, list[list[float]]] = {}
    for place in reading.placements:
        box = [place.page, place.left, place.bottom, place.right, place.top]
        found.setdefault(place.clause, []).append(box)
    return found


def compare_editions(
    old: Annotated[Path, typer.Argument(help="The earlier edition.")],
    new: Annotated[Path, typer.Argument(help="The later edition.")],
    json: shell.JsonOption = False,
) -> None:
    """Compare two editions of a document: which clauses are the same, modified, renumbered, moved, split, merged, inserted or deleted."""
    from curation.editions.comparison import compare, summary
    from curation.readers import clauses_of_file

    changes = compare(clauses_of_file(old), clauses_of_file(new))
    counts = summary(changes)
    substantive = any(counts[kind] for kind in ("modified", "split", "merged", "inserted", "deleted"))
    if json:
        rows = [
            {
                "kind": c.kind,
                "old": list(c.old),
                "new": list(c.new),
                "similarity": c.similarity,
                "diff": [list(part) for part in c.diff],
            }
            for c in changes
        ]
        shell.emit_json({"summary": counts, "substantive": substantive, "changes": rows})
        return
    for change in changes:
        if change.kind != "same":
            shell.show(_line(change))
    shell.show(", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "no clauses")
    shell.show("substantive changes" if substantive else "no substantive change")


def _line(change: Change) -> str:
    names = f"{', '.join(change.old) or '-'} -> {', '.join(change.new) or '-'}"
    marks = {"delete": "[-{}-]", "insert": "{{+{}+}}"}
    words = " ".join(marks[op].format(text) if op in marks else _short(text) for op, text in change.diff)
    return f"{change.kind:<11} {change.similarity:.2f}  {names}" + (f"\n    {words}" if words else "")


def _short(text: str) -> str:
    return text if len(text) < 60 else f"{text[:25]} ... {text[-25:]}"
