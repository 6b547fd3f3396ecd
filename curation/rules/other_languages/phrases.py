"""Rules of languages without a grammar here: what a sentence does by its pack's phrases, its exceptions, conditions and values."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.core.records import Modality
from curation.rules.numbers.values import numbers
from curation.rules.other_languages import present, subjects
from curation.rules.parts.drafts import BEARER, Draft, Role, Span, trimmed
from curation.text.modality import ORDER, of_folded, phrases
from curation.text.packs import pack
from curation.text.phrases import accented, alternatives, fold, hide_asides, table, words
from curation.text.rule_words import languages as wording

BINDS = ("obligation", "prohibition", "permission", "recommendation")
"""What is said of somebody."""


def _packed(text: str) -> str:
    """Text with runs of spaces as one."""
    return re.sub(r" {2,}", " ", text)


def read(text: str, start: int, end: int, language: str) -> list[Draft]:
    """What a sentence demands; empty when no phrase of its language says anything, or the language has no phrases."""
    folded = hide_asides(accented(fold(text[start:end]), language))
    first = _verb_first(folded, language)
    rest = folded if first is None else " " * (first[1] + 1) + folded[first[1] + 1 :]
    main = subjects.main_clause(rest, language)
    kind, certainty = _kind(_packed(main), language), 0.7
    bound: Span | None = None
    same = True
    if (
        kind == "other"
        and not _case_alone(text, start, end, folded, language)
        and (told := present.told(main, language)) is not None
    ):
        kind, bound, certainty = told
    worded = kind
    if (
        language == "zh"
        and kind == "obligation"
        and wording.MAY.search(main)
        and not wording.SHALL.search(main)
    ):
        kind = worded = "permission"  # "可以采取…方式，委托协会提供服务": what may be done
    if kind == "permission" and _only(main, language):
        kind = "prohibition"
    if kind == "other":
        return []
    draft = Draft(kind, start, end, certainty, action=trimmed(text, start, end), word=kind)
    if kind in BINDS:
        command = phrases(language, worded) if bound is None else None
        if command is not None and (word := command.search(main)):
            place = word.start() + subjects.actor_ahead(word[0], language)
            given = subjects.recipient(main, language) if subjects.commits(word[0], language) else None
            named = subjects.subject(main, language, place) if given is None else None
            bound = named.span if named else given or subjects.recipient(main, language)
            bound = bound or _initials(text[start:end], word)
        if bound is not None:
            meant = _antecedent(folded, main, bound, language)
            same = meant == bound
            bound = _whoever(folded, meant, language)
            draft.bearer = trimmed(text, start + bound[0], start + bound[1])
        elif subjects.mentions(main, language):
            draft.unparsed.append(BEARER)
    _limits(text, start, folded, language, draft)
    if same and not (subjects.articleless(language) and table(language, "opens_clause")):
        _part_from_limits(text, start, main, language, draft)
    draft.opens = _role(folded, language)
    return [draft]


def _part_from_limits(text: str, start: int, main: str, language: str, draft: Draft) -> None:
    """Parts the bearer from the limits that hold it: a limit begins behind it, and one who stands inside a limit bears nothing.

    `사업주는 근로자가 …하는 경우에는` is a condition behind its subject; `ohne Zustimmung der Behörde` names who agrees. What holds the
    commanding word too is a whole sentence (`ただし、大臣は…`) and says nothing of who stands in it.
    """
    bearer = draft.bearer
    command = phrases(language, draft.word)
    said = command.search(main) if command is not None else None
    if bearer is None:
        return
    for limits in (draft.conditions, draft.exceptions):
        for number, span in enumerate(limits):
            if bearer[0] == span[0] and bearer[1] < span[1]:
                if pack(language).script == "han" and not (
                    limits is draft.conditions and _subject_in_front(text, span, bearer)
                ):
                    continue
                behind = _behind_subject(text, bearer[1], language)
                limits[number] = trimmed(text, behind, span[1]) or span
            elif span[0] < bearer[0] and bearer[1] <= span[1] and draft.modality in BINDS:
                first, last = span[0] - start, span[1] - start
                if said is not None and first <= said.start() and said.end() <= last:
                    continue
                rest = main[:first] + " " * (last - first) + main[last:]
                if re.search(r"\w\w", rest) is None:
                    continue  # no comma parts the case from the main clause
                word = command.search(rest) if command is not None else None
                found = subjects.subject(rest, language, word.start()) if word is not None else None
                draft.bearer = trimmed(text, start + found.span[0], start + found.span[1]) if found else None
                return


def _subject_in_front(text: str, span: Span, bearer: Span) -> bool:
    """Whether a condition in Chinese begins with a subject: it opens its sentence with one, and no longer word was cut in two.

    `企业变更地址的`, and not `影响国家|安全的`, `基于个人|同意`, `处理方|式`.
    """
    ahead = text[: span[0]].rstrip()
    return (
        (not ahead or ahead[-1] in "。；：\n")
        and wording.NO_SUBJECT_OPENS.match(text, *bearer) is None
        and wording.WORD_GOES_ON.match(text, bearer[1] - 1) is None
    )


def _behind_subject(text: str, place: int, language: str) -> int:
    """Where the words behind a subject begin: behind its mark and a comma."""
    marks = subjects.marks(language)
    mark = marks.match(text, place) if marks is not None else None
    place = mark.end() if mark is not None else place
    while place < len(text) and (text[place].isspace() or text[place] in ",\uff0c\u3001"):
        place += 1
    return place


def _initials(printed: str, word: re.Match[str]) -> Span | None:
    """The initials of an office right before the word that commands: `De KNB draagt zorg`; None before a passive."""
    match = wording.INITIALS.match(printed)
    if match is None or word.start() - match.end() not in (0, 1):
        return None
    if wording.OF_BEING.match(word[0]) or wording.UNDERGOES.search(printed, word.end()):
        return None
    return match.span("who")


def _kind(main: str, language: str) -> Modality:
    """What a main clause does by its phrases: the first table that has one, or the last phrase where the verb stands last.

    `許可を受けなければならない場合には、届出をすることができる` permits: what it says in front belongs to a condition.
    """
    if not table(language, "subject_marks"):
        told = of_folded(main, language)
        if (
            told in ("penalty", "exemption")
            and language == "zh"
            and (case := wording.CASE_OF.search(main)) is not None
        ):
            # What follows on a breach stands in the case alone: "需要追究法律责任的，监察机关应当办理立案手续".
            rest = of_folded(main[: case.start()] + main[case.end() :], language)
            told = rest if rest != "other" else told
        if told == "prohibition" and language == "zh" and wording.FIRST_SHALL.match(main) is not None:
            return "obligation"  # "银行应当及时办理，不得拖延"
        if told == "prohibition" and pack(language).script == "han" and wording.SHALL_TELL.search(main):
            return "obligation"  # "应当开展禁止燃放的宣传": what is forbidden is what they speak of
        return told
    last: tuple[int, int] = (-1, 0)
    kind: Modality = "other"
    for name in ORDER:
        found = phrases(language, name)
        for match in found.finditer(main) if found is not None else ():
            if (match.end(), -match.start()) > last:
                last, kind = (match.end(), -match.start()), name
    return kind if len(main.rstrip(" .\u3002)\uff09\u300d").rstrip()) - last[0] <= _TAIL else "other"


_TAIL = 6
"""Code points that may follow the word that commands where the verb stands last."""


@lru_cache(maxsize=16)
def _conjunction(language: str) -> re.Pattern[str] | None:
    """A conjunction of a condition right before its subject: `lorsque l'exploitant`."""
    opens = table(language, "conditional")
    return re.compile(rf"(?<!\w){alternatives(*opens)}\s*+$") if opens else None


def _antecedent(folded: str, main: str, bound: Span, language: str) -> Span:
    """The person for whom a pronoun stands (`indien de aanbieder … , verstrekt hij`): the first one named in front; else the pronoun."""
    if main[bound[0] : bound[1]].strip() not in words(language, "anaphors"):
        return bound
    barred, _ = subjects.barred_words(language)
    opens = _conjunction(language)
    for match in subjects.people_in(folded, language):
        if match.end() > bound[0]:
            break
        ahead = folded[max(0, match.start() - 30) : match.start()]
        if match["det"] and (not barred.search(ahead) or (opens is not None and opens.search(ahead))):
            return match.span()
    return bound


def _whoever(folded: str, bound: Span, language: str) -> Span:
    """A pronoun that opens the sentence with the clause that says whom it means: `Wer ein Gewerbe beginnt, muss …`."""
    if (
        folded[slice(*bound)].strip() not in words(language, "whoever")
        or _NUMBERED.fullmatch(folded, 0, bound[0]) is None
    ):
        return bound
    comma = _main_begins(folded, bound[1], len(folded), language) or folded.find(",", bound[1])
    return (bound[0], comma) if comma > 0 else bound


_AUTHORITY_WORDS = 12


def _only(main: str, language: str) -> bool:
    """Whether a main clause forbids all but what it names (`darf nur`), and gives no authority a power."""
    bans, authorities = phrases(language, "only_bans"), table(language, "authorities")
    if bans is None or (match := bans.search(main)) is None:
        return False
    first = phrases(language, "permission")
    if first is not None and (earlier := first.search(main)) is not None and earlier.start() < match.start():
        return False
    near = " ".join(main[: match.start()].split()[-_AUTHORITY_WORDS:])
    return re.search(rf"{alternatives(*authorities)}(?!\w)", near) is None if authorities else True


def aside(text: str, start: int, end: int, language: str) -> Draft | None:
    """A sentence that commands nothing and still sets a condition, an exception or a measure; None for every other one."""
    folded = hide_asides(accented(fold(text[start:end]), language))
    draft = Draft("other", start, end, 0.3, action=trimmed(text, start, end), word="other")
    if len(folded.split()) >= 3 or pack(language).script == "han":
        _limits(text, start, folded, language, draft)
    return draft if draft.conditions or draft.exceptions or numbers(folded, language) else None


def _case_alone(text: str, start: int, end: int, folded: str, language: str) -> bool:
    """Whether an item of one clause only says when something holds: `indien het risico wordt gedekt door een regeling;`.

    A whole sentence without a comma has its main clause behind the case: `Indien nodig treft de werkgever maatregelen.`.
    """
    opens = phrases(language, "conditional")
    printed = text[start:end].strip()
    return (
        opens is not None
        and not (printed[:1].isupper() and printed.endswith((".", "!")))
        and "," not in folded
        and bool(table(language, "opens_clause"))
        and opens.match(folded) is not None
        and only_condition(text, start, end, language)
    )


def only_condition(text: str, start: int, end: int, language: str) -> bool:
    """Whether an item of a list says nothing but when the words above it hold: `wenn die Halle leer ist;`."""
    folded = fold(text[start:end])
    opens = phrases(language, "conditional")
    if opens is None or opens.match(folded) is None:
        return False
    main = subjects.main_clause(folded, language)
    return main == folded or len(main.split()) < 2


def limits(text: str, start: int, end: int, language: str, draft: Draft) -> None:
    """Adds the conditions and exceptions in `text[start:end]`, an item of a list, to a draft.

    Args:
        text: The words of the clause.
        start: Where the words of the item begin.
        end: Where they end.
        language: A BCP 47 tag with a pack.
        draft: Is filled.
    """
    _limits(text, start, hide_asides(accented(fold(text[start:end]), language)), language, draft)


def _limits(text: str, start: int, folded: str, language: str, draft: Draft) -> None:
    taken: list[Span] = []
    if (first := _verb_first(folded, language)) is not None:
        taken.append(first)
        if (span := trimmed(text, start + first[0], start + first[1])) is not None:
            draft.conditions.append(span)
    for name, parts in (
        ("exceptive", draft.exceptions),
        ("exceptive_before", draft.exceptions),
        ("conditional", draft.conditions),
        ("conditional_nouns", draft.conditions),
    ):
        found = phrases(language, name)
        if found is None:
            continue
        place = 0
        while match := found.search(folded, place):
            place = match.end()
            if any(a <= match.start() < b for a, b in taken):
                continue
            behind = (
                match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip(" ,\uff0c\u3001"))
            )
            whole = name in ("conditional_nouns", "exceptive_before") or _closes_itself(folded, match)
            if whole and name in ("exceptive", "conditional"):
                stop = match.end()
            elif whole:
                stop = _noun_end(folded, match.end(), language)
                if language == "de":
                    stop = _last_noun(text, start, match.end(), stop)
            else:
                if "," in folded[match.end() : behind] and (aside := _COMMA.search(folded, behind)):
                    behind = aside.end()  # "si, au lieu de celle-ci, une autre peut servir"
                stop = _clause_end(folded, match.start(), behind, language)
            span = trimmed(text, start + match.start(), start + stop)
            if span is not None and (span[1] - start > match.end() or whole):
                parts.append(span)
                taken.append((match.start(), max(stop, match.end())))
            place = max(stop, match.end())
    draft.exceptions.sort()
    draft.conditions.sort()


def _closes_itself(folded: str, match: re.Match[str]) -> bool:
    """Whether a Chinese phrase holds its opening and its closing word: `除法律另有规定外`, with a mark behind it."""
    return match[0].endswith("外") and folded[match.end() : match.end() + 1] in (
        ",",
        "\uff0c",
        "\u3002",
        "\uff1b",
        "",
    )


_NOUN_WORDS = 8
_WANTS_NOUN = ("vorbehaltlich", "unbeschadet", "mit", "moyennant", "onverminderd")
"""Last words of an operator that is nothing without the noun behind it."""


def _noun_end(folded: str, place: int, language: str) -> int:
    """One past a noun phrase behind an operator that ends at `place`: at the next mark, at the word that commands, or after eight words.

    An operator that is whole by itself (`auf Verlangen`, `le cas échéant`) ends there when no genitive follows.
    """
    joins = phrases(language, "noun_goes_on")
    ahead = place + len(folded[place:]) - len(folded[place:].lstrip())
    begun = folded[:place].rsplit(None, 1)[-1]
    if joins is None or not (
        begun.endswith("'") or joins.fullmatch(begun) or joins.match(folded, ahead) or begun in _WANTS_NOUN
    ):
        return place
    stop = _MARK.search(folded, place)
    end = stop.start() if stop else len(folded)
    for name in BINDS:
        found = phrases(language, name)
        if found is not None and (command := found.search(folded, place, end)) is not None:
            end = command.start()
    if language == "nl" and (verb := wording.DUTCH_VERB.search(folded, place, end)) is not None:
        end = verb.start()
    words = list(re.finditer(r"\S+", folded[place:end]))
    return place + words[_NOUN_WORDS - 1].end() if len(words) > _NOUN_WORDS else end


_NOUN = re.compile(r"(?<!\w)(?:[A-ZÄÖÜ]|\d)[\w.-]{0,60}\w|(?<!\w)[A-ZÄÖÜ\d](?!\w)")


def _last_noun(text: str, start: int, place: int, stop: int) -> int:
    """One past the last noun or number in a German phrase behind an operator, by its capital; behind it the verb of the clause stands.

    `während der Arbeitszeit unverschlossen sein` ends at `Arbeitszeit`, `Nach Eingang der Meldung prüft die Behörde` at `Meldung`; without
    a noun the phrase stays as it is.
    """
    noun = text.rfind(" ", 0, start + place) + 1
    if (behind := wording.NEXT_PART.search(text, noun, start + stop)) is not None:
        stop = max(behind.start("end") - start, place)
    nouns = [m.end() for m in _NOUN.finditer(text, start + place, start + stop)]
    return nouns[-1] - start if nouns else stop


_MARK = re.compile(r"[,;:\uff0c\uff1b\uff1a\u3002]|\.(?=\s*$)")
_END = re.compile(r"[;:\uff1b\uff1a]")
_COMMA = re.compile(r"[,\uff0c\u3001]")
_NUMBERED = re.compile(r"\W*(?:[\d.]+[a-z]?\)?\s+)?")


def _verb_first(folded: str, language: str) -> Span | None:
    """The condition that a German or Dutch sentence opens with its verb: `Wird die Halle benutzt, muss …`; None without one."""
    verbs = phrases(language, "opens_with_verb")
    if verbs is None:
        return None
    begin = _NUMBERED.match(folded)
    first = begin.end() if begin else 0
    if verbs.match(folded, first) is None or folded.rstrip().endswith("?"):
        return None
    end = _main_begins(folded, first, len(folded), language)
    return (first, end) if end is not None else None


def _main_begins(folded: str, place: int, end: int, language: str) -> int | None:
    """The first comma behind which a main clause begins; None when none does."""
    main = phrases(language, "opens_main")
    if main is None:
        return None
    for comma in _COMMA.finditer(folded, place, end):
        if main.match(folded, comma.end() + len(folded[comma.end() :]) - len(folded[comma.end() :].lstrip())):
            return comma.start()
    return None


_ASIDE_WORDS = 14


def _clause_end(folded: str, start: int, place: int, language: str) -> int:
    """One past the part that an operator at `start` opens; `place` is behind the operator and a comma right behind it.

    A part in front ends at the comma before the main clause. One behind the command goes on to the end of its sentence or to the
    next operator, whatever relative clauses it holds; any other ends at the comma that closes it.
    """
    stop = _END.search(folded, place)
    end = stop.start() if stop else len(folded)
    comma = _COMMA.search(folded, place, end)
    if comma is None:
        return end
    before = folded[:start].rstrip(" (")
    to_end = phrases(language, "to_end")
    if to_end is not None and to_end.match(folded, start):
        return end
    if _NUMBERED.fullmatch(folded, 0, start) or before.endswith((";", ".", ":")):
        found = _main_begins(folded, place, end, language)
        return comma.start() if found is None else found
    if language in ("fr", "es", "it", "pt") and _commanded(folded, start, language):
        behind = comma.end() + len(folded[comma.end() : end]) - len(folded[comma.end() : end].lstrip())
        if before.endswith(",") and wording.GOES_ON_WITH_VERB.match(folded, behind):
            return comma.start()  # "deberá, cuando cambie, revisar el plan"
        return _next_operator(folded, place, end, language)
    return _past(folded, place, end, language)


def _commanded(folded: str, end: int, language: str) -> bool:
    """Whether a commanding word stands before `end`."""
    return any(
        (found := phrases(language, name)) is not None and found.search(folded, 0, end) is not None
        for name in BINDS
    )


def _next_operator(folded: str, place: int, end: int, language: str) -> int:
    """Where the next condition or exception that a comma sets off begins, else `end`."""
    for comma in _COMMA.finditer(folded, place, end):
        ahead = comma.end() + len(folded[comma.end() :]) - len(folded[comma.end() :].lstrip())
        for name in ("exceptive", "conditional", "conditional_nouns"):
            found = phrases(language, name)
            if found is not None and found.match(folded, ahead):
                return comma.start()
    return end


def _past(folded: str, place: int, end: int, language: str) -> int:
    """The first comma that closes the clause at `place` with words of the main clause behind it, else the end."""
    for comma in _COMMA.finditer(folded, place, end):
        words = folded[place : comma.start()].split()
        if len(words) > _ASIDE_WORDS and language not in ("zh", "ja", "ko"):
            return end
        if words[-1:] and words[-1] in wording.RELATIVE_WORDS:
            continue  # "pour ceux qui, dans ce cadre, travaillent": an aside inside a relative clause
        if subjects.ends_open(folded, place, comma.start(), language) or _subordinate(
            folded, comma.end(), language
        ):
            continue
        return comma.start()
    return end


def _subordinate(folded: str, place: int, language: str) -> bool:
    """Whether the words at `place` open a relative or another subordinate clause."""
    return subjects.opens_subordinate(folded, place, language)


def _role(folded: str, language: str) -> Role:
    if folded.rstrip().endswith((".", "\u3002")):
        return "element"  # a whole sentence hands nothing down
    return tail_role(folded, language) or "element"


def tail_role(text: str, language: str) -> Role:
    """What the last operator of a lead-in opens for the list below it; empty when nothing is open."""
    folded = fold(text)
    last: tuple[int, Role] = (-1, "")
    for name, role in (("exceptive", "exception"), ("conditional", "condition"), ("purpose", "purpose")):
        found = phrases(language, name)
        for match in found.finditer(folded) if found is not None else ():
            rest = folded[match.end() :].rstrip(" :")
            # What a comma closes is whole: "müssen, wenn die Halle leer ist,".
            open_still = (
                "," not in rest.rstrip(", ")
                and ";" not in rest
                and not (rest.endswith(",") and len(rest) > 1)
            )
            if open_still and match.start() > last[0]:
                last = match.start(), role  # type: ignore[assignment]
    return last[1]
