"""Plugins of every kind in a workspace: they run, are named, make their step stale when edited, and fail in one line."""

import json

import polars as pl
import pytest
from curation.core.errors import ConfigError
from curation.pipeline import open_run, running
from curation.pipeline.config import Config
from curation.pipeline.setup import plugin_list

import plugin_package
from kite_world import LICENCE, SETTINGS, call

RULES = "1 | A balloonist must not leave a burner unattended!\n2 | A balloonist must not carry acid in the basket.\n"


@pytest.fixture
def package(tmp_path, monkeypatch):
    return plugin_package.write(tmp_path / "site", monkeypatch)


def settings_with(package, folder):
    """The settings of the workspace with a plugin of each kind."""
    return (
        SETTINGS.replace('embedder = "none"', f'embedder = "{package}.embedding:make"').replace(
            'method = "lexical"', 'method = "combined"'
        )
        + f"""
[ingest.readers]
rules = "{package}.reading:read"

[generate]
generators = ["template", "{package}.generating:make"]

[lint]
plugins = ["{package}.checking:SHOUTING"]

[dedup]
methods = ["exact", "{package}.comparing:pairs"]
"""
    )


@pytest.fixture
def plugged(folder, package):
    """The workspace about kites with a document that the outside reader reads, and a plugin of each kind, run."""
    (folder / "curation.toml").write_text(settings_with(package, folder), "utf-8")
    (folder / "more.rules").write_text(RULES, "utf-8")
    done = call(
        folder,
        "source",
        "add",
        "more",
        folder / "more.rules",
        "--title",
        "More",
        *LICENCE,
        "--reader",
        "rules",
    )
    assert done.exit_code == 0, done.output
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text("utf-8").replace('["kites"]', '["kites", "more"]'), "utf-8")
    running.execute(open_run(folder))
    return folder


def standing(folder):
    run = open_run(folder)
    return run, {s.step: (s.state, list(s.why)) for s in running.look(run)}


@pytest.mark.slow
def test_a_plugin_of_each_kind_works_under_its_qualified_name(plugged, package):
    run, states = standing(plugged)
    assert {state for state, _ in states.values()} == {"fresh"}
    eids = run.table("ingest").filter(document="more")["eid"].to_list()
    assert eids == ["rule_1", "rule_2"]
    origins = set(run.table("generate")["origin"].struct.field("generator"))
    assert f"{package}/echo" in origins
    findings = run.table("lint").filter(check=f"{package}/shouting")
    assert findings.height > 0
    methods = {*run.table("dedup", "edges")["method"], *run.table("dedup")["method"]}
    assert f"{package}/pairs" in methods
    skipped = run.table("generate", "skipped")["generator"].unique().to_list()
    assert f"{package}/echo" not in skipped  # it made a candidate of every mapped clause


@pytest.mark.slow
def test_the_report_and_the_commands_work_with_plugins(plugged, package):
    for words in (["check"], ["report"], ["show", "generate", "--dropped"], ["status"]):
        done = call(plugged, *words)
        assert done.exit_code == 0, done.output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("setting", "module", "step", "part"),
    [
        ('\n[lint]\nplugins = ["{p}.checking:SHOUTING"]\n', "checking", "lint", "plugins"),
        ('\n[dedup]\nmethods = ["exact", "{p}.comparing:pairs"]\n', "comparing", "dedup", "plugins"),
        ('\n[generate]\ngenerators = ["{p}.generating:make"]\n', "generating", "generate", "plugins"),
        ('\n[ingest.readers]\nrules = "{p}.reading:read"\n', "reading", "ingest", "plugins"),
        ("EMBEDDER", "embedding", "map", "embedder"),
    ],
)
def test_an_edited_plugin_makes_exactly_its_own_step_stale(
    folder, package, tmp_path, setting, module, step, part
):
    toml = folder / "curation.toml"
    if setting == "EMBEDDER":
        text = SETTINGS.replace('"none"', f'"{package}.embedding:make"')
        toml.write_text(text.replace('"lexical"', '"combined"'), "utf-8")
    else:
        toml.write_text(SETTINGS + setting.format(p=package), "utf-8")
    running.execute(open_run(folder))
    assert {state for state, _ in standing(folder)[1].values()} == {"fresh"}
    path = tmp_path / "site" / package / f"{module}.py"
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
    states = standing(folder)[1]
    assert states[step] == ("stale", [part])
    before = list(states)[: list(states).index(step)]
    assert {states[name][0] for name in before} <= {"fresh"}


