"""What law lays down by the present tense alone, in languages without a whole grammar here.

Laws of many languages oblige without a commanding word in four ways: somebody is the subject of a verb in the
present or future tense (`L'employeur établit …`, `De werkgever toetst …`, `El empleador garantizará …`); something is done in the
passive (`Die Akten werden fünf Jahre aufbewahrt`, `Le plan est affiché`); a paper holds what it must hold (`La demande comporte …`); and in
Spanish, Portuguese and Italian any verb in the future tense, in Polish and Russian any reflexive one, in Japanese a plain verb at the end.
The words are data of the language's pack: `present`, `no_duty`, `passive_verbs`, `participles`, `no_duty_participles`, `papers`,
`paper_verbs`, `future`, `endings`, `not_words`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from curation.core.records import Modality
from curation.rules.other_languages.subjects import (
    agent,
    articleless,
    barred_words,
    named,
    nominative,
    people_in,
    subject,
    with_complement,
)
from curation.rules.parts.drafts import Span
from curation.text.packs import pack
from curation.text.phrases import alternatives, pattern, table
from curation.text.rule_words import present as wording


class PresentReading(NamedTuple):
    """What a clause lays down, whom it binds and how sure that is, in [0, 1]."""

    modality: Modality
    bound: Span | None
    certainty: float


def told(folded: str, language: str) -> PresentReading | None:
    """What a folded main clause without a commanding word lays down by its tense; None for a clause that only describes."""
    if not (table(language, "present") or table(language, "endings")):
        return None
    if _reports_past(folded, language):
        return None
    return (
        _by_somebody(folded, language)
        or _by_ending(folded, language)
        or _passive(folded, language)
        or _of_paper(folded, language)
        or _future(folded, language)
    )


def _reports_past(folded: str, language: str) -> bool:
    """Whether the main clause is in the perfect tense; that of a subordinate clause (`het bericht dat hij heeft ontvangen`) says nothing."""
    if language not in wording.PAST:
        return False
    opens = wording.SUBORDINATED.get(language)
    return any(
        opens is None or opens.search(folded, 0, match.start()) is None
        for match in wording.PAST[language].finditer(folded)
    )


@lru_cache(maxsize=16)
def _verbs(language: str) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Words that are no verbs of a duty, verbs that only describe, and a finite verb behind its subject."""
    verb = alternatives(*table(language, "present"))
    clitics = next(iter(table(language, "clitics")), "")
    joins = table(language, "complement")
    # "le directeur du port dresse": what belongs to the subject stands before its verb. Languages without articles put whole
    # phrases there ("minister właściwy do spraw zdrowia określa"), and their verbs are known by their own forms.
    behind = (
        r"(?:\s+[^\s,;:]+){0,7}?"
        if articleless(language)
        else rf"(?:\s+{alternatives(*joins)}\s?[\w'-]+(?:\s(?:{alternatives(*table(language, 'adjectives'))}))?){{0,2}}"
        if joins
        else ""
    )
    adjective = (
        rf"(?:\s+(?:{alternatives(*table(language, 'adjectives'))}))?"
        if table(language, "adjectives")
        else ""
    )
    return (
        frozenset(pack(language).function_words),
        re.compile(alternatives(*table(language, "no_duty"))),
        re.compile(rf"{adjective}{behind}(?:\s?,[^,]{{3,120}},)?\s+{clitics}(?P<verb>{verb})(?!\w)"),
    )


