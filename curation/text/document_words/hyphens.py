"""Words that keep the hyphen before them: `ein- und ausführen`."""

from __future__ import annotations

JOINS = ("en", "und", "of", "or", "et", "oder")
