"""Who is bound, and what the main clause says, in languages without a whole grammar here.

A sentence of a law names whom it binds by a word for a person or body that stands before the commanding verb, or right behind it,
and behind no preposition. The words are data of the language's pack: `actors`, `before_actor`, `not_subject`, `agent`, `opens_clause`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from curation.rules.parts.drafts import Span
from curation.text.packs import pack
from curation.text.phrases import alternatives, table
from curation.text.rule_words import subjects as wording

_SEGMENT = re.compile(r"[^,;:]+")


class Subject(NamedTuple):
    """Where the words for the person or body stand, and whether as the subject or behind `by`."""

    span: Span
    agent: bool


def main_clause(folded: str, language: str) -> str:
    """A folded sentence with its subordinate clauses blanked, every character in its place.

    A clause is subordinate when it begins, behind a comma or at the start, with a conjunction or a relative pronoun; one that a
    conjunction of a condition, an exception or a purpose opens inside goes on to the next comma. What has no main clause left is
    given as it is: an item of a list need not have one.
    """
    if not table(language, "opens_clause"):
        return folded
    opens = _opens(language)
    kept = list(folded)
    left, hanging = 0, False
    for match in _SEGMENT.finditer(folded):
        first = match.start() + len(match[0]) - len(match[0].lstrip())
        start = (opens if match.start() else _opens_first(language)).match(folded, first, match.end())
        if (
            start is not None
            and wording.ARTICLE.fullmatch(start[0])
            and wording.INFINITIVE.search(folded, first, match.end())
        ):
            start = None  # "hat, soweit erforderlich, die Anlage zu prüfen": an article, no relative pronoun
        if (
            start is None
            and hanging
            and language in ("de", "nl")
            and not wording.FINITE_FIRST.match(folded, first, match.end())
            and wording.ENDS_CLAUSE.search(folded, first, match.end())
        ):
            start = _ANY.match(
                folded, first
            )  # "soweit dies nach Regeln, die gelten, erforderlich ist": the first clause goes on
        inside = None if start else _limits(language).search(folded, first + 12, match.end())
        hanging = start is not None or inside is not None
        begin = match.start() if start else inside.start() if inside else match.end()
        left += len(folded[match.start() : begin].split())
        kept[begin : match.end()] = " " * (match.end() - begin)
        if start and match.start() and folded[match.end() : match.end() + 1] == ",":
            # "hat, soweit erforderlich, zu prüfen": the commas belong to what is blanked.
            kept[match.start() - 1] = kept[match.end()] = " "
    return "".join(kept) if left >= 2 else folded


def opens_subordinate(folded: str, place: int, language: str) -> bool:
    """Whether a subordinate clause begins at `place`: with a conjunction, a relative pronoun or an operator."""
    if not table(language, "opens_clause"):
        return False
    place += len(folded[place:]) - len(folded[place:].lstrip())
    opened = _opens(language).match(folded, place)
    if opened is None:
        return False
    comma = folded.find(",", place)
    infinitive = wording.INFINITIVE.search(folded, place, comma if comma > 0 else len(folded))
    return not (wording.ARTICLE.fullmatch(opened[0]) and infinitive)


def ends_open(folded: str, start: int, end: int, language: str) -> bool:
    """Whether a German or Dutch clause still lacks its verb at `end`, so that a comma there does not close it."""
    if language not in ("de", "nl"):
        return False
    words = folded[start:end].split()
    if len(words) <= 2:
        return False  # "soweit erforderlich"
    last = words[-1:]
    return wording.ENDS_CLAUSE.search(folded, start, end) is None and not wording.ENDS_OPEN.fullmatch(last[0])


_ANY = re.compile("")


@lru_cache(maxsize=16)
def _opens(language: str) -> re.Pattern[str]:
    limits = (*table(language, "conditional"), *table(language, "exceptive"), *table(language, "purpose"))
    words = table(language, "opens_clause")
    return re.compile(rf"{wording.JOINED}{alternatives(*words, *limits)}(?!\w)")


@lru_cache(maxsize=16)
def _opens_first(language: str) -> re.Pattern[str]:
    """What opens a subordinate clause at the start of a sentence, where an article or a pronoun opens a main one."""
    articles = {
        *table(language, "before_actor"),
        *table(language, "pronouns"),
        "que",
        "qui",
        "die",
        "welche[rs]?",
    }
    limits = (*table(language, "conditional"), *table(language, "exceptive"), *table(language, "purpose"))
    words = [word for word in table(language, "opens_clause") if word not in articles]
    return re.compile(rf"{alternatives(*words, *limits)}(?!\w)")


@lru_cache(maxsize=16)
def _limits(language: str) -> re.Pattern[str]:
    # German puts "mit dem Ziel" before the infinitive that commands.
    words = (
        *table(language, "conditional"),
        *table(language, "reported"),
        *(phrase for phrase in table(language, "exceptive") if wording.TAKES_OUT.search(phrase)),
        *(() if language == "de" else table(language, "purpose")),
    )
    return re.compile(rf"(?<!\w){alternatives(*words)}(?!\w)")


@lru_cache(maxsize=16)
def people(language: str) -> re.Pattern[str]:
    """A word for a person or body with what stands before it: article and up to two adjectives."""
    # Compounds (`\w*behörde`) share one prefix, or each would try every word anew.
    compounds = [word[3:] for word in table(language, "actors") if word.startswith(r"\w*")]
    plain = [word for word in table(language, "actors") if not word.startswith(r"\w*")]
    kinds = [alternatives(*plain)] if plain else []
    kinds += [r"\w*" + alternatives(*compounds)] if compounds else []
    actor = f"(?:{'|'.join(kinds)})"
    alone = alternatives(*table(language, "pronouns")) if table(language, "pronouns") else r"(?!)"
    if articleless(language):
        front = (
            alternatives(*table(language, "adjectives_front"))
            if table(language, "adjectives_front")
            else r"(?!)"
        )
        return re.compile(
            rf"(?<![\w'-])(?:(?P<noun>(?P<det>(?:{front}\s){{0,2}}?){actor})|(?P<alone>{alone}))(?!\w|')"
        )
    before = "|".join(
        phrase if phrase.endswith("'") else rf"{phrase}\s"
        for phrase in sorted(table(language, "before_actor"), key=len, reverse=True)
    )
    known = "|".join(
        map(re.escape, sorted({*pack(language).function_words, *_plain(table(language, "not_subject"))}))
    )
    return re.compile(
        rf"(?<![\w'-])(?:(?P<noun>(?P<det>{before})(?:(?!\d|(?:{known})\s)[\w-]+\s){{0,2}}?{actor}|{actor})|(?P<alone>{alone}))(?!\w|')"
    )


@lru_cache(maxsize=16)
def articleless(language: str) -> bool:
    """Whether a language that names people has no articles, so that a bare noun may be a subject."""
    return bool(table(language, "actors")) and not table(language, "before_actor")


def named(match: re.Match[str], folded: str, language: str) -> bool:
    """Whether a word for a person or body stands as one that is spoken of: with an article, or bare in a language without any."""
    return bool(match["det"] or match["alone"]) or articleless(language)


@lru_cache(maxsize=32)
def people_in(folded: str, language: str) -> tuple[re.Match[str], ...]:
    """Every word for a person or body in a folded clause, in order; remembered, since a clause is asked up to three times."""
    if not any(_somebody(word, language) for word in _WORD.findall(folded)):
        return ()
    return tuple(people(language).finditer(folded))


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65_536)
def _somebody(word: str, language: str) -> bool:
    """Whether a word can be the first of what names a person or body; remembered, for texts use the same words again and again."""
    return _names(language).fullmatch(word) is not None


@lru_cache(maxsize=16)
def _names(language: str) -> re.Pattern[str]:
    """The first words of persons and bodies, and pronouns; what a phrase asks of the words behind it is left out."""
    phrases = (*table(language, "actors"), *table(language, "pronouns"))
    first = {re.sub(r"\(\?[=!].*", "", re.split(r"[ '-]", phrase, maxsplit=1)[0]) for phrase in phrases}
    return re.compile("|".join(sorted(word for word in first if word)))


def _plain(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word.isalpha()]


@lru_cache(maxsize=16)
def barred_words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that end right before a person or body that is not the subject, and those of them that name who does it."""
    barred = alternatives(*table(language, "not_subject"))
    agent = alternatives(*table(language, "agent")) if table(language, "agent") else r"(?!)"
    return re.compile(rf"(?<!\w){barred}\s*$"), re.compile(rf"(?<!\w){agent}\s*$")


