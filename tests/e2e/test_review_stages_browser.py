"""A question in two tasks on a real server: what an expert sees, and that the key is nowhere before its turn."""

from __future__ import annotations

import json

import pytest
from curation import taxonomy
from curation.cli.review import exchange as review_exchange
from curation.core.records import Evidence, Finding
from curation.review.board import layout, presentation, provision
from curation.review.judgements import batches
from curation.services.label_studio import LabelStudio

import live_desk as desk
import live_label_studio as live
from review_world import clause, question

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
TREE = taxonomy.load("lab-safety")
CODE = TREE.qualified(TREE.leaves()[3].code)
SECRET = "Paragraph two of the rules, read with care, is what settles it."
SUSPECT = "is much the longest"
PEOPLE = ["r-dora", "r-emil"]


def document():
    """A provision with a lead-in, three entries and a term that another clause defines."""
    text = "An operator shall keep, for every sealed unit:"
    head = clause(1).model_copy(update={"text": text, "eid": "art_1", "parent": "part_1"})
    entries = [
        clause(1).model_copy(
            update={
                "id": f"house-rules@1#art_1__point_{letter}", "eid": f"art_1__point_{letter}", "parent": "part_1",
                "marker": f"({letter})", "text": words, "citation": f"House Rules, Art. 1({letter})",
            }
        )
        for letter, words in zip("abc", ("a log of its use, for two years;", "a list of its keys;", "the test record."), strict=True)
    ]  # fmt: skip
    term = clause(2).model_copy(
        update={
            "text": "\u201cSealed unit\u201d means a unit that is closed by a seal.",
            "modality": "definition",
            "parent": "part_2",
        }
    )
    return [head, *entries, term]


def asked(number):
    """A question on the first entry of the list."""
    clauses = document()
    made = question(number, CODE).model_copy(
        update={
            "explanation": SECRET,
            "clauses": [clauses[0].id, clauses[1].id],
            "evidence": [
                Evidence(clause=clauses[1].id, clause_sha256="", start=0, end=1, quote=clauses[1].text)
            ],
            "pool": ["Ten years", "Until the unit is scrapped"],
        }
    )
    found = Finding(
        candidate=made.id,
        check="key-longest",
        version=1,
        severity="warn",
        field="options[1]",
        message=f"the key {SUSPECT}",
    )
    shown = presentation.of_candidate(
        made, clauses[:2], [found], provision.around(clauses[:2], provision.surroundings(clauses))
    )
    frozen = presentation.freeze("staged", "question", made.id, made.dataset, shown, 2, 1.0, [])
    return frozen.model_copy(update={"reviewers": PEOPLE})


@pytest.fixture(scope="module")
def people(label_studio, browser):
    for name in ("dora", "emil"):
        live.join(label_studio, f"{name}@example.com", desk.PASSWORD)
    return [desk.Person(browser, label_studio, f"{name}@example.com") for name in ("dora", "emil")]


def pseudonym(account):
    return f"r-{account.partition('@')[0]}"


def test_neither_key_nor_explanation_is_anywhere_before_its_turn(label_studio, people, tmp_path, capsys):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    screens = {s: layout.build("question", TREE, screen=s) for s in ("verdict", "blind")}
    batches.freeze(
        tmp_path, "staged", [asked(1), asked(2)], screens["verdict"], TREE.id, blind=screens["blind"]
    )
    board = LabelStudio(label_studio.url, label_studio.token)
    projects = review_exchange.bring(tmp_path, board, "staged")["projects"]
    dora, emil = people

    def found(person):
        places = list(desk.everywhere(person, list(projects.values())))
        words = [
            w.casefold()
            for w in (SECRET, SUSPECT, "Until the unit is scrapped", CODE.partition(":")[2] + '"')
        ]
        return len(places), [place for place, text in places if any(w in text.casefold() for w in words[:3])]

    dora.stream(projects["answer"])
    assert not dora.sees("An operator shall keep") and desk.fits(dora.page)
    dora.shoot("review-1-closed-book")
    dora.choose("A. One year")
    assert dora.sees("An operator shall keep")
    # The first answer has left the screen, and no key brings it back.
    assert not dora.page.locator(".cur-asked").first.is_visible()
    dora.press("1", "2", "b", "B")
    assert dora.page.locator(".cur-side input:checked").count() == 0
    assert dora.page.locator("mark").filter(has_text="a log of its use").first.is_visible()
    dora.choose("B. Two years")
    dora.choose("medium")
    dora.page.locator("summary").last.click()
    assert dora.sees("closed by a seal") and desk.fits(dora.page)
    dora.shoot("review-2-open-book")
    dora.submit()
    dora.choose("C. Five years")
    dora.choose("B. Two years")
    dora.submit()
    seen, places = found(dora)
    assert places == [], places
    # One has answered, the other has not: still nothing for either.
    review_exchange.take(tmp_path, board, "staged", pseudonym)
    more, places = found(emil)
    assert places == [], places
    with capsys.disabled():
        print(f"\nsearched for the key: {seen} places as one who has answered, {more} as one who has not")

    emil.stream(projects["answer"])
    emil.choose("B. Two years")
    emil.choose("B. Two years")
    emil.submit()
    emil.choose("It cannot be judged")
    assert not emil.page.locator(".cur-asked").first.is_visible()
    emil.submit()
    told = review_exchange.take(tmp_path, board, "staged", pseudonym)
    assert (told["opened"], [str(i) for i in told["issues"]]) == (2, [])

    dora.stream(projects["verdict"])
    for words in (SECRET, f"Option B: the marked answer {SUSPECT}", "An operator shall keep"):
        assert dora.sees(words)
    assert desk.fits(dora.page)
    dora.shoot("review-3-verdict")
    dora.choose("wrong")
    dora.choose("D")
    dora.press("r")
    dora.choose("Explanation wrong")
    dora.shoot("review-3-verdict-reject")
    dora.submit()
    dora.choose("right")
    dora.press("a")
    dora.submit()
    told = review_exchange.take(tmp_path, board, "staged", pseudonym)
    assert [str(i) for i in told["issues"]] == []
    log = batches.judgements(tmp_path, "staged")
    mine = sorted(
        (j.stage, j.status, j.verdict, tuple(sorted(j.answers.items())))
        for j in log
        if j.reviewer == "r-dora"
    )
    assert mine == [
        ("open", "active", "none", (("closed", 0), ("open", 1))),
        ("open", "active", "none", (("closed", 2), ("open", 1))),
        ("verdict", "active", "accept", ()),
        ("verdict", "active", "reject", ()),
    ]
    (against,) = [j for j in log if j.verdict == "reject"]
    assert (against.explanation, against.also_right, against.reasons) == ("wrong", [3], ["bad-explanation"])
    (skip,) = [j for j in log if j.status == "skipped"]
    assert (skip.reviewer, skip.skip) == ("r-emil", "cannot-judge")
    assert all(j.seconds is not None for j in log) and dora.external == emil.external == []


