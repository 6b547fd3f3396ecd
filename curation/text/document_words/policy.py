"""Words and patterns: licences, terms, policies and standards in flat text: headings, numbered sections, lists and paragraphs."""

from __future__ import annotations

import re

SENTENCE = re.compile(
    r"\A\s*+(?:\S++\s++){6}.*(?:[.;]$|\b(?:must|shall|may|should|cannot|muss|müssen|darf|dürfen|doit|doivent|moet|moeten)\b)|[。；]$",
    re.S,
)
"""What a numbered paragraph has and its title has not: six words and more, with a full stop or a word of duty."""
