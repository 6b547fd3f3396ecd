"""The page of a comparison in a real browser: no console error, no request beyond the file, both panels drawn."""

from __future__ import annotations

import pytest
from curation.measure import compare, page
from curation.measure.release import MeasurementBasis
from curation.measure.samples import ModelRun, Sample
from curation.measure.settings import Settings

pytestmark = pytest.mark.browser
BOUND = MeasurementBasis("demo", "1.0.0", "a" * 64)


def run(refused: int, right: int) -> ModelRun:
    prompts = [
        Sample(id=f"p{i}", kind="prompt", label="refused" if i < refused else "complied", response="x", benign=i >= 30,
               path=("<b>Safety</b>", f"part {i % 3}"), regions=("EU", "US")[i % 2 :])
        for i in range(40)
    ]  # fmt: skip
    questions = [
        Sample(
            id=f"q{i}", kind="question", correct=i < right, response="A", path=("Knowledge", f"part {i % 3}")
        )
        for i in range(40)
    ]
    return ModelRun("run", "a model", BOUND, (*prompts, *questions))


@pytest.mark.parametrize("after", [run(9, 38), run(28, 39)], ids=["much lost", "nothing lost"])
def test_the_page_opens_without_a_trouble_and_draws_both_panels(browser, tmp_path, after):
    result = compare.compare(run(28, 39), after, Settings())
    path = tmp_path / "change.html"
    path.write_text(page.render(result), "utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on(
        "request", lambda request: None if request.url.startswith("file:") else troubles.append(request.url)
    )
    opened.goto(path.as_uri())
    assert opened.locator("svg").count() == 2
    dot = opened.locator("#trade circle").bounding_box()
    frame = opened.locator("#trade rect").bounding_box()
    assert frame["x"] <= dot["x"] <= frame["x"] + frame["width"]
    assert frame["y"] <= dot["y"] <= frame["y"] + frame["height"]
    assert opened.locator("th b").count() == 0  # a name is shown, not run
    assert opened.locator("caption", has_text="by region").count() == 2
    wide = opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    assert troubles == []
    context.close()
