"""The texts of model requests: files of the package, filled in strictly, each with a digest."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from string import Template

from curation.core.digests import sha256
from curation.core.files import disk


@lru_cache(maxsize=32)
def source(name: str) -> str:
    """The text of a request before it is filled in."""
    return disk.text(files("curation.generation.model") / "requests" / f"{name}.md")


def digest_of(name: str) -> str:
    """The first 12 digits of the digest of a request's text: part of every job key that depends on it."""
    return sha256(source(name))[:12]


def fill(name: str, **values: str | int) -> str:
    """The text of a request with every place filled.

    Raises: KeyError for a place without a value, so that no half-filled request is ever sent.
    """
    return Template(source(name)).substitute(values)
