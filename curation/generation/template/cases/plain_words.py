"""What a strict reader would mark in the words of a told case: things that nobody named, symbols, open alternatives, broken denials.

Words taken from a provision lose what stands around them there. Each function says why a text cannot stand alone, or nothing.
"""

from __future__ import annotations

import re

from curation.generation.template.provisions.bearers import role
from curation.text import grammar
from curation.text.stems import content_stems
from curation.text.template_words.cases import plain_words as wording
from curation.text.verbs import base, only_verb

_SYMBOL = re.compile(
    r"(?<![\w.\u00b0'\u2019-])(?<!Category )(?<!Class )(?<!Type )(?<!Group )(?<!Division )(?<!Grade )(?<!Level )(?<!Form )(?<!Part )(?<!Zone )(?<!Annex )(?<!Schedule )(?<!Appendix )(?<!Table )(?<!Figure )(?<!Area )(?<!Canada )(?<!\d )(?<!\d)[B-HJ-Z](?![\w.'\u2019\u00b0-])"
)
"""A letter that stands for a quantity of a formula."""

_LONGEST = 5
"""Words of a noun phrase that are looked at."""


def unnamed(text: str, *, printed: bool = False) -> str:
    """The first thing that a text calls known and that neither it nor the language names: `the container`; empty for none.

    In words of a provision that are shown as they are `printed`, only things without a name of their own count: a reader knows
    what `the bell` of a vessel is, and not which `record` is meant.
    """
    words = re.findall(r"[A-Za-z\u00c0-\u024f'\u2019-]+|\d[\d.,]*|[.,;:]", text)
    for i, word in enumerate(words):
        if word.lower() != "the":
            continue
        behind: list[str] = []
        stop = ""
        for after in words[i + 1 : i + 2 + _LONGEST]:
            if (
                not re.match(r"[A-Za-z\u00c0-\u024f]", after)
                or after.lower() in wording.VERBS
                or after.lower() in ("the", "a", "an")
                or wording.STOPS.match(after.lower())
                or wording.ENDS.match(after.lower())
            ):
                stop = after.lower()
                break
            behind.append(after)
        if not behind or wording.STOPS.match(stop):
            continue
        if behind[0][0].isupper() or wording.UNNAMED.fullmatch(behind[0]):
            continue
        phrase = " ".join(behind)
        if any(role(" ".join(behind[: n + 1])) is not None for n in range(len(behind))) or any(
            w.lower() in wording.ONE_OF_ITS_KIND for w in behind
        ):
            continue
        before = content_stems(" ".join(words[:i]))
        if (
            printed
            and not wording.VAGUE.match(behind[-1].lower())
            and not (len(behind) > 1 and wording.VAGUE.match(behind[-2].lower()))
        ):
            continue
        if not content_stems(phrase) & before:
            return f"the {phrase}"
    return ""


def introduced(text: str) -> str:
    """The text with `a` where it begins with a thing that nobody named: `A vessel is moored` of `The vessel is moored`."""
    match = wording.DEFINITE_START.match(text)
    if (
        match is None
        or grammar.plural(match["noun"])
        or grammar.uncountable(match["noun"])
        or role(match["noun"])
        or wording.UNIQUE_BY_ADJECTIVE.search(match["noun"])
    ):
        return text
    return f"{grammar.article(match['noun']).capitalize()} {match['noun']} {text[match.end() :]}"


def broken_denial(text: str) -> bool:
    """Whether a denial covers two things joined by `and` or `or`, so that its reach is unclear."""
    for match in wording.NEITHER.finditer(text):
        rest = match["rest"]
        if wording.SECOND_FINITE_VERB.search(rest):
            return True
        for joint in wording.JOINED_WORD.finditer(rest):
            word = joint["next"]
            if word.endswith(("ed", "ing")) or grammar.participle(word) or base(word) == word:
                return True
    return False


def badly_joined(text: str) -> bool:
    """Whether the words of a told case do not fit together."""
    return wording.BADLY_JOINED.search(text) is not None or any(
        base(m["word"]) == m["word"] and not m["word"].endswith(wording.VERB_ENDS) and only_verb(m["word"])
        for m in wording.OR_BASE.finditer(text)
    )


def marked(text: str) -> str:
    """Why a strict reader would mark a told case: a code of `skip_reasons.REASONS`; empty where nothing is found."""
    if _SYMBOL.search(text) or unnamed(text) or wording.REQUESTED.search(text):
        return "unnamed-thing"
    if wording.ALTERNATIVE.search(text):
        return "open-alternative"
    if (
        broken_denial(text)
        or badly_joined(text)
        or wording.AMOUNT.search(text)
        or wording.BUT_ONE.search(text)
    ):
        return "clumsy"
    return ""
