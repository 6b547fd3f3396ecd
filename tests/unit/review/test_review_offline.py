"""The review on files: blind until the answers are in, the same records and refusals as a server, nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from curation.core import tables
from curation.core.files import sheets
from curation.review.board import layout
from curation.review.judgements import batches
from curation.review.offline import workbook
from curation.review.offline.screens import Screen
from curation.services import workbooks

import offline_world as world
from offline_world import KEYED, answered, data_of, export, take, workspace
from review_world import judgement, question


@pytest.fixture
def place(tmp_path):
    return workspace(tmp_path)


def judged(place, batch="asked"):
    found = {}
    for j in batches.judgements(place, batch):
        found.setdefault((j.reviewer, j.stage), []).append((j.status, j.verdict, j.answers, j.seconds))
    return found


def test_the_first_page_holds_nothing_of_the_key(place):
    for page in export(place).values():
        text = page.read_text("utf-8")
        assert KEYED not in text
        assert len(data_of(page)["groups"]) == 2
        assert page.stat().st_mode & 0o077 == 0
        asked = next(g for g in data_of(page)["groups"] if "answer" in g["title"])
        # The page of a question is the same whatever its key is, but for the fingerprints.
        assert not {"explanation", "findings", "marked", "key_choices", "also_choices"} & set(
            asked["tasks"][0]
        )


@pytest.mark.slow
def test_the_key_comes_in_a_second_page_when_everybody_has_answered(place):
    first = export(place)
    assert take(place, answered(first["r1"], place)).exit_code == 0
    again = export(place)
    assert list(again) == ["r2"] and KEYED not in again["r2"].read_text("utf-8")
    assert take(place, answered(first["r2"], place, option="C")).exit_code == 0
    second = export(place)
    assert sorted(second) == ["r1", "r2"]
    assert all(KEYED in page.read_text("utf-8") for page in second.values())
    assert take(place, *(answered(page, place) for page in second.values())).exit_code == 0
    assert judged(place) == {
        ("r1", "open"): [("active", "none", {"closed": 0, "open": 1}, 9.5)] * 2,
        ("r2", "open"): [("active", "none", {"closed": 0, "open": 2}, 9.5)] * 2,
        ("r1", "verdict"): [("active", "accept", {}, 9.5)] * 2,
        ("r2", "verdict"): [("active", "accept", {}, 9.5)] * 2,
    }
    assert export(place) == {}


@pytest.mark.slow
def test_the_same_file_twice_adds_nothing_and_a_changed_one_supersedes(place):
    page = export(place)["r1"]
    file = answered(page, place)
    take(place, file)
    before = batches.log(place, "put")
    assert take(place, file).exit_code == 0 and batches.log(place, "put") == before
    take(place, answered(page, place, verdict="unsure"))
    now = batches.judgements(place, "put")
    assert sorted(j.status for j in now) == ["active", "active", "superseded", "superseded"]
    assert {j.verdict for j in now if j.status == "active"} == {"unsure"}


@pytest.mark.slow
def test_an_answer_changed_after_the_key_was_shown_is_refused(place):
    first = export(place)
    take(place, *(answered(page, place) for page in first.values()))
    later = take(place, answered(first["r1"], place, option="C"))
    assert "answer-late" in later.output
    assert {j.answer for j in batches.judgements(place, "asked") if j.status == "active"} == {1}


@pytest.mark.slow
def test_a_file_counts_for_the_person_its_page_was_made_for(place):
    page = export(place)["r1"]
    take(place, answered(page, place, reviewer="r2"))
    assert {j.reviewer for j in batches.judgements(place, "put")} == {"r1"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "answers-format"),
        ("[]", "answers-format"),
        ("[" * 100_000, "answers-format"),
        ('{"format": "curation review answers", "version": 9}', "answers-version"),
        (
            '{"format": "curation review answers", "version": 1, "ticket": "x", "answers": 5}',
            "answers-format",
        ),
        (
            '{"format": "curation review answers", "version": 1, "ticket": "x", "answers": [{"item": 1}]}',
            "answers-format",
        ),
        (
            '{"format": "curation review answers", "version": 1, "ticket": "x", "answers": []}',
            "answers-ticket",
        ),
        ('{"format": "curation review answers", "version": 1, "ticket": 7, "answers": []}', "answers-ticket"),
        (
            '{"format": "curation review answers", "version": 1, "ticket": "\\ud800", "answers": []}',
            "answers-format",
        ),
    ],
)
def test_a_file_that_no_page_saved_is_refused_whole(place, text, code):
    export(place)
    file = place / "sent.json"
    file.write_text(text, "utf-8")
    done = take(place, file)
    assert done.exit_code == 1 and code in done.output and "Traceback" not in done.output
    assert batches.log(place, "put") == []


@pytest.mark.slow
def test_items_of_others_and_an_item_answered_twice_are_told(place):
    file = answered(export(place)["r1"], place)
    body = json.loads(file.read_text("utf-8"))
    body["answers"][0]["item"] = "item-elsewhere"
    body["answers"][1]["project"] = "p-elsewhere"
    file.write_text(json.dumps(body), "utf-8")
    done = take(place, file)
    assert done.exit_code == 0 and done.output.count("answer-foreign") == 2
    body["answers"].append(body["answers"][2])
    file.write_text(json.dumps(body), "utf-8")
    refused = take(place, file)
    assert refused.exit_code == 1 and "answers-twice" in refused.output


@pytest.mark.slow
def test_what_does_not_fit_the_layout_is_kept_apart_as_from_a_server(place):
    file = answered(export(place)["r1"], place, verdict="perhaps")
    assert "annotation-invalid" in take(place, file).output
    assert {j.status for j in batches.judgements(place, "put")} == {"invalid"}


def test_where_nobody_is_named_a_reviewer_has_to_be_given(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    made = [world.item(world.prompt(1), "open")]
    batches.freeze(place, "open", made, world.layout.build("prompt", world.TREE), world.TREE.id)
    assert "--reviewer" in world.call("review", "export", "-w", place).output
    (who,) = export(place, "--reviewer", "ann@example.com")
    assert "@" not in who


def tasks_of(page):
    return {task["item_id"] for group in data_of(page)["groups"] for task in group["tasks"]}


def open_batch(place, name, numbers, people=(), **head):
    made = [world.item(world.prompt(n), name, overlap=1, why=["writing"] if head else []) for n in numbers]
    screen = "writing" if head else "review"
    layout = world.layout.build("prompt", world.TREE, screen=screen)
    batches.freeze(place, name, made, layout, world.TREE.id, **head)
    return made


def test_each_brief_that_names_nobody_is_in_the_page_of_one_person(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    made = open_batch(place, "briefs", range(1, 6), role="author", purpose="writing")
    both = ("--reviewer", "ann@example.org", "--reviewer", "bob@example.org")
    pages = [tasks_of(page) for page in export(place, *both).values()]
    assert sorted(map(len, pages)) == [2, 3]
    assert set().union(*pages) == {item.id for item in made}
    # Again for one of them, and for somebody who came later: the same share, and none without the name of the batch.
    (own,) = export(place, "--reviewer", "ann@example.org").values()
    assert tasks_of(own) in pages
    assert export(place, "--reviewer", "carol@example.org") == {}
    (all_,) = export(place, "--reviewer", "carol@example.org", "--batch", "briefs").values()
    assert len(tasks_of(all_)) == 5


def test_a_page_holds_no_item_that_has_its_judgements_already(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    first, second = open_batch(place, "put", (1, 2))
    tables.append_jsonl(batches.folder(place, "put") / "judgements.jsonl", [judgement(first, "ann")])
    (page,) = export(place, "--reviewer", "carol").values()
    assert tasks_of(page) == {second.id}


def filled(path, rows):
    """Fills a workbook as a person would: `rows` gives values by sheet number and column title."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        head = {c.value: c.column for c in sheet[1]}
        for start, values in rows.items():
            if sheet.title.startswith(start):
                for row in range(2, sheet.max_row + 1):
                    for title, value in values.items():
                        sheet.cell(row, head[title]).value = value
    book.save(path)
    return path


