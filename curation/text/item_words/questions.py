"""Words of stems, options and explanations that give the key away or say too much."""

from __future__ import annotations

import re

TRUTH_WORDS = re.compile(
    r"(?:true|false|yes|no|correct|incorrect|right|wrong)(?:[,;/ ]+(?:true|false|yes|no))*"
)


ASKS_TRUTH = re.compile(
    r"\b(?:is it (?:true|correct|right|false)(?: or (?:false|not|wrong))? that|true or false\b|(?:is|are) (?:this|that|the following) (?:statement|claim|sentence)s? (?:true|correct|right|false))",
    re.I,
)
"""A stem that asks whether something is so."""


ALL = re.compile(
    r"^(?:all|both|each|any|none|neither|some|most)\b.{0,24}\b(?:above|below|these|them|options|answers|choices|listed)\b",
    re.I,
)
OF_A_SCALE = re.compile(
    r"^(?:all|both|none|neither|only|just) (?:of (?:the|them|these|those)|the|those|them)\b", re.I
)
"""An option that says how many of the things of the stem are meant."""
K_TYPE = re.compile(
    r"^(?:only )?(?:both )?\(?(?:[A-E]|I{1,3}|IV|V|[1-5])\)?(?:(?:,| and| or|, and| &)+ \(?(?:[A-E]|I{1,3}|IV|V|[1-5])\)?)+(?: only)?\.?$"
)


NEGATIVE = re.compile(
    r"\b(?:which|what|who)\b.{0,60}\b(?:not|except|false|incorrect|least|untrue|inappropriate)\b|\bexcept\b\W*$",
    re.I,
)


ABSOLUTE = re.compile(
    r"\b(?:always|never|all|every|none|only|completely|entirely|must always|under no circumstances)\b", re.I
)
STRONG = re.compile(
    r"\b(?:always|never|under no circumstances?|in no (?:case|way|event|circumstances)|in all (?:cases|circumstances)|in every (?:case|respect)|without (?:any )?exceptions?|at all times|(?:all|each|every) (?:single )?(?:time|one of)|completely|entirely|absolutely|totally|ever|whatsoever|invariably|must always|no matter (?:what|how|who|when|where)|for ever|forever|nobody|everybody|no one|everyone|impossible|unconditionally|exclusively|any(?:one|body|thing) (?:at all|whatever)|regardless of)\b",
    re.I,
)
VAGUE = re.compile(
    r"\b(?:sometimes|often|usually|frequently|generally|typically|rarely|occasionally|might|perhaps|probably)\b",
    re.I,
)


VAGUE_ANSWER = re.compile(
    r"\b(?:usually|often|fairly|rather|quite|generally|normally|mostly|somewhat|appropriate(?:ly)?|adequate(?:ly)?|reasonabl[ey]|suitabl[ey]|sufficient(?:ly)?|as needed|as necessary|where possible|some|several|many|few|soon)\b",
    re.I,
)
"""Words that leave a measure open."""


OWN_ARTICLE = re.compile(r"^\W*(?:an?|the|each|every|any|no|all|its|their|whoever|whichever)\s", re.I)


EXPLAINED = re.compile(r"\b(?:correct answer|final answer|answer)(?: is|:)\s*(?:option )?\(?([A-J])\b(?!\w)")
CALLED_KEY = re.compile(
    r"\b(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Aa]lternative) \(?([A-J])\)? (?:is|was|would be|must be) (?:therefore |thus |clearly |the |indeed )*(?:correct|right|true|best|key|only)\b"
    r"|(?:^|[.;:] )\(?([A-J])\)? is (?:therefore |thus |clearly |the |indeed )*(?:correct|right|key|answer|best answer|right answer)\b"
)
ONE_MORE_NOUN = re.compile(r" (?P<more>[a-z-]{3,30})(?= (?:is|are|was|would)\b|[,.;])")
"""What stands behind an option in a sentence that quotes it with one more word."""

ARTICLE_AT_END = re.compile(r"\b(?:an?|the)\s*$")
"""An article at the end of a stem: an option with its own article does not fit."""
