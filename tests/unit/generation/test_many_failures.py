"""A service that answers many requests with 503 or 429, at every pass: all is sent in the end, nothing twice, nothing is done before."""

from __future__ import annotations

import random

import pytest
from curation.services.settings import Options
from generate_fixtures import clause
from model_player import Player
from openai_server import Step, serve
from test_generate_llm import BANS, PROMPTS, QUESTIONS, go
from test_question_twins import key_first, rightly, written

DUTIES = [
    clause(f"art_{n}", f"The provider shall {what}.", kind="article")
    for n, what in enumerate(
        ("keep the register of incidents", "label each crate of glass", "train every new diver", "seal the vault at dusk",
         "weigh the parcels of seed", "report a leak of brine", "inspect the rope of the lift", "lock the gate of the quarry"), 1
    )
]  # fmt: skip
CASE = "A worker asks about the Act."


def one_edit(text, answer):
    """A reader who wants one word changed in every pair, and is content with it afterwards."""
    return {**answer, "verdict": "edit", "edit": "say brief"} if "short letter" in text else answer


def one_idle(text, answer):
    """A checker who finds an idle detail in some questions, and judges twins as they are meant."""
    found = rightly("Other")["check_question"](text, answer)
    return {**found, "idle": [CASE]} if CASE in text and ("seed" in text or "rope" in text) else found


class Failing(list):
    """The steps of a server that fails this share of the requests, at random."""

    def __init__(self, share, step):
        changes = {"options-only": key_first, "twin-question": written(), "read-pair": one_edit}
        changes |= {"check-question": one_idle, "solve": rightly("Other")["solve"]}
        super().__init__([Step(Player(changes))])
        self.share, self.step, self.random = share, step, random.Random(3)

    def choose(self, body):
        return self.step if self.random.random() < self.share else self[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("headers", "attempts"), [({}, 1), ({"Retry-After": "0.01"}, 3)], ids=["bare", "asks-to-wait"]
)
@pytest.mark.parametrize("status", [503, 429])
@pytest.mark.parametrize(
    ("settings", "clauses"),
    [(QUESTIONS, DUTIES), (PROMPTS, [*BANS, *DUTIES[:4]])],
    ids=["questions", "prompts"],
)
def test_runs_on_a_failing_service_wait_until_all_is_answered_and_then_give_what_a_whole_run_gives(
    tmp_path, settings, clauses, status, headers, attempts
):
    options = Options(backoff=0.001, timeout=5.0, concurrency=4, attempts=attempts)
    settings = settings.model_copy(update={"per_category": 40})
    with serve(Step()) as server:
        server.steps = Failing(0.0, Step())
        clean, lost, whole = go(server, settings, clauses)
        assert clean and not lost and whole.unsettled == 0
        total = sum(server.answered.values())
        server.answered.clear()
        server.steps = Failing(0.5, Step(status=status, headers=headers))
        waited = 0
        for _ in range(100):
            found, failures, result = go(server, settings, clauses, tmp_path / "j", options, tmp_path / "c")
            without = sum(tally.unsettled for tally in result.asked.values())
            # A request without an answer always shows: as a failure that makes the step wait.
            assert (without > 0) == (result.unsettled > 0) == bool(failures)
            if not without:
                break
            waited += 1
        assert waited > 0
        assert [one.fingerprint for one in found] == [one.fingerprint for one in clean]
        assert (max(server.answered.values()), sum(server.answered.values())) == (1, total)
