"""Checks of a question against the words of its provision: whether the key is in them, whether another option is too, and what they except.

They read words and numbers. Where a stem tells a case, its key may follow by a computation; so numbers are compared only where it tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.explanations import quantities_agree
from curation.checks.questions.measures import digits_of, quantities
from curation.checks.questions.reading import folded, readable, related, stems_of, words_of
from curation.checks.questions.unsaid import gives_a_reason, unsaid_in
from curation.checks.settings import Settings
from curation.text.item_words.duty_bearers import WHO
from curation.text.item_words.provisions import (
    ASKS_FOR_INSTANCE,
    ASKS_OTHERWISE,
    COMPARES,
    DIRECTION,
    DUTY_OF,
    EXCEPTS,
    HOW_MANY,
    LOWER_BOUND,
    MAY_ONLY,
    NAMED_BY_NUMBER,
    NAMED_PLACE,
    NEGATED,
    NEGATES,
    NEW_SUBJECT,
    NEXT_ALTERNATIVE,
    OF_A_CASE,
    PLAIN_ANSWER,
    SAY_NOTHING,
    SAYS_WHEN,
    SHARE_OF,
    SPEAKS_OF_EXCEPTION,
    SPEAKS_OF_LIMIT,
    UNIT_ASKED,
    UPPER_BOUND,
    VERB_OF_EXCEPTION,
)
from curation.text.item_words.verdicts import ASKS_DUTY, DATES, VERDICT
from curation.text.quoted import unquoted
from curation.text.sentences import asked_part, parts, sentence_texts
from curation.text.whole import without_citations

_MOST_MEASURES = 40
"""Measures of a provision of which each two are added, since a key may be the longest of an extended period."""


def key_unsupported(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key whose number, or none of whose words, the provision has: no option is right, or the key is not."""
    if not readable(item) or item.key is None or ASKS_OTHERWISE.search(item.stem):
        return
    if (unsaid := unsaid_in(item)) is not None:
        yield Hit("answer", unsaid)
        return
    if _number_unsaid(item):
        yield Hit("answer", "the number of the key is not in the provision; see whether any option is right")
        return
    measured = _quantity(item.key)
    if measured is not None and _of_no_kind_said(item, measured[0]):
        yield Hit("answer", "the provision measures nothing of this kind; see whether it says what is asked")
        return
    if measured is not None:
        said = quantities(item.provision)
        # Another measure of the same kind in the provision is the one that was meant.
        computed = any(
            round(a + b, 9) == measured[1] or round(abs(a - b), 9) == measured[1]
            for (kind, a), (other, b) in combinations(said[:_MOST_MEASURES], 2)
            if kind == other == measured[0]
        )
        if (
            (not _tells_a_case(item) or not _may_be_computed(item, *measured))
            and not computed
            and any(kind == measured[0] for kind, _ in said)
            and measured not in said
        ):
            yield Hit(
                "answer", "the number of the key is not in the provision; see whether any option is right"
            )
        return
    if re.search(r"\d", item.key) or len(item.key.split()) > 8 or PLAIN_ANSWER.match(item.key):
        return
    own = stems_of(item.key)
    if gives_a_reason(item.key):
        return
    if ASKS_FOR_INSTANCE.search(item.stem) or (len(own) == 1 and SAYS_WHEN.match(item.key)):
        return  # `before it is switched on` may say in other words what the provision says
    if (
        own
        and len(stems_of(item.provision)) > 8
        and not own & related(stems_of(item.provision) | stems_of(item.stem))
        and not _near(own, item.provision)
    ):
        yield Hit("answer", "no word of the key is in the provision; see whether any option is right")


def _may_be_computed(item: Item, kind: str, size: float) -> bool:
    """Whether the measure of a key may follow from the figures of the case: it tells days or another measure of the kind, or a multiple leads there."""
    bare = without_citations(unquoted(item.stem))
    if DATES.search(bare) or any(other == kind for other, _ in quantities(bare)):
        return True
    counts = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", digits_of(bare).replace(",", ""))]
    said = [own for other, own in quantities(item.provision) if other == kind]
    return any(
        count
        and (
            round(own * count, 6) == round(size, 6)
            or round(own / count, 6) == round(size, 6)
            or SHARE_OF.search(item.provision)
        )
        for own in said
        for count in counts
    )


