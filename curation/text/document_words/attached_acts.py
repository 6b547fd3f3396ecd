"""Words and patterns: the articles of an act that another act has attached, by the names of their files."""

from __future__ import annotations

import re

ARTICLE_OF = re.compile(
    r"(?P<act>[^\W\d_][\w .'’]{1,80}?)\s?[-–—,]\s?art(?:\.|icle|icolo|ículo|igo)?\s?\d{1,4}\S{0,12}", re.I
)
"""The name of a file that has one article of an attached act: `Accordo-art. 5`."""
