"""What a strict reader would mark in the words of a told case: things that nobody named, symbols, open alternatives, broken denials.

Words taken from a provision lose what stands around them there. Each function says why a text cannot stand alone, or nothing.
"""

from __future__ import annotations

import re

from curation.generation.template.bearers import role
from curation.text import grammar
from curation.text.stems import content_stems
from curation.text.verbs import base, only_verb

_ALTERNATIVE = re.compile(
    r"\bor (?:(?:with|by|in|on|at|from|to|of|for) )?(?:an?y? |some )?(?:other|another|equivalent|similar|otherwise|equally|like)\b|\bor (?:more|less|fewer|any)\b|\band/or\b|\bas the case may be\b|\bother than\b|\bas applicable\b",
    re.I,
)
"""A second way that a duty leaves open: with it the case may be lawful after all."""
_SYMBOL = re.compile(
    r"(?<![\w.\u00b0'\u2019-])(?<!Category )(?<!Class )(?<!Type )(?<!Group )(?<!Division )(?<!Grade )(?<!Level )(?<!Form )(?<!Part )(?<!Zone )(?<!Annex )(?<!Schedule )(?<!Appendix )(?<!Table )(?<!Figure )(?<!Area )(?<!Canada )(?<!\d )(?<!\d)[B-HJ-Z](?![\w.'\u2019\u00b0-])"
)
"""A letter that stands for a quantity of a formula."""
_AMOUNT = re.compile(
    r"\b(?:is|are|be) an? (?:amount|number|quantity|percentage|sum|distance|depth|height|width|length|period)(?: of)? \d",
    re.I,
)
_REQUESTED = re.compile(
    r"\bthe (?:requested|required|prescribed|specified|applicable|relevant|appropriate|following|above|aforesaid|said|same|other|first|second|corresponding|preceding|designated|proposed|resulting|remaining)\b",
    re.I,
)
"""Things that are known only from what stands elsewhere."""
_NEITHER = re.compile(r"\b(?:not|no|nobody|never|without)\b(?P<rest>[^.;]*)", re.I)
_BUT_ONE = re.compile(
    r"\b(?:is|are) in (?:the case of|any other case)\b|\b(?:Ste|St|No|Mr|Dr|Co|Inc|Ltd)\. (?=[A-Z])|\bor (?:of )?\d|\b(?:rails|parts|works|means) (?:is|has)\b"
)

_STOPS = re.compile(
    r"^(?:of|that|which|who|whom|whose|in|on|for|between|under|with|where|when|used|made|issued|found|held|kept|named|carried|given|required|described|attached|fitted|installed|located)$"
)
_ENDS = re.compile(
    r"^(?:to|from|at|by|within|into|onto|through|over|above|below|behind|beside|near|around|against|before|after|during|without|for)$"
)
_VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "does",
        "do",
        "did",
        "can",
        "may",
        "must",
        "shall",
        "will",
        "be",
        "and",
        "or",
        "but",
        "if",
        "unless",
        "not",
        "nor",
        "than",
        "as",
        "it",
        "they",
        "so",
    ]
)
_ONE_OF_ITS_KIND = frozenset(
    [
        "ground",
        "sea",
        "water",
        "air",
        "floor",
        "surface",
        "bottom",
        "top",
        "front",
        "back",
        "side",
        "rear",
        "end",
        "beginning",
        "middle",
        "edge",
        "centre",
        "center",
        "shore",
        "sun",
        "wind",
        "weather",
        "public",
        "environment",
        "government",
        "state",
        "crown",
        "day",
        "night",
        "morning",
        "time",
        "date",
        "year",
        "month",
        "week",
        "inside",
        "outside",
        "interior",
        "exterior",
        "deck",
        "hull",
        "bow",
        "stern",
        "bridge",
        "keel",
        "mast",
        "waterline",
        "atmosphere",
        "sky",
        "earth",
        "world",
        "country",
        "province",
        "territory",
        "north",
        "south",
        "east",
        "west",
        "left",
        "right",
        "minister",
    ]
)
_LONGEST = 5
"""Words of a noun phrase that are looked at."""


