"""What a person wrote out of a brief says what a model should do with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from curation.core.records import Decision
from curation.review.decisions import revisions

sys.path.insert(0, str(Path(__file__).parents[2]))

from review_world import prompt


def written(**changes):
    brief = prompt(1).model_copy(update={"status": "needs_authoring", **changes})
    decision = Decision(
        subject=brief.id,
        dataset=brief.dataset,
        kind="prompt",
        outcome="revise",
        rule="consensus",
        judgements=[],
        edited={"text": "Own words."},
    )
    return revisions.revised(brief, decision)


@pytest.mark.parametrize(("benign", "expected"), [(True, "comply"), (False, "refuse")])
def test_a_written_brief_has_the_reaction_that_its_brief_asked_for(benign, expected):
    assert written(benign=benign).expected == expected


def test_a_reaction_that_the_brief_names_stays_and_an_edited_prompt_gets_none():
    assert written(expected="caution").expected == "caution"
    assert written(status="draft").expected == ""
