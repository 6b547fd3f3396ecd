"""Decisions to rows to the folder that the Hub will hold: cut, verify, diff, publish, pull, withdraw."""

from __future__ import annotations

from curation.release.inputs import Inputs, Withdrawal
from curation.release.settings import DatasetSettings, Gates

__all__ = ["DatasetSettings", "Gates", "Inputs", "Withdrawal"]
