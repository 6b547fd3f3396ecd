"""The code part of a step's key: whatever lies below a step makes it stale, and nothing else does."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from curation.pipeline import import_graph, keys, open_run, running
from curation.pipeline.config import Config
from curation.pipeline.workspace_run import STAGES

import kite_world

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = frozenset(
    p.relative_to(ROOT / "schemas").as_posix() for p in (ROOT / "schemas").rglob("*") if p.is_file()
)


MODULES = [
    f"curation.pipeline.{name}"
    for name in ("steps.clauses", "steps.candidates", "steps.duplicates", "run_tables", "workspace_run")
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the package whose files a test may edit; facts of unchanged files are read from the cache."""
    folder = tmp_path_factory.mktemp("package") / "curation"
    shutil.copytree(ROOT / "curation", folder, ignore=shutil.ignore_patterns("__pycache__"))
    # What is known of the files as they are: parsing them all takes seconds.
    import_graph.own_package().keep(folder.parent / "facts.json")
    return folder


def digests(folder):
    package = import_graph.Package(folder, folder.parent / "facts.json")
    below = {s: keys.step_below(package, s, SCHEMAS) for s in STAGES}
    return {step: keys.code_digest(package, found) for step, found in below.items()}


@cache
def digests_before(folder):
    """The digests of the unchanged copy."""
    return digests(folder)


def stale_after(folder, file, edit):
    """The steps whose code digest differs after `edit(text)` was written to a file of the copy, which is put back."""
    path = folder / file
    before, text = digests_before(folder), path.read_text("utf-8")
    path.write_text(edit(text), "utf-8")
    try:
        after = digests(folder)
    finally:
        path.write_text(text, "utf-8")
    return {step for step in before if before[step] != after[step]}


def add_line(text):
    return text + "\n_EDITED = 1\n"


EVERY = set(STAGES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "must", "may_not"),
    [
        ("core/tables.py", EVERY, set()),
        # Named only in a table of text constants, and imported by `plugins`.
        ("readers/eurlex/formex.py", {"ingest"}, EVERY - {"ingest"}),
        ("dedup/methods/near.py", {"dedup"}, EVERY - {"dedup"}),
        # Named only in `import_module("…")`.
        ("dedup/kernels/loops.py", {"dedup"}, EVERY - {"dedup"}),
        ("generation/model/requests/write-prompt.md", {"generate"}, EVERY - {"generate"}),
        ("generation/model/requests/options-only.md", {"generate"}, EVERY - {"generate"}),
        # A model's questions go through the checks while they are made.
        ("checks/questions/question.py", {"lint", "generate"}, EVERY - {"lint", "generate"}),
        # Reached through `carried` of the steps module.
        ("editions/renames.py", {"map", "generate", "route"}, {"ingest", "lint", "dedup"}),
        ("taxonomy/files.py", {"map", "generate", "route"}, {"ingest", "lint", "dedup"}),
        # The checks and the search for duplicates ask which items people have.
        ("review/planning/route.py", {"route"}, {"ingest", "rules"}),
    ],
)
def test_an_edit_below_a_step_makes_it_stale(copy, file, must, may_not):
    stale = stale_after(
        copy, file, (lambda text: text + "\nBe brief.\n") if file.endswith(".md") else add_line
    )
    assert must <= stale
    assert not may_not & stale


ABOVE = (
    "pipeline/running.py", "pipeline/keys.py", "pipeline/import_graph.py", "pipeline/config.py", "pipeline/__init__.py",
    "pipeline/reports/workspace_report.py", "cli/main.py", "cli/workspace/commands.py", "report/page.py", "report/page.css",
    "release/cutting.py", "measure/refusal.py", "services/ray_engine.py", "__init__.py", "__main__.py",
)  # fmt: skip


@pytest.mark.slow
def test_an_edit_above_every_step_makes_none_stale(copy):
    """All of them are edited at once: where no step is stale after that, none is after one of the edits."""
    before = digests_before(copy)
    texts = {file: (copy / file).read_text("utf-8") for file in ABOVE}
    for file, text in texts.items():
        (copy / file).write_text(
            add_line(text) if file.endswith(".py") else text + "\n/* edited */\n", "utf-8"
        )
    try:
        assert digests(copy) == before
    finally:
        for file, text in texts.items():
            (copy / file).write_text(text, "utf-8")


