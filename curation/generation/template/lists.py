"""Which of these stands in the list: one item of a list, against items of other lists of the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.core.digests import sha256
from curation.core.records import Clause
from curation.generation.template.drafts import Draft, clear, shown_citation
from curation.generation.template.rule_parser import balanced, overlap, self_contained, upper_first
from curation.generation.template.source_index import Bank, Listing, apart, article_of, rank
from curation.text.stems import content_stems
from curation.text.words import squeeze_marks

_CLASS = re.compile(
    r"^(?:(?P<det>the|an?|any|all|each|every|no|its|their)|(?P<to>to)|(?P<that>that|whether)|(?P<cond>if|where|when|unless)|(?P<prep>in|on|at|by|for|of|with|from|under)"
    r"|(?P<ing>[a-z]{3,}ing)|(?P<word>[a-z\d]))(?![a-z])",
    re.I,
)
_JOINT = re.compile(r"[;,.]?\s*(?:and|or)?\s*[;,.]?\s*$")


def entry_of(text: str) -> str:
    """An item of a list without its last conjunction and its final mark."""
    return _JOINT.sub("", re.sub(r"\s+(?:and/or|and|or)\s*$", "", squeeze_marks(text).rstrip(" ;,.")))


def entry_class(text: str) -> str:
    """The grammatical form of a list item by its first word, so that only items of one form stand together."""
    found = _CLASS.match(text)
    return found.lastgroup or "other" if found else "other"


def listing(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """One item of a list, against items of other lists of the same form that this one does not hold."""
    for found in bank.listed.get(clause.id, ()):
        yield from _draft(bank, found)


def _draft(bank: Bank, found: Listing) -> Iterator[Draft]:
    clause, lead = found.head, found.lead
    citation = shown_citation(clause)
    entries = [entry_of(item.text) for item in found.items]
    if citation is None or not 4 <= len(lead.split()) <= 45 or not _whole_lead(lead):
        return
    form = _common([_form(x, lead) for x in entries])
    fit = [i for i, e in enumerate(entries) if _shown(e, form, lead) and not _cues(lead, e)]
    if form == "other" or len(fit) < 2:
        return
    own, mine = tuple(entries), content_stems(lead)
    elsewhere = [
        e
        for other in bank.listed[clause.document]
        if article_of(other.head) != article_of(clause) and overlap(mine, content_stems(other.lead)) <= 0.4
        for e in map(entry_of, (x.text for x in other.items))
        if _shown(e, form, other.lead)
    ]
    # The item that least resembles those of other lists is the easiest to lend to them.
    index = min(fit, key=lambda i: (_resembling(entries[i], elsewhere), sha256(f"{clause.id}|{entries[i]}")))
    item, key = found.items[index], entries[index]
    shown = "".join(c for c in lead if c not in "\u201c\u201d")
    others = [upper_first(e) for e in elsewhere if apart(e, own, 0.2)]
    yield Draft(
        "list",
        f"{citation} holds a list that begins with these words: \u201c{shown}\u201d. Which of the following stands in that list?",
        upper_first(key),
        item,
        len(item.text) - len(item.text.lstrip()),
        len(item.text.rstrip()),
        tuple(rank(key, item.id, others)),
        group=f"{clause.document}|{form}|{_ending(lead)}",
        wider=f"{form}|{_ending(lead)}",
        guests=3,
        about=lead,
        alone=dict.fromkeys(_alike(key, rank(key, item.id, others))),
        fits=lambda other: (
            article_of(other.clause) != article_of(clause)
            and overlap(mine, content_stems(other.about)) <= 0.4
            and apart(other.key, own, 0.2)
        ),
    )


def _alike(key: str, others: Sequence[str]) -> list[str]:
    """Three items of other lists about as long as the key, one of them no shorter and one no longer; else none."""
    near = [o for o in others if 0.5 <= len(o) / len(key) <= 2]
    longer, shorter = [o for o in near if len(o) >= len(key)], [o for o in near if len(o) < len(key)]
    first = [*longer[:1], *shorter[:1]]
    chosen = [*first, *(o for o in near if o not in first)][:3]
    return chosen if len(chosen) == 3 and len(first) == 2 else []


def _resembling(entry: str, others: Sequence[str]) -> int:
    words = content_stems(entry)
    return sum(overlap(words, content_stems(other)) >= 0.2 for other in others)


def _form(entry: str, lead: str) -> str:
    """The form of an item; after words that take a noun, an item is one with an article or without."""
    form = entry_class(entry)
    return "noun" if form in ("det", "word") and _ending(lead) == "a noun" else form


def _shown(entry: str, form: str, lead: str) -> bool:
    """Whether an item can be an option: whole, plain words of the form asked for, without a label or number in front."""
    return (
        clear(entry, 3, 25)
        and _form(entry, lead) == form
        and not entry[:1].isdigit()
        and not re.search(r"\s[\u2014\u2013-]\s|:\s|[.;?!]\s", entry)
    )


def _ending(lead: str) -> str:
    """The word that a list's items continue; items that continue another word read wrong beside them."""
    words = re.findall(r"[a-z]+", lead.lower())
    last = words[-1] if words else ""
    following = re.search(r"\bthe following \w+ (?:to|for|with|about)\b|\bthe following \w+s?$", lead, re.I)
    return "a noun" if following or _TAKES_NOUN.fullmatch(last) else last


_TAKES_NOUN = re.compile(
    r"(?:include|contain|cover|show|state|specify|describe|list|give|name|provide|indicate|set out|identify)s?|including|following|of|for|least|specifies|identifies"
)


def _whole_lead(lead: str) -> bool:
    """Whether the head of a list can be understood alone; its own `the following` may point at the list."""
    rest = re.sub(
        r"\b(?:all |any |one or more |each |at least one |either )?(?:of )?(?:the )?following\b",
        "",
        lead,
        flags=re.I,
    )
    return self_contained(rest) and balanced(lead)


def _common(classes: Sequence[str]) -> str:
    return max(sorted(set(classes)), key=classes.count)


def _cues(lead: str, entry: str) -> bool:
    return len(content_stems(lead) & content_stems(entry)) > 1
