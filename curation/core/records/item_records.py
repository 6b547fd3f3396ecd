"""Candidates: their words, evidence, turns, points and pictures, and what checks and comparison find of them."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from curation.core.records.vocabulary import (
    CandidateKind,
    CandidateStatus,
    EdgeRelation,
    Expected,
    Level,
    MessageRole,
    PassOutcome,
    PictureType,
    PointRole,
    Record,
    Severity,
    Sha256,
)


class Evidence(Record):
    """Words of a clause that a candidate rests on; always a substring of the clause."""

    clause: str
    """Clause id."""
    clause_sha256: str
    """Text digest of the clause."""
    start: int
    """First code point in the clause's text."""
    end: int
    """One past the last code point."""
    quote: str
    """`clause.text[start:end]`."""


class Origin(Record):
    """How a candidate came to be."""

    generator: str
    """Name of the generator: template, llm, variants, author."""
    version: str
    """Version of the generator."""
    model: str = ""
    """Model name for a machine-made text, else empty."""
    request: str = ""
    """Digest of the whole rendered request, else empty."""
    seed: int = 0
    """Seed of every random choice."""
    template: str = ""
    """Which template, frame or question kind."""


class Message(Record):
    """One turn of a conversation that a model under test is given."""

    role: MessageRole
    """Whose turn it is."""
    content: str
    """The words."""


class RubricPoint(Record):
    """One thing that an answer to an open task is judged by."""

    id: str
    """Short name, unique in its rubric: `p1`."""
    text: str
    """What the answer says or does, so that a judge can tell yes from no."""
    weight: float = 1.0
    """What the point counts beside the others; positive, for a mistake too."""
    role: PointRole = "required"
    """A complete answer has every required point; an optional one adds; a mistake takes away."""
    rules: list[str] = []
    """Ids of the rules it rests on."""
    clauses: list[str] = []
    """Ids of the clauses it rests on; all are clauses of the candidate."""
    match: list[str] = []
    """Words by which the code can tell that an answer makes the point; all words of one entry stand in one sentence."""


class Picture(Record):
    """A picture that an item shows. Its bytes are kept once under their digest; `core.pictures` says where."""

    sha256: Sha256
    """SHA-256 of the bytes; it also names the file."""
    media_type: PictureType
    """IANA media type of the bytes, as they say it themselves."""
    width: int
    """Pixels from left to right."""
    height: int
    """Pixels from top to bottom."""
    alt: str = ""
    """What the picture shows, for those who do not see it; it must not say what the question asks."""
    name: str = ""
    """The name that the file had when it was brought in."""
    source: str = ""
    """Who made it, or where it was taken from."""
    licence: str = ""
    """SPDX identifier or the words of whoever holds the rights."""
    clause: str = ""
    """Id of the clause that it belongs to; empty where there is none."""
    document: str = ""
    """`<slug>@<edition>` of the document that it was taken out of; empty for a picture of our own."""
    page: int | None = None
    """1-based page of that document."""
    box: list[float] = []
    """Left, bottom, right, top in points on that page; empty where it is not known."""

    @property
    def file_name(self) -> str:
        """The name of its file: its digest and the suffix of its media type."""
        return f"{self.sha256}.{self.media_type.removeprefix('image/').replace('jpeg', 'jpg')}"


