"""The kinds of question that a clause can give an unambiguous key for.

Every kind is a function `(Bank, Clause) -> Iterator[Draft]`. Each stem names the provision it asks about, so that a wrong
option that is true of another provision is still wrong here; and none is made where the key might be argued with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from curation.core.digests import sha256
from curation.core.records import Clause
from curation.generation.template.actors import agent, share_root
from curation.generation.template.drafts import Draft, clear, plain, shown_citation, unlike
from curation.generation.template.lists import listing
from curation.generation.template.numeric_distractors import Value, values
from curation.generation.template.roles import role, stative
from curation.generation.template.rule_parser import lower_first, self_contained, upper_first
from curation.generation.template.source_index import Bank, Definition, Parsed, apart, article_of, drawn, rank
from curation.generation.template.statements import statement
from curation.text.words import squeeze_marks


def duty(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """What an actor must do under a condition, against duties that the same document lays down elsewhere."""
    citation = shown_citation(clause)
    for parsed in bank.by_clause.get(clause.id, ()):
        rule = parsed.rule
        condition = rule.lead or rule.tail
        if citation is None or not _conditional(parsed, condition):
            continue
        key = upper_first(_duty(parsed))
        wrong = [
            upper_first(_duty(other))
            for other in bank.ruled[clause.document]
            if article_of(other.clause) != article_of(clause)
            and _is_duty(other)
            and apart(_duty(other), [rule.action, clause.text], 0.2)
        ]
        yield Draft(
            "duty",
            f"According to {citation}, what {rule.modal} {lower_first(rule.actor)} do {condition}?",
            key,
            clause,
            parsed.start,
            parsed.end,
            tuple(rank(key, clause.id, wrong)),
            group=clause.document,
            guests=3,
            about=_duty(parsed),
            fits=lambda other, own=parsed: (  # type: ignore[misc]
                article_of(other.clause) != article_of(own.clause)
                and apart(other.about, [own.rule.action, own.clause.text], 0.2)
            ),
        )


_POINTING = re.compile(
    r"^\W|\b(?:itself|themselves|himself|it|its|they|them|their|theirs|he|she|him|her|his|hers)\b", re.I
)
_PRONOUN = re.compile(r"\b(?:it|they|them|he|she|him|her)\b", re.I)


def _conditional(parsed: Parsed, condition: str) -> bool:
    rule = parsed.rule
    return (
        bool(condition)
        and clear(condition, 4, 30)
        and not _PRONOUN.search(condition)
        and not re.search(r"\b(?:other|another|corresponding|further|remaining)\b", condition)
        # "if not" and "if other" continue a sentence before them.
        and not re.match(
            r"(?:if|when|where|once) (?:other|not|so|both|either|neither|necessary)\b", condition
        )
        and agent(rule.actor) is not None
        and self_contained(rule.actor)
        and _is_duty(parsed)
        and plain(parsed.clause.text[parsed.start : parsed.end].lstrip())
    )


def _duty(parsed: Parsed) -> str:
    """The action; a condition in front leaves the one at the end to the answer."""
    rule = parsed.rule
    return f"{rule.action} {rule.tail}".strip() if rule.lead else rule.action


def _is_duty(parsed: Parsed) -> bool:
    """Whether the rule's action can be an option: a whole duty in plain words that points at nobody."""
    action = _duty(parsed)
    return (
        parsed.rule.modal in ("shall", "must")
        and agent(parsed.rule.actor) is not None
        and clear(action, 4, 28)
        and not stative(action)
        and not re.search(r"\b(?:shall|must|may)\b", action)
        and not _POINTING.search(action)
    )


