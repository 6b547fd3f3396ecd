"""The number that a rule sets, with the thing named and the provision not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.value_items import bound_of
from curation.text import whole
from curation.text.grammar import upper_first


def recall(norm: Norm, others: Sequence[Norm]) -> Iterator[Draft]:
    """Which number the provision sets, against its neighbours on the usual scale of its unit; none of a thing for which it sets two."""
    bound = bound_of(norm)
    if bound is None or len(norm.action.split()) < 4 or norm.exceptions:
        return
    w = bound.written
    number = norm.action[w.start : w.end]
    if any(_same(norm, other) for other in others if other.rule.id != norm.rule.id):
        return
    gap = f"{norm.action[: w.start]}_____{norm.action[w.end :]}"
    lead = "".join(f"{turn.whole}, " for turn in norm.conditions)
    if whole.fault(f"{norm.subject} {norm.action}", lead) or len(gap.split()) > 40:
        return
    steps = sorted(w.steps)
    at = steps.index(bound.number)
    low = max(0, min(at - 1 - pick(f"{norm.rule.id}|recall", 2), len(steps) - 4))
    chosen = steps[low : low + 4]
    if bound.number not in chosen or len(chosen) < 4:
        return
    sentence = f"{lead}{norm.lead + ', ' if norm.lead else ''}{norm.subject} {norm.must} {gap}"
    stem = f"Which period or figure completes this duty from {norm.place}? {upper_first(sentence)}."
    ordered = [bound.number, *(s for s in chosen if s != bound.number)]
    choices = tuple(
        Choice(
            w.write(s),
            {"value": s},
            f"The provision says {number}."
            if s == bound.number
            else f"{upper_first(w.write(s))} is not what the provision says; it says {number}.",
            "" if s == bound.number else "a neighbouring value is remembered",
            s,
        )
        for s in ordered
    )
    spare = tuple(w.write(s) for s in steps if s not in chosen and not re.match(r"1\b", w.write(s)))[:6]
    yield Draft(
        "recall-value", norm, "recall", stem, choices, "recall", False, "same", {"value": bound.number}, spare
    )


def _same(norm: Norm, other: Norm) -> bool:
    """Whether two provisions say the same but for their numbers."""
    bare = [
        re.sub(
            r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b",
            "#",
            f"{n.subject} {n.action}",
        )
        for n in (norm, other)
    ]
    return bare[0] == bare[1]
