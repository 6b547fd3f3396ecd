"""Whether the explanation of a question speaks for its key: by the numbers, the words and the verdict that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.flaws import digits_of, quantities, words_of
from curation.checks.items import LETTERS, Hit, Item
from curation.checks.settings import Settings
from curation.text.whole import without_citations

_ASKS_WRONG = re.compile(
    r"\b(?:not|never|except|false|incorrect|wrong|untrue|least|avoid(?:ed)?|violat\w+|breach\w*|improper|inappropriate|unsafe|prohibited|forbidden|unlawful|illegal|mistake|error|fail\w*|unacceptable|inadequate|worst|unsuitable|contrary)\b",
    re.I,
)
"""Words of a stem that asks for what is wrong: its explanation rightly calls the other options right."""


def _called_right(told: str, option: str) -> bool:
    """Whether an explanation calls the option the right one in so many words: `butyl rubber is the right glove`."""
    # Most options are not in the explanation at all; a pattern of its own for each would have to be compiled.
    return (
        bool(option)
        and option in told
        and bool(
            re.search(
                rf"\b{re.escape(option)} (?:is|are|was|would be) (?:therefore |thus |the |a )*(?:correct|right|best|proper|safest|only correct|appropriate|recommended)\b",
                told,
            )
        )
    )


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", digits_of(text).replace(",", "")))


def other_option(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that gives the number or the words of another option and not those of the key."""
    if item.answer is None or not item.explanation or item.key is None:
        return
    told = " ".join(words_of(item.explanation))
    key = " ".join(words_of(item.key))
    called = [i for i, o in enumerate(item.options) if _called_right(told, " ".join(words_of(o)))]
    if called and item.answer not in called and not _ASKS_WRONG.search(item.stem):
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
    elif (other := _subject_of_first(item)) is not None or (
        other := _other_words(item, told, key)
    ) is not None:
        yield Hit(
            "explanation",
            f"says the words of option {LETTERS[other]} and not those of the key; one of them is wrong",
            value=other,
        )


_CONTRAST = re.compile(
    r"\b(?:other|otherwise|only|would|not|unlike|instead|rather|whereas|while|applies? to|apply to|hold for|for (?:other|ordinary)|is for|are for|belongs?)\b",
    re.I,
)


_FREQUENCIES = (
    (
        re.compile(
            r"\b(?:annually|yearly|once a year|once per year|once every year|every year|each year|annual)\b",
            re.I,
        ),
        "12 months",
    ),
    (re.compile(r"\b(?:monthly|once a month|every month|each month)\b", re.I), "1 month"),
    (re.compile(r"\b(?:quarterly|once a quarter|every quarter)\b", re.I), "3 months"),
    (re.compile(r"\b(?:weekly|once a week|every week|each week)\b", re.I), "7 days"),
    (re.compile(r"\b(?:daily|once a day|every day|each day)\b", re.I), "1 day"),
)


def _measures(text: str) -> set[tuple[str, float]]:
    """The quantities of a text, with `annually` as 12 months."""
    for pattern, words in _FREQUENCIES:
        text = pattern.sub(words, text)
    return set(quantities(text))


_DATES = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight|o'clock)\b|\b\d{1,2} may\b|\b(?:19|20)\d\d\b",
    re.I,
)


def _other_number(item: Item) -> int | None:
    """The option whose number an explanation gives in place of the key's. Where the stem holds numbers of its kind the key may be computed."""
    if item.answer is None or item.key is None:
        return None
    bare = without_citations(item.stem)
    told = without_citations(item.explanation)
    mine = _measures(item.key)
    if len(mine) == 1 and len(item.key.split()) <= 6:
        if _DATES.search(bare):
            return None
        if mine & _measures(told) or quantities_agree(item.key, item.explanation):
            return None
        # What the first sentence that measures anything says is what the explanation gives.
        first = next((s for s in re.split(r"(?<=[.;])\s+", told) if _measures(s)), "")
        others = [
            i
            for i, o in enumerate(item.options)
            if i != item.answer and _measures(o) and _measures(o) <= _measures(first)
        ]
        return others[0] if others and not _CONTRAST.search(first) else None
    stem = _numbers(bare)
    if stem:
        return None
    numbers = [_numbers(option) - stem for option in item.options]
    said = _numbers(told)
    own = numbers[item.answer]
    wrong = [i for i, n in enumerate(numbers) if i != item.answer and n and n & said and not n & own]
    if not own or own & said or not wrong or quantities_agree(item.key, item.explanation):
        return None
    first = next((s for s in re.split(r"(?<=[.;])\s+", told) if _numbers(s) & numbers[wrong[0]]), "")
    return None if len(wrong) > 1 and _CONTRAST.search(first) else wrong[0]