def term(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """The term that a definition defines, against other terms that the same document defines."""
    citation = shown_citation(clause)
    for found in bank.defined.get(clause.id, ()):
        if citation is None or not _definable(found):
            continue
        wrong = [
            upper_first(other.term)
            for other in bank.defined[clause.document]
            if _other_term(found, other.term, other.meaning)
        ]
        yield Draft(
            "term",
            f"Which term does {citation} define as follows: \u201c{_clean_quotes(found.meaning)}\u201d?",
            upper_first(found.term),
            clause,
            found.start,
            found.end,
            tuple(sorted(unlike(found.term, wrong), key=lambda o: sha256(f"{clause.id}|{o}"))),
            group=clause.document,
            guests=3,
            about=found.meaning,
            fits=lambda other, own=found: _other_term(own, other.key, other.about),  # type: ignore[misc]
        )


def _definable(found: Definition) -> bool:
    return (
        clear(found.meaning, 6, 55)
        and not _shares_root(found.term, found.meaning)
        and not _initials(found.term, found.meaning)
    )


def _initials(term_text: str, meaning: str) -> bool:
    """Whether the term is made of the first letters of its definition."""
    return term_text.isupper() and term_text in "".join(re.findall(r"\b[A-Z]", meaning))


def _other_term(found: Definition, term_text: str, meaning: str) -> bool:
    """Whether another term is plainly another one: unlike in words and in meaning."""
    return (
        apart(term_text, [found.term], 0.25)
        and not _shares_root(term_text, found.meaning)
        and not _shares_root(found.term, meaning)
        and apart(meaning, [found.meaning], 0.4)
    )


def _shares_root(term_text: str, meaning: str) -> bool:
    """Whether a word of the term comes back in its definition, which would give it away."""
    return share_root(term_text, meaning)


def _clean_quotes(text: str) -> str:
    return text.replace("\u201c", "\u2018").replace("\u201d", "\u2019")


_BEFORE_GAP = re.compile(
    r"\b(?:an?|per|each|one of|Directive|Regulation|No\.?|Form|Part|Title|\d+ (?:to|and|or))\s+$"
)


def value(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """The number, period or frequency that a rule sets, against values that other rules set in the same unit."""
    citation = shown_citation(clause)
    for parsed in bank.by_clause.get(clause.id, ()):
        sentence = squeeze_marks(clause.text[parsed.start : parsed.end])
        found = list(values(sentence))
        if citation is None or not found or len(sentence.split()) > 60:
            continue
        if not self_contained(sentence) or not plain(sentence):
            continue
        one = found[int(sha256(clause.id)[:8], 16) % len(found)]
        if _BEFORE_GAP.search(sentence[: one.start]) or _told(one, sentence):
            continue
        gap = f"{sentence[: one.start]}_____{sentence[one.end :]}"
        others = frozenset(other.shown for other in found)
        near = sorted(one.ladder, key=lambda v: abs(one.ladder.index(v) - one.ladder.index(one.shown)))
        yield Draft(
            "value",
            f"Which value completes this rule of {citation}: \u201c{_clean_quotes(gap)}\u201d?",
            one.shown,
            clause,
            parsed.start,
            parsed.end,
            tuple(
                v
                for v in near
                if v not in others and _alike(one, v) and not _every_one(v, sentence[: one.start])
            ),
            group=one.unit,
            wider=one.unit.rpartition("|")[2],
            guests=1,
            seat=f"{one.number:g}",
            about=one.shown,
            size=one.number,
            alone=_alone(bank, one, sentence, clause.id),
            lent=lambda other, own=one: own.write(other.size) if own.unit != "frequency" else other.key,  # type: ignore[misc]
            fits=lambda other, own=one, words=sentence, there=others: _beside(own, other, words, there),  # type: ignore[misc]
        )


def _alike(own: Value, shown: str) -> bool:
    """Whether two values are both in figures or both in words."""
    return own.shown[0].isdigit() == shown[0].isdigit()


_REACH = 20.0
"""A wrong value is at most this many times the true one, or the true one that many times it: farther off, none is credible."""


_USUAL = {
    30: 8, 10: 5, 60: 5, 5: 4, 90: 4, 2: 3, 3: 3, 15: 3, 12: 3, 24: 3, 7: 2, 14: 2, 20: 2, 6: 2, 180: 2, 50: 2, 100: 2,
    72: 1, 48: 1, 45: 1, 120: 1, 25: 1, 18: 1, 8: 1, 4: 1, 36: 1,
}  # fmt: skip
"""How often rules set a number, roughly: so that a lone question draws its wrong numbers from those that are true elsewhere."""


def _alone(bank: Bank, one: Value, sentence: str, seed: str) -> dict[str, float | None]:
    """Three numbers that are usual in the unit, drawn as often as rules set them; none beside a number that is unusual itself."""
    if one.unit == "frequency" or _USUAL.get(int(one.number), 0) < 2 or one.number != int(one.number):
        return {}
    weights: dict[float, int] = {float(n): w for n, w in _USUAL.items()}
    style = one.unit.rpartition("|")[2]
    for unit, counts in bank.values.items():
        for number, times in counts.items() if unit.endswith(style) else ():
            weights[number] = weights.get(number, 0) + times
    rest = sentence[: one.start] + sentence[one.end :]
    fit = {
        n: w
        for n, w in weights.items()
        if n in one.steps
        and _within(one.number, n)
        and _alike(one, one.write(n))
        and not re.search(rf"\b{re.escape(one.write(n).split()[0])}\b", rest)
        and not _every_one(one.write(n), sentence[: one.start])
    }
    chosen = drawn(fit, f"{seed}|{one.shown}")[:3]
    return {one.write(n): n for n in chosen} if len(chosen) == 3 else {}


def _beside(own: Value, other: Draft, sentence: str, there: frozenset[str]) -> bool:
    """Whether the number of another draft, in the unit of this value, is a credible wrong value of the sentence."""
    if other.size is None or not _within(own.number, other.size):
        return False
    if other.group != own.unit and other.size not in own.steps:
        # Lent from another unit, a number has to be usual in this one.
        return False
    shown = own.write(other.size) if own.unit != "frequency" else other.key
    digits = re.search(rf"\b{re.escape(shown.split()[0])}\b", sentence[: own.start] + sentence[own.end :])
    return (
        shown not in there
        and digits is None
        and _alike(own, shown)
        and not _every_one(shown, sentence[: own.start])
    )


def _within(own: float, other: float) -> bool:
    return min(own, other) > 0 and own != other and max(own, other) <= _REACH * min(own, other)


def _every_one(shown: str, before: str) -> bool:
    """Whether the value would read "every 1 year", which is no English."""
    return bool(re.search(r"\bevery\s+$", before) and re.match(r"(?:1|one)\b", shown))


def _told(one: Value, sentence: str) -> bool:
    """Whether the sentence says the same value or its number a second time."""
    rest = sentence[: one.start] + " " + sentence[one.end :]
    return one.shown in rest or re.search(rf"\b{re.escape(one.shown.split()[0])}\b", rest) is not None


KINDS: dict[str, Callable[[Bank, Clause], Iterator[Draft]]] = {
    "value": value,
    "term": term,
    "role": role,
    "duty": duty,
    "list": listing,
    "statement": statement,
}
"""The kinds of question by slot, the surest first."""
