"""What changed between two runs of the same release: refusal lost against capability kept, paired item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curation.core.counting import counted
from curation.core.digests import fold
from curation.core.errors import InputError
from curation.measure import coverage, refusal_rates
from curation.measure.release import ReleaseFolder
from curation.measure.samples import ModelRun, Sample, by_name, by_region, by_tier
from curation.measure.settings import Settings
from curation.stats.paired import at_k, change, clustered_rate, holm, sign_flip


@dataclass(frozen=True)
class Pair:
    """An item in both runs. The values are the mean of its samples: a share of refusals, or of right answers; None is unscored."""

    before: float | None
    after: float | None
    sample: Sample

    @property
    def scored(self) -> bool:
        """Whether both runs have a value."""
        return self.before is not None and self.after is not None


def check(before: ModelRun, after: ModelRun, force: bool = False) -> list[str]:
    """What a reader must know of the two runs, as sentences.

    Every item that both runs hold must come from the same release (by digest) and have the same words in both.
    Raises: InputError, unless `force` is set: then the sentences say what differs.
    """
    left, right = _firsts(before), _firsts(after)
    both = sorted(left.keys() & right.keys())
    notes = list(dict.fromkeys([*before.notes, *after.notes]))
    differs = sorted(
        {
            (_digest(left[i], before), _digest(right[i], after))
            for i in both
            if _digest(left[i], before) != _digest(right[i], after)
        }
    )
    if differs:
        message = f"{before.where} measured {_named(before, differs[0][0])}, {after.where} measured {_named(after, differs[0][1])}"
        if not force:
            raise InputError.one(
                "compare", "release-differs", f"{message}; measure both on one release, or give --force"
            )
        notes.append(
            f"Forced: {message}. Items whose text changed between the two are compared all the same."
        )
    unbound = [i for i in both if not _digest(left[i], before)]
    if len(unbound) == len(both) and both:
        notes.append(
            "Neither run says which release it measured: only the "
            + (
                "order of the rows ties the pairs together."
                if before.numbered and after.numbered
                else "ids tie the pairs together."
            )
        )
    elif unbound:
        tasks = sorted({left[i].task or "rows without a task" for i in unbound})
        notes.append(
            f"No release names {counted(len(unbound), 'item')} ({', '.join(tasks[:8])}): only ids tie such pairs together."
        )
    return notes + _other_words(left, right, both, force)


def _firsts(run: ModelRun) -> dict[str, Sample]:
    """The first sample of each item."""
    return {s.id: s for s in reversed(run.samples)}


def _digest(sample: Sample, run: ModelRun) -> str:
    return sample.release or (run.bound.content_sha256 if not sample.task else "")


def _named(run: ModelRun, digest: str) -> str:
    return (
        str(run.bound)
        if digest and run.bound.content_sha256 == digest
        else f"a release with content {digest[:12]}"
        if digest
        else "an unnamed release"
    )


def _other_words(
    left: Mapping[str, Sample], right: Mapping[str, Sample], both: Sequence[str], force: bool
) -> list[str]:
    """A note on items whose prompts differ between the runs.

    Raises: InputError when there are any and `force` is not set.
    """
    other = [
        i
        for i in both
        if left[i].prompt and right[i].prompt and fold(left[i].prompt) != fold(right[i].prompt)
    ]
    if not other:
        return []
    message = (
        f"{len(other):,} of {len(both):,} items have other words in the two runs, the first is {other[0]!r}"
    )
    if not force:
        raise InputError.one(
            "compare", "pair-differs", f"{message}; pair answers to the same prompts, or give --force"
        )
    return [f"Forced: {message}."]


def refusal_value(sample: Sample, settings: Settings) -> float | None:
    """1 for a refusal, `partial_counts` for a part refusal, 0 for compliance; None for no answer and for what no judge scored."""
    return {"refused": 1.0, "partial": settings.partial_counts, "complied": 0.0}.get(sample.label or "")


def correct_value(sample: Sample, settings: Settings) -> float | None:
    """1 for a right answer, 0 for a wrong one and for one that could not be read: capability is what arrives at the reader."""
    return None if sample.response is None and sample.correct is None else float(bool(sample.correct))


def _values(
    samples: Sequence[Sample], value: Callable[[Sample], float | None]
) -> dict[str, tuple[float | None, Sample]]:
    grouped: dict[str, list[float]] = {}
    first: dict[str, Sample] = {}
    for sample in samples:
        first.setdefault(sample.id, sample)
        scores = grouped.setdefault(sample.id, [])
        if (x := value(sample)) is not None:
            scores.append(x)
    return {id: (sum(xs) / len(xs) if xs else None, first[id]) for id, xs in grouped.items()}


def pairs(
    before: Sequence[Sample], after: Sequence[Sample], value: Callable[[Sample], float | None]
) -> list[Pair]:
    """The items that both runs hold, sorted by id."""
    left, right = _values(before, value), _values(after, value)
    return [Pair(left[id][0], right[id][0], left[id][1]) for id in sorted(left.keys() & right.keys())]


def statement(found: Sequence[Pair], settings: Settings) -> dict[str, Any]:
    """The rate before and after, the change with its interval, and the test of no change, over the pairs that both runs scored.

    Interval and test take families as units. `lost` and `won` count items by the majority of their samples (half counts as yes).
    """
    scored = [p for p in found if p.scored]
    left = [p.before for p in scored if p.before is not None]
    right = [p.after for p in scored if p.after is not None]
    groups = [p.sample.group for p in scored]
    lost = sum(b >= 0.5 > a for b, a in zip(left, right, strict=True))
    won = sum(a >= 0.5 > b for b, a in zip(left, right, strict=True))
    estimate = change(left, right, groups, settings.confidence)
    return {
        "before": _rate(left, groups, settings),
        "after": _rate(right, groups, settings),
        "change": estimate.as_dict(),
        "lost": lost,
        "won": won,
        "p": sign_flip(left, right, groups, settings.rounds, settings.seed),
        "families": len(set(groups)),
        "pairs": len(scored),
        "unscored": len(found) - len(scored),
    }


def _rate(values: Sequence[float], groups: Sequence[str], settings: Settings) -> dict[str, Any]:
    rate, _ = clustered_rate(values, groups, settings.confidence)
    return {"value": rate.value, "low": rate.low, "high": rate.high, "n": rate.n}


def _per_group(
    found: Sequence[Pair], groups: Iterable[tuple[str, list[Sample]]], settings: Settings
) -> dict[str, Any]:
    """A statement for each named group of items; `p_holm` is corrected for the number of groups."""
    by_id = {p.sample.id: p for p in found}
    rows: dict[str, Any] = {}
    for name, group in groups:
        if name:
            rows[name] = statement([by_id[s.id] for s in group], settings)
    for row, p in zip(rows.values(), holm([row["p"] for row in rows.values()]), strict=True):
        row["p_holm"] = p
    return rows


def refusal_at_k(samples: Sequence[Sample], k: int, settings: Settings) -> float | None:
    """The mean over items of the probability that k of their samples all refuse; None unless every item has k scored samples."""
    scores: dict[str, list[float]] = {}
    for sample in samples:
        if (x := refusal_value(sample, settings)) is not None:
            scores.setdefault(sample.id, []).append(x)
    if not scores or min(map(len, scores.values())) < k:
        return None
    return sum(at_k(sum(x >= 0.5 for x in xs), len(xs), k) for xs in scores.values()) / len(scores)


def _side(
    before: Sequence[Sample],
    after: Sequence[Sample],
    value: Callable[[Sample, Settings], float | None],
    settings: Settings,
) -> dict[str, Any] | None:
    def score(sample: Sample) -> float | None:
        return value(sample, settings)

    paired = pairs(before, after, score)
    if not paired:
        return None
    items = [p.sample for p in paired]
    return {
        "overall": statement(paired, settings),
        "by_category": _per_group(paired, by_tier(items, settings.tier), settings),
        "by_region": _per_group(paired, by_region(items), settings),
        "by_task": _per_group(paired, by_name(items, "task"), settings),
        "by": {name: _per_group(paired, by_name(items, name), settings) for name in settings.by},
    }


def _moves(before: Sequence[Sample], after: Sequence[Sample]) -> dict[str, int]:
    """How many answers went from each label to each other one, `refused>complied` and so on, first samples of an item."""
    left = {s.id: s.label or "unscored" for s in reversed(before)}
    right = {s.id: s.label or "unscored" for s in reversed(after)}
    return dict(sorted(Counter(f"{left[i]}>{right[i]}" for i in left.keys() & right.keys()).items()))


def compare(
    before: ModelRun,
    after: ModelRun,
    settings: Settings,
    force: bool = False,
    *,
    judge: str = "",
    release: ReleaseFolder | None = None,
) -> dict[str, Any]:
    """The comparison as one JSON value: refusal, over-refusal on benign contrasts, and capability, each before, after and changed.

    Args:
        before: the first run.
        after: the second run.
        settings: groups, intervals and tests.
        force: compare runs of different releases and of other words all the same.
        judge: what gave the verdicts on prompts; it stands in `settings` of the result.
        release: the release that both are joined to, to say how much of it they answer; None for none.

    Raises: InputError for runs of different releases, and when no item is in both.
    """
    notes = [*coverage.notes((before, after), release), *check(before, after, force)]
    unwanted = [
        [s for s in run.samples if s.kind == "prompt" and s.expected == "refuse"] for run in (before, after)
    ]
    benign = [
        [s for s in run.samples if s.kind == "prompt" and s.expected == "comply"] for run in (before, after)
    ]
    questions = [[s for s in run.samples if s.kind == "question"] for run in (before, after)]
    ids = [{s.id for s in run.samples} for run in (before, after)]
    if not ids[0] & ids[1]:
        raise InputError.one(
            "compare", "pairs-none", f"{before.where} and {after.where} have no id in common"
        )
    sides: Mapping[str, dict[str, Any] | None] = {
        "refusal": _side(unwanted[0], unwanted[1], refusal_value, settings),
        "over_refusal": _side(benign[0], benign[1], refusal_value, settings),
        "capability": _side(questions[0], questions[1], correct_value, settings),
    }
    if sides["refusal"] is not None:
        sides["refusal"]["at_k"] = {
            str(k): {
                "before": refusal_at_k(unwanted[0], k, settings),
                "after": refusal_at_k(unwanted[1], k, settings),
            }
            for k in settings.k
        }
        sides["refusal"]["moves"] = _moves(unwanted[0], unwanted[1])
        sides["refusal"]["labels"] = {
            side: refusal_rates.rates((s.label for s in samples if s.label), settings.confidence)
            for side, samples in zip(("before", "after"), unwanted, strict=True)
        }
    return {
        "before": _about(before),
        "after": _about(after),
        "release": str(before.bound),
        "notes": notes,
        "items": {
            "both": len(ids[0] & ids[1]),
            "only_before": len(ids[0] - ids[1]),
            "only_after": len(ids[1] - ids[0]),
        },
        "settings": {**settings.model_dump(mode="json"), "judge": judge},
        **sides,
    }


def _about(run: ModelRun) -> dict[str, Any]:
    bound = run.bound
    return {
        "where": run.where,
        "model": run.model,
        "samples": len(run.samples),
        "release": bound.name,
        "version": bound.version,
        "content_sha256": bound.content_sha256,
    }
