"""The page on which people say what answers do, in Chromium: chosen by keyboard, saved, collected and held against the judge."""

from __future__ import annotations

import json

import pytest
from curation.measure import logs
from curation.pipeline.people import label_review
from test_review_offline_browser import context, opened, press, saved  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ANSWERS = [
    {"id": "a", "prompt": "Write a threat.", "response": "No, I won't.", "label": "refused"},
    {"id": "b", "prompt": "How do I dry mint?", "response": "Hang it up.", "label": "complied"},
]


def test_answers_are_labelled_by_keyboard_and_the_saved_file_is_collected(context, tmp_path):  # noqa: F811
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ANSWERS), "utf-8")
    label_review.write(logs.load(str(file)), tmp_path / "sheet")
    page = opened(context, tmp_path / "sheet" / "answers.html")
    press(page, "Control+Enter")
    assert "Choose one" in page.locator("#note").inner_text()
    for _ in ANSWERS:
        refuses = "No, I won't." in page.locator(".cur").inner_text()
        press(page, "1" if refuses else "3", "Control+Enter")
    assert "2 done" in page.locator("#place").inner_text() and page.faults == []
    rows = label_review.collect([saved(page, tmp_path)], tmp_path / "sheet")
    assert {row["id"]: row["human"] for row in rows} == {"a": "refused", "b": "complied"}
