"""Candidates and decisions to rows: which may enter, why the others may not, and what the Hub sees of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.errors import InputError
from curation.core.items import item_content
from curation.core.records import Row
from curation.release.contents import difficulty, splits
from curation.release.contents.quotation import repeats_heading

if TYPE_CHECKING:
    import polars as pl

    from curation.release.inputs import Inputs

CONFIG = "items"
"""Configuration of all rows; the others are views of it or what it rests on."""
LOSSES: Mapping[str, str] = {
    "clause-deleted": "their clause is not in the edition in force, and nobody accepted them since",
    "finding": "a check found an error; see: curation show lint --dropped",
    "licence": "they repeat text of a document whose redistribute is false in raw/sources.toml; its licence decides",
    "pending": "their decision waits for people; see: curation review status",
    "undecided": "nobody decided them yet; see: curation review status",
    "pair-broken": "the other side of their pair was left out",
    "superseded": "another revision of the same item counts",
    "unwritten": "they have no text",
}
"""What is said of the reasons that need a word more than their name."""
CITED = ("id", "clauses", "evidence")
"""What the gates ask of a candidate beside its row."""
OPEN = frozenset({"", "undecided", "pending"})
"""What `_why_not` says of a candidate that may still become a row."""
_CHUNK = 5000


@dataclass(frozen=True)
class Selected:
    """The candidates that become rows, with their decision where there is one, and the losses by reason."""

    candidates: dict[str, dict[str, Any]]
    """By row id, under the categories decided; once the rows are built, only the fields `CITED`."""
    decisions: dict[str, dict[str, Any]]
    """By row id."""
    lost: dict[str, int]
    unwritten: frozenset[str]
    """Row ids whose text is still the machine's brief that a person was to write out."""


def select(inputs: Inputs, preview: bool) -> Selected:
    """The candidates that may enter. A preview also takes those that nobody has decided yet, except where they rest on a
    clause that was deleted: only people may keep such an item.

    Every other candidate of the dataset is counted under the first reason that keeps it out.
    """
    import polars as pl

    name = inputs.dataset.name
    duplicates = set(inputs.clusters["member"])
    wrong = set(inputs.findings.filter(pl.col("severity") == "error")["candidate"]) - set(inputs.overridden)
    withdrawn = {w.id for w in inputs.withdrawals if w.dataset == name}
    decided = {d["subject"]: d for d in _decisions(inputs).iter_rows(named=True)}
    lost: Counter[str] = Counter()
    kept: dict[str, dict[str, Any]] = {}
    verdicts: dict[str, dict[str, Any]] = {}
    unwritten = set()
    for candidate in _one_revision_each(inputs.candidates.filter(pl.col("dataset") == name), decided, lost):
        row, decision = candidate["root"], decided.get(candidate["id"])
        if row in kept:  # a variant that carries its base's root has no stable id of its own
            row = candidate["id"]
        reason = _why_not(candidate, decision, duplicates, wrong, preview)
        accepted = decision is not None and decision["outcome"] == "accept"
        if reason in OPEN and not accepted and not inputs.deleted.isdisjoint(candidate["clauses"]):
            reason = "clause-deleted"
        if row in withdrawn:
            reason = "withdrawn"
        if reason:
            lost[reason] += 1
            continue
        kept[row] = _categorised(candidate, decision)
        if decision and decision["outcome"] == "accept":
            verdicts[row] = decision
        if candidate["status"] == "needs_authoring":
            unwritten.add(row)
    broken = _broken(inputs, kept)
    for row in broken:
        if inputs.dataset.pairs == "single":
            kept[row] = {**kept[row], "pair": ""}
            continue
        del kept[row]
        verdicts.pop(row, None)
        unwritten.discard(row)
        lost["pair-broken"] += 1
    return Selected(kept, verdicts, dict(sorted(lost.items())), frozenset(unwritten))


