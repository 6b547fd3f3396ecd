"""What a number with its unit looks like in each language, and the words that compare it, as compiled patterns.

The words are data of the packs: `time_units`, `other_units`, `count_nouns`, `at_least` and its like, `frequency_words`, `per_period`,
`fractions`, `units_first`; the signs of units stand in `curation.text.unit_signs`, numbers in words in `curation.text.numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from curation.core.records import Comparator
from curation.text import numerals
from curation.text.packs import pack
from curation.text.phrases import WORDS, alternatives, table
from curation.text.rule_words import value_patterns as wording
from curation.text.unit_signs import SIGNS, TIMES

_DIGITS = r"\d{1,3}\^\d{1,3}|(?!0)\d{1,3}(?:[ ,.\u202f']\d{3}){1,6}(?:[.,]\d{1,2})?(?![\d])|\d{1,40}(?:[.,]\d{1,40})?"


TABLES: dict[str, Comparator] = {
    "at_least": "at least", "at_most": "at most", "more_than": "more than", "less_than": "less than",
}  # fmt: skip


def longest(names: tuple[str, ...]) -> str:
    """A pattern of any of the phrases, the longest first; one that matches nothing for none."""
    return alternatives(*names) if names else "(?!x)x"


@lru_cache(maxsize=64)
def _scanner(language: str, words: bool = True) -> re.Pattern[str]:
    """Figures, and with `words` numbers in words too, with the unit or the noun behind them."""
    spelt = _spelling(language) if words else "(?!)"
    units = longest((*_time_units(language), *_other_units(language)))
    counts = longest(table(language, "count_nouns"))
    before, gap, spaced = (
        (r"(?:(?<![\w.-])|(?<=\s-))(?<!\d,)", r"(?:\s*-\s*|\s+)?", r"(?![\w])")
        if not unspaced(language)
        else (_fresh(language), r"\s*", "")
    )
    figure = rf"(?:(?:{_DIGITS}){_multiplied(language)}{_spelt_again(language)}|{spelt}{spaced}(?:\s*\(\s*\d+\s*\))?)"
    if adjectives := table(language, "unit_adjectives"):
        gap = rf"(?:\s*-\s*|\s+(?:{longest(adjectives)}\s+)?|)"
    if pack(language).ordinal_point:
        gap = rf"(?:\.\s+|{gap[3:]}"  # "das 18. Lebensjahr"
    join = longest(table(language, "range_words") or wording.RANGE_JOINS)
    open_end = longest(_open_ends(language))
    return re.compile(
        rf"{before}(?P<low>{figure})(?:\s*(?:{join})\s*(?P<high>{figure}))?(?:\s+(?P<open>{open_end})(?=\s))?(?:\s+(?P<scale>{wording.SCALE}){wording.SCALE_OF})?{gap}(?:(?P<unit>{units}){spaced}|(?P<count>(?:[a-z]+ ){{0,2}}?{counts}){spaced})"
    )


@lru_cache(maxsize=32)
def _open_ends(language: str) -> tuple[str, ...]:
    """What leaves a number open before what it counts: `or more` in `two or more persons`."""
    joins = table(language, "bound_joins")
    phrases = (*table(language, "at_least"), *table(language, "at_most"))
    return tuple(phrase for phrase in phrases if phrase.partition(" ")[0] in joins)


@lru_cache(maxsize=32)
def _articled(language: str) -> re.Pattern[str] | None:
    """An article that counts before a time (`innerhalb eines Monats`); None where the language needs none."""
    ones = table(language, "one_words")
    times = longest(_time_units(language))
    return (
        re.compile(rf"(?<!\w)(?P<one>{longest(ones)})(?:\s*\(\s*1\s*\))?\s+(?P<period>{times})(?!\w)")
        if ones
        else None
    )


@lru_cache(maxsize=32)
def _compared(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words that compare, and a figure with any noun behind it: `mindestens zwei Ausgänge`; None where the script parts no words."""
    if language == "en":
        return (
            re.compile(rf"(?<!\w){longest(table('en', 'count_comparators'))}(?!\w)"),
            re.compile(
                rf"(?<!\s)\s++(?P<low>\d{{1,6}}(?:[., ]\d{{3}}){{0,4}}|{_spelling('en')})(?:(?P<bare>{_other_bound('en')})|\s++(?P<count>(?:[a-z-]{{3,30}}\s)?(?<!\w)[a-z]{{2,30}}(?<!s)s|(?<=\bone\s)(?:[a-z-]{{3,30}}\s)?[a-z]{{3,30}}(?={wording.NOUN_CLOSED}))(?![\w']))"
            ),
        )
    if unspaced(language):
        return None
    words = [phrase for name in TABLES for phrase in table(language, name)]
    spelt = _spelling(language)
    return (
        re.compile(rf"(?<!\w){longest(tuple(words))}(?:(?<=')|(?!\w))"),
        re.compile(
            rf"(?<!\s)\s*+{wording.OF}(?P<low>\d{{1,6}}(?:[., ]\d{{3}}){{0,4}}|{spelt})(?:(?P<bare>{_other_bound(language)})|\s++(?P<count>[^\W\d_]{{3,}})(?!\w))"
        ),
    )


