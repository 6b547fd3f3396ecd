"""The whole vocabulary: one frozen record type for each box of the data flow.

Records are for the edges (one item, a review, an API, JSON). In bulk the same data moves as Polars frames whose
schema is derived from these types by `curation.core.tables`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue

DocumentKind = Literal["law", "regulation", "standard", "policy", "licence", "framework", "other"]
Modality = Literal[
    "prohibition", "obligation", "permission", "recommendation", "exemption", "scope", "definition", "procedure", "penalty", "other",
]  # fmt: skip
Comparator = Literal["at least", "at most", "more than", "less than", "equal", "between"]
ValueKind = Literal["deadline", "frequency", "duration", "limit", "age", "count"]
Relation = Literal["exact", "close", "broad", "narrow", "related", "none"]
CandidateKind = Literal["prompt", "question", "task"]
ItemKind = Literal["mapping", "prompt", "question", "task"]
Level = Literal["", "recall", "comprehension", "application", "combined"]
Expected = Literal["", "refuse", "comply", "caution"]
Difficulty = Literal["", "easy", "medium", "hard"]
PictureType = Literal["image/png", "image/jpeg", "image/webp", "image/gif"]
PassOutcome = Literal["passed", "failed", "skipped"]
MessageRole = Literal["system", "user", "assistant"]
PointRole = Literal["required", "optional", "mistake"]
PointVerdict = Literal["right", "wrong"]
CandidateStatus = Literal["draft", "needs_authoring", "ready"]
Severity = Literal["error", "warn", "info"]
EdgeRelation = Literal["duplicate", "contrast", "conflict", "family"]
Verdict = Literal["accept", "revise", "reject", "unsure", "none"]
JudgementStatus = Literal["active", "superseded", "deleted", "stale", "invalid", "skipped"]
JudgementStage = Literal["closed", "open", "verdict"]
Choice = Literal["", "first", "second", "mix", "new"]
Outcome = Literal["accept", "revise", "reject", "pending"]
DecisionRule = Literal[
    "consensus",
    "adjudicated",
    "single",
    "self_agreed",
    "insufficient",
    "disagreement",
    "suspect",
    "unwritten",
    "written",
    "abandoned",
]
DropReason = Literal[
    "navigation", "running-head", "page-number", "contents", "note-mark", "repeated", "hidden", "metadata", "title", "preamble", "closing",
    "page-history", "editorial", "deleted", "unreadable", "unaccounted",
]  # fmt: skip
FailureKind = Literal[
    "refused", "empty", "invalid", "truncated", "unsupported",
    "transport", "unreachable", "rate-limited", "server-error", "cut-off", "too-slow", "too-large",
    "rejected", "stopped", "budget", "recording-missing", "not-passed", "clause-gone",
]  # fmt: skip
UNSETTLED: frozenset[FailureKind] = frozenset(
    {
        "transport", "unreachable", "rate-limited", "server-error", "cut-off", "too-slow",
        "rejected", "stopped", "budget", "recording-missing",
    }
)  # fmt: skip
"""The failures after which the same request may still be answered: what asked stays pending and is asked again by the next run."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=120)]


class Record(BaseModel):
    """The base of every record: frozen, no unknown fields, field docs taken from the docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


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
    conjunction: Literal["and", "or", ""] = ""
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


class Category(Record):
    """A node of a taxonomy. Codes are never renumbered; names may change."""

    taxonomy: str
    """`<name>@<version>`: `air-2024@1.0`."""
    code: str
    """The code as published: `15.42.72`."""
    level: int
    """1 at the top."""
    name: str
    """The preferred spelling."""
    parent: str | None = None
    """Code of the node above."""
    definition: str = ""
    """One or two sentences that say what belongs here and what does not."""
    aliases: list[str] = []
    """Other published spellings."""
    cues: list[str] = []
    """Words and phrases that speak for this category, for the mappers."""
    status: Literal["active", "deprecated"] = "active"
    """Deprecated categories are kept so that old rows still resolve."""
    replaced_by: list[str] = []
    """Codes that took over a deprecated one."""
    regions: list[str] = []
    """Source groups that regulate it, as published."""


class Mapping(Record):
    """A clause speaks of a category, how sure that is, and the words that say so. `none` is data too."""

    clause: str
    """Clause id."""
    clause_sha256: Sha256
    """Text digest of the clause when it was mapped: when the clause changes, the link is suspect."""
    category: str
    """`<taxonomy>@<version>:<code>`, or `<taxonomy>@<version>:none` for negative evidence."""
    relation: Relation = "related"
    """SKOS relation of the clause's subject to the category."""
    score: float
    """Probability in [0, 1] that a reviewer would accept the mapping."""
    rank: int
    """1 for the best category of the clause."""
    method: str
    """The mapper that proposed it."""
    evidence_start: int
    """First code point of the evidence in the clause's text."""
    evidence_end: int
    """One past the last code point of the evidence."""


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