def _number_unsaid(item: Item) -> bool:
    """Whether a key is a bare number of what the stem counts, and the provision counts it too but never says that number."""
    if _of_another_number(item):
        return True
    asked = HOW_MANY.search(item.stem)
    key = re.fullmatch(r"\W*(\d+(?:\.\d+)?)\W*", digits_of(item.key or ""))
    if asked is None or key is None or _tells_a_case(item):
        return False
    said = set(re.findall(r"\d+(?:\.\d+)?", digits_of(item.provision)))
    return bool(said) and key[1] not in said and bool(stems_of(asked["unit"]) & stems_of(item.provision))


def _of_another_number(item: Item) -> bool:
    """Whether a key counts what the provision counts too, in a word that is no unit of measure, and gives another number: `15 florins`."""
    key = re.fullmatch(r"\W*(\d[\d,.]*) ([a-z]{4,15})\W*", digits_of(item.key or ""))
    if key is None or quantities(item.key or "") or _tells_a_case(item):
        return False
    unit = re.escape(key[2].removesuffix("s"))
    said = re.findall(rf"(\d[\d,.]*) {unit}s?\b", digits_of(item.provision))
    return bool(said) and key[1].rstrip(".,") not in said


def _of_no_kind_said(item: Item, kind: str) -> bool:
    """Whether neither the provision nor the stem measures anything of the kind that the key measures."""
    if kind in _COMPUTED_KINDS:
        return False
    told = quantities(item.provision) + quantities(item.stem)
    return (
        bool(quantities(item.provision))
        and not any(other == kind for other, _ in told)
        and not (kind in ("area", "volume") and any(other == "length" for other, _ in told))
    )


_COMPUTED_KINDS = ("time", "month", "share")
"""Kinds of measures that may follow from a date or a count."""


