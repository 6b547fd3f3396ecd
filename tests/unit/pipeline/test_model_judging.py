"""The map and rules steps ask a model about what they are unsure of, and keep what it said."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl
import pytest
from curation import rules
from curation.core import tables
from curation.core.ports import Completion
from curation.core.records import Rule
from curation.pipeline import open_run, running
from curation.rules import by_model

sys.path[:0] = [str(Path(__file__).parents[2] / "contract"), str(Path(__file__).parents[1] / "generation")]

from generate_fixtures import clause  # noqa: E402
from openai_server import Step, serve  # noqa: E402

from kite_world import SETTINGS, call, make  # noqa: E402

UNSURE = clause("art_1", "Knives shall, where lines are long, be carried by the pilot, save on lakes.")


def answer(**more):
    said = {
        "modality": "obligation", "bearer": "the pilot", "action": "be carried", "object": "Knives",
        "conditions": ["where lines are long"], "exceptions": ["save on lakes"],
    }  # fmt: skip
    return Completion("ok", data=said | more)


def unsure_rule():
    (rule, *_) = rules.extract([UNSURE])
    return rule.model_copy(update={"certainty": 0.3})


def test_a_rule_that_a_model_read_has_the_words_of_its_clause_and_says_who_read_it():
    read = by_model.applied(unsure_rule(), [UNSURE], answer())
    parts = [read.bearer, read.action, read.object, *read.conditions, *read.exceptions]
    assert [part.text for part in parts] == [
        "the pilot",
        "be carried",
        "Knives",
        "where lines are long",
        "save on lakes",
    ]
    assert all(UNSURE.text[part.start : part.end] == part.text for part in parts)
    assert (read.certainty, read.unparsed[-1]) == (0.7, "read by a model")


@pytest.mark.parametrize(
    "said",
    [answer(action="be hidden"), Completion("refused"), Completion("transport"), Completion("invalid")],
)
def test_an_answer_without_words_of_the_clause_changes_nothing(said):
    assert by_model.applied(unsure_rule(), [UNSURE], said) == unsure_rule()


def test_a_part_that_does_not_stand_in_the_clause_is_left_out_and_costs_certainty():
    read = by_model.applied(unsure_rule(), [UNSURE], answer(exceptions=["save on ponds"]))
    assert (read.exceptions, read.certainty) == ([], 0.6)


def playing(body):
    """Reads each rule as a prohibition of its first words, and picks the first proposal of a clause."""
    said = json.loads(body["messages"][1]["content"].split("\n\n")[0].partition("\n")[0] or "{}")
    if "paragraphs" in said:
        words = " ".join(said["paragraphs"][-1].split()[:4])
        empty = {"bearer": "", "object": "", "conditions": [], "exceptions": []}
        return json.dumps({"modality": "prohibition", "action": words, **empty})
    quote = " ".join(said["clause"].split()[:3])
    return json.dumps(
        {"picks": [{"category": said["categories"][0]["category"], "quote": quote, "reason": "it is"}]}
    )


def asking(folder, url, **tables_):
    models = f'[models]\nembedder = "none"\ncompleter = "{url}"\nmodel = "m"\nprovider = "chat"\n[models.options]\nattempts = 1\nschema_in_text = false\n'
    text = SETTINGS.replace('[models]\nembedder = "none"\n', models)
    text = text.replace(
        '[map]\nmethod = "lexical"\n', '[map]\nmethod = "lexical"\njudge = true\njudge_below = 1.0\n'
    )
    (folder / "curation.toml").write_text(text + "\n[rules]\nask_model = true\nask_below = 1.0\n", "utf-8")
    return open_run(folder)


@pytest.mark.slow
def test_a_run_asks_about_unsure_rules_and_mappings_once_and_keeps_the_answers(tmp_path):
    folder = make(tmp_path / "kites")
    with serve(Step(playing)) as server:
        run = running.execute(asking(folder, server.url), "map")
        sent = len(server.requests)
        assert sent > 0
        read = list(tables.rows(run.table("rules"), Rule))
        assert all(rule.unparsed[-1] == "read by a model" for rule in read)
        judged = run.table("map").filter(pl.col("method").str.ends_with("+judge"))
        assert judged.height > 0
        running.execute(asking(folder, server.url), "map")
        assert len(server.requests) == sent


@pytest.mark.slow
def test_a_plan_counts_the_doubtful_rules_and_mappings_and_sends_nothing_of_them(tmp_path):
    folder = make(tmp_path / "kites")
    with serve(Step(playing)) as server:
        asking(folder, server.url)
        first, *_ = json.loads(call(folder, "run", "--plan", "--json").stdout)
        assert server.requests == []
        running.execute(asking(folder, server.url), "map")
        assert len(server.requests) == first["requests"] > 0


@pytest.mark.slow
def test_a_model_that_does_not_answer_leaves_the_steps_stale_and_the_readings_as_they_were(tmp_path):
    folder = make(tmp_path / "kites")
    before = running.open_run(folder)
    running.execute(before, "map")
    plain = before.table("rules")
    with serve(Step(status=503)) as server:
        run = running.execute(asking(folder, server.url), "map")
        assert run.made["rules"].pending
        assert run.made["map"].pending
        assert run.table("rules").equals(plain)
        states = {s.step: s.state for s in running.look(asking(folder, server.url))}
        assert (states["rules"], states["map"]) == ("stale", "stale")
        server.steps = [Step(playing)]
        again = running.execute(asking(folder, server.url), "map")
        assert not again.made["rules"].pending
        assert not again.made["map"].pending
