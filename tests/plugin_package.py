"""A package of plugins as somebody else would write it, on the search path of a test."""

from __future__ import annotations

import importlib
import itertools
import sys

_numbers = itertools.count(1)

READER = '''
from curation.core.errors import InputError
from curation.readers.structure.blocks import Node, Parsed, root

def read(data):
    """Lines `number | words`: a reader of one's own."""
    top = root()
    for line in data.decode("utf-8").splitlines():
        number, _, words = line.partition("|")
        if words.strip():
            top.add(Node("rule", f"rule_{number.strip()}", number.strip(), parts=[words.strip()]))
    if not top.parts:
        raise InputError.one("line 1", "rules-none", "there is no rule; write number | words")
    return Parsed(top, "policy")

read.sniff = lambda head: head.startswith(b"1 |")
'''
CHECK = """
from curation.checks.check_table import Check
from curation.checks.items import Hit

def shouting(item, settings):
    for name, text in item.fields():
        if "!" in text:
            yield Hit(name, "do not shout", text.index("!"), text.index("!") + 1)

SHOUTING = Check("shouting", 1, "warn", "both", None, shouting)
"""
GENERATOR = '''
from curation.core.records import Origin
from curation.generation.context import Outcome, candidate, evidence, job

class Echo:
    """Asks for each mapped clause whether it says what it says."""

    name, version, paid = "echo", "1", False

    def plan(self, context):
        for clause in context.clauses:
            for category in context.categories(clause)[:1]:
                yield job(self, context, clause, category, "echo")

    def run(self, context, jobs):
        for each in jobs:
            clause = context.by_id[each.clause]
            made = candidate(
                dataset=context.dataset, kind="prompt", origin=Origin(generator=self.name, version=self.version),
                clauses=[clause], categories=[each.category], quotes=[evidence(clause, 0, len(clause.text))],
                text=f"Tell me about this rule: {clause.text}",
            )
            yield Outcome(each, (made,))

make = Echo
'''
METHOD = '''
import numpy as np
from curation.dedup.corpus import Pairs

def pairs(corpus, tools):
    """Texts of which the first ten characters are the same."""
    starts = [text[:10] for text in corpus.normal]
    found = [(i, j) for i in range(len(starts)) for j in range(i + 1, len(starts)) if starts[i] == starts[j]]
    left, right = (np.array([pair[side] for pair in found], np.int64) for side in (0, 1))
    return Pairs(left, right, np.full(len(found), 0.75), {"looked_at": float(len(starts))})
'''
EMBEDDER = '''
import numpy as np

class Letters:
    """Counts of letters, of length 1."""

    fingerprint = "letters-1"

    def embed(self, texts):
        rows = np.array([[text.lower().count(c) + 0.01 for c in "abcdefghijklmnopqrstuvwxyz"] for text in texts], np.float32)
        rows = rows.reshape(len(texts), 26)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

make = Letters
'''
ENGINE = '''
class Backwards:
    """Does the last item first and gives the results in order."""

    def __init__(self, workers=None, address=None):
        self.workers = workers or 1

    def map(self, function, items):
        results = [function(items[place]) for place in reversed(range(len(items)))]
        return results[::-1]

make = Backwards
'''
SOURCES = {
    "reading": READER,
    "checking": CHECK,
    "generating": GENERATOR,
    "comparing": METHOD,
    "embedding": EMBEDDER,
    "mapping": ENGINE,
}


def write(folder, monkeypatch, **changed):
    """The name of a new package in `folder`, on the search path; `changed` gives other source for some of its modules."""
    name = f"ext{next(_numbers)}"
    package = folder / name
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Plugins."""\n', "utf-8")
    for module, source in (SOURCES | changed).items():
        (package / f"{module}.py").write_text(source, "utf-8")
    if str(folder) not in sys.path:
        monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    return name


def offer(folder, package, **points):
    """Makes a package an installed distribution that offers entry points: `reader.rules="ext1.reading:read"`."""
    info = folder / f"{package}-2.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.5\n", "utf-8")
    lines = [f"{name} = {target}" for name, target in points.items()]
    (info / "entry_points.txt").write_text("\n".join(["[curation]", *lines, ""]), "utf-8")
    importlib.invalidate_caches()