def bearer_elsewhere(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question for who has to do something, whose key is not in the sentence of the provision that speaks of it."""
    if not readable(item) or item.key is None or not WHO.match(item.stem) or ASKS_OTHERWISE.search(item.stem):
        return
    if len(item.key.split()) > 6:
        return
    act = _first_stems(without_citations(item.stem[WHO.match(item.stem).end() :]))  # type: ignore[union-attr]
    own = stems_of(item.key)
    told_subjects = [s for s in NEW_SUBJECT.split(item.provision) if len(s.split()) > 3]
    speaking = [s for s in told_subjects if len(act) == 2 and act <= stems_of(s)]
    if len(speaking) != 1 or not own or not own & stems_of(item.provision):
        return
    sentence = speaking[0]
    if (
        not own & related(stems_of(sentence))
        and not _near(own, sentence)
        and not any(own & stems_of(s) and act & stems_of(s) for s in told_subjects)
        and DUTY_OF.search(sentence)
    ):
        yield Hit(
            "answer",
            "the sentence of the provision that speaks of this names somebody else; see whether any option is right",
        )


def _first_stems(text: str) -> frozenset[str]:
    """The first two stems of a text: the verb of a question for who does something, and its object."""
    found: list[str] = []
    for word in words_of(text):
        found += [one for one in stems_of(word) if one not in found]
    return frozenset(found[:2])


def _near(stems: frozenset[str], text: str) -> bool:
    """Whether a text has a word that begins as one of the stems does: `archivist`, `archives`."""
    words = words_of(text)
    return any(word[:5] == one[:5] for one in stems if len(one) > 4 for word in words)


def _quantity(option: str) -> tuple[str, float] | None:
    """The measure that a short option is, as `flaws.quantities` gives it; None for one that says more."""
    measured = quantities(option)
    return measured[0] if len(measured) == 1 and len(option.split()) <= 5 else None


def _tells_a_case(item: Item) -> bool:
    """Whether a stem gives numbers, days or months from which its key may be computed."""
    stem_ = without_citations(unquoted(item.stem))
    return bool(OF_A_CASE.search(stem_))


def exception_unseen(item: Item, settings: Settings) -> Iterator[Hit]:
    """A case that meets an exception of the provision, while neither the key nor its explanation knows of the exception."""
    if not readable(item) or item.key is None or not item.explanation:
        return
    told = folded(unquoted(item.stem))
    answered = folded(f"{item.key} {item.explanation}")
    if SPEAKS_OF_EXCEPTION.search(f"{item.key} {item.explanation}"):
        return
    breach = _calls_it_a_breach(item)
    known = _excepted(item.explanation, item.language or "en")
    for words, rest in _exceptions(item):
        exception = folded(NAMED_PLACE.sub(" ", words)) - SAY_NOTHING
        # `… with litters, or where a veterinarian has ordered rest` are two exceptions.
        ways = [folded(way) & exception - rest for way in NEXT_ALTERNATIVE.split(words)]
        measured = _measures_it(item.stem, words)
        if any(
            len(met := special & told) >= (1 if measured else 2)
            and (measured or len(met) * (4 if breach else 3) >= len(special))
            and len(special & answered) <= len(met) // 3
            and not len(special & known) > 1
            and not _denied(item.stem, met | (exception & told), words)
            and not _measured_otherwise(item.stem, words)
            for special in (exception - rest, *ways)
        ):
            yield Hit(
                "answer",
                "the case meets an exception of the provision that neither the key nor the explanation knows of",
            )
            return


def _excepted(explanation: str, language: str) -> frozenset[str]:
    """The stems of what an explanation says behind a word of exception: it may quote the `unless` of another rule."""
    return folded(
        " ".join(
            part[match.start() :]
            for part in parts(explanation, language, ";")
            if (match := EXCEPTS.search(part)) is not None
        )
    )


def _exceptions(item: Item) -> Iterator[tuple[str, frozenset[str]]]:
    """What takes out of the rules of a provision, and the stems of all else that it says.

    `Paragraph 1 does not apply to …` is an exception as a whole; `unless …` is one from there to the next. Where the rules of the
    provision are known, a permission beside a duty or a ban is one too. One whose number the stem cites is left out.
    """
    told_parts = parts(item.provision, item.language or "en", ";")
    for sentence in told_parts:
        place = _OWN_NUMBER.match(sentence)
        cited = place is not None and place[0].strip() in item.stem
        others = [s for s in told_parts if s is not sentence]
        matches = list(EXCEPTS.finditer(sentence))
        ends = [*(match.start() for match in matches[1:]), len(sentence)] if matches else []
        for match, end in zip(matches, ends, strict=True):
            whole = VERB_OF_EXCEPTION.match(match[0]) is not None and len(matches) == 1
            if not (whole and cited):
                words = sentence if whole else sentence[match.start() : end]
                before = "" if whole else sentence[: match.start()]
                yield words, folded(" ".join([*others, before]))
        if not matches and not cited and _calls_it_a_breach(item) and _permits(item, sentence):
            yield sentence, folded(" ".join(others))


def _calls_it_a_breach(item: Item) -> bool:
    """Whether the key says of a case that it is not in order, or that a duty holds for it."""
    verdict = VERDICT.match(item.key or "")
    asked = asked_part(item.stem, item.language or "en")
    return verdict is not None and (bool(verdict["no"]) != (ASKS_DUTY.search(asked) is not None))


def _permits(item: Item, sentence: str) -> bool:
    """Whether the parser reads a permission in a sentence of a provision that forbids or commands elsewhere; `may only` forbids."""
    if MAY_ONLY.search(sentence):
        return False
    rules = item.rules
    return any(rule.modality in ("obligation", "prohibition") for rule in rules) and any(
        rule.modality == "permission" and rule.action is not None and rule.action.text in sentence
        for rule in rules
    )


_OWN_NUMBER = re.compile(r"\s*\(\w{1,4}\)")
"""The number of a paragraph in front of its words."""
_FAR = 10
"""How many times as large as another a figure is that speaks of something else."""


def _measured_otherwise(stem_: str, exception: str) -> bool:
    """Whether a case and an exception measure one kind of thing and give other figures: whether it is met is no matter of words."""
    pairs = [(size, own) for size, own in _measured_pairs(stem_, exception) if size != own]
    return bool(pairs) and not _within(pairs, exception)


def _measures_it(stem_: str, exception: str) -> bool:
    """Whether a case gives a figure of the kind that an exception bounds, and it is within the bound: `15 litres` of `no more than 20`."""
    pairs = _measured_pairs(stem_, exception)
    return bool(pairs) and _within(pairs, exception)


def _measured_pairs(stem_: str, exception: str) -> list[tuple[float, float]]:
    """The figures of a case and of an exception that measure one thing: those that are close enough to be compared."""
    return [
        (size, own)
        for kind, size in quantities(stem_)
        for other, own in quantities(exception)
        if kind == other and own / _FAR < size < own * _FAR
    ]


def _within(pairs: list[tuple[float, float]], exception: str) -> bool:
    least, most = LOWER_BOUND.search(exception), UPPER_BOUND.search(exception)
    if least is None and most is None:
        return False
    # `no dive goes deeper than 6 metres` is an upper bound, and holds the words of a lower one.
    lower = least is not None and (most is None or least.start() < most.start())
    return any(size >= own if lower else size <= own for size, own in pairs)


def _denied(text: str, stems: frozenset[str], exception: str) -> bool:
    """Whether a stem says that the words of the exception are not met: `neither sprinklers nor`, `without an order`.

    What the exception denies too is met by the denial: `files that contain no customer data`.
    """
    exception = EXCEPTS.sub(" ", exception)
    own = frozenset().union(
        *(stems_of(exception[m.end() : m.end() + 60]) for m in NEGATES.finditer(exception))
    )
    for match in NEGATES.finditer(text):
        behind = text[match.end() : match.end() + 60]
        denied = stems_of(behind) & (stems - own)
        # `No person looks at the times` denies the looking, and of the times nothing.
        if denied and (len(denied) * 2 >= len(stems) or _first_stems(behind) & denied):
            return True
    return False


def same_meaning(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that differ by words of one meaning alone: if one is right, so is the other."""
    if len(item.options) < 3 or (item.language and not item.language.startswith("en")):
        return
    alike = [folded(option) for option in item.options]
    plain = [" ".join(words_of(option)) for option in item.options]
    marks = [
        (sorted(re.findall(r"\d+", o)), bool(NEGATED.search(o)), DIRECTION.findall(o.lower()))
        for o in item.options
    ]
    for i, j in combinations(range(len(alike)), 2):
        if len(alike[i]) >= 2 and alike[i] == alike[j] and plain[i] != plain[j] and marks[i] == marks[j]:
            if stems_of(item.options[i]) == stems_of(item.options[j]):
                continue  # the same words in another order are told by another check
            if NEGATED.search(item.options[i]):
                continue  # "inform A, but not B" and "notify B, but not A" say two things
            yield Hit(
                f"options[{j}]",
                f"says what option {LETTERS[i]} says in words of the same meaning; replace one of them",
            )
            return


def told_in_stem(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that gives its own answer: the measure of the key, with the unit that is asked for, stands in it and no other option's does."""
    if item.answer is None or item.key is None or len(item.options) < 3 or COMPARES.search(item.stem):
        return
    if _says_it_first(item):
        yield Hit("stem", "tells its own answer before it asks; leave that out")
        return
    asked = UNIT_ASKED.search(item.stem)
    before = item.stem[: asked.start()] if asked else item.stem
    said = quantities(without_citations(before))
    measures = [
        quantities(o)
        or (quantities(f"{o} {asked['unit']}") if asked and re.fullmatch(r"\W*[\w.,-]+\W*", o) else [])
        for o in item.options
    ]
    mine = measures[item.answer]
    if (
        len(mine) == 1
        and mine[0] in said
        and len(item.key.split()) <= 3
        and sum(bool(m) for m in measures) == len(measures)
        and not any(set(m) & set(said) for i, m in enumerate(measures) if i != item.answer)
        and len(said) == 1
        and (SPEAKS_OF_LIMIT.search(before) or NAMED_BY_NUMBER.search(before))
        and quantities_agree(
            item.key if quantities(item.key) else f"{item.key} {asked['unit'] if asked else ''}", before
        )
    ):
        yield Hit("stem", "tells its own answer; leave the number of the key out")


def _says_it_first(item: Item) -> bool:
    """Whether a sentence of the stem says what its question asks, key and all: `The clerk signs it. Who signs it?`."""
    *before, last = sentence_texts(item.stem, item.language or "en")
    if not before or not last.endswith("?") or item.answer is None or item.key is None:
        return False
    own = stems_of(item.key)
    asked = stems_of(without_citations(last)) - stems_of(item.key)
    others = frozenset().union(*(stems_of(o) for i, o in enumerate(item.options) if i != item.answer)) - own
    return any(
        len(own) >= 2
        and len(asked) >= 2
        and own <= (said := stems_of(sentence))
        and asked <= said
        and not others & said
        for sentence in before
    )
