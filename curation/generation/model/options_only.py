"""Pass 5, options only: models rank the options without the question, in several orders, and code looks at form and vocabulary.

From the rankings of all options the three wrong ones are chosen with which the key is found least. Where it is still found too
often, a twin is asked for (`twins`); new wrong options only where there is no twin, and the writer is told what gave the key
away. New options are checked like the old.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from curation.core.ports import Completion
from curation.core.records import PassOutcome
from curation.generation.model.check_options import NAME as CHECK
from curation.generation.model.check_options import check
from curation.generation.model.items import LETTERS, ModelItem, chosen, lettered, shuffled
from curation.generation.model.work import TEXT, Work, listed, not_done, obj, one_of, pending, unsettled
from curation.generation.model.write import WRONG, wrong_options
from curation.text.stems import content_stems

NAME = "options-only"
RANKING = obj(order=listed(one_of(*LETTERS), 1, 10), why=TEXT)
REWRITE = obj(wrong=listed(WRONG, 1, 8))
MOST = 9
"""Most wrong options that are ranked."""


def options_only(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The questions with the wrong options that are shown first, in order; anything else as it is."""
    wanted = [i for i, item in enumerate(items) if item.live and item.brief.kind == "question"]
    done = list(items)
    if not work.passes.options_only:
        for i in wanted:
            done[i] = by_form(items[i], work.context.settings.options - 1).noted(NAME, "skipped")
        return done
    for i, item in zip(wanted, _ranked(work, [items[i] for i in wanted]), strict=True):
        done[i] = item
    return done


