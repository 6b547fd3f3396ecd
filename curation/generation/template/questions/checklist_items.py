"""In which points a case falls short of a provision that is a list: by a little, or not at all.

The provision is shown as it is printed. A case tells its points with figures of its own, and misses one or two by a figure, a time, a
form, or one of several things. A point that is left out whole, or a case in the words of the law alone, leaves nothing to compare.
The four answers are one point, another, both and neither, in the same words in every question; each is right about as often.
Of two points of which one is enough, the answers are which of them is met, neither, or that both are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curation.generation.template.cases.points_told import Told, told
from curation.generation.template.cases.telling import own_words
from curation.generation.template.provisions.checklists import MOST_WORDS, Checklist
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.worth_asking import off_topic
from curation.generation.template.questions.gap_texts import of_treaty
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import grammar
from curation.text.grammar import lower_first, upper_first
from curation.text.numerals import SMALL
from curation.text.template_words.cases.two_cases import SLOW
from curation.text.template_words.provisions import checklists as list_wording
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.provisions.worth_asking import BUSINESS, PROTECTS, REGULATED, STATE
from curation.text.template_words.questions import checklist_items as wording

_CASE = 85
"""Most words of a case."""
_SHOWN = 4
"""Most points that are shown of a longer list."""
_MANY = 2
"""Fewest points of a longer list that are shown."""


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
    if (why := _off_topic(one, _norm(one))) != "":
        yield why
        return
    if (chosen := _chosen(one)) is None:
        yield "untold"
        return
    part, said = chosen
    draft = _of_any(part, said, _norm(part)) if part.joint == "or" else _of_every(part, said, _norm(part))
    yield draft or "untold"


def _facts(one: Checklist) -> tuple[bool, ...]:
    """Whether each point can be a fact of one case: a bound that no figure can stand for cannot."""
    return tuple(
        ok
        and not (
            list_wording.BOUND.search(list_wording.OFTEN.sub("", text))
            and _figure(text, "", met=True) is None
        )
        for ok, text in zip(one.sound, one.points, strict=True)
    )


def _chosen(one: Checklist) -> tuple[Checklist, Told] | None:
    """The points that are shown, and how they are told: all of them, or some that can be told and are not too long together."""
    sound_points = _facts(one)
    if all(sound_points) and len(one.printed.split()) <= MOST_WORDS and (said := told(one)) is not None:
        return one, said
    alone = [(i, told(one.only([i]))) for i, sound in enumerate(sound_points) if sound]
    tellable = [(i, said) for i, said in alone if said is not None]
    intros = {said.intro for _, said in tellable}
    if len(intros) != 1 or len(tellable) < _MANY:
        return None
    seed = f"{one.home.id}|list"
    near = {i for i, said in tellable if _nearly(_Point(i, said.yes[0]), said.things, seed) is not None}
    order = sorted((i for i, _ in tellable), key=lambda i: (i not in near, len(one.points[i].split())))
    places: list[int] = []
    for i in order:
        if len(places) < _SHOWN and len(one.only([*places, i]).printed.split()) <= MOST_WORDS:
            places.append(i)
    if len(places) < _MANY:
        return None
    part = one.only(places)
    said = told(part)
    return None if said is None or len(part.printed.split()) > MOST_WORDS else (part, said)


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
    """Of points that are needed together: one or two are missed by a little, or both are met by figures of the case."""
    seed = f"{one.home.id}|list"
    points = [_Point(i, yes) for i, yes in enumerate(said.yes)]
    near = {p.at: n for p in points if (n := _nearly(p, said.things, seed)) is not None}
    order = sorted(points, key=lambda p: (p.at not in near, pick(f"{seed}|pair|{p.at}", 10**6)))
    pair = sorted(order[:2], key=lambda p: p.at)
    states = list(_states(pair, near, seed))
    if not states:
        return None
    missed = states[pick(f"{seed}|state", len(states))]
    there = {p.at: near[p.at].left if p.at in missed else _met(p.yes, seed) for p in points}
    told_in_order = sorted(points, key=lambda p: pick(f"{seed}|told|{p.at}", 10**6))
    if (case := _case(said, [there[p.at] for p in told_in_order], seed)) is None:
        return None
    first, second = (p.at for p in pair)
    letters = one.letters
    options = (
        ((first,), wording.ALONE.format(letter=letters[first])),
        ((second,), wording.ALONE.format(letter=letters[second])),
        ((first, second), wording.BOTH),
        ((), wording.NEITHER),
    )
    choices = [
        OptionDraft(
            text, {"lacks": [str(at) for at in lacks]}, _why(one, there, missed, lacks, pair),
            "" if lacks == missed else wording.OVERLOOKED if set(missed) - set(lacks) else wording.COUNTED, float(place),
        )
        for place, (lacks, text) in enumerate(options)
    ]  # fmt: skip
    facts = {
        "joint": "and",
        "points": [str(first), str(second)],
        "present": [str(p.at) for p in pair if p.at not in missed],
    }
    asks = tuple(ask.format(first=letters[first], second=letters[second]) for ask in wording.FALLS_SHORT)
    return _draft(one, norm, case, choices, facts, asks, seed)


def _states(pair: Sequence[_Point], near: Mapping[int, _Point], seed: str) -> Iterator[tuple[int, ...]]:
    """Which of two points may be missed in a case: each that a little can miss, both, and neither where both have figures."""
    first, second = (p.at for p in pair)
    if first in near:
        yield (first,)
    if second in near:
        yield (second,)
    if first in near and second in near:
        # Twice, so that both is right about as often as each alone.
        yield (first, second)
        yield (first, second)
    if any(_met(p.yes, seed) != p.yes for p in pair):
        yield ()


def _why(
    one: Checklist,
    there: Mapping[int, str],
    missed: tuple[int, ...],
    lacks: tuple[int, ...],
    pair: Sequence[_Point],
) -> str:
    """Why an answer is right; of a wrong one, at which point it is wrong."""
    texts = []
    for point in pair:
        letter = one.letters[point.at]
        if lacks != missed:
            if (point.at in missed) != (point.at in lacks):
                texts.append((wording.NOT_MET if point.at in missed else wording.MET).format(letter=letter))
        elif point.at not in missed and there[point.at] != point.yes:
            texts.append(wording.IS_KEPT.format(letter=letter, point=point.yes, case=there[point.at]))
        elif point.at not in missed:
            texts.append(wording.IS_MET.format(letter=letter, case=there[point.at]))
        elif there[point.at]:
            texts.append(wording.IS_MISSED.format(letter=letter, point=point.yes, case=there[point.at]))
        else:
            texts.append(wording.IS_LEFT_OUT.format(letter=letter, point=point.yes))
    return " ".join(texts)


def _of_any(one: Checklist, said: Told, norm: Norm) -> QuestionDraft | None:
    """Of two points of which one is enough: one is met, or neither is, as one is missed by a little."""
    if len(said.yes) != 2 or (not said.before and not said.things and said.intro.count(" ") < 2):
        return None
    seed = f"{one.home.id}|list"
    points = [_Point(i, yes) for i, yes in enumerate(said.yes)]
    near = {p.at: n for p in points if (n := _nearly(p, said.things, seed)) is not None}
    if not near:
        return None
    states: list[tuple[int, ...]] = [(at,) for at in (0, 1) if 1 - at in near]
    states.append(())
    present = states[pick(f"{seed}|state", len(states))]
    if present:
        (at,) = present
        there = {at: _met(points[at].yes, seed), 1 - at: near[1 - at].left}
    else:
        at = sorted(near)[pick(f"{seed}|near", len(near))]
        there = {at: near[at].left, 1 - at: near[1 - at].left if 1 - at in near else ""}
    if (case := _case(said, [text for text in there.values() if text], seed)) is None:
        return None
    letters = one.letters
    options: tuple[tuple[list[str] | None, str], ...] = (
        (["0"], wording.BY_ONE.format(letter=letters[0])),
        (["1"], wording.BY_ONE.format(letter=letters[1])),
        ([], wording.BY_NONE),
        (None, wording.NEEDS_BOTH),
    )
    missed = tuple(p.at for p in points if p.at not in present)
    choices = []
    for place, (by, text) in enumerate(options):
        right = by is not None and by == [str(at) for at in present]
        why = wording.NOT_BOTH if by is None else _why(one, there, missed, missed, points)
        misread = "" if right else wording.AND_FOR_OR if by is None else wording.OVERLOOKED
        choices.append(
            OptionDraft(
                text,
                {"by": by},
                why if right or by is None else wording.OR_ONE.format(why=why),
                misread,
                float(place),
            )
        )
    found = list_wording.CIRCUMSTANCES.match(one.lead)
    asks = (
        wording.ASKS
        if found is None
        else wording.ALLOWED
        if list_wording.LIFTS.match(found["word"])
        else wording.BROKEN
    )
    facts = {"joint": "or", "points": ["0", "1"], "present": [str(at) for at in present]}
    return _draft(one, norm, case, choices, facts, asks, seed)


def _nearly(point: _Point, things: bool, seed: str) -> _Point | None:
    """A point that is met in part, or missed by a little: one of several things, words or figures is not as the list asks."""
    text = point.yes
    if list_wording.SECOND_WAY.search(text):
        # What is missing might be there by the other way: "records and other papers", "its name or number".
        return None
    ways = [
        _figure(text, seed, met=False),
        _seldom(text),
        _too_late(text),
        _other_form(text),
        _less(text, seed) if things else None,
        _shorter(text, things, seed),
        _unpaired(text, things, seed),
    ]
    found = [left for left in ways if left is not None and left != text]
    return _Point(point.at, text, found[0]) if found else None


def _seldom(text: str) -> str | None:
    """`is cleaned once every two months` of `is cleaned at least once a month`; None where it says nothing of how often."""
    matches = list(list_wording.OFTEN.finditer(text))
    if len(matches) != 1:
        return None
    match = matches[0]
    unit = (
        list_wording.UNITS[match["adverb"].lower()]
        if match["adverb"]
        else match["unit"].lower().removeprefix("calendar ")
    )
    return f"{text[: match.start()]}once every two {unit}s{text[match.end() :]}"


def _met(text: str, seed: str) -> str:
    """A point as a case has it that meets it: with a figure of its own in the place of a bound."""
    return _figure(text, f"{seed}|{text}", met=True) or text


def _too_late(text: str) -> str | None:
    """`notifies the owner a week later` of `immediately notifies the owner`, and `only after the lid is opened` of `before the lid is opened`."""
    if list_wording.NO_ORDER.search(text):
        return None
    if (at_once := list_wording.AT_ONCE.match(text)) is not None:
        said = at_once["act"] or f"{at_once['front'] or ''}{at_once['rest']}"
        return None if list_wording.SEVERAL_ACTS.search(said) else f"{said}{SLOW}"
    if len(list_wording.BEFORE.findall(text)) == 1:
        return list_wording.BEFORE.sub("only after ", text)
    return None


def _other_form(text: str) -> str | None:
    """`has agreed orally` of `has agreed in writing`, and `most drums are closed` of `all drums are closed`."""
    if list_wording.ALL.match(text) is not None and " not " not in text:
        return list_wording.ALL.sub(
            lambda m: f"most of {m['of'].removeprefix('of ')}" if m["of"] else "most ", text
        )
    if len(found := list(list_wording.WRITTEN.finditer(text))) != 1:
        return None
    match = found[0]
    other = list_wording.ORALLY if match["inside"] else list_wording.ORAL
    before = text[: match.start()]
    if not match["inside"] and before.endswith(" a "):
        before = f"{before[:-3]} an "
    return f"{before}{other}{'' if match['inside'] else ' '}{text[match.end() :]}"


def _less(text: str, seed: str) -> str | None:
    """`the date and time of the occurrence` of `the date, time and location of the occurrence`."""
    match = list_wording.PARTS.search(text)
    if match is None or match.start() != 0:
        return None
    found = _one_gone(match["list"], seed)
    return None if found is None else f"{match['det']} {found[0]} {match['of']} {match['rest']}"


def _shorter(text: str, things: bool, seed: str) -> str | None:
    """`against moisture and damage, but not loss` of `against moisture, loss and damage`; a paper is silent of what it lacks."""
    match = list_wording.SERIES.search(text)
    if (
        match is None
        or list_wording.DENIES.search(text)
        or list_wording.RELATIVE.search(text[: match.start()])
    ):
        return None
    # The noun of the last may belong to all: "a legible, unique and durable manner".
    found = _one_gone(match["list"], seed, ends=False)
    if found is None:
        return None
    left = found[0]
    behind = text[match.end("list") :]
    # What is missing is left out in silence: "but not loss" would tell it.
    said = left
    return f"{text[: match.start('list')]}{said}{behind}"


def _one_gone(series: str, seed: str, *, ends: bool = True) -> tuple[str, str] | None:
    """A series without one of its parts, and that part; without `ends` the first and the last stay."""
    parts = re.split(r",? and |, ", series)
    if len(parts) < 2 or any(not part or len(part.split()) > 4 for part in parts):
        return None
    if not ends and len(parts) < 3:
        return None
    gone = (
        pick(f"{seed}|gone|{series}", len(parts))
        if ends
        else 1 + pick(f"{seed}|gone|{series}", len(parts) - 2)
    )
    left = [part for i, part in enumerate(parts) if i != gone]
    return (left[0] if len(left) == 1 else f"{', '.join(left[:-1])} and {left[-1]}"), parts[gone]


def _unpaired(text: str, things: bool, seed: str) -> str | None:
    """`is designed, but not built, to float` of `is designed and built to float`, `in a unique and legible manner`."""
    for pattern in list_wording.PAIRED:
        match = pattern.search(text)
        found = None if match is None else _one_gone(match["list"], seed)
        if match is None or found is None:
            continue
        before, left = text[: match.start("list")], found[0]
        if before.rstrip().endswith((",", " and", " or")) or list_wording.RELATIVE.search(before):
            continue
        # "a signed and dated copy": the article goes with the first word.
        article = list_wording.ARTICLE_END.search(before)
        behind = text[match.end("list") :]
        if article is not None:
            before = f"{before[: article.start()]}{grammar.article(left)} "
        return f"{before}{left}{behind}"
    return None


def _figure(text: str, seed: str, *, met: bool) -> str | None:
    """`6 m above the floor`, or `4 m` where it is not met, of `at least 5 m above the floor`; None where the text has no figure or several."""
    matches = list(list_wording.FIGURE.finditer(text))
    if (
        len(matches) != 1
        or list_wording.OFTEN.search(text)
        or list_wording.OTHER_FIGURE.search(f"{text[: matches[0].start()]} {text[matches[0].end() :]}")
    ):
        return None
    match = matches[0]
    word = match["number"] or match["number2"] or match["number3"]
    number = float(SMALL.index(word)) if word in SMALL else float(word)
    least = (
        bool(match["least"])
        or bool(match["number3"])
        or "less" in (match["verb"] or "")
        or "least" in (match["verb"] or "")
    )
    more = least == met
    other = _beside(number, more, seed)
    if number < 2 or other is None:
        return None
    unit = match["unit"] or match["unit2"] or match["unit3"]
    if match["bound"] == "within" and list_wording.TIME_UNIT.match(unit) is None:
        # Within 2 m of a thing is a distance that may be the least.
        return None
    if other == 1:
        unit = unit.removesuffix("s")
    amount = f"{other}{match['gap'] or match['gap2'] or match['gap3'] or ''}{unit}"
    front = ""
    if match["verb"]:
        front = "is " if match["verb"].startswith(("does", "is")) else "are "
    elif match["bound"] and match["bound"] in ("minimum", "maximum"):
        front = f"{match['front']}{match['between'].lstrip()}"
    return f"{text[: match.start()]}{front}{amount}{text[match.end() :]}"


def _beside(number: float, more: bool, seed: str) -> int | None:
    """A figure somewhat above or below another, as round as it."""
    share = (1.1, 1.15, 1.2)[pick(f"{seed}|more", 3)] if more else (0.9, 0.85, 0.8)[pick(f"{seed}|less", 3)]
    step = 50 if number >= 500 else 10 if number >= 100 else 5 if number >= 40 else 1
    other = step * round(number * share / step)
    if other == number:
        other += step if more else -step
    return int(other) if other >= 1 else None


def _case(said: Told, points: list[str], seed: str) -> str | None:
    """The case: what stands before the points, and those that are met."""
    if not points:
        return None
    body = f"{said.intro} {points[0] if len(points) == 1 else _series(points)}".strip()
    form = wording.CASES[0 if said.before else pick(f"{seed}|case", len(wording.CASES))]
    if said.before.endswith(", "):
        body = f"{said.before}{lower_first(body)}"
        before = ""
    else:
        before = said.before
    text = own_words(f"{before}{form.format(Body=upper_first(body), body=body)}")
    return text if len(text.split()) <= _CASE else None


def _series(points: list[str]) -> str:
    """Points in a row; with semicolons where one of them has a comma or an `and` of its own."""
    if any("," in point or " and " in point for point in points):
        return f"{'; '.join(points[:-1])}; and {points[-1]}"
    return f"{', '.join(points[:-1])}{',' if len(points) > 2 else ''} and {points[-1]}"


def _draft(
    one: Checklist, norm: Norm, case: str, choices: list[OptionDraft], facts: Mapping[str, object], asks: tuple[str, ...], seed: str
) -> QuestionDraft:  # fmt: skip
    stems = wording.STEMS_IN_PART if one.partial else wording.STEMS
    stem = stems[pick(f"{seed}|stem", len(stems))].format(
        Place=upper_first(one.place), place=one.place, text=one.printed, case=case,
        asks=asks[pick(f"{seed}|asks", len(asks))],
    )  # fmt: skip
    key = next(choice for choice in choices if not choice.misconception)
    return QuestionDraft(
        "list-check", norm, "elements", stem, (key, *(c for c in choices if c is not key)), "application", True, "points",
        facts, covers=tuple(rule.id for rule in one.rules), printed=one.clauses,
    )  # fmt: skip
