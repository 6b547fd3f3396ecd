"""Flaws of the stems of multiple-choice questions that item writers know by name: each check finds one, by form alone.

The names follow Haladyna, Downing and Rodriguez (2002). Flaws of the options stand in `flaws`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.flaws import words_of
from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.question_words import ABBREVIATIONS, PERSONS, THINGS
from curation.text.stems import content_stems

_DANGLING = re.compile(
    r"\b(?:such (?!as\b|a\b|an\b|that\b|cases?\b|situations?\b|circumstances\b|conditions?\b|events?\b)[a-z]+s?\b|(?:this|these|that|those) (?:section|paragraph|subsection|article|part|regulation|act|chapter|schedule|rule|clause|standard|policy|requirements?|provisions?|measures|records?|documents?|persons?|obligations?)\b"
    r"|the (?:said|aforesaid|aforementioned|foregoing|above|above-mentioned|latter|former)\b|(?:mentioned|described|listed|referred to|specified|set out|stated) (?:above|below|earlier|previously|therein|herein|in (?:sub)?(?:section|paragraph) \(\w+\))\b|\b(?:thereof|thereto|therein|hereof|hereto|herein|hereunder|thereunder)\b)",
    re.I,
)
_PRONOUN = re.compile(
    r"^\W*(?:what|when|where|how(?: \w+)?|who|which|why)\s+(?:must|shall|should|may|can|is|are|do|does|did|has|have|will|was|were)\s+(?:it|they|he|she|this|these|that|those|them)\b(?! \w+(?: \w+)? (?:to|that|for|when|if|not)\b)(?! (?:possible|necessary|important|safe|acceptable|permitted|allowed|required|recommended|appropriate|advisable|true|best|legal|lawful|correct|better|essential|mandatory|prohibited))",
    re.I,
)


def dangling(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that points at words which are not there: `such records`, `this paragraph`, `what must it do`."""
    if item.context:
        return
    sentences = re.split(r"(?<=[.!?:])\s+", item.stem.strip())
    match = _DANGLING.search(sentences[0]) if len(sentences) == 1 else _OUTSIDE.search(item.stem)
    match = match or (_PRONOUN.search(item.stem) if len(sentences) == 1 else None)
    if match:
        yield Hit("stem", "points at words that the item does not hold; name what is meant", *match.span())
    for i, option in enumerate(item.options):
        if found := _OUTSIDE.search(option):
            yield Hit(
                f"options[{i}]",
                "points at words that the item does not hold; name what is meant",
                *found.span(),
            )
            return


_OUTSIDE = re.compile(
    r"\b(?:this (?:section|paragraph|subsection|article|part|regulation|chapter|schedule|clause)|(?:sub)?(?:section|paragraph) \(\w+\)(?! of)|the said|aforesaid|aforementioned|thereof|hereunder|thereunder|hereof)\b",
    re.I,
)


