"""The report in a real browser: no console error, every chart drawn, links and keys work, large workspaces stay quick."""

import sys
import time
from pathlib import Path

import pytest
from curation.report.page import SECTIONS, render

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "report"))
from report_samples import HOSTILE, sample

pytestmark = pytest.mark.browser

LARGE = 20_000


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a page made of `data`; fails the test on any console error, script error or request beyond the file."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    def open_(data):
        path = tmp_path / "report.html"
        path.write_text(render(data), "utf-8")
        tab = context.new_page()
        tab.on("console", lambda m: troubles.append(m.text) if m.type in {"error", "warning"} else None)
        tab.on("pageerror", lambda e: troubles.append(str(e)))
        tab.on("request", lambda r: None if r.url == path.as_uri() else troubles.append(f"asked for {r.url}"))
        tab.goto(path.as_uri())
        return tab

    yield open_
    context.close()
    assert troubles == []


def test_every_chart_is_drawn_and_every_link_goes_somewhere(opened):
    tab = opened(sample())
    charts = tab.locator("svg.chart")
    assert charts.count() >= 6
    for index in range(charts.count()):
        box = charts.nth(index).bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 20
    for anchor, _, _ in SECTIONS:
        tab.click(f'nav a[href="#{anchor}"]')
        assert tab.evaluate("location.hash") == f"#{anchor}"


def test_a_cell_of_the_heat_map_opens_its_clauses_by_keyboard_and_escape_closes_them(opened):
    tab = opened(sample())
    cell = tab.locator("[data-cell]").first
    wanted = int(cell.text_content())
    cell.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("dialog[open] .card").count() == wanted
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0


def test_an_item_is_found_and_tells_its_story_from_clause_to_release(opened):
    tab = opened(sample())
    tab.fill("#find", "c-000006")
    assert tab.locator("#found").text_content() == "1 of 60 items"
    story = tab.locator("#lineage").text_content()
    assert "clause policy-a § 6" in story
    assert "accept (consensus, 2 judgements) → released in sample@0.1.0" in story


def test_a_finding_leads_to_its_item(opened):
    tab = opened(sample())
    tab.click("[data-item]")
    assert tab.input_value("#find") == "c-000000"
    assert tab.locator("#lineage .card").count() == 1


def test_hostile_text_is_shown_and_never_runs(opened):
    tab = opened(sample())
    tab.fill("#find", "c-000000")
    assert HOSTILE in tab.locator("#lineage").text_content()
    assert tab.evaluate("window.broken") is None
    assert tab.locator("img").count() == 0


def test_light_and_dark_both_keep_text_readable(opened):
    tab = opened(sample())
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert contrast(tab, "body") >= 7
        assert contrast(tab, ".quiet") >= 4.5
    tab.click("#theme")
    assert tab.evaluate("document.documentElement.dataset.theme") == "light"
    assert contrast(tab, "body") >= 7


def contrast(tab, selector: str) -> float:
    """The contrast ratio of an element's text against the page, as WCAG 2.2 defines it."""
    colours = tab.evaluate(
        "s => [getComputedStyle(document.querySelector(s)).color, getComputedStyle(document.body).backgroundColor]",
        selector,
    )
    first, second = sorted((luminance(c) for c in colours), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: str) -> float:
    parts = [float(p) / 255 for p in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_in_print_nothing_interactive_is_left(opened):
    tab = opened(sample())
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    assert not tab.locator("#find").is_visible()
    assert tab.locator("#funnel svg").is_visible()


def test_every_button_and_field_has_a_name_for_a_screen_reader(opened):
    tab = opened(sample())
    names = tab.evaluate(
        "[...document.querySelectorAll('button,input')].map(e => e.ariaLabel || e.textContent.trim() || (e.labels && e.labels.length ? 'label' : ''))"
    )
    assert names
    assert all(names)


@pytest.mark.slow
def test_twenty_thousand_items_stay_under_ten_megabytes_and_open_in_three_seconds(opened, tmp_path):
    data = sample(items=LARGE, clauses=8_000)
    started = time.perf_counter()
    tab = opened(data)
    shown = tab.locator("#found").text_content()
    assert shown == f"{LARGE} items"
    size = (tmp_path / "report.html").stat().st_size
    assert size < 10_000_000
    opening = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(
        f"{size / 1e6:.1f} MB, loaded in {opening:.0f} ms, rendered and opened in {time.perf_counter() - started:.1f} s"
    )
    assert opening < 3_000
