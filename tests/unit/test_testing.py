"""The laws for plugins: sound plugins keep them, and each law is broken by a plugin that breaks it."""

import importlib

import pytest
from curation import testing
from curation.core.digests import text_digest
from curation.core.records import Clause

import plugin_package
from review_world import MemoryBoard

RULES = b"1 | A balloonist must land before dark.\n2 | A pilot must not sell a kite to a child.\n"
RECORDS = [{"text": "Stop!"}, {"stem": "Who?", "options": ["a", "b!", "c"], "answer": "A"}]
TEXTS = [
    "how often does the keeper test it",
    "how often must the keeper test it",
    "who wears goggles",
    "nobody knows",
]
TEXT = "A pilot must not fly near a road."
CLAUSE = Clause(
    id="kites@1#r1", document="kites", edition="1", eid="r1", kind="rule", citation="1", path=[], marker="1", text=TEXT,
    start=0, end=len(TEXT), modality="prohibition", language="en", sha256=text_digest(TEXT),
)  # fmt: skip


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads a module of a plugin package, with one text in its source replaced."""

    def module(name, old="", new=""):
        source = plugin_package.SOURCES[name]
        assert old in source
        package = plugin_package.write(tmp_path / "site", monkeypatch, **{name: source.replace(old, new)})
        return importlib.import_module(f"{package}.{name}")

    return module


def test_sound_plugins_keep_their_laws(load):
    testing.reader_laws(load("reading").read, [RULES])
    testing.check_laws(load("checking").SHOUTING, RECORDS)
    testing.generator_laws(load("generating").make, [CLAUSE], ["lab-safety@1.0:1.1"])
    testing.dedup_laws(load("comparing").pairs, TEXTS)
    testing.embedder_laws(load("embedding").make(), TEXTS)
    testing.engine_laws(load("mapping").make())


def test_the_parts_of_this_package_keep_the_same_laws():
    from curation.checks.check_table import CHECKS
    from curation.dedup.methods import near
    from curation.readers import markdown
    from curation.services.local_engine import LocalEngine

    testing.reader_laws(markdown.read, [b"# Rules\n\n1.1 You must land.\n\n1.2 You must not dive.\n"])
    testing.dedup_laws(near.pairs, TEXTS)
    testing.engine_laws(LocalEngine(workers=2))
    testing.board_contract(MemoryBoard(), "<View></View>")
    for check in CHECKS:
        testing.check_laws(check, RECORDS)


@pytest.mark.parametrize(
    ("module", "old", "new", "law"),
    [
        ("reading", "parts=[words.strip()]", "parts=words.strip()", "parts of root.[01]. are a str"),
        ("reading", 'f"rule_{number.strip()}"', '"R 1/#@"', "holds a blank"),
        ("reading", 'raise InputError.one("line 1", "rules-none", "there is no rule; write number | words")', "raise KeyError", ""),
        ("checking", "text.index(\"!\"), text.index(\"!\") + 1", "-5, 2", "the span -5 to 2"),
        ("checking", "Hit(name,", "Hit('no-such-field',", "does not have"),
        ("checking", '"warn"', '"fatal"', "severity"),
        ("generating", "evidence(clause, 0, len(clause.text))", "evidence(clause, 0, 4).model_copy(update={'quote': 'made up'})", "not the words"),
        ("generating", "yield Outcome(each, (made,))", "yield Outcome(each)", "a failure or a reason"),
        ("generating", "yield Outcome(each, (made,))", "yield Outcome(each, skipped='own')", "none of"),
        ("generating", "for each in jobs:", "for each in []:", "one outcome for each job"),
        ("generating", "generator=self.name", "generator='template'", "another generator"),
        ("comparing", "(np.array([pair[side] for pair in found], np.int64) for side in (0, 1))", "(np.array([-1]), np.array([1]))", ""),
        ("comparing", "np.full(len(found), 0.75)", "np.full(len(found), 7.0)", "a score"),
        ("comparing", "np.full(len(found), 0.75)", "np.full(len(found), np.nan)", "a score"),
        ("comparing", "for j in range(i + 1, len(starts))", "for j in range(len(starts)) if i != j", "left < right"),
        ("embedding", "return rows / np.linalg.norm(rows, axis=1, keepdims=True)", "return rows", "length 1"),
        ("embedding", "return rows / np.linalg.norm(rows, axis=1, keepdims=True)", "return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(float)", "float32"),
        ("mapping", "return results[::-1]", "return results", "in the order"),
    ],
)  # fmt: skip
def test_each_law_is_broken_by_a_plugin_that_breaks_it(load, module, old, new, law):
    broken = load(module, old, new)
    with pytest.raises((AssertionError, KeyError, TypeError, ValueError), match=law):
        if module == "reading":
            testing.reader_laws(broken.read, [RULES])
        elif module == "checking":
            testing.check_laws(broken.SHOUTING, RECORDS)
        elif module == "generating":
            testing.generator_laws(broken.make, [CLAUSE], ["lab-safety@1.0:1.1"])
        elif module == "comparing":
            testing.dedup_laws(broken.pairs, TEXTS)
        elif module == "embedding":
            testing.embedder_laws(broken.make(), TEXTS)
        else:
            testing.engine_laws(broken.make())
