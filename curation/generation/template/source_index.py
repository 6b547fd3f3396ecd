"""What the template generator knows of the whole set of clauses: rules, actors, definitions and lists.

Wrong options are taken from here: words of the same document first, so that they sound alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from curation.core.digests import sha256
from curation.core.records import Clause
from curation.generation.context import Context
from curation.generation.template.actors import agent
from curation.generation.template.numeric_distractors import values
from curation.generation.template.rule_parser import Rule, overlap, parse, sentences_of
from curation.text.language import language_of
from curation.text.packs import primary
from curation.text.stems import content_stems
from curation.text.words import squeeze_marks


@dataclass(frozen=True)
class Parsed:
    """A sentence of a clause that states a rule."""

    clause: Clause
    start: int
    end: int
    rule: Rule


@dataclass(frozen=True)
class Definition:
    """A term and what a clause says it means."""

    clause: Clause
    start: int
    end: int
    term: str
    meaning: str


@dataclass(frozen=True)
class Listing:
    """The head of a list and its items, all children of one clause or the clauses that follow it."""

    head: Clause
    start: int
    end: int
    lead: str
    """The head's last sentence without its final mark."""
    items: tuple[Clause, ...]


@dataclass(frozen=True)
class Bank:
    """Everything a wrong option can be taken from."""

    rules: tuple[Parsed, ...]
    definitions: tuple[Definition, ...]
    listings: tuple[Listing, ...]
    actors: dict[str, dict[str, int]] = field(default_factory=dict)
    """Actors of each document with the weight at which they are drawn as wrong options: how often each can be a key."""
    by_clause: dict[str, tuple[Parsed, ...]] = field(default_factory=dict)
    values: dict[str, dict[float, int]] = field(default_factory=dict)
    """How often the rules of all documents set each number, by unit and way of writing."""

    @cached_property
    def defined(self) -> dict[str, list[Definition]]:
        """The definitions by clause id, and by document."""
        found: dict[str, list[Definition]] = {}
        for each in self.definitions:
            found.setdefault(each.clause.id, []).append(each)
            found.setdefault(each.clause.document, []).append(each)
        return found

    @cached_property
    def listed(self) -> dict[str, list[Listing]]:
        """The lists by the id of their head, and by document."""
        found: dict[str, list[Listing]] = {}
        for each in self.listings:
            found.setdefault(each.head.id, []).append(each)
            found.setdefault(each.head.document, []).append(each)
        return found

    @cached_property
    def ruled(self) -> dict[str, list[Parsed]]:
        """The rules by document."""
        found: dict[str, list[Parsed]] = {}
        for each in self.rules:
            found.setdefault(each.clause.document, []).append(each)
        return found


_QUOTED = re.compile(
    r"[\u2018\u201c\"'](?P<term>[^\u2018\u2019\u201c\u201d\"]{2,60})[\u2019\u201d\"']\s+(?:means|shall mean|is defined as|refers to)\s*,?\s+(?!of\b|to\b|by\b|for\b)(?P<meaning>.+)",
    re.S,
)
_BARE = re.compile(
    r"^\s*(?P<term>[A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,4}) (?:means|is defined as)(?:\s*,(?=\s+(?:in|with|for|when|as|unless)\b))?\s+(?!of\b|to\b|by\b|for\b)(?P<meaning>.+)",
    re.S,
)


def define(clause: Clause) -> Definition | None:
    """The definition that a clause gives; a clause with several sentences is read up to the end of the first."""
    for start, end in sentences_of(clause):
        sentence = clause.text[start:end]
        found = _QUOTED.search(sentence) or _BARE.match(sentence)
        if found is None:
            return None
        meaning = re.sub(r"[;,.:\s]+(?:and|or)?[;,.:\s]*$", "", squeeze_marks(found["meaning"]))
        if sentence.rstrip().endswith((":", "\u2014")):
            return None
        return Definition(clause, start, end, squeeze_marks(found["term"]).strip(" ,"), meaning)
    return None


def _listing(clause: Clause, context: Context) -> Listing | None:
    text = clause.text.rstrip()
    if not text.endswith((":", "\u2014", "\u2013")) or len(text) < 15:
        return None
    items = tuple(context.below(clause)) or context.items_after(clause)
    if len(items) < 3 or any(not item.text.strip() for item in items):
        return None
    start, end = list(sentences_of(clause))[-1]
    return Listing(clause, start, end, squeeze_marks(clause.text[start:end]).rstrip(":\u2014\u2013 "), items)


