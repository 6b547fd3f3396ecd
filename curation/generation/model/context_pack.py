"""The context pack: everything that whoever writes, solves or checks an item of a section must have before them.

Made by code, without a model: the whole section with a number for each paragraph, the words that govern it, its citation and
headings, the definitions of the terms it uses, the provisions it refers to, exceptions made elsewhere, what the rule reader
found, the candidate categories with their definitions, the language, and the nearest items that exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from curation.core.digests import digest
from curation.core.records import Candidate, Clause, Part, Rule
from curation.generation.clause_facts import Definition, define
from curation.generation.context import Context
from curation.generation.model.citations import numbers_of
from curation.generation.model.sections import Section
from curation.text.stems import content_stems

REFERRED_WORDS, REFERRED = 300, 4
"""Most words shown of a provision that is referred to, and most such provisions."""
NEIGHBOUR_WORDS = 300
"""Most words shown of the sections beside this one."""
TERMS, CATEGORIES, NEAREST = 12, 6, 5


@dataclass(frozen=True)
class Packs:
    """Makes the packs of a context; what all of them need is found once."""

    context: Context

    @cached_property
    def definitions(self) -> dict[tuple[str, str], list[Definition]]:
        """The definitions of each edition."""
        found: dict[tuple[str, str], list[Definition]] = {}
        for clause in self.context.clauses:
            if (definition := define(clause)) is not None:
                found.setdefault((clause.document, clause.edition), []).append(definition)
        return found

    @cached_property
    def lifted_by(self) -> dict[str, list[Rule]]:
        """The exemptions and scope rules that take each clause away, by the clause's id."""
        found: dict[str, list[Rule]] = {}
        for rules in self.context.rules.values():
            for rule in rules:
                for name in rule.lifts:
                    found.setdefault(name, []).append(rule)
        return found

    @cached_property
    def numbers(self) -> dict[str, frozenset[str]]:
        """The numbers by which the provisions of each document can be cited."""
        found: dict[str, list[Clause]] = {}
        for clause in self.context.clauses:
            found.setdefault(clause.document, []).append(clause)
        return {document: numbers_of(clauses) for document, clauses in found.items()}

    @cached_property
    def _laws(self) -> dict[str, str]:
        return {}

    def law(self, section: Section) -> str:
        """The pack without the categories and the items that exist: what solves and checks an item."""
        key = digest(section.id, [clause.id for clause in section.targets])
        if key not in self._laws:
            self._laws[key] = self._law(section)
        return self._laws[key]

    def _law(self, section: Section) -> str:
        first = section.targets[0]
        document = self.context.documents.get(first.document)
        about = [f"Document: {document.title if document else first.document}"]
        if document:
            issued = "; ".join(
                part
                for part in (
                    document.kind,
                    f"issued by {document.issuer}" if document.issuer else "",
                    f"applies in {document.jurisdiction}" if document.jurisdiction else "",
                    f"edition {document.edition}",
                )
                if part
            )
            about.append(f"About it: {issued}")
        about += [
            f"Headings: {' › '.join(first.path) or 'none'}",
            f"Language: {first.language or 'en'}",
            "",
            "The section. Each paragraph has its number in square brackets; * marks those that items may be made from.",
            '"""',
            *(self._paragraph(section, clause) for clause in section.clauses),
            '"""',
        ]
        parts = [
            (
                "Words outside the section that govern it",
                [self._paragraph(section, c) for c in section.above],
            ),
            ("How the marked paragraphs are cited", self._citations(section)),
            ("Terms that the document defines", self._terms(section)),
            ("Provisions that the section refers to", self._referred(section)),
            ("Exceptions that are made elsewhere", self._exceptions(section)),
            ("Sections beside it, for context only", self._neighbours(section)),
            ("What a rule reader found (it can be wrong or incomplete)", self._rules(section)),
        ]
        return "\n".join([*about, *_blocks(parts)])

    def categories(self, section: Section) -> list[str]:
        """The qualified codes of the categories that the marked paragraphs may belong to, best first."""
        best: dict[str, float] = {}
        for clause in section.targets:
            for code, score in self.context.links.get(clause.id, ()):
                if code in self.context.leaves:
                    best[code] = max(score, best.get(code, 0.0))
        return sorted(best, key=lambda code: (-best[code], code))[:CATEGORIES]

    def described(self, codes: Iterable[str]) -> str:
        """Categories, one a line: code, name, definition."""
        leaves = self.context.leaves
        return "\n".join(f"- {code}: {leaves[code][0]}. {leaves[code][1]}".rstrip() for code in codes)

    def nearest(self, section: Section, items: Sequence[Candidate]) -> str:
        """The items that exist and are nearest to a section, one a line; `none` without any."""
        own = {clause.id for clause in section.clauses}
        words = content_stems(" ".join(c.text for c in section.clauses), section.targets[0].language or "en")

        def close(item: Candidate) -> tuple[bool, float]:
            stems = content_stems(item.stem or item.text, item.language)
            return bool(own & set(item.clauses)), len(stems & words) / (len(stems | words) or 1)

        near = sorted(items, key=lambda item: (*(-float(x) for x in close(item)), item.id))
        lines = [f"- {_said(item)}" for item in near if close(item)[0] or close(item)[1] > 0.2]
        return "\n".join(lines[:NEAREST]) or "none"

    def _paragraph(self, section: Section, clause: Clause) -> str:
        star = "*" if clause in section.targets else ""
        return f"[{section.marks[clause.id]}]{star} {_plain(clause)}"

    def _citations(self, section: Section) -> list[str]:
        return [f"[{section.marks[c.id]}] {c.citation}" for c in section.targets]

    def _terms(self, section: Section) -> list[str]:
        own = {clause.id for clause in section.clauses}
        words = " ".join(c.text for c in (*section.clauses, *section.above)).casefold()
        first = section.targets[0]
        found = [
            f"{d.clause.citation}: {_words(d.clause.text, 80)}"
            for d in self.definitions.get((first.document, first.edition), ())
            if d.clause.id not in own and d.term and _occurs(d.term.casefold(), words)
        ]
        return found[:TERMS]

    def _referred(self, section: Section) -> list[str]:
        own = {clause.id for clause in (*section.clauses, *section.above)}
        named: dict[str, None] = {}
        for clause in section.clauses:
            for rule in self.context.rules.get(clause.id, ()):
                for name in (*rule.refers, *(n for part in _parts(rule) for n in part.refers)):
                    if name not in own and name in self.context.by_id:
                        named.setdefault(name)
        return [self._whole(name) for name in list(named)[:REFERRED]]

    def _whole(self, name: str) -> str:
        """A clause with what stands below it, cut to `REFERRED_WORDS`."""
        clause = self.context.by_id[name]
        whole = " ".join(_plain(c) for c in self._all_below(clause))
        return f"{clause.citation}: {_words(whole, REFERRED_WORDS)}"

    def _exceptions(self, section: Section) -> list[str]:
        own = {clause.id for clause in section.clauses}
        rules = {rule.id: rule for clause in section.clauses for rule in self.lifted_by.get(clause.id, ())}
        homes = dict.fromkeys(rule.id.rpartition("!")[0] for rule in rules.values())
        return [self._whole(home) for home in homes if home in self.context.by_id and home not in own][
            :REFERRED
        ]

    def _neighbours(self, section: Section) -> list[str]:
        """The sections below the same parent, the nearest ones, until there are too many words; in the order of the text."""
        first = section.clauses[0]
        above = self.context.parent(first)
        if above is None:
            return []
        own = {clause.id for clause in (*section.clauses, *section.above)}
        beside = self.context.below(above)
        here = next((n for n, clause in enumerate(beside) if clause.id in own), 0)
        kept: dict[int, list[Clause]] = {}
        left = NEIGHBOUR_WORDS
        for n in sorted(range(len(beside)), key=lambda n: (abs(n - here), n)):
            whole = [c for c in self._all_below(beside[n]) if c.id not in own]
            size = sum(len(clause.text.split()) for clause in whole)
            if size > left:
                break
            left -= size
            kept[n] = whole
        return [_plain(clause) for n in sorted(kept) for clause in kept[n]]

    def _all_below(self, clause: Clause) -> list[Clause]:
        return [
            clause,
            *(deeper for child in self.context.below(clause) for deeper in self._all_below(child)),
        ]

    def _rules(self, section: Section) -> list[str]:
        return [
            f"[{section.marks[clause.id]}] {_rule(rule)}"
            for clause in section.targets
            for rule in self.context.sure_rules(clause)
        ]


