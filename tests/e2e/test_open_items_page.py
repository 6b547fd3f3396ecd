"""The page without a server for conversations and tasks, in Chromium: judged point by point, edited by turn, read back."""

from __future__ import annotations

import pytest
from curation import taxonomy
from curation.core.ports import Annotation
from curation.review.board import annotations, layout, tasks
from curation.review.judgements import reasons
from curation.review.offline import answers, page
from curation.review.offline.screens import Screen, shown
from test_review_offline_browser import context, opened, press, saved  # noqa: F401

from review_world import conversation, item, task

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TREE = taxonomy.load("lab-safety")


def written(folder, *made):
    screens = []
    for one in made:
        of = item(one)
        screen = layout.build(of.kind, TREE)
        held = tasks.task_of(of, layout="L")
        screens.append(
            Screen(
                of.kind,
                of.kind,
                screen.xml,
                screen.guidelines,
                [shown({"data": held.data, "predictions": held.predictions})],
            )
        )
    path = folder / "page.html"
    path.write_text(page.page("Open items", "ticket-1", screens), "utf-8")
    return path


def read(of, answer):
    made = Annotation("s", of.id, "ann", answer.result, "t", "t", None)
    given = {key: r.code for r in reasons.load() for key in (r.label, r.code)}
    leaves = {c.code: c.code for c in TREE.leaves()}
    return annotations.parse(made, of, given, leaves, TREE.id)


def test_a_task_and_a_conversation_are_judged_on_the_page_and_read_back(context, tmp_path):  # noqa: F811
    points, turns = task(), conversation()
    sheet = opened(context, written(tmp_path, points, turns))
    press(sheet, "a", "Control+Enter")
    assert "every point of the rubric" in sheet.locator("#note").inner_text()
    press(sheet, "w")
    sheet.get_by_label("p3. Lets the log be thrown away after a year.").check()
    press(sheet, "e")
    sheet.get_by_label("A point is wrong").check()
    box = sheet.get_by_label("Better rubric", exact=False)
    box.fill(box.input_value().replace("p3 (mistake, 1)", "p3 (mistake, 2)"))
    press(sheet, "Control+Enter")
    assert "1 done" in sheet.locator("#place").inner_text()
    assert [e.inner_text().split("\n")[0].split(":")[0] for e in sheet.locator(".cur-turn").all()] == [
        "System",
        "User",
        "Assistant",
        "User",
    ]
    press(sheet, "e")
    sheet.get_by_label("Ambiguous or unclear").check()
    box = sheet.get_by_label("Better wording")
    box.fill(box.input_value().replace("Who keeps the log", "Who has to keep the log"))
    press(sheet, "Control+Enter")
    assert "2 done" in sheet.locator("#place").inner_text() and sheet.faults == []
    first, second = answers.read(saved(sheet, tmp_path)).answers
    judged = read(item(points), first)
    assert judged.problems == [] and judged.points == {"p1": "right", "p2": "right", "p3": "wrong"}
    assert [p["weight"] for p in judged.edited["rubric"]] == [2.0, 1.0, 2.0]
    spoken = read(item(turns), second)
    assert (
        spoken.problems == []
        and spoken.edited["messages"][1]["content"] == "Who has to keep the log of the unit?"
    )