_VAGUE = re.compile(
    r"(?:documents?|records?|notices?|reports?|applications?|information|plans?|containers?|certificates?|equipment|devices?|systems?|materials?|products?|substances?|persons?|places?|areas?|tests?|requests?|statements?|responses?|answers?|reply|replies|period|amounts?|sample|samples|action|actions|process|processes|procedures?|data|results?|evidence|copy|copies|objection|decision|change|work|works|activity|activities|operation|facility|site|location|approach|item|items|unit|units|part|parts|goods|article|matter|event|occurrence|declaration|agreement|letter|form|list|program|programme|assessment|evaluation|survey|inspection|examination|course|candidate|party|parties|payment|offer|proposal|documentation|waste|animal|animals)$"
)
"""Nouns that say too little by themselves."""


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
                or after.lower() in _VERBS
                or after.lower() in ("the", "a", "an")
                or _STOPS.match(after.lower())
                or _ENDS.match(after.lower())
            ):
                stop = after.lower()
                break
            behind.append(after)
        if not behind or _STOPS.match(stop):
            continue
        if behind[0][0].isupper() or re.fullmatch(
            r"[a-z]+(?:est|most)|last|least|whole|entire|only|main|maximum|minimum|total|nearest|inner|outer|upper|lower",
            behind[0],
        ):
            continue
        phrase = " ".join(behind)
        if any(role(" ".join(behind[: n + 1])) is not None for n in range(len(behind))) or any(
            w.lower() in _ONE_OF_ITS_KIND for w in behind
        ):
            continue
        before = content_stems(" ".join(words[:i]))
        if (
            printed
            and not _VAGUE.match(behind[-1].lower())
            and not (len(behind) > 1 and _VAGUE.match(behind[-2].lower()))
        ):
            continue
        if not content_stems(phrase) & before:
            return f"the {phrase}"
    return ""


def introduced(text: str) -> str:
    """The text with `a` where it begins with a thing that nobody named: `A vessel is moored` of `The vessel is moored`."""
    match = re.match(
        r"The (?P<noun>[a-z-]+(?: [a-z-]+){0,3}?) (?=(?:is|has|does|can|may|was|exceeds|[a-z]+s)\b)", text
    )
    if (
        match is None
        or grammar.plural(match["noun"])
        or grammar.uncountable(match["noun"])
        or role(match["noun"])
        or re.search(r"\b(?:last|first|only|same|[a-z]+est)\b", match["noun"])
    ):
        return text
    return f"{grammar.article(match['noun']).capitalize()} {match['noun']} {text[match.end() :]}"


def broken_denial(text: str) -> bool:
    """Whether a denial covers two things joined by `and` or `or`, so that its reach is unclear."""
    for match in _NEITHER.finditer(text):
        rest = match["rest"]
        if re.search(r"\b(?:and|or|nor)\b.*\b(?:is|are|has|have|does|do)\b", rest):
            return True
        for joint in re.finditer(r"\b(?:and|or|nor) (?P<next>[a-z]+)", rest):
            word = joint["next"]
            if word.endswith(("ed", "ing")) or grammar.participle(word) or base(word) == word:
                return True
    return False


_BADLY_JOINED = re.compile(
    r"\([a-z]{1,3}\)|\b(?:[Ee]very|[Aa]ny|uniformly)\b|\bother\b|\b[Aa]n? (?:of|the|in|that|which|is|are)\b|\bto in\b|^An? [^.]{3,80}? are\b|\b\d+(?:\.\d+)? (?:year|month|week|day|hour|minute|metre|kilogram|litre)\b(?! (?:period|term))"
)
"""What is left where words were not put together well."""
_OR_BASE = re.compile(r"\b(?:is|are|was|were) [a-z]+(?:ed|en|t)?,? (?:or|and) (?P<word>[a-z]+)\b")


def badly_joined(text: str) -> bool:
    """Whether the words of a told case do not fit together."""
    return _BADLY_JOINED.search(text) is not None or any(
        base(m["word"]) == m["word"] and not m["word"].endswith(("ed", "en", "ing")) and only_verb(m["word"])
        for m in _OR_BASE.finditer(text)
    )


def marked(text: str) -> str:
    """Why a strict reader would mark a told case: a code of `skip_reasons.REASONS`; empty where nothing is found."""
    if _SYMBOL.search(text) or unnamed(text) or _REQUESTED.search(text):
        return "unnamed-thing"
    if _ALTERNATIVE.search(text):
        return "open-alternative"
    if broken_denial(text) or badly_joined(text) or _AMOUNT.search(text) or _BUT_ONE.search(text):
        return "clumsy"
    return ""
