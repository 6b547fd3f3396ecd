"""Which part of a printed provision is left out: its time, the one who is told, or the one who consents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.generation.template.left_out import OPEN, readable
from curation.generation.template.norms import Norm
from curation.generation.template.parsing import MODAL
from curation.generation.template.party_items import by_whom, who_must, whom
from curation.generation.template.question_drafts import Draft
from curation.generation.template.slots import Roles, givers, recipients, way, written
from curation.generation.template.time_items import how_soon, when
from curation.text.times import Span, soonest_of, time_of


def part_questions(norm: Norm, roles: Roles) -> Iterator[Draft | str]:
    """The questions about a part that is left out, or the codes of reasons why there is none."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    if modal is None or not readable(norm):
        return
    if norm.force == "ban":
        yield from _consents(norm, text, roles)
        return
    soonest = soonest_of(text)
    if (
        soonest is not None
        and _of_the_act(text, soonest, modal.start(), modal.end())
        and not OPEN.search(text[: soonest.start] + text[soonest.end :])
    ):
        yield from how_soon(norm, soonest)
    if not OPEN.search(text):
        time = time_of(text, modal.end())
        if time is not None and _of_the_act(text, time, modal.start(), modal.end()):
            yield from when(norm, time)
        if len(told := list(recipients(text))) == 1:
            named = [(each.partition("|"), count) for each, count in roles.recipients.items()]
            like = [words for (ways, _, words), count in named if ways == way(told[0].act) and count > 1]
            yield from whom(norm, told[0], like, written(text))
        if len(giving := list(givers(text))) == 1:
            yield from by_whom(norm, giving[0], [*roles.givers], written(text))
    yield from who_must(norm, roles)


def _of_the_act(text: str, time: Span, modal: int, acts: int) -> bool:
    """Whether a time says when the act is due, and not when something else of the sentence was: `if no appeal is made within …`."""
    if time.start < modal:
        return time.start == 0
    between = text[acts : time.start]
    return between.rstrip().endswith(",") or _ASIDE.search(between) is None


_ASIDE = re.compile(r"\b(?:who|which|whose|if|where|when|whether|(?<!ensure )(?<!ensures )that)\b", re.I)
"""Words behind which a clause of its own begins."""


def _consents(norm: Norm, text: str, roles: Roles) -> Iterator[Draft | str]:
    """The questions about whose consent lifts a ban."""
    giving = list(givers(text))
    lifts = _LIFTS.search(text[: giving[0].start]) if len(giving) == 1 else None
    if lifts is not None and not OPEN.search(text[: lifts.start()] + text[lifts.end() :]):
        yield from by_whom(norm, giving[0], [*roles.givers], written(text))


_LIFTS = re.compile(r"\b(?:without|unless|except with)\b", re.I)
"""Words of a ban behind which stands whose consent lifts it."""
