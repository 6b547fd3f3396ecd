"""Words and patterns: what takes a case out of a ban without an `unless`: `without the owner's consent`, `ohne Erlaubnis`, `未经许可`."""

from __future__ import annotations

import re

END = re.compile(
    r"[,;:()\u2014\uff0c\u3002\uff1b\uff1a]|\.(?=\s|$)|\s(?:if|when|where|while|unless|until|before|after|including|so that|which|or by|and by)\b"
)
MODAL = re.compile(r"\s(?:shall|must|may|should|can|cannot|will|is|are|has|have)\b")
"""Where what a subject is `without` ends: `vendors without a contract must not enter`."""

TAIL = re.compile(r"(?<!\s)\s++(?:and|or|und|oder|et|ou|y|o|en|of)$")
SOMEBODY = re.compile(
    r"\b(?:persons?|people|workers?|employees?|students?|users?|child(?:ren)?|minors?|anyone|anybody|everyone|individuals?|members?|organi[sz]ations?|visitors?|operators?|drivers?|those|somebody|someone)\s*$"
)
"""Words that `without training` tells something of."""

LEAVE = re.compile(
    r"without (?:his or her|their|his|her|its|your|our|the [a-z']+) (?:[a-z]+ ){0,2}?(?:consent|permission|knowledge|approval|agreement|authori[sz]ation)\b"
    r"|without (?:(?:prior|express|explicit|proper|written|informed) )*(?:consent|knowledge)\b"
)
"""What takes a case out though somebody stands before it: `depicts a person without their consent`."""
OBJECT = re.compile(r"(?<=\w)\s(?:een|de|het|einen?|eine|ein|die|das|den)\s(?=[^,;.]{0,80}\b(?:te|zu)\s)")
"""Where the object of a German or Dutch infinitive begins: `zonder vergunning een hond te houden`."""
BARE = re.compile(
    r"without\s+(?:[a-z-]+\s+(?:or\s+)?){0,4}?(?:excuse|authority|permission|consent|approval|authori[sz]ation|licen[cs]e|permit|cause|warrant|justification|reason)(?=\s*,|\s+(?!(?:of|from|to|by|in|for|under|and|or|that|which|on|as|with|at|granted|issued|given)\b)[a-z])"
)
"""`without lawful authority`, right in front of a verb or a comma."""
