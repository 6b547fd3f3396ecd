"""A choice that is shown by marks beside the options: a ticked box, a check mark against crosses, a table of verdicts."""

from __future__ import annotations

import re

from curation.text.answer_words import choice_marks as wording

_LINE = re.compile(r"[^\n]+")


_ARROW = re.compile(r"<[-=]{1,3}|←|⬅|⇐")
"""A pointer beside one option; no other option needs a mark then."""


_TICKED = re.compile(r"\[(?P<box>[ xX✓✔])\]\s*$")
"""A box behind the words of an option."""
_SIGNED = re.compile(r"[^\W\d_]{2}[^\n]{0,300}[✅✔☑]\ufe0f?\W{0,4}$")
"""A check mark behind the words of one option; as with a pointer, no other option needs a mark then."""
_POINTS = re.compile(r"[-=]{1,2}>|→|➔|➜|⇒|>>|👉")
"""The same before an option's letter."""


def marked(answer: str, count: int) -> tuple[int, tuple[int, int]] | None:
    """The only option marked as right and the span of its line, where every other option that is listed is marked as wrong.

    None when fewer than two options are listed, one is listed twice, a line says both, or not exactly one is marked as right.
    """
    listed: dict[int, bool] = {}
    right: list[tuple[int, tuple[int, int]]] = []
    told = arrows = 0
    for line in _LINE.finditer(answer):
        match = wording.LETTERED.match(line[0][:80])
        if match is None:
            continue
        index = ord(match["letter"].upper()) - ord("A")
        box, rest = match["box"], line[0][match.end() : match.end() + 2000]
        head = line[0][: match.start("letter")]
        rest = f"{head} {rest}"
        arrow = bool(_ARROW.search(rest) or _POINTS.search(head) or _SIGNED.search(rest))
        yes = bool(wording.YES.search(rest)) or arrow or (box is not None and box != " ")
        if (ticked := _TICKED.search(rest)) is not None:
            box = ticked["box"]
            yes = yes or box != " "
        no = bool(wording.NO.search(rest)) or box == " "
        if index >= count or index in listed or (yes and no):
            return None
        listed[index] = yes
        told += yes or no
        arrows += arrow
        if yes:
            right.append((index, line.span()))
    if len(right) != 1 or len(listed) < 2:
        return None
    return right[0] if told == len(listed) or (arrows == 1 and len(listed) == count) else None
