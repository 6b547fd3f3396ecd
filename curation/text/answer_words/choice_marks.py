"""Words and patterns: a choice that is shown by marks beside the options: a ticked box, a check mark against crosses, a table of verdicts."""

from __future__ import annotations

import re

LETTERED = re.compile(
    r"[\s|>=*_+❌✅✗✓✔✘☑☒→➔➜⇒👉-]{0,12}(?:\[(?P<box>[ xX✓✔])\]\s{0,3})?[*_(\[]{0,4}(?P<letter>[A-Z](?![A-Za-z0-9'’])|[a-z](?=[).]\s))"
)
YES = re.compile(
    r"✅|✔|✓|☑|🟢|(?:\||:|-|–|—|=)\s{0,3}[*_]{0,3}(?:correct|right|true|yes|best)\b(?:\s{0,2}[,:;–—-](?!\s{0,2}(?:but|though|although|however|yet|except|only|in part|partly|i\b|at first))[^|\n]{1,80}(?=\|)|[*_.!]{0,4})\s{0,3}(?:\||$)",
    re.I,
)
NO = re.compile(
    r"❌|✗|✘|✖|☒|🔴|(?:\||:|-|–|—|=)\s{0,3}[*_]{0,3}(?:incorrect|wrong|false|no|not correct)\b(?:[,:;–—-][^|\n]{1,80}(?=\|)|[*_.!]{0,4})\s{0,3}(?:\||$)",
    re.I,
)
