"""Closed classes of English words, as alternatives of patterns: auxiliaries, modal verbs, determiners, months and days of the week.

Patterns of the word packages beside this module are made of these where they mean the whole class. Some hold a part of a class
on purpose: a question is opened by no `shall`, a name by no `did`; what they leave out was measured with them.
"""

from __future__ import annotations

BE = "is|are|was|were"
HAVE = "has|have|had"
DO = "does|do|did"
MODALS = "shall|must|may|can|could|will|would|should"
"""Modal verbs without `might`, which regulations hardly use, and `cannot`."""
AUXILIARIES = f"{BE}|{HAVE}|{DO}"
FINITE = f"{AUXILIARIES}|{MODALS}"
"""Verbs that are finite in this form, whatever stands around them."""
DETERMINERS = "the|an?|each|every|any"
"""Words that open a noun phrase and say nothing of whose it is or how many."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SURE_MONTHS = "|".join(month for month in MONTHS if month != "may")
"""Months that are no other word."""
WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
