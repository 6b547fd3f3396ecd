"""What an English prompt asks for: which of its sentences ask, and whether they ask for things of one kind.

It reads grammar, not meaning: an order begins with the base form of a verb, a question with a question word or an inverted verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.text.item_words.orders import (
    ANAPHOR,
    AND_VERB,
    ASIDES,
    BARE_ORDERS,
    CLAUSE,
    EXPLETIVE,
    FINITE,
    INTRODUCES,
    LISTED,
    NO_ORDERS,
    OBJECT_STARTS,
    OF_ANYTHING,
    OPENER,
    PARTICLES,
    PERSONS,
    PLEASE,
    QUESTION,
    TASK,
    THEN,
)
from curation.text.request_words import CHANGES_SUBJECT, WISHES
from curation.text.sentences import sentences
from curation.text.stems import content_stems
from curation.text.verbs import base

_WISH = re.compile(rf"\b(?:{WISHES})(?!\w)", re.I)
_FIRST = re.compile(r"([A-Za-z][A-Za-z'\u2019-]*)(?:\s+([A-Za-z0-9'\u2019\"\u201c(\[-]+))?")


def _orders(piece: str, inside: bool = False) -> bool:
    """Whether a piece of a sentence begins with the base form of a verb that is not its subject; inside a sentence an object must follow."""
    first = _FIRST.match(piece)
    if first is None:
        return False
    word, second = first[1].lower().replace("\u2019", "'"), (first[2] or "").lower()
    if word == "do" and second in PERSONS:
        return False  # `and so do I`
    if word in BARE_ORDERS:
        return True
    if inside and not (second in OBJECT_STARTS or second[:1] in '"\u201c([' or second[:1].isdigit()):
        return False
    if word in ("work", "lay") and second not in PARTICLES:
        return False
    return word not in NO_ORDERS and second not in FINITE and base(word) == word


def begins_request(text: str) -> bool:
    """Whether a text begins with an order or a question."""
    start = OPENER.sub("", text.replace("\u2019", "'"))
    return bool(QUESTION.match(start) or _orders(start))


def asks(sentence: str) -> bool:
    """Whether an English sentence asks for something: a question, an order, a wish, or a part that the model is to play."""
    plain = sentence.replace("\u2019", "'")
    if "?" in plain or PLEASE.search(plain) or _WISH.search(plain):
        return True
    start = OPENER.sub("", plain)
    if QUESTION.match(start) or _orders(start):
        return True
    # An order may stand behind a condition, a place or a reason: `As our teacher, explain …`.
    introduced = INTRODUCES.match(plain) is not None
    return any(
        (_orders(begin, inside=True) or (introduced and TASK.match(begin) is not None and _orders(begin)))
        and not _joined(plain, piece)
        for piece in _pieces(plain)
        for begin in (OPENER.sub("", piece),)
    )


def _pieces(sentence: str) -> list[str]:
    return [
        piece for piece in re.split(r"[,;:\u2013\u2014]\s+|\s-+\s|[\"\u201c(]", sentence)[1:] if piece.strip()
    ]


def _joined(sentence: str, piece: str) -> bool:
    """Whether a piece goes on with a list of verbs behind `to`, a modal or a plural subject: `they wait, sing and leave`."""
    if THEN.match(piece):
        return False
    before = sentence[: sentence.find(piece)]
    if INTRODUCES.match(before):
        return False
    listed = LISTED.search(before[-300:])
    if listed is None or base(listed["verb"].lower()) != listed["verb"].lower():
        return False
    return any(base(last[1].lower()) == last[1].lower() for last in AND_VERB.finditer(piece))


def _task(sentence: str) -> bool:
    start = OPENER.sub("", sentence.replace("\u2019", "'"))
    return bool(TASK.match(start) or QUESTION.match(start) or sentence.rstrip().endswith("?"))


def _points_back(part: str) -> bool:
    """Whether a request points at an earlier one: a pronoun among its first words has nothing else to stand for."""
    start = EXPLETIVE.sub(" ", OPENER.sub("", part))
    return bool(ANAPHOR.search(" ".join(start.split()[:6])))


def apart(parts: Sequence[str]) -> bool:
    """Whether requests have nothing in common: no word of meaning, and no word that points back."""
    own = [content_stems(re.sub(TASK, " ", OPENER.sub("", part)), "en") - OF_ANYTHING for part in parts]
    return (
        all(own)
        and not any(a & b for i, a in enumerate(own) for b in own[:i])
        and not any(_points_back(part) for part in parts[1:])
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
            clauses = [clause for clause in CLAUSE.split(part) if clause.strip()]
            if len(clauses) > 2 and all(_task(c) and c.count(" ") > 1 for c in clauses) and apart(clauses):
                return len(clauses)
    return 2 if _other_matter(text, parts) else 0


def _other_matter(text: str, parts: Sequence[str]) -> bool:
    for n, part in enumerate(parts):
        change = CHANGES_SUBJECT.search(part)
        if change is None or (change[0].lower() in ASIDES and change.start() > 5):
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
