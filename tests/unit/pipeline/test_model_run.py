"""What the model path costs is told before, a trial reports what its passes did, and reviewers see the marks of the passes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl
import pytest

sys.path[:0] = [str(Path(__file__).parents[2] / "contract"), str(Path(__file__).parents[1] / "generation")]

from curation.pipeline import open_run, running  # noqa: E402
from model_player import OPTION, Player  # noqa: E402
from openai_server import Step, serve  # noqa: E402
from test_question_twins import key_first, rightly, written  # noqa: E402

from kite_world import SETTINGS, call, make  # noqa: E402


def set_up(folder, url, extra=""):
    models = (
        f'[models]\nembedder = "none"\ncompleter = "{url}"\nmodel = "m"\nprovider = "chat"\n[models.options]\nattempts = 1\n'
        "concurrency = 4\nprice = {input = 3.0, output = 15.0}\n"
    )
    text = SETTINGS.replace('[models]\nembedder = "none"\n', models).replace(
        'kind = "prompt"', 'kind = "question"'
    )
    text = text.replace('method = "lexical"\n', 'method = "lexical"\nthreshold = 0.0\n')
    (folder / "curation.toml").write_text(text + f'\n[generate]\ngenerators = ["llm"]\n{extra}', "utf-8")


@pytest.mark.slow
def test_a_plan_says_requests_tokens_and_money_and_sends_nothing(tmp_path):
    folder = make(tmp_path / "kites")
    # As with strong models, the key shows in the options as written, and nearly every question gets a twin.
    shows = {"options-only": key_first, "twin-question": written(), **rightly("Other")}
    player = Player({name.replace("_", "-"): what for name, what in shows.items()})
    with serve(Step(player)) as server:
        set_up(folder, server.url)
        (one,) = json.loads(call(folder, "run", "--plan", "--json").stdout)
        assert server.requests == []
        done = call(folder, "run", "generate")
        assert done.exit_code == 0, done.output
        sent = len(server.requests)
    assert one["items"] == 3
    # 3 rules: the estimate is an upper one, and near what a run without rejections sends.
    assert sent <= one["requests"] <= 1.5 * sent
    assert one["requests"] == sum(p["requests"] for p in one["passes"].values())
    assert abs(one["money"] - (one["input_tokens"] * 3 + one["output_tokens"] * 15) / 1e6) < 1e-9


@pytest.mark.slow
def test_a_plan_names_the_model_whose_price_is_not_known_and_asks_none_where_a_dataset_is_written_by_hand(
    tmp_path,
):
    folder = make(tmp_path / "kites")
    set_up(
        folder,
        "http://127.0.0.1:9/v1",
        '\n[[dataset]]\nname = "tasks"\nkind = "task"\ngenerators = []\ntaxonomy = "lab-safety"\n',
    )
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text().replace("price = {input = 3.0, output = 15.0}\n", ""))
    first, tasks = json.loads(call(folder, "run", "--plan", "--json").stdout)
    assert (first["money"], first["without_price"]) == (None, ["m at 127.0.0.1"])
    assert (tasks["requests"], tasks["money"]) == (0, 0.0)
    words = call(folder, "run", "--plan").stdout
    assert "cost not known: no price for m at 127.0.0.1" in words and "models.options" in words
    assert "tasks: asks no model" in words


@pytest.mark.slow
def test_a_dataset_of_tasks_is_planned_tried_and_made_by_the_same_commands(tmp_path):
    folder = make(tmp_path / "kites")
    with serve(Step(Player())) as server:
        set_up(folder, server.url)
        settings = folder / "curation.toml"
        settings.write_text(settings.read_text().replace('kind = "question"', 'kind = "task"'))
        (planned,) = json.loads(call(folder, "run", "--plan", "--json").stdout)
        assert server.requests == []
        (tried,) = json.loads(call(folder, "run", "--pilot", "3", "--json").stdout)
        sent = len(server.requests)
        done = call(folder, "run", "generate")
        assert done.exit_code == 0, done.output
        assert len(server.requests) == sent  # the trial was the whole set: nothing is paid for again
        made = [json.loads(line) for line in call(folder, "show", "generate", "--json").stdout.splitlines()]
    assert (planned["items"], planned["sections"], tried["accepted"]) == (1, 1, 1)
    assert set(planned["passes"]) == {"plan", "write", "check", "complete", "solve", "judge", "closed-book"}
    assert sent <= planned["requests"] <= 1.5 * sent
    (one,) = made
    assert (
        one["kind"] == "task" and one["topic"] == "kite rules" and set(one["passes"].values()) == {"passed"}
    )


@pytest.mark.slow
def test_a_trial_reports_each_pass_and_leaves_no_step(tmp_path):
    folder = make(tmp_path / "kites")
    bad = Player(
        {
            "solve": lambda text, answer: (
                {**answer, "letters": []} if "a road" in text.split("Question:")[1] else answer
            )
        }
    )
    with serve(Step(bad)) as server:
        set_up(folder, server.url)
        (one,) = json.loads(call(folder, "run", "--pilot", "3", "--json").stdout)
        words = call(folder, "run", "--pilot", "3")
    assert (one["accepted"], one["lost"], one["pending"]) == (2, {"solve": 1}, 0)
    assert one["passes"]["write"]["asked"] == 3
    # One of the two denies twice, as its provision does; nothing else is found, also not a derivation that is none.
    assert one["without_findings"] == 1
    assert "2 of 3 written items accepted by the passes" in words.stdout
    states = {s.step: s.state for s in running.look(open_run(folder))}
    assert states["generate"] != "fresh"


@pytest.mark.slow
def test_a_service_that_is_down_ends_the_command_with_3_and_the_same_command_goes_on(tmp_path):
    folder = make(tmp_path / "kites")
    player = Player()
    with serve(Step(status=503)) as server:
        set_up(folder, server.url)
        down = call(folder, "run", "generate")
        assert getattr(down.exception, "exit_code", down.exit_code) == 3
        assert {s.step: s.state for s in running.look(open_run(folder))}["generate"] == "stale"
        server.steps = [Step(player)]
        up = call(folder, "run", "generate")
        assert up.exit_code == 0, up.output
        assert max(server.answered.values()) == 1
        assert {s.step: s.state for s in running.look(open_run(folder))}["generate"] == "fresh"


@pytest.mark.slow
def test_items_without_an_answer_can_be_left_out(tmp_path):
    folder = make(tmp_path / "kites")
    with serve(Step(status=503)) as server:
        set_up(folder, server.url, 'unanswered = "leave"\n')
        done = call(folder, "run", "generate")
        assert done.exit_code == 0, done.output
        lost = running.execute(open_run(folder), "generate").made["generate"].loss.lost
    assert any("waits for an answer" in why for why in lost)


@pytest.mark.slow
def test_what_the_passes_found_is_a_reason_of_priority_and_is_shown_to_reviewers(tmp_path):
    folder = make(tmp_path / "kites")

    def first(text, answer):
        words = dict(OPTION.findall(text))
        return {
            "order": sorted(words, key=lambda letter: not words[letter].startswith("Right")),
            "why": "the careful one",
        }

    def wrong(text, answer):
        return {
            "letter": next(
                letter for letter, option in OPTION.findall(text) if not option.startswith("Right")
            )
        }

    with serve(Step(Player({"options-only": first, "closed-book": wrong}))) as server:
        set_up(folder, server.url)
        run = running.execute(open_run(folder))
    items = run.table("route").filter(pl.col("kind") == "question")
    assert items.height >= 1
    for why, shown in items.select("why", "shown").iter_rows():
        assert {"finding:pass-guessable", "finding:pass-all-wrong"} <= set(why)
        told = json.loads(shown)["findings"]
        assert "the careful one" in told
        assert "none of 1 models answers it right" in told
