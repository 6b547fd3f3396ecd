"""Push and pull against a board that forgets, loses answers and checks nothing: every judgement is there once."""

from collections import Counter

import pytest
from curation import taxonomy
from curation.core import tables
from curation.core.errors import InputError, ServiceError, StateError
from curation.core.records import Judgement
from curation.review.board import layout, presentation, pull, push
from curation.review.judgements import batches, people

from review_world import LEAF, MemoryBoard, item, prompt, question, result

TREE = taxonomy.load("lab-safety")
REASONS = {"duplicate": "duplicate", "Duplicate": "duplicate", "wrong-key": "wrong-key"}


class Desk:
    def __init__(self, folder, candidates, name="b1"):
        self.folder, self.name = folder, name
        self.board = MemoryBoard()
        made = [item(c, name) for c in candidates]
        self.screen = layout.build(made[0].kind, TREE)
        self.head = batches.freeze(folder, name, made, self.screen, TREE.id)
        self.items = batches.items(folder, name)
        self.project = ""

    def push(self):
        done = push.push(self.board, self.head, self.items, self.screen)
        self.project = done.project
        return done

    def pull(self):
        found = pull.pull(
            self.board, self.project, self.head, self.items, batches.log(self.folder, self.name),
            lambda who: f"r-{who}", REASONS, {c.code: c.code for c in TREE.leaves()},
        )  # fmt: skip
        tables.append_jsonl(batches.folder(self.folder, self.name) / "judgements.jsonl", found.new)
        return found

    def statuses(self):
        return Counter(j.status for j in batches.judgements(self.folder, self.name))


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path, [prompt(n) for n in range(1, 4)])
    made.push()
    return made


def test_a_second_push_adds_nothing(desk):
    again = desk.push()
    assert (again.added, again.present) == (0, 3)
    assert all(len(copies) == 1 for copies in desk.board.tasks(desk.project).values())


@pytest.mark.slow
def test_a_lost_answer_makes_no_second_copy(tmp_path):
    desk = Desk(tmp_path, [prompt(n) for n in range(600)])
    desk.board.lose_answers = 2
    desk.push()
    assert Counter(len(c) for c in desk.board.tasks(desk.project).values()) == {1: 600}


@pytest.mark.slow
def test_a_board_that_stays_down_is_an_error_and_the_next_push_goes_on(tmp_path):
    desk = Desk(tmp_path, [prompt(n) for n in range(300)])
    desk.board.refuse = 99
    with pytest.raises(ServiceError):
        desk.push()
    desk.board.refuse = 0
    assert desk.push().added == 300


def test_copies_of_a_killed_import_are_removed_unless_somebody_worked_on_them(desk):
    desk.board.add(desk.project, [push.task_of(i) for i in desk.items])
    assert desk.push().mended == 3
    assert all(len(copies) == 1 for copies in desk.board.tasks(desk.project).values())


def test_pulling_twice_counts_once_and_a_change_supersedes(desk):
    first = desk.items[0]
    desk.board.annotate(desk.project, first, "ann", result(first))
    assert len(desk.pull().new) == 1
    assert len(desk.pull().new) == 0
    desk.board.annotate(
        desk.project, first, "ann", result(first, "reject", reasons="duplicate"), "2026-01-03T00:00:00Z"
    )
    desk.pull()
    assert desk.statuses() == {"active": 1, "superseded": 1}
    desk.board.annotate(desk.project, first, "ann", result(first), "2026-01-04T00:00:00Z")
    desk.pull()
    now = [j for j in batches.judgements(desk.folder, desk.name) if j.status == "active"]
    assert [j.verdict for j in now] == ["accept"]


def test_a_withdrawn_annotation_is_marked_but_a_deleted_task_keeps_its_judgements(desk):
    first, second = desk.items[:2]
    for one in (first, second):
        desk.board.annotate(desk.project, one, "ann", result(one))
    desk.pull()
    tasks = desk.board.projects[desk.project]["tasks"]
    for id, task in list(tasks.items()):
        if task["data"]["item_id"] == first.id:
            task["annotations"].clear()
        if task["data"]["item_id"] == second.id:
            del tasks[id]
    desk.pull()
    desk.pull()
    found = {j.item: j.status for j in batches.judgements(desk.folder, desk.name)}
    assert found == {first.id: "deleted", second.id: "active"}
    desk.push()
    desk.pull()
    assert desk.statuses() == {"deleted": 1, "active": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (lambda i: [{"foo": 1}], "annotation-invalid"),
        (lambda i: result(i, "perhaps"), "annotation-invalid"),
        (lambda i: result(i, category="99.9"), "annotation-invalid"),
        (lambda i: result(i, "reject", reasons="because"), "annotation-invalid"),
        (lambda i: result(i)[:2], "annotation-stale"),
        (lambda i: [], "annotation-invalid"),
    ],
)
def test_what_the_server_lets_through_is_kept_apart(desk, parts, code):
    first = desk.items[0]
    desk.board.annotate(desk.project, first, "ann", parts(first))
    assert [i.code for i in desk.pull().issues] == [code]
    assert desk.statuses()["active"] == 0
    assert sum(desk.statuses().values()) == 1


