"""Prefixes that turn an English word into its opposite, and pairs of prefixes that are opposites."""

from __future__ import annotations

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de", "under", "over", "counter", "a")
PREFIX_PAIRS = (
    ("pre", "post"), ("hyper", "hypo"), ("inter", "intra"), ("macro", "micro"), ("over", "under"), ("in", "ex"),
    ("im", "ex"), ("up", "down"), ("en", "de"), ("in", "out"), ("multi", "uni"), ("ex", "im"), ("endo", "exo"),
    ("pro", "anti"), ("maxi", "mini"), ("sub", "super"), ("for", "back"),
)  # fmt: skip
