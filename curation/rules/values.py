"""The numbers that a rule sets: comparator, number, unit, and whether it is a deadline, a frequency, a duration, a limit, an age or a count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from curation.core.records import Comparator, ValueKind
from curation.text import numerals
from curation.text.packs import pack
from curation.text.phrases import WORDS, alternatives, pattern, table
from curation.text.unit_signs import SIGNS, TIMES


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a sentence sets; offsets in the folded text."""

    comparator: Comparator
    number: float
    upper: float | None
    unit: str
    kind: ValueKind
    counted_from: tuple[int, int] | None
    start: int
    end: int


_DIGITS = (
    r"\d{1,3}\^\d{1,3}|\d{1,3}(?:[ ,.\u202f']\d{3}){1,6}(?:[.,]\d{1,2})?(?![\d])|\d{1,40}(?:[.,]\d{1,40})?"
)
_SCALE = r"millions?|billions?|million(?:en)?|millones|mio\.?|miljoen|miljard|milliards?|milion[ie]|milione|miliard[iaów]*|milhão|milhões|milionów|milion[yów]*|tys\.|mln|mld"
_MONEY = re.compile(
    rf"(?P<money>(?:us\$|can\$|r\$(?=\s?\d)|[$\u20ac\u00a3\u00a5\u20a9])\s*+(?P<sum>\d{{1,3}}(?:[ ,.\u202f']\d{{3}}){{1,6}}(?:[.,]\d{{2}}(?!\d))?|\d{{1,20}}(?:[.,]\d{{1,4}})?)(?:\s+(?P<times>{_SCALE}))?)"
)
_TABLES: dict[str, Comparator] = {
    "at_least": "at least", "at_most": "at most", "more_than": "more than", "less_than": "less than",
}  # fmt: skip
_REFERENCE = re.compile(
    r"(?:\b(?:article|articles|art|section|sections|sec|paragraph|paragraphs|para|point|points|annex|annexes|chapter|part|title|regulation|directive|schedule|appendix|table|figure|form|subsection|item|no|rule|version|iso|en|iec"
    r"|artikel|absatz|abs|nummer|nr|anhang|satz|kapitel|artículo|artículos|apartado|lid|bijlage|annexe|paragraphe|step|level|class|category|phase|type|group|note)\.?|§|/|\bcfr|\()\s*$"
)


def _longest(names: tuple[str, ...]) -> str:
    return alternatives(*names) if names else "(?!x)x"


@lru_cache(maxsize=32)
def _scanner(language: str) -> re.Pattern[str]:
    spelt = _spelling(language)
    units = _longest((*_time_units(language), *_other_units(language)))
    counts = _longest(table(language, "count_nouns"))
    before, gap, spaced = (
        (r"(?<![\w.-])(?<!\d,)", r"(?:\s*-\s*|\s+)?", r"(?![\w])")
        if not _unspaced(language)
        else (r"(?<![\d.])", r"\s*", "")
    )
    figure = rf"(?:(?:{_DIGITS}){_multiplied(language)}|{spelt}{spaced}(?:\s*\(\s*\d+\s*\))?)"
    if pack(language).ordinal_point:
        gap = rf"(?:\.\s+|{gap[3:]}"  # "das 18. Lebensjahr"
    join = _longest(table(language, "range_words") or ("to", "and", "-", "\u2014"))
    return re.compile(
        rf"{before}(?P<low>{figure})(?:\s*(?:{join})\s*(?P<high>{figure}))?(?:\s+(?P<scale>{_SCALE}))?{gap}(?:(?P<unit>{units}){spaced}|(?P<count>(?:[a-z]+ ){{0,2}}?{counts}){spaced})"
    )


@lru_cache(maxsize=32)
def _articled(language: str) -> re.Pattern[str] | None:
    """An article that counts before a time (`innerhalb eines Monats`); None where the language needs none."""
    ones = table(language, "one_words")
    times = _longest(_time_units(language))
    return re.compile(rf"(?<!\w)(?P<one>{_longest(ones)})\s+(?P<period>{times})(?!\w)") if ones else None