@lru_cache(maxsize=32)
def _other_bound(language: str) -> str:
    """Looks ahead for the other bound of the same count: `but not more than five` behind `at least three`."""
    compared = longest(tuple(phrase for name in TABLES for phrase in table(language, name)))
    joins = longest((*table(language, "bound_joins"), *table(language, "range_words")))
    return rf"(?=(?:\s*,)?\s++(?:{joins}\s++)?{compared}\s++(?:{wording.YET}\s++)?(?:\d|{_spelling(language)}(?!\w)))"


@lru_cache(maxsize=32)
def _months(language: str) -> frozenset[str]:
    return frozenset(name for names in pack(language).months for name in names)


def _counted(folded: str, language: str) -> Iterator[re.Match[str]]:
    """Figures behind a comparison that count something which is in no table of units."""
    known = _compared(language)
    months = _months(language)
    bounds = table(language, "at_most")
    for compared in known[0].finditer(folded) if known is not None else ():
        match = known[1].match(folded, compared.end()) if known is not None else None
        if match is None or match["count"] in months:
            continue
        counted = match["count"] or ""
        if not pack(language).function_words.isdisjoint({counted, counted.partition(" ")[0]}):
            continue
        if match.groupdict().get("bare") is not None:
            yield match  # "ten minste vijf en ten hoogste negen leden"
            continue
        if match["low"] in pack(language).determiners and " " not in compared[0] and compared[0] in bounds:
            continue  # "tot een goede uitvoering": a preposition and an article
        yield match


def matches(folded: str, language: str) -> Iterator[re.Match[str]]:
    """Everything in a text that may be a number with what it counts, shares and money first."""
    if (shares := _shares(language)) is not None:
        yield from shares.finditer(folded)
    if any(sign in folded for sign in wording.CURRENCIES):
        yield from wording.MONEY.finditer(folded)
    if language == "en":
        yield from _scanner(language).finditer(folded)
        if "age of" in folded or "aged " in folded:
            yield from _ages().finditer(folded)
    if language != "en":
        # Most texts hold no number in words, and looking for one takes most of the time.
        words = unspaced(language) or any(_is_number(word, language) for word in WORD.findall(folded))
        yield from _scanner(language, words).finditer(folded)
    if (turned := _units_first(language)) is not None:
        yield from turned.finditer(folded)
    if (articled := _articled(language)) is not None:
        yield from articled.finditer(folded)
    yield from _counted(folded, language)
    yield from _rates(folded, language)


