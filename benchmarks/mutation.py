"""How many small faults in the code that decides results its tests find: the mutation score of each module.

    python benchmarks/mutation.py                       # all modules below, 10 mutants each
    python benchmarks/mutation.py stats.paired --show   # one module; survivors with their line
    python benchmarks/mutation.py --write               # also writes the table into docs/house.md

A mutant is the module with one change: a comparison, an arithmetic or boolean operator, a number or truth value, or a
condition that is dropped or turned round. Which mutants are tried is drawn with a seed. Only tests that belong to the module
and need no server run, each mutant in a process of its own, forked when the package is loaded; a mutant that runs into the time limit
counts as found. A change inside a function is put into the loaded function, any other is imported again with all that rests on it. A survivor is a missing test or a change that makes no difference; the script cannot tell them apart.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import os
import random
import signal
import sys
import tempfile
import time
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "house.md"
BEGIN, END = "<!-- mutation scores: benchmarks/mutation.py --write -->", "<!-- end of mutation scores -->"
MUTANTS = 10
SEED = 1
LIMIT = 30
"""Seconds after which a mutant counts as found, beside ten times what the tests take without a mutant."""

LOADED = Path(tempfile.gettempdir()) / f"mutation-{os.getpid()}.txt"
"""Which modules the tests loaded."""

FAST = False
"""Whether tests marked slow are left out (`--fast`)."""

REVIEW = "tests/unit/review/test_review_"
TESTS: dict[str, tuple[str, ...]] = {
    "review.standing.outcomes": (f"{REVIEW}outcomes.py",),
    "review.standing.status": (f"{REVIEW}standing.py", f"{REVIEW}commands.py"),
    "review.standing.gold": (f"{REVIEW}gold.py", f"{REVIEW}standing.py"),
    "review.decisions.choosing": (f"{REVIEW}choosing.py",),
    "review.decisions.machine": (f"{REVIEW}decide.py", "tests/property/test_review_machine.py"),
    "editions.migration": (
        "tests/unit/editions/test_editions_migration.py",
        "tests/unit/editions/test_editions_evidence.py",
    ),
    "editions.comparison": (
        "tests/unit/editions/test_editions_comparison.py",
        "tests/unit/readers/test_ingest_editions.py",
    ),
    "pipeline.keys": ("tests/unit/pipeline/test_keys.py", "tests/unit/pipeline/test_running.py"),
    "release.gates": ("tests/unit/release/test_release_gates.py",),
    "core.items.derivation": ("tests/unit/core/test_derivation.py",),
    "stats.intervals": ("tests/unit/stats/test_stats_intervals.py", "tests/unit/stats/test_intervals.py"),
    "stats.agreement": (
        "tests/unit/stats/test_audit_published.py",
        "tests/property/test_audit_invariance.py",
    ),
    "stats.paired": (
        "tests/unit/stats/test_stats_paired.py",
        "tests/unit/measure/test_measure_statistics.py",
        "tests/property/test_measure_properties.py",
    ),
    "pipeline.reports.workspace_report": ("tests/unit/pipeline/test_workspace_report.py",),
    "pipeline.reports.lineage": ("tests/unit/pipeline/test_lineage.py", "tests/unit/pipeline/test_losses.py"),
    "review.standing.audit": (f"{REVIEW}audit.py", f"{REVIEW}standing.py"),
    "review.standing.reconcile": (f"{REVIEW}reconcile.py",),
    "rules.composition": (
        "tests/unit/rules/test_rules_composition.py",
        "tests/unit/rules",
        "tests/property/test_rules_laws.py",
    ),
    "rules.numbers.values": ("tests/unit/rules",),
    "generation.model.check_options": (
        "tests/unit/generation/test_check_options.py",
        "tests/unit/generation/test_generate_llm.py",
        "tests/unit/generation/test_idle_frames.py",
    ),
    "generation.model.options_only": (
        "tests/unit/generation/test_options_alone.py",
        "tests/unit/generation/test_generate_llm.py",
        "tests/unit/generation/test_question_twins.py",
    ),
    "measure.compare": ("tests/unit/measure/test_measure_compare.py",),
    "review.standing.state": (
        f"{REVIEW}ratings.py",
        f"{REVIEW}standing.py",
        f"{REVIEW}decide.py",
        "tests/property/test_review_machine.py",
    ),
    "review.standing.ratings": (f"{REVIEW}ratings.py", f"{REVIEW}standing.py", f"{REVIEW}replace.py"),
    "review.decisions.revisions": (
        f"{REVIEW}contents.py",
        f"{REVIEW}turns_and_points.py",
        f"{REVIEW}written_briefs.py",
        f"{REVIEW}decide.py",
    ),
    "review.decisions.content": (
        f"{REVIEW}contents.py",
        f"{REVIEW}turns_and_points.py",
        f"{REVIEW}standing.py",
        "tests/unit/core/test_item_content.py",
    ),
    "editions.renames": (
        "tests/unit/editions/test_editions_comparison.py",
        "tests/unit/readers/test_ingest_editions.py",
    ),
    "editions.typesetting": (
        "tests/unit/editions/test_editions_typesetting.py",
        "tests/unit/editions/test_editions_comparison.py",
        "tests/unit/readers/test_ingest_editions.py",
    ),
    "stats.sampling": (
        "tests/unit/stats/test_stats_sampling.py",
        "tests/unit/stats/test_audit_published.py",
        f"{REVIEW}audit.py",
        "tests/property/test_audit_invariance.py",
    ),
    "stats.diversity": ("tests/unit/stats/test_diversity.py",),
    "stats.annotators": (
        "tests/unit/stats/test_stats_annotators.py",
        "tests/unit/stats/test_audit_published.py",
    ),
    "stats.ratings": (
        "tests/unit/stats/test_stats_annotators.py",
        "tests/unit/stats/test_audit_published.py",
        "tests/property/test_audit_invariance.py",
    ),
    "measure.pack": (
        "tests/unit/measure/test_measure_pack.py",
        "tests/unit/measure/test_measure_pack_figures.py",
    ),
}
"""The tests of each module. Paths that are not there are left out."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A place where a module can be changed: the number of the node in `ast.walk` order, and how."""

    node: int
    change: str
    line: int
    detail: int = 0
    """Which operator or operand of the node."""
    what: str = ""
    """The part of the source that is changed."""


