"""Questions about the number that a rule sets: a plan with another number, and the limit with three misreadings of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.core.items.derivation import within
from curation.generation.template.cases.acts import scene, verdict
from curation.generation.template.cases.bounds import (
    Bound,
    Side,
    bound_of,
    changed_act,
    measures,
    scale_of,
    told_act,
)
from curation.generation.template.cases.telling import actor, named, sentence, setting
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.numeric_distractors import values
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.template_words.questions import value_items as wording


def limit(norm: Norm) -> Iterator[QuestionDraft]:
    """A case with another number: does it comply, and with which limit."""
    where = setting(norm)
    # Of "a lock or approach wharf" one cannot be taken without knowing which words belong to both.
    if where is None or norm.exceptions or norm.elements or wording.LIMIT.search(norm.action):
        return
    bound = bound_of(norm)
    if bound is not None:
        yield from _limit(norm, bound, where, "")
        return
    for measure, place in measures(norm):
        drafts = list(_limit(norm, measure, where, place))
        yield from drafts
        if drafts:
            return


def _limit(norm: Norm, bound: Bound, where: str, place: str) -> Iterator[QuestionDraft]:
    shown = readings(bound, scale_of(bound), norm.rule.id)
    if shown is None:
        return
    number, rows = shown
    act = changed_act(norm, bound, place, number) if place else told_act(norm, bound, number)
    if wording.NEEDS_CONTEXT.search(f"{where}{act}"):
        return
    if act is None or whole.fault(upper_first(act), norm.lead) or bound.written.write(number) not in act:
        # Of two ways to do something the first is told, and the number may stand in the second.
        return
    if (who := actor(norm)) is not None:
        where = named(where, who)
    if _tells(f"{where}{norm.lead} {act}", bound, number):
        return
    rule = bound.reading(bound.side)
    choices = []
    for side, figure, name in rows:
        ok = within(number, figure, side, bound.strict)
        text = f"{verdict(norm, ok)}, as {bound.write(figure)} is the {'most' if side == 'upper' else 'least'} that is allowed"
        why = f"The provision says that {rule}."
        choices.append(OptionDraft(text, {"complies": ok, "side": side, "bound": figure}, why, name))
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    facts = {"planned": number, "bound": bound.number, "side": bound.side, "strict": bound.strict}
    case = f"{where}{sentence(norm, act)}"
    yield QuestionDraft(
        "case-limit", norm, "value", scene(norm, case), tuple(choices), "application", False, "limit", facts
    )  # fmt: skip


def _tells(case: str, bound: Bound, number: float) -> bool:
    """Whether a case names the bound itself, or a second measure of its unit, so that the options could mean either."""
    others = [w for w in values(case) if w.number != number]
    unit = bound.written.unit.partition("|")[0]
    return (
        any(w.unit.partition("|")[0] == unit for w in others)
        or re.search(rf"(?<![\d.,]){re.escape(bound.written.shown)}(?![\d])", case) is not None
    )


Row = tuple[Side, float, str]
"""One reading of a limit: its side, its figure, and the name of the misreading; no name for the limit as it is."""


def readings(bound: Bound, numbers: Sequence[float], seed: str) -> tuple[float, list[Row]] | None:
    """The number of a case, and the limit with three misreadings of it, the limit first; two readings give either verdict.

    No figure tells the key. Where everybody can guess the direction, four figures are shown once each, two on either side of
    the case. Elsewhere two figures are shown, each once as the least and once as the most. Which place the
    limit has among the figures and the case, the text of `seed` decides. Returns None where the scale lacks numbers.

    Args:
        bound: The least or the most that the provision allows.
        numbers: The scale that the bound is on, itself among them.
        seed: A text that decides the places; the same text always gives the same places.
    """
    scale = sorted({*numbers, bound.number})
    at = scale.index(bound.number)
    turned: Side = "lower" if bound.side == "upper" else "upper"

    def wider(figure: float) -> str:
        return "wider" if (figure > bound.number) == (bound.side == "upper") else "tighter"

    if bound.guessable:
        places = [place for place in (0, 1, 3, 4) if at - place >= 0 and at - place + 5 <= len(scale)]
        if not places:
            return None
        first = at - places[pick(f"{seed}|place", len(places))]
        window = scale[first : first + 5]
        others = [n for i, n in enumerate(window) if i != 2 and n != bound.number]
        one_way: list[Row] = [(bound.side, n, f"a {wider(n)} limit is remembered") for n in others]
        return window[2], [(bound.side, bound.number, ""), *one_way]
    orders = [(b, case) for b in range(3) for case in range(3) if b != case and 0 <= at - b <= len(scale) - 3]
    if not orders:
        return None
    place, case = orders[pick(f"{seed}|place", len(orders))]
    other = scale[at - place + 3 - place - case]
    two_ways: list[Row] = [
        (turned, bound.number, wording.TURNED[bound.side]),
        (bound.side, other, f"a {wider(other)} limit is remembered"),
        (turned, other, f"{wording.TURNED[bound.side]}, and another figure is remembered"),
    ]
    return scale[at - place + case], [(bound.side, bound.number, ""), *two_ways]
