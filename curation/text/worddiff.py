"""What an edit changed, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from pydantic import JsonValue

_LONGEST = 4000
"""Words on both sides beyond which the texts are shown whole: the comparison takes the square of them."""


def words(before: str, after: str, around: int | None = None) -> str:
    """`after` with the words that went as `[-…-]` and those that came as `{+…+}`; equal texts come back as they are.

    With `around` of a longer stretch that stayed only that many words are shown on either side of each change.
    """
    old, new = re.findall(r"\S+|\n", before), re.findall(r"\S+|\n", after)
    if len(old) + len(new) > _LONGEST:
        return after if old == new else f"[-{before}-] {{+{after}+}}"
    parts: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            if around is not None and d - c > 2 * around:
                parts += [*new[c : c + around], "…", *new[d - around : d]]
            else:
                parts += new[c:d]
            continue
        if a < b:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(parts)


def fields(before: dict[str, JsonValue], edited: dict[str, JsonValue]) -> dict[str, str]:
    """The word diff of every edited field against what was shown, by field."""
    return {name: words(_text(before.get(name)), _text(edited[name])) for name in sorted(edited)}


def _text(value: JsonValue) -> str:
    if isinstance(value, list):
        return "\n".join(_text(v) for v in value)
    return "" if value is None else str(value)