@dataclass(frozen=True)
class Score:
    """How many mutants of a module the tests found."""

    module: str
    sites: int
    killed: int
    tried: int
    survivors: tuple[str, ...]
    seconds: float


def sites(tree: ast.Module) -> list[Site]:
    """Every place of a module that can be changed. Annotations, texts and what is asserted are left out."""
    skipped = {id(inner) for outer in _not_run(tree) for inner in ast.walk(outer)}
    places: list[Site] = []
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in skipped:
            places += _sites_of(node, number)
    return places


def _not_run(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns
        elif isinstance(node, ast.Assert | ast.JoinedStr) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ):
            yield node
        elif isinstance(node, ast.Raise):
            yield node  # what a message says is text


def _sites_of(node: ast.AST, number: int) -> Iterator[Site]:
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            if type(op) in COMPARED:
                yield Site(number, "comparison", line, i, ast.unparse(node))
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in COMPUTED and not _is_text(node):
        yield Site(number, "operator", line, 0, ast.unparse(node))
    elif isinstance(node, ast.BoolOp):
        yield Site(number, "and/or", line, 0, ast.unparse(node))
        for i, value in enumerate(node.values):
            yield Site(number, "operand dropped", line, i, ast.unparse(value))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield Site(number, "not dropped", line, 0, ast.unparse(node))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        yield Site(number, "constant", line, 0, ast.unparse(node))
    elif isinstance(node, ast.If | ast.IfExp):
        yield Site(number, "condition turned round", node.test.lineno, 0, ast.unparse(node.test))
    elif isinstance(node, ast.comprehension):
        for i, test in enumerate(node.ifs):
            yield Site(number, "filter dropped", test.lineno, i, ast.unparse(test))


