"""Whether a line of German is a sentence, or the beginning of one, rather than a title.

A title is a noun phrase (`Pflichten des Halters, der vermietet`) or a question in the order of a clause (`Wer segeln darf`); a sentence
has its finite verb in second place (`Der Halter führt ein Verzeichnis`) or behind the clause that it begins with. A word in -en between
two nouns is taken for an adjective (`Die Nutzung öffentlichen Raums`), so that `Die Betreiber führen Verzeichnisse` passes for a title.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from curation.text.packs import pack

_OPEN_END = [
    "und",
    "oder",
    "sowie",
    "bzw",
    "beziehungsweise",
    "dass",
    "daß",
    "ob",
    "weil",
    "da",
    "damit",
    "indem",
    "wobei",
    "obwohl",
    "als",
    "wer",
    "ehe",
]
"""Words that open what comes, beside those of conditions: a line that ends in one goes on."""
_UNLESS = frozenset({"es", "sei", "denn"})
"""Words of a condition that open none when they stand alone."""
_SUBJECT = (
    r"(?:[Dd](?:er|ie|as|iese[rs]?)|[Ee]ine?|[Kk]eine?|[Jj]ede[rs]?|[Aa]lle|[Ss]eine?|[Ii]hre?|[Mm]ehrere|[Bb]eide)\s+(?:[a-zäöüß]+(?:e|en|er|es)\s+){0,3}"
    r"[A-ZÄÖÜ][\w-]*(?:\s+(?:des|der|eines|einer)\s+(?:[a-zäöüß]+(?:en|er)\s+){0,2}[A-ZÄÖÜ][\w-]*){0,2}"
)
_PRESENT = r"(?P<verb>[a-zäöüß]{3,}(?:t|en|eln|ern))\b"
_PRONOUN = r"(?:er|sie|es|wir|ihr|niemand|jedermann|man|dies)"
_SECOND = (
    re.compile(rf"^{_SUBJECT}\s+{_PRESENT}(?!(?<=en)\s+[A-ZÄÖÜ])"),
    re.compile(rf"^{_PRONOUN}\s+{_PRESENT}", re.I),
    # Behind any noun, with its own subject or object: `Auf Antrag erteilt die Behörde`, `Betreiber führen ein Verzeichnis`.
    re.compile(
        rf"\b[A-ZÄÖÜ][\w-]*\s+{_PRESENT}\s+(?:d(?:er|ie|as|en|em|ies|iese[rs]?)|er|sie|es|eine?n?|ihren?|seinen?|sich)\b"
    ),
)
_NO_VERBS = frozenset(
    """
    mit nicht seit statt samt anstatt laut selbst sonst erst jetzt oft dort fort weit insgesamt gegen entgegen zugunsten zuungunsten zulasten inmitten
    aufseiten vonseiten ausgenommen unbeschadet ungeachtet unweit mitsamt kraft wegen neben zwischen hinten vorn oben unten außen innen hinsichtlich
    einschließlich binnen sowohl damit somit soweit bekannt zuletzt zuerst überhaupt trotz nebst längst meist höchst mindest dessen deren denen allen
    einen keinen ihren seinen diesen jenen jeden solchen welchen anderen beiden eigenen folgenden
    """.split()
)
"""Words in -t and -en behind a noun that are no verbs."""


@lru_cache(maxsize=1)
def _finite() -> frozenset[str]:
    """Verbs whose present tense the pack lists, without those that are rather infinitives or participles."""
    german = pack("de")
    listed = {*german.modal_words}
    for name in ("no_duty", "opens_with_verb", "opens_main", "passive_verbs"):
        listed |= {word for word in german.rules.get(name, ()) if word.isalpha()}
    return frozenset(listed - {"so", "dann"})


@lru_cache(maxsize=1)
def _singular() -> frozenset[str]:
    """The finite verbs that are no infinitives and no participles, so that they tell wherever they stand before a comma."""
    participles = [
        "erfüllt",
        "beabsichtigt",
        "verwendet",
        "verlangt",
        "erlangt",
        "entsteht",
        "bestellt",
        "gehört",
        "bestimmt",
        "erfolgt",
        "bezeichnet",
    ]
    modal = {"können", "müssen", "sollen", "dürfen", "sind", "haben", "werden"}
    return frozenset({word for word in _finite() if not word.endswith("en")} - {*participles}) | modal


def goes_on(line: str) -> bool:
    """Whether a line ends in a word that opens what comes (`wenn`, `soweit`, `und`), so that it is no whole title."""
    words = re.findall(r"\w+", line)
    return bool(words) and words[-1].lower() in {*pack("de").condition_words, *_OPEN_END} - _UNLESS


def has_finite_verb(line: str) -> bool:
    """Whether a line has its finite verb in second place, or right behind a clause that a comma closes."""
    if re.search(rf",\s+(?:{'|'.join(sorted(_finite()))})\b", line):
        return True
    main = line.split(",")[0]
    words = re.findall(r"[\w-]+", main)
    if not words or words[0].lower() in pack("de").question_words | (pack("de").condition_words - _UNLESS):
        return False
    # The last word is the verb of a title that is a clause: `Fälle, in denen …` ends with its comma above, `Was ein Boot ist` too.
    for before, word in pairwise(words):
        if word in _singular() and before.lower() not in ("zu", "nicht"):
            return True
    return any(match["verb"] not in _NO_VERBS for pattern in _SECOND for match in pattern.finditer(main))


def may_open_a_list(line: str) -> bool:
    """Whether a line above points may be a title: no phrase that the points complete (`Im Sinne dieses Gesetzes`)."""
    words = line.split()
    if words[0].lower() in ("im", "bei", "für", "zu", "zur", "zum", "nach"):
        return len(words) <= 3
    return len(words) <= 8 or words[0].lower() not in pack("de").determiners
