"""Measures of a code base, for ours and for any other beside it, by reading its files with `ast`; nothing is imported.

    python benchmarks/house.py                                     # ours; the columns of others stay as they are
    pip download --no-deps --no-binary :all: semhash stamina -d sdists && (cd sdists && ls *.tar.gz | xargs -n1 tar xzf)
    python benchmarks/house.py sdists/semhash-*/semhash sdists/stamina-*/src/stamina

A path is the package; its tests are looked for in `tests` or `test` beside it and one folder above.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "house.md"
SCORES = "<!-- mutation scores"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class House:
    """What is measured of one package."""

    name: str
    files: int
    lines: int
    in_cycles: int
    """Modules in an import cycle, imports inside functions and by name in a string counted, those under TYPE_CHECKING not."""
    typed: float
    """Share of functions whose every parameter and result has an annotation."""
    documented: float
    """Share of public modules, classes and functions with a docstring."""
    tests_to_code: float | None
    """Lines of tests for each line of code; None where the sdist holds no tests."""
    broad: int
    """`except:`, `except Exception` and `except BaseException`."""
    median_function: float
    median_file: float
    largest_file: int
    longest_function: int
    most_parameters: int


def main() -> None:
    """Prints the table and writes it to `docs/house.md`."""
    houses = [measure(ROOT / "curation"), *(measure(Path(p)) for p in sys.argv[1:])]
    text = page(houses)
    if not sys.argv[1:] and OUT.is_file():
        text = beside(text, OUT.read_text("utf-8"))
        plain, no_words = without_docstrings(ROOT / "curation", ROOT / "tests", ROOT / "curation" / "text")
        text += (
            f"\nDocstrings count as lines. Without them in code and tests, ours has {plain:.2f} lines of tests for one of code, "
            f"and {no_words:.2f} where the tables of words and patterns in `curation/text` are left out of the code, too.\n"
        )
    sys.stdout.write(text)
    # The mutation scores below the table are those of benchmarks/mutation.py.
    _, begin, scores = OUT.read_text("utf-8").partition(SCORES) if OUT.is_file() else ("", "", "")
    OUT.write_text(f"{text}\n{begin}{scores}" if begin else text, "utf-8")


def measure(package: Path) -> House:
    """The measures of the package in the folder `package`."""
    files = sorted(p for p in package.rglob("*.py") if not _is_test(p.relative_to(package)))
    sources = {p: p.read_text("utf-8", "replace") for p in files}
    trees = {p: ast.parse(text) for p, text in sources.items()}
    functions = [f for tree in trees.values() for f in _functions(tree)]
    public = [has for p, tree in trees.items() for has in _documented(p, tree)]
    lengths = [_lines(text) for text in sources.values()]
    tests = _test_lines(package)
    return House(
        package.resolve().name, len(files), sum(lengths), len(_cyclic(package, trees)),
        _share([_typed(f) for f in functions]), _share(public), tests / sum(lengths) if tests else None,
        sum(_is_broad(node) for tree in trees.values() for node in ast.walk(tree)),
        median(_length(f) for f in functions), median(n for n in lengths if n), max(lengths),
        max(_length(f) for f in functions), max(len(_parameters(f)) for f in functions),
    )  # fmt: skip


def _is_test(path: Path) -> bool:
    return (
        bool({"test", "tests"} & set(path.parts))
        or path.name.startswith("test_")
        or path.name.endswith("_test.py")
    )


def _lines(text: str) -> int:
    """Lines that are neither blank nor only a comment."""
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))


def _test_lines(package: Path) -> int:
    inside = [p for p in package.rglob("*.py") if _is_test(p.relative_to(package))]
    above = [
        folder
        for up in (package.parent, package.parent.parent)
        for n in ("tests", "test")
        if (folder := up / n).is_dir()
    ]
    beside = [p for folder in above[:1] for p in folder.rglob("*.py")]
    return sum(_lines(p.read_text("utf-8", "replace")) for p in {*inside, *beside})


def _statements(path: Path) -> int:
    """Lines of a file that are neither blank nor a comment nor of a docstring or another text that stands alone."""
    text = path.read_text("utf-8", "replace")
    alone = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return sum(
        1
        for number, line in enumerate(text.splitlines(), 1)
        if number not in alone and line.strip() and not line.strip().startswith("#")
    )


def without_docstrings(package: Path, tests: Path, words: Path) -> tuple[float, float]:
    """Lines of tests for one of code, docstrings left out of both; the same without the files below `words`."""
    code = {path: _statements(path) for path in package.rglob("*.py")}
    tested = sum(_statements(path) for path in tests.rglob("*.py"))
    tables = sum(lines for path, lines in code.items() if path.is_relative_to(words))
    whole = sum(code.values())
    return tested / whole, tested / (whole - tables)


def _share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def _functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: Function) -> int:
    """Lines of the body without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _parameters(function: Function) -> list[ast.arg]:
    a = function.args
    named = [
        *a.posonlyargs,
        *a.args,
        *a.kwonlyargs,
        *([a.vararg] if a.vararg else []),
        *([a.kwarg] if a.kwarg else []),
    ]
    return [arg for i, arg in enumerate(named) if not (i == 0 and arg.arg in ("self", "cls"))]


