"""Words by which an explanation turns to an option, quotes it and judges it."""

from __future__ import annotations

import re

TURNS_TO = re.compile(
    r"(?:(?<=[.;:!?\n])|^)\s{0,4}(?:\d{1,2}\.\s{0,4})?(?:\*\*)?(?:(?:On the other hand|However|While|Although|In contrast|By contrast|Similarly|Finally|Lastly|Conversely|Meanwhile|Likewise),? )?"
    r"(?:(?:[Tt]he )?(?:[Oo]ptions?|[Cc]hoice|[Aa]nswer|[Aa]lternative) )?\(?(?P<letter>[A-E])\)?(?:\*\*)?(?=[:,.)]| (?:is|are|was|would|describes?|suggests?|involves?|refers?|may|might|can|could|does|has|states?|names?|gives?|says?|takes?|counts?|adds?|while|although|though|which|also|only|and|fails?|confuses?|overlooks?|ignores?|reverses?|mixes|leaves|misses|treats|applies|sets|puts|mistakes|omits|\())"
)
"""The beginning of what is said of one option: `Option B: …`, `C is wrong because …`."""
QUOTED_KEY = re.compile(
    r"\b(?:correct|right|best) (?:answer|option|choice) is:? (?:option )?\(?(?P<letter>[A-E])\)?[:),]\s*(?P<words>[^\n]{5,300})"
)
"""The key by its letter and its words: `The correct answer is A: close the valve`."""
CALLS_ANOTHER_RIGHT = re.compile(
    r"\b(?:is|are|would be|would|can|may) (?:also|likewise|equally|just as|as well) (?:be )?(?:correct|right|acceptable|valid|true|permitted|allowed|safe|suitable|appropriate|effective|compliant|lawful|possible|required)\b(?! but\b)"
)
"""An explanation that calls a further option right as well."""
CALLS_WRONG = re.compile(
    r"^[^.;]{0,40}?\b(?:is|are|would be) (?:therefore |thus |clearly |also |simply )*(?:incorrect|wrong|not (?:the )?(?:correct|right|best|true|an? acceptable))\b"
)
"""The verdict of the first words about an option that it is wrong."""
CALLS_ALL_WRONG = re.compile(
    r"\b(?:none of the (?:four |other |given |listed )?(?:options|answers|choices) (?:is|are) (?:correct|right|entirely|fully)|no option is (?:correct|right)|more than one (?:option|answer) (?:is|could be) (?:correct|right))\b",
    re.I,
)
"""An explanation that says itself that no option is right, or several are."""