CLOSED, OPEN = (
    "1. Closed book: answer from the question alone",
    "2. Open book: your answer with the provision",
)


@pytest.mark.slow
def test_a_workbook_brings_the_same_records(place):
    pytest.importorskip("openpyxl", reason="the workbooks extra is not installed")
    books = export(place, "--xlsx")
    for path in books.values():
        filled(path, {"1.1": {CLOSED: "A"}, "1.2": {OPEN: "B"}, "2.1": {"Verdict": "accept"}})
        assert take(place, path).exit_code == 0
    assert judged(place)[("r1", "open")] == [("active", "none", {"closed": 0, "open": 1}, None)] * 2
    assert [j.verdict for j in batches.judgements(place, "put") if j.status == "active"] == ["accept"] * 4
    second = export(place, "--xlsx")["r1"]
    more = {
        "Is the explanation right?": "wrong",
        "Verdict": "reject",
        "Why (at least one reason) (1)": "Duplicate",
    }
    assert take(place, filled(second, {"1.1": more})).exit_code == 0
    verdicts = [j for j in batches.judgements(place, "asked") if j.stage == "verdict"]
    assert {(j.status, j.verdict, tuple(j.reasons), j.explanation) for j in verdicts} == {
        ("active", "reject", ("duplicate",), "wrong")
    }