def rewrite(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items after the rewriting, in order: new wrong options where the key shows in the old ones and no twin settled it."""
    done = list(items)
    for turn in range(work.passes.rewrites):
        wanted = [i for i, item in enumerate(done) if item.live and item.passes.get(NAME) == "failed"]
        if not wanted:
            break
        rewritten = _rewritten(work, [done[i] for i in wanted], turn)
        for i, item in zip(wanted, rewritten, strict=True):
            done[i] = item
        wanted = [i for i in wanted if done[i].live]
        for i, item in zip(wanted, _ranked(work, [done[i] for i in wanted]), strict=True):
            done[i] = item
    return done


def _order(item: ModelItem, n: int) -> list[str]:
    return shuffled([item.key, *(w.text for w in item.wrong[:MOST])], f"alone {n} {item.stem}")


def _ranked(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    rounds = [(model, n) for model in work.passes.guessers for n in range(work.passes.orders)]
    orders = [[_order(item, n) for _, n in rounds] for item in items]
    asks = [
        work.ask("options-only", RANKING, {"options": lettered(own[place])}, model, n)
        for own in orders
        for place, (model, n) in enumerate(rounds)
    ]
    answers = work.asker.batch(NAME, asks)
    size = len(rounds)
    return [
        _chosen(work, item, own, answers[place * size : (place + 1) * size])
        for place, (item, own) in enumerate(zip(items, orders, strict=True))
    ]


def _chosen(
    work: Work, item: ModelItem, orders: Sequence[Sequence[str]], answers: Sequence[Completion]
) -> ModelItem:
    shown = work.context.settings.options - 1
    if (waiting := unsettled(answers)) is not None:
        return pending(item, NAME, waiting)
    usable = [(order, a) for order, a in zip(orders, answers, strict=True) if a.status == "ok"]
    if not usable:
        return by_form(not_done(item, NAME, answers), shown)
    rankings = [_ranking(order, a.data["order"]) for order, a in usable]
    best = min(
        itertools.combinations(range(min(len(item.wrong), MOST)), min(shown, len(item.wrong))),
        key=lambda places: (_found(item, places, rankings), form(item, places), places),
    )
    share = _found(item, best, rankings)
    told = [
        a.data["why"].strip() for (_, a), ranks in zip(usable, rankings, strict=True) if not ranks[item.key]
    ]
    item = _first(item, best)
    outcome: PassOutcome = "failed" if share > work.passes.guessable else "passed"
    return item.noted(
        NAME, outcome, found=round(share, 3), of=len(rankings), form=round(form(item, range(len(best))), 3),
        given_away=list(dict.fromkeys(t for t in told if t))[:3],
    )  # fmt: skip


def _ranking(order: Sequence[str], letters: Sequence[object]) -> dict[str, int]:
    """The rank of each option, 0 for the first; options that were left out share the last rank."""
    named = chosen(order, letters)
    return {option: named.index(option) if option in named else len(named) for option in order}


def _found(item: ModelItem, places: Sequence[int], rankings: Sequence[dict[str, int]]) -> float:
    """The share of the rankings in which the key comes before all the wrong options at `places`; a tie is shared."""
    total = 0.0
    for ranks in rankings:
        rivals = [ranks[item.wrong[place].text] for place in places]
        own = ranks[item.key]
        total += 0.0 if own > min(rivals) else 1.0 / (1 + rivals.count(own))
    return total / len(rankings)


def form(item: ModelItem, places: Sequence[int]) -> float:
    """How much the form of the options gives the key away, 0 for not at all: its rank in shared words and in length.

    Of the key's share of words with the other options and its length, each counts 1 when the key is alone at the top, and the
    length also when it is alone at the bottom.
    """
    options = [item.key, *(item.wrong[place].text for place in places)]
    stems = [content_stems(option, item.brief.clause.language or "en") for option in options]
    shared = [sum(len(a & b) for b in stems) - len(a) for a in stems]
    length = [len(option) for option in options]
    cues = float(shared[0] > max(shared[1:], default=0))
    cues += float(length[0] > 1.2 * max(length[1:], default=0)) + float(
        1.2 * length[0] < min(length[1:], default=0)
    )
    mean = sum(length) / len(length)
    return cues + 0.1 * abs(length[0] - mean) / mean


def by_form(item: ModelItem, shown: int) -> ModelItem:
    """The question with the wrong options in front by which its form gives least away, for want of rankings.

    Only cues count before the writer's own order, which is the best first: of the options that models rank highest next to the
    key, it holds more than small differences in length do.
    """
    best = min(
        itertools.combinations(range(len(item.wrong)), min(shown, len(item.wrong))),
        key=lambda places: (int(form(item, places)) + _odd(item, places), sum(places), form(item, places)),
    )
    return _first(item, best)


def _odd(item: ModelItem, places: Sequence[int]) -> bool:
    """Whether the key alone begins as it does, while wrong options at `places` begin alike: a lone `Yes` among several `No`."""
    options = [item.key, *(item.wrong[place].text for place in places)]
    first, *others = [" ".join(option.split()[:1]).strip(".,;:").casefold() for option in options]
    return first not in others and len(set(others)) < len(others)


def _first(item: ModelItem, places: Sequence[int]) -> ModelItem:
    """The item with the wrong options at `places` before the others."""
    rest = [n for n in range(len(item.wrong)) if n not in places]
    return replace(item, wrong=tuple(item.wrong[n] for n in (*places, *rest)))


def _rewritten(work: Work, items: Sequence[ModelItem], turn: int) -> list[ModelItem]:
    """The items with new wrong options before the old ones; new ones are checked when the old ones were."""
    asks = [
        work.ask(
            "rewrite",
            REWRITE,
            {
                "pack": work.packs.law(item.brief.section),
                "stem": item.stem,
                "key": item.key,
                "wrong": "\n".join(f"- {w.text}" for w in item.wrong),
                "given_away": _given_away(item),
            },
            work.passes.writer,
            turn,
        )
        for item in items
    ]
    answers = work.asker.batch("rewrite", asks)
    done = [_with_new(item, answer) for item, answer in zip(items, answers, strict=True)]
    fresh = [i for i, item in enumerate(done) if item.live and item.wrong != items[i].wrong]
    for i, checked in zip(fresh, check(work, [done[i] for i in fresh]), strict=True):
        # The old options passed: a rewrite that does not hold, or that no answer judges, leaves them as they were.
        if checked.state == "rejected" or checked.unjudged(items[i], (CHECK,)):
            done[i] = items[i].noted(NAME, "failed", **{**_marks(items[i]), "rewrites": turn + 1})
        else:
            done[i] = checked
    return done


def _marks(item: ModelItem) -> dict[str, JsonValue]:
    found = item.marks.get(NAME)
    return dict(found) if isinstance(found, dict) else {}


def _given_away(item: ModelItem) -> str:
    told = _marks(item).get("given_away")
    return "; ".join(map(str, told)) if isinstance(told, list) and told else "nothing was said"


def _with_new(item: ModelItem, answer: Completion) -> ModelItem:
    if unsettled([answer]):
        return pending(item, "rewrite", answer)
    if answer.status != "ok":
        return item
    new = wrong_options(item, answer.data["wrong"], [item.key, *(w.text for w in item.wrong)])
    return replace(item, wrong=(*new, *item.wrong)[:MOST])
