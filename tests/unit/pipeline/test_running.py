"""Running steps: what is reused, what is made again, and what is said of it."""

import json

import pytest
from curation.core.errors import StateError
from curation.pipeline import keys, open_run, running
from curation.pipeline.workspace_run import STAGES

from kite_world import call


def states(folder):
    return {s.step: s.state for s in running.look(open_run(folder))}


def rerun(folder):
    """The names of the steps that were run, not reused, and the lines that were said."""
    run, made, said = open_run(folder), [], []
    object.__setattr__(run.adapters, "warn", said.append)
    running.execute(run, tell=lambda name, artifact, reused: None if reused else made.append(name))
    return made, said


def test_a_second_run_makes_nothing_again(folder):
    assert set(states(folder).values()) == {"fresh"}
    assert rerun(folder) == ([], [])


@pytest.mark.slow
@pytest.mark.parametrize("step", list(STAGES))
@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_a_damaged_table_of_any_step_is_made_again_with_one_line_that_says_so(folder, step, harm):
    table = running.look(open_run(folder))[list(STAGES).index(step)].artifact.folder / (
        f"{running.MAIN_TABLE[step]}.parquet"
    )
    whole = table.read_bytes()
    table.write_bytes(whole[:40]) if harm == "cut" else table.unlink()
    assert states(folder)[step] == "stale"
    made, said = rerun(folder)
    # What is made again has the same rows, so what follows is still up to date.
    assert made == [step]
    assert len(said) == 1 and step in said[0] and table.name in said[0]
    assert rerun(folder) == ([], [])


@pytest.mark.slow
def test_status_says_that_an_artifact_was_damaged_and_run_cures_it(folder):
    table = (
        next(s for s in running.look(open_run(folder)) if s.step == "generate").artifact.folder
        / "candidates.parquet"
    )
    table.write_bytes(b"")
    steps = {s["step"]: s for s in json.loads(call(folder, "status", "--json").stdout)["steps"]}
    assert steps["generate"]["why"] == ["damaged: candidates.parquet was changed after it was written"]
    done = call(folder, "run", "generate")
    assert done.exit_code == 0, done.output
    assert set(states(folder).values()) == {"fresh"}


def test_an_unknown_step_names_the_steps(folder):
    with pytest.raises(StateError, match="ingest, rules, map, generate, lint, dedup, route"):
        running.execute(open_run(folder), "frobnicate")


def test_a_run_that_must_be_up_to_date_names_the_step_that_is_not_and_the_command(folder):
    assert set(running.fresh(folder).made) == set(STAGES)
    text = (folder / "curation.toml").read_text("utf-8")
    (folder / "curation.toml").write_text(text + "\n[lint]\noptions_max = 9\n", "utf-8")
    with pytest.raises(StateError, match=r"step lint is stale \(the settings changed\); run: curation run"):
        running.fresh(folder)
    assert set(running.fresh(folder, "generate").made) == {"ingest", "rules", "map", "generate"}


def test_why_a_step_is_stale_is_told_in_words_each_once():
    assert running.reasons(["frozen", "items", "input:map", "damaged: candidates.parquet is missing"]) == [
        "a batch was frozen",
        "step map gave something else",
        "damaged: candidates.parquet is missing",
    ]


def test_every_part_of_a_key_has_words(folder):
    run = running.fresh(folder)
    named = {name for step in STAGES.values() for name in keys.parts(run, step)}
    told = [running.reasons([name])[0] for name in named]
    assert len(named) > 10
    assert not named & set(told)
