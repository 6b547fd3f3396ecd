"""Regulation text in, expert-audited and versioned safety-benchmark datasets out."""

from typing import TYPE_CHECKING

from curation._renamed import install as _install
from curation._version import __version__

__all__ = [
    "__version__", "check_items", "compare_editions", "compare_runs", "cut_release", "deduplicate", "judge_refusals", "load_release",
    "map_texts", "measure_agreement", "open", "read_clauses", "read_rules", "run_workspace", "verify_release",
]  # fmt: skip

if TYPE_CHECKING:
    from curation.library.documents import compare_editions, read_clauses, read_rules
    from curation.library.figures import compare_runs, judge_refusals, measure_agreement
    from curation.library.items import check_items, deduplicate, map_texts
    from curation.library.releases import load_release
    from curation.library.workspaces import cut_release, open, run_workspace, verify_release

_install()


def __getattr__(name: str) -> object:
    """The flat names, each loaded when it is first used: importing the package loads nothing else."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from curation.library import NAMES

    return getattr(import_module(f"curation.library.{NAMES[name]}"), name)


def __dir__() -> list[str]:
    """The flat names, for completion."""
    return sorted(__all__)