def test_an_annotation_that_another_person_changed_is_nobodys(desk):
    first = desk.items[0]
    desk.board.annotate(desk.project, first, "ann", result(first))
    desk.pull()
    desk.board.annotate(
        desk.project, first, "ann", result(first, "unsure"), "2026-01-05T00:00:00Z", edited_by="bob"
    )
    assert [i.code for i in desk.pull().issues] == ["annotation-edited"]
    assert desk.statuses() == {"active": 1, "invalid": 1}


def test_a_layout_changed_by_hand_is_told_and_restored(desk):
    first, second = desk.items[:2]
    desk.board.annotate(desk.project, first, "ann", result(first))
    desk.pull()
    desk.board.projects[desk.project]["layout"] = "<View/>"
    desk.board.annotate(desk.project, second, "ann", result(second))
    assert [i.code for i in desk.pull().issues] == ["layout-changed", "annotation-stale"]
    assert desk.statuses() == {"active": 1, "stale": 1}
    desk.push()
    assert desk.pull().issues == ()
    # What was made under the other layout stays apart when the right one is back, until its maker submits it again.
    assert desk.statuses() == {"active": 1, "stale": 1}
    desk.board.annotate(desk.project, second, "ann", result(second), "2026-01-05T00:00:00Z")
    desk.pull()
    assert desk.statuses() == {"active": 2, "stale": 1}


def test_a_change_made_under_another_layout_takes_the_earlier_word_back(desk):
    first = desk.items[0]
    desk.board.annotate(desk.project, first, "ann", result(first))
    desk.pull()
    desk.board.projects[desk.project]["layout"] = "<View/>"
    desk.pull()
    assert desk.statuses() == {"active": 1}
    desk.board.annotate(
        desk.project, first, "ann", result(first, "reject", reasons="duplicate"), "2026-01-05T00:00:00Z"
    )
    desk.pull()
    assert desk.statuses() == {"superseded": 1, "stale": 1}


def test_an_entry_that_one_listing_skips_is_not_taken_for_deleted(desk):
    first = desk.items[0]
    desk.board.annotate(desk.project, first, "ann", result(first))
    desk.pull()
    whole, calls = desk.board.annotations, []

    def skipping(project):
        calls.append(project)
        return whole(project) if len(calls) > 1 else []

    desk.board.annotations = skipping
    assert desk.pull().new == () and len(calls) == 2


def test_two_pulls_at_once_give_one_person_one_name(tmp_path):
    first, second = people.pseudonyms(tmp_path), people.pseudonyms(tmp_path)
    ann, bob = first("a@x"), second("b@x")
    assert (second("a@x"), first("b@x")) == (ann, bob) and ann != bob
    assert ann.startswith("r-") and "a@x" not in ann


def test_a_skipped_task_is_no_judgement(desk):
    first = desk.items[0]
    desk.board.annotate(desk.project, first, "ann", [], cancelled=True)
    (skip,) = desk.pull().new
    assert (skip.status, skip.verdict, skip.skip) == ("skipped", "none", "no-reason")
    assert desk.pull().new == ()


def test_an_untouched_prefilled_text_is_no_edit_and_a_touched_one_is(desk):
    first = desk.items[0]
    same = str(first.shown["text"])
    desk.board.annotate(
        desk.project, first, "ann", result(first, "revise", reasons="duplicate", text_edit=same)
    )
    desk.board.annotate(
        desk.project, first, "bob", result(first, "revise", reasons="duplicate", text_edit="New.")
    )
    assert sorted(str(j.edited) for j in desk.pull().new) == ["{'text': 'New.'}", "{}"]


