"""What the package knows of each language, read from `curation/text/packs/<language>.toml`.

A pack is data: which words carry no content, which negate, which name a month or a part of a law. Whoever needs a list of words
of a language reads the packs. Patterns of English wording are modules of `curation.text` (`item_words`, `cut_off`, `whole`, `times`);
those that only one reader, the rule parser, the offline generator or the judge of answers needs still stand in their rooms.

How to add a table: add a field with a type and a docstring to `Pack` (or a new frozen model for a group of tables), and
fill it in the packs that know it. A pack that leaves a table out gets the field's default, so every field has one.
In the files, a set or list of words is one string with white space between them; a list of strings may hold phrases:

    modal_words = "shall must may"
    negations = ["not", "no longer"]

How to add a language: add a file. `languages()` then names it and the detector, splitter and stemmer use it.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from curation.core.files import disk

Script = Literal["latin", "cyrillic", "han", "kana", "hangul"]


def _listed(value: object) -> object:
    """The words of a string, in order and each once; anything else as it is."""
    return list(dict.fromkeys(value.split())) if isinstance(value, str) else value


WordList = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""Words or phrases in the order of the file."""
WordSet = Annotated[frozenset[str], BeforeValidator(_listed)]
"""Words or phrases in lower case, without order."""


class Pack(BaseModel):
    """The tables of one language. Words are in lower case, with the accents that the language writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    language: str
    """The BCP 47 primary tag: `en`."""
    name: str = ""
    """The English name of the language."""
    script: Script = "latin"
    """The script by which the detector knows or excludes the language."""
    snowball: str = ""
    """The Snowball algorithm of the language; empty where there is none."""
    function_words: WordSet = frozenset()
    """Articles, pronouns, prepositions, conjunctions and auxiliaries: they tell the language and carry no content."""
    relation_words: WordSet = frozenset()
    """The function words that change what a sentence says: of quantity, direction and order."""
    modal_words: WordSet = frozenset()
    """Words with which a text obliges or permits; negated, it forbids."""
    negations: WordSet = frozenset()
    """Words that negate what they stand with."""
    condition_words: WordSet = frozenset()
    """Words that open a condition."""
    question_words: WordSet = frozenset()
    """Words that open a question."""
    determiners: WordSet = frozenset()
    """Words that open a noun phrase."""
    months: tuple[WordList, ...] = Field(default=(), min_length=0, max_length=12)
    """The names and short names of the twelve months, January first."""
    ordinal_point: bool = False
    """Whether a full stop makes a number an ordinal: `31. Mai`."""
    ordinal_articles: WordSet = frozenset()
    """Articles behind which a number with a full stop is an ordinal: `das 16. Lebensjahr`."""
    number_words: dict[str, int] = {}
    """The value of each number word."""
    part_words: dict[str, WordList] = {}
    """What running text calls the parts of a law, by part: article, paragraph, point, section, chapter, title, part, annex, recital."""
    abbreviations: WordSet = frozenset()
    """Abbreviations without their last full stop, which ends no sentence."""
    number_abbreviations: WordSet = frozenset()
    """Abbreviations whose full stop ends no sentence when a number or a bracket follows: `no` in `No. 5`."""
    rules: dict[str, WordList] = {}
    """Words of duties, bans, permissions and their limits, by table; `curation.rules` reads them. Phrases are regular expressions
    in which a space stands for white space. Tables of every language: prohibition, obligation, permission, recommendation,
    exemption, definition, scope, procedure, penalty, exceptive, conditional, purpose, at_least, at_most, more_than, less_than,
    time_units, other_units; English has more, named where they are read. Entries of `frequency_words` and `per_period` are
    `phrase=period` (`phrase=period*2` for twice), those of `fractions` `name=whole`; joins of numbers write a space as `_`."""
    non_verbs: WordSet = frozenset()
    """Words with the form of a verb that are used as another part of speech: `according`, `during`."""
    stem_suffixes: WordList = ()
    """Suffixes that the stemmer of the package takes off, longest first; empty where Snowball stems the language."""
    inflections: WordList = ()
    """Inflectional endings, longest first."""
    stem_exceptions: dict[str, WordList] = {}
    """By stem, the words that have it against the rule: families it would part, and words it would join to others."""
    spellings: dict[str, str] = {}
    """Letters inside a word and how another spelling of the language writes them: `isation` is `ization`."""
    spelling_exceptions: WordSet = frozenset()
    """Words that keep those letters: `hour`."""


def folder() -> Traversable:
    """The folder of the packs."""
    return files("curation.text") / "packs"


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The tags of all languages that have a pack, sorted."""
    names = (entry.name for entry in folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@lru_cache(maxsize=256)
def primary(language: str) -> str:
    """The primary part of a BCP 47 tag in lower case: `en` of `en-GB` and of `EN_us`."""
    return language.replace("_", "-").split("-")[0].lower()


def pack(language: str) -> Pack:
    """The pack of a language, an empty one where the language has none.

    Args:
        language: A BCP 47 tag; only its primary part counts.
    """
    return _pack(primary(language))


@lru_cache(maxsize=1)
def names_of_parts() -> frozenset[str]:
    """What all languages call the parts of a law: `article`, `Abschnitt`."""
    every = map(pack, languages())
    return frozenset(name for one in every for names in one.part_words.values() for name in names)


def spaced(language: str) -> bool:
    """Whether a language writes its words apart."""
    return pack(language).script not in ("han", "kana", "hangul")


@lru_cache(maxsize=64)
def _pack(tag: str) -> Pack:
    if tag not in languages():
        return Pack(language=tag)
    return Pack.model_validate(tomllib.loads(disk.text(folder() / f"{tag}.toml")))
