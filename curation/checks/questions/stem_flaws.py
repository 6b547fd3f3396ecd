"""Flaws of the stems of multiple-choice questions that item writers know by name: each check finds one, by form alone.

The names follow Haladyna, Downing and Rodriguez (2002). Flaws of the options stand in `flaws`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.item_words.stems import (
    ASKS_ABOUT_TOPIC_ONLY,
    ASKS_FOR_ANYTHING,
    ASKS_WHAT_AGREES,
    ASKS_WHAT_APPLIES,
    ASKS_WITHOUT_VERB,
    BETWEEN_INITIALS,
    CITES,
    CURRENCY,
    DANGLING,
    DOES_THIS,
    ELSEWHERE,
    FIRST_PERSON,
    FIRST_QUESTION,
    FURTHER_QUESTION,
    HAS_VERB,
    IF_SO,
    LEADING_ARTICLE,
    LETTER_ALONE,
    NAMES_OF_PLACES,
    NAMES_TWO,
    OF_QUESTIONS,
    OF_STEMS,
    OPINION,
    OTHER_THING,
    POINTS_AT_A_CASE,
    PRONOUN,
    SECOND_QUESTION,
    SHOWN_ELSEWHERE,
    SUBJECT_ONLY,
    SUCH_A,
    SUCH_A_PAPER,
    TELLS_A_DEED,
    UNFOCUSED,
    VERB,
    YES_NO_AND_MORE,
)
from curation.text.packs import pack
from curation.text.question_words import ABBREVIATIONS
from curation.text.quoted import unquoted
from curation.text.sentences import parts, sentence_texts
from curation.text.stems import content_stems
from curation.text.verbs import is_noun, known_word
from curation.text.whole import OUTSIDE, without_citations


def _elsewhere(text: str) -> re.Match[str] | None:
    """Words that point at another provision; `the following rule` before a colon points at what stands there."""
    for match in ELSEWHERE.finditer(text):
        if not (" following " in match[0].lower() and ":" in text[match.end() : match.end() + 120]):
            return match
    return None


def dangling(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that points at words which are not there: `such records`, `this paragraph`, `what must it do`. What is quoted may."""
    if item.context:
        return
    asked = unquoted(item.stem)
    if asked != item.stem and FIRST_PERSON.search(item.stem):
        # Whoever speaks in the quotation is "this employee" behind it.
        asked = re.sub(r"\bthis (?=[a-z]+\b)", "the ", asked)
    sentences = parts(asked)
    one = len(sentences) == 1
    match = DANGLING.search(asked) if one else OUTSIDE.search(asked) or _pointing(sentences)
    match = (
        match
        or _shown(item, asked)
        or (_such_a(asked) if one else _such_a(asked, SUCH_A_PAPER))
        or (PRONOUN.search(asked) if one else None)
        or (_elsewhere(asked) if one else None)
        or _unnamed(asked, one)
    )
    if match:
        yield Hit("stem", "points at words that the item does not hold; name what is meant")
    for i, option in enumerate(item.options):
        if found := OUTSIDE.search(option) or ELSEWHERE.search(option) or LETTER_ALONE.search(option):
            if found[0].lower().startswith("such") and content_stems(
                found[0].split()[-1], "en"
            ) & content_stems(f"{item.stem} {option[: found.start()]}", "en"):
                continue
            yield Hit(
                f"options[{i}]",
                "points at words that the item does not hold; name what is meant",
                *found.span(),
            )
            return


def _shown(item: Item, asked: str) -> re.Match[str] | None:
    """A table or a picture at which the stem points, where the item shows none and the stem has not named one before."""
    if item.pictures:
        return None
    for match in SHOWN_ELSEWHERE.finditer(asked):
        noun = (match["noun"] or match["other"]).lower()
        if noun not in asked[: match.start()].lower():
            return match
    return None


def _unnamed(asked: str, one: bool) -> re.Match[str] | None:
    """Words that point at a case, a deed or a second thing which the stem has not told before.

    Args:
        asked: The stem.
        one: Whether it is one sentence.
    """
    if one:
        first = DOES_THIS.search(asked)
        before = "" if first is None else asked[: first.start()]
        if first is not None and len(before.split()) < _WORDS_TO_POINT_AT and not TELLS_A_DEED.search(before):
            return first
        for case in POINTS_AT_A_CASE.finditer(asked):
            if not content_stems(case["noun"], "en") & content_stems(asked[: case.start()], "en"):
                return case
    for match in OTHER_THING.finditer(asked):
        if not content_stems(match["noun"], "en") & content_stems(asked[: match.start()], "en"):
            return match
    return None


