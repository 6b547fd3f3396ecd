"""Which modules, data files and libraries lie below a function, read from the source with `ast`; nothing is imported.

An import counts wherever it stands, also inside a function, and so does `import_module("…")`: any text constant that is the
name of a module of the package (`curation.dedup.methods.near:pairs`) counts as an import of it. Imports for type checkers
alone do not count. A constant that is the path of a file below `schemas/` counts as a use of that file.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from curation.core import resources, tables
from curation.core.digests import sha256
from curation.core.files import disk

_NAME = re.compile(r"[A-Za-z_][\w-]*(?:[./][\w-]+)+(?::\w+)?")
_FORMAT = 1
"""Raised when `Facts` changes, so that what older versions kept is not read."""


@dataclass(frozen=True)
class Facts:
    """What one source file says of others, by dotted names that may or may not exist."""

    imports: tuple[str, ...]
    """Every import outside `if TYPE_CHECKING`; `from a import b` gives `a` and `a.b`."""
    executed: tuple[str, ...]
    """Those of `imports` that run when the module is imported."""
    names: tuple[str, ...]
    """Text constants of the form of a module's or a file's name."""


@dataclass(frozen=True)
class Below:
    """What lies below a function."""

    modules: tuple[str, ...]
    """Names of the modules of the package, sorted."""
    files: tuple[Path, ...]
    """Data files of the package that belong to those modules, sorted."""
    schemas: tuple[str, ...]
    """Files below `schemas/` that those modules name, sorted."""
    libraries: tuple[str, ...]
    """Top-level names of everything imported from outside the package, sorted; the standard library is among them."""
    source: str
    """The source of the function itself and of all in its own module that it uses."""


def facts_of(source: str, module: str, is_package: bool = False) -> Facts:
    """The facts of a source text; `module` is its dotted name, by which relative imports are resolved."""
    tree = ast.parse(source)
    package = module if is_package else module.rpartition(".")[0]
    nodes = [n for n in _runtime(tree) if isinstance(n, ast.Import | ast.ImportFrom | ast.Constant)]
    executed = dict.fromkeys(_imports(_executed(tree.body), package))
    every = dict.fromkeys(_imports(nodes, package))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = sorted(text for text in texts if len(text) < 120 and _NAME.fullmatch(text))
    return Facts(tuple(every), tuple(executed), tuple(names))


def _for_types_only(node: ast.AST) -> bool:
    if not isinstance(node, ast.If):
        return False
    test = node.test
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


def _runtime(top: ast.AST) -> list[ast.AST]:
    """`top` and every node below it, without the bodies of `if TYPE_CHECKING` and without annotations."""
    nodes = [top]
    for node in nodes:  # the list grows while it is read
        for name in node._fields:
            value = getattr(node, name, None)
            if name in ("annotation", "returns") or (name == "body" and _for_types_only(node)):
                continue
            if isinstance(value, list):
                nodes += [child for child in value if isinstance(child, ast.AST)]
            elif isinstance(value, ast.AST):
                nodes.append(value)
    return nodes


def _executed(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """The statements that run at import: not those inside functions."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _for_types_only(node):
            continue
        yield node
        for name in ("body", "orelse", "finalbody", "handlers"):
            yield from _executed(getattr(node, name, ()))


def _imports(nodes: Iterable[ast.AST], package: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                outer = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*outer, base] if base else outer)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


