"""What an adjudicator reads of the answers that were given before the key was shown."""

from __future__ import annotations

from curation.review.board import screen_text
from curation.review.planning import adjudication

from review_world import item, judgement, question


def told(*answers):
    of = item(question(1))
    said = [
        adjudication.version(
            judgement(of, f"r{n}", answer=opened, answers={"closed": closed, "open": opened}, stage="verdict")
        )
        for n, (closed, opened) in enumerate(answers)
    ]
    return screen_text.versions({**of.shown, "versions": said})


def test_each_answer_is_told_with_its_book():
    assert "answered A (closed book), C (open book)" in told((0, 2), (1, 1))


def test_an_adjudicator_is_warned_where_nobody_gave_the_marked_answer():
    key = item(question(1)).shown["answer"]
    other = (key + 1) % 4
    assert "Nobody gave the marked answer" in told((key, other), (other, other))
    assert "Nobody gave the marked answer" not in told((other, key), (other, other))