def subject(folded: str, language: str, verb: int) -> Subject | None:
    """Who is bound by a folded main clause whose commanding word begins at `verb`; None where nobody is named."""
    if pack(language).script == "han":
        return _chinese(folded, language, verb)
    if table(language, "subject_marks"):
        return _marked(folded, language, verb)
    if not table(language, "actors"):
        return None
    agent: Subject | None = None
    barred, by = barred_words(language)
    for match in people_in(folded, language):
        span = match.span()
        ahead = folded[max(0, span[0] - 30) : span[0]]
        if by.search(ahead):
            agent = agent or Subject(span, agent=True)
            continue
        if barred.search(ahead) or not nominative(match, language) or not _stands(match, folded, language):
            continue
        if match.start() <= verb:
            whole = span if _personal(match, language) else with_complement(folded, span, verb, language)
            return Subject(whole, agent=False)
        if _follows(folded, verb, span[0]):
            return Subject(joined_subject(folded, span, language), agent=False)
        break
    return agent


_COMPLEMENT_WORDS = 12


def with_complement(folded: str, span: Span, verb: int, language: str) -> Span:
    """A word for somebody with what belongs to it up to the verb: `la autoridad nacional de protección de datos`.

    Commas end it; denials and pronouns right before the verb are left out.
    """
    between = folded[span[1] : verb]
    if language == "fr":
        between = between.partition(" s'")[0]  # "l'exploitant s'engage à ne pas"
    if articleless(language):
        return span
    if (cut := _SET_OFF.search(between)) is not None:
        between = between[: cut.start()]  # "el Consejo Nacional de Cultura, dentro de 30 días, emitirá"
        if wording.CLAUSE.search(between):
            return span
    if not between.strip() or len(between.split()) > _COMPLEMENT_WORDS:
        return span
    idle = {*table(language, "not_words"), *table(language, "before_verb")}
    words = list(re.finditer(r"\S+", between))
    while words and (words[-1][0] in idle or words[-1][0].endswith("'")):
        words.pop()
    return (span[0], span[1] + words[-1].end()) if words else span


