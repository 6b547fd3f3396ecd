"""The page for people without a server, in Chromium: stages, keyboard, autosave, the file, and a screen reader's view."""

from __future__ import annotations

import json

import pytest
from curation.review.judgements import batches

import live_desk as desk
import offline_world as world
from offline_world import KEYED, answered, export, take, workspace

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def place(tmp_path):
    return workspace(tmp_path)


@pytest.fixture
def context(browser):
    made = browser.new_context(viewport=desk.LAPTOP, accept_downloads=True)
    yield made
    made.close()


def opened(context, path):
    page = context.new_page()
    page.faults = []
    page.asked = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    page.locator(".cur").first.wait_for()
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(60)


def saved(page, folder):
    with page.expect_download() as told:
        page.keyboard.press("Control+s")
    path = folder / f"saved-{len(list(folder.glob('saved-*')))}.json"
    told.value.save_as(path)
    return path


def shoot(page, name):
    desk.IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(desk.IMAGES / f"{name}.png"))


def test_a_whole_review_by_keyboard_in_two_pages(place, context, tmp_path):
    pages = export(place)
    page = opened(context, pages["r1"])
    assert desk.fits(page) and page.get_by_text("An operator shall keep").count() + 0 == 1
    assert not page.get_by_text("An operator shall keep").first.is_visible()
    shoot(page, "offline-1-closed-book")
    press(page, "1")
    assert page.get_by_text("An operator shall keep").first.is_visible() and desk.fits(page)
    # The first answer is locked: the same key now answers with the open book.
    press(page, "2")
    shoot(page, "offline-2-open-book")
    press(page, "Control+Enter", "3", "3", "Control+Enter", "a", "Control+Enter", "r")
    page.get_by_label("Duplicate").check()
    page.get_by_label("Comment (optional)").fill("the same as the one before")
    shoot(page, "offline-prompt")
    press(page, "Control+Enter")
    assert (
        "2 of 4" not in page.locator("#place").inner_text()
        and "4 done" in page.locator("#place").inner_text()
    )
    # The key is in no place of the page: not in its source, its tree, its storage.
    for text in (
        page.content(),
        pages["r1"].read_text("utf-8"),
        page.evaluate("JSON.stringify(localStorage)"),
    ):
        assert KEYED not in text
    first = saved(page, tmp_path)
    assert KEYED not in first.read_text("utf-8") and page.faults == []
    assert [url for url in page.asked if not url.startswith(("file:", "blob:"))] == []
    assert take(place, first, world.answered(pages["r2"], tmp_path)).exit_code == 0
    second = opened(context, export(place)["r1"])
    assert second.get_by_text(KEYED).first.is_visible() and desk.fits(second)
    shoot(second, "offline-3-verdict")
    # A key judges the explanation, and a verdict that is pressed again stays.
    press(second, "y", "a", "a", "Control+Enter")
    assert "1 done" in second.locator("#place").inner_text()
    second.get_by_role("group", name="Is the explanation right?").get_by_label("wrong").check()
    press(second, "u", "Control+Enter")
    assert take(place, saved(second, tmp_path)).exit_code == 0
    mine = [j for j in batches.judgements(place, "asked") if j.reviewer == "r1"]
    assert sorted((j.stage, j.verdict, j.answers.get("closed"), j.answers.get("open"), j.explanation) for j in mine) == [
        ("open", "none", 0, 1, ""), ("open", "none", 2, 2, ""),
        ("verdict", "accept", None, None, "right"), ("verdict", "unsure", None, None, "wrong"),
    ]  # fmt: skip
    assert all(j.status == "active" and j.seconds is not None for j in mine)
    (against,) = [j for j in batches.judgements(place, "put") if j.reviewer == "r1" and j.verdict == "reject"]
    assert (against.reasons, against.comment) == (["duplicate"], "the same as the one before")


def test_a_closed_browser_loses_nothing_not_even_a_comment_half_typed(place, context, tmp_path):
    path = export(place)["r1"]
    page = opened(context, path)
    press(page, "2", "2")
    page.get_by_label("Comment (optional)").click()
    page.keyboard.type("half a comm")
    page.close()
    again = opened(context, path)
    assert again.get_by_label("Comment (optional)").input_value() == "half a comm"
    assert again.locator(".cur-side input:checked").count() == 1
    press(again, "Control+Enter")
    file = saved(again, tmp_path)
    # On another computer the saved file goes on where it stopped.
    other = context.browser.new_context()
    elsewhere = opened(other, path)
    elsewhere.set_input_files("#load", file)
    elsewhere.wait_for_timeout(200)
    assert "1 done" in elsewhere.locator("#place").inner_text()
    other.close()


