"""Makes the modules beside this file importable from every test: `release_world`, `hub_server`. Says which tests run together."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Machines are noisy: no example is judged by the time it took.
settings.register_profile("curation", deadline=None, derandomize=True)
settings.load_profile("curation")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `--dist loadgroup`, one process runs all tests of a file, and one process all tests on a live server.

    So what a file makes once is made once, and there is one Label Studio, one template of its database and one browser that works
    against it, however many processes there are. Two browsers on two small cores would wait for each other's pages.
    """
    for item in items:
        live = item.get_closest_marker("server") or item.get_closest_marker("browser")
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("live" if live else item.nodeid.partition("::")[0]))