_SET_OFF = re.compile(r"[,;:()\"]")


def joined_subject(folded: str, span: Span, language: str) -> Span:
    """A word for somebody with a second one that `and` or `or` joins to it."""
    joins = table(language, "range_words")
    behind = re.compile(
        rf"\s(?:{'|'.join(word for word in joins if word.isalpha() and word not in wording.NO_CONJUNCTIONS)})\s"
    )
    match = behind.match(folded, span[1]) if joins else None
    if match is None:
        return span
    other = next((each for each in people_in(folded, language) if each.start() == match.end()), None)
    return (span[0], other.end()) if other is not None else span


def agent(folded: str, language: str) -> Span | None:
    """Who does what a passive sentence says, behind `by`: `par le ministre`; None where nobody is named so."""
    if not table(language, "agent") or not table(language, "actors"):
        return None
    _, by = barred_words(language)
    for match in people_in(folded, language):
        if by.search(folded, max(0, match.start() - 30), match.start()):
            behind = _complement(language).match(folded, match.end())
            return match.start(), behind.end() if behind else match.end()
    return None


@lru_cache(maxsize=1)
def _banned() -> re.Pattern[str]:
    """Whom a Chinese ban names behind its word: `禁止任何单位和个人进入`."""
    actor = alternatives(*table("zh", "actors"))
    return re.compile(
        rf"{wording.ZH_BAN}(?P<who>[^，。；：\s]{{0,24}}?{actor}(?:{wording.ZH_AND}[^，。；：\s、]{{0,8}}?{actor})?){wording.ZH_NO_MODIFIER}(?=[^，。；：\s])"
    )


