"""Pass 7, repeats: an item that asks for the same fact as another, or says the same, is dropped before more is spent on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curation.core.records import Candidate
from curation.generation.model.items import ModelItem
from curation.generation.model.work import Work
from curation.text.stems import content_stems

NAME = "repeats"
SAME_FACT, SAME_WORDS = 0.6, 0.75
"""Least share of common stems (Jaccard) at which two facts of one clause, or two items, count as the same."""


@dataclass(frozen=True)
class _Seen:
    clause: str
    fact: frozenset[str]
    words: frozenset[str]


def repeats(
    work: Work, items: Sequence[ModelItem], exist: Sequence[Candidate], before: Sequence[ModelItem]
) -> list[ModelItem]:
    """The items after the pass, in order: the first of several stays. `before` are those that earlier rounds accepted."""
    if not work.passes.repeats:
        return [item.noted(NAME, "skipped") if item.live else item for item in items]
    seen = [_of(item) for item in before]
    seen += [_Seen("", frozenset(), content_stems(_text(c), c.language)) for c in exist if not c.benign]
    done: list[ModelItem] = []
    for item in items:
        if not item.live:
            done.append(item)
            continue
        own = _of(item)
        if any(_same(own, other) for other in seen):
            done.append(item.rejected(NAME, "another item asks for the same"))
            continue
        seen.append(own)
        done.append(item.noted(NAME, "passed"))
    return done


def _text(candidate: Candidate) -> str:
    if candidate.kind != "question":
        return f"{candidate.text}\n{candidate.instruction}".strip()
    key = candidate.options[candidate.answer] if candidate.answer is not None else ""
    return f"{candidate.stem}\n{key}"


def _of(item: ModelItem) -> _Seen:
    language = item.brief.clause.language or "en"
    text = (
        f"{item.stem}\n{item.key}"
        if item.brief.kind == "question"
        else f"{item.text}\n{item.instruction}".strip()
    )
    # The same conduct in another setting is another prompt; the same fact asked twice is one question or task too many.
    fact = content_stems(item.brief.fact, language) if item.brief.kind != "prompt" else frozenset()
    return _Seen(item.brief.clause.id, fact, content_stems(text, language))


def _same(one: _Seen, other: _Seen) -> bool:
    if one.clause == other.clause and one.fact and _overlap(one.fact, other.fact) >= SAME_FACT:
        return True
    return _overlap(one.words, other.words) >= SAME_WORDS


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
