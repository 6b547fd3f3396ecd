"""Regulation text in, expert-audited and versioned safety-benchmark datasets out."""

from curation._renamed import install as _install

__version__ = "0.1.0"

_install()