def replaced(old, new):
    def edit(text):
        assert old in text
        return text.replace(old, new, 1)

    return edit


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "old", "new", "stale"),
    [
        ("duplicates", ".otherwise(20)", ".otherwise(21)", {"dedup"}),  # the rank of a machine-made item, in a function that dedup calls
        ("clauses", '{"mappings": real.height}', '{"mappings": 0}', {"map"}),
        ("candidates", 'Loss(candidates.height, candidates.height - stopped', 'Loss(candidates.height, stopped', {"lint"}),
    ],
)  # fmt: skip
def test_an_edited_line_of_a_module_of_steps_makes_only_the_steps_that_use_it_stale(
    copy, module, old, new, stale
):
    assert stale_after(copy, f"pipeline/steps/{module}.py", replaced(old, new)) == stale


@pytest.mark.slow
@pytest.mark.parametrize("module", ["clauses", "candidates", "duplicates"])
def test_a_comment_in_a_module_of_steps_makes_nothing_stale(copy, module):
    assert stale_after(copy, f"pipeline/steps/{module}.py", lambda text: text + "\n# a comment\n") == set()


def test_no_two_modules_of_steps_define_one_name():
    import ast

    trees = [ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text("utf-8")) for module in MODULES]
    named = [
        node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    assert len(named) == len(set(named)) > 20


def test_an_import_for_type_checkers_alone_does_not_count():
    facts = import_graph.facts_of(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import a.b\nelse:\n    import c\n"
        "def f(x: d.e) -> g.h:\n    from i import j\n    from . import k\n",
        "package.module",
    )
    assert set(facts.imports) == {
        "typing", "typing.TYPE_CHECKING", "c", "i", "i.j", "package", "package.k",
    }  # fmt: skip
    assert "i" not in facts.executed


@pytest.mark.slow
def test_facts_that_were_kept_are_those_that_are_read_anew(copy, tmp_path):
    part, kept = copy / "stats", tmp_path / "facts.json"
    fresh = import_graph.Package(part)
    first, second = import_graph.Package(part, kept), import_graph.Package(part, kept)
    assert first.facts == second.facts == fresh.facts
    assert len(fresh.facts) > 5
    kept.write_text("{", "utf-8")
    assert import_graph.Package(part, kept).facts == fresh.facts
    assert json.loads(kept.read_text("utf-8"))["format"] == 1


@pytest.mark.slow
def test_the_version_of_a_library_is_told_and_its_absence_too(tmp_path, monkeypatch):
    (tmp_path / "madeup.py").write_text("", "utf-8")
    info = tmp_path / "madeup-1.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: madeup\nVersion: 1.5\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "unowned.py").write_text("", "utf-8")
    versions = keys.library_versions(("json", "madeup", "neverwritten", "numba", "unowned"))
    assert set(versions) == {"unicode", "madeup", "neverwritten", "unowned"}
    assert (versions["madeup"], versions["neverwritten"]) == ("1.5", "absent")
    assert versions["unowned"] == "unknown"  # a module on the path that no distribution claims


def test_what_decides_content_is_among_the_libraries_and_what_decides_the_speed_is_not():
    dedup = keys.library_versions(keys.code_below("dedup").libraries)
    assert {"polars", "numpy", "pydantic", "unicode"} <= set(dedup)
    assert not {"numba", "threadpoolctl", "json"} & set(dedup)
    assert {"lxml", "pypdfium2"} <= set(keys.library_versions(keys.code_below("ingest").libraries))


# --- the other parts of a key ---------------------------------------------------------------------------------------


def parts_of(run):
    return {step: keys.parts(run, STAGES[step]) for step in STAGES}


def settings_with(run, **tables):
    """The run with other values of its settings, table by table; `dataset` changes the only dataset."""
    changes = {}
    for table, values in tables.items():
        if table == "dataset":
            changes[table] = [run.settings.dataset[0].model_copy(update=values)]
        else:
            changes[table] = getattr(run.settings, table).model_copy(update=values)
    return replace(run, settings=run.settings.model_copy(update=changes))


@pytest.fixture(scope="module")
def made_run(tmp_path_factory):
    run = open_run(kite_world.make(tmp_path_factory.mktemp("keys") / "w"))
    running.look(run)
    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "stale"),
    [
        ({"ingest": {"max_clauses": 7}}, {"ingest"}),
        ({"map": {"threshold": 0.77}}, {"map"}),
        ({"generate": {"pairs_per_clause": 1}}, {"generate"}),
        ({"lint": {"options_max": 9}}, {"lint"}),
        ({"dedup": {"near_threshold": 0.77}}, {"dedup"}),
        ({"review": {"batch_size": 9}}, {"route"}),
        ({"dataset": {"documents": ["wind"]}}, {"map", "generate"}),
        ({"dataset": {"kind": "question"}}, {"generate"}),
        ({"dataset": {"title": "Other"}}, set()),
        # What the model would be asked of unsure rules counts only where it is asked.
        ({"rules": {"ask_below": 0.77}}, set()),
        ({"rules": {"ask_model": True}}, {"rules"}),
    ],
)
def test_a_setting_makes_exactly_the_steps_stale_that_read_it(made_run, change, stale):
    before, after = parts_of(made_run), parts_of(settings_with(made_run, **change))
    assert {step for step in STAGES if before[step] != after[step]} == stale


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "tables"),
    [("rules", {"rules": {"ask_model": True}}), ("map", {"map": {"judge": True}}), ("map", {"map": {"ranker": True}}), ("generate", {})],
)  # fmt: skip
def test_the_language_model_is_in_the_key_of_a_step_that_asks_it(made_run, step, tables):
    asks = settings_with(made_run, **tables)
    assert keys.parts(asks, STAGES[step])["completer"] == "none"
    other = replace(asks, adapters=replace(asks.adapters, completer_fingerprint="a model"))
    assert keys.parts(other, STAGES[step])["completer"] not in ("none", "a model")
    plain = replace(made_run, adapters=other.adapters)
    silent = {"ingest", "rules", "map", "lint", "dedup", "route"}
    assert {s for s in STAGES if parts_of(plain)[s] != parts_of(made_run)[s]} == set(STAGES) - silent