def _by_somebody(folded: str, language: str) -> PresentReading | None:
    """The duty of a main clause whose subject is a person or body and whose verb is in the present (or future) tense."""
    if not table(language, "present"):
        return None
    known, describes, follows = _verbs(language)
    barred, _ = barred_words(language)
    for match in people_in(folded, language):
        ahead = folded[max(0, match.start() - 30) : match.start()]
        if barred.search(ahead) or wording.IS.search(ahead) or not nominative(match, language):
            continue
        if not named(match, folded, language):
            continue
        found = follows.match(folded, match.end())
        place = found.start("verb") if found else 0
        word = found["verb"] if found else ""
        if found is None and (language in ("de", "nl") or articleless(language)):
            turned = (_turned(language) if articleless(language) else wording.TURNED).search(
                folded[: match.start()]
            )
            word, place = (turned["verb"], turned.start("verb")) if turned else ("", 0)
        if not word or word in known or describes.fullmatch(word) or len(word) < 3:
            return None
        denied = (
            wording.DENIED[language].search(folded[match.end() : place + len(word) + 40])
            if language in wording.DENIED
            else _refused(folded, place, language)
        )
        bound = (
            with_complement(folded, match.span(), place, language) if place > match.end() else match.span()
        )
        return PresentReading("prohibition" if denied else "obligation", bound, 0.6)
    return None


@lru_cache(maxsize=8)
def _turned(language: str) -> re.Pattern[str]:
    """A verb of the present tense right before its subject, where word order is free: `wydaje wojewoda`."""
    verbs = table(language, "present")
    return re.compile(rf"(?<!\w)(?P<verb>{alternatives(*verbs) if verbs else '(?!)'})\s++$")


_BEFORE_VERB = 24


def _refused(folded: str, place: int, language: str) -> bool:
    """Whether a word that denies stands right before the verb at `place`, a pronoun between."""
    found = _denials(language)
    return found is not None and found.search(folded, max(0, place - _BEFORE_VERB), place) is not None


@lru_cache(maxsize=16)
def _denials(language: str) -> re.Pattern[str] | None:
    words = table(language, "not_words")
    return re.compile(rf"(?<!\w){alternatives(*words)}\s+(?:\w{{1,4}}\s+)?$") if words else None