class Package:
    """The modules of one package folder, with what each says of the others."""

    def __init__(self, folder: Path, kept: Path | None = None) -> None:
        """`folder` is the package's; `kept` is a file in which facts are kept between runs, by digest of the source."""
        self.folder = folder
        self.name = folder.name
        self.paths = {_module(path, folder): path for path in sorted(folder.rglob("*.py"))}
        self.sources = {name: disk.data(path) for name, path in self.paths.items()}
        self.digests = {name: sha256(source) for name, source in self.sources.items()}
        self.facts = self._facts(kept)
        self.data = self._data()

    def _facts(self, kept: Path | None) -> dict[str, Facts]:
        known = _read_facts(kept)
        facts: dict[str, Facts] = {}
        for name, digest in self.digests.items():
            entry = known.get(f"{name} {digest}")
            facts[name] = entry or facts_of(
                self.sources[name].decode("utf-8"), name, self.paths[name].name == "__init__.py"
            )
        keys = {f"{name} {digest}" for name, digest in self.digests.items()}
        if kept is not None and keys != set(known):
            self.keep(kept, facts)
        return facts

    def keep(self, path: Path, facts: Mapping[str, Facts] | None = None) -> None:
        """Writes the facts to a file from which a package with the same modules reads them, wherever its folder is."""
        each = self.facts if facts is None else facts
        _write_facts(path, {f"{name} {self.digests[name]}": fact for name, fact in each.items()})

    def modules_in(self, names: Iterable[str]) -> set[str]:
        """The modules of this package among `names`, which may end in `:attribute` or in a name inside the module."""
        return {module for name in names if (module := name.partition(":")[0]) in self.paths}

    def closure(self, starts: Iterable[str], above: frozenset[str] = frozenset()) -> set[str]:
        """All modules that `starts` import, directly or not, and themselves; packages in `above` are not entered.

        Of a package that is only imported on the way to one of its modules, what runs at its import counts.
        """
        whole: set[str] = set()
        passed: set[str] = set()
        waiting = [(name, True) for name in starts]
        while waiting:
            name, is_whole = waiting.pop()
            if name in above or name in whole or (not is_whole and name in passed):
                continue
            (whole if is_whole else passed).add(name)
            fact = self.facts[name]
            targets = self.modules_in((*fact.imports, *fact.names) if is_whole else fact.executed)
            waiting += [(target, True) for target in targets]
            waiting += [(package, False) for package in _packages(name) if package in self.paths]
        return whole | passed

    def _data(self) -> list[tuple[Path, Path]]:
        """Every file that is no Python, with the nearest folder at or above it that holds modules."""
        folders = {module.parent for module in self.paths.values()}
        skipped = {
            self.folder / "schemas",
            self.folder / "examples",
        }  # in a wheel they lie inside the package
        files = [
            path
            for path in self.folder.rglob("*.*")
            if path.suffix not in (".py", ".pyc", ".typed") and not skipped & set(path.parents)
        ]
        return [
            (next((place for place in path.parents if place in folders), self.folder), path)
            for path in sorted(files)
            if path.is_file()
        ]

    def data_of(self, modules: Iterable[str]) -> list[Path]:
        """The files that are no Python and stand beside one of `modules`, or in a folder there that holds no module."""
        homes = {self.paths[name].parent for name in modules}
        return [path for home, path in self.data if home in homes]


