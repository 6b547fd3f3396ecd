"""A workbook for a reviewer, and the answers in it: one row an item, the controls of the layout as columns with lists.

A question before its key is shown takes two sheets: the closed book holds the question alone, the open book the provision.
A workbook cannot keep anybody from looking at the second sheet first; a page can.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from curation.core.errors import InputError, Issue, visible
from curation.core.files.sheets import Column, Sheet
from curation.review.offline.screens import FORMAT, VERSION, Screen, leaves, tree

ABOUT = "about"
SEVERAL = 3
"""Most values of a choice of several that a row holds."""
LEFT_OUT = ("swap_in", "replace")
"""Controls of the layouts that a sheet does without: the new options are typed."""
FIRST, SECOND = "answer", "answer_open"
_Row = dict[str, str]


@dataclass(frozen=True)
class Field:
    """One element of a layout as columns."""

    kind: str
    """`text` shows a field of the task, `options` what a question offers, `choices`, `textarea` and `taxonomy` are entered, `stamp` is carried along."""
    name: str
    titles: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    """The code of each value to choose from."""
    former: str = ""
    """What its first column was called in earlier workbooks, which may still come back; empty where the name is the same."""


def sheets(ticket: str, screens: Sequence[Screen]) -> list[Sheet]:
    """The sheets of a workbook. `ticket` is what it carries back."""
    made: list[Sheet] = []
    about = [["format", FORMAT], ["version", str(VERSION)], ["ticket", ticket]]
    for number, screen in enumerate(screens, 1):
        for part, fields in enumerate(_parts(_fields(screen)), 1):
            title = re.sub(r"[\[\]:*?/\\]", " ", f"{number}.{part} {screen.title}")[:31].strip()
            about.append([f"sheet {title}", screen.project])
            columns = [Column("Item", 9), *(c for f in fields for c in _columns(f))]
            rows = [
                [str(task["item_id"]), *(v for f in fields for v in _values(f, task))]
                for task in screen.tasks
            ]
            made.append(Sheet(title, columns, rows))
    return [*made, Sheet(ABOUT, [Column("key"), Column("value")], about, hidden=True)]


def _parts(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields of each sheet: two where a question is answered before the provision is shown, else one."""
    names = [f.name for f in fields]
    if SECOND not in names:
        return [list(fields)]
    at = names.index(FIRST)
    stamp = [f for f in fields if f.kind == "stamp"]
    closed = [f for f in fields[: at + 1] if f.kind != "stamp"]
    return [[*closed, *stamp], [f for f in fields if f.name != FIRST]]


def _fields(screen: Screen) -> list[Field]:
    fields: list[Field] = []
    heading = ""
    shown: set[str] = set()
    """Headings that have a text already."""
    entered: set[str] = set()
    """Headings that have a control already."""

    def label(name: str) -> str:
        """The heading right above a control; a second control below one heading goes by its own name."""
        told = name.replace("_", " ").capitalize() if heading in entered else heading
        entered.add(heading)
        return told

    def walk(node: Mapping[str, Any]) -> None:
        nonlocal heading
        a, tag = node["attributes"], node["tag"]
        name = str(a.get("name", ""))
        if tag == "Header":
            heading = str(a.get("value", ""))
        elif name == "seen_rev":
            fields.append(Field("stamp", name, ("Version",)))
        elif tag in ("Text", "HyperText"):
            # A second text below one heading has a name of its own: `Note` beside `Prompt`.
            told = name.replace("_", " ").capitalize() if heading in shown else heading
            fields.append(Field("text", str(a["value"]).removeprefix("$"), (told or name.capitalize(),)))
            shown.add(heading)
        elif tag == "TextArea":
            fields.append(Field("textarea", name, ("Comment" if name == "comment" else label(name),)))
        elif tag == "Taxonomy":
            codes = {full: code for code, full in leaves(node)}
            fields.append(
                Field("taxonomy", name, _numbered(label(name), min(3, int(a.get("maxUsages", "2")))), codes)
            )
        elif tag == "Choices" and name not in LEFT_OUT:
            if name in (FIRST, SECOND) and not any(f.kind == "options" for f in fields):
                # Both sheets of a question show this column: what is asked before the key is answered from it.
                fields.append(Field("options", str(a.get("value", "")).removeprefix("$"), ("Options",)))
            several = SEVERAL if a.get("choice") == "multiple" else 1
            former = f"{heading} [2]" if heading in entered else ""
            fields.append(
                Field("choices", name, _numbered(label(name), several), _codes(node, screen), former)
            )
        if tag in ("View",):
            for child in node["children"]:
                walk(child)

    walk(tree(screen.layout))
    return _unique(fields)


