"""What changed between two editions of a document: clauses aligned by their words, never by their numbers.

First equal words (typography folded, printed markers left out), then the most similar words among candidates that share
rare words, then one clause whose words now stand in several, and the reverse. Memory grows with the number of
clauses, not with its square.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curation.core.digests import fold
from curation.core.records import Clause
from curation.editions import typesetting
from curation.editions.renames import WORD, renamed
from curation.text import worddiff

Kind = Literal["same", "modified", "renumbered", "moved", "split", "merged", "inserted", "deleted"]
Diff = tuple[tuple[Literal["equal", "delete", "insert"], str], ...]

THRESHOLD = 0.6
"""Least similarity (share of words in common order, in [0, 1]) at which two clauses are one clause modified."""
_SAME_PLACE = 0.4
"""Least similarity when the identifier stayed: the same place is evidence that it is the same provision."""
_NEARLY, _LETTERS = 0.45, 0.62
"""Share of words from which the share of letters in common order is looked at too, and how high that has to be."""
_CANDIDATES = 8


@dataclass(frozen=True)
class Change:
    """What became of a clause, or of several."""

    kind: Kind
    old: tuple[str, ...]
    """Identifiers in the old edition, none for what was inserted."""
    new: tuple[str, ...]
    """Identifiers in the new edition, none for what was deleted."""
    similarity: float
    """Share of words in common order, in [0, 1]."""
    diff: Diff = ()
    """The words that went, came and stayed, for a clause that is modified."""


@dataclass(slots=True)
class _Side:
    """One edition: its clauses, their folded words without the marker, and which are matched."""

    clauses: Sequence[Clause]
    texts: list[str]
    """What is equal in two printings of the same words (`typesetting.key`)."""
    words: list[list[str]]
    free: set[int]


def compare(old: Sequence[Clause], new: Sequence[Clause]) -> list[Change]:
    """The changes from `old` to `new`: those of the new edition in its order, then what was deleted in the old order.

    Printings of the same words are the same: spaces, hyphens, quotes, ligatures and bullets are not compared, and a paragraph that one
    edition breaks in two and the other does not, without a new number, is `same` with all the identifiers that hold it.
    A clause whose words stayed and whose identifier changed is `renumbered`, or `moved` when it also changed its place among
    the others. A name or number replaced in the same way throughout (a product's version) is no modification.
    """
    before, after = _side(old), _side(new)
    pairs = _equal(before, after, repeated=False)
    broken = _broken(before, after)
    pairs |= _equal(before, after, repeated=True)
    near = _similar(before, after)
    changed_names = renamed(near, before.words, after.words)
    groups = _groups(before, after, near)
    changes: list[tuple[int, Change]] = []
    moved = _out_of_order([(o, n) for o, n in sorted(pairs.items())])
    for o, n in pairs.items():
        changes.append((n, _plain(before, after, o, n, 1.0, moved)))
    for os, ns in broken:
        names = tuple(old[o].eid for o in os), tuple(new[n].eid for n in ns)
        kind: Kind = "same" if len(os) != len(ns) or names[0] == names[1] else "renumbered"
        changes.append((ns[0], Change(kind, *names, 1.0)))
    for (o, n), score in near.items():
        if (o, n) in changed_names:
            changes.append((n, _plain(before, after, o, n, score, set())))
        else:
            diff = _diff(before.clauses[o].text, after.clauses[n].text)
            changes.append((n, Change("modified", (old[o].eid,), (new[n].eid,), score, diff)))
    for grouped, os, ns, score in groups:
        changes.append(
            (min(ns), Change(grouped, tuple(old[o].eid for o in os), tuple(new[n].eid for n in ns), score))
        )
    changes += [(n, Change("inserted", (), (new[n].eid,), 0.0)) for n in after.free]
    tail = [Change("deleted", (old[o].eid,), (), 0.0) for o in sorted(before.free)]
    return [change for _, change in sorted(changes, key=lambda entry: (entry[0], entry[1].old))] + tail


def summary(changes: Sequence[Change]) -> dict[str, int]:
    """How many changes there are of each kind, all kinds listed."""
    kinds: tuple[Kind, ...] = (
        "same",
        "modified",
        "renumbered",
        "moved",
        "split",
        "merged",
        "inserted",
        "deleted",
    )
    counts = Counter(change.kind for change in changes)
    return {kind: counts[kind] for kind in kinds}


def _side(clauses: Sequence[Clause]) -> _Side:
    folded = [fold(typesetting.bare(c.text, c.marker)).replace("--", "-") for c in clauses]
    return _Side(
        clauses,
        [typesetting.key(text) or text for text in folded],
        [WORD.findall(text) for text in folded],
        set(range(len(clauses))),
    )


def _equal(before: _Side, after: _Side, repeated: bool) -> dict[int, int]:
    """Pairs with the same words: the same identifier first, then in order.

    Words that an edition has more than once (the cells of a table) are paired only when `repeated`: what stands between them tells
    which is which, so that is paired first.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for n in sorted(after.free):
        places[after.texts[n]].append(n)
    olds = sorted(before.free)
    counts = Counter(before.texts[o] for o in olds)
    pairs: dict[int, int] = {}
    later: list[int] = []
    for o in olds:
        text = before.texts[o]
        same_text = [n for n in places.get(text, ()) if n in after.free]
        here = next((n for n in same_text if after.clauses[n].eid == before.clauses[o].eid), None)
        alone = counts[text] == 1 and len(places.get(text, ())) == 1
        if here is not None and (repeated or alone):
            _take(before, after, o, here)
            pairs[o] = here
        elif same_text and (repeated or alone):
            later.append(o)
    for o in later:
        match = next((n for n in places[before.texts[o]] if n in after.free), None)
        if match is not None:
            _take(before, after, o, match)
            pairs[o] = match
    return pairs


def _broken(before: _Side, after: _Side) -> list[tuple[list[int], list[int]]]:
    """Neighbouring clauses that are the same text broken in other places; takes both sides."""
    whole, later = (
        [typesetting.full(c.text, c.marker) if n in side.free else "" for n, c in enumerate(side.clauses)]
        for side in (before, after)
    )
    runs = list(typesetting.joined(whole, later, before.free, after.free))
    several = [run for run in runs if len(run[0]) + len(run[1]) > 2]
    _take_runs(before, after, several)
    olds = {before.clauses[o].eid: o for o in before.free}
    news = {after.clauses[n].eid: n for n in after.free}
    alone = [
        (os, ns)
        for os, ns in runs
        if len(os) == len(ns) == 1 and not _has_namesake(before, after, os[0], ns[0], olds, news)
    ]
    _take_runs(before, after, alone)
    return several + alone


def _take_runs(before: _Side, after: _Side, runs: Sequence[tuple[list[int], list[int]]]) -> None:
    for os, ns in runs:
        before.free.difference_update(os)
        after.free.difference_update(ns)


def _has_namesake(
    before: _Side, after: _Side, o: int, n: int, olds: dict[str, int], news: dict[str, int]
) -> bool:
    """Whether the words of a pair stand under the identifier of one of them in the other edition too: that clause is its pair then.

    Args:
        before: The old edition.
        after: The new edition.
        o: The place of the old clause.
        n: The place of the new clause.
        olds: Identifier to place of the old clauses that have no pair yet.
        news: The same of the new clauses.
    """
    old, new = olds.get(after.clauses[n].eid), news.get(before.clauses[o].eid)
    return (old is not None and before.texts[old] == after.texts[n]) or (
        new is not None and after.texts[new] == before.texts[o]
    )


def _take(before: _Side, after: _Side, o: int, n: int) -> None:
    before.free.discard(o)
    after.free.discard(n)


def _similar(before: _Side, after: _Side) -> dict[tuple[int, int], float]:
    """Pairs with similar words, the most similar first; takes both sides."""
    places: dict[str, list[int]] = defaultdict(list)
    for n in sorted(after.free):
        for word in set(after.words[n]):
            places[word].append(n)
    eids = {after.clauses[n].eid: n for n in after.free}
    total = max(1, len(after.free))
    scored: list[tuple[float, int, int, float]] = []
    for o in sorted(before.free):
        weights: Counter[int] = Counter()
        rare = sorted({w for w in before.words[o] if w in places}, key=lambda w: (len(places[w]), w))[:24]
        for word in rare:
            if len(places[word]) > max(200, total // 20):
                continue
            weight = math.log(1 + total / len(places[word]))
            for n in places[word]:
                weights[n] += weight  # type: ignore[assignment]
        best = [n for n, _ in sorted(weights.items(), key=lambda e: (-e[1], e[0]))[:_CANDIDATES]]
        here = eids.get(before.clauses[o].eid)
        for n in {*best, *([here] if here is not None else [])}:
            score = similarity(before.words[o], after.words[n])
            if score >= (_SAME_PLACE if n == here else THRESHOLD):
                # Only the order of the pairs knows of the number: the similarity that is told is that of the words.
                scored.append((-score - (0.02 if n == here else 0.0), o, n, score))
    pairs: dict[tuple[int, int], float] = {}
    for _, o, n, score in sorted(scored):
        if o in before.free and n in after.free:
            _take(before, after, o, n)
            pairs[o, n] = round(score, 4)
    return pairs


def similarity(a: list[str], b: list[str]) -> float:
    """Twice the words in common order over all words, in [0, 1]; 1 for two empty lists."""
    score = worddiff.ratio(a, b, _SAME_PLACE, frequent=len(a) + len(b) <= 2000)
    return _by_letters(a, b, score) if _NEARLY <= score < THRESHOLD else score


def _by_letters(a: list[str], b: list[str], score: float) -> float:
    """A score just too low, raised to the threshold when the letters say so: `developing` and `develop` are one word inflected."""
    one, other = " ".join(a), " ".join(b)
    if len(one) + len(other) > 1200:
        return score
    return THRESHOLD if worddiff.ratio(one, other, _LETTERS) >= _LETTERS else score


def _plain(before: _Side, after: _Side, o: int, n: int, score: float, moved: set[tuple[int, int]]) -> Change:
    """A pair with the same words: same, renumbered or moved."""
    a, b = before.clauses[o].eid, after.clauses[n].eid
    kind: Kind = "same" if a == b else "moved" if (o, n) in moved else "renumbered"
    return Change(kind, (a,), (b,), score)


def _out_of_order(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The pairs that are not in the longest run that keeps its order."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for place, (_, n) in enumerate(pairs):
        at = bisect_left(tails, n)
        if at == len(tails):
            tails.append(n)
            ends.append(place)
        else:
            tails[at], ends[at] = n, place
        previous.append(ends[at - 1] if at else -1)
    kept: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = previous[place]
    return {pair for place, pair in enumerate(pairs) if place not in kept}


_Group = tuple[Literal["split", "merged"], list[int], list[int], float]


def _groups(before: _Side, after: _Side, near: dict[tuple[int, int], float]) -> list[_Group]:
    """Clauses whose words now stand in several, and several whose words now stand in one; takes both sides."""
    out: list[_Group] = []
    for o, ns, score in _parts(before, after, near, forward=True):
        out.append(("split", [o], ns, score))
    for n, os, score in _parts(after, before, near, forward=False):
        out.append(("merged", os, [n], score))
    return out


def _parts(
    wholes: _Side, pieces: _Side, near: dict[tuple[int, int], float], forward: bool
) -> list[tuple[int, list[int], float]]:
    """Each whole with the two or more pieces that together hold its words."""
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    paired = {
        (pair if forward else pair[::-1])[0]: ((pair if forward else pair[::-1])[1], pair)
        for pair, score in near.items()
        if score < 0.9
    }
    for place in sorted(wholes.free | paired.keys()):
        for gram in _grams(wholes.words[place]):
            if len(grams[gram]) < 50:
                grams[gram].append(place)
    homes: dict[int, list[int]] = defaultdict(list)
    candidates = pieces.free | {other for other, _ in paired.values()}
    for place in sorted(candidates):
        own = _grams(pieces.words[place])
        if len(own) < 3:
            continue
        hits = Counter(home for gram in own for home in grams.get(gram, ()))
        if hits:
            home, count = min(hits.items(), key=lambda e: (-e[1], e[0]))
            if count >= 0.7 * len(own) or _held(wholes.words[home], pieces.words[place]):
                homes[home].append(place)
    out: list[tuple[int, list[int], float]] = []
    for home, found in sorted(homes.items()):
        pair = paired.get(home)
        usable = [p for p in found if p in pieces.free or (pair is not None and p == pair[0])]
        if (pair is not None and pair[0] not in usable) or len(usable) < 2:
            continue
        joined = [word for place in usable for word in pieces.words[place]]
        once = pieces.words[usable[0]] + [
            word for place in usable[1:] for word in _without_subject(wholes.words[home], pieces.words[place])
        ]
        score = max(similarity(wholes.words[home], joined), similarity(wholes.words[home], once))
        if score < 0.75:
            continue
        if pair is not None:
            near.pop(pair[1], None)
        wholes.free.discard(home)
        pieces.free -= set(usable)
        out.append((home, usable, round(score, 4)))
    return out


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[k:] for k in range(4)), strict=False))