_WORDS_TO_POINT_AT = 16
"""Words before a pronoun from which on they may hold what it stands for."""


def _such_a(asked: str, pattern: re.Pattern[str] = SUCH_A) -> re.Match[str] | None:
    """`Such a recording` in a stem that has not named it before; of several sentences only papers and the like are looked for."""
    for match in pattern.finditer(asked):
        if not content_stems(match["noun"], "en") & content_stems(asked[: match.start()], "en"):
            return match
    return None


def _pointing(sentences: list[str]) -> re.Match[str] | None:
    """Words of a stem of several sentences that point at another provision; what an earlier sentence of it names is there."""
    for n, sentence in enumerate(sentences):
        for match in ELSEWHERE.finditer(sentence):
            noun = match[0].split()[-1].lower()
            if " following " in match[0].lower() and ":" in sentence[match.end() :][:120]:
                continue  # what is meant stands behind the colon
            if match[0].lower().startswith("such"):
                continue  # a case that was told before may be taken up so
            known = content_stems(" ".join([*sentences[:n], sentence[: match.start()]]), "en")
            if not content_stems(noun, "en") & known:
                return match
    return None


def double_barrelled(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks two things."""
    stem = item.stem
    two = SECOND_QUESTION.search(stem)
    if stem.count("?") >= 2 and not re.search(r"\?[\"'”’]", stem):
        yield Hit("stem", "asks two questions; make two items of them")
    elif two and FIRST_QUESTION.search(stem[: two.start()]):
        yield Hit("stem", "asks two things at once; make two items of them", *two.span())
    elif further := _further(item) or YES_NO_AND_MORE.search(stem):
        yield Hit("stem", "asks two things at once; make two items of them", *further.span())


def _further(item: Item) -> re.Match[str] | None:
    """A second question whose answer stands in every option behind that of the first."""
    match = FURTHER_QUESTION.search(item.stem)
    if match is not None and (FIRST_QUESTION.search(item.stem[: match.start()]) or IF_SO.search(match[0])):
        return match
    two = NAMES_TWO.search(item.stem)
    return two if two is not None and all(_TWO_ANSWERS.search(option) for option in item.options) else None


_TWO_ANSWERS = re.compile(r"\w[,;] ?\w|\w and \w|\w[:/] ?\w")


def _names_little(asked: str, most: int) -> bool:
    """Whether a question for a true statement names no more than a provision or a subject of at most so many words."""
    match = re.search(rf"\b{SUBJECT_ONLY}", asked, re.I)
    subject = re.sub(r"\b[A-Z][\w'\u2019.-]*", " ", match[0]) if match else ""
    return len(content_stems(subject, "en") - OF_QUESTIONS) <= most


def unfocused(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that states no problem: nobody could answer it with the options covered."""
    stem = item.stem.strip()
    if not stem or "__" in stem:
        return
    bare = (
        len(stem.split()) <= 5
        and "?" not in stem
        and (not stem.endswith(":") or len(stem.split()) <= 2)
        and not HAS_VERB.search(stem)
    )
    # A heading: `Synthetic images and the Marking Act:`
    last = sentence_texts(stem)[-1]
    heading = _is_heading(stem) or (last != stem and last[-1] in ":\u2013\u2014-" and _is_heading(last))
    topic = ASKS_WITHOUT_VERB.match(last)
    alone = len(stem) - len(last) < 25
    asked = ASKS_ABOUT_TOPIC_ONLY.match(last) if alone and not ASKS_WHAT_AGREES.match(last) else None
    empty = asked is not None and _names_little(asked[0], 1)
    unsaid = _says_nothing(stem)
    message = "states no problem that can be answered without the options; say what is asked"
    if (
        UNFOCUSED.match(stem)
        or (alone and ASKS_WHAT_APPLIES.match(last))
        or bare
        or topic
        or heading
        or empty
        or unsaid
    ):
        yield Hit("stem", message)
    elif asked is not None and _names_little(asked[0], 3):
        # A subject of two or three words may be narrow enough; sound sets often ask so.
        yield Hit("stem", message, severity="info")


def _is_heading(text: str) -> bool:
    return (
        len(text) <= 160
        and len(text.split()) <= 16
        and (text[-1] in ".:\u2013\u2014-" or CITES.match(text) is not None)
        and not VERB.search(text.rstrip(" .:\u2013\u2014-") if text[-1] == "." else text)
    )


def _says_nothing(stem: str) -> bool:
    """Whether a stem that its options go on with names a provision and nothing of what it asks: `Section 4 is a rule by which`."""
    if len(sentence_texts(stem)) > 1:
        return False
    if stem.endswith("?") and (not ASKS_FOR_ANYTHING.match(stem) or ASKS_WHAT_AGREES.match(stem)):
        return False
    named = NAMES_OF_PLACES.sub(" ", without_citations(stem))
    return not content_stems(named, "en") - OF_STEMS


def opinion(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for an opinion, to which no answer is wrong."""
    if match := OPINION.search(item.stem):
        yield Hit(
            "stem", "asks for an opinion; ask for what the provision or the evidence says", *match.span()
        )


_SHORT = re.compile(
    r"(?<![\w./-])((?:[A-Z]\.?){3,7}(?:-[A-Z]{1,3})?|[A-Z]{1,2}[a-z]?[A-Z]{2,5})s?(?![\w/]|-[a-z\d])"
)


def unknown_abbreviation(item: Item, settings: Settings) -> Iterator[Hit]:
    """An abbreviation in the stem or an option that is neither known to everybody nor spelled out in the item."""
    if item.stem.isupper():
        return
    whole = " ".join([item.stem, *item.options])
    explained: dict[str, bool] = {}
    for field, text in (("stem", item.stem), *((f"options[{i}]", o) for i, o in enumerate(item.options))):
        if text.isupper() and " " in text:
            continue
        alone = text.strip(_AROUND)
        for match in _SHORT.finditer(text):
            name = match[1]
            plain = name.split("-")[0].replace(".", "")
            # "Schedule VIII" holds a number, and a word in capitals may be one that is stressed.
            if (
                name in ABBREVIATIONS
                or plain in ABBREVIATIONS
                or re.fullmatch(r"[IVXLC]+", name)
                or (CURRENCY.fullmatch(name) and re.match(r"\s?\d", text[match.end() :]))
                or _stressed(plain)
            ):
                continue
            before, behind = (
                text[max(0, match.start() - _BESIDE) : match.start()],
                text[match.end() : match.end() + _BESIDE],
            )
            if re.search(r"(?<![A-Z])[A-Z]{2,40}\s{1,9}$", before) or re.match(
                r"\s{1,9}[A-Z]{2,40}\b", behind
            ):
                continue  # a name in capitals, `HALDEN LTD`
            if re.search(r"\d\s{0,3}$", before) and re.match(
                r"\.?\s{0,3}(?:\u00a7|\d|[Ss]ec|[Pp]art)", behind
            ):
                continue  # a place in a collection of laws, `18 U.S.C. \u00a7 1030`
            # An option may hold the name of a thing of the field; one that is no more than the letters says nothing without them.
            if field != "stem" and LEADING_ARTICLE.sub("", alone).removesuffix("s") != name.strip(_AROUND):
                continue
            if name not in explained:
                if len(explained) == _NAMES_READ:
                    return
                explained[name] = _spelled_out(name, plain, whole)
            if not explained[name]:
                yield Hit(
                    field, f"the abbreviation {name} is not spelled out; write it in full once", *match.span()
                )
                return


_AROUND = " \t\n.,;:!?()[]{}\"'\u201c\u201d\u2018\u2019-\u2013\u2014*_/"
"""Characters around the words of an option."""
_BESIDE = 50
"""How many characters beside an abbreviation are looked at."""
_NAMES_READ = 40
"""How many different abbreviations of one item are looked up: each needs a search of the whole item."""


def _spelled_out(name: str, plain: str, whole: str) -> bool:
    """Whether an item says what an abbreviation stands for: beside it in brackets, or by words with its initials."""
    escaped = re.escape(name)
    if re.search(rf"\(\s{{0,3}}{escaped}s?\s{{0,3}}\)|{escaped}s?\s{{0,3}}\(", whole):
        return True
    return re.search(rf"\b{BETWEEN_INITIALS.join(plain.lower())}\w", whole.lower()) is not None


def _stressed(name: str) -> bool:
    """Whether letters in capitals are an ordinary word that is stressed: `ALSO`, `TWICE`."""
    low = name.lower()
    # `SAC` is a noun alone, and nobody stresses a noun by capitals.
    return (
        name.isalpha()
        and name.isupper()
        and known_word(low)
        and (low in pack("en").function_words or not is_noun(low) or len(low) > 4)
    )
