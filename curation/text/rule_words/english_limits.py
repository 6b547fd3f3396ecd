"""Words and patterns: where the conditions, exceptions and purposes of an English sentence begin and end."""

from __future__ import annotations

import re

from curation.text.function_words import DETERMINERS

BEHIND_NOUN = re.compile(
    r",\s*(?P<what>[a-z][^,;:.]{2,80}?\s(?:excepted|excluded|exempted))(?=\s*(?:[,;.:]|$))"
)
"""What is left out by a participle behind it: `every day, Sundays excepted`."""

SHORT = re.compile(
    r"\s*(?:(?:so |reasonably |otherwise |legally |technically |specifically )?(?:applicable|appropriate|necessary|needed|required|relevant|possible|feasible|practicable|available|provided|requested|permitted))\b"
)

GOES_ON = re.compile(
    r",\s*(?:in|on|at|to|from|with|into|within|under|inside|by|for(?! (?:instance|example)))\s"
)
"""What the action goes on with behind an exception in commas: `store goods, other than tools, in the plant room`."""

ITEM = re.compile(rf",\s+(?:{DETERMINERS})\s")
"""What an item is about, behind the condition that it begins with: `in the case of a lift, the load`."""

MAIN_CLAUSE = re.compile(
    r",\s+(?!(?:and|or|nor|but|which|who|that|whose|if|where|when|unless|in|on|at|by|with|as|under|for|to|from|including|other)\b)(?=[a-z])"
)
"""What a sentence without a command goes on with behind the part in front: `Unless the context requires otherwise, words in …`."""
REFERS = re.compile(r"\s+(?:otherwise )?(?:in|by|under|for in|pursuant to|elsewhere in)\s")
"""What `as provided` goes on with when it names the provision: `in paragraph (d) of this section`."""
AND_NEXT = re.compile(r"(?:,|,?\s(?:and|or|but))\s*$")
"""What stands between two limits in front: `Subject to rule 4, and except in an emergency, …`."""
CONSEQUENCE_CLAUSE = re.compile(r",\s+in which (?:case|event)\b")
"""What an exception is followed by that says what holds then."""

THEN_ALWAYS = re.compile(
    r"(?<!\s),?\s++and (?:(?:at least|in any (?:case|event)|thereafter|then(?= (?:at|every|each|once|again|within|after|on|no later|not|annually|monthly|weekly|daily|quarterly|periodically|regularly|\d)\b)|otherwise|no later than|at a minimum)\b|(?:annually|monthly|weekly|daily|quarterly|periodically|regularly)\b)"
)
"""What the action goes on with behind a condition: `when a use is added, and at least once a year`."""
CLAUSAL = frozenset(
    {"if", "when", "whenever", "where", "unless", "provided that", "provided", "until", "while"}
)
"""Conditions with a verb, which what is left out does not hold."""

SUBJECT_BEHIND = re.compile(
    r",\s+(?:the|an?|each|every|any|all|no)\s+(?!(?:first|second|third|fourth|last|purposes?)\b|(?:sub)?(?:section|paragraph|article|part|chapter|point|act|regulation|rule|schedule|title)s?\b)"
)
"""Where the first of several subjects begins behind the text that a sentence holds in."""
OF_TEXT = re.compile(
    r"\s{0,9}(?:this|these|the|that|(?:sub)?(?:section|paragraph|article|part|chapter)s?) ?(?:(?:act|regulations?|rules?|part|subpart|chapter|section|subsection|article|paragraph|subparagraph|schedule|directive|order|title|division|code|policy|agreement|law)\b|\(|\d)"
)
"""The text behind `for the purposes of` in front of a sentence: in what the sentence holds."""
INSIDE = re.compile(r",?\s*+(?:(?:and|or|but)\s*+)?$")

SET_OFF = re.compile(r"[^,;:]{2,90},\s*(?:that|which|who)\b")
WHOLE = re.compile(r"at (?:any|all) reasonable times?|(?:in|at) the discretion of the [a-z]+")
"""A limit that is whole in itself, so that what follows it goes on with the action."""
