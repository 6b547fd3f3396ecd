"""Makes the pictures of the README anew: a question on the page of the bundled release, and the report of the bundled workspace.

    python docs/screenshots.py            # into docs/screenshots; needs Playwright and a Chromium

The pictures of the review pages in `docs/images` are made by the tests that open these pages (`tests/e2e`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from curation import load_release
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
RELEASE = ROOT / "releases" / "lab-safety" / "0.1.0-preview"
CITATION = "LSS-1, Section 7(b)"
"""The clause that the README quotes: its first question is shown."""


def command(*words: str) -> None:
    """Runs a command of curation without a network."""
    subprocess.run([sys.executable, "-m", "curation", "--offline", *words], cwd=ROOT, check=True)


def shoot(
    browser: Browser, page: Path, name: str, size: tuple[int, int], address: str = "", dark: bool = False
) -> None:
    """Writes `docs/screenshots/<name>.png`: the upper part of a page, `size` pixels wide and high."""
    opened = browser.new_page(viewport={"width": size[0], "height": size[1]})
    opened.emulate_media(color_scheme="dark" if dark else "light")
    opened.goto(page.as_uri() + address)
    opened.locator("h1:visible, h2:visible").first.wait_for()
    opened.screenshot(path=OUT / f"{name}.png")
    opened.close()


def workspace(folder: Path) -> Path:
    """A copy of the bundled workspace in `folder` in which every step has run; gives its report."""
    for name in ("raw", "schemas", "releases"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "curation.toml", folder / "curation.toml")
    command("run", "-w", str(folder))
    return folder / "report.html"


def main() -> None:
    """Makes every picture."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    rows = load_release(RELEASE).items.sort("id")
    item = next(row for row, cited in rows.select("id", "citations").iter_rows() if CITATION in cited)
    with tempfile.TemporaryDirectory() as room, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        command("site", str(RELEASE), "--out", f"{room}/site")
        shoot(browser, Path(room) / "site" / "index.html", "site-item", (1200, 1120), f"#item/{item}")
        report = workspace(Path(room) / "workspace")
        shoot(browser, report, "report-light", (1100, 800))
        shoot(browser, report, "report-dark", (1100, 800), dark=True)
        browser.close()


if __name__ == "__main__":
    main()