def recipient(folded: str, language: str) -> Span | None:
    """Whom a sentence forbids or allows something that names it behind a preposition or in the dative: `Il est interdit à tout armateur`."""
    if pack(language).script == "han":
        named_behind = _banned().search(folded)
        return named_behind.span("who") if named_behind is not None else None
    commands, before = table(language, "recipient_commands"), table(language, "recipient")
    if not commands or re.search(rf"(?<!\w){alternatives(*commands)}(?!\w)", folded) is None:
        return None
    for match in people_in(folded, language):
        ahead = folded[max(0, match.start() - 12) : match.start()]
        named = re.search(rf"(?<!\w){alternatives(*before)}\s*$", ahead)
        if named is not None or not folded[: match.start()].strip():
            behind = _complement(language).match(folded, match.end())
            return match.start(), behind.end() if behind else match.end()
    return None


def actor_ahead(command: str, language: str) -> int:
    """How many code points of a Chinese commanding phrase name who is bound: 2 of `部门应当…建立`; 0 elsewhere."""
    if language != "zh":
        return 0
    named = re.match(alternatives(*table(language, "actors")), command)
    return named.end() if named is not None else 0


def commits(command: str, language: str) -> bool:
    """Whether a commanding word names whom it binds behind it and not in front: `incombe`, `corresponde`, `compete`."""
    listed = table(language, "recipient_commands")
    return bool(listed) and re.match(rf"{alternatives(*listed)}(?!\w)", command) is not None


@lru_cache(maxsize=16)
def _complement(language: str) -> re.Pattern[str]:
    """What belongs to a word for somebody behind it: ` d'établissement`, ` da Saúde`."""
    joins = table(language, "complement")
    return re.compile(
        rf"\s{alternatives(*joins)}\s?{wording.NO_INFINITIVE}[\w'-]+(?!\w)" if joins else r"(?!)"
    )


def _stands(match: re.Match[str], folded: str, language: str) -> bool:
    """Whether a word without an article opens a clause; others need one, in languages that have articles."""
    if match["det"] or match["alone"] or articleless(language):
        return True
    if match[0] in table(language, "pronouns"):
        # "so muss sie vom Amt geprüft werden", "zusätzlich sind sie zu versehen": what is done to it.
        return not (wording.TO_BE.search(folded, match.end()) or wording.IS.search(folded, 0, match.start()))
    ahead = folded[: match.start()].rstrip()
    return not ahead or ahead[-1] in ",;:)"


def _personal(match: re.Match[str], language: str) -> bool:
    """Whether a word for somebody is a pronoun that nothing belongs to: `vous`, and not `quiconque`."""
    return match[0] in table(language, "personal_pronouns")


def _follows(folded: str, verb: int, place: int) -> bool:
    """Whether the words at `place` follow the verb at once, an adverb or two between."""
    between = folded[verb:place]
    return (
        place > verb
        and len(between.split()) <= 4
        and "," not in between
        and not wording.TO_BE.search(between)
    )


def nominative(match: re.Match[str], language: str) -> bool:
    """Whether a German word may be the subject: `der` before a plural in -n is a genitive or a dative."""
    if language != "de" or match["noun"] is None:
        return True
    det, noun = (match["det"] or "").strip(), match["noun"].rsplit(None, 1)[-1]
    if det in ("dieses", "das") and wording.NOMINATIVE.search(noun) is not None:
        return False  # "dieses Gerichts"
    if det == "der" and any(word.endswith("en") for word in match["noun"].split()[1:-1]):
        return False  # "der zuständigen Behörde"
    if det == "der" and wording.FEMININE.search(noun) is not None:
        return False  # "ihre Absicht der Regierung anzuzeigen"
    return not (det == "der" and wording.DATIVE_ENDS.search(noun) is not None)


def _chinese(folded: str, language: str, verb: int) -> Subject | None:
    """The first words up to a comma that end in a word for a person or body and stand before the commanding word."""
    found = [
        match
        for match in _chinese_subject(language).finditer(folded, 0, verb)
        if not match[1].startswith(wording.ZH_WITHOUT)
    ]
    near = _chinese_near().search(folded, max(0, verb - _NEAR), verb)
    if near is not None and near["who"].startswith(wording.ZH_WITHOUT):
        near = None
    if near is not None and (not found or found[-1].end(1) < near.start("who")):
        return Subject(near.span("who"), agent=near["by"] is not None)
    return (
        Subject(found[-1].span(1), agent=False) if found else None
    )  # the last one stands nearest to the command


_NEAR = 80