@pytest.mark.slow
def test_the_plugins_of_a_workspace_are_listed_with_their_digest_and_state(plugged, package):
    done = call(plugged, "plugins", "--json")
    assert done.exit_code == 0
    entries = json.loads(done.stdout)
    used = {(e["kind"], e["name"]) for e in entries if e["state"] == "in use"}
    assert used == {
        ("reader", f"{package}/read"), ("generator", f"{package}/echo"), ("check", f"{package}/shouting"),
        ("dedup", f"{package}/pairs"), ("embedder", f"{package}/make"),
    }  # fmt: skip
    assert all(len(e["digest"]) == 64 for e in entries if e["state"] == "in use")
    shipped = {(e["kind"], e["name"]) for e in entries if e["state"] == "shipped"}
    assert {
        ("reader", "pdf"),
        ("check", "stem-empty"),
        ("dedup", "near"),
        ("board", "label-studio"),
    } <= shipped
    assert package in call(plugged, "plugins").stdout


@pytest.mark.slow
def test_a_broken_plugin_is_found_by_check_listed_as_broken_and_stops_a_run_in_one_line(folder, package):
    toml = folder / "curation.toml"
    toml.write_text(
        SETTINGS + f'\n[lint]\nplugins = ["{package}.checking:nothing", "no.such:thing"]\n', "utf-8"
    )
    checked = call(folder, "check", "--json")
    assert checked.exit_code == 1
    assert [i["code"] for i in json.loads(checked.stdout)] == ["plugin-import", "plugin-import"]
    assert call(folder, "plugins").exit_code == 1
    with pytest.raises(ConfigError) as caught:
        running.execute(open_run(folder))
    assert len(caught.value.issues) == 2


@pytest.mark.slow
def test_a_check_that_raises_in_a_run_is_a_finding_of_each_item_and_leaves_the_traceback_in_the_workspace(
    folder, tmp_path, monkeypatch
):
    broken = plugin_package.CHECK.replace('if "!" in text:', "if text[9999] == 0:")
    package = plugin_package.write(tmp_path / "broken", monkeypatch, checking=broken)
    toml = folder / "curation.toml"
    toml.write_text(SETTINGS + f'\n[lint]\nplugins = ["{package}.checking:SHOUTING"]\n', "utf-8")
    run = running.execute(open_run(folder))
    found = run.table("lint")
    own = found.filter(found["check"] == f"{package}/shouting")
    assert own.height > 0
    assert own["candidate"].n_unique() == own.height
    assert own["message"].str.contains("raised IndexError").all()
    (log,) = (folder / ".curation" / "logs").iterdir()
    assert "IndexError" in log.read_text("utf-8")


@pytest.mark.slow
def test_a_check_with_the_id_of_a_shipped_gate_is_refused_and_replaces_it_only_when_that_is_said(
    folder, tmp_path, monkeypatch
):
    taker = plugin_package.CHECK.replace('"shouting"', '"text-empty"')
    package = plugin_package.write(tmp_path / "taker", monkeypatch, checking=taker)
    toml = folder / "curation.toml"
    lint = f'\n[lint]\nplugins = ["{package}.checking:SHOUTING"]\n'
    toml.write_text(SETTINGS + lint, "utf-8")
    assert "plugin-name-taken" in call(folder, "check").stdout
    toml.write_text(SETTINGS + lint + 'replace = ["text-empty"]\n', "utf-8")
    assert call(folder, "check").exit_code == 0


@pytest.mark.slow
def test_an_outside_reader_with_a_shipped_name_is_refused_unless_that_is_said(folder, package):
    toml = folder / "curation.toml"
    reader = f'\n[ingest.readers]\nmarkdown = "{package}.reading:read"\n'
    toml.write_text(SETTINGS + reader, "utf-8")
    assert "plugin-name-taken" in call(folder, "check").stdout
    toml.write_text(SETTINGS + '\n[ingest]\nreplace = ["markdown"]\n' + reader, "utf-8")
    assert "plugin-name-taken" not in call(folder, "check").stdout