@pytest.mark.slow
def test_a_workbook_shows_nothing_of_the_key_and_runs_no_formula(place):
    openpyxl = pytest.importorskip("openpyxl", reason="the workbooks extra is not installed")
    path = export(place, "--xlsx")["r1"]
    texts = [
        str(c.value) for s in openpyxl.load_workbook(path).worksheets for row in s for c in row if c.value
    ]
    assert not any(KEYED in t for t in texts) and "Category (change it if wrong) (1)" in texts
    # The category of a prompt is proposed there; that of a question comes with its key.
    asked = [s for s in workbooks.read(path) if s.startswith("1.")]
    assert all("category" not in key.lower() for s in asked for key in workbooks.read(path)[s][0])
    workbooks.write(path, [sheets.Sheet("s", [sheets.Column("=1+1")], [["=cmd|' /C calc'!A0"]])])
    cell = openpyxl.load_workbook(path)["s"]["A2"]
    assert (cell.data_type, cell.value) == ("s", "=cmd|' /C calc'!A0")


@pytest.mark.slow
def test_a_workbook_shows_the_options_beside_each_answer_that_it_asks_for(place):
    pytest.importorskip("openpyxl", reason="the workbooks extra is not installed")
    book = workbooks.read(export(place, "--xlsx")["r1"])
    offered = question(1).options
    for part in ("1.1", "1.2"):
        (row, *_) = next(rows for title, rows in book.items() if title.startswith(part))
        assert [line[:2] for line in row["Options"].splitlines()][:4] == ["A.", "B.", "C.", "D."]
        assert all(option in row["Options"] for option in offered)


@pytest.mark.slow
@pytest.mark.parametrize("value", ["Z", "accept", "=1+1"])
def test_a_value_that_is_in_no_list_is_refused_as_from_a_server(place, value):
    pytest.importorskip("openpyxl", reason="the workbooks extra is not installed")
    path = filled(export(place, "--xlsx")["r1"], {"1.1": {CLOSED: "A"}, "1.2": {OPEN: value}})
    done = take(place, path)
    assert done.exit_code == 0 and "annotation-invalid" in done.output
    if not value.startswith("="):  # a formula that nothing has computed is an empty cell
        assert (
            "row 2 > 2. Open book" in done.output and "is not in the list of this cell (A, B," in done.output
        )
    assert {j.status for j in batches.judgements(place, "asked")} == {"invalid"}


@pytest.mark.slow
def test_a_file_that_is_no_workbook_or_lost_a_sheet_is_refused(place):
    openpyxl = pytest.importorskip("openpyxl", reason="the workbooks extra is not installed")
    path = export(place, "--xlsx")["r1"]
    book = openpyxl.load_workbook(path)
    del book[next(s for s in book.sheetnames if s.startswith("1.2"))]
    book.save(path)
    assert "workbook-sheet" in take(place, path).output
    path.write_bytes(b"PK\x03\x04 no workbook")
    refused = take(place, path)
    assert refused.exit_code == 1 and "workbook-format" in refused.output


def test_the_words_of_a_screen_in_a_cell():
    html = (
        '<div class="cur-cite">Art. 1</div><p>a <mark>b</mark> &lt;c&gt;</p><ul><li>one</li><li>two</li></ul>'
    )
    assert workbook.words(html) == "Art. 1\na »b« <c>\n• one\n• two"
    assert workbook.words("5 &lt; 6") == "5 < 6"


