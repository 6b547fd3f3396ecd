"""Whether the explanation of a question supports its key: by the numbers, the words and the verdict that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.measures import digits_of, quantities, unit_of
from curation.checks.questions.reading import ends_of, words_of
from curation.checks.settings import Settings
from curation.text.item_words.verdicts import (
    AFFIRMS,
    ASKS_BAN,
    ASKS_DUTY,
    ASKS_LEAVE,
    ASKS_WRONG,
    CHAIN,
    CONCLUDES,
    CONTRAST,
    DATES,
    DENIAL_OR_CONTRAST,
    DENIES,
    DISPENSES,
    DRAWS,
    FREQUENCIES,
    GREAT_NUMBER,
    LIMITS,
    PREDICATE_OF_KEY,
    REFUSES,
    SAYS_DUTY,
    SAYS_LEAVE,
    SAYS_NO,
    SAYS_YES,
    SETS_APART,
    SIGNS,
    SUBJECT_ARTICLE,
    SUBJECT_VERB,
    SUM,
    UNASSERTED,
    VERDICT,
)
from curation.text.question_words import NEGATIONS
from curation.text.sentences import asked_part, parts, sentence_texts
from curation.text.stems import content_stems
from curation.text.whole import without_citations


def _called_right(told: str, option: str) -> bool:
    """Whether an explanation calls the option the right one in so many words: `butyl rubber is the right glove`."""
    return any(PREDICATE_OF_KEY.match(told, end) for end in ends_of(option, told))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", digits_of(text).replace(",", "")))


def other_option(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that gives the number or the words of another option and not those of the key."""
    if item.answer is None or not item.explanation or item.key is None:
        return
    told = " ".join(words_of(item.explanation))
    key = " ".join(words_of(item.key))
    called = [i for i, o in enumerate(item.options) if _called_right(told, " ".join(words_of(o)))]
    if called and item.answer not in called and not ASKS_WRONG.search(item.stem):
        yield Hit(
            "explanation",
            f"calls option {LETTERS[called[0]]} right, which is not the key; one of them is wrong",
            value=called[0],
        )
    elif (other := _other_number(item)) is not None:
        yield Hit(
            "explanation",
            f"gives the number of option {LETTERS[other]} and not that of the key; one of them is wrong",
            value=other,
        )
    elif (
        (other := _subject_of_first(item)) is not None
        or (other := _other_words(item, told, key)) is not None
        or (other := _spoken_for(item)) is not None
        or (other := _concluded(item)) is not None
        or (other := _drawn(item)) is not None
    ):
        yield Hit(
            "explanation",
            f"says the words of option {LETTERS[other]} and not those of the key; one of them is wrong",
            value=other,
        )


def _measures(text: str) -> set[tuple[str, float]]:
    """The quantities of a text, with `annually` as 12 months."""
    for pattern, words in FREQUENCIES:
        text = pattern.sub(words, text)
    return set(quantities(text))


def _other_number(item: Item) -> int | None:
    """The option whose number an explanation gives in place of the key's. Where the stem holds numbers of its kind the key may be computed."""
    if item.answer is None or item.key is None:
        return None
    bare = without_citations(item.stem)
    told = without_citations(item.explanation)
    mine = _measures(item.key)
    if len(mine) == 1 and len(item.key.split()) <= 6:
        if DATES.search(bare):
            return None
        if mine & _measures(told) or quantities_agree(item.key, item.explanation):
            return None
        given = _measures(bare)
        # What the first sentence that measures anything says is what the explanation gives.
        first = next((s for s in parts(told, item.language or "en", ";") if _measures(s)), "")
        others = [
            i
            for i, o in enumerate(item.options)
            if i != item.answer and _measures(o) and _measures(o) <= _measures(first) - given
        ]
        return others[0] if others and not CONTRAST.search(first) else None
    stem = _numbers(bare)
    if stem:
        return None
    if len(item.key.split()) > _STATES_A_CASE:
        return None  # the figures of cases are no answers, of which an explanation gives one
    numbers = [_numbers(option) - stem for option in item.options]
    said = _numbers(told)
    own = numbers[item.answer]
    wrong = [i for i, n in enumerate(numbers) if i != item.answer and n and n & said and not n & own]
    if not own or own & said or not wrong or quantities_agree(item.key, item.explanation):
        return None
    first = next((s for s in parts(told, item.language or "en", ";") if _numbers(s) & numbers[wrong[0]]), "")
    return None if len(wrong) > 1 and CONTRAST.search(first) else wrong[0]


_STATES_A_CASE = 9
"""Words of a key from which on its figure is a part of a case."""