def test_no_key_acts_on_what_is_not_on_the_screen_and_a_finished_item_needs_its_answers(place, context):
    page = opened(context, export(place)["r1"])
    press(page, "a", "e", "r", "u")
    assert page.locator("input:checked").count() == 0
    press(page, "Control+Enter")
    assert "Answer the question first" in page.locator("#note").inner_text()
    press(page, "1")
    press(page, "Control+Enter")
    assert "Answer with the provision" in page.locator("#note").inner_text()
    assert "0 done" in page.locator("#place").inner_text()
    page.get_by_label("Not my field").check()
    assert page.locator("fieldset:visible").count() == 1
    press(page, "Control+Enter")
    assert "1 done" in page.locator("#place").inner_text()


def test_revise_without_new_words_is_said_once_before_the_item_is_finished(place, context):
    page = opened(context, export(place)["r1"])
    press(page, "Alt+ArrowRight", "Alt+ArrowRight", "e")
    reason = page.locator("fieldset:visible input[type=checkbox]").first
    reason.check()
    press(page, "Control+Enter")
    assert "you chose revise and changed no words" in page.locator("#note").inner_text().lower()
    assert "0 done" in page.locator("#place").inner_text()
    press(page, "Control+Enter")
    assert "1 done" in page.locator("#place").inner_text()
    press(page, "Alt+ArrowLeft")
    page.locator("textarea:visible").first.fill("How do I lock the hall for the night?")
    press(page, "Control+Enter")
    assert "changed no words" not in page.locator("#note").inner_text()


def test_revise_that_marks_another_option_as_right_is_a_change_and_a_space_is_none(place, context, tmp_path):
    answers = [world.answered(page, tmp_path) for page in export(place).values()]
    assert take(place, *answers).exit_code == 0
    page = opened(context, export(place)["r1"])
    press(page, "y", "e")
    page.locator("input[name=reasons]").first.check()
    box = page.locator("textarea:visible").first
    box.fill(box.input_value() + " ")
    press(page, "Control+Enter")
    assert "changed no words" in page.locator("#note").inner_text()
    page.reload()
    page.locator("fieldset:visible input[name=key_edit]").nth(1).check()
    press(page, "Control+Enter")
    assert "changed no words" not in page.locator("#note").inner_text()
    assert "1 done" in page.locator("#place").inner_text()


def test_every_group_has_a_name_for_a_screen_reader_and_every_field_a_label(place, context):
    page = opened(context, export(place)["r1"])
    press(page, "2", "2", "Control+Enter", "2", "2", "Control+Enter", "e")
    groups = page.get_by_role("group").all()
    names = [g.evaluate("e => e.querySelector('legend')?.textContent.trim() ?? ''") for g in groups]
    assert {"Verdict", "Why (at least one reason)", "Category (change it if wrong)"} <= set(names) and all(
        names
    )
    for box in page.get_by_role("textbox").all():
        assert box.evaluate(
            "e => (e.labels?.[0]?.textContent ?? e.getAttribute('aria-label') ?? '').trim().length > 0"
        )
    search = page.get_by_label("Search categories")
    assert search.bounding_box()["width"] > 400
    search.fill("radiation")
    press(page, "Enter")
    assert page.get_by_role("button", name="Remove").count() == 2


def test_hostile_text_stays_text_and_runs_nothing(tmp_path, context):
    image = "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>"
    place = workspace(tmp_path, questions=0, prompts=0)
    made = world.item(world.prompt(1, f"{image} \u202ereversed"), "bad", reviewers=["r1"])
    batches.freeze(place, "bad", [made], world.layout.build("prompt", world.TREE), world.TREE.id)
    page = opened(context, export(place)["r1"])
    assert (
        page.get_by_text("<img src=x").first.is_visible() and page.get_by_text("\\u202ereversed").count() == 1
    )
    assert "owned" not in page.title() and page.locator("img").count() == 0
    assert json.loads(page.locator("#data").text_content())["groups"]


