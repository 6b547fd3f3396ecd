"""Open tasks in the passes: the situation, the instruction and the rubric that a model writes, and how each point is checked.

A point rests on words of the section, or it is left out. The checker is not told which points are required and which are mistakes:
it says of each what the text makes of it, and only a point of which it says what its role claims stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import JsonValue

from curation.core.ports import Completion
from curation.core.records import Evidence, PointRole, RubricPoint
from curation.core.remote.asking import Ask
from curation.generation.context import Context
from curation.generation.model import citations, design, examples, quotes
from curation.generation.model.items import Brief, ModelItem, TaskPoint, folded, shuffled
from curation.generation.model.work import FITS, FLAG, SAID, TEXT, Work, listed, obj, one_of, unfit
from curation.text import packs, point_words
from curation.text.quotes import find_span

LEAST, MOST = 3, 12
"""Fewest required points of a rubric, and most points that are taken over."""
LEAST_RULES = 2
"""Fewest different passages that the points which count rest on: with one, a question would do."""
SHORTEST, LONGEST = 25, 300
"""Words of a situation beyond which it is not what was asked for (three to eight sentences)."""
POINT_WORDS = 60
"""Longest point, in words."""
POINT = obj(
    text=SAID,
    role=one_of("required", "optional", "mistake"),
    weight={"type": "integer", "minimum": 1, "maximum": 3},
    paragraph={"type": "integer", "minimum": 1},
    quote=SAID,
    match=listed(TEXT, most=4),
)
TASK = obj(text=SAID, instruction=SAID, points=listed(POINT, LEAST, 20))
CHECK = obj(
    points=listed(
        obj(
            point={"type": "integer", "minimum": 1},
            verdict=one_of("demanded", "allowed", "against", "undecided"),
            quote=TEXT,
            asked=FLAG,
            given=FLAG,
            clear=FLAG,
        ),
        1,
        20,
    ),
    stands_alone=FLAG,
    missing=TEXT,
    problem=TEXT,
    categories=FITS,
)


# --- write -----------------------------------------------------------------------------------------------------------


def write_values(work: Work, brief: Brief) -> dict[str, str | int]:
    """What the request for a task is filled with."""
    document = work.context.documents.get(brief.clause.document)
    told = [
        f"  - [{brief.section.marks[quote.clause]}], cited as {work.context.by_id[quote.clause].citation}: {quote.quote}"
        for quote in (brief.quote, *brief.others)
    ]
    return {
        "pack": work.packs.law(brief.section),
        "examples": examples.shown(work.context, brief.kind, brief.category),
        "fact": brief.fact,
        "situation": brief.situation or "none",
        "trap": brief.trap or "none",
        "design": design.told(brief.design),
        "rules": "\n".join(told).replace('"""', "'''"),
        "document": (document.citation or document.title) if document else brief.clause.document,
    }


def written(item: ModelItem, answer: Completion) -> ModelItem:
    """The task of an answer; points without words of the section to rest on are left out."""
    data = answer.data
    text, instruction = (" ".join(data[name].split()) for name in ("text", "instruction"))
    language = item.brief.clause.language or "en"
    if packs.spaced(language) and not SHORTEST <= len(text.split()) <= LONGEST:
        return unfit(item, "write", f"the situation has {len(text.split())} words", answer)
    points = _points(item, data["points"], language)
    item = replace(item, text=text, instruction=instruction, points=points, quotes=_evidence(points))
    if fault := _too_few(item):
        return unfit(item, "write", fault, answer)
    return item.noted("write", "passed", points=len(points), left_out=len(data["points"]) - len(points))


def with_more(item: ModelItem, entries: Sequence[dict[str, Any]]) -> ModelItem:
    """The task with further points behind its own, as far as they rest on words of the section and say something new."""
    points = _points(item, entries, item.brief.clause.language or "en", item.points)
    return replace(item, points=points, quotes=_evidence(points))


def lacking(item: ModelItem) -> str:
    """What the check says that the rubric of a task lacks; empty where it says nothing."""
    found = item.marks.get("check")
    return str(found.get("missing") or "") if item.brief.kind == "task" and isinstance(found, dict) else ""


def _points(
    item: ModelItem, entries: Sequence[dict[str, Any]], language: str, before: Sequence[TaskPoint] = ()
) -> tuple[TaskPoint, ...]:
    section = item.brief.section
    inside = (*section.clauses, *section.above)
    kept = list(before)
    seen = {folded(point.text) for point in before}
    for entry in entries:
        text = " ".join(entry["text"].split())
        named = section.clause(entry["paragraph"])
        quote = quotes.find([*([named] if named else []), *inside], entry["quote"])
        if quote is None or folded(text) in seen or not 0 < len(text.split()) <= POINT_WORDS:
            continue
        seen.add(folded(text))
        kept.append(
            TaskPoint(text, entry["role"], entry["weight"], quote, _match(text, entry["match"], language))
        )
    return tuple(kept[:MOST])


def _match(text: str, entries: Sequence[str], language: str) -> tuple[str, ...]:
    """The words to match that find the point's own words; others would miss every answer that says it so."""
    found = [" ".join(entry.split()) for entry in entries if point_words.parts(entry)]
    return tuple(dict.fromkeys(e for e in found if point_words.makes(text, [e], language) is True))


