"""Whether a case meets a provision that is a list, and why: all points met, one left out, one met in part, or one of several that is enough.

The provision is shown as it is printed. The case tells what is there, and leaves what is missing out in silence, so that it has to
be compared with the list. Two answers say yes and two say no; each gives its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from curation.generation.template.cases.points_told import Told, told
from curation.generation.template.provisions.checklists import Checklist
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.worth_asking import off_topic
from curation.generation.template.questions.gap_texts import of_treaty
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import grammar
from curation.text.grammar import lower_first, upper_first
from curation.text.template_words.provisions import checklists as list_wording
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.provisions.worth_asking import BUSINESS, PROTECTS, REGULATED, STATE
from curation.text.template_words.questions import checklist_items as wording

_CASE = 85
"""Most words of a case."""


@dataclass(frozen=True)
class _Point:
    """A point of a list as a case has it."""

    at: int
    yes: str
    """The point as it is when met."""
    left: str = ""
    """What is there when a part of it is missing; empty where all of it is."""


def of_list(one: Checklist) -> Iterator[QuestionDraft | str]:
    """The question about a list, or the code of a reason why there is none."""
    norm = _norm(one)
    if (why := _off_topic(one, norm)) != "":
        yield why
        return
    if (said := told(one)) is None:
        yield "untold"
        return
    draft = _of_any(one, said, norm) if one.joint == "or" else _of_every(one, said, norm)
    yield draft or "untold"


def _off_topic(one: Checklist, norm: Norm) -> str:
    """Why a list is none of conduct that matters for safety, as a code of `skip_reasons`; empty for another."""
    lead = replace(norm, provision=f"{one.before} {one.lead}".strip())
    if of_treaty(norm):
        return "treaty"
    # A provision of a schedule that bears a number of its own can be looked up.
    why = off_topic(replace(lead, place=list_wording.OF_SCHEDULE.sub(" of ", one.place)))
    if why != "not-safety":
        return why
    text = f"{one.lead} {' '.join(one.home.path[-1:])}"
    modal = MODAL.search(f"{one.lead} ")
    subject = one.lead[: modal.start()].rpartition(",")[2] if modal is not None else one.lead
    if BUSINESS.search(text) or (STATE.search(subject) and not REGULATED.search(subject)):
        return why
    safe = list_wording.SAFE_LAW.search(one.place) or PROTECTS.search(" ".join(one.points))
    return "" if safe else why


def _norm(one: Checklist) -> Norm:
    rule = one.rules[0]
    return Norm(
        rule, one.home, "duty", "", False, False, "", (), (), one.points, one.printed, one.place, shown=True
    )


def _of_every(one: Checklist, said: Told, norm: Norm) -> QuestionDraft | None:
    """Of points that are needed together: all are met, one is missing, or one is met in part."""
    seed = f"{one.home.id}|list"
    points = [_Point(i, yes) for i, yes in enumerate(said.yes)]
    parted = [part for point in points if (part := _nearly(point, said.things, seed)) is not None]
    missing: _Point | None = None
    if pick(f"{seed}|whole", 3):
        choice = parted if parted and pick(f"{seed}|part", 3) else points
        missing = choice[pick(f"{seed}|which", len(choice))]
    order = sorted(points, key=lambda p: pick(f"{seed}|told|{p.at}", 10**6))
    there = [p.yes if missing is None or p.at != missing.at else missing.left for p in order]
    if (case := _case(said, [text for text in there if text], seed)) is None:
        return None
    others = [p for p in points if missing is None or p.at != missing.at]
    others.sort(key=lambda p: pick(f"{seed}|other|{p.at}", 10**6))
    named = [missing, others[0]] if missing is not None else others[:2]
    choices = [
        OptionDraft(
            wording.EVERY, {"complies": True, "joint": "and", "lacks": []},
            wording.WHY_EVERY.format(n=len(points)) if missing is None else wording.NOT_EVERY.format(letter=one.letters[missing.at]),
            "" if missing is None else wording.MISSING, 0.0,
        ),
        OptionDraft(wording.ONE, {"complies": True, "joint": "or", "lacks": []}, wording.NOT_ONE, wording.OR_FOR_AND, 1.0),
    ]  # fmt: skip
    for point in named:
        letter = one.letters[point.at]
        if missing is None or point.at != missing.at:
            why, misread = wording.IS_THERE.format(letter=letter, point=point.yes), wording.COUNTED
        elif missing.left:
            why, misread = wording.WHY_PART.format(letter=letter, point=missing.yes, left=missing.left), ""
        else:
            why, misread = wording.WHY_LACKS.format(letter=letter, point=missing.yes), ""
        choices.append(_lacks(letter, point.at, why, misread))
    facts = {
        "joint": "and",
        "points": [str(p.at) for p in points],
        "present": [str(p.at) for p in points if missing is None or p.at != missing.at],
    }
    return _draft(one, norm, case, choices, facts, seed)


def _of_any(one: Checklist, said: Told, norm: Norm) -> QuestionDraft | None:
    """Of points of which one is enough: one is met."""
    seed = f"{one.home.id}|list"
    points = [_Point(i, yes) for i, yes in enumerate(said.yes)]
    met = points[pick(f"{seed}|met", len(points))]
    others = sorted((p for p in points if p.at != met.at), key=lambda p: pick(f"{seed}|other|{p.at}", 10**6))
    if (case := _case(said, [met.yes], seed)) is None:
        return None
    here = one.letters[met.at]
    choices = [
        OptionDraft(wording.EVERY, {"complies": True, "joint": "and", "lacks": []}, wording.NOT_ONLY.format(letter=here), wording.AND_FOR_OR, 0.0),
        OptionDraft(wording.ONE, {"complies": True, "joint": "or", "lacks": []}, wording.WHY_ONE.format(letter=here, point=met.yes), "", 1.0),
    ]  # fmt: skip
    for point in [*others, met][:2]:
        letter = one.letters[point.at]
        why = wording.NOT_NEEDED.format(letter=letter, met=here) if point.at != met.at else wording.IS_THERE.format(letter=letter, point=point.yes)
        choices.append(_lacks(letter, point.at, why, wording.AND_FOR_OR if point.at != met.at else wording.COUNTED))
    facts = {"joint": "or", "points": [str(p.at) for p in points], "present": [str(met.at)]}
    return _draft(one, norm, case, choices, facts, seed)


def _lacks(letter: str, at: int, why: str, misread: str) -> OptionDraft:
    claim = {"complies": False, "joint": "and", "lacks": [str(at)]}
    return OptionDraft(wording.LACKS.format(letter=letter), claim, why, misread, 2.0 + at)


def _nearly(point: _Point, things: bool, seed: str) -> _Point | None:
    """A point that is met in part, or missed by a little: one of several things, words or figures is not as the list asks."""
    left = (_less(point.yes, seed) if things else None) or _other_figure(point.yes, seed) or _unpaired(point.yes, seed)
    return None if left is None else _Point(point.at, point.yes, left)


def _less(text: str, seed: str) -> str | None:
    """`the date and time of the occurrence` of `the date, time and location of the occurrence`."""
    match = list_wording.PARTS.search(text)
    if match is None or match.start() != 0:
        return None
    left = _one_gone(match["list"], seed)
    return None if left is None else f"{match['det']} {left} {match['of']} {match['rest']}"


def _one_gone(series: str, seed: str) -> str | None:
    """A series without one of its parts."""
    parts = re.split(r",? and |, ", series)
    if len(parts) < 2 or any(not part or len(part.split()) > 2 for part in parts):
        return None
    gone = pick(f"{seed}|gone|{series}", len(parts))
    left = [part for i, part in enumerate(parts) if i != gone]
    return left[0] if len(left) == 1 else f"{', '.join(left[:-1])} and {left[-1]}"


def _unpaired(text: str, seed: str) -> str | None:
    """`in a unique and legible manner` of `in a unique, legible and durable manner`."""
    for pattern in list_wording.PAIRED:
        if (match := pattern.search(text)) is not None and (left := _one_gone(match["list"], seed)) is not None:
            before = text[: match.start()]
            # "a signed and dated copy": the article goes with the first word.
            article = re.search(r"\b(?:a|an) $", before)
            if article is not None:
                before = f"{before[: article.start()]}{grammar.article(left)} "
            return f"{before}{left}{text[match.end() :]}"
    return None


def _other_figure(text: str, seed: str) -> str | None:
    """`4 m above the floor` of `at least 5 m above the floor`; None where the text has another figure."""
    matches = list(list_wording.FIGURE.finditer(text))
    if len(matches) != 1 or len(re.findall(r"\d+", text)) > 1 + matches[0]["number"].count("."):
        return None
    match = matches[0]
    number = float(match["number"])
    if number < 2:
        return None
    share = (0.6, 0.75, 0.8)[pick(f"{seed}|figure", 3)] if match["least"] else (1.25, 1.5, 1.4)[pick(f"{seed}|figure", 3)]
    other = round(number * share)
    if number >= 50:
        other = 5 * round(number * share / 5)
    if other == number or other < 1:
        return None
    between = match["between"] if match["bound"].startswith(("minimum", "maximum")) else " "
    front = match["front"] if between.strip() else ""
    return f"{text[: match.start()]}{front}{between.lstrip()}{other}{text[match.end() :]}"


def _case(said: Told, points: list[str], seed: str) -> str | None:
    """The case: what stands before the points, and those that are met."""
    if not points:
        return None
    body = f"{said.intro} {points[0] if len(points) == 1 else _series(points)}".strip()
    form = wording.CASES[0 if said.before else pick(f"{seed}|case", len(wording.CASES))]
    everything = wording.ALL[pick(f"{seed}|all", 2)]
    if said.before.endswith(", "):
        body = f"{said.before}{lower_first(body)}"
        before = ""
    else:
        before = said.before
    text = f"{before}{form.format(Body=upper_first(body), body=body, all=everything)}"
    return text if len(text.split()) <= _CASE else None


def _series(points: list[str]) -> str:
    """Points in a row; with semicolons where one of them has a comma or an `and` of its own."""
    if any("," in point or " and " in point for point in points):
        return f"{'; '.join(points[:-1])}; and {points[-1]}"
    return f"{', '.join(points[:-1])}{',' if len(points) > 2 else ''} and {points[-1]}"


def _draft(
    one: Checklist, norm: Norm, case: str, choices: list[OptionDraft], facts: dict[str, object], seed: str
) -> QuestionDraft:
    place = one.place
    asks = wording.ALLOWED if list_wording.UNLESS.match(one.lead) else wording.ASKS
    stem = wording.STEMS[pick(f"{seed}|stem", len(wording.STEMS))].format(
        Place=upper_first(place), place=place, text=one.printed, case=case,
        asks=asks[pick(f"{seed}|asks", len(asks))],
    )  # fmt: skip
    key = next(choice for choice in choices if not choice.misconception)
    return QuestionDraft(
        "list-check", norm, "elements", stem, (key, *(c for c in choices if c is not key)), "application", True, "points",
        facts, covers=tuple(rule.id for rule in one.rules), printed=one.clauses,
    )  # fmt: skip