def _subject_of_first(item: Item) -> int | None:
    """The option with whose words an explanation begins and says what it is, while the key stands nowhere in that sentence."""
    if _ASKS_WRONG.search(re.sub(r"\bneed no\b", " ", item.stem)) or item.key is None:
        return None
    first = " ".join(words_of(re.split(r"(?<=[.;!?])\s+", item.explanation.strip())[0]))
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
        found = re.match(
            rf"(?:the |an? |only the |only )?{re.escape(words)} (?:is|are|was|has|have|must|shall|may|needs?|keeps?|bears?|decides?|gives?|makes?|orders?|holds?)\b(?! (?:not|no|never|wrong|incorrect|also|only|too)\b)",
            first,
        )
        if (
            found
            and (own not in " ".join(words_of(item.explanation)) or "only" in first)
            and not re.search(r"\b(?:not|no|never|but|while|whereas|other|wrong)\b", first)
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
    if (
        len(held) == 1
        and key not in told
        and len(key) >= 8
        and not re.search(
            r"\b(?:incorrect|wrong|not|unlike|rather than|whereas|however|only|instead|no)\b",
            item.explanation,
            re.I,
        )
    ):
        return held[0]
    return None


def quantities_agree(a: str, b: str) -> bool:
    """Whether two texts share a quantity, also in other units."""
    return bool(set(quantities(a)) & set(quantities(b)))


_VERDICT = re.compile(
    r"^\W*(?:(?P<no>no\b(?=\W*(?:$|[,;.:\u2013\u2014(-]|because|it|since|as))|not (?:permitted|allowed|lawful|required|compliant|in order)|it (?:is not|does not|may not|must not|fails|falls short|breaches|violates)|does not comply|is (?:a breach|in breach|prohibited|forbidden))"
    r"|(?P<yes>yes\b(?=\W*(?:$|[,;.:\u2013\u2014(-]|because|it|since|as))|(?:permitted|allowed|lawful|compliant)\b|it (?:is (?:permitted|allowed|lawful|in order|enough|required)|complies|may|must(?! not))|complies\b|is (?:in order|lawful|permitted|allowed)))",
    re.I,
)
_ASKED = re.compile(
    r"\b(?P<modal>must|may|can|should|shall|has|have|does|do|is|are|was|were|did) (?P<subject>(?:[\w'\u2019-]+ ){1,12}?)(?:(?:have|has) to |be |need to )?[^?.]{0,200}\?\s*$",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:not|no|never|nothing|none|neither|nor|only|exempt\w*|exclud\w*|except\w*|unless|without|free[sd]?|outside|below|above|more|less|fewer|short|shorter|until|before|too|lacks?|missing|fails?|cannot|can't|need not|beyond|instead|(?:under|over) (?:\d|the (?:limit|threshold|age))|exceed\w*|forbid\w*|prohibit\w*|bann?\w*|ends?|stops?|lapse[sd]?|expire[sd]?|late|but|however|applies to|reserved|rather|yet|still|already)\b|n't\b",
    re.I,
)
_AFFIRMS = re.compile(
    r"\b(?:is (?:enough|sufficient|covered|in order)|are covered|falls under|is bound|applies|is caught)\b",
    re.I,
)
_SAYS_DUTY = re.compile(
    r"\b(?:must|shall|has to|have to|is (?:required|obliged|needed|due)|are (?:required|obliged))\b", re.I
)
_SAYS_LEAVE = re.compile(
    r"\b(?:is (?:allowed|permitted|lawful|entitled)|are (?:allowed|permitted)|may)\b", re.I
)
_REFUSES = re.compile(
    r"\b(?:must not|may not|shall not|cannot|is not (?:allowed|permitted|lawful|enough|sufficient|covered|entitled|in order)|are not (?:allowed|permitted)|does not comply|is (?:forbidden|prohibited|unlawful|exempt|excluded|ruled out)|not in order)\b",
    re.I,
)


_DISPENSES = re.compile(
    r"\b(?:need not|(?:is|are) not (?:required|obliged|needed|due)|(?:does|do) not (?:have to|need to|apply|cover)|no (?:duty|obligation|need|such duty)|is (?:exempt|excluded))\b",
    re.I,
)
_ASKS_DUTY = re.compile(
    r"\b(?:must|need|needs|have to|has to|required|obliged|due|necessary|apply|applies)\b[^?]*\?\s*$", re.I
)


_ASKS_LEAVE = re.compile(
    r"\b(?:may|can|allowed|permitted|lawful|legal|acceptable|entitled|free to|permissible)\b[^?]{0,300}\?\s*$",
    re.I,
)


def _affirms(told: str, stem: str) -> bool:
    """Whether a sentence says yes to what a stem asks: to the question for a leave, a duty is no yes (`must be kept away`)."""
    asked = stem.split(". ")[-1]
    if _AFFIRMS.search(told):
        return True
    leave, duty = _ASKS_LEAVE.search(asked), _ASKS_DUTY.search(asked)
    return bool((duty and not leave and _SAYS_DUTY.search(told)) or (leave and _SAYS_LEAVE.search(told)))


def other_verdict(item: Item, settings: Settings) -> Iterator[Hit]:
    """A verdict of the key, yes or no, whose explanation begins with the opposite verdict."""
    if item.key is None or not item.explanation:
        return
    verdict = _VERDICT.match(item.key)
    if verdict is None or not re.search(r"\?\s*$", item.stem):
        return
    first = re.split(r"(?<=[.!?])\s+", item.explanation.strip())[0]
    wrong = (
        _affirms(first, item.stem) and not _DENIES.search(item.explanation)
        if verdict["no"]
        else bool(
            _REFUSES.search(first)
            or (_DISPENSES.search(first) and _ASKS_DUTY.search(item.stem.split(". ")[-1]))
        )
        and not re.search(
            r"\b(?:but|unless|however|only|except\w*|ban|prohibition|other|where|if|when|exempt\w*)\b",
            item.explanation,
            re.I,
        )
        and not _REFUSES.search(item.key)
    )
    if verdict["no"] and re.match(r"\W*(?:yes|permitted|allowed)\b", first, re.I):
        wrong = True
    if verdict["yes"] and re.match(
        r"\W*(?:no\b(?=[,.;:])|not (?:permitted|allowed)|prohibited|forbidden)", first, re.I
    ):
        wrong = True
    if wrong:
        yield Hit("explanation", "gives the opposite verdict of the key; one of them is wrong")
