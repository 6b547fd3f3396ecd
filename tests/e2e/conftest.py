"""Live fixtures: a Label Studio server for the whole session, a browser for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from curation.services import label_studio_server

import live_label_studio as live


@pytest.fixture(scope="session")
def label_studio() -> label_studio_server.Server:
    """A running Label Studio, the same for every test of the process."""
    return live.shared()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A headless Chromium, closed after each module: while it is open an event loop runs, and no other one can be started."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=live.chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()
