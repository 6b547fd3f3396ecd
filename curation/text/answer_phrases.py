"""Phrases of answers by language, as data: how an option is stated, doubted or taken back, and how a request is declined.

Read from `curation/text/answer_phrases/<name>.toml`; `curation.measure` makes its patterns of these tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from curation.core.files import disk

Name = Literal["answer-phrases", "answer-doubts", "refusal-phrases"]


@cache
def tables(name: Name) -> Mapping[str, Any]:
    """The tables of one file by language."""
    return tomllib.loads(disk.text(files("curation.text") / "answer_phrases" / f"{name}.toml"))
