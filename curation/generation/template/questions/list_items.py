"""Questions about a list of a provision: a paper or a set of steps has some of its entries, and one of four others belongs to it.

The three others are entries of other lists of the same document. So they are demanded somewhere, in the same words and of the
same grammar, and whoever does not know which list asks for what has four equal options.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from curation.core.records import Clause
from curation.generation.template.provisions.citing import place
from curation.generation.template.provisions.listings import FEWEST, Listing, entry_stems, sound
from curation.generation.template.provisions.norms import Norm, topic_of
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.sentences import sentences
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import list_items as wording
from curation.text.template_words.questions.left_out import LIST_OPENS

_SHOWN = 3
"""Most entries that a case holds."""


def head_alone(one: Listing, by_id: Mapping[str, Clause]) -> Norm | str:
    """The words above a list as a provision that breaks off where the list begins, or the code of the reason why it gives none."""
    where = place(one.home, by_id)
    if where is None:
        return "no-title"
    if (topic := topic_of(one.head, one.home)) is not None:
        return topic
    if (
        one.kind not in ("thing", "")
        or (ends := LIST_OPENS.search(one.head)) is None
        or len(one.head[: ends.start()].split()) < 8
    ):
        return "incomplete"
    # "… must report it. The report must contain": the sentence that opens the list says nothing of when the act is due.
    start = [begin for begin, _ in sentences(one.head, one.home.language or "en")][-1]
    front, last = one.head[:start].rstrip(), one.head[start:]
    text = front if len(front.split()) >= 8 and wording.BARE.match(last) else f"{one.head} \u2026"
    return Norm(one.rule, one.home, "duty", "", False, False, "", (), (), (), text, where)


def missing(
    one: Listing, others: Sequence[Listing], by_id: Mapping[str, Clause]
) -> Iterator[QuestionDraft | str]:
    """The question which entry a paper lacks; or the code of a reason why there is none."""
    where = place(one.home, by_id)
    if where is None:
        yield "no-title"
        return
    if (topic := topic_of(one.head, one.home)) is not None:
        yield topic
        return
    modal = MODAL.search(one.head)
    if (
        not one.kind
        or modal is None
        or modal[0].lower().startswith("may")
        or not one.head[:1].isupper()
        or not 5 <= len(one.head.split()) <= 60
        or (wording.HEAD_POINTS.search(wording.IDENTIFIES.sub("", one.head)))
        or wording.MISSING.search(one.head)
        or ((wording.BARE.match(one.head) or wording.IDENTIFIES.search(one.head)) and not one.heading)
        or not whole.balanced(one.head)
    ):
        yield "no-slot"
        return
    own = [entry for entry in one.entries if entry not in one.open and sound(entry, one.kind)]
    if len(own) < FEWEST + 1:
        yield "incomplete"
        return
    seed = f"{one.rule.id}|list"
    pool = _pool(one, others)
    order = sorted(own, key=lambda entry: pick(f"{seed}|{entry}", 10**6))
    best: tuple[float, str, list[tuple[str, Listing]]] | None = None
    for key in order[:8]:
        if wording.OF_EVERY_PAPER.match(key):
            continue
        around = entry_stems(f"{one.head} {' '.join(entry for entry in own if entry != key)}")
        fits = _within(entry_stems(key), around)
        # An entry that takes up more words of what is shown than the others do is found without knowing the law.
        foreign = _foreign(
            key,
            [
                each
                for each in pool
                if _told(each.entry, one) >= _told(key, one)
                and _within(each.stems, around) >= min(fits, _CLOSE)
            ],
        )
        if len(foreign) < 3:
            continue
        close = sum(_near(key, entry) for entry, _ in foreign[:3])
        if best is None or close > best[0]:
            best = (close, key, foreign)
    if best is None:
        yield "no-slot"
        return
    _, key, foreign = best
    held = [entry for entry in own if entry != key and not _alike(entry, key)]
    held = sorted(held, key=lambda entry: pick(f"{seed}|held|{entry}", 10**6))[:_SHOWN]
    held = [entry for entry in own if entry in held]
    if len(held) < FEWEST:
        yield "no-slot"
        return
    norm = Norm(
        one.rule,
        one.home,
        "duty",
        "",
        False,
        False,
        "",
        (),
        (),
        (),
        f"{one.head}: {'; '.join(one.entries)}.",
        where,
    )
    rows = [OptionDraft(upper_first(key), {"element": key}, f"It is an entry of the list of {where}.")]
    for entry, other in foreign[:3]:
        at = place(other.home, by_id) or "another provision"
        rows.append(
            OptionDraft(
                upper_first(entry),
                {"element": entry},
                f"It is an entry of another list: that of {at}.",
                "an entry of another list is taken for one of this",
            )
        )
    forms = (
        wording.OF_ACTS
        if one.kind in ("act", "doing")
        else wording.OF_PAPERS
        if one.paper is not None
        else wording.OF_THINGS
    )
    form = forms[pick(f"{seed}|stem", len(forms))]
    stem = form.format(
        Place=upper_first(where), place=where, head=one.head, paper=one.paper, held="; ".join(held)
    )
    if (wording.BARE.match(one.head) or wording.IDENTIFIES.search(one.head)) and one.heading:
        stem = f"Under the heading \u201c{one.heading}\u201d, {stem[:1].lower() if stem.startswith(('In ', 'Section ')) else stem[:1]}{stem[1:]}"
    facts = {"elements": list(one.entries), "present": held, "slots": [key]}
    yield QuestionDraft(
        "list-missing", norm, "elements", stem, tuple(rows), "comprehension", True, "missing", facts
    )


def _alike(a: str, b: str) -> bool:
    return _common(entry_stems(a), entry_stems(b))


def _common(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two texts of these stems may say one thing."""
    return bool(left and right) and len(left & right) >= 0.6 * min(len(left), len(right))