def _codes(node: Mapping[str, Any], screen: Screen) -> dict[str, str]:
    """The values that a choice may take in a sheet, with their codes; options go by their letters."""
    value = str(node["attributes"].get("value", ""))
    if not value.startswith("$"):
        given = [c["attributes"] for c in node["children"]]
        return {str(c["value"]): str(c.get("alias") or c["value"]) for c in given}
    aliases = {str(c["alias"]) for task in screen.tasks for c in task.get(value[1:], ())}
    return {alias: alias for alias in sorted(aliases, key=lambda a: (len(a) > 1, a))}


def _numbered(title: str, several: int) -> tuple[str, ...]:
    return (title,) if several == 1 else tuple(f"{title} ({n})" for n in range(1, several + 1))


def _by_title(screen: Screen) -> dict[str, Field]:
    """The element of each column, by what the column is called now or was called in earlier workbooks."""
    own = _fields(screen)
    return {f.former: f for f in own if f.former} | {t: f for f in own for t in f.titles}


def _unique(fields: Sequence[Field]) -> list[Field]:
    """The fields with titles of their own: a column is found again by its title."""
    seen: set[str] = {"Item"}
    made = []
    for one in fields:
        titles = []
        for title in one.titles:
            own, number = title or one.name, 2
            while own in seen:
                own, number = f"{title or one.name} [{number}]", number + 1
            seen.add(own)
            titles.append(own)
        made.append(replace(one, titles=tuple(titles)))
    return made


def _columns(one: Field) -> list[Column]:
    width = {"text": 46, "options": 46, "textarea": 40, "taxonomy": 34, "choices": 18, "stamp": 6}[one.kind]
    entered = one.kind in ("choices", "textarea", "taxonomy")
    return [Column(title, width, tuple(one.codes), entered) for title in one.titles]


def _values(one: Field, task: Mapping[str, Any]) -> list[str]:
    if one.kind == "stamp":
        return [str(task["seen_rev"])]
    if one.kind == "text":
        return [words(str(task.get(one.name, "")))]
    if one.kind == "options":
        return ["\n".join(_option(option) for option in task.get(one.name, ()))]
    if one.kind == "taxonomy":
        names = {code: full for full, code in one.codes.items()}
        chosen = [names[c] for c in task.get("categories", ()) if c in names][: len(one.titles)]
        return [*chosen, *[""] * (len(one.titles) - len(chosen))]
    return [""] * len(one.titles)


def _option(option: Mapping[str, Any]) -> str:
    """An option with its letter, once."""
    letter, text = str(option["alias"]), str(option["value"])
    return text if len(letter) > 1 or text.startswith(f"{letter}. ") else f"{letter}. {text}"


_MARKS = (
    (r"<br>|</p>|</div>|</summary>", "\n"), (r"<li>", "\u2022 "), (r"</li>", "\n"), (r"<mark>", "\u00bb"),
    (r"</mark>", "\u00ab"), (r"<ins>", "{+"), (r"</ins>", "+}"), (r"<del>", "[-"), (r"</del>", "-]"), (r"<[^>]*>", ""),
)  # fmt: skip


def words(text: str) -> str:
    """The HTML of a screen as plain text: entries with bullets, the cited passage between marks, edits in brackets."""
    if "<" not in text:
        return html.unescape(text)
    for pattern, mark in _MARKS:
        text = re.sub(pattern, mark, text)
    return re.sub(r"\n{2,}", "\n", html.unescape(text)).strip()


