"""Whether the stem of an English question is grammatical, and whether it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text import cut_off
from curation.text.item_words.agreement import (
    AFTER_DETERMINER,
    ASKED_OF,
    BE_BASE,
    DO_FORM,
    ENDINGS,
    FINITE_FORM_BEHIND_TO,
    HELPED,
    INVERT,
    INVERTED_S,
    MANY,
    MODAL_HAS,
    MODAL_PAST,
    MODAL_S,
    MODALS,
    NOUNS_TOO,
    NUMBER_CLASH,
    OBJECTS,
    ONE_DOES,
    SAME_FORM,
    A,
)
from curation.text.quoted import unquoted
from curation.text.sentences import sentence_texts
from curation.text.verbs import base, is_adjective, is_noun, known_word, past_participle


def _lexical_fault(stem: str) -> re.Match[str] | None:
    """A base form where a participle has to stand (`is to be store`), or a singular with a plural verb (`no wall separate them`)."""
    for match in BE_BASE.finditer(stem):
        word = match[1].lower()
        if base(word) == word and past_participle(word) != word and not _may_be(word):
            return match
    for match in ONE_DOES.finditer(stem):
        verb = match[2].lower()
        clause = re.split(r"[,;:.]", stem[: match.start()])[-1]
        if (
            verb not in MODALS
            and base(verb) == verb
            and not verb.endswith(ENDINGS)
            and not HELPED.search(clause)
            and known_word(match[1])
            and (not is_noun(verb) or match[0].split()[-1].lower() in OBJECTS)
            and verb not in NOUNS_TOO
        ):
            return match
    return None


def _may_be(word: str) -> bool:
    """Whether a word can stand behind `be` as it is: an adjective, a participle or a noun of rank."""
    return is_adjective(word) or word in SAME_FORM


_OVER_QUOTES = (INVERT, MODAL_HAS)
"""Patterns of whole clauses, in which a quoted term may stand."""


def ungrammatical(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem with a plain fault of grammar: a wrong article, `must keeps`, `what the employer must do?`."""
    if (item.language or "en").split("-")[0] != "en":
        return
    asked = unquoted(item.stem)
    for pattern in (
        INVERT,
        MODAL_S,
        INVERTED_S,
        MODAL_PAST,
        DO_FORM,
        MANY,
        A,
        FINITE_FORM_BEHIND_TO,
        MODAL_HAS,
        NUMBER_CLASH,
        AFTER_DETERMINER,
    ):
        for match in pattern.finditer(asked):
            # `a "deployer" of` is no `a of`: a short pattern must not reach over a term that is quoted.
            if pattern in _OVER_QUOTES or match[0] == item.stem[slice(*match.span())]:
                yield Hit("stem", "is not grammatical; correct the sentence", *match.span())
                return
    if fault := _lexical_fault(asked):
        yield Hit("stem", "is not grammatical; correct the sentence", *fault.span())


def stem_cut(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that breaks off: a question without its end, a sentence whose verb is missing, or a word that is cut."""
    if (item.language or "en").split("-")[0] != "en" or "__" in item.stem:
        return
    stem = item.stem.rstrip()
    last = sentence_texts(stem)[-1]
    if cut_off.open_question(stem) or (ASKED_OF.search(last) and last[-1:].isalpha()):
        yield Hit("stem", "breaks off; write its end")
    elif stem[-1:].isalpha() and cut_off.cut_word(stem):
        yield Hit("stem", "breaks off inside a word; write its end")
    elif cut_off.lacks_verb(stem) and all(
        len(o.split()) <= 4 and o[:1].isalnum() and not _starts_with_verb(o) for o in item.options
    ):
        yield Hit("stem", "breaks off; write its end")


def _starts_with_verb(option: str) -> bool:
    first = re.match(r"[A-Za-z]+", option)
    return first is not None and base(first[0].lower()) == first[0].lower() and first[0].lower() != "a"
