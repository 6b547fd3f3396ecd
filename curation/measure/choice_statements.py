"""Statements of a choice in running text, in seventeen languages: `the answer is C`, `故选C`, `C est la bonne réponse`.

The phrases are data (`schemas/measure/answer-phrases.toml`). A statement that is denied, conditional or a question is left out; one that
names two options stands as ambiguous. Strong phrases (`the answer is`) count before the others, the last of a rank decides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from curation.core import disk, resources

_CJK = ("zh", "ja", "ko")
_OPEN = r"[\s(\[{*_`'\"“”‘’「『【】（：:=,$\\~>-]{0,8}"
_LETTER = r"(?-i:(?P<letter>[A-Z]))(?![A-Za-z0-9_'’]|-\w)"
_CLOSE = r"[)\]}*_`'\"”’」』】）$\\]{0,6}"
_MORE = re.compile(
    r"[)\]}*_`'\"”’.]{0,4}\s{0,3}(?:,|/|&|\+|、|或|和|と|または|또는|(?:(?:,\s{0,2})?(?:or|and|oder|und|ou|et|o|y|e|of|en|lub|i|или|и)(?=[\s(*])))\s{0,3}"
    r"(?:option\s|choice\s)?[(\[*]{0,3}(?-i:[A-Z])(?![A-Za-z0-9_'’])(?!\s{1,2}(?:is|are|was|would|has|does|can|could|will|fails|ignores)\b)",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"[)\]}*_`'\"”’.,]{0,4}\s{0,3}(?:option\s)?(?:\?|(?:is|was|would be|which is|seems|looks)\s{1,2}(?:also\s)?(?:not|wrong|incorrect|false|a trap|a distractor|tempting)\b|isn't\b|ist (?:nicht|falsch)|nicht\b|no es|n'est pas|不|[가이은는]?\s{0,2}(?:아니|아닙|아님|틀)|(?:では|じゃ)(?:な|あり)|değil|नहीं|không)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[)\]}*_`'\"”’」』】）$\\]{0,6}\s{0,2}(?:[.!;:。！；,，]|$|\n|\(|übrig\b|because\b|since\b|as it\b|as the\b|for\b|due\b|which\b|-\s|–|—)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:wait|actually|correction|hmm|scratch that|let me re|on second thought|no, |rather, |however, (?:the )?(?:correct|right|better))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\n;。！？；]|\b(?:but|however|so|therefore|aber|mais|pero)\b", re.IGNORECASE)
_CONCLUDES = re.compile(r"故|所以|因此|因而|よって|したがって|따라서|그러므로")
"""A phrase that begins so concludes: what is denied before it is not what it names."""
_NEAR = 30
"""Characters before a phrase in which a conditional or a negation takes it back."""
FAR = ("mistake", "tempting", "tempted", "might think", "may think", "might say", "might choose", "some people", "many people", "trap",
        "distractor", "first thought", "initially", "at first", "students", "claims", "claim", "suggested", "suggests", "someone")  # fmt: skip


@dataclass(frozen=True)
class Statement:
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
    data = tomllib.loads(disk.text(resources.find("measure/answer-phrases.toml")))
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
    return bool(
        re.search(
            r"\b(?:not|isn't|never|neither|nor|except|rather than|instead of|wrong|incorrect|nicht|pas|no es|não|non)\b|不|ない",
            text,
            re.IGNORECASE,
        )
    )


def names_more(text: str) -> bool:
    """Whether a text that begins with an option's letter goes on with a second one: `A) or B`."""
    return bool(_MORE.match(text, 1))


def _lead(text: str, start: int) -> str:
    """The sentence before a phrase."""
    window = text[max(0, start - 200) : start]
    cuts = [match.end() for match in _SENTENCE.finditer(window)]
    return window[cuts[-1] :] if cuts else window


def _taken_back(text: str, start: int, end: int, language: Phrases) -> bool:
    lead = "" if _CONCLUDES.match(text, start) else _lead(text, start)
    near = language.denial.search(lead[-_NEAR:]) or phrases()["en"].denial.search(lead[-_NEAR:])
    far = any(word in lead.casefold() for word in FAR)
    return bool(near or far or _TAKEN_BACK.match(text, end))


def _index(match: re.Match[str], count: int) -> int | None:
    groups = match.groupdict()
    if groups.get("digit"):
        number = int(groups["digit"])
        return number - 1 if 1 <= number <= count else None
    index = ord(match["letter"]) - ord("A")
    return index if 0 <= index < count else None


def _statements(text: str, count: int, language: Phrases) -> Iterator[Statement]:
    for match in language.before.finditer(text):
        index = _index(match, count)
        if index is None or _taken_back(text, match.start(), match.end(), language):
            continue
        weak = " ".join(match["phrase"].casefold().replace("’", "'").split()) in language.weak
        closed = bool(_ENDS.match(text, match.end()))
        if (
            (weak or (match["letter"] or "?") in language.articles)
            and not closed
            and not _MORE.match(text, match.end())
        ):
            continue
        two = bool(_MORE.match(text, match.end()))
        yield Statement(None if two else index, match.start(), match.end(), 2 if weak else 0)
    for match in language.after.finditer(text):
        index = _index(match, count)
        joined = re.search(
            r"(?:\b(?:or|and|nor|neither|both)\s|(?-i:\b[A-Z])[)*]{0,2}\s?[/,&]\s?)[(*]{0,2}\Z",
            text[max(0, match.start() - 8) : match.start()],
        )
        if index is not None and not _taken_back(text, match.start(), match.end(), language):
            yield Statement(None if joined else index, match.start(), match.end(), 1)


def _lower_case(text: str, count: int) -> Iterator[Statement]:
    """`the correct answer is c.`: a small letter counts after a strong phrase at the end of its line, `a` only in brackets."""
    pattern = re.compile(
        r"\b(?:(?:richtig\s{1,2}ist(?:\s{1,2}antwort)?|antwort|lösung|respuesta(?:\s{1,2}correcta)?(?:\s{1,2}es)?(?:\s{1,2}la)?|risposta|réponse|resposta|antwoord|odpowiedź|ответ)|(?:answer|anser|awnser|anwser|answr|asnwer|aswer|answere)(?:\s{1,2}(?:is|si|it))?|that\s{1,2}is(?=\s{1,2}\()|(?:choice|option)\s{1,2}(?:is|would\s{1,2}be))\s{0,2}[:=]?\s{0,2}(?:option\s)?(?:([b-z])|[(\[*]{1,3}([a-z])[)\]*]{1,3}|([a-z])\))[)\]*.!]{0,3}\s{0,3}(?:$|\n)",
        re.IGNORECASE | re.MULTILINE,
    )
    for match in pattern.finditer(text):
        letter = match[1] or match[2] or match[3]
        index = ord(letter.upper()) - ord("A")
        if (
            letter.islower()
            and 0 <= index < count
            and not _taken_back(text, match.start(), match.end(), phrases()["en"])
        ):
            yield Statement(index, match.start(), match.end(), 0)


def last(text: str, count: int) -> Statement | None:
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
        if later.start > chosen.end and _CORRECTS.search(text[chosen.end : later.start + 1]):
            chosen = later
    if _CORRECTS.search(text[chosen.end : chosen.end + 120]) and chosen.index is not None:
        return Statement(None, chosen.start, chosen.end, chosen.rank)
    return chosen