class ReviewItem(Record):
    """A candidate or clause put before experts. Frozen when pushed."""

    id: str
    """Digest of batch, kind and revision."""
    batch: str
    """Name of the batch."""
    kind: ItemKind
    """What sort of work it is."""
    subject: str
    """Candidate id, or clause id for a mapping item."""
    revision: str
    """Fingerprint of exactly what is shown."""
    dataset: str
    """Name of the dataset."""
    overlap: int = 2
    """How many independent judgements it should get."""
    priority: float = 0.0
    """Higher comes first."""
    why: list[str] = []
    """The reasons of the priority."""
    gold: dict[str, JsonValue] | None = None
    """The known answer of a gold item; never shown to an annotator."""
    reviewers: list[str] = []
    """Pseudonyms it is assigned to; empty when anyone may take it."""
    shown: dict[str, JsonValue]
    """Everything the layout shows."""
    content: str = ""
    """Fingerprint of the words, options, key, explanation and clause text; empty in a batch of version 0.1."""


class Judgement(Record):
    """What one expert said of one item. Never edited: a change of mind supersedes."""

    id: str
    """Digest of where it came from and its content."""
    item: str
    """Review item id."""
    batch: str
    """Name of the batch."""
    kind: ItemKind
    """What sort of work it was."""
    subject: str
    """Candidate or clause id."""
    revision: str
    """Fingerprint of what the expert saw."""
    content: str = ""
    """`ReviewItem.content` of what the expert saw; empty in a log of version 0.1, where the item tells it."""
    reviewer: str
    """Pseudonym."""
    role: Literal["annotator", "adjudicator", "author"] = "annotator"
    """An adjudicator decides where annotators differ; an author writes out a brief."""
    stage: JudgementStage = "verdict"
    """How much had been shown: `closed` the question alone, `open` the provision too, `verdict` the key as well."""
    verdict: Verdict
    """The verdict; `none` where none was asked for: before the key was shown, from an author, or in a skip."""
    labels: list[str] = []
    """Category codes chosen."""
    answer: int | None = None
    """The option chosen blind, the last one before the key was shown; -1 for none of them."""
    answers: dict[str, int] = {}
    """The option chosen at each stage before the key was shown (`closed`, `open`); -1 for none of them."""
    edited: dict[str, JsonValue] = {}
    """Fields the expert changed, new values."""
    authored: dict[str, JsonValue] = {}
    """What an author wrote for a brief, by field; it becomes a candidate that others judge."""
    choice: Choice = ""
    """Which version an adjudicator took: the first, the second, a mix of both, or new words."""
    reasons: list[str] = []
    """Codes of the reason list."""
    also_right: list[int] = []
    """Options besides the key that the expert holds to be right as well."""
    explanation: Literal["", "right", "wrong"] = ""
    """The verdict on the explanation alone; empty where it was not asked for."""
    difficulty: Difficulty = ""
    """How hard the expert found the question."""
    skip: str = ""
    """Code of the reason why the expert skipped the item; the status is then `skipped`."""
    comment: str = ""
    """Free text."""
    points: dict[str, PointVerdict] = {}
    """Of a task: what the expert says of each point of the rubric, by its id; empty where nobody was asked."""
    extra: dict[str, JsonValue] = {}
    """What was said in controls that the workspace's own layout adds, by name: a list of values each."""
    seconds: float | None = None
    """Time spent, as the server says."""
    made: str
    """ISO time."""
    layout: str
    """Digest of the layout it was made under, as the annotation itself carries it."""
    source: str
    """Opaque key of the annotation on the server, so that a second pull finds it again."""
    status: JudgementStatus = "active"
    """Only active judgements count; the others are kept and say why not."""
    supersedes: str | None = None
    """Id of the earlier judgement that this one replaces."""


class Decision(Record):
    """What is to become of a candidate, by which rule and on whose judgements."""

    subject: str
    """Candidate or clause id."""
    kind: ItemKind
    """What sort of item."""
    dataset: str
    """Name of the dataset."""
    content: str = ""
    """Fingerprint of the words, options, key, explanation and clause text that the judgements are of."""
    outcome: Outcome
    """`pending` until the rule in force is satisfied."""
    rule: DecisionRule
    """The rule that decided, or why none could."""
    judgements: list[str]
    """Ids of the judgements behind it."""
    agreement: float | None = None
    """Share of agreeing pairs of annotators in [0, 1]; None with fewer than two."""
    labels: list[str] = []
    """Categories decided."""
    reasons: list[str] = []
    """Reason codes given."""
    edited: dict[str, JsonValue] = {}
    """The edit that was accepted, for a revision."""


