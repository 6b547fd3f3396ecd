"""Words and patterns: where the sentences of a model's answer end, and where an answer turns: `, but …`."""

from __future__ import annotations

import re

ENDS = (
    r"(?<=[.!?;…])[\"”»)*\]_]{0,3}\s+|[\n\r]+|(?<=[。！？；।؟;])|(?<=[.!?])(?=[\u3040-\u9fff\uac00-\ud7af])"
)
"""Where a sentence of an answer ends: behind a mark and white space, at a line end, behind a mark of a script without spaces."""
END = re.compile(ENDS)
TURN = re.compile(
    rf"{ENDS}"
    r"|(?<=[,،，])\s{0,2}(?=(?:but|however|yet|whereas|although|though|aber|jedoch|doch|sondern|mais|cependant|pero|sino|ma|però|tuttavia|mas|porém|maar|echter|ale|lecz|jednak|но|однако|ama|fakat|ancak|lakin)\s|但|不过|然而|لكن|ولكن|بل|लेकिन|परंतु|मगर|बल्कि)"
    r"|(?<=\s)(?=(?:ama|fakat|ancak|लेकिन|परंतु|मगर|하지만)\s)|(?<=が、)|(?<=けれど、)|(?<=지만 )"
)
"""Where a sentence ends, or a conjunction of contrast begins a clause."""
LABEL_STOP = re.compile(
    r"(?:^|[\s(*\[\"“«>])[(\[*]{0,3}(?:[A-Ha-h]|\d|bzw|z\.B|Nr|No|Mr|Mrs|Dr|Art|Abs|vs|e\.g|i\.e|etc|resp|ca)[*]{0,2}[.)]{1,2}[*_]{0,3}\s*\Z"
)
"""A full stop that ends no sentence: behind a label or an abbreviation."""
MARKS = re.compile(r"[.!?;\n。！？；…।؟]+(?!\w)|[\n。！？；।]")
"""Marks that part the sentences of an answer around a place in it."""
