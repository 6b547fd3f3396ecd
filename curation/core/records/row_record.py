"""The row of a release."""

from __future__ import annotations

from typing import Literal

from curation.core.records.item_records import Message, Picture, RubricPoint
from curation.core.records.vocabulary import CandidateKind, Difficulty, Expected, Level, Record, Sha256


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
