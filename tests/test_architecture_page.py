"""docs/architecture.md and the tree say the same: folders, parts, layers, and every file that the page names."""

from __future__ import annotations

import re
from pathlib import Path

from test_architecture import LAYERS, PACKAGE, ROOT, STEPS

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
MADE = {".curation"}
"""Folders that a run makes, so that a clone does not have them."""
OWN = {"__init__", "__main__", "_renamed", "_version"}
"""What the page tells of in its text, or not at all."""


def table(heading: str) -> list[str]:
    """The first cell of each row of the table below a heading, without its marks."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("| ")]
    return [row for row in rows if row.startswith("`")]


def test_the_table_of_folders_is_the_tree() -> None:
    named = {name.strip("/") for row in table("Top level") for name in re.findall(r"`([^`]+)`", row)}
    assert {name for name in named - MADE if not (ROOT / name).is_dir()} == set()
    ignored = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    there = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))}
    assert {name for name in there - named - ignored if not name.endswith(".egg-info")} == set()


def test_the_table_of_parts_is_the_package() -> None:
    named = {name for row in table("The package") for name in re.findall(r"`([^`]+)`", row)}
    parts = {
        p.stem if p.is_file() else p.name
        for p in PACKAGE.iterdir()
        if p.suffix == ".py" or (p / "__init__.py").is_file()
    }
    assert named == parts - OWN


def test_the_line_of_layers_is_that_of_the_test() -> None:
    line = re.search(r"Imports go `([^`]+)`", PAGE)
    assert line is not None
    told = line[1].replace("{step packages, services}", "steps").split(" → ")
    assert [set(layer.strip("{}").split()) for layer in told] == [
        {"steps"} if layer >= STEPS else layer - OWN - {"testing"} for layer in reversed(LAYERS)
    ]


def test_every_file_that_the_page_names_exists() -> None:
    names = {name for name in re.findall(r"`([\w./-]+/[\w.-]+)`", PAGE) if "<" not in name}
    assert names
    bases = (ROOT, PACKAGE, Path(ROOT / "docs"))
    suffixes = ("", ".py")
    made = {"curation/schemas"}
    """`schemas/` as the wheel holds it."""
    absent = {
        name
        for name in names - made
        if not any((base / f"{name}{suffix}").exists() for base in bases for suffix in suffixes)
    }
    assert absent == set()
