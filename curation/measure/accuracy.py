"""How many questions a model answers rightly, with what could not be read counted apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from curation.core.errors import InputError
from curation.measure.responses import response_kinds
from curation.measure.responses.response_text import answer_part
from curation.measure.samples import ModelRun, Sample, by_name, by_region, by_tier
from curation.measure.settings import Settings
from curation.stats.intervals import wilson
from curation.stats.paired import clustered_mean, clustered_rate


def figures(samples: Sequence[Sample], settings: Settings) -> dict[str, Any]:
    """The accuracy of a set of questions: of the answers that could be read, and with the unread ones counted as wrong.

    `value` is over readable answers, its interval Wilson's on the effective sample size (families move together);
    `strict` counts an unreadable answer as wrong; the two bracket what better parsing could change.
    """
    read = [s for s in samples if s.correct is not None]
    rate, effect = clustered_rate(
        [bool(s.correct) for s in read], [s.group for s in read], settings.confidence
    )
    strict, _ = clustered_rate(
        [bool(s.correct) for s in samples], [s.group for s in samples], settings.confidence
    )
    human = [s.human for s in samples if s.human is not None]
    return {
        "value": rate.value,
        "low": rate.low,
        "high": rate.high,
        "k": rate.k,
        "n": rate.n,
        "n_items": len({s.id for s in samples}),
        "n_families": len({s.group for s in samples}),
        "design_effect": round(effect, 4),
        "unparsed": sum(s.form in ("unparsed", "") and s.correct is None for s in samples),
        "empty": sum(s.form == "empty" for s in samples),
        "strict": {
            "value": strict.value,
            "low": strict.low,
            "high": strict.high,
            "k": strict.k,
            "n": strict.n,
        },
        "human": None if not human else _human(human, settings),
    }


_LETTER = re.compile(r"(?<![\w'’])(?:\(?([B-H])\)?|\(?(A)\)?(?!\s+[a-z]))(?![\w'’])")
_OPENED = re.compile(r"<[^>]{0,20}(?:think|reason|channel)", re.IGNORECASE)


def why_unread(response: str | None) -> str:
    """Why no option could be read of an answer, as one clause in our words: nothing of the answer is repeated but letters."""
    if response is None or not response.strip():
        return "gives no answer"
    start, end = answer_part(response)
    answer = response[start:end]
    if not answer.strip():
        return "reasons and never comes to an answer" if _OPENED.search(response) else "gives no answer"
    kind = response_kinds.sort("", answer).kind
    if kind not in ("answer", "empty", "echo") and len(answer.strip()) > 1:
        return response_kinds.REASONS[kind]
    letters = sorted({m[1] or m[2] for m in _LETTER.finditer(answer)})
    if len(letters) > 1:
        return f"names more than one option ({', '.join(letters)}) and settles on none"
    return "names no option, neither by its letter nor by its words"


def unread(samples: Sequence[Sample]) -> list[dict[str, Any]]:
    """The answers of which no option could be read, in their order: `id`, `epoch`, `form` (`unparsed` or `empty`) and `why`."""
    return [
        {"id": s.id, "epoch": s.epoch, "form": s.form, "why": why_unread(s.response)}
        for s in samples
        if s.correct is None and s.form in ("unparsed", "empty")
    ]


def _human(shares: Sequence[float], settings: Settings) -> dict[str, Any]:
    return clustered_mean(list(shares), None, settings.confidence).as_dict()


def twins(samples: Sequence[Sample], settings: Settings) -> dict[str, Any] | None:
    """Questions that show the same options as their twin, by how many of the two a model had right; None when the run holds no pair.

    Whoever decides by the options alone has one of the two right at most, so `both_right` is what the options cannot give away:
    guessing among four options gives 1 in 16 when the two are guessed apart, and 0 when the same option is taken twice.
    Pairs of which an answer could not be read are `unscored` and in no rate. A rate has `value`, `low`, `high`, `k` and `n`, the
    pairs that were scored, with Wilson's interval.
    """
    sides: dict[str, dict[str, list[bool | None]]] = {}
    for sample in samples:
        if sample.pair:
            sides.setdefault(sample.pair, {}).setdefault(sample.id, []).append(sample.correct)
    pairs = [[right for runs in pair.values() for right in runs] for pair in sides.values() if len(pair) == 2]
    if not pairs:
        return None
    scored = [pair for pair in pairs if None not in pair]
    both = sum(all(pair) for pair in scored)
    none = sum(not any(pair) for pair in scored)
    rate = wilson(both, len(scored), settings.confidence) if scored else None
    return {
        "pairs": len(pairs),
        "both_right": {
            "value": rate.value if rate else None,
            "low": rate.low if rate else None,
            "high": rate.high if rate else None,
            "k": both,
            "n": len(scored),
        },
        "one_right": len(scored) - both - none,
        "none_right": none,
        "unscored": len(pairs) - len(scored),
    }


_COMMANDS = {"prompt": "curation measure refusal", "task": "curation measure rubric"}
"""The command that measures answers to items of another kind."""


def _without_questions(run: ModelRun) -> str:
    """What to tell somebody whose rows answer no question: what they answer, and the commands for it."""
    kinds = sorted({s.kind for s in run.samples} & _COMMANDS.keys()) if run.bound.known else []
    if not run.samples:
        return "there is no row; write one JSON object a line, with `id` and `response`"
    if not kinds:
        return "no row has options and an answer (or a column `correct`); for ids of a release add --release FOLDER"
    commands = " and ".join(_COMMANDS[kind] for kind in kinds)
    return f"the rows answer {' and '.join(f'{kind}s' for kind in kinds)} and no questions; for these: {commands}"


def summary(run: ModelRun, settings: Settings, items: int | None = None) -> dict[str, Any]:
    """The accuracy of a run over all, and for each category of the tier, level and topic that its items have.

    Args:
        run: the answers.
        settings: tier, groups and the level of the intervals.
        items: questions in the release, to say how many of them were answered.

    Raises: InputError when the run holds no question.
    """
    questions = [s for s in run.samples if s.kind == "question"]
    if not questions:
        raise InputError.one(run.where, "questions-missing", _without_questions(run))

    def split(key: Callable[[Sample], str]) -> dict[str, Any]:
        names = sorted({key(s) for s in questions} - {""})
        return {name: figures([s for s in questions if key(s) == name], settings) for name in names}

    return {
        "model": run.model,
        "release": str(run.bound),
        "confidence": settings.confidence,
        "answered_items": {
            "k": len({s.id for s in questions}),
            "n": items if items is not None else len({s.id for s in questions}),
        },
        "overall": figures(questions, settings),
        "twins": twins(questions, settings),
        "unread": unread(questions),
        "forms": dict(sorted(Counter(s.form for s in questions).items())),
        "by_category": {
            name: figures(group, settings) for name, group in by_tier(questions, settings.tier) if name
        },
        "by_region": {name: figures(group, settings) for name, group in by_region(questions)},
        "by": {
            kind: {name: figures(group, settings) for name, group in by_name(questions, kind, settings.tier)}
            for kind in settings.by
        },
        "notes": list(run.notes),
        "by_level": split(lambda s: s.level),
        "by_topic": split(lambda s: s.topic),
    }