def test_a_person_reads_the_round_their_own_answers_and_what_is_left(place, context, tmp_path):
    pages = export(place)
    page = opened(context, pages["r1"])
    assert "round 1 of 2" in page.locator("#title").inner_text()
    assert page.get_by_text("it cannot be changed").first.is_visible()
    press(page, "Control+Enter")
    assert page.locator("#note").inner_text() != ""
    press(page, "1")
    # What was asked for is done, so the message is gone; the option taken can be read.
    assert page.locator("#note").inner_text() == ""
    assert page.get_by_text("You answered: A.").is_visible()
    press(page, "3", "Control+Enter")
    file = saved(page, tmp_path)
    told = page.locator("#note").inner_text()
    assert "1 of 4 items as answers-" in told and "3 items are left: number 2, 3, 4" in told
    assert (
        take(place, world.answered(pages["r1"], file.parent), world.answered(pages["r2"], tmp_path)).exit_code
        == 0
    )
    second = opened(context, export(place)["r1"])
    assert "round 2 of 2" in second.locator("#title").inner_text()
    card = second.locator(".own").inner_text()
    assert "Closed book: A." in card and "Open book: B." in card


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}, {"width": 1280, "height": 720}])
def test_a_long_question_is_in_one_column_on_a_phone_and_no_card_scrolls_inside(tmp_path, browser, size):
    place = workspace(tmp_path, questions=0, prompts=0)
    stem = "How long is it kept in the drawer of the third room? " * 30
    asked = world.question(1).model_copy(update={"stem": stem})
    made = [world.item(asked, "asked", reviewers=["r1"])]
    screens = {s: world.layout.build("question", world.TREE, screen=s) for s in ("verdict", "blind")}
    batches.freeze(place, "asked", made, screens["verdict"], world.TREE.id, blind=screens["blind"])
    phone = size["width"] < 400
    context = browser.new_context(viewport=size, has_touch=phone, is_mobile=phone)
    page = opened(context, export(place)["r1"])
    inner = page.evaluate(
        """() => [...document.querySelectorAll('.cur-card')].filter(
            e => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== 'visible').length"""
    )
    left, side = (page.locator(name).bounding_box() for name in (".cur-left", ".cur-side"))
    assert inner == 0
    assert (side["y"] >= left["y"] + left["height"]) == phone
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("kbd:visible").count() == 0 or not phone
    context.close()


def test_a_held_key_gives_one_answer_and_arrows_give_none(place, context):
    page = opened(context, export(place)["r1"])
    page.locator("fieldset:visible input").first.focus()
    press(page, "ArrowDown", "ArrowDown")
    assert page.locator("input:checked").count() == 0
    assert page.evaluate("document.activeElement.value") == "C"
    press(page, "Enter")
    assert [i.get_attribute("value") for i in page.locator("input:checked").all()] == ["C"]
    # The focus goes on to the question that is open now, where arrows choose as everywhere.
    assert page.evaluate("document.activeElement.name") == "answer_open"
    press(page, "Alt+ArrowRight")
    for _ in range(3):
        page.keyboard.down("2")
    page.keyboard.up("2")
    page.wait_for_timeout(60)
    assert page.locator("input[name=answer]:checked").count() == 1
    assert page.locator("input[name=answer_open]:checked").count() == 0


def test_one_click_chooses_a_category_and_a_message_goes_with_its_item(place, context):
    page = opened(context, export(place)["r1"])
    press(page, "Alt+ArrowRight", "Alt+ArrowRight", "Control+Enter")
    assert page.locator("#note").inner_text()
    press(page, "Alt+ArrowLeft")
    assert page.locator("#note").inner_text() == ""
    press(page, "Alt+ArrowRight")
    while page.locator(".picked button").count():
        page.locator(".picked button").first.click()
    page.get_by_label("Search categories").fill("a")
    name = page.locator("select option").nth(1).inner_text()
    page.locator("select option").nth(1).click()
    assert [b.inner_text() for b in page.locator(".picked button").all()] == [f"{name} ×"]


def test_a_dispute_that_nothing_settles_is_told_on_the_page_and_an_own_verdict_has_keys(tmp_path, context):
    place = workspace(tmp_path, questions=0, prompts=1)
    pages = export(place)
    files = [answered(pages["r1"], place), answered(pages["r2"], place, verdict="unsure")]
    assert take(place, *files).exit_code == 0
    assert world.call("review", "adjudicate", "--freeze-only", "-w", place).exit_code == 0
    (court,) = export(place, "--reviewer", "eve").values()
    page = opened(context, court)
    unsure = {"first": "1", "second": "2"}[world.data_of(court)["groups"][0]["tasks"][0]["undecided"][0]]
    press(page, unsure, "Control+Enter")
    assert (
        "not sure" in page.locator("#note").inner_text() and "0 done" in page.locator("#place").inner_text()
    )
    press(page, "3", "Control+Enter")
    assert "whose it is" in page.locator("#note").inner_text()
    press(page, "5", "a", "Control+Enter")
    assert "1 done" in page.locator("#place").inner_text() and not page.faults
    done = take(place, saved(page, tmp_path))
    assert done.exit_code == 0 and "annotation-invalid" not in done.output


def test_a_message_goes_when_its_item_does_and_a_skip_is_told_in_the_file(place, context, tmp_path):
    page = opened(context, export(place)["r1"])
    press(page, "Control+Enter")
    assert page.locator("#note").inner_text() != ""
    press(page, "Alt+ArrowRight")
    assert page.locator("#note").inner_text() == ""
    page.get_by_label("Not my field").first.check()
    press(page, "Control+Enter")
    saved(page, tmp_path)
    assert "You left number 2 to somebody else." in page.locator("#note").inner_text()
