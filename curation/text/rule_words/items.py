"""Words and patterns: items of lists with a whole sentence of their own."""

from __future__ import annotations

SURE_MODALS = ("shall", "must", "may")
"""Modal verbs with which an item that begins with a capital letter is a whole rule of its own."""