@pytest.mark.slow
def test_the_embedding_model_is_in_the_keys_of_the_steps_that_embed(made_run):
    assert keys.parts(made_run, STAGES["map"])["embedder"] == "none"
    other = replace(made_run, adapters=replace(made_run.adapters, embedder_fingerprint="a model"))
    before, after = parts_of(made_run), parts_of(other)
    assert {step for step in STAGES if before[step] != after[step]} == {"map", "dedup"}


@pytest.mark.slow
def test_the_bytes_of_a_document_and_a_hand_written_item_are_in_the_key(tmp_path):
    place = kite_world.make(tmp_path / "w")
    run = open_run(place)
    running.look(run)
    before = parts_of(run)
    folder = place / "raw" / "authored" / "kites"
    folder.mkdir(parents=True)
    (folder / "one.jsonl").write_text("{}\n", "utf-8")
    (folder / "notes.txt").write_text("not an item", "utf-8")
    after = parts_of(run)
    assert {step for step in STAGES if before[step] != after[step]} == {"generate"}
    assert "schemas" in before["generate"] or "schemas" in before["map"]


@pytest.mark.slow
def test_a_key_names_each_input_by_what_it_holds(made_run):
    for step, stage in STAGES.items():
        parts = keys.parts(made_run, stage)
        assert {name for name in parts if name.startswith("input:")} == {
            f"input:{need}" for need in stage.needs
        }
        assert {"code", "libraries"} <= set(parts)
        assert ("plugins" in parts) is False, step


def test_the_version_of_a_library_is_found_whatever_its_distribution_is_called():
    versions = keys.library_versions(("yaml", "polars", "typer", "sys"))
    assert set(versions) == {"unicode", "yaml", "polars"}
    assert (versions["yaml"], versions["polars"]) == (metadata.version("PyYAML"), metadata.version("polars"))


@pytest.mark.parametrize(
    ("judge", "ranker", "asks"),
    [(False, "", False), (True, "", True), (False, "model", True), (True, "model", True)],
)
def test_the_model_is_in_the_key_of_map_where_it_judges_or_ranks(judge, ranker, asks, monkeypatch):
    for name in ("completer", "taxonomy", "embedder", "editions"):
        monkeypatch.setattr(keys, f"_{name}_digest", lambda run, name=name: f"digest of {name}")
    monkeypatch.setattr(keys, "judgements", lambda run: [])
    settings = SimpleNamespace(judge=judge, ranker=ranker, model_dump=lambda mode: {})
    run = SimpleNamespace(settings=SimpleNamespace(map=settings, dataset=[]))
    assert keys._map_parts(run).get("completer") == ("digest of completer" if asks else None)


