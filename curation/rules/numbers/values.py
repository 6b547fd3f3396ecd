"""The numbers that a rule sets: comparator, number, unit, and whether it is a deadline, a frequency, a duration, a limit, an age or a count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from curation.core.records import Comparator, ValueKind
from curation.rules.numbers import patterns
from curation.text import numerals, verbs
from curation.text.packs import pack
from curation.text.phrases import pattern, table
from curation.text.rule_words import values as wording


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


def _whole(match: re.Match[str], language: str) -> float | None:
    """What a share is a share of: 3 of `zwei Drittel`, 100 of `百分之五`; None for a match that is no share."""
    if (of := _said(match, "of")) is not None:
        return _amount(of, language)
    if _said(match, "part") is None:
        return None
    # In its text: what follows tells "three quarters of the votes" from a time.
    place, end = match.span("part")
    return next(
        (
            float(whole)
            for name, whole in patterns.fractions(language)
            if (found := name.match(match.string, place)) and found.end() == end
        ),
        None,
    )


_OF_DATE = re.compile(r"\d\s*月\s*$")
"""Parts of a date in Chinese characters: `2024年6月1日`."""
_FIGURE = re.compile(r"\d")


def numbers(folded: str, language: str = "en") -> list[Number]:
    """The numbers with units that a folded text sets, in order; numbers of articles, dates and plain figures are left out."""
    if _FIGURE.search(folded) is None and not patterns.may_count(folded, language):
        return []
    measures: list[Number] = []
    unspaced = patterns.unspaced(language)
    dates = [match.span() for match in wording.DATES_IN_WORDS.finditer(folded)] if unspaced else []
    for match in patterns.matches(folded, language):
        if not any(_said(match, name) is not None for name in wording.COUNTED):
            continue
        if any(
            number.start < match.end()
            and match.start("low" if "low" in match.groupdict() else 0) < number.end
            for number in measures
        ):
            continue
        if wording.DATE.match(folded, match.start()) or _OF_DATE.search(folded, 0, match.start()):
            continue
        if wording.REFERENCE.search(folded[max(0, match.start() - 16) : match.start()]):
            continue
        if any(first <= match.start() < last for first, last in dates):
            continue
        number = _number(folded, match, language)
        if number is not None:
            measures.append(number)
    measures.extend(_frequencies(folded, language, measures))
    ordered = sorted(measures, key=lambda each: (each.start, each.end))
    return _ranges(folded, _bounds(_times(folded, language, ordered)), language)


_NEAR = 30
"""Code points between the two bounds of one count: `at least three` and, behind `but not more than`, `five members`."""


def _bounds(found: list[Number]) -> list[Number]:
    """The numbers, where a bound without a unit (`at least 3 but not more than 5 members`) has that of the bound behind it."""
    filled: list[Number] = []
    for place, number in enumerate(found):
        behind = found[place + 1] if place + 1 < len(found) else None
        if not number.unit and behind is not None and behind.start - number.end <= _NEAR:
            number = replace(number, unit=behind.unit, kind=behind.kind, counted_from=behind.counted_from)
        filled.append(number)
    return filled


def _ranges(folded: str, found: list[Number], language: str) -> list[Number]:
    """The numbers, where two ends of one range that both have their unit are one: `from 10 % to 20 %`, `between $5 and $9`."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last is not None and _one_range(folded, last, number, language):
            kind = last.kind if number.kind == "duration" else number.kind
            joined[-1] = replace(
                number,
                comparator="between",
                number=last.number,
                upper=number.number,
                kind=kind,
                start=last.start,
            )
            continue
        joined.append(number)
    return joined


def _one_range(folded: str, low: Number, high: Number, language: str) -> bool:
    """Whether two numbers are the ends of one range."""
    if (
        low.unit != high.unit
        or low.comparator != "equal"
        or high.comparator != "equal"
        or low.number >= high.number
    ):
        return False
    if low.upper is not None or high.upper is not None or "frequency" in (low.kind, high.kind):
        return False
    between = folded[low.end : high.start].strip()
    if between not in table(language, "range_words"):
        return False
    if between not in table(language, "bound_joins"):
        return True
    opens = patterns.longest(table(language, "between"))
    return re.search(rf"(?<!\w){opens}\s+$", folded[max(0, low.start - 30) : low.start]) is not None


