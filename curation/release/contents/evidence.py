"""The audit inside a release: judgements and decisions without names, and the figures that follow from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from curation.core.digests import canonical_json, sha256
from curation.stats.intervals import clopper_pearson_upper

if TYPE_CHECKING:
    import polars as pl

    from curation.release.inputs import Inputs

_DECISION = ("subject", "outcome", "rule", "judgements", "agreement", "labels", "reasons")
_JUDGEMENT = (
    "id",
    "subject",
    "kind",
    "role",
    "verdict",
    "labels",
    "answer",
    "reasons",
    "status",
    "supersedes",
)
_FEW_WORDS = frozenset({"kind", "role", "verdict", "status", "outcome", "rule"})
"""Fields with few different values."""
JUDGEMENT_FIELDS = frozenset({*_JUDGEMENT, "row", "reviewer", "unit", "edited", "counts", "answers"})
"""Everything that a release says of one judgement; docs/threat-model.md lists the same."""
DECISION_FIELDS = frozenset({*_DECISION, "row", "edited"})
"""Everything that a release says of one decision."""
REVIEWER = re.compile(r"reviewer-[1-9]\d*")
"""How a release names a person."""
DIGITS = 6
"""Decimals of a derived figure: the last bits of a sum differ between machines."""


def _answers(stored: Any) -> dict[str, int]:
    """The answers of the stages of a judgement by stage; tables hold them as JSON."""
    import json

    value = json.loads(stored) if isinstance(stored, str) else stored
    return {str(k): int(v) for k, v in sorted((value or {}).items())}


def build(
    inputs: Inputs, rows: Mapping[str, str], decided: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The content of `audit.json`. `rows` is the row id by candidate id, `decided` the decision by row id.

    Left out: pseudonyms (numbered anew), comments (free text may name people), all times, and server keys; of an edit only
    which fields it touched. `behind` names the judgements that stand behind each row. `unit` is what agreement counts as one thing judged; None for what it does not count.
    """
    import json

    import polars as pl

    ours = inputs.candidates.filter(pl.col("dataset") == inputs.dataset.name)["id"]
    judgements = inputs.judgements.filter(pl.col("subject").is_in(ours.implode())).sort("id")
    decisions = inputs.decisions.filter(
        (pl.col("dataset") == inputs.dataset.name) & pl.col("subject").is_in(ours.implode())
    ).sort("subject")
    number = _numbers(judgements["reviewer"].unique().to_list(), inputs.dataset.canary or inputs.dataset.name)
    units = _units(inputs, judgements) if inputs.units is None else inputs.units
    once: dict[Any, Any] = {}  # the same few words stand in every entry: each is held in memory once
    return {
        "judgements": [
            {
                **{k: once.setdefault(j[k], j[k]) if k in _FEW_WORDS else j[k] for k in _JUDGEMENT},
                "row": rows.get(j["subject"]),
                "reviewer": number[j["reviewer"]],
                "unit": units.get(j["id"]),
                "edited": sorted(json.loads(j["edited"])),
                # The answer before the provision was shown: the baseline of people beside models.
                "answers": _answers(j["answers"]),
                "counts": j["id"] in inputs.counted,
            }
            for j in _only(judgements, *_JUDGEMENT, "id", "subject", "reviewer", "edited", "answers")
        ],
        "decisions": [
            {
                **{k: once.setdefault(d[k], d[k]) if k in _FEW_WORDS else d[k] for k in _DECISION},
                "row": rows.get(d["subject"]),
                "edited": sorted(json.loads(d["edited"])),
            }
            for d in _only(decisions, *_DECISION, "subject", "edited")
        ],
        "behind": [{"row": row, "judgements": sorted(d["judgements"])} for row, d in sorted(decided.items())],
        "error": _sample(inputs.error, rows),
    }


def _only(data: pl.DataFrame, *columns: str) -> Iterator[dict[str, Any]]:
    """The rows with these columns alone: each further one takes time to turn into values."""
    return data.select(list(dict.fromkeys(columns))).iter_rows(named=True)


def _sample(error: Mapping[str, Any] | None, rows: Mapping[str, str]) -> dict[str, Any] | None:
    """The audited sample, the rows that its statement is not of by their ids."""
    if not error:
        return None
    if "uncovered" not in error:
        return dict(error)
    named = {sort: sorted(rows[s] for s in of if s in rows) for sort, of in error["uncovered"].items()}
    return {**error, "uncovered": named}


def uncovered(audit: Mapping[str, Any]) -> dict[str, list[str]] | None:
    """The rows that the statement on the error rate is not of: `outside` the lot, or `mended` after an error was found in
    what they replaced. None where nothing says so: no sample, or a release of an earlier format."""
    error = audit.get("error")
    if not error or "uncovered" not in error:
        return None
    return {sort: list(error["uncovered"][sort]) for sort in ("outside", "mended")}