def _without_subject(whole: list[str], piece: list[str]) -> list[str]:
    """A piece without the words at its beginning that the whole begins with too: the subject that both halves of a split repeat."""
    shared = next(
        (k for k, (a, b) in enumerate(zip(whole, piece, strict=False)) if a.lower() != b.lower()), 0
    )
    return piece[shared:]


def _held(whole: list[str], piece: list[str]) -> bool:
    """Whether a whole holds the words of a piece in their order, the repeated subject left out: eight in ten, and four at least."""
    rest = _without_subject(whole, piece)
    if len(rest) == len(piece) or len(rest) < 4:
        return False
    return sum(size for _, _, size in worddiff.matches(whole, rest)) >= 0.8 * len(rest)


def _diff(old: str, new: str) -> Diff:
    """The words that went, came and stayed, in order, white space folded."""
    a, b = fold(old).split(" "), fold(new).split(" ")
    out: list[tuple[Literal["equal", "delete", "insert"], str]] = []
    for kind, i, j, k, m in worddiff.operations(a, b):
        if kind == "equal":
            out.append(("equal", " ".join(a[i:j])))
        else:
            if j > i:
                out.append(("delete", " ".join(a[i:j])))
            if m > k:
                out.append(("insert", " ".join(b[k:m])))
    return tuple(out)
