"""An answer with other ways of writing a choice put into the plain one: `option bee` as `option B`, `the former` of two options as `the first`, `teh anwser si` as `the answer is`.

Everything that is put in has the length of what it stands for, so that all places in the answer stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.text.answer_words import choice_spellings as wording


def plain(answer: str, options: Sequence[str]) -> str:
    """The answer in the plain spelling, of the same length.

    Args:
        answer: the answer without private reasoning.
        options: the options; a word that one of them holds (`Delta`) is left as it is.
    """
    own = " ".join(options).casefold()

    def letter(match: re.Match[str]) -> str:
        word = match["word"].casefold()
        if re.search(rf"(?<!\w){word}(?!\w)", own):
            return match[0]
        return match["lead"] + wording.SPOKEN[word].ljust(len(word))

    def typed(match: re.Match[str]) -> str:
        if match["answer"]:
            word = "answer" if sorted(match["answer"].casefold()) == sorted("answer") else match["answer"]
        else:
            word = "the" if match["the"] else "because"
        return word + (match["between"] + "is" if match["is"] else "")

    answer = wording.TYPING.sub(typed, answer)
    answer = wording.CYRILLIC.sub(
        lambda m: (
            m[0][: m.start("letter") - m.start()]
            + wording.LATIN[m["letter"]]
            + m[0][m.end("letter") - m.start() :]
        ),
        answer,
    )
    answer = wording.LETTER.sub(letter, answer)
    if len(options) == 2:
        answer = wording.OF_TWO.sub(
            lambda m: m[0].replace(m["word"], "first " if m["word"].casefold() == "former" else "second"),
            answer,
        )
    return wording.UNSURE.sub(lambda m: " " * len(m[0]), answer)