def build(context: Context) -> Bank:
    """The bank of a set of clauses. Only English clauses are read."""
    rules: list[Parsed] = []
    definitions: list[Definition] = []
    listings: list[Listing] = []
    actors: dict[str, Counter[str]] = {}
    numbers: dict[str, Counter[float]] = {}
    for clause in context.clauses:
        # Recitals and notes give reasons, not rules.
        if not english(clause) or heading(clause) or clause.kind in ("recital", "note", "footnote"):
            continue
        if (found := define(clause)) is not None:
            definitions.append(found)
            continue
        if (listing := _listing(clause, context)) is not None:
            listings.append(listing)
            continue
        for start, end in sentences_of(clause):
            rule = parse(clause.text[start:end])
            if rule is not None and not clause.text[start:end].rstrip().endswith((":", "\u2014")):
                rules.append(Parsed(clause, start, end, rule))
                for value in values(squeeze_marks(clause.text[start:end])):
                    numbers.setdefault(value.unit, Counter())[value.number] += 1
                if agent(rule.actor) is not None:
                    actors.setdefault(clause.document, Counter())[rule.actor] += 1
    by_clause: dict[str, tuple[Parsed, ...]] = {}
    for parsed in rules:
        by_clause[parsed.clause.id] = (*by_clause.get(parsed.clause.id, ()), parsed)
    return Bank(
        tuple(rules),
        tuple(definitions),
        tuple(listings),
        {document: _weights(names) for document, names in actors.items()},
        by_clause,
        {unit: dict(sorted(found.items())) for unit, found in numbers.items()},
    )


_T = TypeVar("_T", str, float)


def even_cap(counts: Sequence[int], options: int = 4) -> int:
    """The largest `c` for which counts cut to at most `c` come to at least `options * c`; 1 where there is none.

    With at most `c` questions a key, no key is right more often than one in `options`.
    """
    fit = (c for c in range(1, max(counts, default=0) + 1) if sum(min(n, c) for n in counts) >= options * c)
    return max(fit, default=1)


def _weights(names: Counter[str]) -> dict[str, int]:
    cap = even_cap(list(names.values()))
    return {name: min(n, cap) for name, n in sorted(names.items())}


def drawn(weights: Mapping[_T, int], seed: str) -> list[_T]:
    """The names in an order drawn by digest with chances in proportion to their weights (Efraimidis and Spirakis 2006).

    Who is often the key is then as often a wrong option, and the options alone tell nothing.
    """

    def place(name: _T) -> float:
        uniform = (int(sha256(f"{seed}|{name}")[:12], 16) + 1) / (16**12 + 1)
        return float(uniform ** (1 / weights[name]))

    return sorted(weights, key=lambda name: (-place(name), name))


def heading(clause: Clause) -> bool:
    """Whether the clause is only a heading: a name for what stands below it."""
    return clause.kind == "heading" or (
        bool(clause.path) and squeeze_marks(clause.text) == squeeze_marks(clause.path[-1])
    )


def english(clause: Clause) -> bool:
    """Whether a clause is English: by its language, or by its script and words where none is given."""
    return (primary(clause.language) if clause.language else language_of(clause.text, "en")) == "en"


def rank(key: str, seed: str, options: Sequence[str]) -> list[str]:
    """`options` without repeats, the closest in length to `key` first, ties in the order of their digests."""
    size = len(key.split())
    seen = {fold_option(key)}
    unique = []
    for option in options:
        if fold_option(option) not in seen:
            seen.add(fold_option(option))
            unique.append(option)
    return sorted(unique, key=lambda o: (abs(len(o.split()) - size) // 2, sha256(f"{seed}|{o}")))


def fold_option(text: str) -> str:
    """An option in the form in which two equal ones are the same string."""
    return squeeze_marks(text).rstrip(".").casefold()


def apart(text: str, others: Sequence[str], most: float = 0.3) -> bool:
    """Whether `text` shares few content words with each of `others`."""
    own = content_stems(text)
    return all(overlap(own, content_stems(other)) < most for other in others)


def article_of(clause: Clause) -> str:
    """The unit that a clause is part of: its document and the first part of its eid."""
    return f"{clause.document}@{clause.edition}#{clause.eid.split('__')[0]}"
