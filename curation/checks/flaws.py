"""Flaws of multiple-choice questions that item writers know by name: each check finds one, by form alone.

The names follow Haladyna, Downing and Rodriguez (2002) and the flaw lists built on them. What only a subject expert can tell (an implausible
option, a wrong key) is left to people, except where the item itself shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.settings import Settings
from curation.text.question_words import (
    ABBREVIATIONS,
    NEGATIONS,
    NUMBER_WORDS,
    OPPOSITES,
    PERSONS,
    THINGS,
    UNITS,
)
from curation.text.stems import content_stems

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+(?:[.,]\d+)*|%")
_QUANTITY = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?|"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + r")(?:\s|-)?(%|[A-Za-z]+)?(?![\w%])",
    re.IGNORECASE,
)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _number(text: str) -> float:
    low = text.lower()
    return NUMBER_WORDS[low] if low in NUMBER_WORDS else float(text.replace(",", ""))


def _unit(word: str) -> tuple[str, float] | None:
    low = word.lower()
    return UNITS.get(low) or UNITS.get(low.removesuffix("s")) or UNITS.get(low.removesuffix("es"))


def quantities(text: str) -> list[tuple[str, float]]:
    """The measured quantities in a text, each with its dimension and its size in that dimension's base unit."""
    measured = []
    for match in _QUANTITY.finditer(text):
        unit = _unit(match[2]) if match[2] else None
        if unit is not None:
            measured.append((unit[0], round(_number(match[1]) * unit[1], 9)))
    return measured