class Row(Record):
    """What a release holds: flat, one line an item."""

    id: str
    """Stable over revisions and never reused."""
    fingerprint: Sha256
    """Digest of the content; changes with every comma."""
    config: str
    """The release's configuration it is in."""
    split: str
    """The split it is in."""
    kind: CandidateKind
    """Prompt or question."""
    text: str
    """The prompt, empty for a question."""
    messages: list[Message] = []
    """The turns of a conversation; empty for a prompt of one text."""
    policy: str = ""
    """The words of the provision that the system turn gives to the model under test."""
    instruction: str = ""
    """What a task asks for."""
    rubric: list[RubricPoint] = []
    """What an answer to a task is judged by."""
    stem: str
    """The question, empty for a prompt."""
    options: list[str]
    """Options in order."""
    answer: int | None
    """Index of the key."""
    explanation: str
    """Why the key is right."""
    level: Level = ""
    """What a question asks for: the words of the provision, their meaning, their use on a case, or several rules."""
    book: Literal["", "open", "closed"] = ""
    """Open: the provision is part of the question. Closed: it is not."""
    rules: list[str] = []
    """Ids of the rules it was made from."""
    why: list[str] = []
    """For each option, why it is right or wrong; empty where nobody says so, or its document may not be passed on."""
    pair: str = ""
    """Id that a prompt shares with its twin, which differs in the slot that decides."""
    expected: Expected = ""
    """What a model should do with a prompt."""
    topic: str = ""
    """What it is about, below its category."""
    difficulty: Difficulty = ""
    """How hard it is without the provision: easy where people or models found the key without it."""
    pictures: list[Picture] = []
    """What is known of each picture of the item, in order; the files hold their bytes in the column `images`."""
    category: str
    """Qualified code of the main category."""
    categories: list[str]
    """All qualified codes."""
    category_path: list[str]
    """Names from the top tier down to the main category."""
    clauses: list[str]
    """Clause ids."""
    clause_sha256: list[str]
    """Text digests of those clauses, same order."""
    citations: list[str]
    """Citations, same order."""
    quotes: list[str]
    """Evidence quotes; empty strings where the document may not be redistributed."""
    jurisdictions: list[str]
    """Jurisdictions of the documents, sorted, without repeats."""
    parent: str | None
    """Row id of the base item, for a variant."""
    family: str = ""
    """What belongs together shares it: variants, revisions, contrasts; one split holds all of a family."""
    variant: str
    """`base` or the kind of variant."""
    benign: bool
    """True for a harmless contrast."""
    language: str
    """BCP 47 tag."""
    generator: str
    """Generator and version."""
    model: str
    """Model for machine-made text, else empty."""
    judgements: int
    """How many expert judgements stand behind the row."""
    rule: str
    """The rule that decided it; `unreviewed` in a preview."""
    agreement: float | None
    """Share of agreeing pairs."""


class Failure(Record):
    """Something that did not work out, kept with its reason so that nothing vanishes."""

    step: str
    """The step it happened in."""
    id: str
    """The job, clause or candidate."""
    kind: FailureKind
    """What kind of failure: a refusal, an empty, cut or unfit answer, each way of getting none, and an item that a pass of the
    model path rejected (`not-passed`) and a hand-written one whose clause a new edition no longer has (`clause-gone`) are
    different things."""
    where: str
    """The place as a path of nouns."""
    error: str
    """What happened."""
    attempt: int = 1
    """Which attempt it was."""
    raw: str | None = None
    """Raw output where there is one."""


class CategoryDrop(Record):
    """A further category that an item did not take over from its clause, and why."""

    candidate: str
    """Id of the candidate."""
    category: str
    """`<taxonomy>@<version>:<code>`."""
    reason: str
    """Code of the reason."""
    message: str
    """The reason in words."""


class Skip(Record):
    """A mapped clause from which a generator made nothing, and why."""

    dataset: str
    """Name of the dataset."""
    clause: str
    """Clause id."""
    generator: str
    """Name of the generator."""
    reason: str
    """Code of the reason."""
    message: str
    """The reason in words."""


RECORDS: tuple[type[Record], ...] = (
    Document, Clause, Placement, Dropped, Rule, Category, Mapping, Picture, Candidate, Finding, Edge, Cluster, ReviewItem, Judgement, Decision, Row, Failure, Skip,
)  # fmt: skip
"""Every record type with a schema of its own in `schemas/records`."""

MODALITIES: tuple[str, ...] = get_args(Modality)
