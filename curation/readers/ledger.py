"""The account of a document's words: those in clauses, those left out with a reason, and those that nobody accounts for.

Kept and left-out words are counted against the words of an extraction that the reader does not share (`readers.visible`).
Two extractions may part words differently (`sub`+`section`, a number raised beside a word): what one has and the other has not
is compared letter by letter before a word is called unaccounted for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from curation.core.errors import Issue
from curation.core.records import Dropped
from curation.readers import visible
from curation.readers.structure.clauses import Reading
from curation.readers.visible.words import words_of

UNACCOUNTED = "text-unaccounted"


@dataclass(frozen=True)
class Account:
    """The words of a document: how many it shows, how many are in clauses, and how many are left out for each reason."""

    visible: int
    kept: int
    left_out: dict[str, int]

    @property
    def share(self) -> float:
        """Share of the words that are left out, in [0, 1]."""
        return sum(self.left_out.values()) / max(1, self.kept + sum(self.left_out.values()))

    def __str__(self) -> str:
        """`2 % left out: navigation 1.7 %, running heads 0.3 %`."""
        total = max(1, self.kept + sum(self.left_out.values()))
        parts = sorted(self.left_out.items(), key=lambda part: (-part[1], part[0]))
        if not parts:
            return "nothing left out"
        named = ", ".join(f"{PLAIN[reason]} {_percent(count / total)}" for reason, count in parts)
        return f"{_percent(self.share)} left out: {named}"


def _percent(share: float) -> str:
    shown = f"{100 * share:.1f}".removesuffix(".0")
    return f"{shown if shown != '0' else 'under 0.1'} %"


PLAIN: dict[str, str] = {
    "navigation": "navigation", "running-head": "running heads", "page-number": "page numbers", "contents": "contents list",
    "note-mark": "marks of notes", "repeated": "repeated text", "hidden": "hidden text", "metadata": "metadata", "title": "title",
    "preamble": "preamble", "closing": "closing words", "page-history": "history of the page", "editorial": "editorial notes",
    "deleted": "deleted text", "unreadable": "unreadable text", "unaccounted": "unaccounted for",
}  # fmt: skip
"""What each reason is called in a sentence."""


def account(reading: Reading) -> Account:
    """The account of a document that has been read."""
    reasons: Counter[str] = Counter()
    for piece in reading.dropped:
        reasons[piece.reason] += piece.words
    kept = sum(len(words_of(text)) for text in reading.kept)
    return Account(reading.visible, kept, {reason: words for reason, words in reasons.items() if words})


def checked(reading: Reading, reader: str, data: bytes) -> Reading:
    """`reading` with every word that no clause and no left-out piece accounts for, as an error `text-unaccounted`.

    A reader without an extraction is not checked.
    """
    extraction = visible.TEXT_OF.get(reader)
    if extraction is None:
        return reading
    shown = words_of(extraction(data))
    reading = replace(reading, dropped=_once(reading, shown))
    named = chain(reading.kept, (piece.text for piece in reading.dropped))
    rest = remainder(shown, chain.from_iterable(map(words_of, named)))
    if not rest:
        return replace(reading, visible=len(shown))
    document = reading.document
    pieces = [
        Dropped(
            document=document.slug,
            edition=document.edition,
            reason="unaccounted",
            place=f"word {place + 1:,} of {len(shown):,}",
            words=count,
            text=" ".join(shown[place : place + count]),
        )
        for place, count in rest
    ]
    lost = sum(count for _, count in rest)
    issue = Issue(
        document.slug,
        UNACCOUNTED,
        f"{lost:,} of {len(shown):,} words are in no clause and the reader does not say why; "
        f"see: curation clauses FILE --dropped",
    )
    return replace(
        reading, visible=len(shown), dropped=[*reading.dropped, *pieces], faults=[*reading.faults, issue]
    )


_HARMLESS = frozenset({"metadata", "page-number", "note-mark"})
"""Reasons that do not count against the bound: none of such words can be a provision."""


def refusals(reading: Reading, allow: Iterable[str], bound: float) -> list[Issue]:
    """What stops a run: faults of the reading that are not allowed by name, and more left out than `bound` (a share)."""
    allowed = frozenset(allow)
    refused = [fault for fault in reading.faults if fault.code not in allowed]
    issues = [
        Issue(
            fault.where,
            fault.code,
            f'{fault.message}; to accept it, write allow = ["{fault.code}"] and allow_reason in raw/sources.toml',
        )
        for fault in refused
    ]
    summary = account(reading)
    unseen = sum(words for reason, words in summary.left_out.items() if reason not in _HARMLESS)
    if unseen > bound * max(1, summary.kept + sum(summary.left_out.values())):
        issues.append(
            Issue(
                reading.document.slug,
                "document-left-out",
                f"{summary}, more than {100 * bound:g} %; look at what is left out "
                f"(curation clauses FILE --dropped), then write max_left_out and allow_reason in raw/sources.toml",
            )
        )
    return issues


_TWICE = 6
"""Fewest words of a piece that is taken off the list because they are in a clause; fewer may be there by chance."""
_DERIVED = frozenset({"preamble", "closing", "title", "contents"})
"""Reasons given to a block because it was not found in the tree, not because the reader left it out."""


def _once(reading: Reading, shown: Sequence[str]) -> list[Dropped]:
    """What was left out, without the blocks whose words are in a clause after all: they would be counted twice."""
    if not any(piece.reason in _DERIVED and piece.words >= _TWICE for piece in reading.dropped):
        return list(reading.dropped)
    spare: Counter[str] = Counter(chain.from_iterable(map(words_of, reading.kept)))
    for piece in reading.dropped:
        spare.update(words_of(piece.text))
    spare.subtract(Counter(shown))
    out: list[Dropped] = []
    for piece in reading.dropped:
        words = (
            Counter(words_of(piece.text)) if piece.reason in _DERIVED and piece.words >= _TWICE else Counter()
        )
        if words and all(spare[word] >= count for word, count in words.items()):
            spare.subtract(words)
        else:
            out.append(piece)
    return out


def remainder(shown: Sequence[str], named: Iterable[str]) -> list[tuple[int, int]]:
    """Runs of words in `shown` that `named` does not have: place and length of each.

    Words are compared as multisets; what is left on either side is then compared by its letters, so that a word parted
    in two places counts as named.
    """
    spare: Counter[str] = Counter(named)
    if all(spare[word] >= count for word, count in Counter(shown).items()):
        return []
    missing: list[int] = []
    for place, word in enumerate(shown):
        if spare[word] > 0:
            spare[word] -= 1
        else:
            missing.append(place)
    if not missing:
        return []
    letters: Counter[str] = Counter()
    for word, count in spare.items():
        if count > 0:
            for letter in word:
                letters[letter] += count
    return _runs([place for place in missing if not _spelled(shown[place], letters)])


def _spelled(word: str, letters: Counter[str]) -> bool:
    """Whether `letters` has all of `word`; they are taken out then."""
    need = Counter(word)
    if any(letters[letter] < count for letter, count in need.items()):
        return False
    letters.subtract(need)
    return True


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for place in places:
        if out and out[-1][0] + out[-1][1] == place:
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((place, 1))
    return out
