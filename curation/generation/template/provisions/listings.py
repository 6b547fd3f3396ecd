"""The lists of a document that a duty asks for in full: their head, their entries, and the paper whose content they give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from curation.core.records import Clause, Rule
from curation.generation.template.cases.telling import own_words
from curation.generation.template.provisions.norms import heading_off, own_text
from curation.text import whole
from curation.text.grammar import lower_first, verb_first
from curation.text.stems import content_stems
from curation.text.template_words.provisions import listings as wording
from curation.text.template_words.provisions.norms import TAIL_MARKS
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.verbs import base
from curation.text.words import squeeze_marks

FEWEST = 1
"""Fewest entries that a case holds."""
_LONGEST = 26
"""Most words of an entry that is shown or offered."""


@dataclass(frozen=True)
class Listing:
    """A list of a document with the words above it."""

    rule: Rule
    home: Clause
    head: str
    """The words above the list, from beginning to end, without the mark that opens the list."""
    entries: tuple[str, ...]
    """All entries, squeezed, without number and end mark."""
    below: tuple[str, ...]
    """All words below the head, those of lists within the list too."""
    open: frozenset[str]
    """The entries that go on in a list of their own: they are no whole texts."""
    kind: str
    """Of what grammar the entries are: `thing` (`the date of …`), `act` (`notify …`), or empty for another."""

    @cached_property
    def heading(self) -> str:
        """The heading over it, without its number; empty without one that says something."""
        for text in reversed(self.home.path):
            heading = re.sub(
                r"^(?:(?:PART|Part|DIVISION|Division|Chapter|Schedule|SCHEDULE) [\dIVXA-Z.]+|\(?[\d.]+[a-z]?\)?)[ .:\u2014\u2013-]*",
                "",
                text,
            ).strip()
            if (
                1 <= len(heading.split()) <= 10
                and re.match(r"[A-Z][a-z]", heading)
                and not _TITLE.search(heading)
            ):
                return heading
        return ""

    @cached_property
    def paper(self) -> str | None:
        """The paper whose content it gives; None for another list."""
        return _paper(self)

    @cached_property
    def sound(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The entries that can be read without it, each with its stems."""
        return tuple(
            (entry, entry_stems(entry))
            for entry in self.entries
            if entry not in self.open and sound(entry, self.kind)
        )

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each of its entries and of each text below it."""
        return tuple(map(entry_stems, dict.fromkeys((*self.entries, *self.below))))

    @cached_property
    def subject(self) -> frozenset[str]:
        """The stems of its head and its heading: what it is about."""
        return entry_stems(f"{self.head} {self.heading}")

    @cached_property
    def topic(self) -> frozenset[str]:
        """The stems of its head and of all its entries."""
        return entry_stems(f"{self.head} {' '.join(self.entries)}")


_TITLE = re.compile(
    r"\b(?:Act|Regulations?|Rules|Code|Order)\b|^(?:General|Interpretation|Application|Content|Contents|Other|Exception|Requirements?|Information)$"
)
_NUMBERED = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3})?\s+(?=[A-Z])")
"""The number of a section that stands before its words."""


def listings(rules: Sequence[Rule], by_id: Mapping[str, Clause]) -> Iterator[Listing]:
    """The lists of one document that a duty asks for in full."""
    below: dict[str, list[Clause]] = {}
    for clause in by_id.values():
        if clause.parent is not None:
            below.setdefault(f"{clause.document}@{clause.edition}#{clause.parent}", []).append(clause)
    seen: set[str] = set()
    for rule in rules:
        if rule.modality != "obligation" or rule.conjunction == "or" or len(rule.elements) < FEWEST + 1:
            continue
        one = _listing(rule, by_id, below)
        if one is not None and one.home.id not in seen:
            seen.add(one.home.id)
            yield one


def _listing(rule: Rule, by_id: Mapping[str, Clause], below: Mapping[str, list[Clause]]) -> Listing | None:
    holders = [by_id[part.clause] for part in rule.elements if part.clause in by_id]
    parents = [clause.parent for clause in holders if clause.parent is not None]
    if not parents:
        return None
    first = parents[0]
    home = next((by_id[c] for c in rule.clauses if c in by_id and by_id[c].eid == first), None)
    if home is None or any(part.clause == home.id for part in rule.elements):
        return None
    chain = []
    for clause_id in rule.clauses:
        if clause_id in by_id:
            chain.append(own_text(by_id[clause_id]))
        if clause_id == home.id:
            break
    head = _NUMBERED.sub("", own_words(heading_off(_NUMBERED.sub("", " ".join(chain))))).strip()
    head = head.rstrip(" :\u2014\u2013-")
    if (
        home.path
        and (over := home.path[-1].strip())
        and head.startswith(f"{over} ")
        and head[len(over) + 1 :][:1].isupper()
    ):
        head = head[len(over) + 1 :]
    entries = tuple(
        lower_first(own_words(TAIL_MARKS.sub("", _own(part.text))))
        for part in rule.elements
        if part.clause in by_id and by_id[part.clause].parent == first
    )
    going_on = frozenset(
        entry
        for entry, part in zip(
            entries,
            (p for p in rule.elements if p.clause in by_id and by_id[p.clause].parent == first),
            strict=True,
        )
        if below.get(part.clause)
    )
    # An entry that begins with the case in which it is asked for has the grammar of what follows, which is not looked at.
    grammars = Counter(grammar for entry in entries if (grammar := grammar_of(entry)))
    kind, count = grammars.most_common(1)[0] if grammars else ("", 0)
    acts = wording.ACT_HEAD.search(head) is not None
    if (
        any("|" in entry for entry in entries)
        or count < 2
        or acts != (kind == "act")
        or (wording.CLAUSE_HEAD.search(head) and not acts)
    ):
        kind = ""
    return Listing(rule, home, head, entries, tuple(_under(home, below)), going_on, kind)


def _under(home: Clause, below: Mapping[str, list[Clause]]) -> Iterator[str]:
    """The words of all clauses below one."""
    for clause in below.get(home.id, ()):
        yield _own(clause.text)
        yield from _under(clause, below)


def _own(text: str) -> str:
    return re.sub(r"^\s*\(?(?:[a-z]{1,4}|\d{1,3}(?:\.\d+)*)[).]\s+", "", squeeze_marks(text))


def grammar_of(entry: str) -> str:
    """Of what grammar an entry is: `act` (`notify the owner`), `doing` (`closing the doors`), `thing`, or empty where unclear."""
    first = entry.split()[0].lower() if entry.split() else ""
    if wording.GRAMMAR_OF.match(entry) or first in wording.NO_ENTRY:
        return ""
    if first.endswith("ing") and base(first) not in (None, first):
        return "doing"
    if wording.THING.match(entry) is not None and verb_first(entry) is None:
        return "thing"
    return "act" if verb_first(entry) is not None else ""


def sound(entry: str, kind: str) -> bool:
    """Whether an entry can be read without its list, and is of a grammar."""
    return (
        3 <= len(entry.split()) <= _LONGEST
        and not whole.fault(entry)
        and not wording.POINTS.search(entry)
        and not wording.GOES_ON.search(entry)
        and grammar_of(entry) == kind
    )


def _paper(one: Listing) -> str | None:
    """The paper whose content the list gives: `a record`; None where the list is of something else."""
    if not wording.ASKED.search(one.head):
        return None
    papers = [
        match
        for match in wording.PAPERS.finditer(one.head)
        if not wording.INSIDE.search(one.head[: match.start()])
    ]
    if not papers:
        return None
    modal = MODAL.search(one.head)
    acts = modal.end() if modal else 0
    if not re.search(wording.PAPER_END, one.head, re.I):
        return None
    # "Every licensee shall keep a record" and "An application shall contain": the object, else the subject.
    first = next((match for match in papers if match.start() > acts), papers[0])
    noun = first["paper"].lower()
    single = {
        "records": "record",
        "reports": "report",
        "labels": "label",
        "procedures": "procedure",
        "documents": "document",
        "programme": "programme",
    }.get(noun, noun)
    if single == "documentation":
        return f"the {single}"
    return f"{'an' if single[0] in 'aeiou' else 'a'} {single}"


def entry_stems(text: str) -> frozenset[str]:
    """The stems of a text, `pharmacist\u2019s` as `pharmacist`."""
    return content_stems(re.sub(r"[\u2019']s?\b", "", text))