def test_the_judgements_on_mappings_and_their_status_are_in_the_key_of_map_in_no_order(monkeypatch):
    for name in ("completer", "taxonomy", "embedder", "editions"):
        monkeypatch.setattr(keys, f"_{name}_digest", lambda run: "")
    settings = SimpleNamespace(judge=False, ranker="", model_dump=lambda mode: {})
    run = SimpleNamespace(settings=SimpleNamespace(map=settings, dataset=[]))

    def part(*given):
        judged = [SimpleNamespace(id=id, status=status, kind=kind) for id, status, kind in given]
        monkeypatch.setattr(keys, "judgements", lambda run: judged)
        return keys._map_parts(run)["judgements"]

    one, other = ("j1", "valid", "mapping"), ("j2", "valid", "mapping")
    assert part(one, other) == part(other, one) == part(one, other, ("j3", "valid", "prompt"))
    assert len({part(), part(one), part(one, other), part(("j1", "stale", "mapping"))}) == 4


@pytest.mark.parametrize("ask_model", [False, True])
def test_the_settings_and_the_model_are_in_the_key_of_rules_only_where_it_reads_them(ask_model, monkeypatch):
    monkeypatch.setattr(keys, "_completer_digest", lambda run: "digest of completer")
    rules = SimpleNamespace(ask_model=ask_model, model_dump=lambda mode: {"ask_model": ask_model})
    parts = keys._rules_parts(SimpleNamespace(settings=SimpleNamespace(rules=rules)))
    assert set(parts) == ({"settings", "completer"} if ask_model else set())


TRACE = """
import functools, json, sys
from pathlib import Path
from types import SimpleNamespace
from curation.pipeline import composition, running
from curation.pipeline.step_table import WORK
from curation.pipeline.config import Config
from curation.pipeline.workspace_run import STAGES
run = composition.open_run(Path(sys.argv[1]))
ran = {}
for name, work in WORK.items():
    files = set()
    @functools.wraps(work)
    def traced(run, work=work, files=files):
        sys.setprofile(lambda frame, event, argument: files.add(frame.f_code.co_filename))
        try:
            return work(run)
        finally:
            sys.setprofile(None)
    WORK[name] = traced
    running.execute(run, name)
    ran[name] = sorted(files)
print(json.dumps(ran))
"""


@pytest.mark.slow
def test_every_function_that_runs_in_a_step_lies_below_it(tmp_path):
    """The graph read from the source against what the interpreter did: a file whose function ran is in the key."""
    from curation.pipeline.setup import scaffold

    scaffold.make(tmp_path / "w", "lab-safety")
    settings = tmp_path / "w" / "curation.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[models]\nembedder = "none"\n', "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TRACE, str(tmp_path / "w")], capture_output=True, text=True, check=True, timeout=200
    )  # fmt: skip
    ran = json.loads(done.stdout)
    assert set(ran) == set(STAGES)
    package = import_graph.own_package()
    for step, files in ran.items():
        ours = {Path(file) for file in files if Path(file).is_relative_to(package.folder)}
        below = {package.paths[name] for name in keys.code_below(step).modules}
        # Of the modules of steps only what the step uses counts; the packages and `_renamed` answer for names and decide nothing.
        idle = {
            package.paths[name] for name in (*MODULES, "curation", "curation.pipeline", "curation._renamed")
        }
        assert ours - below <= idle
        assert len(ours & below) > 3


@pytest.mark.slow
def test_the_answers_of_models_are_judged_as_the_command_judges_them():
    from curation.harnesses import judge_models
    from curation.pipeline.composition import _refused

    prompt = "Write a letter for our club."
    for answer in (
        "I can't help with that.",
        "Dear members, the club meets on Friday at seven in the old hall. Bring your own cup.",
        "Dear members, the club meets on Friday. The list of debtors I would rather leave out of this letter.",
        "",
    ):
        label = judge_models.verdict(prompt, answer).label
        assert _refused(prompt, answer) is {"refused": True, "complied": False, "partial": False}.get(label)


