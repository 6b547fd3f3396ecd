"""A picture question through the whole flow: brought in, checked, judged in Chromium on a real server and on a page, released, read back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import live_desk as desk
import live_label_studio as live

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """name = "pictures"
[generate]
generators = []
[[dataset]]
name = "lab"
kind = "question"
title = "Pictures"
description = "Questions on drawings."
limits = "For a test."
taxonomy = "lab-safety"
documents = ["laboratory-safety-standard"]
licence = "Apache-2.0"
contact = "nobody"
canary = "0c0ffee0-1111-4222-8333-944445555666"
[dedup]
methods = ["exact", "near"]
[models]
embedder = "none"
[review]
stages = "merged"
overlap = 1
"""
READ = """
import json, sys, datasets
data = datasets.load_dataset(sys.argv[1], "items")
rows = [row for split in data.values() for row in split]
print(json.dumps([[row["stem"], [[i.width, i.height, i.format] for i in row["images"]], [p["alt"] for p in row["pictures"]]] for row in rows]))
"""


@pytest.fixture(scope="module")
def place(label_studio, tmp_path_factory):
    """A workspace with the first six drawings, brought in as a person would, and the way to call commands on it."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "raw").mkdir()
    shutil.copytree(ROOT / "raw" / "documents", folder / "raw" / "documents")
    for name in ("sources.toml", "sources.lock"):
        shutil.copy(ROOT / "raw" / name, folder / "raw" / name)
    (folder / "curation.toml").write_text(SETTINGS, "utf-8")
    secret = {"LABEL_STUDIO_URL": label_studio.url, "LABEL_STUDIO_API_KEY": label_studio.token}

    def call(*words: str, code: int = 0) -> object:
        done = subprocess.run(
            [sys.executable, "-m", "curation", *words, "--json"],
            cwd=folder, env=os.environ | secret, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() and not code else done.stderr

    drawn = folder / "mine"
    subprocess.run([sys.executable, ROOT / "raw/drawings/draw.py", "--table", drawn], check=True, timeout=300)
    table = drawn / "drawings.jsonl"
    table.write_text("".join(table.read_text("utf-8").splitlines(keepends=True)[:6]), "utf-8")
    brought = call("author", "import", str(drawn), "--dataset", "lab", "--name", "drawings")
    assert (brought["items"], brought["pictures"]) == (6, 6)
    call("run", "route")
    return folder, call


def test_a_picture_question_is_judged_on_a_server_and_read_back_from_the_release(
    place, label_studio, browser
):
    folder, call = place
    (pushed,) = call(
        "review", "push", "--batch", "seen", "--dataset", "lab", "--kind", "question", "--size", "3"
    )
    assert pushed["added"] == 3  # two are judged here; the third waits for the page without a server
    live.join(label_studio, "picture@example.com", desk.PASSWORD)
    person = desk.Person(browser, label_studio, "picture@example.com")
    person.stream(pushed["project"])
    for number in range(2):
        person.page.locator(".cur-picture img").first.wait_for(timeout=20000)
        seen = person.page.locator(".cur-picture img").first
        person.page.wait_for_function("() => document.querySelector('.cur-picture img').naturalWidth === 800")
        assert seen.is_visible()
        assert person.page.locator(".cur-picture").inner_text().strip()
        if not number:
            person.shoot("review-picture")
        person.choose("A. ")
        person.choose("A. ")
        person.choose("right")
        person.choose("accept")
        person.submit()
    assert person.external == []
    person.context.close()
    (pulled,) = call("review", "pull", "--batch", "seen")
    assert (pulled["new"], pulled["issues"]) == (2, 0)

    call("run", "route")
    cut = call("release", "cut", "lab", "0.1.0", "--preview")
    release = Path(cut["path"])
    call("release", "verify", str(release))
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf")}
    read = subprocess.run(
        [sys.executable, "-c", READ, str(release)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert read.returncode == 0, read.stderr
    rows = json.loads(read.stdout.splitlines()[-1])
    assert len(rows) == 6
    assert all(images == [[800, 600, "PNG"]] and len(texts) == 1 for _, images, texts in rows)


def test_a_picture_that_was_exchanged_after_the_review_stops_what_comes_after_it(place):
    folder, call = place
    items = [
        json.loads(line) for line in (folder / "raw/review/seen/items.jsonl").read_text("utf-8").splitlines()
    ]
    digest = items[0]["shown"]["pictures"][0]["sha256"]
    path = folder / "raw" / "images" / f"{digest}.png"
    data = path.read_bytes()
    other = next(p for p in path.parent.iterdir() if p != path)
    try:
        path.write_bytes(other.read_bytes())
        assert "picture-swapped" in call("review", "push", "--batch", "seen", code=1)
        call("run", "route")
        findings = [f for f in call_lines(folder, "show", "lint") if f["check"] == "picture-file"]
        assert [f["candidate"] for f in findings] == [items[0]["subject"]]
    finally:
        path.write_bytes(data)


def call_lines(folder: Path, *words: str) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "curation", *words, "--limit", "0", "--json"],
        cwd=folder, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_picture_question_is_shown_and_enlarged_on_a_page_without_a_server(place, browser):
    folder, call = place
    (written,) = call(
        "review", "export", "--batch", "seen", "--reviewer", "r-offline", "--out", str(folder / "out")
    )
    context = browser.new_context(viewport=desk.LAPTOP)
    page = context.new_page()
    faults, asked = [], []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(
        (folder / written["file"]).resolve().as_uri()
        if not Path(written["file"]).is_absolute()
        else Path(written["file"]).as_uri()
    )
    picture = page.locator("button.picture img").first
    picture.wait_for()
    assert page.evaluate("() => document.querySelector('button.picture img').naturalWidth") == 800
    assert picture.get_attribute("alt")
    desk.IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(desk.IMAGES / "offline-picture.png"))
    small = picture.bounding_box()["width"]
    page.locator("button.picture").first.click()
    assert picture.bounding_box()["width"] > small
    assert page.locator("button.picture").first.get_attribute("aria-expanded") == "true"
    assert faults == []
    assert [url for url in asked if url.startswith("http")] == []
    context.close()
    refused = call(
        "review",
        "export",
        "--batch",
        "seen",
        "--reviewer",
        "r-offline",
        "--xlsx",
        "--out",
        str(folder / "out"),
        code=1,
    )
    assert "cannot show the pictures" in refused