@lru_cache(maxsize=1)
def _ages() -> re.Pattern[str]:
    """An age without a unit: `under the age of 14`, `aged 65 or over`, `aged between 6 and 12`."""
    figure = rf"(?:\d{{1,3}}|{_spelling('en')})"
    compared = longest(tuple(phrase for name in TABLES for phrase in table("en", name)))
    aged = rf"(?<!\w){wording.AGED}(?:(?P<open>{compared}) )?"
    return re.compile(
        rf"(?:{wording.AGE_OF}|{aged})(?P<low>{figure})(?: ?{wording.RANGE_OF_AGES} ?(?P<high>{figure}))?(?P<age>)(?![\w-]|\.\d)"
    )


@lru_cache(maxsize=32)
def _rate(language: str) -> re.Pattern[str] | None:
    """A figure with any noun, counted by a time or a thing: `30 requests per hour`; None where the pack has no word for `per`."""
    words = table(language, "rate_words")
    if not words:
        return None
    each = rf"(?:\s+{longest(words)}\s+(?!cent\b)(?:{longest(table(language, 'rate_adjectives'))}\s+)?[^\W\d_]{{3,20}})"
    return re.compile(
        rf"(?<![\w.-])(?P<low>\d{{1,9}}(?:[., ]\d{{3}}){{0,4}})\s+(?P<count>[^\W\d_]{{3,20}}(?:\s[^\W\d_]{{3,20}})?){each}{{1,3}}(?!\w)"
    )


def _rates(folded: str, language: str) -> Iterator[re.Match[str]]:
    known = _rate(language)
    if known is not None and any(word in folded for word in table(language, "rate_words")):
        yield from known.finditer(folded)


def _spelt_again(language: str) -> str:
    """A number in words in brackets behind its figures (`30 (treinta) días`); nothing in English and where no space parts words."""
    return r"(?:\s*\([^()\d]{2,40}\))?" if language != "en" and not unspaced(language) else ""


def _fresh(language: str) -> str:
    """What may not stand right before a number where no space does: a figure, a sign of a number, or the sign of an ordinal (`第`)."""
    signs = "".join(word for word in pack(language).number_words if len(word) == 1)
    return rf"(?<![\d.{wording.NUMBER_SIGNS}{signs if pack(language).script != 'hangul' else ''}])"


@lru_cache(maxsize=32)
def _multiplied(language: str) -> str:
    """Signs that multiply the figures before them (`5\u5343\u4e07`), in languages that write numbers so; else nothing."""
    signs = [word for word, value in pack(language).number_words.items() if value >= 10]
    return rf"(?:{longest(tuple(map(re.escape, signs)))}){{0,3}}" if signs and unspaced(language) else ""


@lru_cache(maxsize=32)
def _units_first(language: str) -> re.Pattern[str] | None:
    """A unit in front of its figure (`anni diciotto`, `giorni 30`); None where the pack names none."""
    units = table(language, "units_first")
    return (
        re.compile(
            rf"(?<!\w)(?P<unit>{longest(units)})\s+(?P<low>{_DIGITS}|{_spelling(language)})(?!\w)(?![.,]?\d)"
        )
        if units
        else None
    )


@lru_cache(maxsize=32)
def unspaced(language: str) -> bool:
    """Whether a language parts no words, so that a number stands right before the words that follow it."""
    return pack(language).script.startswith(("han", "kana", "hangul"))


@lru_cache(maxsize=32)
def _spelling(language: str) -> str:
    """A pattern of numbers in words."""
    return numerals.pattern(language)


@lru_cache(maxsize=32)
def _time_units(language: str) -> tuple[str, ...]:
    return (*table(language, "time_units"), *(TIMES if language != "en" else ()))


@lru_cache(maxsize=32)
def _other_units(language: str) -> tuple[str, ...]:
    return (*table(language, "other_units"), *(SIGNS if language != "en" else ()))