def double_barrelled(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks two things."""
    stem = item.stem
    two = re.search(
        r"\b(?:and|or)(?: also)?,? (?:what|how (?:long|many|often|much|should|must|do|does|can)|when|where|why|who|which(?! (?:is|are|was|were|has|have|can|may|must)\b))\b[^?]*\?",
        stem,
        re.I,
    )
    if stem.count("?") >= 2 and not re.search(r"\?[\"'”’]", stem):
        yield Hit("stem", "asks two questions; make two items of them")
    elif two and re.search(
        r"^\W*(?:what|how|when|where|why|who|which)\b|[.;:,]\s+(?:what|how|when|where|why|who|which)\b",
        stem[: two.start()],
        re.I,
    ):
        yield Hit("stem", "asks two things at once; make two items of them", *two.span())


_UNFOCUSED = re.compile(
    r"^\W*(?:(?:which|what)(?: one)?(?: of (?:the )?(?:following|these|below|statements?|options?|answers?))*(?: (?:statements?|options?|answers?|choices?|sentences?|items?))?(?: (?:below|here))?(?: (?:is|are|would be|do you (?:think|believe) (?:is|are)))?(?: (?:the )?(?:most |best )?(?:true|correct|right|accurate|false|incorrect|wrong|best|appropriate|valid|answer|option|statement))*"
    r"|(?:choose|select|pick|mark|identify|indicate|find)(?: the)?(?: (?:best|most|right|correct|true|one|following|appropriate|answer|option|statement|choice|alternative))*(?: (?:from|of|among|below|answer|option|statement|choice)(?: the)?(?: (?:following|list|options|below))*)?)\W*$",
    re.I,
)


def unfocused(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that states no problem: nobody could answer it with the options covered."""
    stem = item.stem.strip()
    if not stem or "__" in stem:
        return
    bare = (
        len(stem.split()) <= 5
        and "?" not in stem
        and (not stem.endswith(":") or len(stem.split()) <= 2)
        and not re.search(r"\b(?:is|are|must|shall|should|can|may|means?)\b", stem, re.I)
    )
    topic = re.match(r"^\W*(?:what|how) about\b", stem, re.I)
    if _UNFOCUSED.match(stem) or bare or topic:
        yield Hit("stem", "states no problem that can be answered without the options; say what is asked")


def opinion(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for an opinion, to which no answer is wrong."""
    if match := re.search(
        r"\b(?:(?:do|would) you (?:think|believe|feel|prefer|like|say|recommend)|in your (?:opinion|view|experience)|your favou?rite|how do you feel|what do you think|are you (?:happy|comfortable)|you personally)\b",
        item.stem,
        re.I,
    ):
        yield Hit(
            "stem", "asks for an opinion; ask for what the provision or the evidence says", *match.span()
        )


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part.strip()]


_SCENERY = re.compile(
    r"\b(?:sunny|rainy|beautiful|lovely|weather|coffee|tea|lunch|breakfast|birthday|wedding|holiday|vacation|weekend|favou?rite|hobby|hobbies|guitar|football|cat|dog|puppy|car park|parked|blue shirt|red shirt|jacket|haircut|smiled|smiling|cheerful|married|children|sister|brother|grandmother|years? old|grew up|loves?|enjoys?|music|radio|movie|film|novel|bus|train ride|traffic|Monday|Tuesday|Wednesday|Thursday|Friday)\b",
    re.I,
)


def window_dressing(item: Item, settings: Settings) -> Iterator[Hit]:
    """A story before the question that neither the question nor any option takes up."""
    parts = _sentences(item.stem)
    if len(parts) < 2 or item.context:
        return
    language = item.language or "en"
    quoted = " ".join(str(quote["quote"]) for quote in item.evidence) if item.derivation else ""
    # What a rule speaks of is a fact of the case and no story.
    asked = content_stems(" ".join([parts[-1], *item.options, quoted]), language)
    for n, part in enumerate(parts[:-1]):
        told = content_stems(part, language)
        others = content_stems(" ".join(p for i, p in enumerate(parts[:-1]) if i != n), language)
        scenery = len(_SCENERY.findall(part))
        if (
            scenery >= 2
            or (scenery and not told & asked)
            or (len(told) >= 4 and not told & (asked | others) and n == 0 and len(parts) > 2)
        ):
            yield Hit("stem", "tells a story that the question does not need; leave it out", value=n)
            return


def unknown_abbreviation(item: Item, settings: Settings) -> Iterator[Hit]:
    """An abbreviation in the stem that is neither known to everybody nor spelled out in the item."""
    whole = " ".join([item.stem, *item.options])
    for match in re.finditer(r"(?<![\w./-])([A-Z]{3,7})s?(?![\w/-])", item.stem):
        name = match[1]
        # "Schedule VIII" holds a number.
        if name in ABBREVIATIONS or item.stem.isupper() or re.fullmatch(r"[IVXLC]+", name):
            continue
        spelled = re.search(rf"\(\s*{name}s?\s*\)|{name}s?\s*\(", whole)
        initials = re.search(
            r"\b" + r"\w*(?:[\s-]+(?:of|and|the|for|in))?[\s-]+".join(name.lower()) + r"\w*", whole.lower()
        )
        if not spelled and not initials:
            yield Hit(
                "stem", f"the abbreviation {name} is not spelled out; write it in full once", *match.span()
            )
            return


_ASKS_DUTY = re.compile(
    r"\bwhat (?:must|shall|should) (?:the|an?|every|each|any) ((?:[\w'’-]+ ){0,3}?[\w'’-]+) (?:do|ensure|provide|keep|report|maintain|submit|record|notify|establish|carry)\b",
    re.I,
)
_BEARS = re.compile(
    r"^(?:the|an?|every|each) ((?:[\w'’-]+ ){0,2}?[\w'’-]+) (?:must|shall) (?:keep|report|notify|ensure|submit|provide|train|record|establish|maintain|inform|consult)\b",
    re.I,
)


def absurd_bearer(item: Item, settings: Settings) -> Iterator[Hit]:
    """A thing that is asked for a duty: `what must the ladder do`."""
    for name, text, pattern in [
        ("stem", item.stem, _ASKS_DUTY),
        *((f"options[{i}]", o, _BEARS) for i, o in enumerate(item.options)),
    ]:
        for match in pattern.finditer(text):
            noun = match[1].split()[-1].lower()
            if (noun in THINGS or noun.removesuffix("s") in THINGS) and noun.removesuffix("s") not in PERSONS:
                yield Hit(name, "gives a duty to a thing; name who bears it", *match.span(1))
                return


_PASSAGE = re.compile(r"\u201c[^\u201c\u201d]*\u201d")
_FEWEST_WORDS = 6
"""Words from which on a quotation is a passage and no term."""


def _asked(stem: str) -> str:
    """A stem with the passages that it quotes blanked, each character in its place: what they deny is not what is asked."""
    return _PASSAGE.sub(
        lambda match: " " * len(match[0]) if len(match[0].split()) >= _FEWEST_WORDS else match[0], stem
    )


def double_negative(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception and options that deny: readers lose count. `Never without` is plain English and no fault."""
    asked = _asked(item.stem)
    stem = re.search(r"\b(?:not|except|never|least|false|incorrect|without|unlikely)\b", asked, re.I)
    denied = [
        i
        for i, o in enumerate(item.options)
        if {"not", "never", "no", "cannot", "don't", "doesn't"} & set(words_of(o)[:3])
    ]
    twice = re.search(
        r"\b(?:not|never|cannot|without)\b[^?.]{0,40}\b(?:not|never|no|un(?!der|it|ion|iv|til|less)\w{4,})\b",
        asked,
        re.I,
    )
    if twice or (
        stem and re.search(r"\b(?:which|what)\b", asked, re.I) and _ASKS_EXCEPTION.search(asked) and denied
    ):
        yield Hit("stem", "denies twice; say it without the negations")


_ASKS_EXCEPTION = re.compile(
    r"\b(?:which|what|who|all)\b.{0,80}?(?:\b(?:is|are|does|do|did|would|should|can|must|was|were|may|need|will)\s+not\b|\bexcept\b|\b(?:false|incorrect|untrue)\b)|\bexcept\b\W*$",
    re.I,
)


_BANNED = re.compile(r"\b(?:must|may)\s+not$", re.I)


def negative_plain(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception in small letters: the word is easily overlooked. `Must not` asks what is banned."""
    if (
        (match := _ASKS_EXCEPTION.search(_asked(item.stem)))
        and not _BANNED.search(match[0])
        and not re.search(
            r"\b(?:NOT|EXCEPT|LEAST|FALSE|INCORRECT)\b|(?<![*_])[*_]++(?:not|except|false|incorrect)",
            item.stem,
        )
    ):
        yield Hit(
            "stem",
            "asks for the exception in small letters; ask for what is right, or print the word in capitals",
            *match.span(),
        )


_A = re.compile(
    r"\b(a)\s+(?!u(?:n[iy]|s[aeiu]|tili|t[eo]|r[aeio]n)|eu|one\b|once\b|ewe|U[A-Z. ]|UK|US|EU)([aeiou]\w+)|\b(an)\s+(?!h(?:our|onest|eir|onou?r)|(?-i:[A-Z][A-Z\d])|(?-i:[A-Z])\b|[8]|11\b|18\b|x\b|x-|m\b|s\b|[FHLMNRSX]\b)([b-df-hj-np-tv-z]\w+)",
    re.I,
)
_INVERT = re.compile(
    r"^\W*(?:what|when|where|how (?:long|often|many \w+)|why)\s+(?:the|an?|every|each)\s+(?:[\w-]+\s){1,3}?(?:must|shall|should|can|may|is|are|has|have)\b[^,;]*\?\s*$",
    re.I,
)
_MODAL_S = re.compile(
    r"(?<!why\s)(?<!how\s)(?<!what\s)(?<!when\s)(?<!where\s)(?<!often\s)(?<!long\s)(?<!much\s)(?<!reasons\s)\b(?:must|shall|should|may|can|will|could|would)\s+(?!always|perhaps|this|thus|its|us|as|process|access|address|discuss|pass|assess|focus|express|possess|progress|cross|dress|press|stress|guess|miss|bypass|encompass|canvass|harness|witness|suppress|compress|dismiss|less|across|bus|gas|dispos)(?:not\s+)?([a-z]{3,}(?:es|[^s'’ ]s))\b(?!\s+be\b)",
    re.I,
)
_INVERTED_S = re.compile(
    r"\b(?:must|shall|should|may|can|will)\s+(?:the|an?|every|each)\s+[a-z]+\s+(?!process|access|address|discuss|pass|assess|focus|possess|dress|always|is|has|was)[a-z]{2,}[^s]s\s+(?:the|an?|his|her|its|their|any|all|every)\b",
    re.I,
)
_MODAL_PAST = re.compile(
    r"\b(?:must|shall|should|may|can|will|could)\s+(?:not\s+)?(?:has|had|is|are|was|were|been|being|to)\b",
    re.I,
)
_DOES = re.compile(
    r"\b(?:does|did|do)\s+(?:the|an?|not)\s+(?:[\w-]+\s){0,2}?(?:has|is|was|requires|needs|applies|means|makes)\b",
    re.I,
)
_MANY = re.compile(
    r"\bhow many (?!people|personnel|staff|men|women|children|criteria|data|more|of|times|hours)([a-z]+[^s\s])\s+(?:must|shall|should|is|are|does|do|can|may)\b",
    re.I,
)


def ungrammatical(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem with a plain fault of grammar: a wrong article, `must keeps`, `what the employer must do?`."""
    if (item.language or "en").split("-")[0] != "en":
        return
    for pattern in (_INVERT, _MODAL_S, _INVERTED_S, _MODAL_PAST, _DOES, _MANY, _A):
        if match := pattern.search(item.stem):
            yield Hit("stem", "is not grammatical; correct the sentence", *match.span())
            return