@lru_cache(maxsize=16)
def _endings(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Verbs that end a sentence of a duty, and endings that lay nothing down; None where verbs do not stand last."""
    listed = table(language, "endings")
    if not listed:
        return None
    return (
        re.compile(rf"{alternatives(*listed)}\W*$"),
        re.compile(rf"{alternatives(*table(language, 'no_duty'))}\W*$"),
    )


def _by_ending(folded: str, language: str) -> PresentReading | None:
    """The duty of a sentence with a person or body as its subject that ends in a verb of the plain present, as in Japanese."""
    known = _endings(language)
    if known is None:
        return None
    ending, idle = known
    match = ending.search(folded)
    if match is None or idle.search(folded):
        return None
    found = subject(folded, language, match.start())
    return PresentReading("obligation", found.span, 0.6) if found is not None else None


@lru_cache(maxsize=16)
def _passives(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None:
    """The auxiliaries of the passive, participles, and participles that lay nothing down; None where the pack has none."""
    verbs = table(language, "passive_verbs")
    if not verbs:
        return None
    return (
        re.compile(rf"(?<!\w){alternatives(*verbs)}(?!\w)"),
        re.compile(rf"(?<![\w-]){alternatives(*table(language, 'participles'))}(?!\w)"),
        re.compile(alternatives(*table(language, "no_duty_participles"))),
    )


_SEGMENT_END = re.compile(r"[,;:()]|\.(?=\s|$)")
_SET_OFF = re.compile(r"\s*,[^,;:]{2,90},")
_NEAR = 24
"""Code points between an auxiliary and its participle in languages that put them side by side."""


def _passive(folded: str, language: str) -> PresentReading | None:
    """The duty of a passive: `wird aufbewahrt`, `sont conservés`, `wordt vermeld`, `se presentará`."""
    known = _passives(language)
    if known is None:
        return None
    auxiliary, participle, idle = known
    for verb in auxiliary.finditer(folded):
        if wording.RELATIVE.search(folded, max(0, verb.start() - 16), verb.start()):
            continue
        aside = _SET_OFF.match(folded, verb.end())
        stop = _SEGMENT_END.search(folded, aside.end() if aside else verb.end())
        end = stop.start() if stop else len(folded)
        if language in ("de", "nl"):
            match = _closing_participle(folded, verb.end(), end, participle, language)
        else:
            match = _participle(folded, verb.end(), min(end, verb.end() + _NEAR), participle, language)
        if match is None or (
            language not in ("de", "nl") and len(folded[verb.end() : match.start()].split()) > 2
        ):
            continue
        if idle.fullmatch(match[0]):
            return None
        denied = wording.DENIED.get(language)
        refused = (
            denied is not None and denied.search(folded[max(0, verb.start() - 4) : match.end()]) is not None
        ) or _refused(folded, verb.start(), language)
        return PresentReading("prohibition" if refused else "obligation", agent(folded, language), 0.6)
    return None


def _closing_participle(
    folded: str, start: int, end: int, participle: re.Pattern[str], language: str
) -> re.Match[str] | None:
    """The participle that closes a German clause, or that stands anywhere behind the auxiliary in a Dutch one."""
    if language == "nl":
        return _participle(folded, start, end, participle, language)
    while True:
        # Commas may stand in front of the participle: "werden von ihm, soweit nötig, oder von der Stelle geprüft".
        last = folded[start:end].rstrip().rpartition(" ")[2]
        place = folded.rfind(last, start, end) if last else -1
        match = participle.fullmatch(folded, place, place + len(last)) if place > 0 else None
        if match is not None or folded[end : end + 1] != ",":
            return match
        stop = _SEGMENT_END.search(folded, end + 1)
        start, end = end + 1, stop.start() if stop else len(folded)


def _participle(
    folded: str, start: int, end: int, participle: re.Pattern[str], language: str
) -> re.Match[str] | None:
    """The first participle between two places that is no noun or adverb with its form."""
    other = pattern(language, "no_participles")
    for match in participle.finditer(folded, start, end):
        if other is None or other.fullmatch(match[0]) is None:
            return match
    return None


@lru_cache(maxsize=16)
def _papers(language: str) -> re.Pattern[str] | None:
    nouns, verbs = table(language, "papers"), table(language, "paper_verbs")
    if not nouns or not verbs:
        return None
    noun, verb = rf"(?<!\w){alternatives(*nouns)}(?!\w)", rf"(?<!\w){alternatives(*verbs)}(?!\w)"
    return re.compile(rf"{noun}[^;:.]{{0,120}}?{verb}|{verb} (?:\w+ ){{1,2}}{noun}")


def _of_paper(folded: str, language: str) -> PresentReading | None:
    """The duty of a paper to hold something: `Der Antrag enthält`, `La demande comporte`."""
    holds = _papers(language)
    match = holds.search(folded) if holds is not None else None
    if match is None:
        return None
    denied = wording.DENIED.get(language)
    refused = (
        denied is not None and denied.search(folded[match.end() : match.end() + 12]) is not None
    ) or _refused(folded, match.start(), language)
    return PresentReading("prohibition" if refused else "obligation", None, 0.6)


@lru_cache(maxsize=16)
def _futures(language: str) -> re.Pattern[str] | None:
    forms = table(language, "future")
    return (
        re.compile(rf"(?<!\w)(?P<no>no )?{wording.PRONOUNS}(?P<verb>{alternatives(*forms)})(?!\w)")
        if forms
        else None
    )


def _future(folded: str, language: str) -> PresentReading | None:
    """The duty of a verb in the future tense, whatever its subject is: `El pago procederá …`."""
    forms = _futures(language)
    _, describes, _ = _verbs(language)
    for match in forms.finditer(folded) if forms is not None else ():
        if describes.fullmatch(match["verb"]) is None and not wording.RELATIVE.search(
            folded, 0, match.start()
        ):
            denied = match["no"] or _refused(folded, match.start(), language)
            who = subject(folded, language, match.start("verb"))
            bound = who.span if who is not None else agent(folded, language)
            return PresentReading("prohibition" if denied else "obligation", bound, 0.6)
    return None