def _is_text(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(
        isinstance(s, ast.JoinedStr | ast.Constant) and not isinstance(getattr(s, "value", ""), int | float)
        for s in sides
    )


def mutated(tree: ast.Module, site: Site) -> ast.Module:
    """A copy of the tree with the change of one site."""
    changed = copy.deepcopy(tree)
    node = next(n for i, n in enumerate(ast.walk(changed)) if i == site.node)
    if site.change == "comparison":
        assert isinstance(node, ast.Compare)
        node.ops[site.detail] = COMPARED[type(node.ops[site.detail])]()
    elif site.change == "operator":
        assert isinstance(node, ast.BinOp | ast.AugAssign)
        node.op = COMPUTED[type(node.op)]()
    elif site.change == "and/or":
        assert isinstance(node, ast.BoolOp)
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif site.change == "operand dropped":
        assert isinstance(node, ast.BoolOp)
        del node.values[site.detail]
        node.values = node.values if len(node.values) > 1 else node.values * 2
    elif site.change == "not dropped":
        assert isinstance(node, ast.UnaryOp)
        node.op, node.operand = ast.Not(), ast.copy_location(ast.UnaryOp(ast.Not(), node.operand), node)
    elif site.change == "constant":
        assert isinstance(node, ast.Constant)
        value = node.value
        node.value = (
            not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else value * 2 + 0.1
        )  # type: ignore[operator]
    elif site.change == "condition turned round":
        assert isinstance(node, ast.If | ast.IfExp)
        node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
    else:
        assert isinstance(node, ast.comprehension)
        del node.ifs[site.detail]
    return ast.fix_missing_locations(changed)


class Mutant(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module from a changed tree, all others as they are."""

    def __init__(self, module: str, path: Path, tree: ast.Module | None) -> None:
        self.module, self.path, self.tree = module, path, tree

    def find_spec(
        self, fullname: str, path: object, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.module or self.tree is None:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_filename(self, fullname: str) -> str:
        return str(self.path)

    def get_data(self, path: str | bytes) -> bytes:
        return Path(os.fsdecode(path)).read_bytes()

    def get_code(self, fullname: str):
        assert self.tree is not None
        return compile(self.tree, str(self.path), "exec")


def passes(module: str, tree: ast.Module | None, tests: Sequence[str], limit: float) -> bool:
    """Whether the tests pass with the changed tree in a forked process; a process that takes too long did not pass."""
    child = os.fork()
    if child == 0:
        signal.alarm(int(limit) + 5)  # also where the parent is ended before
        _run(module, tree, tests)
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(module: str, tree: ast.Module | None, tests: Sequence[str]) -> None:
    import pytest

    os.setpgrp()
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    if tree is not None and not swapped(module, compile(tree, str(path), "exec")):
        forget()
        sys.meta_path.insert(0, Mutant(module, path, tree))
    marks = "not browser and not server and not cluster and not model" + (" and not slow" if FAST else "")
    code = 1
    try:
        code = int(
            pytest.main(
                [
                    "-x",
                    "-q",
                    "-m",
                    marks,
                    "-p",
                    "no:cacheprovider",
                    "-p",
                    "no:xdist",
                    "--hypothesis-seed=0",
                    *tests,
                ]
            )
        )
    finally:
        if tree is None:
            loaded = sorted(name for name in sys.modules if name.startswith("curation."))
            LOADED.write_text("\n".join(loaded), "utf-8")
        os._exit(code)


def load() -> None:
    """Loads the modules that the tests loaded in their process without a mutant, so that no later process has to."""
    names = LOADED.read_text("utf-8").split()
    for name in names:
        importlib.import_module(name)


def forget() -> None:
    """Makes this process import the package again. What a test may hold of it was not loaded yet."""
    for name in [n for n in sys.modules if n.partition(".")[0] == "curation"]:
        del sys.modules[name]


def swapped(module: str, changed: types.CodeType) -> bool:
    """Whether the loaded functions of a module have all of a changed module now; nothing is done where the change is outside of them.

    A function is known by its qualified name and its line: two of one name (the methods of a property) stand in different lines.
    """
    loaded = sys.modules.get(module)
    if loaded is None:
        return False
    original = compile(Path(str(loaded.__file__)).read_text("utf-8"), str(loaded.__file__), "exec")
    old, new = dict(_codes(original)), dict(_codes(changed))
    if _outline(original) != _outline(changed) or old.keys() != new.keys():
        return False
    wanted = {place for place in new if old[place] != new[place]}
    put = set()
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__globals__ is loaded.__dict__:
            place = one.__code__.co_qualname, one.__code__.co_firstlineno
            if place in wanted and one.__code__.co_freevars == new[place].co_freevars:
                one.__code__ = new[place]
                put.add(place)
    return put == wanted


def _codes(module: types.CodeType) -> Iterator[tuple[tuple[str, int], types.CodeType]]:
    """The code of each function of a module and of its classes; what is defined inside a function is part of its code."""
    for one in module.co_consts:
        if isinstance(one, types.CodeType):
            if one.co_flags & inspect.CO_NEWLOCALS and one.co_flags & inspect.CO_OPTIMIZED:
                yield (one.co_qualname, one.co_firstlineno), one
            else:
                yield from _codes(one)


def _outline(module: types.CodeType) -> tuple[object, ...]:
    """What a module does when it is loaded: its own code and that of its classes, without that of its functions."""
    inside = []
    for one in module.co_consts:
        if not isinstance(one, types.CodeType):
            inside.append(repr(one))
        elif one.co_flags & inspect.CO_NEWLOCALS and one.co_flags & inspect.CO_OPTIMIZED:
            inside.append(one.co_qualname)
        else:
            inside.append(_outline(one))
    return module.co_code, module.co_names, tuple(inside)


def score(name: str, mutants: int, seed: int, only: Sequence[str] = ()) -> Score:
    """The score of one module by a drawn sample of its mutants."""
    module = f"curation.{name}"
    source = ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text("utf-8")
    tree = ast.parse(source)
    tests = [t for t in (only or TESTS[name]) if (ROOT / t).exists()]
    places = sites(tree)
    drawn = random.Random(f"{seed} {name}").sample(places, min(mutants, len(places)))
    started = time.monotonic()
    if not passes(module, None, tests, 600):
        raise SystemExit(f"{name}: its tests fail without a mutant: {' '.join(tests)}")
    limit = LIMIT + 10 * (time.monotonic() - started)
    load()
    LOADED.unlink()
    lines = source.splitlines()
    survivors = []
    for tried, site in enumerate(sorted(drawn, key=lambda s: s.line), 1):
        if passes(module, mutated(tree, site), tests, limit):
            survivors.append(
                f"{site.line}: {site.change}: {site.what[:60]} in: {lines[site.line - 1].strip()}"
            )
            print(
                f"  {name}: mutant {tried} of {len(drawn)} lives: {survivors[-1]}",
                file=sys.stderr,
                flush=True,
            )
        else:
            print(f"  {name}: mutant {tried} of {len(drawn)} is found", file=sys.stderr, flush=True)
    return Score(
        name,
        len(places),
        len(drawn) - len(survivors),
        len(drawn),
        tuple(survivors),
        time.monotonic() - started,
    )


def table(scores: Sequence[Score]) -> str:
    """The scores as Markdown."""
    lines = ["| module | mutants found | of | score | places |", "|---|---|---|---|---|"]
    for s in scores:
        lines.append(
            f"| `{s.module}` | {s.killed} | {s.tried} | {s.killed / max(1, s.tried):.0%} | {s.sites} |"
        )
    killed, tried = sum(s.killed for s in scores), sum(s.tried for s in scores)
    return "\n".join(
        [
            *lines,
            f"| all | {killed} | {tried} | {killed / max(1, tried):.0%} | {sum(s.sites for s in scores)} |",
        ]
    )


def write(scores: Sequence[Score], seed: int) -> None:
    """Puts the table between the markers of `docs/house.md`, at its end where there are none."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    head = (
        "## Mutation scores\n\nMutants that the tests of a module find (those that need no server), of a sample drawn from all places where it can be "
        f"changed (`benchmarks/mutation.py`, seed {seed}). A survivor is a missing test or a change without effect.\n\n"
    )
    PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}\n{head}{table(scores)}\n{END}{after.rstrip()}\n", "utf-8")