def _typed(function: Function) -> bool:
    return function.returns is not None and all(arg.annotation is not None for arg in _parameters(function))


def _documented(path: Path, tree: ast.Module) -> Iterator[bool]:
    """For the module and each public class, function and method of it, whether it has a docstring."""
    if not path.stem.startswith("_"):
        yield ast.get_docstring(tree) is not None or not tree.body
    scopes: list[ast.Module | ast.ClassDef] = [tree]
    while scopes:
        for node in scopes.pop().body:
            if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
                yield ast.get_docstring(node) is not None
                if isinstance(node, ast.ClassDef):
                    scopes.append(node)


def _is_broad(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(
        k is None or (isinstance(k, ast.Name) and k.id in ("Exception", "BaseException")) for k in kinds
    )


def _cyclic(package: Path, trees: dict[Path, ast.Module]) -> set[str]:
    """Modules that can reach themselves over imports."""
    names = {p: _name(package, p) for p in trees}
    graph = {names[p]: _imports(package, p, tree, set(names.values())) for p, tree in trees.items()}
    while ends := [n for n, to in graph.items() if not to or all(n not in other for other in graph.values())]:
        for name in ends:
            del graph[name]
        graph = {name: {t for t in to if t in graph} for name, to in graph.items()}
    return set(graph)


def _name(package: Path, path: Path) -> str:
    parts = [package.name, *path.relative_to(package).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(package: Path, path: Path, tree: ast.Module, known: set[str]) -> set[str]:
    home = _name(package, path) if path.name == "__init__.py" else _name(package, path).rpartition(".")[0]
    hidden = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            up = home.split(".")[: len(home.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*up, *([node.module] if node.module else [])])
            # What is imported from a package is the submodule where there is one, else the package's own file.
            found |= {f"{base}.{a.name}" if f"{base}.{a.name}" in known else base for a in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            # `import_module("package.module")` and a table's `package.module:attribute`.
            found.add(node.value.partition(":")[0])
    return (found & known) - {_name(package, path)}


def page(houses: list[House]) -> str:
    """The table as Markdown, one column a package."""
    rows: list[tuple[str, list[str]]] = [
        ("files", [f"{h.files:,}" for h in houses]),
        ("lines of code", [f"{h.lines:,}" for h in houses]),
        ("modules in an import cycle", [str(h.in_cycles) for h in houses]),
        ("functions fully typed", [f"{h.typed:.1%}" for h in houses]),
        ("public names documented", [f"{h.documented:.1%}" for h in houses]),
        (
            "lines of tests for one of code",
            ["–" if h.tests_to_code is None else f"{h.tests_to_code:.2f}" for h in houses],
        ),
        ("broad excepts", [str(h.broad) for h in houses]),
        ("median function, lines", [f"{h.median_function:g}" for h in houses]),
        ("median file, lines", [f"{h.median_file:g}" for h in houses]),
        ("largest file, lines", [f"{h.largest_file:,}" for h in houses]),
        ("longest function, lines", [f"{h.longest_function:,}" for h in houses]),
        ("most parameters", [str(h.most_parameters) for h in houses]),
    ]
    head = ["measure", *(f"**{h.name}**" if i == 0 else h.name for i, h in enumerate(houses))]
    lines = [
        "# The house, measured", "",
        "Ours beside the code bases we learn from, by one script over their source distributions (`benchmarks/house.py`).",
        "Lines are those that are neither blank nor a comment. A test that a distribution does not hold is not counted.", "",
        f"| {' | '.join(head)} |", f"|{'---|' * len(head)}",
        *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows), "",
    ]  # fmt: skip
    return "\n".join(lines)


def beside(ours: str, last: str) -> str:
    """The page of our package alone with the columns of the others as they stand in the last page."""
    columns = {
        line.split(" | ")[0]: line.split(" | ")[2:] for line in last.splitlines() if line.startswith("| ")
    }
    lines = []
    for line in ours.splitlines():
        others = columns.get(line.split(" | ")[0], [])
        if line.startswith("| ") and others:
            line = " | ".join([line.removesuffix(" |"), *others])
        lines.append(f"|{'---|' * (len(columns['| measure']) + 2)}" if line.startswith("|---") else line)
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
