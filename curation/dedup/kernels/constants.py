"""Numbers that the NumPy functions and the compiled loops share. This module imports no other of the package.

`curation.dedup.kernels.loops` reads them here, so that it needs none of the modules that use the loops.
"""

from __future__ import annotations

import numpy as np

WIDTH = 5
"""Characters of a shingle."""
MIX = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D))
"""Odd factors that mix the bits of a shingle's hash."""
ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93))
"""Odd factors that mix the bits of a text's digest."""
BLANK, DROPPED = ord(" "), ord("'")
"""What the normal form writes for a gap between words, and the byte that it leaves out."""
LETTER, FIGURE, SINGLE = 1, 2, 3
"""Kinds of characters: in words, in numbers, words by themselves; 0 is a gap."""
