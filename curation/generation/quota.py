"""Which candidates a leaf category keeps, and how many it lacks.

A pair of prompts is one unit, as are a base and its variants: all of it is kept or nothing, and it counts once, so that the
harmless half is never crowded out. A brief is no prompt: briefs fill the places that finished items leave, and are not counted
as made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from curation.core.records import Candidate
from curation.text.stems import content_stems


def one_of_each_fact(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without questions that ask for a fact again: the same clause and the same key, whatever the stem.

    Of the offline questions of one document those that tell nearly the same case are one as well: a rule is often printed once
    for each kind of product or licence. The first of them stays; what was written by hand always stays. Order kept.
    """
    seen: set[tuple[str, str]] = set()
    cases: dict[tuple[str, str], list[frozenset[str]]] = {}
    kept = []
    for one in candidates:
        fact = _fact(one)
        if fact is not None and one.origin.generator != "author":
            if fact in seen:
                continue
            if one.origin.generator == "template" and _told_before(one, cases):
                continue
            seen.add(fact)
        kept.append(one)
    return kept


def asked_already(drafts: Iterable[Candidate], known: Iterable[Candidate]) -> list[str]:
    """The ids of the offline questions among `drafts` that ask for a fact of a question in `known`.

    One fact: the same dataset and clause with the same key, or the same form about the same rule with the same facts.
    """
    facts = {key for one in known for key in _asked(one)}
    return [one.id for one in drafts if one.origin.generator == "template" and facts & set(_asked(one))]


def _asked(one: Candidate) -> list[tuple[str, ...]]:
    fact = _fact(one)
    if fact is None:
        return []
    keys: list[tuple[str, ...]] = [(one.dataset, *fact)]
    told = one.derivation.get("facts")
    slot = one.derivation.get("slot")
    if one.origin.generator == "template" and isinstance(told, dict) and slot != "value":
        # The cases of a list or an exception are told in another order: their keys differ, what is asked does not.
        rule = str(one.derivation.get("rule")).partition("!")[2]
        keys.append((one.dataset, one.clauses[0], one.origin.template, f"{slot} {rule}"))
    return keys


_OPENING = 5
"""First words by which two provisions are told to begin alike."""
ALIKE = 0.75
"""Share of the words of two provisions of any documents with one limit from which on they are one fact: acts copy each other."""
TWINS = 0.7
"""Share of the words of two stems, as stems of words, from which on they tell one case."""


def _told_before(one: Candidate, cases: dict[tuple[str, str], list[frozenset[str]]]) -> bool:
    """Whether an offline question tells a case of its form and document again; if not, it is remembered."""
    opened, closed = one.stem.find("\u201c"), one.stem.rfind("\u201d")
    quoted = one.stem[opened + 1 : closed] if 0 <= opened < closed else ""
    words = frozenset(content_stems(quoted or one.stem))
    document = one.clauses[0].partition("#")[0]
    if one.derivation.get("form") == "missing" and one.answer is not None:
        # Lists of one document often share an entry: it is missing once.
        lacking = frozenset(content_stems(one.options[one.answer]))
        keys = cases.setdefault((document, f"{one.origin.template} lacks"), [])
        if lacking in keys:
            return True
        keys.append(lacking)
    facts = one.derivation.get("facts")
    if isinstance(facts, dict) and "bound" in facts and quoted:
        # Two paragraphs under the same words with the same limit ask for one fact.
        opening = frozenset({" ".join(quoted.split()[:_OPENING]).casefold(), f"{facts['bound']}"})
        limits = cases.setdefault((document, "limits"), [])
        if opening in limits:
            return True
        limits.append(opening)
        alike = cases.setdefault(("", f"{facts['bound']}|{facts.get('side')}"), [])
        if any(len(words & other) >= ALIKE * len(words | other) for other in alike):
            return True
        alike.append(words)
    told = cases.setdefault((document, one.origin.template), [])
    if any(len(words & other) >= TWINS * len(words | other) for other in told):
        return True
    told.append(words)
    return False


