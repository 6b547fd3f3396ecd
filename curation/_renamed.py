"""Earlier module names, kept importable: each gives the module that took its place, with a warning."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import pkgutil
import sys
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType

RENAMED: Mapping[str, str] = {
    "curation.audit": "curation.stats",
    "curation.audit.agreement": "curation.stats.agreement",
    "curation.audit.ratings": "curation.stats.ratings",
    "curation.audit.sampling": "curation.stats.sampling",
    "curation.checks.judging_scales": "curation.checks.sets.judging_scales",
    "curation.config": "curation.pipeline.config",
    "curation.errors": "curation.core.errors",
    "curation.generate": "curation.generation",
    "curation.generate.settings": "curation.generation.settings",
    "curation.ingest": "curation.readers",
    "curation.ingest.editions": "curation.editions.comparison",
    "curation.intervals": "curation.stats.intervals",
    "curation.lineage": "curation.pipeline.reports.lineage",
    "curation.lint": "curation.checks",
    "curation.lint.settings": "curation.checks.settings",
    "curation.lint.table": "curation.checks.check_table",
    "curation.pipeline.scaffold": "curation.pipeline.setup.scaffold",
    "curation.ports": "curation.core.ports",
    "curation.records": "curation.core.records",
    "curation.scaffold": "curation.pipeline.setup.scaffold",
    "curation.tables": "curation.core.tables",
}
"""Old name to new name, for the modules that the guides and the shipped README files of version 0.1 showed."""

KEPT: Mapping[str, str] = {
    "curation.measure.inspect_tasks": "curation.harnesses.inspect_tasks",
    "curation.measure.lm_eval_metrics": "curation.harnesses.lm_eval_metrics",
}
"""Old name to new name, for the modules that files of releases import: a cut release is never changed, so these names stay, without a warning."""


@cache
def moved() -> Mapping[str, str]:
    """Old name to new name, for all other modules that moved: read only when a name of this package is not found."""
    data = pkgutil.get_data("curation", "_renamed.tsv") or b""
    return dict(line.split("\t") for line in data.decode("ascii").splitlines())


class _Loader(importlib.abc.Loader):
    """Loads an old name as a module that hands every attribute on from the new one."""

    def __init__(self, target: str) -> None:
        self.target = target

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        target = importlib.import_module(self.target)
        module.__doc__ = target.__doc__
        module.__dict__["__getattr__"] = lambda name: getattr(target, name)
        if hasattr(target, "__all__"):
            module.__dict__["__all__"] = list(target.__all__)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the old names, after every other finder has said that it does not know them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of an old name, or None; warns once for each importing line."""
        if fullname in KEPT:
            return importlib.util.spec_from_loader(fullname, _Loader(KEPT[fullname]))
        if not fullname.startswith("curation."):
            return None
        known = {**moved(), **RENAMED}
        new = known.get(fullname)
        if new is None:
            return None
        warnings.warn(f"{fullname} is now {new}", DeprecationWarning, stacklevel=2)
        inner = any(name.startswith(f"{fullname}.") for name in known)
        return importlib.util.spec_from_loader(fullname, _Loader(new), is_package=inner)


def install() -> None:
    """Add the finder once."""
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.append(Finder())
