"""The parts of a printed provision that a case can meet or miss without a number: to whom, by whom, in what form.

A part is found with the words that stand for it, so that they can be cut out and nothing else of the provision is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from curation.core.records import Clause
from curation.generation.template.provisions.bearers import role
from curation.text.template_words.provisions import slots as wording

Name = Literal["recipient", "giver", "form", "bearer"]


@dataclass(frozen=True)
class SlotWords:
    """Words of a provision that say to whom, by whom or how."""

    name: Name
    start: int
    """Where its words begin in the provision."""
    end: int
    words: str
    """What it names: `the Minister`; empty for a form."""
    act: str = ""
    """Of a giver: what is given, `approval`, or the participle of what is done, `signed`; of a recipient the verb."""


# --- who gets it, who gives it -----------------------------------------------------------------------------------------


def _named(words: str) -> str | None:
    """The role that words name in the singular; None for a thing, anybody, or a word that points elsewhere."""
    if wording.NAMED.search(words):
        return None
    return role(words)


def recipients(text: str) -> Iterator[SlotWords]:
    """Whom somebody has to tell or to send something."""
    for pattern in (wording.TELL, wording.SEND, wording.GIVE_WITH):
        for match in pattern.finditer(text):
            if _named(match["who"]) is not None:
                yield SlotWords(
                    "recipient", match.start("who"), match.end("who"), match["who"], act=match["verb"].lower()
                )


def givers(text: str) -> Iterator[SlotWords]:
    """Who has to consent, or to do what is done."""
    for pattern in (wording.CONSENT, wording.DONE_BY):
        for match in pattern.finditer(text):
            if _named(match["who"]) is not None:
                yield SlotWords(
                    "giver", match.start("who"), match.end("who"), match["who"], act=match["act"].lower()
                )


def written(text: str) -> SlotWords | None:
    """Where a provision asks for writing, once."""
    found = list(wording.WRITTEN.finditer(text))
    return SlotWords("form", found[0].start(), found[0].end(), "") if len(found) == 1 else None


def way(verb: str) -> str:
    """In what way somebody gets to know something: he is told, asked, or sent it."""
    if verb.startswith(("notif", "inform", "advis", "report")):
        return "tell"
    return "ask" if verb.startswith(("appl", "ma")) else "send"


# --- who else there is in a document -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Roles:
    """Those who are told, consent or act in one document, as they are printed, the most frequent first."""

    recipients: Mapping[str, int] = field(default_factory=dict)
    """By way and words: `tell|the Minister`."""
    givers: Mapping[str, int] = field(default_factory=dict)
    bearers: Mapping[str, int] = field(default_factory=dict)
    """By words and the verb of a duty: `the employer|keep`."""
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By words without their article, in which clauses of the document they stand: by their numbers in the order of the text."""
    order: Mapping[str, int] = field(default_factory=dict)
    """The number of each clause."""
    direct: bool = False
    """Whether whatever a provision leaves out is asked for, and not only who is bound among others who have the like duty."""

    def nearest(self, words: Iterable[str], home: str) -> list[str]:
        """The words, those first that stand nearest to a clause; of several as near ones the first given stays first."""
        here = self.order.get(home, 0)
        return sorted(
            words, key=lambda one: min((abs(n - here) for n in self.places.get(bare(one), ())), default=10**6)
        )


def bare(words: str) -> str:
    """Words in small letters without their article."""
    return wording.BARE.sub("", words.lower())


def roles_of(
    clauses: Sequence[Clause], bearers: Iterable[str], bound_in: Iterable[tuple[str, str]] = ()
) -> Roles:
    """The roles of one document.

    Args:
        clauses: Its clauses in the order of the text.
        bearers: The words and the verb of each duty, `the employer|keep`.
        bound_in: The words of the bearer of each duty, and the id of its clause.
    """
    order = {clause.id: n for n, clause in enumerate(clauses)}
    places: dict[str, list[int]] = {}
    told: dict[str, int] = {}
    giving: dict[str, int] = {}
    for words, home in bound_in:
        places.setdefault(bare(words), []).append(order[home])
    for clause in clauses:
        for part in (*recipients(clause.text), *givers(clause.text)):
            places.setdefault(bare(part.words), []).append(order[clause.id])
        for part in recipients(clause.text):
            named = f"{way(part.act)}|{part.words}"
            told[named] = told.get(named, 0) + 1
        for part in givers(clause.text):
            giving[part.words] = giving.get(part.words, 0) + 1
    bound: dict[str, int] = {}
    for words in bearers:
        bound[words] = bound.get(words, 0) + 1
    return Roles(_ranked(told), _ranked(giving), _ranked(bound), places, order)


def _ranked(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
