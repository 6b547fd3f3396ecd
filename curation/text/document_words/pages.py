"""Words: marks of pages that programs write into text that they take out of paged files."""

from __future__ import annotations

import re

_WORDS = "page|pagebreak|seite|página|pagina|strona|sida|стр\\.?|страница"
BREAK = re.compile(
    r"\f|^\{\d{1,4}\}-{10,60}$|^[ \t]{0,40}(?=[=\-_*#\[<({—–])[=\-_*#\[<({—– ]{1,12}(?:new ?)?"
    rf"(?:{_WORDS})(?:[ \t]{{1,3}}break)?(?:[ \t]{{0,3}}\d{{1,4}})?(?:[ \t]{{0,3}}(?:of|von|de|/)[ \t]{{0,3}}\d{{1,4}})?"
    r"[ ]?[=\-_*#\]>)}—– ]{1,12}$",
    re.I | re.M,
)
"""A form feed, or a line such as `--- Page 3 ---`, `=== PAGE BREAK ===`, `{3}----------------`."""
OF_ALL = re.compile(
    r"^[ \t]{0,60}(?:(?:page|página|seite|pagina)[ ]{1,2})?(\d{1,4})[ ]{1,3}(?:of|de|von|di|/)[ ]{1,3}(\d{1,4})[ \t]*$",
    re.I | re.M,
)
"""The number of a page and that of all pages, on a line of their own: `3 of 12`."""
NUMBER = re.compile(
    r"[\W_]{0,6}(?:page\s{0,3}|seite\s{0,3}|página\s{0,3})?(?:\d{1,4}|[ivx]{1,5})(?:\s{0,3}(?:of|von|de|/)\s{0,3}\d{1,4})?[\W_]{0,6}",
    re.I,
)
"""The number of a page on a line of its own."""