def _units(inputs: Inputs, judgements: pl.DataFrame) -> dict[str, str]:
    """The item of every judgement by id, gold items left out: for inputs that say nothing of units."""
    gold = set(inputs.items.filter(inputs.items["gold"].is_not_null())["id"])
    return {j: item for j, item in judgements.select("id", "item").iter_rows() if item not in gold}


def _numbers(reviewers: Iterable[str], salt: str) -> dict[str, str]:
    """A number for each reviewer, in an order that says nothing of the names."""
    order = sorted(reviewers, key=lambda name: sha256(f"{salt}\n{name}"))
    return {name: f"reviewer-{place}" for place, name in enumerate(order, 1)}


def text(audit: Mapping[str, Any], canary: str) -> str:
    """`audit.json`: one judgement or decision a line, so that git shows what changed."""
    parts = [f'"canary":{canonical_json(canary)}', f'"error":{canonical_json(audit["error"])}']
    for name in ("judgements", "decisions", "behind"):
        lines = ",\n".join(canonical_json(entry) for entry in audit[name])
        parts.append(f'"{name}":[' + (f"\n{lines}\n" if lines else "") + "]")
    return "{" + ",\n".join(parts) + "}\n"


def figures(audit: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from `audit.json` alone, so that a reader can derive it again.

    `pairs_agreeing` is the share of pairs of annotators of one subject with the same verdict; None without a pair.
    `agreement` holds every coefficient with its interval, None without a rating; `error` what the audited sample proves,
    None without one. Floats are rounded to `DIGITS`.
    """
    active = [j for j in audit["judgements"] if counts(j)]
    by_subject: dict[str, list[str]] = defaultdict(list)
    for judgement in active:
        if judgement["role"] == "annotator":
            by_subject[judgement["subject"]].append(judgement["verdict"])
    pairs = [a == b for verdicts in by_subject.values() for a, b in combinations(verdicts, 2)]
    outcomes: dict[str, int] = defaultdict(int)
    for decision in audit["decisions"]:
        outcomes[decision["outcome"]] += 1
    return {
        "judgements": len(active),
        "judgements_kept_but_not_counted": len(audit["judgements"]) - len(active),
        "reviewers": len({j["reviewer"] for j in active}),
        "subjects": len({j["subject"] for j in active}),
        "pairs": len(pairs),
        "pairs_agreeing": round(sum(pairs) / len(pairs), DIGITS) if pairs else None,
        "decisions": dict(sorted(outcomes.items())),
        "agreement": _agreement(active),
        "error": _error(audit.get("error")),
    }


def _agreement(active: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Every coefficient over the verdicts of annotators, the units in the order of their names."""
    triples = sorted(
        (j["unit"], j["reviewer"], j["verdict"])
        for j in active
        if j["unit"] is not None and j["role"] == "annotator" and j["verdict"]
    )
    if not triples:
        return None
    from curation.stats import agreement, ratings

    found: dict[str, Any] = _rounded(agreement.measure(ratings.ratings(triples, "audit.json")).as_json())
    return found


def _error(sample: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The statement on the audited sample: by its registered plan (`claim`), or of a bare {k, n} as it is."""
    if not sample:
        return None
    if "claim" not in sample:
        return {"k": int(sample["k"]), "n": int(sample["n"])}
    from curation.stats import screening

    found: dict[str, Any] = _rounded(
        {**screening.certify(sample["claim"], sample.get("auditors")), **sample.get("beside", {})}
    )
    return found


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(v) for v in value]
    return round(value, DIGITS) if isinstance(value, float) else value


def counts(judgement: Mapping[str, Any]) -> bool:
    """Whether an entry of `audit.json` counts. Releases of version 0.1 say so by the status alone."""
    return bool(judgement.get("counts", judgement["status"] == "active"))


def certified_error(error: Mapping[str, Any] | None, confidence: float) -> dict[str, Any] | None:
    """The one-sided upper bound of the error rate from the `error` figure; None when there is no sample.

    A figure of a registered plan carries its own claim (`certified`, below `p`), which is what binds: a sample that was
    watched while it grew has no bound of the plain kind. Of a bare {k, n} the bound is that of Clopper and Pearson.
    """
    if not error or not error.get("n"):
        return None
    k, n = int(error["k"]), int(error["n"])
    if "certified" not in error:
        upper = clopper_pearson_upper(k, n, confidence)
    elif error["certified"] and error["confidence"] >= confidence:
        upper = float(error["p"])
    else:
        upper = 1.0
    statement = str(error.get("statement", ""))
    return {"k": k, "n": n, "upper": round(upper, DIGITS), "confidence": confidence, "statement": statement}


def judged_rows(rows: pl.DataFrame) -> dict[str, int]:
    """How many rows have none, one, and two or more judgements."""
    import polars as pl

    n = pl.col("judgements")
    counted = rows.select(none=(n == 0).sum(), one=(n == 1).sum(), two_or_more=(n >= 2).sum(), in_all=n.sum())
    return {name: int(value or 0) for name, value in counted.row(0, named=True).items()}
