"""Heavy libraries of tests, imported when a test first uses them: collecting the tests loads none of them."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

import pytest


class LazyModule(ModuleType):
    """A module that is imported with its first attribute."""

    def __getattr__(self, attribute: str) -> object:
        # Python and pytest look for private attributes of what stands in a test module: these import nothing.
        if attribute.startswith(("_", "pytest")):
            raise AttributeError(attribute)
        return getattr(importlib.import_module(self.__name__), attribute)


def lazily(name: str) -> LazyModule:
    """The module `name`, imported when one of its attributes is first used."""
    return LazyModule(name)


def need(name: str, reason: str) -> LazyModule:
    """The module `name` as `lazily` gives it; skips the test module where the library is not installed."""
    if importlib.util.find_spec(name) is None:
        pytest.skip(reason, allow_module_level=True)
    return lazily(name)
