"""Words and patterns: the parts of a printed provision that a case can meet or miss without a number: to whom, by whom, in what form."""

from __future__ import annotations

import re

from curation.text.function_words import DETERMINERS

WHO = r"(?P<who>(?:the|an?) (?:[A-Z][a-z]+(?: (?:of (?:the )?)?[A-Z][a-z]+){0,4}|[a-z]+(?:[ -][a-z]+){0,2}?))"
ENDS = r"(?=[,.;]| (?:in writing|of|that|if|when|where|within|before|after|on|upon|at|as|for|in|with|and|or|who|by|about|immediately|without|under|not|no|for)\b|$)"
TELL = re.compile(rf"\b(?P<verb>notify|inform|advise|notifies|informs) (?:in writing )?{WHO}{ENDS}")
SEND = re.compile(
    rf"\b(?P<verb>submit(?:ted)?|sen[dt]|give[n]?|provided?|report(?:ed)?|deliver(?:ed)?|furnish(?:ed)?|forward(?:ed)?|transmit(?:ted)?|file[d]?|present(?:ed)?|returned?|appl(?:y|ied)|made|make)\b(?: [^,;.]{{0,120}}?)? to {WHO}{ENDS}"
)
GIVE_WITH = re.compile(rf"\b(?P<verb>provide|furnish|supply) {WHO} with\b")
CONSENT = re.compile(
    rf"\b(?P<act>approval|consent|permission|authorization|authorisation|agreement) (?:in writing )?(?:of|from|by) {WHO}{ENDS}"
)
DONE_BY = re.compile(
    rf"\b(?P<act>authori[sz]ed|approved|signed|certified|countersigned|witnessed|verified|inspected|examined|supervised|calibrated|tested|reviewed|conducted|carried out|performed|prepared|appointed|designated) (?:in writing )?by {WHO}{ENDS}"
)
WRITTEN = re.compile(r"\bin writing\b|\bwritten(?= (?:notice|notification|approval|consent|permission|authorization|authorisation|agreement|report)\b)")  # fmt: skip

NAMED = re.compile(
    r"\b(?:person|persons|other|another|same|public|party|parties|such|said|following|relevant|appropriate|applicable|member|individual|following|and|or)\b"
)

BARE = re.compile(rf"^(?:{DETERMINERS}) ")
