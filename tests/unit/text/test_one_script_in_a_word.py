"""No word in the code or its data has a letter of another script that only looks like its own, or comes from another line."""

import re
from pathlib import Path

import curation
import pytest

PACKAGE = Path(curation.__file__).parent
SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f",
    "greek": "\u0391-\u03bb\u03bd-\u03c9",  # without the mu of units, as in `\u03bcg`
    "cyrillic": "\u0400-\u04ff",
    "hebrew": "\u05d0-\u05ea",
    "arabic": "\u0620-\u065f\u066e-\u06d3",
    "devanagari": "\u0900-\u0963",
    "bengali": "\u0980-\u09fe",
    "thai": "\u0e01-\u0e4e",
}
MIXED = re.compile(
    "|".join(
        f"[{own}](?=[{''.join(signs for other, signs in SCRIPTS.items() if other != name)}])"
        for name, own in SCRIPTS.items()
    )
)
ESCAPE = re.compile(r"\\{1,2}(?:u[0-9a-fA-F]{4}|.)")
"""An escape, of a pattern that stands in a string of TOML with two backslashes."""
CLASS = re.compile(r"\[[^\[\]\n]*\](?=[^\s,])")
"""A class of signs in a pattern, which holds letters and no word."""


def mixed(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.isascii())
    plain = (CLASS.sub(" ", ESCAPE.sub(" ", line)) for line in lines)
    return [line[max(0, m.start() - 12) : m.end() + 12] for line in plain for m in MIXED.finditer(line)]


@pytest.mark.parametrize("text", ["\u091c\u0645\u064a\u0639", "aeiouy\u0430", "p\u0430y"])
def test_a_word_of_two_scripts_is_seen(text: str) -> None:
    assert mixed(text)


@pytest.mark.parametrize(
    "text", [r"\b\u0434\u0430", "\\\\b\u0434\u0430", "[a-z\u0430-\u044f]+", "\u03bcg", "\u0434\u0430 no"]
)
def test_words_of_one_script_each_are_not(text: str) -> None:
    assert mixed(text) == []


@pytest.mark.slow
def test_no_word_of_the_package_mixes_scripts() -> None:
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")]
    assert len(files) > 300
    assert {str(f.relative_to(PACKAGE)): m for f in files if (m := mixed(f.read_text("utf-8")))} == {}
