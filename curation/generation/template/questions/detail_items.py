"""Cases in which a detail of a duty is right or wrong: how many of something there are, or how often something is done."""

from __future__ import annotations

from collections.abc import Iterator

from curation.generation.template.cases.acts import scene, verdict
from curation.generation.template.cases.telling import actor, done, sentence, setting
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.numerals import SMALL
from curation.text.template_words.questions import detail_items as wording
from curation.text.verbs import singular

_NUMBERS = ("no", *SMALL[1:9])


def count(norm: Norm) -> Iterator[QuestionDraft]:
    """A duty that names a number of things, and a case with another number."""
    who, where = actor(norm), setting(norm)
    matches = [m for m in wording.COUNT.finditer(norm.action) if not wording.MEASURES.search(m["noun"])]
    if (
        norm.force != "duty"
        or norm.exceptions
        or norm.elements
        or who is None
        or where is None
        or not matches
    ):
        return
    match = matches[0]
    before = norm.action[: match.start()]
    if wording.NO_EXACT_COUNT.search(before[-30:]):
        return
    if before.strip() == "be" or "quorum" in f"{norm.subject} {norm.action}":
        # "A quorum is two members" is nothing that somebody does.
        return
    needed = _NUMBERS.index(match["number"])
    kept = pick(f"{norm.rule.id}|count", 2) == 0 or needed < 3
    there = needed if kept else needed - 1
    act = done(norm, who, f"{before}{_NUMBERS[there]}{norm.action[match.end('number') :]}")
    if act is None or whole.fault(upper_first(act), norm.lead):
        return
    *front, last = match["noun"].split()
    single = singular(last)
    if single is None or single == last:
        return
    one = " ".join((*front, single))
    if there == 1:
        act = act.replace(f"one {match['noun']}", f"one {one}", 1)
    rows = [
        (needed, kept, ""),
        (needed - 1, True, "a smaller number is remembered"),
        (needed + 1, False, "a larger number is remembered"),
        (needed + 2, False, "a larger number is remembered") if kept else (needed - 2, True, "a smaller number is remembered"),
    ]  # fmt: skip
    choices = [
        OptionDraft(
            f"{verdict(norm, ok)}, as {_NUMBERS[n]} {match['noun'] if n != 1 else one} {'is' if n == 1 else 'are'} needed",
            {"complies": ok, "side": "lower", "bound": n},
            f"The provision asks for {match['number']}.",
            name,
            float(n),
        )
        for n, ok, name in rows
    ]
    facts = {"planned": there, "bound": needed, "side": "lower", "strict": False}
    case = f"{where}{sentence(norm, act)}"
    yield QuestionDraft(
        "case-count", norm, "count", scene(norm, case), tuple(choices), "application", False, "limit", facts
    )  # fmt: skip


def intervals(place: int, seed: str) -> tuple[int, list[tuple[int, str]]] | None:
    """The interval of a case and four that may have to be kept, the right one first, as places in `wording.EVERY`; two are shorter than the case.

    Which place the right one has among the four, the text of `seed` decides. Returns None where `wording.EVERY` is too short.
    """
    ways = [way for way in (0, 1, 3, 4) if place - way >= 0 and place - way + 5 <= len(wording.EVERY)]
    if not ways:
        return None
    first = place - ways[pick(f"{seed}|often", len(ways))]
    others = [n for n in range(first, first + 5) if n not in (first + 2, place)]
    names = [(n, f"a {'longer' if n > place else 'shorter'} interval is remembered") for n in others]
    return first + 2, [(place, ""), *names]


def frequency(norm: Norm) -> Iterator[QuestionDraft]:
    """A duty that comes again, and a case in which it is done more or less often."""
    who, where = actor(norm), setting(norm)
    matches = list(wording.FREQUENCY.finditer(norm.action))
    if (
        norm.force != "duty"
        or norm.exceptions
        or norm.elements
        or who is None
        or where is None
        or len(matches) != 1
    ):
        return
    match = matches[0]
    days = (
        wording.OFTEN[match["word"].lower()][0]
        if match["word"]
        else {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
    )
    if wording.ARTICLE_END.search(norm.action[: match.start()]):
        return
    place = next(i for i, (n, _) in enumerate(wording.EVERY) if n == days)
    shown = intervals(place, norm.rule.id)
    if shown is None:
        return
    there, rows = shown
    action = f"{norm.action[: match.start()]}{wording.EVERY[there][1]}{norm.action[match.end() :]}"
    act = done(norm, who, action)
    if act is None or whole.fault(upper_first(act), norm.lead):
        return
    choices = [
        OptionDraft(
            f"{verdict(norm, there <= n)}, as it has to be done at least {wording.EVERY[n][1]}",
            {"complies": there <= n, "side": "upper", "bound": wording.EVERY[n][0]},
            f"The provision says \u201c{match[0]}\u201d.",
            name,
        )
        for n, name in rows
    ]
    facts = {"planned": wording.EVERY[there][0], "bound": days, "side": "upper", "strict": False}
    case = f"{where}{sentence(norm, act)}"
    yield QuestionDraft(
        "case-frequency", norm, "value", scene(norm, case), tuple(choices), "application", False, "limit", facts
    )  # fmt: skip
