"""Words and patterns: laws of the Latin tradition in flat text: articles whose words follow on their own line, paragraphs with a section sign, Roman items."""

from __future__ import annotations

import re

SOLE = re.compile(r"^(?:Parágrafo único|Párrafo único|Comma unico)\s*[.:–—-]", re.I)