def _subject_of_first(item: Item) -> int | None:
    """The option with whose words an explanation begins and says what it is, while the key stands nowhere in that sentence."""
    if ASKS_WRONG.search(re.sub(r"\bneed no\b", " ", item.stem)) or item.key is None:
        return None
    first = " ".join(words_of(parts(item.explanation, item.language or "en", ";")[0]))
    own = " ".join(w for w in words_of(item.key) if w not in _ARTICLES)
    for i, option in enumerate(item.options):
        words = " ".join(w for w in words_of(option) if w not in _ARTICLES)
        if (
            i == item.answer
            or len(words) < 6
            or words in own
            or own in first
            or words not in first[: len(words) + 9]
        ):
            continue
        match = re.match(
            rf"{SUBJECT_ARTICLE}{re.escape(words)}{SUBJECT_VERB}",
            first,
        )
        if (
            match
            and (own not in " ".join(words_of(item.explanation)) or "only" in first)
            and not DENIAL_OR_CONTRAST.search(first)
        ):
            return i
    return None


_ARTICLES = frozenset({"the", "a", "an"})


def _other_words(item: Item, told: str, key: str) -> int | None:
    held = [
        i
        for i, o in enumerate(item.options)
        if i != item.answer and len(w := " ".join(words_of(o))) >= 8 and w in told and w not in key
    ]
    if len(held) == 1 and key not in told and len(key) >= 8 and not SETS_APART.search(item.explanation):
        return held[0]
    return None


def _concluded(item: Item) -> int | None:
    """The option whose words a sentence that draws the conclusion has, in place of the key's: `she therefore has to give two months`."""
    key = " ".join(words_of(item.key or ""))
    if ASKS_WRONG.search(asked_part(item.stem, item.language or "en")) or len(key) < 6:
        return None
    for sentence in sentence_texts(item.explanation[:_READ], item.language or "en"):
        if not CONCLUDES.search(sentence) or UNASSERTED.search(sentence):
            continue
        said = " ".join(words_of(sentence))
        others = [
            i
            for i, option in enumerate(item.options)
            if i != item.answer and len(words := words_of(option)) >= 3 and " ".join(words) in said
        ]
        if len(others) == 1 and key not in said:
            return others[0]
    return None


def _drawn(item: Item) -> int | None:
    """The option whose measure or own words stand behind the word of a conclusion, in place of the key's: `the limit is thus 10 knots`."""
    if item.answer is None or ASKS_WRONG.search(asked_part(item.stem, item.language or "en")):
        return None
    own = [content_stems(option, "en") for option in item.options]
    alone = [
        stems - frozenset().union(*(other for k, other in enumerate(own) if k != i))
        for i, stems in enumerate(own)
    ]
    figures = [_numbers(without_citations(option)) - _numbers(item.stem) for option in item.options]
    found: set[int] = set()
    letter = rf"\b(?:option|answer) {LETTERS[item.answer]}\b[^.]{{0,30}}\b(?:correct|right)\b"
    if re.search(letter, item.explanation[:_READ], re.I):
        return None
    for sentence in parts(without_citations(item.explanation[:_READ]), item.language or "en", ";"):
        if UNASSERTED.search(sentence):
            continue
        whole = content_stems(sentence, "en")
        own_words, own_figures = alone[item.answer], figures[item.answer]
        if (own_figures and own_figures <= _numbers(sentence)) or (
            own_words and len(own_words & whole) * 3 >= 2 * len(own_words)
        ):
            return None  # the explanation speaks for the key too
        for clause in DRAWS.split(sentence)[1:]:
            said, numbers = content_stems(clause, "en"), _numbers(clause)
            named = {
                i
                for i, stems in enumerate(alone)
                if (figures[i] and figures[i] <= numbers and _only(figures, i))
                or (len(stems) >= 2 and len(stems & said) * 3 >= 2 * len(stems))
            }
            if named:
                found = named  # the last conclusion counts
    return next(iter(found)) if len(found) == 1 and item.answer not in found else None


def _only(figures: list[set[str]], place: int) -> bool:
    """Whether no other option has a number of this one."""
    return not any(figures[place] & other for i, other in enumerate(figures) if i != place)


