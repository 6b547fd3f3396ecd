"""The text of a control framework in YAML: every value that is a string."""

from __future__ import annotations

from typing import Any

from curation.readers import markup


def document(data: bytes) -> str:
    """All strings among the values, one a line."""
    import yaml

    page = yaml.load(markup.decode(data), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    out: list[str] = []
    stack: list[Any] = [page]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            out.append(value)
        elif isinstance(value, dict):
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))
    return "\n".join(out)
