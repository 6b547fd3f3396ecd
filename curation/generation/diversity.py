"""How varied the wording of what was made is, by dataset and kind: one text a pair, since its sides differ by design."""

from __future__ import annotations

from collections.abc import Iterable

from curation.core.records import Candidate
from curation.stats.diversity import Diversity, diversity
from curation.text.words import words


def by_dataset(candidates: Iterable[Candidate]) -> dict[str, dict[str, Diversity]]:
    """The figures of the finished prompts and of the stems of each dataset, by dataset and kind.

    Variants and the second side of a pair are left out, and so are briefs, which are no prompts.
    """
    texts: dict[tuple[str, str], list[list[str]]] = {}
    pairs: set[str] = set()
    for one in candidates:
        if one.status == "needs_authoring" or one.parent is not None or one.pair in pairs:
            continue
        if one.pair:
            pairs.add(one.pair)
        shown = one.stem if one.kind == "question" else one.text
        texts.setdefault((one.dataset, one.kind), []).append(words(shown))
    measured: dict[str, dict[str, Diversity]] = {}
    for (dataset, kind), of_kind in sorted(texts.items()):
        measured.setdefault(dataset, {})[kind] = diversity(of_kind)
    return measured
