"""Words and patterns: licences, terms, policies and standards in flat text: headings, numbered sections, lists and paragraphs."""

from __future__ import annotations

import re

SENTENCE = re.compile(
    r"\A\s*+(?:\S++\s++){6}.*(?:[.;]$|\b(?:must|shall|may|should|cannot|muss|müssen|darf|dürfen|doit|doivent|moet|moeten)\b)|[。；]$",
    re.S,
)
"""What a numbered paragraph has and its title has not: six words and more, with a full stop or a word of duty."""

NOTES = re.compile(
    r"(?:end|reprint|editorial|compilation|publisher['’]s)?\s*-?notes?(?:\s+(?:to|on)\s+(?:the|this)\s+\w+(?:\s+\w+)?)?\W*"
    r"|(?:reprint|compilation) (?:notes|information)\W*|table of amendments\W*|(?:amendment|legislative|legislation) history\W*",
    re.I,
)
"""The heading of the notes that a publisher puts behind an act: `Notes`, `Reprint notes`, `Legislative history`."""
