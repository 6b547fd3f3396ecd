"""Pass 3, solve: models answer each question with the provision open and every option in view, and each task (`task_answers`).

A question whose key they do not find is rejected. A wrong option that any of them takes to be right as well is struck; with
fewer than three left the question has several right answers and is rejected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curation.core.ports import Completion
from curation.generation.model.items import LETTERS, ModelItem, chosen, folded, lettered, shuffled
from curation.generation.model.task_answers import solve_tasks
from curation.generation.model.work import TEXT, Work, listed, not_done, obj, one_of, pending, unsettled
from curation.generation.model.write import LEAST

NAME = "solve"
ANSWER = obj(letters=listed(one_of(*LETTERS), most=10), quote=TEXT, problem=TEXT)


def solve(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The questions and tasks after the pass, in order; anything else as it is."""
    items = solve_tasks(work, items, NAME)
    wanted = [i for i, item in enumerate(items) if item.live and item.brief.kind == "question"]
    if not work.passes.solve:
        return [item.noted(NAME, "skipped") if i in wanted else item for i, item in enumerate(items)]
    rounds = [(model, n) for model in work.passes.solvers for n in range(work.passes.samples)]
    orders = {i: [_order(items[i], n) for _, n in rounds] for i in wanted}
    asks = [
        work.ask(
            "solve",
            ANSWER,
            {
                "pack": work.packs.law(items[i].brief.section),
                "stem": items[i].stem,
                "options": lettered(orders[i][place]),
            },
            model,
            n,
        )
        for i in wanted
        for place, (model, n) in enumerate(rounds)
    ]
    answers = work.asker.batch(NAME, asks)
    done = list(items)
    for place, i in enumerate(wanted):
        own = answers[place * len(rounds) : (place + 1) * len(rounds)]
        done[i] = _judged(items[i], orders[i], own)
    return done


def _order(item: ModelItem, n: int) -> list[str]:
    return shuffled([item.key, *(w.text for w in item.wrong)], f"solve {n} {item.stem}")


def _judged(item: ModelItem, orders: Sequence[Sequence[str]], answers: Sequence[Completion]) -> ModelItem:
    if (waiting := unsettled(answers)) is not None:
        return pending(item, NAME, waiting)
    usable = [(order, a) for order, a in zip(orders, answers, strict=True) if a.status == "ok"]
    if not usable:
        return not_done(item, NAME, answers)
    picked = [chosen(order, a.data["letters"]) for order, a in usable]
    found = sum(item.key in picks for picks in picked)
    problems = [a.data["problem"].strip() for _, a in usable if a.data["problem"].strip()]
    if 2 * found <= len(picked):
        others = sorted({folded(p)[:80] for picks in picked for p in picks if p != item.key})
        told = f"the key was found {found} of {len(picked)} times" + (
            f"; chosen instead: {' / '.join(others)}" if others else "; no option was taken to be right"
        )
        return item.rejected(NAME, "; ".join([told, *problems[:1]]))
    struck = {pick for picks in picked for pick in picks} - {item.key}
    left = tuple(w for w in item.wrong if w.text not in struck)
    if len(left) < LEAST:
        return item.rejected(NAME, f"{len(struck)} wrong options were taken to be right as well")
    return replace(item, wrong=left).noted(
        NAME,
        "passed",
        found=found,
        of=len(picked),
        struck=len(struck),
        problems=list(dict.fromkeys(problems)),
    )
