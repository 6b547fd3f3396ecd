"""Which part of a printed provision is left out: its time in a case, or who, to whom, by whom, how or when in a direct question."""

from __future__ import annotations

from collections.abc import Iterator

from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.slots import Roles
from curation.generation.template.questions.direct_items import direct
from curation.generation.template.questions.left_out import readable
from curation.generation.template.questions.question_drafts import QuestionDraft
from curation.generation.template.questions.time_items import how_soon, when
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import part_items as wording
from curation.text.template_words.questions.left_out import OPEN
from curation.text.times import Span, soonest_of, time_of


def part_questions(norm: Norm, roles: Roles) -> Iterator[QuestionDraft | str]:
    """The questions about a part that is left out, or the codes of reasons why there is none."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    if modal is None:
        return
    yield from direct(norm, roles)
    if not readable(norm):
        return
    if norm.force == "ban":
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


def _of_the_act(text: str, time: Span, modal: int, acts: int) -> bool:
    """Whether a time says when the act is due, and not when something else of the sentence was: `if no appeal is made within …`."""
    if time.start < modal:
        return time.start == 0
    between = text[acts : time.start]
    return between.rstrip().endswith(",") or wording.ASIDE.search(between) is None