def same_in_other_units(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that say one quantity in two units: `60 minutes` and `1 hour`."""
    said: dict[tuple[str, float, tuple[str, ...]], int] = {}
    for i, option in enumerate(item.options):
        measured = quantities(option)
        if len(measured) != 1:
            continue
        rest = tuple(
            w
            for w in _words(_QUANTITY.sub(" ", option))
            if w not in ("the", "a", "an", "of", "within", "in", "about")
        )
        key = (*measured[0], rest)
        if key in said and _words(option) != _words(item.options[said[key]]):
            yield Hit(
                f"options[{i}]",
                f"says the same quantity as option {LETTERS[said[key]]} in another unit; replace one of them",
            )
        said.setdefault(key, i)


_RANGE = re.compile(r"(?<!\d)(\d++(?:[.,]\d++)?+)\s*+(?:-|–|—|to|and)\s*+(\d+(?:[.,]\d+)?)")
_BELOW = re.compile(
    r"(?:less than|under|below|up to|at most|no more than|fewer than|<|≤)\s*(\d+(?:[.,]\d+)?)", re.I
)
_ABOVE = re.compile(
    r"(?:more than|over|above|at least|greater than|no less than|>|≥)\s*(\d+(?:[.,]\d+)?)", re.I
)


def _interval(option: str) -> tuple[float, float, bool] | None:
    """Low end, high end, and whether both ends are given; None for an option that is no range."""
    if len(option.split()) > 9:
        return None
    if match := _RANGE.search(option):
        low, high = (float(x.replace(",", ".")) for x in match.groups())
        return (low, high, True) if low < high else None
    if match := _BELOW.search(option):
        return -1e18, float(match[1].replace(",", ".")), False
    if match := _ABOVE.search(option):
        return float(match[1].replace(",", ".")), 1e18, False
    return None


def ranges_overlap(item: Item, settings: Settings) -> Iterator[Hit]:
    """Ranges that overlap, so that one value makes two options right. Limits alone (`at least 5`) may stand beside each other."""
    ranges = [(i, r) for i, option in enumerate(item.options) if (r := _interval(option))]
    if len(ranges) < 2 or not any(r[2] for _, r in ranges):
        return
    for (i, a), (j, b) in combinations(ranges, 2):
        if (a[2] or b[2]) and min(a[1], b[1]) > max(a[0], b[0]):
            yield Hit(
                f"options[{j}]",
                f"overlaps the range of option {LETTERS[i]}; make the ranges exclude each other",
            )
            return


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
    asked = content_stems(" ".join([parts[-1], *item.options]), language)
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


def repeated_words(item: Item, settings: Settings) -> Iterator[Hit]:
    """Options that all begin or end with the same words, which belong into the stem."""
    lists = [_words(option) for option in item.options]
    if len(lists) < 3 or min(map(len, lists)) < 4:
        return
    head = 0
    while head < min(map(len, lists)) and len({words[head] for words in lists}) == 1:
        head += 1
    tail = 0
    while tail < min(map(len, lists)) - head and len({words[-1 - tail] for words in lists}) == 1:
        tail += 1
    if (head >= 3 or tail >= 4 or head + tail >= 5) and not _differ_twice(
        [words[head : len(words) - tail] for words in lists]
    ):
        yield Hit("options", "all options repeat the same words; put them into the stem", value=head + tail)


def _differ_twice(middles: Sequence[Sequence[str]]) -> bool:
    """Whether what is left of the options differs in two places: then the same words between cannot stand in the stem."""
    for word in min(middles, key=len):
        if not all(word in words for words in middles):
            continue
        places = [list(words).index(word) for words in middles]
        before = {tuple(words[:place]) for words, place in zip(middles, places, strict=True)}
        behind = {tuple(words[place + 1 :]) for words, place in zip(middles, places, strict=True)}
        if len(before) > 1 and len(behind) > 1:
            return True
    return False


def _contrary(a: str, b: str) -> bool:
    """Whether two options differ by a negation or a pair of opposites alone."""
    left, right = _words(a), _words(b)
    only_left = list((Counter(left) - Counter(right)).elements())
    only_right = list((Counter(right) - Counter(left)).elements())
    rest = [
        w
        for w in only_left + only_right
        if w not in NEGATIONS and w not in ("do", "does", "it", "should", "be")
    ]
    negated = bool(set(only_left) & NEGATIONS) != bool(set(only_right) & NEGATIONS)
    if negated and not rest and min(len(left), len(right)) >= 2:
        return True
    return len(only_left) == len(only_right) == 1 and frozenset((only_left[0], only_right[0])) in OPPOSITES


def opposites(item: Item, settings: Settings) -> Iterator[Hit]:
    """One pair of options that contradict each other: one of them is nearly always the key. Pairs throughout are meant so."""
    if item.answer is None or len(item.options) < 3:
        return
    pairs = [(i, j) for (i, a), (j, b) in combinations(enumerate(item.options), 2) if _contrary(a, b)]
    if len(pairs) == 1 and item.answer in pairs[0]:
        i, j = pairs[0]
        yield Hit(
            f"options[{j}]",
            f"is the contrary of option {LETTERS[i]}, which gives the key away to those who guess; replace one",
            value=i,
        )


def _form(option: str) -> str:
    """The kind of an option: `quantity`, `verdict` (yes, no), `person`, `name` or `text`."""
    words = _words(option)
    if not words:
        return ""
    if re.match(
        r"\W*(?:(?:yes|no)(?=\W*(?:$|[,;.:\u2013\u2014(-]|because\b|it\b|since\b|as\b))|true\b|false\b)",
        option,
        re.I,
    ):
        return "verdict"
    core = [
        w
        for w in words
        if w
        not in (
            "the",
            "a",
            "an",
            "of",
            "within",
            "after",
            "before",
            "about",
            "at",
            "least",
            "most",
            "than",
            "more",
            "less",
            "up",
            "to",
            "every",
            "per",
            "only",
            "approximately",
        )
    ]
    if (
        core
        and len(core) <= 4
        and (core[0][0].isdigit() or (core[0] in NUMBER_WORDS and core[0] not in ("a", "an")))
    ):
        return "quantity"
    if len(core) <= 3 and core and core[-1].removesuffix("s") in PERSONS:
        return "person"
    return "text"


def heterogeneous(item: Item, settings: Settings) -> Iterator[Hit]:
    """Options of different kinds: a number, a person and an action answer different questions."""
    forms = [_form(option) for option in item.options]
    kinds = {form for form in forms if form}
    if len(item.options) < 3 or len(kinds) < 2:
        return
    common = max(kinds, key=forms.count)
    odd = [i for i, form in enumerate(forms) if form != common]
    special = {"quantity", "verdict"} & kinds
    if (
        len(kinds) >= 3
        or (
            special
            and (common in ("quantity", "verdict") or len(odd) * 2 <= len(forms))
            and not _escape(item.options, odd)
        )
        or ("person" in kinds and common == "person" and all(len(item.options[i].split()) > 4 for i in odd))
    ):
        yield Hit(
            f"options[{odd[0]}]",
            "is of another kind than the other options; make all of one kind",
            value=len(kinds),
        )


_ESCAPE = re.compile(
    r"^\W*(?:it depends|depends|none|never|no (?:limit|minimum|maximum|requirement|specific)|not|any|unlimited|indefinitely|immediately|as |until|there is no|permanently|continuously|annually|monthly|weekly|daily|quarterly|once|twice|always|each|every)\b",
    re.I,
)


def _escape(options: Sequence[str], odd: Sequence[int]) -> bool:
    """Whether the odd options are ordinary companions of numbers: `no limit`, `immediately`, `annually`."""
    return all(_ESCAPE.match(options[i]) for i in odd)


def same_words(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options of the same words in another order: if one is right, so is the other."""
    language = item.language or "en"
    sets = [content_stems(option, language) for option in item.options]
    for i, j in combinations(range(len(sets)), 2):
        a, b = sets[i], sets[j]
        negated = {w for w in _words(item.options[i]) if w in NEGATIONS} != {
            w for w in _words(item.options[j]) if w in NEGATIONS
        }
        numbers = re.findall(r"\d+", item.options[i]) != re.findall(r"\d+", item.options[j])
        order = _order_matters(item.options[i]) or _order_matters(item.options[j])
        if (
            len(a) >= 2
            and a == b
            and not negated
            and not numbers
            and not order
            and _words(item.options[i]) != _words(item.options[j])
        ):
            yield Hit(
                f"options[{j}]", f"says what option {LETTERS[i]} says in other words; replace one of them"
            )
            return


def _order_matters(option: str) -> bool:
    return bool(
        re.search(
            r"\b(?:then|before|after|first|from|to|into|than|over|under|followed by|by)\b|→|->|,",
            option,
            re.I,
        )
    )


def nested(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option that holds another one whole: who ticks the wider one is right with the narrower one too."""
    lists = [tuple(w for w in _words(o) if w not in ("the", "a", "an")) for o in item.options]
    for i, j in combinations(range(len(lists)), 2):
        small, large = sorted((i, j), key=lambda n: len(lists[n]))
        a, b = lists[small], lists[large]
        if (
            a
            and len(a) < len(b)
            and len(a) >= 2
            and (
                (b[: len(a)] == a and b[len(a)] in ("and", "or", "plus", "including"))
                or (b[-len(a) :] == a and b[-len(a) - 1] in ("and", "or", "plus", "any"))
            )
            and item.answer in (small, large)
        ):
            yield Hit(
                f"options[{large}]", f"holds option {LETTERS[small]} whole; make them exclude each other"
            )
            return


def unknown_abbreviation(item: Item, settings: Settings) -> Iterator[Hit]:
    """An abbreviation in the stem that is neither known to everybody nor spelled out in the item."""
    whole = " ".join([item.stem, *item.options])
    for match in re.finditer(r"(?<![\w./-])([A-Z]{3,7})s?(?![\w/-])", item.stem):
        name = match[1]
        if name in ABBREVIATIONS or item.stem.isupper():
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


def double_negative(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception and options that deny: readers lose count. `Never without` is plain English and no fault."""
    stem = re.search(r"\b(?:not|except|never|least|false|incorrect|without|unlikely)\b", item.stem, re.I)
    denied = [
        i
        for i, o in enumerate(item.options)
        if {"not", "never", "no", "cannot", "don't", "doesn't"} & set(_words(o)[:3])
    ]
    twice = re.search(
        r"\b(?:not|never|cannot|without)\b[^?.]{0,40}\b(?:not|never|no|un(?!der|it|ion|iv|til|less)\w{4,})\b",
        item.stem,
        re.I,
    )
    if twice or (
        stem
        and re.search(r"\b(?:which|what)\b", item.stem, re.I)
        and _ASKS_EXCEPTION.search(item.stem)
        and denied
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
        (match := _ASKS_EXCEPTION.search(item.stem))
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


def combination(item: Item, settings: Settings) -> Iterator[Hit]:
    """An option that combines other options: `Both A and C`."""
    for i, option in enumerate(item.options):
        if re.match(
            r"^\W*(?i:both\s|either\s|only\s|options?\s|answers?\s)*\(?[A-E]\)?\s*(?:and|or|,|&)\s*\(?[A-E]\)?(?:\s*(?:and|or|,|&)\s*\(?[A-E]\)?)*(?:\s+(?:only|are correct|above|both))?\W*$",
            option,
        ):
            yield Hit(f"options[{i}]", "combines other options; write one of its own")
            return


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


def _called_right(told: str, option: str) -> bool:
    """Whether an explanation calls the option the right one in so many words: `butyl rubber is the right glove`."""
    return bool(option) and bool(
        re.search(
            rf"\b{re.escape(option)} (?:is|are|was|would be) (?:therefore |thus |the |a )*(?:correct|right|best|proper|safest|only correct|appropriate|recommended)\b",
            told,
        )
    )


def explanation_other(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that gives the number or the words of another option and not those of the key."""
    if item.answer is None or not item.explanation or item.key is None:
        return
    told = " ".join(_words(item.explanation))
    key = " ".join(_words(item.key))
    called = [i for i, o in enumerate(item.options) if _called_right(told, " ".join(_words(o)))]
    if called and item.answer not in called:
        yield Hit(
            "explanation",
            f"calls option {LETTERS[called[0]]} right, which is not the key; one of them is wrong",
            value=called[0],
        )
        return
    numbers = [
        set(re.findall(r"\d+(?:\.\d+)?", o)) - set(re.findall(r"\d+(?:\.\d+)?", item.stem))
        for o in item.options
    ]
    spoken = set(re.findall(r"\d+(?:\.\d+)?", item.explanation))
    mine = numbers[item.answer]
    others = [i for i, n in enumerate(numbers) if i != item.answer and n and n & spoken and not n & mine]
    if len(mine) and not mine & spoken and others and not quantities_agree(item.key, item.explanation):
        yield Hit(
            "explanation",
            f"gives the number of option {LETTERS[others[0]]} and not that of the key; one of them is wrong",
            value=others[0],
        )
        return
    held = [
        i
        for i, o in enumerate(item.options)
        if i != item.answer and len(w := " ".join(_words(o))) >= 8 and w in told and w not in key
    ]
    if (
        len(held) == 1
        and key not in told
        and len(key) >= 8
        and not re.search(
            r"\b(?:incorrect|wrong|not|unlike|rather than|whereas|however)\b", item.explanation, re.I
        )
    ):
        yield Hit(
            "explanation",
            f"says the words of option {LETTERS[held[0]]} and not those of the key; one of them is wrong",
            value=held[0],
        )


def quantities_agree(a: str, b: str) -> bool:
    """Whether two texts share a quantity, also in other units."""
    return bool(set(quantities(a)) & set(quantities(b)))


def clang(item: Item, settings: Settings) -> Iterator[Hit]:
    """A rare word or two words of the stem that only the key repeats: it can be found without knowing anything."""
    if item.key is None or len(item.options) < 3:
        return
    language = item.language or "en"
    joined = re.sub(r"(?<=\w)[-–](?=\w)", " ", item.stem)
    shared = content_stems(joined, language) & content_stems(
        re.sub(r"(?<=\w)[-–](?=\w)", " ", item.key), language
    )
    for i, option in enumerate(item.options):
        if i != item.answer:
            shared -= content_stems(re.sub(r"(?<=\w)[-–](?=\w)", " ", option), language)
    if len(shared) >= 2 and len(content_stems(item.key, language)) <= 6:
        yield Hit(
            f"options[{item.answer}]",
            "only the key repeats several words of the stem; use them in no option or in all",
            value=len(shared),
        )