def _evidence(points: Sequence[TaskPoint]) -> tuple[Evidence, ...]:
    return tuple({(q.clause, q.start, q.end): q for q in (point.quote for point in points)}.values())


def _too_few(item: ModelItem) -> str:
    """Why a rubric is too small to judge an answer by; empty when it is not."""
    required = [point for point in item.points if point.role == "required"]
    if len(required) < LEAST:
        return f"only {len(required)} required points rest on what the section demands"
    if len({(point.quote.clause, point.quote.start) for point in required}) < LEAST_RULES:
        return "all its required points rest on the same words"
    return ""


# --- the rubric as it is judged by -----------------------------------------------------------------------------------


def rubric_of(context: Context, item: ModelItem) -> list[RubricPoint]:
    """The points of a task as a rubric, numbered in order, each with its clause and the rules whose words it quotes."""
    return [
        RubricPoint(
            id=f"p{number}", text=point.text, weight=float(point.weight), role=point.role, clauses=[point.quote.clause],
            rules=rules_of(context, point.quote), match=list(point.match),
        )
        for number, point in enumerate(item.points, 1)
    ]  # fmt: skip


def rules_of(context: Context, quote: Evidence) -> list[str]:
    """The ids of the rules that hold words of a quotation; those of the whole clause where none can be told."""
    rules = [
        rule for rule in context.rules_with(quote.clause) if rule.certainty >= context.settings.min_certainty
    ]
    near = [
        rule.id
        for rule in rules
        if any(
            part.clause == quote.clause and part.start < quote.end and quote.start < part.end
            for part in (rule.action, rule.object, *rule.elements)
            if part is not None
        )
    ]
    return near or [rule.id for rule in rules]


def task_of(item: ModelItem) -> str:
    """The task as it is put to a model."""
    return f"{item.text}\n\n{item.instruction}"


# --- check -----------------------------------------------------------------------------------------------------------


def check_ask(work: Work, item: ModelItem, categories: str) -> Ask:
    """The request that checks a task: its points in an order that tells nothing, without their roles."""
    values: dict[str, str | int] = {
        "pack": work.packs.law(item.brief.section),
        "categories": categories,
        "situation": item.text.replace('"""', "'''"),
        "instruction": item.instruction.replace('"""', "'''"),
        "points": "\n".join(f"{number}. {text}" for number, text in enumerate(_order(item), 1)),
    }
    return work.ask("check-task", CHECK, values, work.passes.checker)


def _order(item: ModelItem) -> list[str]:
    return shuffled([point.text for point in item.points], f"check {item.text}")


def checked(work: Work, item: ModelItem, data: dict[str, Any]) -> ModelItem:
    """The task with the points that hold; rejected when too few do, or when it does not stand alone."""
    said = data["problem"].strip()
    if not data["stands_alone"]:
        return item.rejected("check", f"the task does not stand alone: {said or 'no reason given'}")
    law = work.packs.law(item.brief.section)
    numbers = work.packs.numbers[item.brief.clause.document]
    if unknown := citations.unknown(task_of(item), numbers, law):
        return item.rejected("check", f"the task cites {', '.join(unknown)}, which is not in the document")
    order = _order(item)
    verdicts = {order[e["point"] - 1]: e for e in data["points"] if e["point"] <= len(order)}
    kept: list[TaskPoint] = []
    struck: list[JsonValue] = []
    changed: list[JsonValue] = []
    for point in item.points:
        role, why = _stands(point, verdicts.get(point.text), law)
        if why:
            struck.append(f"{point.role}: {point.text} ({why})")
            continue
        if role != point.role:
            changed.append(f"{point.role} is now {role}: {point.text}")
        kept.append(replace(point, role=role))
    fits = {entry["code"].strip() for entry in data["categories"] if entry["fits"]}
    item = replace(
        item, points=tuple(kept), quotes=_evidence(kept), categories=tuple(c for c in item.categories if c in fits)
    )  # fmt: skip
    if fault := _too_few(item):
        reasons = "; ".join(map(str, struck[:3])) or said
        return item.rejected("check", f"{fault}" + (f"; struck: {reasons}" if reasons else ""))
    missing = data["missing"].strip()
    marks: dict[str, JsonValue] = {"struck": struck, "changed": changed, "missing": missing, "problem": said}
    return item.noted("check", "passed", **marks)


def _stands(point: TaskPoint, told: dict[str, Any] | None, law: str) -> tuple[PointRole, str]:
    """The role that a point has after the check, and why it is struck; empty when it stays."""
    if told is None:
        return point.role, "not judged"
    verdict = told["verdict"]
    # A verdict that rests on no words of the text is one of the checker's own.
    if verdict != "undecided" and find_span(law, told["quote"]) is None:
        verdict = "undecided"
    if not told["clear"]:
        return point.role, "readers of an answer would not agree on it"
    if point.role == "mistake":
        return "mistake", "" if verdict == "against" else f"{verdict} under the section"
    if verdict in ("against", "undecided"):
        return point.role, f"{verdict} under the section"
    if told["given"]:
        return point.role, "the task says it already"
    if not told["asked"]:
        return "optional", ""
    # What the text demands and the task asks for belongs to every complete answer, whatever the writer took it for; that something
    # is in order as it is can be a required answer too.
    return ("required" if verdict == "demanded" else point.role), ""