@lru_cache(maxsize=32)
def _shares(language: str) -> re.Pattern[str] | None:
    """A share of a whole: `zwei Drittel`, `三分之二`, `百分之五`; None where the pack names none."""
    parts, joins = table(language, "fractions"), table(language, "fraction_joins")
    figure = rf"(?:\d{{1,3}}(?:[.,]\d{{1,3}})?|{_spelling(language)})"
    if joins:
        return re.compile(rf"(?P<of>{figure})\s*{alternatives(*joins)}\s*(?P<low>{figure})")
    if not parts:
        return None
    names = alternatives(*(entry.partition("=")[0] for entry in parts))
    gap = r"(?:\s+|-)" if language == "en" else r"\s+"  # "two-thirds"
    return re.compile(rf"(?<!\w)(?P<low>{figure}){gap}(?P<part>{names})(?!\w)")


@lru_cache(maxsize=32)
def fractions(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """The names of shares and what they are a share of: `Drittel` and 3."""
    pairs = (entry.partition("=") for entry in table(language, "fractions"))
    return tuple((re.compile(alternatives(name)), int(whole)) for name, _, whole in pairs)


@lru_cache(maxsize=64)
def comparator(language: str, place: str) -> re.Pattern[str]:
    """The words that compare, right before a number (`place` is `before`) or right behind it."""
    # "10\u4e07\u5143\u4ee5\u4e0a50\u4e07\u5143\u4ee5\u4e0b": what stands behind a number says nothing of the next one.
    barred = table(language, "behind_only" if place == "before" else "before_only")
    named = {name: tuple(word for word in table(language, name) if word not in barred) for name in TABLES}
    tables = [f"(?P<{name}>{longest(words)})" for name, words in named.items()]
    joined = "|".join(tables)
    if place == "before":
        whole = "" if unspaced(language) else r"(?<!\w)"
        return re.compile(rf"{whole}(?:{joined})(?:\s++{wording.BETWEEN})*\s*+$")
    aged = longest(table(language, "age_behind"))
    if unspaced(language):
        return re.compile(rf"\s*+(?:{aged}\s*+)?(?:,\s*+)?(?:{joined})")
    # "fünf Meter höchstens zwei Personen": what a number follows compares that number.
    next_one = rf"(?!\s+(?:{wording.SIGN}\s*)?(?:\d|{_spelling(language)}(?!\w)))"
    return re.compile(rf"\s*+(?:{aged}\s*+)?(?:,\s*+)?(?:{joined})(?!\w){next_one}")


@lru_cache(maxsize=32)
def opening(language: str) -> re.Pattern[str]:
    """A word that compares at the start of the words before a frequency."""
    return re.compile("|".join(f"(?P<{name}>{longest(table(language, name))})" for name in TABLES))


@lru_cache(maxsize=32)
def periods(language: str) -> tuple[str, ...]:
    """The periods of `per_period`, each at the place of its phrase."""
    return tuple(entry.partition("=")[2] for entry in table(language, "per_period"))


@lru_cache(maxsize=32)
def per_period(language: str) -> re.Pattern[str] | None:
    """`a year` behind a number of times; None where the pack lists no such words."""
    phrases = [entry.partition("=")[0] for entry in table(language, "per_period")]
    if not phrases:
        return None
    groups = "|".join(f"(?P<_{place}>{alternatives(phrase)})" for place, phrase in enumerate(phrases))
    return re.compile(rf"(?<!\s)\s*+(?:{groups})" + ("" if unspaced(language) else r"(?!\w)"))


def may_count(folded: str, language: str) -> bool:
    """Whether a text without a digit may set a number. English is asked by its words, which is quicker."""
    if language == "en":
        return not _counting().isdisjoint(WORDS.findall(folded))
    if unspaced(language):
        return _spelt(language).search(folded) is not None
    return any(_begins_number(word, language) for word in WORD.findall(folded))


WORD = re.compile(r"[^\W\d_]+")
"""A word, its digits and signs aside."""


@lru_cache(maxsize=65_536)
def _begins_number(word: str, language: str) -> bool:
    """Whether a number, or words for a frequency, can begin with this word; remembered, for texts use the same words again and again."""
    return _number_begins(language).fullmatch(word) is not None


@lru_cache(maxsize=65_536)
def _is_number(word: str, language: str) -> bool:
    """Whether a word is a number, or begins one, and no article."""
    known = pack(language)
    return word not in known.determiners and re.fullmatch(_spelling(language), word) is not None


@lru_cache(maxsize=32)
def _number_begins(language: str) -> re.Pattern[str]:
    """A number in words, an article that counts, or the first word of a phrase for a frequency."""
    phrases = (entry.partition("=")[0].split(" ")[0] for entry in table(language, "frequency_words"))
    return re.compile(longest((_spelling(language), *table(language, "one_words"), *phrases)))


@lru_cache(maxsize=1)
def _counting() -> frozenset[str]:
    phrases = (entry.partition("=")[0] for entry in table("en", "frequency_words"))
    return frozenset(
        {
            *pack("en").number_words,
            "within",
            "exceeding",
            "than",
            *(re.split(r"[^a-z]", phrase, maxsplit=1)[0] for phrase in phrases),
        }
    )


@lru_cache(maxsize=32)
def _spelt(language: str) -> re.Pattern[str]:
    phrases = (entry.partition("=")[0] for entry in table(language, "frequency_words"))
    return re.compile(
        longest((*map(re.escape, pack(language).number_words), *table(language, "one_words"), *phrases))
    )


@lru_cache(maxsize=32)
def time(language: str) -> re.Pattern[str]:
    """A unit of time, to be matched with the whole of a unit: `km/h` and `kilomètres par heure` only end in one."""
    return re.compile(longest(_time_units(language)))


@lru_cache(maxsize=32)
def due_behind(language: str) -> re.Pattern[str]:
    """Words right behind a time, or its comparator, that make it a deadline where no space parts words: `以内に`."""
    return re.compile(r"\s{0,3}" + longest(table(language, "within_behind")))


@lru_cache(maxsize=32)
def per_before(language: str) -> re.Pattern[str] | None:
    """A period up to the end of a text, before how often in it: `年二回`; None where the pack names none.

    It begins the text or stands behind another word, or behind a particle that closes the words before it.
    """
    entries = table(language, "per_before")
    groups = "|".join(
        f"(?P<_{place}>{alternatives(entry.partition('=')[0])})" for place, entry in enumerate(entries)
    )
    return (
        re.compile(rf"(?<![\w])(?:{groups})\s*$|(?<=[はをがに、])(?:{groups.replace('?P<_', '?P<a')})\s*$")
        if entries
        else None
    )


@lru_cache(maxsize=32)
def frequency_units(language: str) -> tuple[str, ...]:
    """The periods of `frequency_words`, each at the place of its phrase: `jahr`, or `jahr*2` for twice a year."""
    return tuple(entry.partition("=")[2] for entry in table(language, "frequency_words"))


@lru_cache(maxsize=1)
def frequency_parts() -> tuple[str, ...]:
    """Parts of words of which one stands in every English text with a frequency: to look for them spares most of the searches."""
    longest = {
        max(re.findall(r"[a-z]+", re.sub(r"\(\?:[^()]*\)|\w\?", " ", entry.partition("=")[0])), key=len)
        for entry in table("en", "frequency_words")
    }
    return tuple(part for part in longest if not any(part != other and other in part for other in longest))


@lru_cache(maxsize=32)
def frequency(language: str) -> re.Pattern[str] | None:
    """Frequencies without a figure (`jährlich`); None where the pack lists none."""
    phrases = [entry.partition("=")[0] for entry in table(language, "frequency_words")]
    if not phrases:
        return None
    groups = "|".join(f"(?P<_{place}>{alternatives(phrase)})" for place, phrase in enumerate(phrases))
    return re.compile(rf"(?:{groups})" if unspaced(language) else rf"(?<![\w-])(?:{groups})(?![\w-])")