@pytest.mark.slow
def test_a_reader_that_knows_its_format_is_chosen_without_being_named(folder, package):
    toml = folder / "curation.toml"
    toml.write_text(SETTINGS + f'\n[ingest.readers]\nrules = "{package}.reading:read"\n', "utf-8")
    (folder / "more.rules").write_text(RULES, "utf-8")
    assert call(folder, "source", "add", "more", folder / "more.rules", "--title", "More").exit_code == 0
    run = running.execute(open_run(folder), "ingest")
    assert run.table("ingest").filter(document="more")["eid"].to_list() == ["rule_1", "rule_2"]
    assert run.table("ingest").filter(document="kites").height > 2


def test_the_limits_of_the_settings_reach_the_readers(folder):
    toml = folder / "curation.toml"
    toml.write_text(SETTINGS + "\n[ingest]\nmax_clauses = 1\n", "utf-8")
    done = call(folder, "run", "ingest")
    assert done.exit_code == 1 and "more than 1" in str(done.exception)
    toml.write_text(SETTINGS + "\n[ingest]\nmax_bytes = 10\n", "utf-8")
    assert "more than 10" in str(call(folder, "run", "ingest").exception)


@pytest.mark.slow
def test_an_engine_from_outside_gives_the_same_result_and_makes_nothing_stale(folder, package):
    done = call(folder, "run", "--engine", f"{package}.mapping:make")
    assert done.exit_code == 0, done.output
    assert "up to date" in done.stderr and " s\n" not in done.stderr


@pytest.mark.slow
def test_python_and_the_command_line_open_the_same_run(plugged, package):
    import curation

    fresh = curation.open(plugged)
    assert {s.state for s in running.look(fresh)} == {"fresh"}
    assert package in fresh.adapters.embedder_fingerprint
    assert json.loads(call(plugged, "status", "--json").stdout)["steps"][0]["state"] == "fresh"


@pytest.mark.slow
def test_a_preview_names_the_plugins_with_their_digests_and_the_models_that_decided_it(plugged, package):
    from curation.core import plugins
    from curation.pipeline import assembly

    run = open_run(plugged)
    running.look(run)
    made = assembly.release_inputs(run, "kites", preview=True).figures["made_with"]
    assert {p["name"] for p in made["plugins"]} == {
        f"{package}/{name}" for name in ("read", "echo", "shouting", "pairs", "make")
    }
    assert {p["sha256"] for p in made["plugins"]} == {plugins.source_digest(package)}
    assert made["embedder"]["name"] == f"{package}.embedding:make"
    proper = assembly.made_with(run, models=False)
    assert {p["kind"] for p in proper["plugins"]} == {"reader", "check", "dedup"}
    assert set(proper) == {"plugins"}


@pytest.mark.slow
def test_a_release_names_the_plugins_it_was_made_with_and_is_verified(plugged, package):
    toml = plugged / "curation.toml"
    # Template briefs wait for an author; a release of the plugin's prompts alone needs none.
    text = toml.read_text("utf-8").replace('"template", ', "")
    text = text.replace('licence = "MIT"', 'licence = "MIT"\ncanary = "9fa3d328-cf4b-4267-af00-da2f46b2a5a4"')
    toml.write_text(text, "utf-8")
    assert call(plugged, "run").exit_code == 0
    done = call(plugged, "release", "cut", "kites", "0.1.0", "--preview")
    assert done.exit_code == 0, done.output + str(done.exception)
    rows = pl.read_parquet(sorted((plugged / "releases").glob("*/*/items/*.parquet")))
    assert rows.height > 0
    manifest = json.loads(next((plugged / "releases").glob("*/*/release.json")).read_text("utf-8"))
    assert package in str(manifest["figures"]["given"]["made_with"])

    assert call(plugged, "check").exit_code == 0, call(plugged, "check").output


def test_a_generator_that_is_not_there_is_told_at_the_setting_that_names_it_and_all_at_once():
    settings = Config.model_validate(
        {
            "generate": {"generators": ["nowhere"]},
            "dataset": [
                {"name": "a", "kind": "prompt", "generators": ["template", "absent"]},
                {"name": "b", "kind": "prompt", "generators": []},
            ],
        }
    )
    with pytest.raises(ConfigError) as error:
        plugin_list.of_generate(settings, [])
    assert [issue.where for issue in error.value.issues] == ["generate.generators", "dataset.a.generators"]