def _times(folded: str, language: str, found: list[Number]) -> list[Number]:
    """The numbers with `so many times` and the period behind it as one frequency: `deux fois` and `par an`."""
    per = patterns.per_period(language)
    times = pattern(language, "times")
    if times is None:
        return found
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last is not None and number.start < last.end:
            if number.start <= last.start:
                joined[-1] = number  # "au moins une fois tous les deux ans": the longer one
            continue
        if number.kind == "count" and times.fullmatch(number.unit):
            behind = per.match(folded, number.end) if per is not None else None
            if behind is not None:
                unit = patterns.periods(language)[int((behind.lastgroup or "_0")[1:])]
                number = replace(number, unit=unit, kind="frequency", end=behind.end())
            elif (before := _period_before(folded, number, language)) is not None:
                number = before
            elif last is not None and _goes_on(folded, last, number, language):
                compared = number.comparator if number.comparator != "equal" else last.comparator
                if compared == "equal":
                    compared = _compared_between(folded[last.start : number.start], language)
                if last.number == 1 or compared != "equal":  # "每两年至少检查一次": the period's number stays
                    many = number.number if last.number == 1 else last.number
                    joined[-1] = replace(last, number=many, comparator=compared, end=number.end)
                    continue
        joined.append(number)
    return joined


def _period_before(folded: str, number: Number, language: str) -> Number | None:
    """A number of times as a frequency by the period before it: `年二回`; None without such a period."""
    known = patterns.per_before(language)
    opens = max(0, number.start - 8)
    period = known.search(folded[opens : number.start]) if known is not None else None
    if period is None:
        return None
    unit = table(language, "per_before")[int((period.lastgroup or "_0")[1:])].partition("=")[2]
    return replace(number, unit=unit, kind="frequency", start=opens + period.start())


def _compared_between(between: str, language: str) -> Comparator:
    """What the words between a period and how often say of it: `每年至少进行两次`; `equal` when nothing."""
    return next(
        (
            comparator
            for name, comparator in patterns.TABLES.items()
            if re.search(patterns.longest(table(language, name)), between)
        ),
        "equal",
    )


_GAP = 6
"""Code points between a period and how often in it, where no space parts words: `每年至少进行一次`."""


def _goes_on(folded: str, last: Number, number: Number, language: str) -> bool:
    """Whether a number of times belongs to the frequency before it."""
    between = folded[last.end : number.start].strip()
    return (
        patterns.unspaced(language)
        and last.kind == "frequency"
        and 1 in (last.number, number.number)
        and len(between) <= _GAP
        and between.isalpha() | (not between)
    )


_SPELT_AGAIN = re.compile(r"\s?\([^()\d]{2,40}\)$")


def _decimal(plain: str, language: str) -> bool:
    """Whether the one sign in a figure marks decimals: `2.125` in English, `2,125` in German."""
    mark = numerals.DECIMAL_MARKS.get(language)
    return mark is not None and re.fullmatch(rf"\d+{re.escape(mark)}\d+", plain) is not None


def _amount(text: str, language: str, money: bool = False) -> float | None:
    """The number that a figure or words stand for; three digits behind one sign are thousands in an amount of `money`."""
    text = _SPELT_AGAIN.sub("", text)
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
    if grouped := re.fullmatch(r"((?!0)\d{1,3}(?:[ ,.\u202f']\d{3})+)(?:[.,](\d{1,2}))?", plain):
        if not money and grouped[2] is None and _decimal(plain, language):
            return float(plain.replace(",", "."))
        return float(re.sub(r"[ ,.\u202f']", "", grouped[1]) + "." + (grouped[2] or "0"))
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def _said(match: re.Match[str], name: str) -> str | None:
    """What a named group of a match holds; None where the pattern has no such group."""
    return match.groupdict().get(name)


def _of_money(match: re.Match[str], language: str) -> bool:
    """Whether a match is an amount of money that no `million` multiplies: `10.000 euros`."""
    if _said(match, "sum"):
        return not _said(match, "times")
    currency = pattern(language, "currency_units")
    unit = _said(match, "unit") or _said(match, "count") or ""
    return currency is not None and not _said(match, "scale") and currency.fullmatch(unit) is not None


