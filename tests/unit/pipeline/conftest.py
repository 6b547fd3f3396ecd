"""The workspace about kites, run once; each test gets a copy of its own."""

import shutil

import pytest

import kite_world


@pytest.fixture(scope="session")
def _ran(tmp_path_factory):
    return kite_world.make(tmp_path_factory.mktemp("kites") / "w")


@pytest.fixture
def folder(_ran, tmp_path):
    """A workspace whose steps are all up to date; the test may change it."""
    return shutil.copytree(_ran, tmp_path / "w")