def _module(path: Path, folder: Path) -> str:
    parts = [folder.name, *path.relative_to(folder).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _packages(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def _read_facts(path: Path | None) -> dict[str, Facts]:
    """The facts kept in a file; none when it is absent, unreadable or of another format."""
    if path is None:
        return {}
    try:
        data = json.loads(disk.text(path))
        if data["format"] != _FORMAT:
            return {}
        return {key: Facts(*map(tuple, parts)) for key, parts in data["facts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_facts(path: Path, facts: Mapping[str, Facts]) -> None:
    """Keeps facts in a file; a folder that cannot be written to only costs the next run its time."""
    body = {key: [fact.imports, fact.executed, fact.names] for key, fact in facts.items()}
    try:
        tables.write_atomic(path, json.dumps({"format": _FORMAT, "facts": body}))
    except OSError:
        return


# --- the function at the top ----------------------------------------------------------------------------------------


class _Home:
    """The modules of the function asked about, their text put together: only those of their definitions count that it uses."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self.definitions: dict[str, ast.stmt] = {}
        self.imported: dict[str, ast.stmt] = {}
        self.methods: dict[str, list[ast.stmt]] = {}
        for node in self.tree.body:
            self._take(node)

    def _take(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                self.imported[alias.asname or alias.name.partition(".")[0]] = node
        elif isinstance(node, ast.FunctionDef):
            self.definitions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            self.definitions[node.name] = node
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    self.methods.setdefault(inner.name, []).append(inner)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    self.definitions[target.id] = node

    def used(self, function: str) -> list[ast.stmt]:
        """The definitions and imports of the module that a function uses, directly or not, in the order of the file."""
        nodes: dict[int, ast.stmt] = {}
        waiting = [self.definitions[function]]
        while waiting:
            node = waiting.pop()
            if id(node) in nodes:
                continue
            nodes[id(node)] = node
            for part in _runtime(node):
                if isinstance(part, ast.Name):
                    known = self.definitions.get(part.id) or self.imported.get(part.id)
                    waiting += [known] if known is not None else []
                elif isinstance(part, ast.Attribute):
                    waiting += self.methods.get(part.attr, [])
        return sorted(nodes.values(), key=lambda node: node.lineno)


@lru_cache(maxsize=8)
def _home(source: str) -> _Home:
    return _Home(source)


def below(
    package: Package,
    module: str,
    function: str,
    schemas: frozenset[str] = frozenset(),
    beside: frozenset[str] = frozenset(),
) -> Below:
    """What lies below `function` of `module`; `schemas` are the names of the files that there are below `schemas/`.

    `beside` are modules of the same package of which, as of its own, only what the function uses counts. No two of them may define
    one name.

    Args:
        package: The facts of every module of a package, this one or a copy.
        module: Dotted name of the module of the function.
        function: A name at the top of the module.
        schemas: Paths below `schemas/`.
        beside: Dotted names.

    Raises: KeyError when a module or the function is not there.
    """
    homes = sorted(beside | {module})
    home = _home("\n".join(package.sources[name].decode("utf-8") for name in homes))
    used = home.used(function)
    outer = module.rpartition(".")[0]
    names = _used_imports(home, used, outer)
    constants = {
        node.value
        for top in used
        for node in _runtime(top)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    above = frozenset({*homes, *_packages(module)})
    modules = package.closure(package.modules_in([*names, *constants]), above)
    facts = [package.facts[name] for name in modules]
    imported = {name for fact in facts for name in fact.imports} | set(names)
    texts = {name for fact in facts for name in fact.names} | constants
    return Below(
        tuple(sorted(modules)),
        tuple(package.data_of(modules)),
        tuple(sorted(texts & schemas)),
        tuple(sorted({name.partition(".")[0] for name in imported} - {package.name, "__future__", ""})),
        "\n".join(ast.unparse(node) for node in used if not isinstance(node, ast.Import | ast.ImportFrom)),
    )


def _used_imports(home: _Home, used: Iterable[ast.stmt], package: str) -> list[str]:
    """Dotted names that the used definitions import: local imports whole, of the module's own imports the names used."""
    used = list(used)
    loaded = {node.id for top in used for node in _runtime(top) if isinstance(node, ast.Name)}
    names: list[str] = []
    for top in used:
        if isinstance(top, ast.Import | ast.ImportFrom):
            kept = [a for a in top.names if (a.asname or a.name.partition(".")[0]) in loaded]
            part: ast.stmt = (
                ast.Import(kept)
                if isinstance(top, ast.Import)
                else ast.ImportFrom(top.module, kept, top.level)
            )
            names += _imports([part], package)
        else:
            names += _imports(_runtime(top), package)
    return names


@cache
def own_package() -> Package:
    """This package, its facts kept in the cache of the user."""
    folder = Path(__file__).resolve().parents[1]
    kept = resources.cache_folder() / "imports" / f"{sha256(str(folder))[:16]}.json"
    return Package(folder, kept)