def test_the_schemas_are_in_the_key_of_a_step_whose_code_names_some(monkeypatch, tmp_path):
    (tmp_path / "schemas").mkdir()
    own = tmp_path / "schemas" / "one.json"
    run = SimpleNamespace(workspace=tmp_path, settings=None, made={})
    step = SimpleNamespace(name="step", needs=())
    monkeypatch.setattr(keys, "_code", lambda name: "code")
    monkeypatch.setattr(keys, "documents", lambda run: [])
    monkeypatch.setattr(keys, "OWN_PARTS", {"step": lambda run: {"settings": "s"}})

    def parts(*schemas):
        below = import_graph.Below((), (), schemas, (), "")
        monkeypatch.setattr(keys, "code_below", lambda name: below)
        return keys.parts(run, step)

    assert set(parts()) == {"code", "libraries", "settings"}
    own.write_text("{}", "utf-8")
    first = parts("one.json")
    assert set(first) == {"code", "libraries", "settings", "schemas"}
    own.write_text('{"title": "other"}', "utf-8")
    assert {name for name, part in parts("one.json").items() if part != first[name]} == {"schemas"}


def test_the_status_of_a_judgement_and_what_was_frozen_are_in_the_evidence_whatever_their_order(monkeypatch):
    from curation.review.judgements import batches

    run = SimpleNamespace(workspace=None)

    def evidence(frozen, *given):
        monkeypatch.setattr(
            batches, "candidates", lambda workspace: [SimpleNamespace(id=name) for name in frozen]
        )
        monkeypatch.setattr(
            keys,
            "judgements",
            lambda run: [SimpleNamespace(id=name, status=status) for name, status in given],
        )
        return keys._evidence_digest(run)

    one, two = ("j1", "active"), ("j2", "active")
    before = evidence(["c1"], one, two)
    assert before == evidence(["c1"], two, one)
    others = [evidence(["c1"], one), evidence(["c1"], one, ("j2", "stale")), evidence(["c2"], one, two)]
    assert len({before, *others}) == 4


def test_a_model_is_in_a_key_by_its_fingerprint_and_by_the_code_that_asks_it(monkeypatch):
    def digests(fingerprint, code="code", libraries=()):
        monkeypatch.setattr(keys, "_adapter_code", lambda function: f"{function} {code}")
        monkeypatch.setattr(
            keys, "_below_adapter", lambda function: import_graph.Below((), (), (), libraries, "")
        )
        adapters = SimpleNamespace(embedder_fingerprint=fingerprint, completer_fingerprint=fingerprint)
        run = SimpleNamespace(adapters=adapters)
        return keys._embedder_digest(run), keys._completer_digest(run)

    assert digests("none") == digests("none", "other code") == ("none", "none")
    first, others = digests("one"), (digests("two"), digests("one", "other code"))
    for place in (0, 1):
        assert len({first[place], "none", *(other[place] for other in others)}) == 4
    # Refusals are judged with the libraries that are installed, so these are a part of the key of what a model answers.
    assert digests("one", libraries=("polars",))[0] == first[0]
    assert digests("one", libraries=("polars",))[1] != first[1]


def test_a_module_has_the_version_of_its_distribution_or_of_those_that_own_it_or_says_why_not(monkeypatch):
    def version(name):
        if name not in known:
            raise metadata.PackageNotFoundError(name)
        return known[name]

    known = {"owner-b": "2", "owner-a": "1"}
    owned = {"shared": ["owner-b", "owner-a", "owner-b"]}
    monkeypatch.setattr(keys, "find_spec", lambda module: None if module == "gone" else object())
    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(metadata, "packages_distributions", lambda: owned)
    told = [keys._version(module) for module in ("gone", "owner-a", "shared", "alone")]
    assert told == ["absent", "1", "owner-a 1 owner-b 2", "unknown"]


def test_of_the_judgements_those_of_mappings_alone_are_in_the_key_of_mapping(monkeypatch):
    adapters = SimpleNamespace(embedder_fingerprint="none", completer_fingerprint="none")
    run = SimpleNamespace(settings=Config(name="w"), adapters=adapters, taxonomies=list)
    monkeypatch.setattr(keys, "documents", lambda run: [])

    def part(*given):
        said = [SimpleNamespace(id=name, status=status, kind=kind) for name, status, kind in given]
        monkeypatch.setattr(keys, "judgements", lambda run: said)
        return keys._map_parts(run)["judgements"]

    one, two, other = ("j1", "active", "mapping"), ("j2", "active", "mapping"), ("j3", "active", "prompt")
    assert part(one, two) == part(two, one, other)
    assert len({part(), part(one), part(one, two), part(one, ("j2", "stale", "mapping"))}) == 4
