"""Public names of a package that are loaded when they are first used, so that its settings are read without its code."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from importlib import import_module


def load(package: str, homes: Mapping[str, str], name: str) -> object:
    """What a public name of a package stands for.

    Args:
        package: Name of the package that asks, for the message.
        homes: `module:attribute` of each public name; `module:` where the name stands for the module.
        name: The name that was asked for.

    Raises: AttributeError for a name that is none of them.
    """
    if name not in homes:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    home, attribute = homes[name].split(":")
    module = import_module(home)
    return getattr(module, attribute) if attribute else module


def moved(module: str, homes: Mapping[str, str], name: str) -> object:
    """What a name stood for in a module that it has left, with a warning that names its new module.

    Args: as those of `load`.

    Raises: AttributeError for a name that is none of them.
    """
    value = load(module, homes, name)
    warnings.warn(f"{module}.{name} is now {homes[name].replace(':', '.')}", DeprecationWarning, stacklevel=3)
    return value
