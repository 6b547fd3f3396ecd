"""Words and patterns: items of lists with a whole sentence of their own, and what an item is by its first words."""

from __future__ import annotations

import re

SURE_MODALS = ("shall", "must", "may")
"""Modal verbs with which an item that begins with a capital letter is a whole rule of its own."""
REMARK = re.compile(
    r"\W{0,9}(?:Discussion|Supplemental Guidance|Related [Cc]ontrols?|References?|Rationale|Notes?|Sources?|See also|Background|Commentary)\s?:"
)
"""What explains the item before it: `Related controls: AC-2`."""