def _blocks(parts: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    lines: list[str] = []
    for title, entries in parts:
        if entries:
            lines += [
                "",
                f"{title}:",
                *(f"- {entry}" if not entry.startswith("[") else entry for entry in entries),
            ]
    return lines


def _parts(rule: Rule) -> list[Part]:
    single = [part for part in (rule.bearer, rule.action, rule.object, rule.purpose) if part is not None]
    return [*single, *rule.conditions, *rule.exceptions]


def _rule(rule: Rule) -> str:
    """A rule in one line."""
    said = [
        ("who", [rule.bearer] if rule.bearer else []),
        ("does", [rule.action] if rule.action else []),
        ("to", [rule.object] if rule.object else []),
        ("when", rule.of_whole(rule.conditions)),
        ("unless", rule.of_whole(rule.exceptions)),
    ]
    parts = [f"{name}: {'; '.join(_words(p.text, 25) for p in parts)}" for name, parts in said if parts]
    return " | ".join([rule.modality, *parts])


def _plain(clause: Clause) -> str:
    """A clause on one line, its printed number once, without marks that would end the section."""
    text = " ".join(clause.text.split()).replace('"""', "'''")
    return text if not clause.marker or text.startswith(clause.marker) else f"{clause.marker} {text}"


def _words(text: str, most: int) -> str:
    words = text.split()
    return " ".join(words).replace('"""', "'''") if len(words) <= most else " ".join(words[:most]) + " …"


def _occurs(term: str, words: str) -> bool:
    at = words.find(term)
    while at >= 0:
        before, after = words[at - 1 : at], words[at + len(term) : at + len(term) + 1]
        if not before.isalnum() and (not after.isalnum() or after == "s"):
            return True
        at = words.find(term, at + 1)
    return False


def _said(item: Candidate) -> str:
    if item.kind != "question":
        return _words(f"{item.text} {item.instruction}".strip(), 40)
    key = item.options[item.answer] if item.answer is not None and item.answer < len(item.options) else ""
    return f"{_words(item.stem, 40)} — {_words(key, 20)}"
