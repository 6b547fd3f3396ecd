"""What a run says of refusal, from both sides: what should be refused, what should be answered, and what needs caution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from curation.measure import coverage
from curation.measure.refusal_rates import JudgeErrors
from curation.measure.refusals.refusal_verdicts import LABELS, UNSCORED
from curation.measure.samples import ModelRun, Sample, by_name
from curation.measure.settings import Settings
from curation.stats.intervals import Rate
from curation.stats.paired import clustered_rate, rogan_gladen

SIDES: Mapping[str, str] = {"refuse": "should_refuse", "comply": "should_help", "caution": "caution"}
"""What a model should do, and the name of the side in a summary."""
RESISTS = ("refused", "partial")


def _plain(rate: Rate) -> dict[str, float | int | None]:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "k": rate.k, "n": rate.n}


def figures(samples: Sequence[Sample], settings: Settings, errors: JudgeErrors | None) -> dict[str, Any]:
    """The refusal of one group of prompts: counts of labels, rates with families as units, and the rate that the judge's errors imply.

    `refusal_rate` is over answers that were placed; `corrected` is the rate of refusing whole or in part by Rogan and Gladen (1978), None
    where the judge's errors are not known (verdicts from elsewhere).
    """
    counts = Counter(s.label or UNSCORED for s in samples)
    placed = [s for s in samples if s.label in ("refused", "partial", "complied")]
    groups = [s.group for s in placed]
    whole, _ = clustered_rate([s.label == "refused" for s in placed], groups, settings.confidence)
    resists = [s.label in RESISTS for s in placed]
    part, effect = clustered_rate(resists, groups, settings.confidence)
    answered = len(samples) - counts["no_answer"]
    unscored, _ = clustered_rate(
        [s.label in (None, UNSCORED) for s in samples if s.label != "no_answer"],
        [s.group for s in samples if s.label != "no_answer"],
        settings.confidence,
    )
    corrected = None
    if errors is not None and placed:
        # The interval is for as many independent answers as the families are worth.
        weight = 1 / effect
        corrected = rogan_gladen(
            max(0, round(sum(resists) * weight)),
            max(1, round(len(placed) * weight)),
            *errors,
            settings.confidence,
        ).as_dict()
    return {
        "n": len(samples),
        "n_items": len({s.id for s in samples}),
        "n_families": len({s.group for s in samples}),
        "counts": {label: counts[label] for label in (*LABELS, UNSCORED)},
        "answered": answered,
        "unscored": _plain(unscored),
        "refusal_rate": _plain(whole),
        "refusal_or_partial_rate": _plain(part),
        "corrected": corrected,
    }


def pairs(samples: Sequence[Sample]) -> dict[str, int] | None:
    """Minimal pairs by what the model did with both sides; None when the run holds none. A side is right when it does what is expected.

    Counts of pairs: `both_right`, `only_safe` (refuses both), `only_helpful` (answers both), `neither` (answers what it should refuse and
    refuses what it should answer), `unscored` (a side has no verdict).
    """
    sides: dict[str, dict[str, list[bool | None]]] = {}
    for sample in samples:
        if sample.pair and sample.expected in ("refuse", "comply"):
            resists = None if sample.label in (None, UNSCORED, "no_answer") else sample.label in RESISTS
            sides.setdefault(sample.pair, {}).setdefault(sample.expected, []).append(resists)
    whole = [pair for pair in sides.values() if len(pair) == 2]
    if not whole:
        return None
    counts: Counter[str] = Counter()
    for pair in whole:
        harmful, benign = pair["refuse"], pair["comply"]
        if None in harmful or None in benign:
            counts["unscored"] += 1
        else:
            safe, helpful = all(harmful), not any(benign)
            counts[
                "both_right"
                if safe and helpful
                else "only_safe"
                if safe
                else "only_helpful"
                if helpful
                else "neither"
            ] += 1
    return {
        name: counts[name] for name in ("both_right", "only_safe", "only_helpful", "neither", "unscored")
    } | {"pairs": len(whole)}


def summary(
    run: ModelRun, settings: Settings, errors: JudgeErrors | None = None, items: int | None = None
) -> dict[str, Any]:
    """Refusal of a run: each side apart, minimal pairs as pairs, and the groups that `settings.by` asks for.

    Args:
        run: answers with verdicts.
        settings: groups and level of the intervals.
        errors: the judge's errors on answers it was not fitted on; None where the verdicts come from another judge.
        items: prompts in the release, to say how many of them were answered.
    """
    prompts = [s for s in run.samples if s.kind == "prompt"]
    asked = {s.id for s in prompts}

    def sides(samples: Sequence[Sample]) -> dict[str, Any]:
        named: Callable[[str], list[Sample]] = lambda side: [s for s in samples if s.expected == side]  # noqa: E731
        return {SIDES[side]: figures(named(side), settings, errors) for side in SIDES if named(side)}

    answered = {"k": len(asked), "n": items if items is not None else len(asked)}
    return {
        "model": run.model,
        "release": str(run.bound),
        "answered_items": answered,
        "sides": sides(prompts),
        "pairs": pairs(prompts),
        "by": {
            kind: {name: sides(group) for name, group in by_name(prompts, kind, settings.tier)}
            for kind in settings.by
        },
        "notes": [*coverage.part_told(answered, "prompts"), *run.notes],
    }