@pytest.mark.slow
def test_the_commands_load_no_workbook_library_until_one_is_needed():
    code = "import sys, curation.cli.review.offline, curation.services.workbooks; print('openpyxl' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )


def test_a_judgement_too_many_is_told_when_it_comes_in_and_not_again(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    open_batch(place, "put", (1,))
    pages = export(place, "--reviewer", "ann@example.org", "--reviewer", "bob@example.org")
    files = [answered(page, place) for page in pages.values()]
    assert "overlap-exceeded" in take(place, *files).output
    again = take(place, *files)
    assert again.exit_code == 0
    assert "overlap-exceeded" not in again.output


@pytest.mark.parametrize("column", ["Verdict", "Better wording [2]"])
def test_an_own_verdict_in_a_workbook_has_a_column_of_its_name_and_the_former_name_is_still_read(column):
    built = layout.build("prompt", world.TREE, screen="adjudication")
    screen = Screen("p", "t", built.xml, "", [])
    (sheet, _) = workbook.sheets("ticket", [screen])
    titles = [c.title for c in sheet.columns]
    assert "Verdict" in titles and "Better wording [2]" not in titles
    row = {"Item": "i1", "Your decision": "My own verdict", column: "reject"}
    (given,) = workbook.answers("f", {"1.1 t": [row]}, {"1.1 t": "p"}, {"p": screen})
    chosen = {part["from_name"]: part["value"] for part in given["result"]}
    assert chosen == {"choice": {"choices": ["own"]}, "verdict": {"choices": ["reject"]}}
    wrong = [{**row, column: "refuse"}]
    (odd,) = workbook.unlisted("f", {"1.1 t": wrong}, {"1.1 t": "p"}, {"p": screen})
    assert odd.where == f"f > 1.1 t > row 2 > {column}"


def test_each_text_of_a_workbook_has_a_name_that_says_what_it_is():
    layout = '<View><Header value="Prompt"/><HyperText name="subject" value="$shown"/><Text name="note" value="$note"/></View>'
    (sheet, _) = workbook.sheets("t", [Screen("p", "prompts", layout, "", [])])
    assert [column.title for column in sheet.columns] == ["Item", "Prompt", "Note"]


def blind_workspace(tmp_path):
    """One question that anybody may take, for two people."""
    place = workspace(tmp_path, questions=0, prompts=0)
    made = [world.item(world.question(1), "asked")]
    screens = {s: world.layout.build("question", world.TREE, screen=s) for s in ("verdict", "blind")}
    batches.freeze(place, "asked", made, screens["verdict"], world.TREE.id, blind=screens["blind"])
    return place


def titles(page):
    return [group["title"] for group in data_of(page)["groups"]]


ANN, BOB, CAROL = (("--reviewer", f"{name}@example.org") for name in ("ann", "bob", "carol"))


@pytest.mark.parametrize("more", [(), ("--batch", "asked")])
def test_nobody_is_shown_a_key_before_an_answer_of_their_own_is_recorded(tmp_path, more):
    place = blind_workspace(tmp_path)
    take(place, *(answered(page, place) for page in export(place, *ANN, *BOB).values()))
    # The verdict task is there now, and somebody new comes: first the question alone, then the key.
    (first,) = export(place, *CAROL, *more).values()
    assert KEYED not in first.read_text("utf-8")
    assert len(data_of(first)["groups"]) == 1
    assert "answer-late" not in take(place, answered(first, place, option="C")).output
    answers = {j.reviewer: (j.status, j.answer) for j in batches.judgements(place, "asked")}
    assert sorted(answers.values()) == [("active", 1), ("active", 1), ("active", 2)]
    (second,) = export(place, *CAROL, *more).values()
    assert KEYED in second.read_text("utf-8") and len(data_of(second)["groups"]) == 1
    # From now on the answer stays.
    assert "answer-late" in take(place, answered(first, place, option="A")).output


def test_nobody_who_skipped_the_question_is_shown_its_key(tmp_path):
    place = blind_workspace(tmp_path)
    pages = export(place, *ANN, *BOB, *CAROL)
    (skipper, *others) = pages
    file = answered(pages[skipper], place)
    body = json.loads(file.read_text("utf-8"))
    for answer in body["answers"]:
        answer["result"] = [p for p in answer["result"] if p["from_name"] == "seen_rev"]
        answer["result"].append(world.part("skip", "choices", "not-my-field"))
    file.write_text(json.dumps(body), "utf-8")
    take(place, file, *(answered(pages[who], place) for who in others))
    assert sorted(export(place)) == sorted(others)
    assert export(place, "--reviewer", skipper, "--batch", "asked") == {}


def test_no_screen_of_another_batch_shows_the_key_of_a_question_that_the_file_asks(tmp_path):
    place = blind_workspace(tmp_path)
    dispute = world.layout.build("question", world.TREE, screen="adjudication")
    again = [world.item(world.question(1), "dispute", overlap=1, why=["adjudication"])]
    batches.freeze(
        place, "dispute", again, dispute, world.TREE.id, role="adjudicator", purpose="adjudication"
    )
    (page,) = export(place, *CAROL).values()
    assert KEYED not in page.read_text("utf-8") and len(data_of(page)["groups"]) == 1


def skipping(page, folder, *items):
    """The file of a page whose items are answered, and `items` (all without names) skipped."""
    file = answered(page, folder)
    body = json.loads(file.read_text("utf-8"))
    for answer in body["answers"]:
        if not items or answer["item"] in items:
            answer["result"] = [p for p in answer["result"] if p["from_name"] == "seen_rev"]
            answer["result"].append(world.part("skip", "choices", "not-my-field"))
    file.write_text(json.dumps(body), "utf-8")
    return file


def next_of(place, command="status"):
    return [
        line for line in world.call("review", command, "-w", place).output.splitlines() if "next:" in line
    ]


def test_a_skipped_item_is_said_to_need_another_person(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    made = [world.item(world.prompt(n), "put") for n in (1, 2)]
    batches.freeze(place, "put", made, world.layout.build("prompt", world.TREE), world.TREE.id)
    pages = list(export(place, *ANN, *BOB).values())
    assert next_of(place) == []
    took = take(place, answered(pages[0], place), skipping(pages[1], place, made[0].id))
    want = "next: curation review export --reviewer ADDRESS --batch put   (1 item of put needs another person, as 1 item of it was skipped)"
    assert want in took.output.splitlines() and next_of(place) == [want]
    take(place, answered(export(place, *CAROL).popitem()[1], place))
    assert next_of(place) == []


def test_disagreements_are_said_to_wait_for_a_third_person(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=1)
    pages = export(place)
    take(place, answered(pages["r1"], place), answered(pages["r2"], place, verdict="unsure"))
    (line,) = next_of(place)
    assert line.startswith("next: curation review adjudicate --freeze-only   (people differ on 1 item")
    told = world.call("review", "decide", "-w", place).output
    assert "the verdicts are accept and unsure" in told.replace("unsure and accept", "accept and unsure")
    assert "curation review adjudicate --freeze-only" in told and "categories differ" not in told
    assert world.call("review", "adjudicate", "--freeze-only", "-w", place).exit_code == 0
    assert "an adjudicator has all items" in world.call("review", "decide", "-w", place).output
    (line,) = next_of(place)
    assert "--reviewer ADDRESS --batch" in line and "adjudication" in line


def test_the_verdicts_are_said_to_wait_for_pages_when_the_answers_are_in(place):
    pages = export(place)
    took = take(place, *(answered(page, place) for page in pages.values()))
    assert "next: curation review export   (pages for what waits now)" in took.output.splitlines()
    export(place)
    assert next_of(place) == []


def test_answers_other_than_the_mark_are_told_as_the_reason_of_a_pending_question(tmp_path):
    place = workspace(tmp_path, questions=1, prompts=0)
    take(place, *(answered(page, place, option="C") for page in export(place).values()))
    take(place, *(answered(page, place) for page in export(place).values()))
    told = world.call("review", "decide", "-w", place).output
    assert "answered C, C before the mark was shown" in told


def test_the_terminal_of_the_maintainer_names_people_and_no_file_does(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    open_batch(place, "put", (1,))
    done = world.call("review", "export", *ANN, "--out", place / "out", "-w", place)
    assert "1 item for ann@example.org (r-" in done.output
    (page,) = (place / "out").iterdir()
    assert "ann" not in page.name and "example.org" not in page.read_text("utf-8")
    took = take(place, answered(page, place))
    assert "1 answer of ann@example.org (r-" in took.output


def test_a_batch_that_there_is_not_is_told_with_those_that_there_are(place):
    refused = world.call("review", "export", "--batch", "put-9", "-w", place)
    assert refused.exit_code == 1 and "the batches are: asked, put" in refused.output


def test_the_verdict_page_holds_what_its_reader_answered_and_nothing_of_others(tmp_path):
    place = workspace(tmp_path, questions=1, prompts=0)
    first = export(place)
    take(place, answered(first["r1"], place, option="C"), answered(first["r2"], place, option="D"))
    for who, letter_ in (("r1", "C"), ("r2", "D")):
        (group,) = data_of(export(place)[who])["groups"]
        (task,) = group["tasks"]
        said = {book: words[0] for book, words in task["own_answers"].items()}
        assert said == {"Closed book": "A", "Open book": letter_}
        assert group["heading"].endswith("questions \u00b7 round 2 of 2: your verdicts")


@pytest.mark.slow
def test_a_mistyped_address_is_told_as_new_and_can_be_taken_back(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    open_batch(place, "put", (1,))
    export(place, "--reviewer", "ann@example.org")
    done = world.call(
        "review", "export", "--out", place / "out", "-w", place, "--reviewer", "ann@exmaple.org"
    )
    assert "new here: ann@exmaple.org" in done.output
    assert len(export(place)) == 2
    removed = world.call("review", "people", "--remove", "ann@exmaple.org", "-w", place)
    assert removed.exit_code == 0 and "removed ann@exmaple.org" in removed.output
    (left,) = export(place).values()
    assert "ann@exmaple.org" not in world.call("review", "people", "-w", place).output
    assert take(place, answered(left, place)).exit_code == 0
    refused = world.call("review", "people", "--remove", "ann@example.org", "-w", place)
    assert refused.exit_code == 1 and "has judged" in refused.output


@pytest.mark.parametrize("name", ["ann.example.org", "ann example", "../ann"])
def test_what_is_neither_an_address_nor_a_pseudonym_gets_no_file(tmp_path, name):
    place = workspace(tmp_path, questions=0, prompts=0)
    open_batch(place, "put", (1,))
    done = world.call("review", "export", "--out", place / "out", "-w", place, "--reviewer", name)
    assert done.exit_code == 1 and "reviewer-name" in done.output
    assert not (place / "out").exists()


def test_answers_other_than_the_mark_are_no_difference_between_people(tmp_path):
    place = blind_workspace(tmp_path)
    for _ in range(2):
        pages = export(place, *ANN, *BOB) if not (place / "out").exists() else export(place)
        take(place, *(answered(page, place, option="C") for page in pages.values()))
    (line,) = next_of(place)
    assert "1 item got an answer other than the marked one" in line and "differ" not in line


def test_a_frozen_batch_is_told_with_what_it_holds(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=1)
    pages = export(place)
    take(place, answered(pages["r1"], place), answered(pages["r2"], place, verdict="unsure"))
    told = world.call("review", "adjudicate", "--freeze-only", "-w", place).stdout
    assert told.strip().endswith("-adjudication-1: 1 item (house, prompt adjudication)")


def test_a_new_person_gets_of_round_1_what_others_have_not_answered(tmp_path):
    place = workspace(tmp_path, questions=0, prompts=0)
    made = [world.item(world.question(n), "asked") for n in (1, 2, 3)]
    screens = {s: world.layout.build("question", world.TREE, screen=s) for s in ("verdict", "blind")}
    batches.freeze(place, "asked", made, screens["verdict"], world.TREE.id, blind=screens["blind"])
    pages = list(export(place, *ANN, *BOB).values())
    take(place, answered(pages[0], place), skipping(pages[1], place, made[1].id))
    (page,) = export(place, *CAROL).values()
    assert [task["item_id"] for group in data_of(page)["groups"] for task in group["tasks"]] == [made[1].id]


def test_the_answers_of_round_1_are_told_while_verdicts_are_none(place):
    pages = export(place)
    take(place, answered(pages["r1"], place))
    told = world.call("review", "status", "-w", place).output
    assert "asked: 2 of 4 answers of round 1 are in" in told and "put: " not in told.partition("asked: 2")[2]


def test_an_answer_that_cannot_count_is_told_with_what_asks_again(place):
    told = take(place, answered(export(place)["r1"], place, verdict="splendid")).output
    assert "2 answers cannot count" in told and "curation review export" in told
