"""Clauses to mappings in bulk: columns in, columns out; Python touches only what is proposed."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from curation.core import tables
from curation.core.ports import Embedder
from curation.core.records import Judgement, Mapping
from curation.mapping import learn
from curation.mapping.combine import DIGITS, Floats, Mapper, mappers
from curation.mapping.evidence import span
from curation.mapping.languages import tokens_of, words_of
from curation.mapping.settings import Settings
from curation.mapping.terms import terms
from curation.taxonomy import NONE, Taxonomy

if TYPE_CHECKING:
    import polars as pl

HEADING_WORDS = 12
"""A longer "heading" is a sentence of the document, which says by itself what it is about."""
_NUMBER = re.compile(r"^\s*(?:\(?[\dIVXLC]{1,6}(?:[.\-][\dA-Za-z]{1,4}){0,6}[.)]?|§\s*\S{1,12})\s+")


@dataclass
class _Rows:
    """The columns of what was found, in any order; `clause` and `rank` order them."""

    clause: list[int] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    rank: list[int] = field(default_factory=list)
    method: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)

    def add(
        self, clause: int, code: str, score: float, rank: int, method: str, place: tuple[int, int]
    ) -> None:
        self.clause.append(clause)
        self.code.append(code)
        self.score.append(round(score, DIGITS))
        self.rank.append(rank)
        self.method.append(method)
        self.start.append(place[0])
        self.end.append(place[1])


@dataclass(frozen=True)
class _Part:
    """The clauses as columns, sorted by id."""

    ids: list[str]
    texts: list[str]
    headed: list[str]
    """The texts with their headings where the settings ask for it."""
    modality: list[str]
    languages: list[str]
    mapped: list[int]
    """Rows that are mapped at all."""


def map_clauses(
    clauses: pl.DataFrame,
    taxonomies: Sequence[Taxonomy],
    settings: Settings,
    embedder: Embedder | None,
    judgements: Sequence[Judgement] = (),
) -> pl.DataFrame:
    """A frame of `Mapping`: for each clause and taxonomy its categories above the threshold, best first, or one `none`.

    A clause that people judged keeps what they said: score is the share of them that chose the category.
    Rows follow the clauses' ids, so that the order of `clauses` does not matter.

    Args:
        clauses: Rows of `Clause`.
        taxonomies: Each is mapped to by itself.
        settings: Method and threshold.
        embedder: Needed by methods with vectors.
        judgements: What people said of mappings; they decide, and a learning method takes them as examples.
    """
    import polars as pl

    ordered = clauses.sort("id")
    texts, paths = ordered["text"].to_list(), ordered["path"].to_list()
    headed = (
        [with_heading(t, p) for t, p in zip(texts, paths, strict=True)]
        if settings.context != "none"
        else texts
    )
    kinds = ordered["kind"].to_list()
    part = _Part(
        ordered["id"].to_list(), texts, headed, ordered["modality"].to_list(), ordered["language"].to_list(),
        [i for i, text in enumerate(texts) if kinds[i] not in settings.skip_kinds and text.strip()],
    )  # fmt: skip
    digests = ordered["sha256"]
    frames = [
        _frame(_mapped(part, each, settings, embedder, judgements), each, ordered["id"], digests)
        for each in taxonomies
    ]
    return pl.concat(frames) if frames else tables.frame([], Mapping)


def with_heading(text: str, path: Sequence[str] | None) -> str:
    """`text` behind the nearest heading of `path` without its number, unless that is long or already in the text."""
    heading = _NUMBER.sub("", path[-1]).strip() if path else ""
    if not heading or len(heading.split()) > HEADING_WORDS or heading.casefold() in text.casefold():
        return text
    return f"{heading}: {text}"


def _mapped(
    part: _Part,
    taxonomy: Taxonomy,
    settings: Settings,
    embedder: Embedder | None,
    judgements: Sequence[Judgement],
) -> _Rows:
    ready = mappers(taxonomy, settings, embedder)
    own = (
        learn.examples(judgements, taxonomy, dict(zip(part.ids, part.texts, strict=True)))
        if judgements
        else []
    )
    kinds = dict(zip(part.ids, ready.kinds(part.texts, part.languages), strict=True))
    languages = dict(zip(part.ids, part.languages, strict=True))
    judged = {example.clause: example for example in own}
    rows = _Rows()
    kept = set(part.mapped)
    for i, text in enumerate(part.texts):
        if i not in kept:
            rows.add(i, NONE, 1.0, 1, "kind", (0, len(text)))
        elif part.ids[i] in judged:
            _judged(rows, ready.of("own"), part, i, judged[part.ids[i]].shares)
    wanted = [i for i in part.mapped if part.ids[i] not in judged]
    for kind in dict.fromkeys(kinds[part.ids[i]] for i in wanted):
        which = [i for i in wanted if kinds[part.ids[i]] == kind]
        examples = [example for example in own if kinds[example.clause] == kind]
        mapper = _taught(ready.of(kind), examples, languages) if settings.learn else ready.of(kind)
        columns = (part.texts, part.modality, part.headed, part.languages)
        scored = mapper.scored(*([column[i] for i in which] for column in columns))
        for first, ranked, chance in scored:
            _proposed(rows, mapper, part, which[first : first + len(ranked)], ranked, chance, settings)
    return rows


def _taught(mapper: Mapper, examples: Sequence[learn.Example], languages: Dict[str, str]) -> Mapper:
    """The mapper with its weights moved by what people said of clauses of its kind."""
    if not examples:
        return mapper
    words = [words_of(each.text, mapper.kind, languages[each.clause]) for each in examples]
    moved = learn.learned(mapper.space, mapper.weights, mapper.embedder, examples, words)
    return replace(mapper, weights=moved, method=f"{mapper.method}+judgements")


def _proposed(
    rows: _Rows,
    mapper: Mapper,
    part: _Part,
    which: Sequence[int],
    ranked: Floats,
    chance: Floats,
    settings: Settings,
) -> None:
    """Adds what a chunk of clauses is mapped to."""
    best = np.argsort(-ranked, 1, kind="stable")[:, : settings.top]
    top = np.take_along_axis(chance, best, 1)
    # Within a clause probability falls with rank, so what is kept is a run from the first.
    counts = (top >= settings.threshold).sum(1).tolist()
    columns, chances = best.tolist(), top.tolist()
    for i, count, leaf, score in zip(which, counts, columns, chances, strict=True):
        text = part.texts[i]
        if not count:
            rows.add(i, NONE, 1.0 - score[0], 1, mapper.method, (0, len(text)))
            continue
        clause_terms = terms(text) if mapper.kind == "own" else tokens_of(text, part.languages[i])
        for rank in range(count):
            place = span(mapper.space, text, leaf[rank], clause_terms)
            rows.add(i, mapper.space.leaves[leaf[rank]].code, score[rank], rank + 1, mapper.method, place)


def _judged(rows: _Rows, mapper: Mapper, part: _Part, i: int, shares: Dict[str, float]) -> None:
    text = part.texts[i]
    if not shares:
        rows.add(i, NONE, 1.0, 1, "judged", (0, len(text)))
    column = {leaf.code: number for number, leaf in enumerate(mapper.space.leaves)}
    for rank, (code, share) in enumerate(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])), 1):
        rows.add(i, code, share, rank, "judged", span(mapper.space, text, column[code]))


def _frame(rows: _Rows, taxonomy: Taxonomy, ids: pl.Series, digests: pl.Series) -> pl.DataFrame:
    import polars as pl

    columns = pl.DataFrame(
        {
            "row": pl.Series(rows.clause, dtype=pl.Int64),
            "category": pl.Series([f"{taxonomy.id}:{code}" for code in rows.code], dtype=pl.String),
            "score": pl.Series(rows.score, dtype=pl.Float64),
            "rank": pl.Series(rows.rank, dtype=pl.Int64),
            "method": pl.Series(rows.method, dtype=pl.String),
            "evidence_start": pl.Series(rows.start, dtype=pl.Int64),
            "evidence_end": pl.Series(rows.end, dtype=pl.Int64),
        }
    ).sort("row", "rank")
    none = columns["category"] == f"{taxonomy.id}:{NONE}"
    whole = columns.with_columns(
        clause=ids.gather(columns["row"]),
        clause_sha256=digests.gather(columns["row"]),
        relation=pl.when(none).then(pl.lit("none")).otherwise(pl.lit("related")),
    )
    return whole.select(pl.col(name).cast(dtype) for name, dtype in tables.schema(Mapping).items())