def main() -> None:
    """Prints the scores, and survivors with `--show`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "modules", nargs="*", help="modules below curation/, all of the table when none is named"
    )
    parser.add_argument("--mutants", type=int, default=MUTANTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", action="store_true", help="print the survivors")
    parser.add_argument("--tests", nargs="*", default=(), help="other tests than those of the table")
    parser.add_argument("--fast", action="store_true", help="leave tests marked slow out")
    parser.add_argument("--write", action="store_true", help="write the table into docs/house.md")
    options = parser.parse_args()
    globals()["FAST"] = options.fast
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    # Loaded once here, so that no forked process loads them again. The package itself is imported in each.
    import hypothesis.strategies
    import numpy
    import polars
    import pyarrow
    import pydantic
    import pytest
    import typer.testing

    del hypothesis, numpy, polars, pyarrow, pydantic, pytest, typer
    scores = []
    for name in options.modules or TESTS:
        scores.append(score(name, options.mutants, options.seed, options.tests))
        latest = scores[-1]
        print(f"{name}: {latest.killed} of {latest.tried} found, {latest.seconds:.0f} s", flush=True)
        if options.show:
            print("".join(f"    {line}\n" for line in latest.survivors), end="", flush=True)
    print(table(scores))
    if options.write:
        write(scores, options.seed)


if __name__ == "__main__":
    main()
