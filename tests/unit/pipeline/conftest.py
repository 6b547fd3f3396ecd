"""The workspace about kites, run once; each test gets a copy of its own. The network of the test process stays open."""

import shutil

import pytest

import kite_world


@pytest.fixture(autouse=True)
def _network_stays_open(monkeypatch):
    """Commands run inside the test process here: an offline command would close its network for all tests after it, for good."""
    from curation.cli import main

    monkeypatch.setattr(main, "close_the_network", lambda: None)


@pytest.fixture(scope="session")
def _ran(tmp_path_factory):
    return kite_world.make(tmp_path_factory.mktemp("kites") / "w")


@pytest.fixture
def folder(_ran, tmp_path):
    """A workspace whose steps are all up to date; the test may change it."""
    return shutil.copytree(_ran, tmp_path / "w")
