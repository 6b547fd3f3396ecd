"""The page: whole, escaped, self-contained, and honest about what is not there."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from curation.core.stage import Loss
from curation.core.tables import frame
from curation.report.data import ReportData
from curation.report.page import SECTIONS, render
from report_samples import HOSTILE, sample

VOID = {"meta", "br", "hr", "input", "link", "col"}


class Outline(HTMLParser):
    """Collects elements and complains of any that is closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def page() -> str:
    return render(sample())


def test_every_element_is_closed_in_order_and_every_link_has_its_target(page):
    seen = outline(page).seen
    ids = [a["id"] for _, a in seen if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for t, a in seen if t == "a"} <= set(ids)


def test_every_section_is_there_with_a_heading(page):
    for anchor, title, _ in SECTIONS:
        assert (
            f'<section id="{anchor}" aria-labelledby="{anchor}-title"><h2 id="{anchor}-title">{title}</h2>'
            in page
        )


def test_hostile_text_makes_no_element_and_no_control_character_gets_through(page):
    seen = outline(page).seen
    assert [t for t, _ in seen].count("script") == 2  # the data block and the page's own script
    assert not [t for t, _ in seen if t == "img"]
    assert not any(name.startswith("on") for _, attributes in seen for name in attributes)
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert "\u202e" not in outside
    assert "\x1b" not in page


def test_the_data_block_holds_the_hostile_text_unchanged_as_data(page):
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    data = json.loads(block.group(1))
    first = next(item for item in data["items"] if item[0] == "c-000000")
    assert first[1] == HOSTILE


def test_nothing_is_loaded_from_anywhere(page):
    for tag, attributes in outline(page).seen:
        assert not {"src", "srcset", "poster", "action"} & set(attributes), tag
        assert attributes.get("href", "#").startswith("#")
    assert "default-src &#x27;none&#x27;" in page
    assert "url(" not in page
    assert "@import" not in page


def test_every_picture_says_what_it_shows_and_has_a_table_in_its_section(page):
    for section in re.findall(r"<section .*?</section>", page, re.DOTALL):
        for picture in re.findall(r"<svg .*?</svg>", section, re.DOTALL):
            assert re.search(r"<title>[^<]+</title><desc>[^<]+</desc>", picture)
            assert 'role="img"' in picture
            assert "<table>" in section


def test_the_reason_of_every_loss_is_on_the_page(page):
    assert "no words" in page
    assert "no verb" in page


def test_an_item_carries_its_whole_story(page):
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    items = {item[0]: item for item in json.loads(block.group(1))["items"]}
    assert items["c-000002"][4] == ["prompt, base, ready", "dropped as a duplicate of c-000001 (near, 0.91)"]
    assert items["c-000000"][4] == ["prompt, base, ready", "stopped by check template-leak"]
    assert items["c-000006"][4] == ["prompt, base, ready", "in batch b1", "accept (consensus, 2 judgements)", "released in sample@0.1.0"]  # fmt: skip


def test_one_disagreement_among_ten_is_counted_once(page):
    table = re.search(
        r"<caption>Pairs of verdicts on the same item</caption>.*?</table>", page, re.DOTALL
    ).group(0)
    rows = re.findall(r"<tr><th scope=\"row\">(\w+)</th>(.*?)</tr>", table)
    cells = {name: re.findall(r"<td[^>]*>(.*?)</td>", rest) for name, rest in rows}
    # 10 items with two verdicts each: 9 accept/accept and 1 accept/revise.
    assert cells["accept"] == ["9", "1", "0", "0"]


def test_an_empty_workspace_says_what_to_run():
    page = render(ReportData(name="empty"))
    outline(page)
    assert "<code>curation run</code>" in page
    assert "nothing here is audited" in page


def test_a_preview_is_never_called_audited(page):
    table = re.search(r"<caption>Releases</caption>.*?</table>", page, re.DOTALL).group(0)
    assert "preview, 20 judgements" in table
    assert "audited" not in table


@pytest.mark.slow
def test_the_same_data_gives_the_same_bytes():
    assert render(sample()) == render(sample())


def test_the_learning_of_the_mapper_is_shown_batch_by_batch_in_the_order_of_judging():
    from curation.core.records import Judgement, ReviewItem

    def asked(batch: str, number: int) -> ReviewItem:
        shown = {"categories": ["air-2024@1.0:1.1.1"]}
        return ReviewItem(
            id=f"{batch}-{number}", batch=batch, kind="mapping", subject=f"c-{number}", revision="r", dataset="air", shown=shown
        )  # fmt: skip

    def said(batch: str, number: int, kept: bool, day: int) -> Judgement:
        return Judgement(
            id=f"j-{batch}-{number}", item=f"{batch}-{number}", batch=batch, kind="mapping", subject=f"c-{number}", revision="r",
            reviewer="ann", verdict="accept", labels=["air-2024@1.0:1.1.1"] if kept else ["air-2024@1.0:1.1.2"],
            made=f"2026-01-{day:02}T00:00:00Z", layout="l", source=f"{batch}-{number}",
        )  # fmt: skip

    items = [asked(b, n) for b in ("b-early", "a-late") for n in range(4)]
    judged = [said("b-early", n, n < 1, 1) for n in range(4)] + [
        said("a-late", n, n < 3, 9) for n in range(4)
    ]
    data = replace(sample(), items=frame(items, ReviewItem), judgements=frame(judged, Judgement))
    page = render(data)
    start = page.index("What the mapper learned")
    told = page[start : page.index("</table>", start)]
    assert told.index("b-early") < told.index("a-late")
    assert "0.25" in told or "25" in told


def test_the_yield_of_the_review_carries_its_share_with_n_and_interval():
    page = render(sample())
    start = page.index("Yield of the review")
    told = page[start : page.index("</table>", start)]
    assert "generator: template" in told
    assert "0.6" in told and "n=10" in told.replace("n = ", "n=")
    assert "<del>" in page[page.index("Edits: 1 of 1") :]


def test_a_step_that_makes_several_of_one_says_what_came_out_and_what_was_lost():
    # One clause of 71 gave two candidates and 70 gave none: 2 of 72 would be a share of nothing.
    page = render(replace(sample(), losses=[("generate", Loss(71, 2, {"forbids nothing": 70}))]))
    assert ">2, lost 70<" in page and "2 of 72" not in page
