"""Regulation text in, expert-audited and versioned safety-benchmark datasets out."""

__version__ = "0.1.0"
