"""The two texts of a screen that are more than plain words, as HTML in which every word of ours or others is escaped."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

from pydantic import JsonValue

from curation.core.items import rubric, turns
from curation.core.records import RubricPoint
from curation.review.board.presentation import LETTERS, marked
from curation.text import worddiff


def escaped(text: object) -> str:
    """`text` as it may stand in HTML, hidden and reversing characters made visible, line breaks kept."""
    return html.escape(marked(str(text)), quote=True).replace("\n", "<br>")


def turns_of(shown: Mapping[str, JsonValue]) -> list[dict[str, str]]:
    """The turns that an item shows; none for a prompt of one text."""
    value = shown.get("messages")
    return turns.plain([turn for turn in value if isinstance(turn, dict)]) if isinstance(value, list) else []


def points_of(shown: Mapping[str, JsonValue]) -> list[RubricPoint]:
    """The points of the rubric that an item shows."""
    value = shown.get("rubric")
    return (
        rubric.points([point for point in value if isinstance(point, dict)])
        if isinstance(value, list)
        else []
    )


_SPEAKERS = {"system": "System: what the model is told first", "user": "User", "assistant": "Assistant"}


def conversation(messages: Sequence[Mapping[str, str]]) -> str:
    """A conversation as HTML: each turn under the name of who speaks, in the order of the turns."""
    return "".join(
        f'<div class="cur-turn cur-{turn["role"]}"><b>{_SPEAKERS.get(turn["role"], "")}</b><br>{escaped(turn["content"])}</div>'
        for turn in messages
    )


def rubric_table(shown: Mapping[str, JsonValue]) -> str:
    """The rubric of a task as an HTML table: point, role, weight, words, and the citations that it rests on."""
    cited = shown.get("point_citations")
    citations = cited if isinstance(cited, dict) else {}
    rows = "".join(
        f"<tr><td>{escaped(p.id)}</td><td>{escaped(p.role)}</td><td>{p.weight:g}</td><td>{escaped(p.text)}</td>"
        f"<td>{escaped(citations.get(p.id) or '')}</td></tr>"
        for p in points_of(shown)
    )
    head = "".join(f"<th>{name}</th>" for name in ("", "role", "weight", "what the answer says", "rests on"))
    return f'<table class="cur-rubric"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def lines(value: JsonValue) -> list[str]:
    """A list of texts as it is, anything else as an empty one."""
    return [str(v) for v in value] if isinstance(value, list) else []


def provision(shown: Mapping[str, JsonValue]) -> str:
    """The clause of an item as HTML.

    In this order: citation and headings, the lead-in, the clause with the cited passage and the parts of its rules marked, the
    entries below it, its rules in words; then, folded, the other clauses of the provision and the definitions of terms it uses.
    """
    parts = []
    if citation := str(shown.get("citation") or ""):
        parts.append(f'<div class="cur-cite">{escaped(citation)}</div>')
    if context := str(shown.get("context") or ""):
        parts.append(f'<div class="cur-lead">{escaped(context)}</div>')
    if lead := str(shown.get("lead_in") or ""):
        parts.append(f'<p class="cur-lead">{escaped(lead)}</p>')
    parts.append(
        f"<p>{cited(str(shown.get('clause') or ''), lines(shown.get('quotes')), _rule_parts(shown.get('parts')))}</p>"
    )
    if entries := lines(shown.get("entries")):
        parts.append(_list(entries))
    if rules := lines(shown.get("rules")):
        parts.append(f'<div class="cur-rules">{READ_AS}{_list(rules)}</div>')
    parts.append(_folded("The rest of this provision", lines(shown.get("neighbours"))))
    parts.append(_folded("Terms defined in this act", lines(shown.get("terms"))))
    return "".join(parts)


_NAMES = {"bearer": "who", "condition": "when", "exception": "except"}
READ_AS = "What a program read in the provision (it can be wrong; the provision decides):"
"""What stands above the rules of a provision in words."""


def _rule_parts(value: JsonValue) -> list[tuple[str, str]]:
    """Kind and words of the parts of rules that are marked in a clause."""
    known = value if isinstance(value, list) else []
    pairs = ((str(v.get("kind")), str(v.get("text"))) for v in known if isinstance(v, dict))
    return [(kind, text) for kind, text in pairs if kind in _NAMES and text]


def cited(clause: str, quotes: Sequence[str], parts: Sequence[tuple[str, str]] = ()) -> str:
    """A clause as HTML with the quoted passages and the parts of its rules marked.

    A quote that is the whole clause marks nothing; a part that overlaps a quote is left to the words below the clause.
    """
    marks = [
        (at, at + len(quote), "<mark>", "</mark>")
        for quote in quotes
        if quote.strip() != clause.strip() and (at := clause.find(quote)) >= 0
    ]
    marks += [
        (at, at + len(text), f'<span class="cur-{kind}" title="{_NAMES[kind]}">', "</span>")
        for kind, text in parts
        if (at := clause.find(text)) >= 0
    ]
    pieces, done = [], 0
    for start, end, opening, closing in sorted(marks, key=lambda mark: (mark[0], mark[2] != "<mark>")):
        if start >= done:
            pieces += [escaped(clause[done:start]), f"{opening}{escaped(clause[start:end])}{closing}"]
            done = end
    return "".join([*pieces, escaped(clause[done:])])


def _list(entries: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escaped(entry)}</li>' for entry in entries)}</ul>"


def _folded(title: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    return f"<details><summary>{escaped(title)} ({len(entries)})</summary>{_list(entries)}</details>"


def versions(shown: Mapping[str, JsonValue], words: Callable[[str], str] = str) -> str:
    """What two people said of an item, side by side as HTML, with the word diff of what each changed.

    `words` turns the code of a reason or category into its name.
    """
    given = shown.get("versions")
    known = [v for v in given if isinstance(v, dict)] if isinstance(given, list) else []
    if not known:
        return f"<div>{escaped(shown.get('opinions') or '')}</div>"
    columns = [
        f"<div><b>{number}</b> {_said(version, shown, words)}</div>"
        for number, version in enumerate(known, 1)
    ]
    return f'{_nobody_met(known, shown)}<div class="cur-two">{"".join(columns)}</div>'


def _said(
    version: Mapping[str, JsonValue], shown: Mapping[str, JsonValue], words: Callable[[str], str]
) -> str:
    """One version: verdict, answer, category, reasons, edits, comment; each on a line of its own."""
    said = [f"<b>{escaped(version.get('verdict', ''))}</b>"]
    answer = version.get("answer")
    if isinstance(answer, int):
        given = version.get("answers")
        books = (
            {name: n for name, n in given.items() if isinstance(n, int)} if isinstance(given, dict) else {}
        )
        said.append(answered(answer, books))
    codes = lines(version.get("labels"))
    if codes and codes != lines(shown.get("categories")):
        said.append(f"category: {escaped(', '.join(words(c) for c in codes))}")
    said += [escaped(words(code)) for code in lines(version.get("reasons"))]
    also = version.get("also_right")
    if isinstance(also, list) and also:
        said.append(f"also right: {', '.join(letter(n) for n in also if isinstance(n, int))}")
    points = version.get("points")
    if (
        wrong := [name for name, said_ in points.items() if said_ == "wrong"]
        if isinstance(points, dict)
        else []
    ):
        said.append(f"points that are wrong: {escaped(', '.join(wrong))}")
    if explanation := version.get("explanation"):
        said.append(f"explanation {escaped(explanation)}")
    edited = version.get("edited")
    said += _edits(edited if isinstance(edited, dict) else {}, shown)
    if comment := version.get("comment"):
        said.append(f"“{escaped(comment)}”")
    return "<br>".join(said)


def _edits(edited: Mapping[str, JsonValue], shown: Mapping[str, JsonValue]) -> list[str]:
    edits = []
    for name, value in sorted(edited.items()):
        before = shown.get(name)
        if name == "answer" and isinstance(value, int):
            edits.append(f"right option: {letter(value)}")
        elif name == "options":
            old, new = lines(before), lines(value)
            for place in range(max(len(old), len(new))):
                a, b = "".join(old[place : place + 1]), "".join(new[place : place + 1])
                if a != b:
                    edits.append(f"{letter(place)}: {difference(a, b)}")
        elif name == "messages":
            edits += _turn_edits(turns_of(shown), turns_of({"messages": value}))
        elif name == "rubric":
            edits += _point_edits(points_of(shown), points_of({"rubric": value}))
        else:
            edits.append(difference(str(before or ""), str(value or "")))
    return edits


def _turn_edits(old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]) -> list[str]:
    """What changed in a conversation, turn by turn; turns that stayed are left out."""
    found = []
    for place in range(max(len(old), len(new))):
        a = old[place] if place < len(old) else {"role": "", "content": ""}
        b = new[place] if place < len(new) else {"role": "", "content": ""}
        if a != b:
            speaker = difference(a["role"], b["role"]) if a["role"] != b["role"] else escaped(b["role"])
            found.append(f"turn {place + 1} ({speaker}): {difference(a['content'], b['content'])}")
    return found


def _point_edits(old: Sequence[RubricPoint], new: Sequence[RubricPoint]) -> list[str]:
    """What changed in a rubric, point by point: words, role and weight; points that stayed are left out."""
    before, after = ({p.id: rubric.as_text([p]) for p in points} for points in (old, new))
    return [
        difference(before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def difference(old: str, new: str) -> str:
    """The word diff of two texts as HTML: what went is `<del>`, what came is `<ins>`."""
    before, after = worddiff.pieces(old), worddiff.pieces(new)
    parts = []
    for kind, a, b, c, d in worddiff.operations(before, after):
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            parts.append(escaped(gone))
            continue
        parts += [f"<del>{escaped(gone)}</del>"] if gone.strip() else []
        parts += [f"<ins>{escaped(come)}</ins>"] if come.strip() else [escaped(come)]
    return "".join(parts)


def answered(answer: int, answers: Mapping[str, int]) -> str:
    """What somebody answered before the key was shown, with the book of each answer where both are known."""
    if {"closed", "open"} <= answers.keys():
        return f"answered {letter(answers['closed'])} (closed book), {letter(answers['open'])} (open book)"
    return f"answered {letter(answer)}"


def _nobody_met(versions: Sequence[Mapping[str, JsonValue]], shown: Mapping[str, JsonValue]) -> str:
    """A warning as HTML where every last answer is another one than the key; empty otherwise."""
    key = shown.get("answer")
    answers = [version.get("answer") for version in versions]
    if not isinstance(key, int) or key in answers or not any(isinstance(a, int) for a in answers):
        return ""
    warning = (
        f"Nobody gave the marked answer {letter(key)}. If you accept it, say in the comment why it is right."
    )
    return f'<p class="cur-warn">{escaped(warning)}</p>'


def letter(option: int) -> str:
    """The letter of an option, `none of these` for -1."""
    return "none of these" if option < 0 else LETTERS[option] if option < len(LETTERS) else str(option + 1)
