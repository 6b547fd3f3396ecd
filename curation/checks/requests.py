"""What an English prompt asks for: which of its sentences ask, and whether they ask for things of one kind.

It reads grammar, not meaning: an order begins with the base form of a verb, a question with a question word or an inverted verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.text.request_words import CHANGES_SUBJECT, TASK_VERBS, WISHES
from curation.text.sentences import sentences
from curation.text.stems import content_stems
from curation.text.verbs import base

_WISH = re.compile(rf"\b(?:{WISHES})(?!\w)", re.I)
_OPENER = re.compile(
    r"^(?:[\W_]+|(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-h]|[ivx]{1,4})[.)]\s|(?:hi|hello|hey|dear [^,:;.!?]{1,40}|good (?:morning|afternoon|evening|day)|so|ok|okay|now|then|and|also|but|well|please|kindly|next|first|second|third|finally|lastly|afterwards"
    r"|instead|just|again|however|therefore|thus|otherwise|if (?:you can|possible)|for (?:this|that)|in \w+ words|secondly|firstly|thirdly|step \w+|task|request|question)\b[\s,:;.\u2013\u2014-]*)+",
    re.I,
)
_QUESTION = re.compile(
    r"^(?:how|what|which|why|who|whom|whose|where|what's|how's|who's|whats|hows|when (?:is|are|was|were|do|does|did|will|can|should|must|may))\b"
    r"|^(?:is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|am) (?:i|we|you|he|she|it|they|there|this|that|the|an?|my|our|your|his|her|their|any|one|all|every|people|[a-z]+s)\b",
    re.I,
)
_PIECE = re.compile(r"[,;:\u2013\u2014]\s+|\s-+\s|\b(?:and|then|but|or|so)\s+", re.I)
_FIRST = re.compile(r"([A-Za-z][A-Za-z'\u2019-]*)(?:\s+([A-Za-z0-9'\u2019\"\u201c(\[-]+))?")
_FINITE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "did",
        "does",
        "do",
    ]
)
_NO_ORDERS = frozenset(
    [
        "i",
        "thanks",
        "thank",
        "water",
        "people",
        "time",
        "business",
        "yesterday",
        "today",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "cheers",
        "may",
        "march",
        "like",
        "as",
        "being",
        "last",
        "better",
        "best",
        "still",
        "well",
        "down",
        "even",
        "back",
    ]
)
"""Words that begin statements although they are base forms of verbs too."""


_OBJECT_STARTS = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "me",
        "us",
        "it",
        "him",
        "her",
        "them",
        "this",
        "that",
        "these",
        "those",
        "your",
        "our",
        "his",
        "its",
        "their",
        "how",
        "what",
        "why",
        "who",
        "which",
        "where",
        "when",
        "if",
        "whether",
        "to",
        "in",
        "on",
        "with",
        "for",
        "at",
        "from",
        "about",
        "out",
        "up",
        "down",
        "off",
        "one",
        "two",
        "three",
        "four",
        "five",
        "ten",
        "all",
        "some",
        "any",
        "each",
        "every",
        "no",
        "not",
        "as",
        "like",
        "only",
        "just",
        "then",
        "into",
        "everything",
        "something",
        "nothing",
        "both",
        "exactly",
        "also",
        "myself",
        "yourself",
    ]
)
"""Words with which the object of an order often begins."""


def _orders(piece: str, inside: bool = False) -> bool:
    """Whether a piece of a sentence begins with the base form of a verb that is not its subject; inside a sentence an object must follow."""
    first = _FIRST.match(piece)
    if first is None:
        return False
    word, second = first[1].lower().replace("\u2019", "'"), (first[2] or "").lower()
    if word == "do" and second in ("i", "we", "you", "they", "he", "she"):
        return False  # `and so do I`
    if word in ("don't", "do", "let", "let's", "never"):
        return True
    if inside and not (second in _OBJECT_STARTS or second[:1] in '"\u201c([' or second[:1].isdigit()):
        return False
    if word in ("work", "lay") and second not in ("out", "on", "with", "through", "up", "down"):
        return False
    return word not in _NO_ORDERS and second not in _FINITE and base(word) == word


def begins_request(text: str) -> bool:
    """Whether a text begins with an order or a question."""
    start = _OPENER.sub("", text.replace("\u2019", "'"))
    return bool(_QUESTION.match(start) or _orders(start))


def asks(sentence: str) -> bool:
    """Whether an English sentence asks for something: a question, an order, a wish, or a part that the model is to play."""
    plain = sentence.replace("\u2019", "'")
    if "?" in plain or re.search(r"\b(?:please|pls|plz|kindly)\b", plain, re.I) or _WISH.search(plain):
        return True
    start = _OPENER.sub("", plain)
    if _QUESTION.match(start) or _orders(start):
        return True
    # An order may stand behind a condition, a place or a reason: `As our teacher, explain …`.
    introduced = _INTRODUCES.match(plain) is not None
    return any(
        (_orders(begin, inside=True) or (introduced and _TASK.match(begin) is not None and _orders(begin)))
        and not _joined(plain, piece)
        for piece in _pieces(plain)
        for begin in (_OPENER.sub("", piece),)
    )


def _pieces(sentence: str) -> list[str]:
    return [
        piece for piece in re.split(r"[,;:\u2013\u2014]\s+|\s-+\s|[\"\u201c(]", sentence)[1:] if piece.strip()
    ]


def _joined(sentence: str, piece: str) -> bool:
    """Whether a piece goes on with a list of verbs behind `to`, a modal or a plural subject: `they wait, sing and leave`."""
    if re.match(r"(?:so|then|now|thus|therefore)\b", piece, re.I):
        return False
    before = sentence[: sentence.find(piece)]
    if _INTRODUCES.match(before):
        return False
    listed = _LISTED.search(before[-300:])
    if listed is None or base(listed["verb"].lower()) != listed["verb"].lower():
        return False
    return any(
        base(last[1].lower()) == last[1].lower() for last in re.finditer(r"\b(?:and|or|then) ([a-z]+)", piece)
    )


_INTRODUCES = re.compile(
    r"^\W*(?:as|with|without|using|given|to|for|based|according|considering|assuming|supposing|imagining|bearing|regarding|concerning|following|building|drawing|speaking|writing|acting|working"
    r"|if|when|whenever|while|whilst|where|wherever|since|because|before|after|once|although|though|unless|until|now that|seeing|in case|in order)\b",
    re.I,
)
"""Words that open an introduction, behind which an order stands: `As customers complain, write a notice`."""
_LISTED = re.compile(
    r"(?:\b(?:to|can|could|will|would|must|may|might|shall|should|not|they|we|i|you|who|that|which|people|children)|(?:^\W{0,9}|\b(?:the|our|my|your|his|her|their|these|those|all|some|many|most|two|three|four|five) )[a-z]{2,30}s) {1,9}(?P<verb>[a-z]{1,30})(?: [^,;:]{0,200})?[,;:] {1,9}$",
    re.I,
)
"""A verb directly behind `to`, a modal or a plural subject, with which a list of verbs begins."""


_TASK = re.compile(
    rf"^(?:(?:can|could|would|will) you |i (?:want|need|would like) you to )?(?:{TASK_VERBS})\b", re.I
)
_ANAPHOR = re.compile(
    r"\b(?:it|its|them|they|their|theirs|this|these|those|he|she|him|her|his|ones|such|same|both|each|the (?:first|second|former|latter|other)|there|above|answer|one(?! [a-z])|that(?= (?:is|was|one|way|case|list|text)\b|[.?!,;]|$))\b",
    re.I,
)


def _task(sentence: str) -> bool:
    start = _OPENER.sub("", sentence.replace("\u2019", "'"))
    return bool(_TASK.match(start) or _QUESTION.match(start) or sentence.rstrip().endswith("?"))


_OF_ANYTHING = content_stems(
    "first second third last next new old good best better time thing way people much many long short", "en"
)
"""Words that two requests may share although they are about different things."""


def _points_back(part: str) -> bool:
    """Whether a request points at an earlier one: a pronoun among its first words has nothing else to stand for."""
    start = _EXPLETIVE.sub(" ", _OPENER.sub("", part))
    return bool(_ANAPHOR.search(" ".join(start.split()[:6])))


_EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:true|legal|possible|allowed|normal|safe|right|ok|okay|really)\b|\bit takes\b|\bis there\b|\bare there\b",
    re.I,
)


def apart(parts: Sequence[str]) -> bool:
    """Whether requests have nothing in common: no word of meaning, and no word that points back."""
    own = [content_stems(re.sub(_TASK, " ", _OPENER.sub("", part)), "en") - _OF_ANYTHING for part in parts]
    return (
        all(own)
        and not any(a & b for i, a in enumerate(own) for b in own[:i])
        and not any(_points_back(part) for part in parts[1:])
    )


_ASIDES = ("by the way", "btw", "separately", "apart from that", "besides that")
"""Words that go over to another matter only where a sentence begins with them."""
_CLAUSE = re.compile(
    rf"(?:,|;| and| or|, and|, or|,? then|,? also)\s+(?=(?:(?:what|how|which|why|who|where|when)(?: [a-z]+)?|which(?: [\w'-]+){{1,4}}) (?:is|are|was|were|do|does|did|can|could|should|must|will|would|may|to)\b|which [a-z]+ [a-z]+s\b"
    rf"|(?:may|can|could|is|are|do|does|did|should|must|will) (?:i|we|you|he|she|they|the|an?|my|our|your|his|her|their|[a-z]+s)\b|(?:{TASK_VERBS})\b)",
    re.I,
)


def unrelated(text: str) -> int:
    """How many requests that have nothing in common a text makes; 0 where they hang together, or where there is one.

    Three tasks that share no word, or two of which the second is introduced as another matter. How a thing is to be done is no task.
    """
    parts = [text[start:end] for start, end in sentences(text, "en")]
    tasks = [part for part in parts if _task(part)]
    if 2 < len(tasks) < 8 and len(tasks) * 2 > len(parts) and apart(tasks):
        return len(tasks)
    for part in parts:
        if _task(part) or "?" in part:
            clauses = [clause for clause in _CLAUSE.split(part) if clause.strip()]
            if len(clauses) > 2 and all(_task(c) and c.count(" ") > 1 for c in clauses) and apart(clauses):
                return len(clauses)
    return 2 if _other_matter(text, parts) else 0


def _other_matter(text: str, parts: Sequence[str]) -> bool:
    for n, part in enumerate(parts):
        change = CHANGES_SUBJECT.search(part)
        if change is None or (change[0].lower() in _ASIDES and change.start() > 5):
            continue
        before = [p for p in parts[:n] if asks(p)]
        if change.start() > 30 and asks(part[: change.start()]):
            before.append(part[: change.start()])
        behind = " ".join([part[change.end() :], *parts[n + 1 :]])
        if not before or not any(asks(p) for p in (part[change.end() :], *parts[n + 1 :])):
            continue
        earlier = content_stems(" ".join(before), "en")
        if len(content_stems(behind, "en") & earlier) <= 1:
            return True
    return False
