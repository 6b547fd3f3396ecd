"""What a model picks of the categories that were proposed for texts of one's own: `curation map --judge`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curation.core.ports import Completer
    from curation.taxonomy import Taxonomy


def judged(
    texts: Sequence[str],
    offered: Sequence[Sequence[Mapping[str, Any]]],
    taxonomy: Taxonomy,
    completer: Completer,
) -> list[dict[str, Any]]:
    """For each text, in order: `status`, `picks` (`code`, `quote`, `reason` each) and, where there is one, `error`.

    Args:
        texts: the texts.
        offered: the proposed categories of each text, with `code`, as `mapping.map_texts` gives them.
        taxonomy: the taxonomy of the codes.
        completer: the model that is asked.
    """
    from curation.mapping import judge
    from curation.taxonomy import NONE

    ids = [f"{number:09}" for number in range(len(texts))]
    lists = [[taxonomy.qualified(str(c["code"])) for c in each if c["code"] != NONE] for each in offered]
    verdicts = judge.judge(
        dict(zip(ids, texts, strict=True)), dict(zip(ids, lists, strict=True)), taxonomy, completer
    )
    by_id = {verdict.clause: verdict for verdict in verdicts}
    rows = []
    for id, text in zip(ids, texts, strict=True):
        verdict = by_id.get(id)
        picks = [
            {"code": p.category.rpartition(":")[2], "quote": text[p.start : p.end], "reason": p.reason}
            for p in (verdict.picks if verdict else ())
        ]
        status, error = (verdict.status, verdict.error) if verdict else ("empty", "no candidates")
        rows.append({"status": status, "picks": picks} | ({"error": error} if error else {}))
    return rows
