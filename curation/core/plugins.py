"""Plugins by name: a line in a table, or `module:attribute` in the settings."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping
from typing import Any

from curation.core.digests import sha256
from curation.core.errors import ConfigError, Issue


def find(name: str, table: Mapping[str, str], kind: str) -> Any:
    """The object called `name`: a key of `table` (whose values are `module:attribute`), or such a dotted name itself.

    Raises: ConfigError naming what there is when there is no such plugin.
    """
    target = table.get(name, name)
    module, _, attribute = target.partition(":")
    if not attribute:
        known = ", ".join(sorted(table))
        raise ConfigError(
            [
                Issue(
                    kind,
                    "plugin-unknown",
                    f"no {kind} called {name!r}; there are {known}, or name one as module:attribute",
                )
            ]
        )
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            [Issue(kind, "plugin-import", f"{target!r} cannot be imported: {error}")]
        ) from error


def fingerprint(plugin: object) -> str:
    """Digest of the module source behind a plugin, so that a changed plugin makes its step stale."""
    module = inspect.getmodule(plugin)
    try:
        return sha256(inspect.getsource(module if module is not None else plugin))  # type: ignore[arg-type]
    except (OSError, TypeError):
        return sha256(f"{getattr(plugin, '__module__', '')}:{getattr(plugin, '__qualname__', '')}")