def _names(entry: str) -> str:
    """What an entry names first: `process` of `a process for …`."""
    words = [word for word in re.findall(r"[a-z]+", entry.lower()) if word not in wording.DETERMINERS]
    return words[0] if words else ""


def _told(entry: str, one: Listing) -> int:
    """How many words of the head an entry takes up."""
    return len({stem[:4] for stem in entry_stems(entry)} & {stem[:4] for stem in entry_stems(one.head)})


def _within(stems: frozenset[str], around: frozenset[str]) -> float:
    """The share of stems that other words have too."""
    return len(stems & around) / len(stems) if stems else 0.0


_CLOSE = 0.5
"""Share of the words of an entry that what is shown has too, from which on it is as close to it as the key."""


def _near(a: str, b: str) -> float:
    left, right = (entry_stems(a)), (entry_stems(b))
    return len(left & right) / max(1, len(left | right))


@dataclass(frozen=True)
class _Foreign:
    """An entry of another list that may stand beside any entry of this one."""

    share: float
    """Share of its stems that this list and its head use too."""
    entry: str
    stems: frozenset[str]
    home: Listing


def _pool(one: Listing, others: Sequence[Listing]) -> list[_Foreign]:
    """Entries of other lists that are on the subject of this one and not in it, the most alike to it first."""
    copy = (
        re.compile(rf"{wording.ARTICLE_OF_PAPER}{one.paper.split()[-1]}\b") if one.paper is not None else None
    )
    pool: list[_Foreign] = []
    for other in others:
        if other.rule.id == one.rule.id or other.kind != one.kind or other.home.id == one.home.id:
            continue
        if (other.paper is None) != (one.paper is None):
            continue
        for entry, stems in other.sound:
            share = len(stems & one.topic) / len(stems) if stems else 0.0
            on_topic = _SAME_PAPER if one.paper is not None and one.paper == other.paper else _ON_TOPIC
            if share < on_topic or entry in one.entries or (copy is not None and copy.match(entry)):
                continue
            if stems & other.subject - one.topic:
                # It speaks of what the other list is about, and this one is not: a track beside a pipeline.
                continue
            if not any(_common(stems, mine) for mine in one.stems):
                pool.append(_Foreign(share, entry, stems, other))
    return sorted(pool, key=lambda each: (-each.share, each.entry))


def _foreign(key: str, pool: Sequence[_Foreign]) -> list[tuple[str, Listing]]:
    """Up to three entries of other lists that may stand beside `key`, the most alike first, no two of them alike."""
    words, name = len(key.split()), _names(key)
    fit = [each for each in pool if 0.4 <= len(each.entry.split()) / words <= 2.5]
    # Entries that name the same sort of thing as the key (`a process for …`) come first.
    fit.sort(key=lambda each: _names(each.entry) != name)
    chosen: list[_Foreign] = []
    for each in fit:
        if len(chosen) == 3:
            break
        if not any(_common(each.stems, there.stems) for there in chosen):
            chosen.append(each)
    return [(each.entry, each.home) for each in chosen]


_SAME_PAPER = 0.14
"""The least share where both lists say what a paper of one name holds: a record beside a record."""
_ON_TOPIC = 0.26
"""Least share of the words of a foreign entry that the list and its head use too: what is off the subject is no option."""
