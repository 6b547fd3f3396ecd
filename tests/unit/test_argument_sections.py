"""Public functions with many arguments say in their docstring what these are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import curation

PACKAGE = Path(curation.__file__).resolve().parent
MANY = 5
"""From how many arguments on a docstring needs a section. The help of a command tells of its options instead."""


def public(body: list[ast.stmt], within: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public(node.body, f"{node.name}.")
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield within + node.name, node


def arguments(node: ast.FunctionDef) -> list[str]:
    rest = [one for one in (node.args.vararg, node.args.kwarg) if one is not None]
    every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *rest)
    return [one.arg for one in every if one.arg not in ("self", "cls")]


def section(node: ast.FunctionDef) -> list[str]:
    """The arguments that the section of a docstring names."""
    _, head, told = (ast.get_docstring(node) or "").partition("\nArgs:\n")
    lines = told.split("\n\n")[0] if head else ""
    return re.findall(r"^    \*{0,2}(\w+)(?: \([^)]*\))?:", lines, re.MULTILINE)


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not place.startswith("cli/"):
            for name, node in public(ast.parse(path.read_text("utf-8")).body):
                yield f"{place} {name}", node


def test_a_function_of_many_arguments_has_a_section() -> None:
    assert [name for name, node in functions() if len(arguments(node)) >= MANY and not section(node)] == []


def test_a_section_names_the_arguments_in_their_order() -> None:
    """All of them, and none that the function does not have."""
    assert {
        name: told for name, node in functions() if (told := section(node)) and told != arguments(node)
    } == {}


def test_the_search_would_find_a_missing_section() -> None:
    source = 'def f(a, b, c, d, e):\n    """Adds.\n\n    Args:\n        z: No argument.\n    """\ndef g(a, b, c, d, e): ...'
    (_, f), (_, g) = public(ast.parse(source).body)
    assert section(f) == ["z"]
    assert section(g) == []
    assert len(arguments(g)) == MANY