def sum_wrong(item: Item, settings: Settings) -> Iterator[Hit]:
    """A sum in the explanation that comes to something else: `6 per cent of 84,000 is 5,400`."""
    text = digits_of(item.explanation[:_READ])
    for match in SUM.finditer(text):
        a, b, told = (float(match[name].replace(",", "")) for name in ("a", "b", "told"))
        if match.start() and CHAIN.search(text[max(0, match.start() - 8) : match.start()]):
            continue  # a part of a longer sum
        if GREAT_NUMBER.match(match["unit"].strip()):
            continue  # `2 per cent of 6 million is 120,000`
        if _in_another_unit(match["unit"], text[match.end() : match.end() + 20]):
            continue  # `3 times 20 minutes is 1 hour`
        sign = match["sign"].strip().lower()
        way = next(way for words, way in SIGNS if sign in words)
        right = {
            "share": a * b / 100, "times": a * b, "plus": a + b, "minus": a - b, "by": a / b if b else told,
        }[way]  # fmt: skip
        if abs(right - told) > _SUM_OFF * max(abs(right), abs(told)):
            yield Hit("explanation", f"does a sum wrong: {match[0].strip()}", value=right)
            return


def _in_another_unit(given: str, behind: str) -> bool:
    """Whether a sum is told in another unit than the number it was made of."""
    units = [unit_of(word) for word in given.split()]
    told = unit_of((re.match(r" ?([a-z]{1,15})", behind) or ["", ""])[1])
    first = next((unit for unit in units if unit is not None), None)
    return first is not None and told is not None and first != told


_SUM_OFF = 0.03
"""Share by which a sum may be off where it was rounded."""


_READ = 6_000
"""Characters of an explanation that are read."""


def _spoken_for(item: Item) -> int | None:
    """The option of whose own words the first sentence of an explanation has most, while the whole of it has none of the key's own."""
    first = sentence_texts(item.explanation, item.language or "en")[0]
    if (
        item.answer is None
        or UNASSERTED.search(first)
        or ASKS_WRONG.search(asked_part(item.stem, item.language or "en"))
    ):
        return None
    own = [content_stems(option, "en") for option in item.options]
    alone = [
        stems - frozenset().union(*(other for k, other in enumerate(own) if k != i))
        for i, stems in enumerate(own)
    ]
    if not alone[item.answer] or alone[item.answer] & content_stems(item.explanation, "en"):
        return None
    said = content_stems(first, "en")
    heard = {i: len(stems & said) for i, stems in enumerate(alone) if i != item.answer and stems}
    best = max(heard, key=lambda i: heard[i] / len(alone[i]), default=None)
    return best if best is not None and heard[best] >= 2 and heard[best] * 2 >= len(alone[best]) else None


def quantities_agree(a: str, b: str) -> bool:
    """Whether two texts share a quantity, also in other units."""
    return bool(set(quantities(a)) & set(quantities(b)))


def _affirms(told: str, stem: str) -> bool:
    """Whether a sentence says yes to what a stem asks: to the question for a leave, a duty is no yes (`must be kept away`)."""
    asked = asked_part(stem)
    if AFFIRMS.search(told):
        return True
    leave, duty = ASKS_LEAVE.search(asked), ASKS_DUTY.search(asked)
    return bool((duty and not leave and SAYS_DUTY.search(told)) or (leave and SAYS_LEAVE.search(told)))


def _refuses(told: str, stem: str) -> bool:
    """Whether a sentence forbids what a stem asks for. To the question whether it is forbidden this says yes, and what the case denies is a fact."""
    if ASKS_BAN.search(asked_part(stem)):
        return False
    case = " ".join(words_of(stem))
    return any(
        " ".join(words_of(told[match.start() : match.end() + _NEXT_WORDS])) not in case
        for match in REFUSES.finditer(told)
    )


_NEXT_WORDS = 12
"""Characters behind a refusal that say what is refused."""


def other_verdict(item: Item, settings: Settings) -> Iterator[Hit]:
    """A verdict of the key, yes or no, whose explanation begins with the opposite verdict."""
    if item.key is None or not item.explanation:
        return
    verdict = VERDICT.match(item.key)
    if verdict is None or not re.search(r"\?\s*$", item.stem):
        return
    first = sentence_texts(item.explanation, item.language or "en")[0]
    wrong = (
        _affirms(first, item.stem) and not DENIES.search(item.explanation)
        if verdict["no"]
        else bool(
            _refuses(first, item.stem)
            or (DISPENSES.search(first) and ASKS_DUTY.search(asked_part(item.stem, item.language or "en")))
        )
        and not LIMITS.search(item.explanation)
        # "Yes, as both doors are not able to open at once": the reason of the key denies as the explanation does.
        and not NEGATIONS & {*words_of(item.key[verdict.end() :])}
    )
    if verdict["no"] and SAYS_YES.match(first):
        wrong = True
    if verdict["yes"] and SAYS_NO.match(first):
        wrong = True
    if wrong:
        yield Hit("explanation", "gives the opposite verdict of the key; one of them is wrong")
