"""Hand-written items: from lines of any file into the same lineage as machine-made ones."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from curation.core.digests import digest, sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.records import Candidate, Clause, Evidence, Level, Origin
from curation.generation.authored import open_items, pictures
from curation.generation.authored.files import lines
from curation.generation.context import candidate

NAME, VERSION = "author", "1"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("nr", "number"),
    "text": ("prompt", "situation", "scenario"),
    "messages": ("conversation", "dialogue"),
    "policy": ("policy text",),
    "instruction": (),
    "rubric": (),
    "stem": ("question",),
    "options": ("choices",),
    "answer": ("correct answer", "correct", "key", "correct option"),
    "explanation": ("rationale", "reason"),
    "category": ("categories", "code"),
    "clause": ("clauses", "citation", "source"),
    "quote": ("evidence",),
    "language": ("lang", "locale"),
    "parent": (),
    "variant": (),
    "benign": ("harmless",),
    "why": ("reasons", "option reasons"),
    "level": (),
    "topic": ("subtopic", "sub topic", "subcategory", "sub category"),
    "pictures": ("picture", "images", "image", "picture file", "image file", "image path", "file name"),
    "alt": ("alternative text", "alt text", "image alt", "picture alt"),
    "picture_source": ("picture source", "image source", "picture credit", "image credit", "credit"),
    "picture_licence": (
        "picture licence",
        "image licence",
        "picture license",
        "image license",
        "licence",
        "license",
    ),
    "sha256": ("picture sha256", "image sha256"),
}
"""The fields that a column can be mapped to, each with other names under which it is found by itself."""


def columns_of(names: Sequence[str], given: Mapping[str, str]) -> dict[str, list[str]]:
    """Which columns hold each field: those given (`options` may name several, with commas), else those of a known name.

    Raises: InputError for a field that does not exist or a given column that no record has.
    """
    # A column that was given for one field is not taken for another one of its own name.
    claimed = {
        w.strip() for value in given.values() for w in ([value] if value in names else value.split(","))
    }
    by_name = {
        name.strip().casefold().replace("_", " "): name for name in reversed(names) if name not in claimed
    }
    issues = [
        Issue("columns", "field-unknown", f"{name!r} is no field; there are {', '.join(FIELDS)}")
        for name in sorted(set(given) - set(FIELDS))
    ]
    columns: dict[str, list[str]] = {}
    for field, others in FIELDS.items():
        if field in given:
            whole = given[field] in names
            columns[field] = [given[field]] if whole else [w.strip() for w in given[field].split(",")]
            missing = [w for w in columns[field] if w not in names]
            message = f"is no column; there are {', '.join(names)}"
            issues += [Issue("columns", "column-missing", f"{w!r} {message}") for w in missing]
        elif column := next((by_name[n] for n in (field, *others) if n in by_name), None):
            columns[field] = [column]
    if issues:
        raise InputError(issues)
    return columns


def normalised(
    records: Iterable[Mapping[str, Any]], columns: Mapping[str, str], zero_based: bool = False
) -> list[dict[str, Any]]:
    """The records with the fields of this module as their names, empty ones left out.

    With `zero_based` a number as the answer counts from 0, as most published sets count.

    Raises: InputError when `columns` does not fit.
    """
    held = list(records)
    names = list(dict.fromkeys(str(name) for record in held for name in record))
    chosen = columns_of(names, columns) if held else {}
    made = [_line(record, chosen) for record in held]
    for line in made:
        if zero_based and _words(line.get("answer")).isdigit():
            line["answer"] = str(int(_words(line["answer"])) + 1)
    return made


def _line(record: Mapping[str, Any], chosen: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for field, names in chosen.items():
        values = [record.get(name) for name in names]
        value = values[0] if len(values) == 1 else [v for v in values if _words(v)]
        if value not in (None, "", []):
            line[field] = value
    return line


def bring_in(
    records: Iterable[Mapping[str, Any]],
    dataset: str,
    columns: Mapping[str, str] | None = None,
    clauses: Mapping[str, Clause] | None = None,
    category: str = "",
    leaves: Collection[str] | None = None,
    where: str = "",
    earlier: Mapping[str, Clause] | None = None,
) -> list[Candidate]:
    """Candidates of hand-written lines. `columns` says which column holds a field where the names differ.

    `options` is a list, or a text with one option a line or separated by ` | `; `answer` is a letter, a 1-based number or
    the text of an option. `clause` is the id or the citation of a clause; with `clauses` it has to be one of them and every
    quote has to stand in it; `earlier` holds clauses of editions that are no longer in force, which may be cited by their ids.
    With `leaves` every category has to be one of them; the taxonomy's name may be left out.

    Args:
        records: The lines of a file as mappings.
        dataset: The slug of the dataset that the items are for.
        columns: Field of an item to the column that holds it; None takes the names as they are.
        clauses: Clauses in force by id; None checks no clause.
        category: The category of lines that name none; empty asks each line for one.
        leaves: Codes that a category may have, qualified by the taxonomy; None checks none.
        where: The name of the file, for messages.
        earlier: Clauses of editions that are no longer in force, by id.

    Raises: InputError with everything that is wrong with any line.
    """
    issues: list[Issue] = []
    made: list[Candidate] = []
    ids: dict[str, str] = {}
    cited = None if clauses is None else _by_citation(clauses)
    if cited is not None:
        for name, clause in (earlier or {}).items():
            cited.setdefault(name, [clause])
    for number, line in enumerate(normalised(records, columns or {}), 1):
        place = f"{where} > line {number}" if where else f"line {number}"
        problems: list[Issue] = []
        one = _candidate(line, dataset, cited, category, leaves, place, ids, problems)
        issues += problems
        if one is not None and not problems:
            made.append(one)
            if name := _words(line.get("id")):
                ids[name] = one.id
    seen: dict[str, int] = {}
    for number, one in enumerate(made, 1):
        if seen.setdefault(one.id, number) != number:
            issues.append(
                Issue(where or "items", "item-duplicate", f"items {seen[one.id]} and {number} are the same")
            )
    if issues:
        raise InputError(issues)
    return made


def _by_citation(clauses: Mapping[str, Clause]) -> dict[str, list[Clause]]:
    found: dict[str, list[Clause]] = {}
    for clause in clauses.values():
        found.setdefault(clause.id, []).append(clause)
        found.setdefault(" ".join(clause.citation.split()).casefold(), []).append(clause)
    return found


def _candidate(
    line: Mapping[str, Any], dataset: str, clauses: Mapping[str, list[Clause]] | None, category: str,
    leaves: Collection[str] | None, where: str, ids: Mapping[str, str], issues: list[Issue],
) -> Candidate | None:  # fmt: skip
    get = line.get
    if get("rubric") or get("instruction"):
        codes = _categories(get("category") or category, leaves, where, issues)
        task = open_items.task(line, dataset, clauses, codes, where, issues)
        more = {"level": _level(get("level"), where, issues), "topic": " ".join(_words(get("topic")).split())}
        return task.model_copy(update=more) if task is not None else None
    if get("messages"):
        text, spoken, policy = open_items.conversation(line, where, issues)
        if not spoken:
            return None
    else:
        text, spoken, policy = _words(get("text")), [], ""
        if get("policy"):
            message = "has policy text but no turns; give the turns, with the policy in the system turn"
            issues.append(Issue(where, "policy-alone", message))
    cited, quotes = _cited(line, clauses, where, issues)
    stem = _words(get("stem"))
    options = options_of(get("options"))
    question = bool(stem or options)
    if not stem and not text:
        message = "has neither a text nor a stem; write one or remove the line"
        issues.append(Issue(where, "item-empty", message))
        return None
    answer = answer_of(get("answer"), options) if question else None
    if question and answer is None:
        message = "the key is none of the options; give its letter, number or text"
        issues.append(Issue(where, "answer-unknown", message))
    why = pictures.parts(get("why"))
    if why and len(why) != len(options):
        message = f"gives {len(why)} reasons for {len(options)} options; write one for each, in their order"
        issues.append(Issue(where, "why-count", message))
    level = _level(get("level"), where, issues)
    parent = _words(get("parent"))
    if parent and parent not in ids:
        issues.append(
            Issue(
                where,
                "parent-unknown",
                "names a parent that no earlier line of the file has; put the parent first, or correct its name",
            )
        )
    if question and spoken:
        issues.append(Issue(where, "turns-question", "has turns and options; a question has no turns"))
    return candidate(
        dataset=dataset,
        kind="question" if question else "prompt",
        origin=Origin(generator=NAME, version=VERSION, template="import"),
        clauses=cited,
        categories=_categories(get("category") or category, leaves, where, issues),
        quotes=quotes,
        text="" if question else text,
        messages=spoken,
        policy=policy,
        stem=stem,
        options=options,
        answer=answer,
        explanation=_words(get("explanation")),
        parent=ids.get(parent),
        variant=_words(get("variant")) or "base",
        benign=_words(get("benign")).lower() in ("true", "yes", "1"),
        language=_words(get("language")) or "en",
        why=why,
        level=level,
        topic=" ".join(_words(get("topic")).split()),
        pictures=pictures.records_of(get("pictures"), where, issues),
    )


def _level(value: Any, where: str, issues: list[Issue]) -> Level:
    level = _words(value).lower()
    for known in get_args(Level):
        if level == known:
            return known  # type: ignore[no-any-return]
    message = f"its level is none of {', '.join(name for name in get_args(Level) if name)}"
    issues.append(Issue(where, "level-unknown", message))
    return ""


def _categories(value: Any, leaves: Collection[str] | None, where: str, issues: list[Issue]) -> list[str]:
    """Qualified codes, of a list or of a text with spaces, commas or semicolons between them."""
    pieces = value if isinstance(value, list) else _words(value).replace(",", " ").replace(";", " ").split()
    codes = [_words(piece) for piece in pieces if _words(piece)]
    if leaves is None:
        return codes
    short = {leaf.rpartition(":")[2]: leaf for leaf in leaves}
    for code in codes:
        if code not in leaves and code not in short:
            message = "names no leaf of the dataset's taxonomy; see: curation taxonomy show"
            issues.append(Issue(where, "category-unknown", message))
    return [short.get(code, code) for code in codes]


def _cited(
    line: Mapping[str, Any], clauses: Mapping[str, list[Clause]] | None, where: str, issues: list[Issue]
) -> tuple[list[Clause], list[Evidence]]:
    value = line.get("clause")
    name, quote = _words(value[0] if isinstance(value, list) and value else value), _words(line.get("quote"))
    if not name or clauses is None:
        return [], []
    clause = open_items.clause_of(name, clauses, where, issues)
    if clause is None:
        return [], []
    found = open_items.quote_of(clause, quote, where, issues)
    return [clause], [found] if found else []


def _words(value: Any) -> str:
    return "" if value is None else str(value).strip()


def options_of(value: Any) -> list[str]:
    """A list of options: from a list, from a text with one option a line or separated by ` | `, or from an object.

    An object holds the options by their letters, or as published sets do: `{"label": […], "text": […]}`.
    """
    if isinstance(value, Mapping):
        return options_of(value["text"] if "text" in value else [value[k] for k in sorted(value)])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(option).strip() for option in value]
    text = _words(value)
    pieces = text.splitlines() if "\n" in text else text.split(" | ")
    return [piece.strip() for piece in pieces if piece.strip()]


def answer_of(value: Any, options: Sequence[str]) -> int | None:
    """Index of the keyed option: by its text, its letter or its 1-based number; None when it names none."""
    text = _words(value)
    if text in options:
        return options.index(text)
    index = -1
    if text.isdigit():
        index = int(text) - 1
    elif len(text) == 1 and text.isalpha():
        index = ord(text.upper()) - ord("A")
    return index if 0 <= index < len(options) else None


def folder_of(workspace: Path, dataset: str) -> Path:
    """Where the hand-written items of a dataset are kept: `raw/authored/<dataset>/*.jsonl`."""
    return workspace / "raw" / "authored" / dataset


def load(
    folder: Path,
    dataset: str,
    clauses: Mapping[str, Clause],
    leaves: Collection[str] | None = None,
    kinds: Collection[str] = ("prompt", "question", "task"),
    earlier: Mapping[str, Clause] | None = None,
) -> list[Candidate]:
    """The hand-written items of a dataset, file by file in the order of their names; none when there is no folder.

    `earlier` holds clauses of editions that are no longer in force: an item was written for the edition that its author had.

    Args:
        folder: The folder of the hand-written items of the workspace.
        dataset: The slug of the dataset that the items are for.
        clauses: Clauses in force by id.
        leaves: Codes that a category may have; None checks none.
        kinds: The kinds of item that the dataset takes.
        earlier: Clauses of editions that are no longer in force, by id.

    Raises: InputError with everything that is wrong with any line of any file.
    """
    made: dict[str, Candidate] = {}
    issues: list[Issue] = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            brought = bring_in(lines(path), dataset, None, clauses, "", leaves, path.name, earlier)
            for number, one in enumerate(brought, 1):
                made.setdefault(one.id, one)
                if one.kind not in kinds:
                    message = f"is a {one.kind}, and the dataset holds {' and '.join(kinds)}s only"
                    issues.append(Issue(f"{path.name} > line {number}", "item-kind", message))
        except InputError as error:
            issues += error.issues
    if issues:
        raise InputError(issues)
    return list(made.values())


def fingerprint(folder: Path) -> str:
    """Digest of a dataset's hand-written items as they are on disk: a part of the step's key."""
    return digest([[p.name, sha256(disk.data(p))] for p in sorted(folder.glob("*.jsonl"))])


def keep(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """Writes normalised lines to a file under `raw/authored`, whole or not at all."""
    from curation.core.files.io import write_atomic, writing

    text = "".join(
        json.dumps(dict(r), ensure_ascii=False, sort_keys=True, default=str) + "\n" for r in records
    )
    with writing(path):
        write_atomic(path, text)
