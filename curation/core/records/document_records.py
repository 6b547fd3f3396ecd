"""Documents, their clauses with place and loss, and the rules that clauses lay down."""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.records.vocabulary import (
    Comparator,
    Conjunction,
    DocumentKind,
    DropReason,
    Modality,
    Record,
    Sha256,
    Slug,
    ValueKind,
)


class Document(Record):
    """A regulation, standard or policy in one edition. A new edition is a new document with the same slug."""

    slug: Slug
    """The short name, the same for all editions: `eu-ai-act`."""
    title: str
    """The official title, or the title the issuer uses."""
    issuer: str = ""
    """Who issued it."""
    jurisdiction: str = ""
    """Where it applies: ISO 3166 code, `EU`, or the company's name for a policy."""
    kind: DocumentKind = "other"
    """What sort of text it is."""
    edition: str = "1"
    """The edition or version as its issuer names it; never `latest`."""
    published: str = ""
    """ISO date of publication, empty when unknown."""
    url: str = ""
    """Where it was taken from, empty for a file of our own."""
    licence: str = ""
    """SPDX identifier or the words of the issuer."""
    redistribute: bool = False
    """Whether a release may carry the text itself; where not, it carries citations and hashes."""
    media_type: str = ""
    """IANA media type of the bytes, empty to detect it."""
    reader: str = ""
    """The reader's name when the detection is overridden, else empty."""
    language: str = ""
    """BCP 47 tag, empty to detect it."""
    citation: str = ""
    """How a lawyer names the act: `Regulation (EU) 2024/1689`, `27 CFR`; empty to use what the text says, else the title."""
    sha256: str = ""
    """SHA-256 of the bytes."""
    retrieved: str = ""
    """ISO time at which the bytes were fetched, empty for a local file."""


class Clause(Record):
    """The smallest part of a document that can be cited, with its exact place."""

    id: str
    """`<slug>@<edition>#<eid>`."""
    document: str
    """Slug of the document."""
    edition: str
    """Edition of the document."""
    eid: str
    """Akoma Ntoso style id inside the document: `art_5__para_1__point_a`."""
    kind: str
    """The unit: article, paragraph, point, recital, annex, section, item, heading, text, …"""
    citation: str
    """As a lawyer writes it, in the document's language: `Regulation (EU) 2024/1689, Art. 5(1)(a)`."""
    path: list[str]
    """Headings from the outside in."""
    marker: str
    """The number or bullet as printed, empty when there is none."""
    text: str
    """The words, verbatim: `canonical_text[start:end]`."""
    start: int
    """First code point of `text` in the document's canonical text."""
    end: int
    """One past the last code point."""
    page: int | None = None
    """1-based page for paged formats."""
    parent: str | None = None
    """Eid of the enclosing clause; of a note, the clause that calls it."""
    modality: Modality = "other"
    """What the clause does, as its first rule says: prohibits, obliges, permits, exempts, defines, or something else."""
    language: str = ""
    """BCP 47 tag."""
    sha256: Sha256
    """`digests.text_digest(text)`: equal for two printings of the same words."""


class Placement(Record):
    """A rectangle on a page in which a clause stands; a clause that goes over a page has one on each."""

    clause: str
    """Clause id."""
    page: int
    """1-based page."""
    left: float
    """In points from the left edge of the page."""
    bottom: float
    """In points from its lower edge."""
    right: float
    """In points from the left edge."""
    top: float
    """In points from the lower edge."""


class Dropped(Record):
    """A piece of a document's visible text that is in no clause, and why."""

    document: str
    """Slug of the document."""
    edition: str
    """Edition of the document."""
    reason: DropReason
    """Why it is in no clause; `unaccounted` is an error of the reader."""
    place: str
    """Where it stands: `page 3`, an element path, a line, a part of the file."""
    page: int | None = None
    """1-based page for paged formats."""
    box: list[float] = []
    """Left, bottom, right, top in points on the page; empty where it is not known."""
    words: int
    """How many words it has, counted as `readers.visible` counts them."""
    text: str
    """The words."""


class Part(Record):
    """Words of a clause that are one part of a rule: `clause.text[start:end] == text`."""

    text: str
    """The words, verbatim."""
    clause: str
    """Id of the clause that holds them; a part may stand in the words above a list."""
    start: int
    """First code point in the clause's text."""
    end: int
    """One past the last code point."""
    refers: list[str] = []
    """Ids of the clauses that references in these words resolve to."""


class Value(Record):
    """A number that a rule sets, with its unit and what it is compared by."""

    comparator: Comparator
    """How what is regulated compares with the number."""
    number: float
    """The number; the lower one of a range."""
    upper: float | None = None
    """The upper number of a range, else None."""
    unit: str
    """The unit in the singular as written: `day`, `year`, `ppm`, `°C`, `%`; empty for a bare count."""
    kind: ValueKind
    """What it measures: a deadline, how often, how long, a limit, an age, a count."""
    counted_from: str = ""
    """The event that a deadline or a duration is counted from, in the clause's words; empty when none is named."""
    text: str
    """The words, verbatim."""
    clause: str
    """Id of the clause that holds them."""
    start: int
    """First code point in the clause's text."""
    end: int
    """One past the last code point."""


class Rule(Record):
    """What a provision demands of whom, when, and unless what. Terms after LegalRuleML where they fit."""

    id: str
    """`<id of the last clause>!<n>`, n from 1 in the order of the text."""
    document: str
    """Slug of the document."""
    edition: str
    """Edition of the document."""
    clauses: list[str]
    """Ids of the clauses it is composed of, in order: the words above the list, the item or items, the closing words."""
    citation: str
    """Citation of the clause that holds the rule's own words."""
    language: str
    """BCP 47 tag."""
    modality: Modality
    """What it does. Only a `prohibition` forbids; an `exemption` or a `scope` takes something away from other rules."""
    bearer: Part | None = None
    """Whom it binds or frees; None when the text names nobody."""
    action: Part | None = None
    """What is to be done, left undone or allowed: the verb and what belongs to it, without conditions and exceptions."""
    object: Part | None = None
    """What the action is done to; for a passive sentence its subject."""
    conditions: list[Part] = []
    """When it holds; one that stands inside an element says when that element does."""
    exceptions: list[Part] = []
    """When it does not hold; one that stands inside an element limits that element alone."""
    purpose: Part | None = None
    """What it is for."""
    lifts: list[str] = []
    """Ids of the clauses that an exemption or a scope clause takes away, in whole or in part."""
    values: list[Value] = []
    """The numbers that it sets."""
    elements: list[Part] = []
    """The elements of its list."""
    conjunction: Conjunction = ""
    """Whether all elements are meant or any; empty when it has none or the text does not say."""
    refers: list[str] = []
    """Ids of the clauses that its words refer to."""
    certainty: float
    """How sure the reading is, in [0, 1]; below the bound of the settings no item is made of it."""
    unparsed: list[str] = []
    """Which parts could not be read, in words: `bearer not found`; empty when all of it was."""

    def of_whole(self, parts: Sequence[Part]) -> list[Part]:
        """Those of its conditions or exceptions that limit the whole rule; one inside an element limits that element alone."""
        return [
            part
            for part in parts
            if not any(
                e.clause == part.clause and e.start <= part.start and part.end <= e.end for e in self.elements
            )
        ]