def _fact(one: Candidate) -> tuple[str, str] | None:
    """What a question asks for: its clause and the words of its key; None for what is no question with a key."""
    if one.kind != "question" or one.answer is None or not one.clauses or one.parent is not None:
        return None
    return one.clauses[0], " ".join(one.options[one.answer].casefold().split()).strip(" .")


def select(candidates: Sequence[Candidate], per_category: int, recall_share: float = 1.0) -> list[Candidate]:
    """At most `per_category` units of each kind for each main category, spread over clauses and question kinds, order kept.

    A base comes before its variants, and a variant is kept only with its base. Candidates without a category are kept.
    Offline questions of the level `recall` are at most `recall_share` of all offline questions; those of the last clauses go first.
    """
    return _recalled(_within_quota(candidates, per_category), recall_share)


def _recalled(candidates: Sequence[Candidate], share: float) -> list[Candidate]:
    """The candidates without the offline questions that ask for recall and are too many."""
    offline = [one for one in candidates if one.kind == "question" and one.origin.generator == "template"]
    above = sum(one.level != "recall" for one in offline)
    most = above if share >= 1 else int(share * above / (1 - share) + 1e-9)
    recalled = [one for one in offline if one.level == "recall"]
    surplus = {one.id for one in recalled[most:]} if share < 1 else set()
    return [one for one in candidates if one.id not in surplus]


def _within_quota(candidates: Sequence[Candidate], per_category: int) -> list[Candidate]:
    place = _turns(candidates)
    order = sorted(range(len(candidates)), key=lambda i: (place[i], i))
    taken: Counter[tuple[str, str, bool]] = Counter()
    kept: set[int] = set()
    ids: set[str] = set()
    pairs: set[str] = set()
    for i in order:
        one = candidates[i]
        main = one.categories[0] if one.categories else ""
        if one.id in ids or (one.parent is not None and one.parent not in ids):
            continue
        # A pair, and a base with what was made of it, counts once.
        counts = one.parent is None and (not one.pair or one.pair not in pairs)
        # What a person wrote by hand is never surplus, but it counts.
        place_of = (one.kind, main, bool(one.pictures))  # items with pictures are counted by themselves
        if main and counts and one.origin.generator != "author" and taken[place_of] >= per_category:
            continue
        taken[place_of] += counts
        ids.add(one.id)
        if one.pair:
            pairs.add(one.pair)
        kept.add(i)
    return [one for i, one in enumerate(candidates) if i in kept]


_BRIEFS, _VARIANTS = 1_000_000, 2_000_000
"""Rounds that come after those of all finished items, however many a clause has."""


def _turns(candidates: Sequence[Candidate]) -> list[int]:
    """Round of each candidate: the first of each clause come in the first round, then briefs, then variants of all."""
    seen: Counter[str] = Counter()
    rounds = []
    for one in candidates:
        if one.parent is not None:
            rounds.append(_VARIANTS)
            continue
        if one.status == "needs_authoring":
            rounds.append(_BRIEFS)
            continue
        clause = one.clauses[0] if one.clauses else one.id
        rounds.append(seen[clause])
        seen[clause] += 1
    return rounds


def units(candidates: Iterable[Candidate]) -> Counter[tuple[str, str]]:
    """How many finished units each kind and main category has: a pair counts once, a variant and a brief do not."""
    found: Counter[tuple[str, str]] = Counter()
    pairs: set[str] = set()
    for one in candidates:
        if not one.categories or one.parent is not None or one.status == "needs_authoring":
            continue
        if one.pair:
            if one.pair in pairs:
                continue
            pairs.add(one.pair)
        found[one.kind, one.categories[0]] += 1
    return found


def report(
    candidates: Sequence[Candidate],
    leaves: Mapping[str, tuple[str, str]],
    kinds: Sequence[str],
    per_category: int,
) -> list[dict[str, object]]:
    """One line a leaf category and kind: wanted, made, shortfall; in the order of the taxonomy."""
    made = units(candidates)
    return [
        {
            "category": code,
            "kind": kind,
            "wanted": per_category,
            "made": made[kind, code],
            "shortfall": max(0, per_category - made[kind, code]),
        }
        for code in leaves
        for kind in kinds
    ]
