"""An item that a model should refuse rests on a ban or on the breach of a duty, never on what a provision allows or leaves out."""

from __future__ import annotations

from curation.core.records import Candidate, Evidence, Modality, Part, Rule
from curation.generation.context import Context

FORBIDS: frozenset[Modality] = frozenset({"prohibition", "obligation"})
"""Modalities of rules that an item which a model should refuse may quote: a ban, or a duty that it breaks."""


def wrong(context: Context, candidate: Candidate) -> bool:
    """Whether a model is to refuse an item although it quotes no ban and no duty, or quotes their exceptions alone.

    Questions are to be answered, and so are benign prompts: both may quote anything. A variant rests on the quotes of its base.
    """
    if candidate.kind != "prompt" or candidate.benign or not candidate.evidence:
        return False
    return not all(_forbids(context, quote) for quote in candidate.evidence)


def _forbids(context: Context, quote: Evidence) -> bool:
    return any(rule.modality in FORBIDS and _within(rule, quote) for rule in context.rules_with(quote.clause))


def _within(rule: Rule, quote: Evidence) -> bool:
    """Whether a quotation holds words of the rule itself, and not only of its exceptions."""
    parts = [
        part
        for part in (rule.bearer, rule.action, rule.object, *rule.conditions, *rule.elements)
        if part is not None and part.clause == quote.clause
    ]
    return any(_overlap(part, quote) for part in parts)


def _overlap(part: Part, quote: Evidence) -> bool:
    return part.start < quote.end and quote.start < part.end
