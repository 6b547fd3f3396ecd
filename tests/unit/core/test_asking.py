"""Batches of requests to a language model: nothing is paid for twice, nothing that was answered is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from curation.core.errors import InputError
from curation.core.ports import Completion, Request
from curation.core.remote import asking
from curation.core.remote.asking import Ask, Asker, append, ask_of, read


class Echo:
    """A completer that says each request back in capitals, and fails those that `failing` names."""

    fingerprint = "echo"

    def __init__(self, failing: Sequence[str] = (), status: str = "transport") -> None:
        self.failing, self.status = set(failing), status
        self.batches: list[list[str]] = []
        self.closed_after: int | None = None

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        words = [request.messages[0]["content"] for request in requests]
        self.batches.append(words)
        given = 0
        try:
            for word in words:
                given += 1
                if word in self.failing:
                    yield Completion(self.status, error="no route")
                else:
                    yield Completion("ok", text=word.upper(), model="m", input_tokens=3, output_tokens=2)
        finally:
            self.closed_after = given


def asks(*words: str) -> list[Ask]:
    return [Ask(word, Request("m", ({"role": "user", "content": word},))) for word in words]


def texts(answers: Sequence[Completion]) -> list[str]:
    return [answer.text for answer in answers]


def test_equal_keys_are_asked_once_and_answered_in_every_place():
    model = Echo()
    asker = Asker(model)
    assert texts(asker.batch("plan", asks("a", "b", "a"))) == ["A", "B", "A"]
    assert model.batches == [["a", "b"]]
    tally = asker.tallies["plan"]
    assert (tally.asked, tally.kept, tally.answered, tally.unsettled) == (2, 0, 2, 0)
    assert (tally.input_tokens, tally.output_tokens) == (6, 4)


def test_an_answer_in_the_journal_is_not_asked_for_again_by_another_run(tmp_path):
    journal = tmp_path / "answers.jsonl"
    Asker(Echo(), journal).batch("plan", asks("a", "b"))
    model = Echo()
    later = Asker(model, journal)
    answers = later.batch("write", asks("b", "c"))
    assert texts(answers) == ["B", "C"]
    assert [answer.cached for answer in answers] == [True, False]
    assert model.batches == [["c"]]
    assert (later.tallies["write"].kept, later.tallies["write"].answered) == (1, 1)


def test_a_request_that_failed_is_in_no_journal_and_the_next_run_asks_it(tmp_path):
    journal = tmp_path / "answers.jsonl"
    first = Asker(Echo(failing=["b"]), journal)
    answers = first.batch("plan", asks("a", "b"))
    assert [answer.status for answer in answers] == ["ok", "transport"]
    assert first.trouble == "transport: no route" and first.unsettled == 1
    (failure,) = first.failures("generate")
    assert (failure.step, failure.kind, failure.error) == ("generate", "transport", "transport: no route")
    assert set(read(journal)) == {"a"}
    model = Echo()
    assert texts(Asker(model, journal).batch("plan", asks("a", "b"))) == ["A", "B"]
    assert model.batches == [["b"]]


def test_a_refusal_is_an_answer_and_is_kept(tmp_path):
    journal = tmp_path / "answers.jsonl"
    Asker(Echo(failing=["b"], status="refused"), journal).batch("plan", asks("b"))
    model = Echo()
    (answer,) = Asker(model, journal).batch("plan", asks("b"))
    assert answer.status == "refused" and model.batches == []


@pytest.mark.parametrize(
    ("failing", "sent"),
    [(range(20), 10), (range(6), 10), (range(5), 20), (range(1, 20, 2), 20), (range(0, 20, 2), 11)],
)
def test_no_more_is_sent_once_more_than_half_of_at_least_ten_failed(failing, sent):
    words = [f"w{n}" for n in range(20)]
    model = Echo(failing=[f"w{n}" for n in failing])
    asker = Asker(model)
    answers = asker.batch("plan", asks(*words))
    assert len(answers) == 20
    assert model.closed_after == sent
    assert sum(answer.error.startswith("not sent") for answer in answers) == 20 - sent
    asker.batch("write", asks("later"))
    assert len(model.batches) == (2 if sent == 20 else 1)


def test_a_completer_that_stops_early_leaves_the_rest_unanswered_and_unkept(tmp_path):
    class Short(Echo):
        def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
            yield from super().complete(requests[:1])

    asker = Asker(Short(), tmp_path / "answers.jsonl")
    assert [a.status for a in asker.batch("plan", asks("a", "b"))] == ["ok", "transport"]
    assert set(read(tmp_path / "answers.jsonl")) == {"a"}


def test_the_watcher_hears_of_each_answer_with_the_cost_so_far():
    told: list[tuple[str, int, int]] = []
    spent = iter(["", "2 cents"])
    asker = Asker(Echo(), watch=lambda *news: told.append(news), spent=lambda: next(spent))
    asker.batch("plan", asks("a", "b"))
    assert told == [("plan", 1, 2), ("plan (2 cents)", 2, 2)]


@pytest.mark.parametrize(
    "other",
    [
        Request("n", ({"role": "user", "content": "a"},)),
        Request("m", ({"role": "user", "content": "b"},)),
        Request("m", ({"role": "system", "content": "a"},)),
        Request("m", ({"role": "user", "content": "a"},), schema={"type": "object"}),
        Request("m", ({"role": "user", "content": "a"},), temperature=0.5),
        Request("m", ({"role": "user", "content": "a"},), max_tokens=7),
        Request("m", ({"role": "user", "content": "a"},), seed=1),
    ],
)
def test_whatever_a_request_says_is_in_the_name_of_its_answer(other):
    plain = Request("m", ({"role": "user", "content": "a"},))
    assert ask_of(other).key != ask_of(plain).key


def test_what_a_request_is_for_is_not_in_the_name_of_its_answer_but_the_completer_is():
    plain = Request("m", ({"role": "user", "content": "a"},))
    named = Request("m", ({"role": "user", "content": "a"},), purpose="write: a@1#art_5")
    assert ask_of(named).key == ask_of(plain).key
    assert ask_of(plain, "other").key != ask_of(plain).key


def test_a_line_that_a_kill_left_half_written_is_cut_off_before_the_next_is_added(tmp_path):
    path = tmp_path / "answers.jsonl"
    append(path, {"key": "a"})
    with path.open("ab") as file:
        file.write(b'{"key": "torn')
    append(path, {"key": "b"})
    assert [json.loads(line)["key"] for line in path.read_text().splitlines()] == ["a", "b"]


def test_a_half_written_line_longer_than_a_block_is_cut_off_whole(tmp_path):
    path = tmp_path / "answers.jsonl"
    append(path, {"key": "a"})
    with path.open("ab") as file:
        file.write(b"x" * (3 << 16))
    append(path, {"key": "b"})
    assert path.read_bytes() == b'{"key":"a"}\n{"key":"b"}\n'


def test_a_journal_that_holds_nothing_but_a_torn_line_begins_anew(tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(b'{"key"')
    append(path, {"key": "b"})
    assert path.read_bytes() == b'{"key":"b"}\n'


def test_each_line_of_a_journal_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "answers.jsonl"
    Asker(Echo(), path).batch("plan", asks("a"))
    good = path.read_text()
    wrong = json.loads(good) | {"status": "splendid"}
    path.write_text(f"{good}[]\n{json.dumps(wrong)}\n{json.dumps({**json.loads(good), 'key': 3})}\n{good}")
    with pytest.raises(InputError) as caught:
        read(path)
    assert [issue.where for issue in caught.value.issues] == [f"answers.jsonl > line {n}" for n in (2, 3, 4)]


def test_where_nothing_watches_nothing_is_told():
    assert asking.unwatched("plan", 1, 2) is None