def _low(match: re.Match[str], language: str) -> float | None:
    """The number that a match begins with: an amount of money, the article before a time (`innerhalb eines Monats`), or a figure."""
    if _said(match, "one"):
        return 1.0
    plain = _amount(_said(match, "sum") or _said(match, "low") or "", language, _of_money(match, language))
    if plain is not None and (whole := _whole(match, language)):
        if whole != 100 and plain > whole and _said(match, "part"):
            return None  # "the twenty-third meeting"
        return plain if whole == 100 else round(plain / whole, 4)
    scale = (_said(match, "times") or _said(match, "scale") or "").lower()
    if plain is None or not scale:
        return plain
    if scale.startswith(("tys", "tsd")):
        return plain * 1e3
    return plain * (1e9 if scale.startswith(_THOUSAND_MILLIONS) else 1e6)


_THOUSAND_MILLIONS = ("bi", "miljard", "milliard", "miliard", "mld", "mrd", "mil ")


def _number(folded: str, match: re.Match[str], language: str) -> Number | None:
    low = _low(match, language)
    high = _amount(figure, language, _of_money(match, language)) if (figure := _said(match, "high")) else None
    if low is None:
        return None
    start, end = match.span()
    if below := wording.BELOW_ZERO.search(folded, max(0, start - 8), start):
        if wording.DEGREES.match(_said(match, "unit") or ""):
            low, start = -low, below.start()
        elif folded[start - 1] in "-\u2212":
            return None
    kind, counted = _kind(folded, match, start, end, language)
    if kind == "frequency" and language != "en":
        start, end = _every(folded, start, end, language)
    before = folded[max(0, start - 60) : start]
    behind = folded[end : end + 40]
    comparator: Comparator = "equal"
    if high is not None and high > low:
        comparator = "between"
    elif (open_end := _said(match, "open")) is not None:
        comparator = _compared_between(open_end, language)
    elif found := patterns.comparator(language, "before").search(before):
        comparator = patterns.TABLES[found.lastgroup or "at_least"]
        start -= len(before) - found.start()
    elif start < match.start() and (opened := patterns.opening(language).match(folded, start)):
        comparator = patterns.TABLES[opened.lastgroup or "at_least"]  # "mindestens alle zwei Jahre"
    elif (found := patterns.comparator(language, "behind").match(behind)) and found.lastgroup in (
        "at_least",
        "at_most",
        *(("more_than", "less_than") if patterns.unspaced(language) else ()),
    ):
        comparator = patterns.TABLES[found.lastgroup or "at_least"]
        end += found.end()
    if kind == "age" and language != "en":
        aged = re.match(r"\s*" + patterns.longest(table(language, "age_behind")), folded[end : end + 30])
        end += aged.end() if aged is not None else 0  # "16 jaar oud"
    if (
        language != "en"
        and (again := _AGAIN.match(folded, end)) is not None
        and numerals.begins(again["words"].strip().split(None, 1)[0], language)
    ):
        end = again.end()  # "20% (veinte por ciento)"
    if (
        low == 1
        and comparator == "equal"
        and _said(match, "count")
        and (_said(match, "low") or "").strip() in pack(language).determiners
    ):
        return None  # "un membre": an article
    money = _said(match, "money")
    unit = (
        _currency(money)
        if money
        else ("%" if _whole(match, language) == 100 else "share")
        if _said(match, "of") or _said(match, "part")
        else _unit(_said(match, "unit") or _said(match, "period") or _said(match, "count") or "", language)
    )
    if _said(match, "age") is not None:
        unit = "year"
    if kind != "frequency" or language == "en":
        kind, counted = _kind(folded, match, start, end, language)
    return Number(comparator, low, high if comparator == "between" else None, unit, kind, counted, start, end)


def _currency(money: str) -> str:
    """The sign or code of an amount of money: `$`, `r$`, `eur`."""
    code = re.match(r"[a-z]{3}(?=\s?\d)|r\$", money)
    return code[0] if code is not None else money[:1]


_AGAIN = re.compile(r"\s*\((?P<words>[^()\d\s][^()\d]{2,60})\)")
"""A measure in brackets behind the same one in figures."""


