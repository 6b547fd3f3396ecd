"""Words by which a provision lists things and by which a stem asks for one of them."""

from __future__ import annotations

import re

ASKS_FOR_ANY = re.compile(
    r"\b(?:which|what|whom|when|where|whose)\b|\bwho (?:may|must|can|shall|has to) (?:give|grant|authori[sz]e|approve|sign|permit|decide|issue|allow)\b",
    re.I,
)
"""A question that an entry of a list answers."""
ONE_ALONE = re.compile(
    r"\b(?:not|except|false|incorrect|missing|lack\w*|neither|nor|left out|omit\w*|only|first|last|best|least|most|again|instead|alone|besides|else|need no|other than|how|why|still|next|directly|immediately|right after|just (?:after|before)|order|sequence)\b|n't\b",
    re.I,
)
"""Words of a question that asks for a certain entry, or for what is not listed."""
JOINED = re.compile(r",?\s{1,9}(?:and|or|nor|as well as)(?: also)?\s+|,\s+")
"""What stands between the entries of a series."""
ENTRY_BREAK = re.compile(
    r"[;:]\s+|,?\s{1,9}\b(?:unless|except|where|if|when|provided|before|after|until|which|who|that|in order|without)\b"
)
"""Where a series ends: behind it comes a condition or a clause."""
LEADS_IN = re.compile(r"\b(?:shall|must|may|can|is|are|has|have|was|were|will|does|do|need)\b")
"""The verb before the first entry of a series."""
CONDITIONAL = re.compile(r"^\W*(?:but|not|nor)\b|\b(?:if|where|when|unless|except|provided|until)\b", re.I)
"""An entry that holds in some cases alone, or that is denied."""

ASKS_MISSING = re.compile(
    r"\b(?:missing|lacking|lacks?|still|added|add|next|further|else|also|remain\w*|left)\b", re.I
)
"""A question for what has still to be done, where the stem tells what is done."""
SAYS_AS_WHAT = re.compile(r", (?:as|for|with|without|by|in|on|from) .*$")
"""What an option adds on whom or what it names: `Ms Brennan's, as the farmer`."""
ASKS_NOT = re.compile(r"\b(?:NOT|not|EXCEPT|except|no part)\b")
SAYS_REQUIRED = re.compile(
    r"\b(?:require[sd]?|oblige\w*|asks?|demand\w*|need\w*|must|appear|state|contain|include|listed|part of|call\w*|prescri\w*|order\w*)\b",
    re.I,
)
"""Words of a question for what a provision requires or lists."""
