"""Live fixtures: a Label Studio server and a browser, each once a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from curation.adapters import label_studio_server

import live_label_studio as live


@pytest.fixture(scope="session")
def label_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[label_studio_server.Server]:
    """A running Label Studio with an empty organisation."""
    running = live.start(tmp_path_factory.mktemp("label-studio") / "data")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=live.chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()