def ticket_of(place: str, book: Mapping[str, list[_Row]]) -> tuple[str, dict[str, str]]:
    """The ticket of a workbook and the project of each sheet.

    Raises: InputError when it is not a workbook that a review wrote.
    """
    about = {row.get("key", ""): row.get("value", "") for row in book.get(ABOUT, [])}
    if about.get("format") != FORMAT or about.get("version") != str(VERSION):
        raise InputError.one(place, "answers-format", "is not a workbook of answers that a review wrote")
    projects = {k.removeprefix("sheet "): v for k, v in about.items() if k.startswith("sheet ")}
    return about.get("ticket", ""), projects


def answers(
    place: str, book: Mapping[str, list[_Row]], projects: Mapping[str, str], screens: Mapping[str, Screen]
) -> list[dict[str, Any]]:
    """The answers in a workbook in the shape of a page's file; rows without an answer are left out.

    `screens` gives the screen of each project. Values that are in no list are passed on: the same checks refuse them.

    Raises: InputError for a sheet that is not there any more, or has lost a column.
    """
    issues: list[Issue] = []
    parts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    given: set[tuple[str, str]] = set()
    for title, project in projects.items():
        if title not in book:
            issues.append(
                Issue(
                    f"{place} > {visible(title)}",
                    "workbook-sheet",
                    "this sheet is missing; take it from the workbook that was exported",
                )
            )
            continue
        if project not in screens:
            continue
        fields = _by_title(screens[project])
        for number, row in enumerate(book[title], 2):
            item = row.get("Item", "")
            if not item:
                issues.append(
                    Issue(
                        f"{place} > {visible(title)} > row {number}",
                        "workbook-row",
                        "its cell in the column Item is empty; copy it from the workbook that was exported",
                    )
                )
                continue
            found, answered = _row(row, fields)
            key = (project, item)
            known = {p["from_name"] for p in parts.get(key, [])}
            parts.setdefault(key, []).extend(p for p in found if p["from_name"] not in known)
            if answered:
                given.add(key)
    if issues:
        raise InputError(issues)
    return [{"project": p, "item": i, "result": parts[p, i]} for p, i in parts if (p, i) in given]


def unlisted(
    place: str, book: Mapping[str, list[_Row]], projects: Mapping[str, str], screens: Mapping[str, Screen]
) -> list[Issue]:
    """The cells with a value that their list does not have, by sheet, row and column: such an answer is refused when it is taken in."""
    issues: list[Issue] = []
    for title, project in projects.items():
        if title not in book or project not in screens:
            continue
        fields = {title: one for title, one in _by_title(screens[project]).items() if one.codes}
        for number, row in enumerate(book[title], 2):
            for column, text in row.items():
                one = fields.get(column)
                if (
                    one is None
                    or not text.strip()
                    or {text, text.strip()} & {*one.codes, *one.codes.values()}
                ):
                    continue
                offered = ", ".join(list(one.codes)[:6]) + (", \u2026" if len(one.codes) > 6 else "")
                where = f"{place} > {visible(title)} > row {number} > {visible(column)}"
                message = f"{visible(text.strip())[:60]!r} is not in the list of this cell ({offered}); correct it and import the file again"
                issues.append(Issue(where, "workbook-value", message, "warn"))
    return issues


def _row(row: _Row, fields: Mapping[str, Field]) -> tuple[list[dict[str, Any]], bool]:
    """The parts of an annotation in a row, and whether anything was answered in it."""
    values: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for title, text in row.items():
        one = fields.get(title)
        if one is None or one.kind in ("text", "options") or not text.strip():
            continue
        values.setdefault(one.name, []).append(one.codes.get(text.strip(), text) if one.codes else text)
        kinds[one.name] = one.kind
    answered = any(kinds[name] != "stamp" and name not in ("category", "comment") for name in values)
    if "skip" in values:
        values = {name: v for name, v in values.items() if name in ("skip", "seen_rev", "comment")}
    parts = []
    for name, chosen in values.items():
        kind = {"stamp": "textarea"}.get(kinds[name], kinds[name])
        key = {"textarea": "text"}.get(kind, kind)
        value = {key: [[code] for code in chosen] if kind == "taxonomy" else chosen}
        parts.append({"from_name": name, "to_name": "subject", "type": kind, "value": value})
    return parts, answered