@lru_cache(maxsize=1)
def _chinese_near() -> re.Pattern[str]:
    """The words right before the command, from the last mark, that end in a word for somebody: `使用单位应当`, `从河流取水的单位，应当`."""
    actor, by_what = alternatives(*table("zh", "actors")), alternatives(*table("zh", "according"))
    return re.compile(
        rf"(?:^|[，；：。\s])(?!{by_what}){wording.ZH_LEAD}(?P<who>[^，。；：\s]{{0,50}}{actor})[，]?{wording.ZH_ADVERB}$"
    )


@lru_cache(maxsize=4)
def _chinese_subject(language: str) -> re.Pattern[str]:
    actor, by_what = alternatives(*table(language, "actors")), alternatives(*table(language, "according"))
    return re.compile(
        rf"(?:^|[，；：。\s])(?!{by_what}){wording.ZH_IF}({wording.ZH_NO_PREPOSITION}{{0,24}}?{actor}(?:{wording.ZH_AND_ALSO}[^，。；：\s、]{{0,12}}?{actor}){{0,3}}){wording.ZH_ENDED}"
    )


_TOPIC = ("は", "은", "는")
"""Marks of what a sentence is about, which is the subject of its last verb; others mark the subject of the nearest verb."""


_TITLE = re.compile(r"\s{0,9}[\uff08(][^\uff08\uff09()]{1,80}[\uff09)](?=\s)")
"""A title in brackets in front of a Japanese provision."""


def _marked(folded: str, language: str, verb: int) -> Subject | None:
    """The phrase that ends in a word for a person or body with the mark of a subject behind it: `事業者は`, `사업주는`."""
    title = _TITLE.match(folded)
    marked = list(_marked_subject(language).finditer(folded, title.end() if title else 0, verb))
    topics = [match for match in marked if match["mark"].endswith(_TOPIC)]
    found = topics[0] if topics else marked[-1] if marked else None
    if found is None:
        alone = table(language, "pronouns")
        nobody = re.search(rf"(?:^|[\s、,])(?P<who>{alternatives(*alone)})", folded[:verb]) if alone else None
        return Subject(nobody.span("who"), agent=False) if nobody is not None else None
    start = found.start("noun")
    if pack(language).script == "hangul":
        # "허가를 받은 자는": the clause in front of the word says whom it means.
        breaks = [cut.end() for cut in wording.BREAK.finditer(folded, 0, start)]
        first = breaks[-1] if breaks else len(folded) - len(folded.lstrip())
        start = (
            first if start - first <= _CLAUSE or found["noun"] in table(language, "needs_clause") else start
        )
    return Subject((start, found.end("noun")), agent=False)


_CLAUSE = 40
"""Code points of the longest clause in front of a Korean word for somebody that is taken with it."""


@lru_cache(maxsize=4)
def _marked_subject(language: str) -> re.Pattern[str]:
    actor = alternatives(*table(language, "actors"))
    mark = alternatives(*table(language, "subject_marks"))
    if pack(language).script == "hangul":
        joined = wording.KO_ATTRIBUTES
        return re.compile(
            rf"(?<![^\s,.;:(\u2460-\u2473])(?P<noun>{joined}[^\s,.;:()]{{0,20}}?{actor})(?:\([^()]*\))?(?P<mark>{mark})(?=[\s,])"
        )
    starts = r"(?:^|(?<=[、。，「（）)]))[\s\u3000]*"
    return re.compile(
        rf"{starts}(?P<noun>[^、。，「」（\s][^、。，「」]{{0,60}}?{actor}|{actor})(?P<mark>{mark})(?=[、\s]|[^\W\d_])"
    )


@lru_cache(maxsize=8)
def marks(language: str) -> re.Pattern[str] | None:
    """The marks of a subject behind its word (`は`, `는`); None in languages without any."""
    listed = table(language, "subject_marks")
    return re.compile(alternatives(*listed)) if listed else None


def mentions(folded: str, language: str) -> bool:
    """Whether a main clause speaks of a person or body behind no preposition, so that one may be bound who was not found."""
    if pack(language).script in ("han", "kana", "hangul"):
        return False
    if not table(language, "actors"):
        return True
    barred, _ = barred_words(language)
    return any(
        (match["det"] or match["alone"])
        and not barred.search(folded[max(0, match.start() - 30) : match.start()])
        for match in people_in(folded, language)
    )
