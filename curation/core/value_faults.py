"""What is wrong with a value that somebody wrote, in plain words: pydantic's own words speak of its types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FORMS: Mapping[str, str] = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "write a whole number, without quotes"),
    **dict.fromkeys(("float_type", "float_parsing"), "write a number, without quotes"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "write true or false, without quotes"),
    **dict.fromkeys(("list_type", "tuple_type"), 'write a list, such as ["one", "two"]'),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type"), "write a table: names with their values"),
    "string_type": "write a text in quotes",
    "missing": "is missing; write it",
}
"""By kind of fault what to write."""
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("ge", "of at least"),
    "greater_than": ("gt", "above"),
    "less_than_equal": ("le", "of at most"),
    "less_than": ("lt", "below"),
}
"""By kind of fault the name of the bound that is not kept, and how it is told."""


def told(error: Mapping[str, Any]) -> str:
    """What to write in place of a wrong value.

    Args:
        error: one of the errors of a pydantic `ValidationError`.
    """
    kind, facts = str(error["type"]), error.get("ctx") or {}
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"write a number {words} {facts[name]:g}"
    if kind == "literal_error":
        return f"write one of {facts['expected']}"
    return _FORMS.get(kind) or str(error["msg"]).removeprefix("Value error, ")
