"""One pattern out of many phrases of a table of words: as whole words, or wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Signs of scripts that are written without spaces, or whose words take endings: a phrase in them may stand within a word."""


def anywhere(phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases (each a regular expression) wherever it stands, also within a word, without regard to case.

    Words of refusal are told so: they end in the stem of a verb (`ich werde … nicht schreib`).
    """
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


def whole_words(phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases (each a regular expression) between the edges of words, without regard to case; phrases in
    Chinese, Japanese and Korean, and those that begin with a sign, are found wherever they stand.

    Words that deny or choose an option are told so: `no` stands in `another`.
    """
    spaced = [phrase for phrase in phrases if re.match(r"[\w(]", phrase) and not DENSE.search(phrase)]
    dense = [phrase for phrase in phrases if phrase not in spaced]
    both = rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"
    return re.compile(f"{both}|{'|'.join(dense)}" if dense else both, re.IGNORECASE)
