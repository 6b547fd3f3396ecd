"""Word's automatic numbers, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from curation.readers.markup import Element
from curation.readers.structure import numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_VALUE = 32_767
"""Highest number that Word counts to."""
MAX_MARKER = 64
"""Most characters of a printed number."""
MAX_LETTERS = 780
"""Highest number shown in letters; Word repeats the letter 30 times at most."""


def value_of(element: Element | None) -> str:
    """The `w:val` of a property, empty where there is none."""
    return "" if element is None else element.get(f"{W}val") or ""


def number_of(element: Element | None, default: int = 0) -> int:
    """The whole number in `w:val`, within what Word counts to."""
    value = value_of(element).strip()
    return min(int(value), MAX_VALUE) if value.isdecimal() and len(value) < 12 else default


@dataclass
class ListLevel:
    """How a level of a list is numbered."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False
    """Whether all levels in it are shown in digits (`Article IV`, but `4.1`)."""
    restart: int | None = None
    """The level (1 at the top) after which it begins again; 0 for never, None for after any above it."""
    style: str = ""
    """The paragraph style that is linked to the level."""


@dataclass
class List:
    """A list as paragraphs name it: its levels, where it counts, and where it begins anew."""

    levels: dict[int, ListLevel] = field(default_factory=dict)
    counter: str = ""
    """Lists with the same counter go on with each other's numbers."""
    starts: dict[int, int] = field(default_factory=dict)
    """Levels that begin at a number of their own when the list is first used."""


@dataclass
class Numbers:
    """The lists of a document and how far each has counted."""

    lists: dict[str, List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    """Lists and levels whose own start has been taken."""

    def level_of(self, key: str, styles: list[str], given: int | None) -> int:
        """The level (0 at the top) of a paragraph: the one its style is linked to, else the one it names."""
        found = self.lists.get(key)
        if found is not None and given is None:
            for style in styles:
                for number, level in found.levels.items():
                    if level.style and level.style == style:
                        return number
        return given or 0

    def next(self, key: str, level: int) -> str:
        """The printed number of the next paragraph of list `key` at `level`; a dot for a bullet, empty for none."""
        counter = self.lists.get(key)
        if counter is None or level not in counter.levels:
            return "•" if self.lists else ""
        here = counter.levels[level]
        counts = self.counts.setdefault(counter.counter, {})
        if level in counter.starts and (key, level) not in self.begun:
            self.begun.add((key, level))
            counts[level] = counter.starts[level]
        else:
            counts[level] = min(counts.get(level, here.start - 1) + 1, MAX_VALUE)
        for below in [n for n in counts if n > level]:
            restart = counter.levels[below].restart if below in counter.levels else None
            if restart is None or (restart and level < restart):
                del counts[below]
        if here.form == "bullet":
            return "•"
        if here.form == "none":
            return "" if "%" in here.text or not here.text.strip() else here.text[:MAX_MARKER]
        shown = re.sub(
            r"%(\d)", lambda m: self._shown(counter, counts, int(m[1]) - 1, here.legal), here.text[:200]
        )
        return shown[:MAX_MARKER].strip()

    def _shown(self, found: List, counts: dict[int, int], level: int, legal: bool) -> str:
        known = found.levels.get(level)
        value = counts.get(level, found.starts.get(level, known.start if known else 1))
        return formed(value, "decimal" if legal or known is None else known.form)


def read(page: Element | None, style_lists: dict[str, str]) -> Numbers:
    """The lists of `word/numbering.xml`; `style_lists` gives the list of each numbering style, for abstract lists that only link to one."""
    if page is None:
        return Numbers()
    abstracts: dict[str, dict[int, ListLevel]] = {}
    links: dict[str, str] = {}
    for abstract in page.iter(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId") or ""
        abstracts[key] = {_place(lvl): _level(lvl) for lvl in abstract.iter(f"{W}lvl")}
        link = value_of(abstract.find(f"{W}numStyleLink"))
        if link:
            links[key] = link
    named = {
        num.get(f"{W}numId") or "": value_of(num.find(f"{W}abstractNumId")) for num in page.iter(f"{W}num")
    }

    def resolved(key: str) -> str:
        """The abstract list that holds the levels of one that links to a style."""
        seen: set[str] = set()
        while key in links and not abstracts.get(key) and key not in seen:
            seen.add(key)
            key = named.get(style_lists.get(links[key], ""), key)
        return key

    lists: dict[str, List] = {}
    for num in page.iter(f"{W}num"):
        key = num.get(f"{W}numId") or ""
        abstract_key = resolved(named[key])
        lists[key] = List(dict(abstracts.get(abstract_key, {})), abstract_key)
        for override in num.iter(f"{W}lvlOverride"):
            place = _place(override)
            if (replaced := override.find(f"{W}lvl")) is not None:
                lists[key].levels[place] = _level(replaced)
            if (start := override.find(f"{W}startOverride")) is not None:
                lists[key].starts[place] = number_of(start, 1)
    return Numbers(lists)


def _place(level: Element) -> int:
    value = level.get(f"{W}ilvl") or "0"
    return int(value) if value.isdecimal() and len(value) < 3 else 0


def _level(level: Element) -> ListLevel:
    restart = level.find(f"{W}lvlRestart")
    form = level.find(f"{W}numFmt")
    return ListLevel(
        value_of(form) or "decimal",
        value_of(level.find(f"{W}lvlText")),
        number_of(level.find(f"{W}start"), 1),
        level.find(f"{W}isLgl") is not None and value_of(level.find(f"{W}isLgl")) not in ("0", "false"),
        None if restart is None else number_of(restart),
        value_of(level.find(f"{W}pStyle")),
    )


def formed(value: int, form: str) -> str:
    """A number as Word writes it in one of its formats; digits for a format not known here."""
    if form.endswith("Roman") and 0 < value < 4000:
        shown = numbering.to_roman(value)
    elif form.endswith("Letter") and 0 < value <= MAX_LETTERS:
        shown = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
    elif form == "decimalZero":
        return f"{value:02d}"
    elif form == "ordinal":
        return f"{value}{_ordinal(value)}"
    elif form == "decimalEnclosedCircle" and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    elif form in _HAN and 0 < value < 10_000:
        return numbering.to_han(value)
    elif form in _SERIES and 0 < value <= len(_SERIES[form]):
        return _SERIES[form][value - 1]
    else:
        return str(value)
    return shown.upper() if form.startswith("upper") else shown


_HAN = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_SERIES = {
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "chicago": "*†‡§",
}


def _ordinal(value: int) -> str:
    """The ending of an English ordinal."""
    return "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