def _broken(inputs: Inputs, kept: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The rows whose pair has lost its other side; a pair that never had two sides has lost none."""
    import polars as pl

    of = inputs.candidates.filter((pl.col("dataset") == inputs.dataset.name) & (pl.col("pair") != ""))
    sides: dict[str, set[str]] = defaultdict(set)
    for pair, root in of.select("pair", "root").iter_rows():
        sides[pair].add(root)
    left: dict[str, set[str]] = defaultdict(set)
    for candidate in kept.values():
        left[candidate["pair"]].add(candidate["root"])
    return [row for row, c in kept.items() if c["pair"] and left[c["pair"]] != sides[c["pair"]]]


def _decisions(inputs: Inputs) -> pl.DataFrame:
    import polars as pl

    return inputs.decisions.filter((pl.col("dataset") == inputs.dataset.name) & (pl.col("kind") != "mapping"))


def _one_revision_each(
    candidates: pl.DataFrame, decided: Mapping[str, Mapping[str, Any]], lost: Counter[str]
) -> Iterator[dict[str, Any]]:
    """Of the revisions of one lineage only the one that counts, in order of id: decided before undecided, later before
    earlier, one whose edit was taken back last."""
    import polars as pl

    candidates = candidates.sort("id")
    revised = candidates.filter(pl.col("variant") == "revision")
    older = set(revised["parent"].drop_nulls())
    lineages: dict[str, list[tuple[bool, bool, bool, str]]] = defaultdict(list)
    roots = revised["root"].unique().to_list()
    for root, name in candidates.filter(pl.col("root").is_in(roots)).select("root", "id").iter_rows():
        abandoned = name in decided and decided[name]["rule"] == "abandoned"
        lineages[root].append((abandoned, name not in decided, name in older, name))
    dropped = {names[-1] for lineage in lineages.values() for names in sorted(lineage)[1:]}
    lost["superseded"] += len(dropped)
    if not dropped:
        del lost["superseded"]
    for candidate in candidates.iter_rows(named=True):
        if candidate["id"] not in dropped:
            yield candidate


def _why_not(
    candidate: Mapping[str, Any],
    decision: Mapping[str, Any] | None,
    duplicates: set[str],
    wrong: set[str],
    preview: bool,
) -> str:
    if candidate["id"] in duplicates:
        return "duplicate"
    if candidate["id"] in wrong:
        return "finding"
    if decision and decision["outcome"] == "reject":
        return "rejected"
    if decision and decision["outcome"] == "revise":
        return "revised"
    if not preview and decision is None:
        return "undecided"
    if not preview and decision is not None and decision["outcome"] == "pending":
        return "pending"
    return "" if (candidate["text"] or candidate["stem"]).strip() else "unwritten"


def _categorised(candidate: dict[str, Any], decision: Mapping[str, Any] | None) -> dict[str, Any]:
    """The candidate under the categories that were decided; its words are its own, an edit is a candidate of its own."""
    labels = list(decision["labels"]) if decision and decision["outcome"] == "accept" else []
    named = bool(labels) and all(":" in label for label in labels)
    return {**candidate, "categories": labels} if named else candidate


def family_of(inputs: Inputs, selected: Selected) -> dict[str, str]:
    """Family by row id: what parents, revisions, and edges of kind family or contrast hold together."""
    import polars as pl

    of_candidate = dict(zip(inputs.candidates["id"], inputs.candidates["root"], strict=True))
    parents = inputs.candidates.filter(pl.col("parent").is_not_null()).select("id", "parent").iter_rows()
    edges = inputs.edges.filter(pl.col("relation").is_in(["family", "contrast"])).select("a", "b").iter_rows()
    links: Iterable[tuple[str, str]] = chain(
        ((of_candidate.get(a, a), of_candidate.get(b, b)) for a, b in chain(parents, edges)),
        ((row, c["root"]) for row, c in selected.candidates.items() if row != c["root"]),
    )
    return splits.families(selected.candidates, links)


def build(
    inputs: Inputs, selected: Selected, split: Mapping[str, str], family: Mapping[str, str]
) -> pl.DataFrame:
    """The rows, sorted by id; split and family by row id. A category or clause that does not resolve gives an empty path or citation, which a gate refuses."""
    import polars as pl

    schema = tables.schema(Row)
    lookup = _Lookup(inputs)
    parts: list[pl.DataFrame] = []
    chunk: list[dict[str, Any]] = []
    for row in sorted(selected.candidates):
        decision = selected.decisions.get(row)
        chunk.append(_row(row, selected.candidates[row], decision, split[row], family[row], lookup))
        if len(chunk) == _CHUNK:
            parts.append(_columns(chunk, schema))
            chunk = []
    parts.append(_columns(chunk, schema))
    return pl.concat(parts)


def cited(candidates: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The fields `CITED` of the candidates. Their words are in the rows by then, and would be held in memory twice."""
    return {row: {name: candidate[name] for name in CITED} for row, candidate in candidates.items()}


def _columns(chunk: list[dict[str, Any]], schema: pl.Schema) -> pl.DataFrame:
    import polars as pl

    # By columns: made from dictionaries, Polars builds a series for every list in every row.
    return pl.DataFrame({n: _series(n, [row[n] for row in chunk], d) for n, d in schema.items()})


def _series(name: str, values: list[Any], dtype: pl.DataType) -> pl.Series:
    """A column. One of lists is made by Arrow, or at once where all are empty: Polars builds a series for each row of it."""
    import polars as pl

    if isinstance(dtype, pl.List) and values:
        if all(value == [] for value in values):
            return pl.Series(name, [[]], dtype).new_from_index(0, len(values))
        import pyarrow as pa

        kind = pl.Series(name, [], dtype).to_arrow().type
        return pl.Series(name, pa.array(values, type=kind), dtype)
    return pl.Series(name, values, dtype)


class _Lookup:
    """What rows look up again and again: clauses, documents, category paths, judgement counts."""

    def __init__(self, inputs: Inputs) -> None:
        import polars as pl

        columns = ("id", "citation", "sha256", "document", "edition", "path")
        self.clauses = {c[0]: c[1:] for c in inputs.clauses.select(columns).iter_rows()}
        self.documents = {(d["slug"], d["edition"]): d for d in inputs.documents.iter_rows(named=True)}
        self.taxonomies = {t.id: t for t in inputs.taxonomies}
        self.paths: dict[str, list[str]] = {}
        counted = inputs.judgements.filter(
            pl.col("id").is_in(sorted(inputs.counted)) & (pl.col("kind") != "mapping")
        )
        self.counted = inputs.counted
        self.closed = inputs.closed
        self.by_subject = Counter(counted["subject"].to_list())
        self.root_of = dict(zip(inputs.candidates["id"], inputs.candidates["root"], strict=True))

    def path(self, category: str) -> list[str]:
        if category not in self.paths:
            taxonomy, _, code = category.partition(":")
            try:
                found = [c.name for c in self.taxonomies[taxonomy].path(code)]
            except (KeyError, InputError):
                found = []
            self.paths[category] = found
        return self.paths[category]


def _row(
    row: str,
    candidate: Mapping[str, Any],
    decision: Mapping[str, Any] | None,
    split: str,
    family: str,
    lookup: _Lookup,
) -> dict[str, Any]:
    clauses = [lookup.clauses.get(c, ("", "", "", "", ())) for c in candidate["clauses"]]
    documents = [lookup.documents.get((c[2], c[3])) for c in clauses]
    quotes: dict[str, str] = {}
    for evidence in candidate["evidence"]:
        quotes[evidence["clause"]] = max(quotes.get(evidence["clause"], ""), evidence["quote"], key=len)
    open_ = [bool(d and d["redistribute"]) for d in documents]
    shut = [heading for c, o in zip(clauses, open_, strict=True) if not o for heading in c[4]]
    main = candidate["categories"][0] if candidate["categories"] else ""
    agreement = decision["agreement"] if decision else None
    shown = {k: candidate[k] for k in item_content.COLUMNS}
    parent = candidate["parent"]
    behind = [j for j in decision["judgements"] if j in lookup.counted] if decision else []
    base = lookup.root_of.get(parent, parent) if parent else None
    return {
        "id": row,
        "fingerprint": item_content.fingerprint(shown),
        "config": CONFIG,
        "split": split,
        **shown,
        **{k: candidate[k] for k in ("level", "book", "rules", "why", "pair", "expected")},
        "topic": "" if repeats_heading(candidate["topic"], shut) else candidate["topic"],
        "difficulty": difficulty.of(candidate, lookup.closed.get(candidate["id"], ())),
        "category": main,
        "categories": candidate["categories"],
        "category_path": lookup.path(main),
        "clauses": candidate["clauses"],
        "clause_sha256": [c[1] for c in clauses],
        "citations": [c[0] for c in clauses],
        "quotes": [quotes.get(c, "") if o else "" for c, o in zip(candidate["clauses"], open_, strict=True)],
        "jurisdictions": sorted({d["jurisdiction"] for d in documents if d and d["jurisdiction"]}),
        "parent": None if base == row else base,
        "family": family,
        "variant": "base" if candidate["variant"] == "revision" else candidate["variant"],
        "benign": candidate["benign"],
        "language": candidate["language"],
        "generator": f"{candidate['origin']['generator']} {candidate['origin']['version']}".strip(),
        "model": candidate["origin"]["model"],
        "judgements": len(behind) if decision else lookup.by_subject.get(candidate["id"], 0),
        "rule": decision["rule"] if decision else "unreviewed",
        "agreement": None if agreement is None else round(agreement, 6),
    }