def _every(folded: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The span of a frequency with the words that make it one: `alle zwei Jahre`, `zwei Stunden pro Tag`."""
    opens = re.search(
        patterns.longest(table(language, "every_before")) + r"\s*$", folded[max(0, start - 40) : start]
    )
    if opens is not None:
        start = max(0, start - 40) + opens.start()
    closes = re.match(r"\s*" + patterns.longest(table(language, "every_behind")), folded[end : end + 30])
    return start, end + (closes.end() if closes is not None else 0)


_SINGULAR = frozenset({"degrees celsius", "means"})
"""Units that end in s and are no plural."""


def _unit(word: str, language: str) -> str:
    plain = " ".join(word.split())
    if language == "en" and plain in wording.IRREGULAR:
        return wording.IRREGULAR[plain]
    if language == "en" and wording.LONGER_PLURAL.search(plain):
        before, gap, last = plain.rpartition(" ")
        return before + gap + (verbs.singular(last) or last[:-1])
    if language == "en" and len(plain) > 3 and plain.endswith("s") and plain not in _SINGULAR:
        return plain[:-1]
    return plain


def _kind(
    folded: str, match: re.Match[str], start: int, end: int, language: str
) -> tuple[ValueKind, tuple[int, int] | None]:
    """What a number measures, by its unit and the words around it, and the event that it is counted from."""
    before, behind = folded[max(0, start - 40) : match.start()], folded[match.end() : match.end() + 60]
    unit = _said(match, "unit") or _said(match, "period")
    if _said(match, "money") or _said(match, "of") or _said(match, "part"):
        return "limit", None
    if _said(match, "age") is not None:
        return "age", None
    if unit is None:
        return "count", None
    if not patterns.time(language).fullmatch(unit):
        return "limit", None
    if (years := table(language, "age_units")) and re.fullmatch(patterns.longest(years), unit):
        return "age", None
    aged = re.compile(
        (r"(?<!\w)" if language == "en" else "")  # "averaged over 8 hours"
        + patterns.longest(table(language, "age_before"))
        + rf"\s*(?:{patterns.longest(table(language, 'between'))}\s*)?\W*$"
    )
    if (
        re.match(r"\s*" + patterns.longest(table(language, "age_behind")), behind)
        or aged.search(before)
        or (start < match.start() and language == "en" and aged.search(folded[max(0, start - 40) : start]))
    ):
        return "age", None
    if re.search(patterns.longest(table(language, "every_before")) + r"\s*$", before) or re.match(
        r"\s*" + patterns.longest(table(language, "every_behind")), behind
    ):
        return "frequency", None
    event = re.match(r"\s*,?\s*(?:" + patterns.longest(table(language, "counted_from")) + r")\s+", behind)
    counted = None
    if event is not None:
        first = match.end() + event.end()
        stop = wording.KIND.search(folded, first)
        counted = (first, stop.start() if stop else len(folded))
        while counted[1] > counted[0] and folded[counted[1] - 1] == " ":
            counted = (counted[0], counted[1] - 1)
        if counted[0] >= counted[1] or counted[1] - counted[0] > 140:
            counted = None
    if patterns.due_behind(language).match(folded, match.end()):
        return "deadline", counted
    if re.search(patterns.longest(table(language, "for_before")) + r"\W*(?:[a-z]+ ){0,3}$", before):
        return "duration", counted
    if event is not None or re.search(
        patterns.longest(table(language, "by_before")) + r"\W*(?:[a-z]+ ){0,3}$",
        before + folded[start : match.start()],
    ):
        return "deadline", counted
    return "duration", counted


def _frequencies(folded: str, language: str, known: list[Number]) -> list[Number]:
    """`annually`, `every month`, `once a year`: frequencies without a figure."""
    search = patterns.frequency(language)
    if search is None or (
        language == "en" and not any(part in folded for part in patterns.frequency_parts())
    ):
        return []
    numbers: list[Number] = []
    for match in search.finditer(folded):
        if any(number.start < match.end() and match.start() < number.end for number in known):
            continue
        start = match.start()
        before = folded[max(0, start - 30) : start]
        comparator: Comparator = "equal"
        if compared := patterns.comparator(language, "before").search(before):
            comparator = patterns.TABLES[compared.lastgroup or "at_least"]
            start -= len(before) - compared.start()
        elif language != "en" and (opened := patterns.opening(language).match(folded, start)):
            comparator = patterns.TABLES[opened.lastgroup or "at_least"]
        unit, _, times = patterns.frequency_units(language)[int((match.lastgroup or "_0")[1:])].partition("*")
        numbers.append(
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
    return numbers
