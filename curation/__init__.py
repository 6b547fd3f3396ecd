"""Regulation text in, expert-audited and versioned safety-benchmark datasets out."""

from typing import TYPE_CHECKING

from curation._renamed import install as _install

__all__ = ["__version__", "open"]

if TYPE_CHECKING:
    from curation.pipeline.running import open_run as open

__version__ = "0.1.0"

_install()


def __getattr__(name: str) -> object:
    """`curation.open`, loaded when it is first used: importing the package loads nothing else."""
    if name != "open":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from curation.pipeline.running import open_run

    return open_run