def test_the_merged_task_shows_each_part_after_the_one_before(label_studio, people, tmp_path):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    made = asked(3).model_copy(update={"batch": "merged"})
    batches.freeze(tmp_path, "merged", [made], layout.build("question", TREE), TREE.id)
    board = LabelStudio(label_studio.url, label_studio.token)
    projects = review_exchange.bring(tmp_path, board, "merged")["projects"]
    dora = people[0]
    dora.stream(projects["verdict"])
    # No key acts on what is not on the screen.
    dora.press("a", "r", "1", "2")
    assert dora.page.locator(".cur input:checked").count() == 0
    dora.choose("B. Two years")
    assert not dora.sees(SECRET)
    dora.choose("B. Two years")
    assert dora.sees(SECRET)
    dora.shoot("review-merged")
    dora.choose("right")
    dora.choose("accept")
    dora.submit()
    review_exchange.take(tmp_path, board, "merged", pseudonym)
    (given,) = batches.judgements(tmp_path, "merged")
    assert (given.stage, given.verdict, given.answers, given.explanation) == (
        "verdict", "accept", {"closed": 1, "open": 1}, "right",
    )  # fmt: skip


def test_the_mail_s_link_lands_in_the_stream_and_the_table_has_no_column_of_words(
    label_studio, people, tmp_path
):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    screens = {s: layout.build("question", TREE, screen=s) for s in ("verdict", "blind")}
    made = asked(5).model_copy(update={"batch": "table"})
    batches.freeze(tmp_path, "table", [made], screens["verdict"], TREE.id, blind=screens["blind"])
    board = LabelStudio(label_studio.url, label_studio.token)
    projects = review_exchange.bring(tmp_path, board, "table")["projects"]
    text = people[0].table(projects["answer"])
    assert (
        "sealed unit" not in text.casefold()
        and "log of unit" not in text.casefold()
        and json.dumps(SECRET) not in text
    )


RARE = ("quillwort", "saxifrage", "tormentil", "bistort")
"""A word for each option that stands nowhere else: whatever finds one of them must find the others as well."""


def test_a_rare_word_of_the_key_is_found_nowhere_that_the_other_options_are_not(
    label_studio, people, tmp_path, capsys
):
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    screens = {s: layout.build("question", TREE, screen=s) for s in ("verdict", "blind")}
    options = [f"A seal of {word}" for word in RARE]
    made = []
    for number, key in ((7, 1), (8, 3)):
        item = asked(number)
        shown = {
            **item.shown,
            "options": options,
            "answer": key,
            "explanation": f"It is {options[key]}, as the article says.",
        }
        made.append(item.model_copy(update={"batch": "rare", "shown": shown}))
    batches.freeze(tmp_path, "rare", made, screens["verdict"], TREE.id, blind=screens["blind"])
    board = LabelStudio(label_studio.url, label_studio.token)
    projects = list(review_exchange.bring(tmp_path, board, "rare")["projects"].values())
    dora = people[0]
    dora.stream(projects[0])
    seen = 0
    for place, text in desk.everywhere(dora, projects):
        counts = {text.casefold().count(word) for word in RARE}
        assert len(counts) == 1, (place, counts)
        seen += max(counts) > 0
    assert seen > 0  # the options themselves are there, so the search can find
    api, tried = dora.context.request, 0
    for project in projects:
        listing = json.loads(
            api.get(f"{dora.url}/api/tasks/?project={project}&fields=all&page_size=9").text()
        )
        names = sorted({name for task in listing["tasks"] for name in task["data"]})
        for column in [*(f"data.{name}" for name in names), "annotations_results", "predictions_results"]:
            totals = []
            for word in RARE:
                one = {
                    "filter": f"filter:tasks:{column}",
                    "operator": "contains",
                    "type": "String",
                    "value": word,
                }
                query = json.dumps({"filters": {"conjunction": "and", "items": [one]}})
                answer = json.loads(
                    api.get(f"{dora.url}/api/tasks/", params={"project": project, "query": query}).text()
                )
                totals.append(sorted(task["id"] for task in answer["tasks"]))
                tried += 1
            assert all(found == totals[0] for found in totals), (column, totals)
    with capsys.disabled():
        print(
            f"\nsearched for the rare words of four options: {seen} places that hold them, {tried} searches of the table"
        )