class Candidate(Record):
    """A prompt or a multiple-choice question that may become a row. One revision, never edited."""

    id: str
    """Id of this revision."""
    root: str
    """Id of the first revision of the lineage; this is the row's stable id."""
    dataset: str
    """Name of the dataset it is meant for."""
    kind: CandidateKind
    """What sort of item."""
    status: CandidateStatus = "draft"
    """`needs_authoring` marks a brief that a person must write out."""
    text: str = ""
    """The prompt: of a conversation the user's turns, of a task the situation; empty for a question."""
    messages: list[Message] = []
    """The turns of a conversation as a model is given them; empty for a prompt of one text."""
    policy: str = ""
    """The words of the provision that the system turn gives to the model under test; empty where it gives none."""
    instruction: str = ""
    """What a task asks for; empty for any other kind."""
    rubric: list[RubricPoint] = []
    """What an answer to a task is judged by; empty for any other kind."""
    stem: str = ""
    """The question; empty for a prompt."""
    options: list[str] = []
    """The options in the order shown; empty for a prompt."""
    answer: int | None = None
    """Index of the keyed option."""
    explanation: str = ""
    """Why the key is right, with the citation."""
    pool: list[str] = []
    """Further distractors, best first, for a reviewer to swap in."""
    categories: list[str] = []
    """Qualified category codes, main one first."""
    clauses: list[str] = []
    """Ids of the clauses it rests on."""
    evidence: list[Evidence] = []
    """Quotes of those clauses."""
    parent: str | None = None
    """Id of the candidate this is a revision or a variant of."""
    variant: str = "base"
    """`base`, `revision`, or the kind of variant: register, persona, authority, locale, translation, contrast."""
    benign: bool = False
    """True for a harmless contrast that a model should answer (over-refusal)."""
    language: str = "en"
    """BCP 47 tag."""
    rules: list[str] = []
    """Ids of the rules it was made from."""
    level: Level = ""
    """What a person needs to answer: the words of the provision, their meaning, their use on a case, or several rules."""
    book: Literal["", "open", "closed"] = ""
    """Open: the provision is shown with the question. Closed: it is not."""
    why: list[str] = []
    """For each option, why it is right or wrong; empty, or as long as `options`."""
    misconceptions: list[str] = []
    """For each option, the misreading that leads to it; empty text for the key."""
    derivation: dict[str, JsonValue] = {}
    """How the key follows from the rule (form, slot, values), so that a check can derive it again."""
    pair: str = ""
    """Id that a prompt shares with its twin, which differs in the slot that decides."""
    expected: Expected = ""
    """What a model should do with a prompt."""
    passes: dict[str, PassOutcome] = {}
    """The passes of the model path that it went through, by name."""
    pictures: list[Picture] = []
    """The pictures that it shows, in order."""
    topic: str = ""
    """What it is about, below its category: a few words, the same for all items of one topic."""
    origin: Origin
    """How it came to be."""
    fingerprint: Sha256
    """Digest of the content that an expert sees."""


class Finding(Record):
    """What a check says of a candidate."""

    candidate: str
    """Candidate id; empty for a finding about the whole set."""
    check: str
    """Id of the check."""
    version: int
    """Version of the check."""
    severity: Severity
    """An error never reaches an expert unless it is overridden with a reason."""
    field: str
    """The field it is about: text, stem, options[2], answer, …"""
    start: int | None = None
    """First code point in the field."""
    end: int | None = None
    """One past the last code point in the field."""
    message: str
    """What is wrong and the cure."""
    value: float | None = None
    """The measured number where there is one."""


class Edge(Record):
    """Two items and what holds between them, verified."""

    a: str
    """The lesser id."""
    b: str
    """The greater id."""
    method: str
    """exact, near, semantic, or a plugin's name."""
    score: float
    """Similarity in [0, 1]."""
    relation: EdgeRelation
    """`duplicate` edges merge; the others keep both and say why."""
    evidence: str = ""
    """Why: the differing words of a contrast, the shared n-gram of a decontamination."""


class Cluster(Record):
    """A dropped item and the path of duplicates that leads from it to the kept one."""

    kept: str
    """Id of the item that stays."""
    member: str
    """Id of the item that is dropped."""
    method: str
    """Method of the first edge on the path; `pair` for an item that goes because the other side of its pair goes."""
    score: float
    """Lowest score on the path."""
    path: list[str]
    """Ids from `member` to `kept`; by the method `pair` the other side comes second."""
