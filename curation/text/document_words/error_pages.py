"""Words and patterns: whether a fetched page is the document at all, or an error page that stands where it used to be."""

from __future__ import annotations

import re

ERROR = re.compile(
    r"\b(page (is not|isn.t|not) (available|found)|(this|the) (page|content|link|site) (is not|isn.t|is no longer|is currently un)\s?available|"
    r"404( error)?\b.{0,40}not found|not found.{0,20}\b404|access denied|forbidden|are you (a )?(human|robot)|verify (that )?you are|"
    r"enable javascript|captcha|unusual traffic|something went wrong|temporarily unavailable|service unavailable|"
    r"internal server error|log ?in to continue|session (has )?expired|request (was )?blocked|checking your browser|"
    r"sorry, (we|this|something)|broken link|rate limit)\b",
    re.I | re.S,
)