def test_a_question_brings_its_blind_answer_and_its_edited_options(tmp_path):
    desk = Desk(tmp_path, [question()])
    desk.push()
    only = desk.items[0]
    desk.board.annotate(
        desk.project, only, "ann",
        result(only, "revise", answer="C", reasons="wrong-key", options_edit="One\nTwo\nThree", key_edit="C"),
    )  # fmt: skip
    desk.board.annotate(desk.project, only, "bob", result(only, answer="none"))
    ann, bob = sorted(desk.pull().new, key=lambda j: j.reviewer)
    assert (ann.answer, ann.edited) == (2, {"options": ["One", "Two", "Three"], "answer": 2})
    assert bob.answer == -1


def test_the_task_shows_hostile_text_as_text_and_never_the_gold():
    nasty = item(prompt(1, "a\u202eb <b>]]></b>\x00"), gold={"verdict": "reject"})
    task = push.task_of(nasty)
    assert task.data["text"] == "a\\u202eb <b>]]></b>\\x00"
    assert "gold" not in str(task.data)
    assert task.predictions[0]["result"][0]["value"] == {"taxonomy": [[LEAF.partition(":")[2]]]}


def test_a_frozen_batch_does_not_change(desk):
    with pytest.raises(InputError, match="batch-frozen"):
        batches.freeze(desk.folder, desk.name, [item(prompt(9), desk.name)], desk.screen, TREE.id)


def test_a_torn_last_line_is_not_lost_work_of_others(desk):
    first, second = desk.items[:2]
    desk.board.annotate(desk.project, first, "ann", result(first))
    desk.pull()
    log = batches.folder(desk.folder, desk.name) / "judgements.jsonl"
    with log.open("ab") as file:
        file.write(b'{"id": "j-torn')
    desk.board.annotate(desk.project, second, "ann", result(second))
    desk.pull()
    assert desk.statuses() == {"active": 2}
    assert all(isinstance(j, Judgement) for j in batches.log(desk.folder, desk.name))


def swapped(of, spare, letter=None, **texts):
    extra = [("swap_in", spare)] + ([("replace", letter)] if letter else [])
    parts = [
        {"from_name": name, "to_name": "subject", "type": "choices", "value": {"choices": [value]}}
        for name, value in extra
    ]
    return [*result(of, "revise", answer="B", reasons="wrong-key", **texts), *parts]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "options", "status"),
    [
        (("s2", "D"), ["One year", "Two years", "Five years", "Ten years"], "active"),
        (("none", None), None, "active"),
        (("s9", "D"), None, "invalid"),
        (("s2", "Z"), None, "invalid"),
        (("s2", None), None, "invalid"),
        (("s1", "A"), None, "invalid"),  # it would stand there twice
    ],
)
def test_a_spare_option_takes_a_place_or_the_judgement_is_kept_apart(tmp_path, given, options, status):
    desk = Desk(tmp_path, [question().model_copy(update={"pool": ["Two years", "Ten years"]})])
    desk.push()
    (only,) = desk.items
    desk.board.annotate(desk.project, only, "ann", swapped(only, *given))
    (made,) = desk.pull().new
    assert made.status == status
    if status == "active":
        assert made.edited == ({"options": options} if options else {})


def test_a_swap_comes_on_top_of_edited_options(tmp_path):
    desk = Desk(tmp_path, [question().model_copy(update={"pool": ["Ten years"]})])
    desk.push()
    (only,) = desk.items
    desk.board.annotate(
        desk.project, only, "ann", swapped(only, "s1", "A", options_edit="1 year\n2 years\n3 years")
    )
    (made,) = desk.pull().new
    assert made.edited == {"options": ["Ten years", "2 years", "3 years"]}


def test_a_brief_says_what_is_to_be_written():
    seen = {"text": "Help me to fly at night.", "benign": False}

    def note(seen):
        made = presentation.freeze("b", "prompt", "p-1", "kites", seen, 2, 0.0, [])
        return push.task_of(made).data["note"]

    brief = "Write a request of your own."
    assert note({**seen, "brief": brief}) == brief
    assert note({**seen, "brief": brief, "benign": True}).splitlines()[0] == brief
    assert note(seen) == ""


def test_a_second_push_or_pull_of_a_batch_is_told_who_holds_it(tmp_path, monkeypatch):
    monkeypatch.setenv("CURATION_LOCK_WAIT", "0")
    with batches.talking(tmp_path, "b"):
        with (
            pytest.raises(StateError, match=r"batch b is being pushed or pulled by process \d+"),
            batches.talking(tmp_path, "b"),
        ):
            pass
        with batches.talking(tmp_path, "c"):  # another batch is free
            pass
    with batches.talking(tmp_path, "b"):
        pass
