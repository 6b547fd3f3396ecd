"""Checks of a question against the words of its provision: whether the key is in them, whether another option is too, and what they except.

They read words and numbers. Where a stem tells a case, its key may follow by a computation; so numbers are compared only where it tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.questions.explanations import quantities_agree
from curation.checks.questions.flaws import digits_of, quantities, words_of
from curation.checks.settings import Settings
from curation.text.contrasts import contrasts
from curation.text.item_words.duty_bearers import WHO
from curation.text.item_words.provisions import (
    ASKS_FOR_LIST_MEMBER,
    ASKS_OTHERWISE,
    ASKS_THE_OTHER,
    COMPARES,
    DIRECTION,
    DUTY_OF,
    EXCEPTS,
    HOW_MANY,
    LOWER_BOUND,
    NAMED_BY_NUMBER,
    NAMED_PLACE,
    NEGATED,
    NEGATES,
    NEW_SUBJECT,
    NEXT_ALTERNATIVE,
    OF_A_CASE,
    PLAIN_ANSWER,
    SERIES,
    SINGLES_OUT,
    SPEAKS_OF_EXCEPTION,
    SPEAKS_OF_LIMIT,
    UNIT_ASKED,
    UPPER_BOUND,
    VERB_OF_EXCEPTION,
)
from curation.text.item_words.synonyms import OF_OPTIONS
from curation.text.quoted import unquoted
from curation.text.sentences import parts, sentence_texts, sentences
from curation.text.stems import content_stems, stem
from curation.text.whole import without_citations

_READ = 4_000
"""Characters of a provision that are searched for lists."""
_MOST_MEASURES = 40
"""Measures of a provision of which each two are added, since a key may be the longest of an extended period."""
_FEWEST_WORDS = 8
"""Words of a provision from which on it is read."""


def _stems(text: str) -> frozenset[str]:
    return content_stems(text, "en")


def _related(stems: frozenset[str]) -> frozenset[str]:
    """Stems with those of the words that mean the same."""
    more = {
        other
        for group in contrasts("en").synonym_groups
        for other in _group(tuple(group))
        if not stems.isdisjoint(_group(tuple(group)))
    }
    return stems | more


@lru_cache(maxsize=1024)
def _group(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word, "en") for word in words)


def _readable(item: Item) -> bool:
    return (
        item.key is not None
        and len(item.options) > 2
        and len(item.provision.split()) >= _FEWEST_WORDS
        and (not item.language or item.language.startswith("en"))
    )


def key_unsupported(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key whose number, or none of whose words, the provision has: no option is right, or the key is not."""
    if not _readable(item) or item.key is None or ASKS_OTHERWISE.search(item.stem):
        return
    if _number_unsaid(item):
        yield Hit("answer", "the number of the key is not in the provision; see whether any option is right")
        return
    measured = _quantity(item.key)
    if measured is not None:
        said = quantities(item.provision)
        # Another measure of the same kind in the provision is the one that was meant.
        computed = any(
            round(a + b, 9) == measured[1] or round(abs(a - b), 9) == measured[1]
            for (kind, a), (other, b) in combinations(said[:_MOST_MEASURES], 2)
            if kind == other == measured[0]
        )
        if (
            not _tells_a_case(item)
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
    own = _stems(item.key)
    if (
        own
        and len(_stems(item.provision)) > 8
        and not own & _related(_stems(item.provision) | _stems(item.stem))
        and not _near(own, item.provision)
    ):
        yield Hit("answer", "no word of the key is in the provision; see whether any option is right")


def _number_unsaid(item: Item) -> bool:
    """Whether a key is a bare number of what the stem counts, and the provision counts it too but never says that number."""
    asked = HOW_MANY.search(item.stem)
    key = re.fullmatch(r"\W*(\d+(?:\.\d+)?)\W*", digits_of(item.key or ""))
    if asked is None or key is None or _tells_a_case(item):
        return False
    said = set(re.findall(r"\d+(?:\.\d+)?", digits_of(item.provision)))
    return bool(said) and key[1] not in said and bool(_stems(asked["unit"]) & _stems(item.provision))


def bearer_elsewhere(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question for who has to do something, whose key is not in the sentence of the provision that speaks of it."""
    if (
        not _readable(item)
        or item.key is None
        or not WHO.match(item.stem)
        or ASKS_OTHERWISE.search(item.stem)
    ):
        return
    if len(item.key.split()) > 6:
        return
    act = _first_stems(without_citations(item.stem[WHO.match(item.stem).end() :]))  # type: ignore[union-attr]
    own = _stems(item.key)
    told_subjects = [s for s in NEW_SUBJECT.split(item.provision) if len(s.split()) > 3]
    speaking = [s for s in told_subjects if len(act) == 2 and act <= _stems(s)]
    if len(speaking) != 1 or not own or not own & _stems(item.provision):
        return
    sentence = speaking[0]
    if (
        not own & _related(_stems(sentence))
        and not _near(own, sentence)
        and not any(own & _stems(s) and act & _stems(s) for s in told_subjects)
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
        found += [one for one in _stems(word) if one not in found]
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


_ITEM_MARK = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s*")


def _lists(provision: str, language: str) -> Iterator[list[str]]:
    """The lists of a provision, each as its entries: behind letters in brackets, or joined by commas and a last `and` or `or`."""
    marks = list(re.finditer(r"(?:^|[\s,;:])(\([a-z]\)|\([ivx]{1,4}\))\s*", provision))
    if len(marks) > 1:
        ends = [*(m.start() for m in marks[1:]), len(provision)]
        yield [
            parts(provision[m.end() : end], language, ";")[0].strip(" ,;.")
            for m, end in zip(marks, ends, strict=True)
        ]
    for sentence in parts(_ITEM_MARK.sub("", provision), language, ";:"):
        if match := SERIES.search(sentence):
            yield [*(part for part in match[1].split(", ") if part), match[2], match[3]]


def second_of_a_list(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that are both entries of the list that the stem asks for one entry of: both are right."""
    if not _readable(item) or item.answer is None or ASKS_THE_OTHER.search(item.stem):
        return
    if not ASKS_FOR_LIST_MEMBER.search(item.stem) or SINGLES_OUT.search(without_citations(item.stem)):
        return
    own = [_stems(option) for option in item.options]
    for entries in _lists(item.provision[:_READ], item.language or "en"):
        of_list = [_stems(entry) for entry in entries]
        known = frozenset().union(*of_list) | _stems(item.stem)
        # What an entry says alone: `the time` of `the name of the person, the time and the reason`.
        single = [
            entry - frozenset().union(*(other for m, other in enumerate(of_list) if m != n))
            for n, entry in enumerate(of_list)
        ]
        inside = [
            next(
                (
                    n
                    for n, one in reversed(list(enumerate(single)))
                    if option and option <= known and option & one
                ),
                None,
            )
            for option in own
        ]
        key = inside[item.answer]
        others = [i for i, n in enumerate(inside) if n is not None and i != item.answer and n != key]
        if key is not None and others:
            yield Hit(
                f"options[{others[0]}]",
                "is in the same list of the provision as the key, so it is right too; replace it",
            )
            return
    yield from _in_one_sentence(item, own)


def _in_one_sentence(item: Item, own: list[frozenset[str]]) -> Iterator[Hit]:
    """Another option whose words all stand in the sentence of the key, beside words that are the key's own."""
    key = own[item.answer or 0]
    for start, end in sentences(item.provision, item.language or "en", semicolons=True):
        sentence = item.provision[start:end]
        said = _stems(sentence)
        if len(key) < 2 or not key <= said | _stems(item.stem) or len(key & said) < 2:
            continue
        for i, option in enumerate(own):
            apart = (option - key) & said
            if (
                i != item.answer
                and option <= said | _stems(item.stem)
                and len(apart) >= 3
                and (key - option) & said
            ):
                yield Hit(
                    f"options[{i}]",
                    "stands in the same sentence of the provision as the key; see whether it is right too",
                )
                return


def exception_unseen(item: Item, settings: Settings) -> Iterator[Hit]:
    """A case that meets an exception of the provision, while neither the key nor its explanation knows of the exception."""
    if not _readable(item) or item.key is None or not item.explanation:
        return
    told = _stems(unquoted(item.stem))
    answered = _stems(f"{item.key} {item.explanation}")
    if EXCEPTS.search(item.explanation) or SPEAKS_OF_EXCEPTION.search(f"{item.key} {item.explanation}"):
        return
    told_parts = parts(item.provision, item.language or "en", ";")
    for sentence in told_parts:
        match = EXCEPTS.search(sentence)
        if match is None:
            continue
        before, behind = sentence[: match.start()], sentence[match.start() :]
        # `Paragraph 1 does not apply to …` is an exception as a whole; `unless …` is one from there on.
        whole = VERB_OF_EXCEPTION.match(match[0]) is not None
        exception = _stems(NAMED_PLACE.sub(" ", sentence if whole else behind))
        rest = _stems(" ".join([*(s for s in told_parts if s is not sentence), "" if whole else before]))
        # `… with litters, or where a veterinarian has ordered rest` are two exceptions.
        ways = [
            frozenset(_stems(way)) & exception - rest
            for way in NEXT_ALTERNATIVE.split(sentence if whole else behind)
        ]
        if any(
            len(met := special & told) >= 2
            and len(met) * 3 >= len(special)
            and len(special & answered) <= len(met) // 3
            and not _denied(item.stem, met)
            and not _measured_otherwise(item.stem, sentence if whole else behind)
            for special in (exception - rest, *ways)
        ):
            yield Hit(
                "answer",
                "the case meets an exception of the provision that neither the key nor the explanation knows of",
            )
            return


_FAR = 10
"""How many times as large as another a figure is that speaks of something else."""


def _measured_otherwise(stem_: str, exception: str) -> bool:
    """Whether a case and an exception measure one kind of thing and give other figures: whether it is met is no matter of words."""
    told, said = quantities(stem_), quantities(exception)
    pairs = [
        (size, own)
        for kind, size in told
        for other, own in said
        if kind == other and size != own and own / _FAR < size < own * _FAR
    ]
    if not pairs:
        return False
    least, most = LOWER_BOUND.search(exception), UPPER_BOUND.search(exception)
    if least is None and most is None:
        return True
    return not any(size > own if least else size < own for size, own in pairs)


def _denied(text: str, stems: frozenset[str]) -> bool:
    """Whether a stem says that the words of the exception are not met: `neither sprinklers nor`, `without an order`."""
    return any(_stems(text[match.end() : match.end() + 60]) & stems for match in NEGATES.finditer(text))


def same_meaning(item: Item, settings: Settings) -> Iterator[Hit]:
    """Two options that differ by words of one meaning alone: if one is right, so is the other."""
    if len(item.options) < 3 or (item.language and not item.language.startswith("en")):
        return
    groups = _by_stem()
    folded = [frozenset(groups.get(one, one) for one in _stems(option)) for option in item.options]
    plain = [" ".join(words_of(option)) for option in item.options]
    marks = [
        (sorted(re.findall(r"\d+", o)), bool(NEGATED.search(o)), DIRECTION.findall(o.lower()))
        for o in item.options
    ]
    for i, j in combinations(range(len(folded)), 2):
        if len(folded[i]) >= 2 and folded[i] == folded[j] and plain[i] != plain[j] and marks[i] == marks[j]:
            if _stems(item.options[i]) == _stems(item.options[j]):
                continue  # the same words in another order are told by another check
            if NEGATED.search(item.options[i]):
                continue  # "inform A, but not B" and "notify B, but not A" say two things
            yield Hit(
                f"options[{j}]",
                f"says what option {LETTERS[i]} says in words of the same meaning; replace one of them",
            )
            return


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, str]:
    """The stem that stands for each stem of a group of words of one meaning."""
    named: dict[str, str] = {}
    for group in (*OF_OPTIONS, *contrasts("en").synonym_groups):
        for word in group:
            named.setdefault(stem(word, "en"), stem(group[0], "en"))
    return named


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
    own = _stems(item.key)
    asked = _stems(without_citations(last)) - _stems(item.key)
    others = frozenset().union(*(_stems(o) for i, o in enumerate(item.options) if i != item.answer)) - own
    return any(
        len(own) >= 2
        and len(asked) >= 2
        and own <= (said := _stems(sentence))
        and asked <= said
        and not others & said
        for sentence in before
    )