@lru_cache(maxsize=32)
def _compared(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words that compare, and a figure with any noun behind it: `mindestens zwei Ausgänge`; None in English, whose
    tables of counted nouns are long, and where the script parts no words."""
    if language == "en" or _unspaced(language):
        return None
    words = [phrase for name in _TABLES for phrase in table(language, name)]
    spelt = _spelling(language)
    return (
        re.compile(rf"(?<!\w){_longest(tuple(words))}(?!\w)"),
        re.compile(
            rf"(?<!\s)\s*+(?:(?:de|d'|von|van)\s*+)?(?P<low>\d{{1,6}}(?:[., ]\d{{3}}){{0,4}}|{spelt})\s++(?P<count>[^\W\d_]{{3,}})(?!\w)"
        ),
    )


@lru_cache(maxsize=32)
def _months(language: str) -> frozenset[str]:
    return frozenset(name for names in pack(language).months for name in names)


def _counted(folded: str, language: str) -> Iterator[re.Match[str]]:
    """Figures behind a comparison that count something which is in no table of units."""
    known = _compared(language)
    months = _months(language)
    for compared in known[0].finditer(folded) if known is not None else ():
        match = known[1].match(folded, compared.end()) if known is not None else None
        if match is None or match["count"] in months or match["count"] in pack(language).function_words:
            continue
        yield match


def _matches(folded: str, language: str) -> Iterator[re.Match[str]]:
    """Everything in a text that may be a number with what it counts, figures first; outside English shares and money before them."""
    if (shares := _shares(language)) is not None:
        yield from shares.finditer(folded)
    if language == "en":
        yield from _scanner(language).finditer(folded)
    if any(sign in folded for sign in "$\u20ac\u00a3\u00a5\u20a9"):
        yield from _MONEY.finditer(folded)
    if language != "en":
        yield from _scanner(language).finditer(folded)
    if (turned := _units_first(language)) is not None:
        yield from turned.finditer(folded)
    if (articled := _articled(language)) is not None:
        yield from articled.finditer(folded)
    yield from _counted(folded, language)
    yield from _rates(folded, language)


@lru_cache(maxsize=32)
def _rate(language: str) -> re.Pattern[str] | None:
    """A figure with any noun, counted by a time or a thing: `30 requests per hour`; None where the pack has no word for `per`."""
    words = table(language, "rate_words")
    if not words:
        return None
    each = rf"(?:\s+{_longest(words)}\s+(?!cent\b)(?:{_longest(table(language, 'rate_adjectives'))}\s+)?[^\W\d_]{{3,20}})"
    return re.compile(
        rf"(?<![\w.-])(?P<low>\d{{1,9}}(?:[., ]\d{{3}}){{0,4}})\s+(?P<count>[^\W\d_]{{3,20}}(?:\s[^\W\d_]{{3,20}})?){each}{{1,3}}(?!\w)"
    )


def _rates(folded: str, language: str) -> Iterator[re.Match[str]]:
    known = _rate(language)
    if known is not None and any(word in folded for word in table(language, "rate_words")):
        yield from known.finditer(folded)


@lru_cache(maxsize=32)
def _multiplied(language: str) -> str:
    """Signs that multiply the figures before them (`5\u5343\u4e07`), in languages that write numbers so; else nothing."""
    signs = [word for word, value in pack(language).number_words.items() if value >= 10]
    return rf"(?:{_longest(tuple(map(re.escape, signs)))}){{0,3}}" if signs and _unspaced(language) else ""


@lru_cache(maxsize=32)
def _units_first(language: str) -> re.Pattern[str] | None:
    """A unit in front of its figure (`anni diciotto`, `giorni 30`); None where the pack names none."""
    units = table(language, "units_first")
    return (
        re.compile(
            rf"(?<!\w)(?P<unit>{_longest(units)})\s+(?P<low>\d{{1,4}}|{_spelling(language)})(?![\w.,]*\d)(?!\w)"
        )
        if units
        else None
    )


@lru_cache(maxsize=32)
def _unspaced(language: str) -> bool:
    """Whether a language parts no words, so that a number stands right before the words that follow it."""
    return pack(language).script.startswith(("han", "kana", "hangul"))


@lru_cache(maxsize=32)
def _spelling(language: str) -> str:
    """A pattern of numbers in words; English has its single words alone."""
    if language == "en":
        return _longest(tuple(map(re.escape, pack(language).number_words)))
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
    return re.compile(rf"(?<!\w)(?P<low>{figure})\s+(?P<part>{names})(?!\w)")


@lru_cache(maxsize=32)
def _fractions(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    pairs = (entry.partition("=") for entry in table(language, "fractions"))
    return tuple((re.compile(alternatives(name)), int(whole)) for name, _, whole in pairs)


def _whole(match: re.Match[str], language: str) -> float | None:
    """What a share is a share of: 3 of `zwei Drittel`, 100 of `百分之五`; None for a match that is no share."""
    if (of := _said(match, "of")) is not None:
        return _amount(of, language)
    if (part := _said(match, "part")) is None:
        return None
    return next((float(whole) for name, whole in _fractions(language) if name.fullmatch(part)), None)


@lru_cache(maxsize=64)
def _comparator(language: str, place: str) -> re.Pattern[str]:
    # "10\u4e07\u5143\u4ee5\u4e0a50\u4e07\u5143\u4ee5\u4e0b": what stands behind a number says nothing of the next one.
    barred = table(language, "behind_only") if place == "before" else ()
    named = {name: tuple(word for word in table(language, name) if word not in barred) for name in _TABLES}
    tables = [f"(?P<{name}>{_longest(words)})" for name, words in named.items()]
    joined = "|".join(tables)
    if place == "before":
        whole = "" if _unspaced(language) else r"(?<!\w)"
        return re.compile(
            rf"{whole}(?:{joined})(?:\s++(?:a|an|the|every|of|once every|once in|period of|about|is|be|shall be|than|\w+ of|,))*\s*+$"
        )
    aged = _longest(table(language, "age_behind"))
    ended = "" if _unspaced(language) else r"(?![\w])"
    return re.compile(rf"\s*+(?:{aged}\s*+)?(?:,\s*+)?(?:{joined}){ended}")


@lru_cache(maxsize=32)
def _opening(language: str) -> re.Pattern[str]:
    """A word that compares at the start of the words before a frequency."""
    return re.compile("|".join(f"(?P<{name}>{_longest(table(language, name))})" for name in _TABLES))


_DATE = re.compile(r"\d{4}\s*年|\d{1,2}\s*月\s*\d{1,2}\s*日")
_OF_DATE = re.compile(r"\d\s*月\s*$")
"""Parts of a date in Chinese characters: `2024年6月1日`."""
_FIGURE = re.compile(r"\d")


def numbers(folded: str, language: str = "en") -> list[Number]:
    """The numbers with units that a folded text sets, in order; numbers of articles, dates and plain figures are left out."""
    if _FIGURE.search(folded) is None and not _may_count(folded, language):
        return []
    found: list[Number] = []
    for match in _matches(folded, language):
        if not any(_said(match, name) for name in ("money", "one", "unit", "count", "of", "part")):
            continue
        if any(
            number.start < match.end()
            and match.start("low" if "low" in match.groupdict() else 0) < number.end
            for number in found
        ):
            continue
        if _DATE.match(folded, match.start()) or _OF_DATE.search(folded, 0, match.start()):
            continue
        if _REFERENCE.search(folded[max(0, match.start() - 16) : match.start()]):
            continue
        number = _number(folded, match, language)
        if number is not None:
            found.append(number)
    found.extend(_frequencies(folded, language, found))
    ordered = sorted(found, key=lambda each: (each.start, each.end))
    return ordered if language == "en" else _times(folded, language, ordered)


def _times(folded: str, language: str, found: list[Number]) -> list[Number]:
    """The numbers with `so many times` and the period behind it as one frequency: `deux fois` and `par an`."""
    per = _per_period(language)
    times = pattern(language, "times")
    if per is None or times is None:
        return found
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last is not None and number.start < last.end:
            if number.start <= last.start:
                joined[-1] = number  # "au moins une fois tous les deux ans": the longer one
            continue
        if number.kind == "count" and times.fullmatch(number.unit):
            behind = per.match(folded, number.end)
            if behind is not None:
                unit = _periods(language)[int((behind.lastgroup or "_0")[1:])]
                number = replace(number, unit=unit, kind="frequency", end=behind.end())
        joined.append(number)
    return joined


@lru_cache(maxsize=32)
def _periods(language: str) -> tuple[str, ...]:
    return tuple(entry.partition("=")[2] for entry in table(language, "per_period"))


@lru_cache(maxsize=32)
def _per_period(language: str) -> re.Pattern[str] | None:
    """`a year` behind a number of times; None where the pack lists no such words."""
    phrases = [entry.partition("=")[0] for entry in table(language, "per_period")]
    if not phrases:
        return None
    groups = "|".join(f"(?P<_{place}>{alternatives(phrase)})" for place, phrase in enumerate(phrases))
    return re.compile(rf"\s*(?:{groups})" + ("" if _unspaced(language) else r"(?!\w)"))


def _may_count(folded: str, language: str) -> bool:
    """Whether a text without a digit may set a number. English is asked by its words, which is quicker."""
    if language == "en":
        return not _counting().isdisjoint(WORDS.findall(folded))
    return _spelt(language).search(folded) is not None


@lru_cache(maxsize=1)
def _counting() -> frozenset[str]:
    phrases = (entry.partition("=")[0] for entry in table("en", "frequency_words"))
    return frozenset(
        {*pack("en").number_words, *(re.split(r"[^a-z]", phrase, maxsplit=1)[0] for phrase in phrases)}
    )


@lru_cache(maxsize=32)
def _spelt(language: str) -> re.Pattern[str]:
    phrases = (entry.partition("=")[0] for entry in table(language, "frequency_words"))
    return re.compile(
        _longest((*map(re.escape, pack(language).number_words), *table(language, "one_words"), *phrases))
    )


def _amount(text: str, language: str) -> float | None:
    inside = re.search(r"\(\s*(\d+)\s*\)", text)
    if inside:
        return float(inside[1])
    plain = text.strip()
    if plain in pack(language).number_words:
        return float(pack(language).number_words[plain])
    if multiplied := re.fullmatch(r"([\d.,]+)([^\d.,\s]+)", plain):
        base, factor = _amount(multiplied[1], language), 1
        for sign in multiplied[2]:
            factor *= pack(language).number_words.get(sign, 1)
        return None if base is None else base * factor
    if plain[:1].isalpha():
        spelt = numerals.value(plain, language)
        return None if spelt is None else float(spelt)
    if power := re.fullmatch(r"(\d+)\^(\d+)", plain):
        return float(int(power[1]) ** int(power[2]))
    if grouped := re.fullmatch(r"(\d{1,3}(?:[ ,.\u202f']\d{3})+)(?:[.,](\d{1,2}))?", plain):
        return float(re.sub(r"[ ,.\u202f']", "", grouped[1]) + "." + (grouped[2] or "0"))
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def _said(match: re.Match[str], name: str) -> str | None:
    """What a named group of a match holds; None where the pattern has no such group."""
    return match.groupdict().get(name)


def _low(match: re.Match[str], language: str) -> float | None:
    """The number that a match begins with: an amount of money, the article before a time (`innerhalb eines Monats`), or a figure."""
    if _said(match, "one"):
        return 1.0
    plain = _amount(_said(match, "sum") or _said(match, "low") or "", language)
    if plain is not None and (whole := _whole(match, language)):
        return plain if whole == 100 else round(plain / whole, 4)
    scale = (_said(match, "times") or _said(match, "scale") or "").lower()
    if plain is None or not scale:
        return plain
    if scale.startswith("tys"):
        return plain * 1e3
    return plain * (1e9 if scale.startswith(("bi", "miljard", "milliard", "miliard", "mld")) else 1e6)


def _number(folded: str, match: re.Match[str], language: str) -> Number | None:
    low = _low(match, language)
    high = _amount(figure, language) if (figure := _said(match, "high")) else None
    if low is None:
        return None
    start, end = match.span()
    kind, counted = _kind(folded, match, start, end, language)
    if kind == "frequency" and language != "en":
        start, end = _every(folded, start, end, language)
    before = folded[max(0, start - 60) : start]
    behind = folded[end : end + 40]
    comparator: Comparator = "equal"
    if high is not None and high > low:
        comparator = "between"
    elif found := _comparator(language, "before").search(before):
        comparator = _TABLES[found.lastgroup or "at_least"]
        start -= len(before) - found.start()
    elif start < match.start() and (opened := _opening(language).match(folded, start)):
        comparator = _TABLES[opened.lastgroup or "at_least"]  # "mindestens alle zwei Jahre"
    elif (found := _comparator(language, "behind").match(behind)) and found.lastgroup in (
        "at_least",
        "at_most",
        *(("more_than", "less_than") if _unspaced(language) else ()),
    ):
        comparator = _TABLES[found.lastgroup or "at_least"]
        end += found.end()
    if (
        low == 1
        and comparator == "equal"
        and _said(match, "count")
        and (_said(match, "low") or "").strip() in pack(language).determiners
    ):
        return None  # "un membre": an article
    money = _said(match, "money")
    unit = (
        ("r$" if money.startswith("r$") else money[:1])
        if money
        else ("%" if _whole(match, language) == 100 else "share")
        if _said(match, "of") or _said(match, "part")
        else _unit(_said(match, "unit") or _said(match, "period") or _said(match, "count") or "", language)
    )
    if kind != "frequency" or language == "en":
        kind, counted = _kind(folded, match, start, end, language)
    return Number(comparator, low, high if comparator == "between" else None, unit, kind, counted, start, end)


def _every(folded: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The span of a frequency with the words that make it one: `alle zwei Jahre`, `zwei Stunden pro Tag`."""
    opens = re.search(_longest(table(language, "every_before")) + r"\s*$", folded[max(0, start - 40) : start])
    if opens is not None:
        start = max(0, start - 40) + opens.start()
    closes = re.match(r"\s*" + _longest(table(language, "every_behind")), folded[end : end + 30])
    return start, end + (closes.end() if closes is not None else 0)


def _unit(word: str, language: str) -> str:
    plain = " ".join(word.split())
    if (
        language == "en"
        and len(plain) > 3
        and plain.endswith("s")
        and plain not in ("degrees celsius", "lux", "means")
    ):
        return {"copies": "copy", "feet": "foot", "inches": "inch"}.get(plain, plain[:-1])
    return plain


@lru_cache(maxsize=32)
def _time(language: str) -> re.Pattern[str]:
    return re.compile(_longest(_time_units(language)) + "$")


def _kind(
    folded: str, match: re.Match[str], start: int, end: int, language: str
) -> tuple[ValueKind, tuple[int, int] | None]:
    """What a number measures, by its unit and the words around it, and the event that it is counted from."""
    before, behind = folded[max(0, start - 40) : match.start()], folded[match.end() : match.end() + 60]
    unit = _said(match, "unit") or _said(match, "period")
    if _said(match, "money") or _said(match, "of") or _said(match, "part"):
        return "limit", None
    if unit is None:
        return "count", None
    if not _time(language).search(unit):
        return "limit", None
    if (aged := table(language, "age_units")) and re.fullmatch(_longest(aged), unit):
        return "age", None
    if re.match(r"\s*" + _longest(table(language, "age_behind")), behind) or re.search(
        _longest(table(language, "age_before")) + r"\s*\W*$", before
    ):
        return "age", None
    if re.search(_longest(table(language, "every_before")) + r"\s*$", before) or re.match(
        r"\s*" + _longest(table(language, "every_behind")), behind
    ):
        return "frequency", None
    event = re.match(r"\s*,?\s*(?:" + _longest(table(language, "counted_from")) + r")\s+", behind)
    counted = None
    if event is not None:
        first = match.end() + event.end()
        stop = re.compile(r"[,;.:(]|\b(?:and|or|unless|if|where|whichever|shall|must|may)\b").search(
            folded, first
        )
        counted = (first, stop.start() if stop else len(folded))
        while counted[1] > counted[0] and folded[counted[1] - 1] == " ":
            counted = (counted[0], counted[1] - 1)
        if counted[0] >= counted[1] or counted[1] - counted[0] > 140:
            counted = None
    if re.search(_longest(table(language, "for_before")) + r"\W*(?:[a-z]+ ){0,3}$", before):
        return "duration", counted
    if event is not None or re.search(
        _longest(table(language, "by_before")) + r"\W*(?:[a-z]+ ){0,3}$",
        before + folded[start : match.start()],
    ):
        return "deadline", counted
    return "duration", counted


def _frequencies(folded: str, language: str, known: list[Number]) -> list[Number]:
    """`annually`, `every month`, `once a year`: frequencies without a figure."""
    search = _frequency(language)
    if search is None:
        return []
    found: list[Number] = []
    for match in search.finditer(folded):
        if any(number.start < match.end() and match.start() < number.end for number in known):
            continue
        start = match.start()
        before = folded[max(0, start - 30) : start]
        comparator: Comparator = "equal"
        if compared := _comparator(language, "before").search(before):
            comparator = _TABLES[compared.lastgroup or "at_least"]
            start -= len(before) - compared.start()
        elif language != "en" and (opened := _opening(language).match(folded, start)):
            comparator = _TABLES[opened.lastgroup or "at_least"]
        unit, _, times = _frequency_units(language)[int((match.lastgroup or "_0")[1:])].partition("*")
        found.append(
            Number(
                comparator,
                float(times or (2 if "twice" in match[0] else 1)),
                None,
                unit,
                "frequency",
                None,
                start,
                match.end(),
            )
        )
    return found


@lru_cache(maxsize=32)
def _frequency_units(language: str) -> tuple[str, ...]:
    return tuple(entry.partition("=")[2] for entry in table(language, "frequency_words"))


@lru_cache(maxsize=32)
def _frequency(language: str) -> re.Pattern[str] | None:
    phrases = [entry.partition("=")[0] for entry in table(language, "frequency_words")]
    if not phrases:
        return None
    groups = "|".join(f"(?P<_{place}>{alternatives(phrase)})" for place, phrase in enumerate(phrases))
    return re.compile(rf"(?:{groups})" if _unspaced(language) else rf"(?<![\w-])(?:{groups})(?![\w-])")
