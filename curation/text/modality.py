"""What a clause does by its words alone: prohibits, obliges, permits, exempts, defines, or something else.

This is what a reader can say of a passage at once, in every language that has phrases in its pack. What a provision demands when
its grammar and the words above it are read is told by `curation.rules`, which has the last word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from curation.core.records import Modality
from curation.text.packs import pack, primary
from curation.text.phrases import alternatives, fold, table

_LIMIT = 600
ORDER: tuple[Modality, ...] = (
    "definition", "procedure", "exemption", "scope", "penalty", "prohibition", "obligation", "recommendation", "permission",
)  # fmt: skip
"""The order in which the tables of a pack are asked."""


def modality(text: str, language: str = "en") -> Modality:
    """What the first 600 characters of `text` do; `other` when no phrase of the language says so.

    The order settles ties: a definition that forbids is a definition, a duty not to is a prohibition. Languages without phrases
    of their own are asked the English ones.
    """
    return of_folded(fold(text[:_LIMIT]), language)


def of_folded(folded: str, language: str) -> Modality:
    """The same for text that `phrases.fold` gave, read to its end."""
    tag = primary(language) or "en"
    known = tag if has_phrases(tag) else "en"
    return next((kind for kind in ORDER if (found := phrases(known, kind)) and found.search(folded)), "other")


@lru_cache(maxsize=64)
def has_phrases(tag: str) -> bool:
    """Whether a language's pack says by which phrases it obliges and forbids."""
    return bool(table(tag, "obligation"))


@lru_cache(maxsize=512)
def phrases(tag: str, name: str) -> re.Pattern[str] | None:
    """The phrases of a table as one pattern, whole words where the script parts words; None where there are none."""
    listed = table(tag, name)
    if not listed:
        return None
    joined = alternatives(*listed)
    whole = pack(tag).script not in ("han", "kana", "hangul")
    # What ends with an apostrophe (`tenu d'`) goes on with its word.
    return re.compile(rf"(?<!\w)(?:{joined})(?:(?<=')|(?!\w))" if whole else joined)
