"""Makes the modules beside this file importable from every test: `release_world`, `hub_server`. Says which tests run together."""

from __future__ import annotations

import gc
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from typer import testing

# Machines are noisy: no example is judged by the time it took.
settings.register_profile("curation", deadline=None, derandomize=True, max_examples=20)
# `make test` tries more examples of each law: `pytest --hypothesis-profile thorough`.
settings.register_profile("thorough", deadline=None, derandomize=True, max_examples=150)
settings.load_profile("curation")

# Typer builds all commands again for each call of a test, which takes longer than most commands; a process of a user builds them once.
testing._get_command = cache(testing._get_command)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keeps what was loaded for the tests out of every later search for garbage: all of it lives to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def dead_process() -> int:
    """The number of a process that has ended: what it left is swept."""
    with subprocess.Popen(["true"]) as process:
        process.wait()
    return process.pid


LIVE = re.compile(r"mark\.(?:server|browser)\b")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """With `-n`, one process runs all tests of a file, and one process all files that drive a live server or a browser.

    So what a file makes once is made once, and there is one Label Studio, one template of its database and one browser that works
    against it, however many processes there are. Two browsers on two small cores would wait for each other's pages.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(config.rootpath, nodeid.partition("::")[0])

    return ByFile(config, log)


@cache
def group_of(root: Path, file: str) -> str:
    """The tests that run in one process with those of `file`: `live`, or the file itself."""
    return "live" if LIVE.search((root / file).read_text("utf-8")) else file
