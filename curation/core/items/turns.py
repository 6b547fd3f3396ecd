"""The turns of a conversation: their order, the user's words, and the plain text in which people read and edit them.

In that text each turn begins with a line that names its role and holds nothing else: `[system]`, `[user]` or `[assistant]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, get_args

from curation.core.records import Message, MessageRole

ROLES: tuple[MessageRole, ...] = get_args(MessageRole)
_OTHER_NAMES: Mapping[str, MessageRole] = {
    "human": "user", "prompter": "user", "gpt": "assistant", "bot": "assistant", "model": "assistant", "developer": "system",
}  # fmt: skip
"""Roles as published sets of conversations call them."""
_MARK = re.compile(rf"^\[({'|'.join(ROLES)})\][^\S\n]*$", re.M)
_KEPT = re.compile(rf"^(\\*\[(?:{'|'.join(ROLES)})\][^\S\n]*)$", re.M)
_ESCAPED = re.compile(rf"^\\(\\*\[(?:{'|'.join(ROLES)})\][^\S\n]*)$", re.M)
Turn = Message | Mapping[str, Any]


def plain(turns: Iterable[Turn]) -> list[dict[str, str]]:
    """The turns as JSON holds them."""
    return [{"role": _role(turn), "content": _content(turn)} for turn in turns]


def _role(turn: Turn) -> str:
    return turn.role if isinstance(turn, Message) else str(turn.get("role", ""))


def _content(turn: Turn) -> str:
    return turn.content if isinstance(turn, Message) else str(turn.get("content", ""))


def of_user(turns: Iterable[Turn]) -> str:
    """The user's words, a blank line between turns: the `text` of a conversation, by which it is compared with others."""
    return "\n\n".join(_content(turn) for turn in turns if _role(turn) == "user")


def without_system(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """The turns that are said in the conversation itself."""
    return [turn for turn in plain(turns) if turn["role"] != "system"]


def problem(turns: Sequence[Turn]) -> str:
    """What is wrong with the order of the turns and how to mend it, in words; empty for a sound conversation.

    A conversation begins with at most one system turn; user and assistant then alternate, the user first and last, so that
    a model under test has something to answer. No turn is empty.
    """
    roles = [_role(turn) for turn in turns]
    if unknown := [role for role in roles if role not in ROLES]:
        return f"has a turn of {unknown[0]!r}; a turn is of {', '.join(ROLES)}"
    if "system" in roles[1:]:
        return (
            f"turn {roles.index('system', 1) + 1} is a system turn; there is one at most, and it comes first"
        )
    said = roles[1:] if roles[:1] == ["system"] else roles
    first = len(roles) - len(said) + 1
    if not said or said[0] != "user":
        return f"turn {first} is not the user's; the user speaks first"
    for place, (before, after) in enumerate(pairwise(said), first + 1):
        if before == after:
            return f"turns {place - 1} and {place} are both of the {after}; user and assistant take turns"
    if said[-1] != "user":
        return f"turn {len(roles)} is the assistant's; the last turn is the user's, since the model under test answers it"
    if empty := [place for place, turn in enumerate(turns, 1) if not _content(turn).strip()]:
        return f"turn {empty[0]} is empty; write it or take it out"
    return ""


def as_text(turns: Iterable[Turn]) -> str:
    """The conversation as one text that `from_text` reads back; a line in a turn that looks like a mark gets a backslash."""
    return "\n\n".join(f"[{_role(turn)}]\n" + _KEPT.sub(r"\\\1", _content(turn)) for turn in turns)


def from_text(text: str) -> list[Message]:
    """The turns of a text with marked turns; empty where it marks none. White space around a turn is not kept.

    Words before the first mark belong to no turn: the text then holds no conversation either.
    """
    pieces = _MARK.split(text.replace("\r\n", "\n"))
    if len(pieces) < 3 or pieces[0].strip():
        return []
    pairs = zip(pieces[1::2], pieces[2::2], strict=True)
    turns = ({"role": role, "content": _ESCAPED.sub(r"\1", words).strip()} for role, words in pairs)
    return [Message.model_validate(turn) for turn in turns]


def read(value: Any) -> list[Message] | str:
    """The turns in a value of a file: a list of `{role, content}` (or `{from, value}`), its JSON, or a text with marked turns.

    What cannot be read is said in words.
    """
    if isinstance(value, str):
        if marked := from_text(value):
            return marked
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return "its turns are neither a list nor a text with [user] and [assistant] on lines of their own"
    if isinstance(value, Mapping):
        value = value.get("messages")
    if not isinstance(value, list) or not value:
        return "its turns are no list of turns"
    made = []
    for number, turn in enumerate(value, 1):
        if not isinstance(turn, Mapping):
            return f"turn {number} is no turn; write it as an object with role and content"
        role = str(turn.get("role") or turn.get("from") or "").strip().lower()
        role = _OTHER_NAMES.get(role, role)
        content = turn.get("content", turn.get("value"))
        if role not in ROLES:
            return f"turn {number} is of {role!r}; a turn is of {', '.join(ROLES)}"
        if not isinstance(content, str):
            return f"the content of turn {number} is no text"
        made.append(Message(role=role, content=content.strip()))
    return made
