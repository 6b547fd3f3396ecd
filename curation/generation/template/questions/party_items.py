"""Who else of a document could stand where somebody is left out of one of its provisions.

The others are told, consent or are bound elsewhere in the same document, and neither they nor the one who is left out are named
again in the words that are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.generation.template.provisions.bearers import kin, role
from curation.generation.template.provisions.norms import Norm, own_text
from curation.generation.template.provisions.slots import SlotWords
from curation.text.grammar import article
from curation.text.phrases import pattern
from curation.text.template_words.questions import party_items as wording


def others_of(words: str, pool: Sequence[str], text: str, wanted: int) -> list[str]:
    """Others of the document who could stand in the place of `words`, and of whom the rest of the provision does not speak."""
    mine = role(words) or ""
    chosen: list[str] = []
    roles = [mine]
    for other in pool:
        named = role(other)
        shown = _as_known(other)
        if (
            named is None
            or named in wording.NOBODY_IN_PARTICULAR
            or shown is None
            or re.search(rf"\b{re.escape(named.split()[-1])}", text, re.I)
            or len(other.split()) > 6
            or (len(named) < _SHORT and _known().fullmatch(named) is None)
        ):
            continue
        if other[:1].isupper() or any(
            named.split()[-1] == r.split()[-1]
            or (kin(named.split()[-1], r.split()[-1]) and not _offices(other, words))
            for r in roles
        ):
            continue
        if office(other) != office(words) or (_starts(named) & _starts(mine) and not _two_ends(named, mine)):
            # "The executive" beside "the executive officer" is a clipped form of the key.
            continue
        chosen.append(shown)
        roles.append(named)
        if len(chosen) == wanted:
            break
    return chosen


_SHORT = 5
"""Letters of a role below which it has to be a word that is known: `mber` is what a reader of PDF left of one."""


def _known() -> re.Pattern[str]:
    return pattern("en", "agents") or re.compile("")


def _starts(words: str) -> set[str]:
    """The first five letters of words that say something: `licensed` and `licence` are one."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", words.lower())}


def _two_ends(a: str, b: str) -> bool:
    """Whether two roles are the two ends of one relation: `employer` and `employee`, `lessor` and `lessee`."""
    return {a[-2:], b[-2:]} in ({"er", "ee"}, {"or", "ee"}) and a[:-2] == b[:-2]


def named_again(words: str, rest: str) -> bool:
    """Whether the rest of a provision names somebody again, or the act that is his by name: `licensee` and `licence`."""
    starts = _starts(role(words) or words)
    return any(word[:5] in starts for word in re.findall(r"[a-z]{4,}", rest.lower()))


def _as_known(words: str) -> str | None:
    """A role with the article that it has in an option: `the Minister`, `an inspector`."""
    match = wording.AS_KNOWN.match(words)
    if match is None:
        return None
    return words if words.startswith("the ") else f"{article(match['rest'])} {match['rest']}"


def office(words: str) -> bool:
    """Whether words name an office of the state, by their capital or their noun."""
    return wording.OFFICE.search(words) is not None


def _offices(a: str, b: str) -> bool:
    return office(a) and office(b)


def one_of_several(norm: Norm, text: str, part: SlotWords) -> bool:
    """Whether those who are left out are one of several that the provision names, in its sentence or in a list."""
    beside = wording.BESIDE.match(text[part.end :])
    listed = own_text(norm.home).startswith(part.words) or re.search(
        rf"{wording.JOINS}(?:{wording.TO} )?$", text[: part.start]
    )
    return bool(listed) or (
        # "The manager and owner" are two, "notify the Office and keep a record" names one.
        beside is not None and (beside["article"] is not None or role(f"the {beside['next']}") is not None)
    )
