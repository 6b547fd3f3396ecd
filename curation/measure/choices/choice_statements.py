"""Statements of a choice in running text, in seventeen languages: `the answer is C`, `故选C`, `C est la bonne réponse`.

The phrases are data (`curation/text/answer_phrases/answer-phrases.toml`). A statement that is denied, conditional or a question is left out; one that
names two options stands as ambiguous. Strong phrases (`the answer is`) count before the others, the last of a rank decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from curation.text import answer_phrases
from curation.text.answer_words import choice_statements as wording

_CJK = ("zh", "ja", "ko")
_OPEN = r"[\s(\[{*_`'\"“”‘’「『【】（：:=,$\\~>-]{0,8}"
_LETTER = r"(?-i:(?P<letter>[A-Z]))(?![A-Za-z0-9_'’]|-\w)"
_CLOSE = r"[)\]}*_`'\"”’」』】）$\\]{0,6}"
_NEAR = 30
"""Characters before a phrase in which a conditional or a negation takes it back."""


@dataclass(frozen=True)
class StatedChoice:
    """A stated choice: the option (None where two are named together), its span, and its rank (0 strongest)."""

    index: int | None
    start: int
    end: int
    rank: int


@dataclass(frozen=True)
class Phrases:
    """The compiled phrases of one language."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    denial: re.Pattern[str]
    weak: frozenset[str]
    articles: str


def _alternatives(words: Sequence[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}").replace("'", "['’]") for word in ordered)


@cache
def phrases() -> Mapping[str, Phrases]:
    """The phrases of every language of the packaged file."""
    data = answer_phrases.tables("answer-phrases")
    return {name: _compiled(name, table) for name, table in data.items()}


def _compiled(name: str, table: Mapping[str, Sequence[str]]) -> Phrases:
    edge = "" if name in _CJK else r"(?<!\w)"
    label = rf"(?:(?:{_alternatives(table['label'])}){'' if name in _CJK else '(?!' + chr(92) + 'w)'}{_OPEN}){{0,2}}"
    before = re.compile(
        rf"{edge}(?P<phrase>{_alternatives(table['before'])}){_OPEN}{label}(?:{_LETTER}|(?P<number>option\s(?P<digit>\d))(?!\d))",
        re.IGNORECASE,
    )
    after = re.compile(
        rf"(?<![A-Za-z0-9_'’]){_LETTER}{_CLOSE}\s{{0,2}}(?:\([^()\n]{{0,80}}\)\s{{0,2}})?(?P<phrase>{_alternatives(table['after'])})",
        re.IGNORECASE,
    )
    denial = re.compile(
        rf"{edge}(?:{_alternatives(table['denial'])}){'' if name in _CJK else '(?!' + chr(92) + 'w)'}",
        re.IGNORECASE,
    )
    weak = frozenset(" ".join(word.casefold().split()) for word in table.get("weak", ()))
    articles = {"en": "AI", "pt": "AEO", "it": "IEO", "es": "YO", "fr": "AY"}.get(name, "")
    return Phrases(before, after, denial, weak, articles)


def denied_text(text: str) -> bool:
    """Whether a short text takes back what it names: `It is not acetone`."""
    return bool(wording.DENIED_TEXT.search(text))


def names_more(text: str) -> bool:
    """Whether a text that begins with an option's letter goes on with a second one: `A) or B`."""
    return bool(wording.MORE.match(text, 1))


def _lead(text: str, start: int) -> str:
    """The sentence before a phrase."""
    window = text[max(0, start - 200) : start]
    cuts = [match.end() for match in wording.SENTENCE.finditer(window)]
    return window[cuts[-1] :] if cuts else window


def _taken_back(text: str, start: int, end: int, language: Phrases) -> bool:
    lead = "" if wording.CONCLUDES.match(text, start) else _lead(text, start)
    near = language.denial.search(lead[-_NEAR:]) or phrases()["en"].denial.search(lead[-_NEAR:])
    far = any(word in lead.casefold() for word in wording.FAR)
    return bool(near or far or wording.TAKEN_BACK.match(text, end))


def _index(match: re.Match[str], count: int) -> int | None:
    groups = match.groupdict()
    if groups.get("digit"):
        number = int(groups["digit"])
        return number - 1 if 1 <= number <= count else None
    index = ord(match["letter"]) - ord("A")
    return index if 0 <= index < count else None


def _statements(text: str, count: int, language: Phrases) -> Iterator[StatedChoice]:
    for match in language.before.finditer(text):
        index = _index(match, count)
        if index is None or _taken_back(text, match.start(), match.end(), language):
            continue
        if wording.BY_CASE.match(text, match.end()):
            yield StatedChoice(None, match.start(), match.end(), 0)
            continue
        weak = " ".join(match["phrase"].casefold().replace("’", "'").split()) in language.weak
        closed = bool(wording.ENDS.match(text, match.end()))
        if (
            (weak or (match["letter"] or "?") in language.articles)
            and not closed
            and not wording.MORE.match(text, match.end())
        ):
            continue
        two = bool(wording.MORE.match(text, match.end()))
        yield StatedChoice(None if two else index, match.start(), match.end(), 2 if weak else 0)
    for match in language.after.finditer(text):
        index = _index(match, count)
        joined = wording.STATEMENTS.search(text[max(0, match.start() - 8) : match.start()])
        if index is not None and not _taken_back(text, match.start(), match.end(), language):
            yield StatedChoice(None if joined else index, match.start(), match.end(), 1)


def _lower_case(text: str, count: int) -> Iterator[StatedChoice]:
    """`the correct answer is c.`: a small letter counts after a strong phrase at the end of its line, `a` only in brackets."""
    pattern = wording.LOWER_CASE
    for match in pattern.finditer(text):
        letter = match[1] or match[2] or match[3]
        index = ord(letter.upper()) - ord("A")
        if (
            letter.islower()
            and 0 <= index < count
            and not _taken_back(text, match.start(), match.end(), phrases()["en"])
        ):
            yield StatedChoice(index, match.start(), match.end(), 0)


def _adds(text: str, chosen: StatedChoice, stated: Sequence[StatedChoice]) -> bool:
    """Whether a statement stands right behind one of another option, so that both are called right: `A is correct, B is correct`."""
    return any(
        before.index != chosen.index
        and before.rank == chosen.rank
        and before.end <= chosen.start
        and wording.BESIDE_ANOTHER.fullmatch(text, before.end, chosen.start) is not None
        for before in stated
    )


def last(text: str, count: int) -> StatedChoice | None:
    """The statement that decides, or None: the last one of the strongest rank, unless a later one corrects it.

    A correction (`wait`, `actually`) after the deciding statement without a new choice makes it ambiguous.
    """
    stated = [s for language in phrases().values() for s in _statements(text, count, language)]
    stated += _lower_case(text, count)
    if not stated:
        return None
    stated.sort(key=lambda s: (s.end, -s.rank))
    strongest = min(s.rank for s in stated)
    chosen = [s for s in stated if s.rank == strongest][-1]
    for later in stated:
        if later.start > chosen.end and wording.CORRECTS.search(text[chosen.end : later.start + 1]):
            chosen = later
    if _adds(text, chosen, stated):
        return StatedChoice(None, chosen.start, chosen.end, chosen.rank)
    if wording.CORRECTS.search(text[chosen.end : chosen.end + 120]) and chosen.index is not None:
        return StatedChoice(None, chosen.start, chosen.end, chosen.rank)
    return chosen
