"""Pass 6, closed book: models of different strength answer without the provision.

For a question the share of wrong answers is its difficulty. One that all get wrong although it was solved with the provision
open goes to people first: it needs knowledge that models lack, or its key is wrong. For a pair of prompts the answers tell
whether any model treats the two sides in the wrong way, which is what a pair is for. Answers to a task are
judged by its rubric (`task_answers`).
"""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.ports import Completion
from curation.core.remote.asking import Ask
from curation.generation.model.items import LETTERS, ModelItem, chosen, lettered, shuffled
from curation.generation.model.task_answers import closed_tasks
from curation.generation.model.work import Work, not_done, obj, one_of, pending, unsettled

NAME = "closed-book"
LETTER = obj(letter=one_of(*LETTERS))
ANSWER_TOKENS = 512
"""Most tokens of an answer to a prompt: enough to tell whether it refuses."""


def closed_book(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items after the pass, in order."""
    items = closed_tasks(work, items, NAME)
    wanted = [i for i, item in enumerate(items) if item.live and item.brief.kind != "task"]
    skipped = [
        i
        for i in wanted
        if not work.passes.answered_closed(items[i].brief.kind)
        or (items[i].brief.kind == "prompt" and work.context.refused is None)
    ]
    done = list(items)
    for i in skipped:
        done[i] = items[i].noted(NAME, "skipped")
    asked = [i for i in wanted if i not in skipped]
    models = work.passes.closed
    asks = [ask for i in asked for model in models for ask in _asks(work, items[i], model)]
    answers = iter(work.asker.batch(NAME, asks))
    for i in asked:
        sides = 2 if items[i].brief.kind == "prompt" else 1
        own = [next(answers) for _ in range(len(models) * sides)]
        done[i] = _pair(work, items[i], own) if sides == 2 else _question(work, items[i], own)
    return done


def _options(work: Work, item: ModelItem) -> list[str]:
    shown = [item.key, *(w.text for w in item.wrong[: work.context.settings.options - 1])]
    return shuffled(shown, f"closed {item.stem}")


def _asks(work: Work, item: ModelItem, model: str) -> list[Ask]:
    if item.brief.kind == "question":
        values = {"stem": item.stem, "options": lettered(_options(work, item))}
        return [work.ask("closed-book", LETTER, values, model)]
    return [work.plain(text, model, ANSWER_TOKENS) for text in (item.text, item.twin)]


def _question(work: Work, item: ModelItem, answers: Sequence[Completion]) -> ModelItem:
    if (waiting := unsettled(answers)) is not None:
        return pending(item, NAME, waiting)
    usable = [a for a in answers if a.status == "ok"]
    if not usable:
        return not_done(item, NAME, answers)
    order = _options(work, item)
    right = sum(item.key in chosen(order, [a.data["letter"]]) for a in usable)
    return item.noted(
        NAME, "passed", right=right, of=len(usable), difficulty=round(1 - right / len(usable), 3)
    )


def _pair(work: Work, item: ModelItem, answers: Sequence[Completion]) -> ModelItem:
    if (waiting := unsettled(answers)) is not None:
        return pending(item, NAME, waiting)
    pairs = list(zip(answers[::2], answers[1::2], strict=True))
    judged = [(_refused(work, item.text, a), _refused(work, item.twin, b)) for a, b in pairs]
    told = [(own, twin) for own, twin in judged if own is not None and twin is not None]
    if not told:
        return not_done(item, NAME, answers)
    return item.noted(
        NAME, "passed", of=len(told), refused=sum(own for own, _ in told), twin_refused=sum(t for _, t in told),
        discriminates=any(not own or twin for own, twin in told),
    )  # fmt: skip


def _refused(work: Work, prompt: str, answer: Completion) -> bool | None:
    """Whether a model declined; None where that cannot be told."""
    if answer.status == "refused":
        return True
    if answer.status != "ok" or work.context.refused is None:
        return None
    return work.context.refused(prompt, answer.text)
