"""Words and patterns: whether a verb belongs to a subordinate clause: `records that the employer must keep`."""

from __future__ import annotations

import re

from curation.text.function_words import AUXILIARIES, FINITE

# "ensuring that access is allowed": what follows is what is ensured.
STATES_THAT = re.compile(
    r"\b(?:ensur\w+|demonstrat\w+|verif\w+|show\w*|stat(?:e|es|ing)|indicat\w+|confirm\w*|determin\w+|believ\w+|know\w*|requir(?:e|es|ing)|guarante\w+|specif\w+|recogni[sz]\w+|extent|so|such|fact|provided)\s+$"
)
# "the actions we may take", "what you must know": a relative clause without its pronoun.
REDUCED = re.compile(
    r"(?<![\w-])(?!(?:and|or|but|so|then|if|when|where|that|because|as|unless|while|also|however|therefore|thus|agree|acknowledge|understand|of|to|agrees)\b)[a-z-]{3,} (?:we|you|they|he|she)\s+$"
    r"|(?<![\w-])(?:what|whatever|how|why|whether)(?:(?<!whatever),?(?= [a-z-]+,| [a-z-]+ (?:and|or) ) [a-z-]+| [a-z-]+){0,9}\s+$"
)
BELIEVES = re.compile(
    r"\s{1,9}(?:(?:ha(?:s|ve) (?:good |any )?(?:reasons?|cause) to |[a-z]+ly |also )?(?:believes?|considers?|suspects?|thinks?|finds?|learns?|knows?|discovers?|becomes? aware|(?:is|are) (?:aware|satisfied|of the opinion|notified|informed)))\s{1,9}"
)
"""What stands between `who` and `that` where somebody believes or finds out something."""
BY_DOING = re.compile(
    r"\W{0,9}(?:(?:by|when|upon|before|after|in) [a-z]{2,}ing|(?:in order )?to (?!the\b|all\b|any\b|our\b|your\b)[a-z]{2,})\b[^,;:]{0,80}\s(?:you|we|they)\s"
)
"""A front without a comma in front of its subject: `By using the service you agree`."""
THEN_WHO = re.compile(r"\s[a-z]{2,}ing\b[^,;:]{0,80}\s(?:you|we|they)\s{0,9}")
"""The words behind `when` up to the command, without a comma: `when driving you`."""
RELATIVE_VERB = re.compile(
    r"^\s+(?:\w+ly\s+)?(?:the|a|an|any|each|every|his|her|its|their|such|this|that|these|those|no|you|we|it|they|he|she|[a-z]+s)\b"
)
VERB_LIKE = re.compile(rf"^\s+(?:\w+ly\s+)?(?:{FINITE}|might)\b")

SUBJECT = re.compile(r"\s*(?:the|an?|each|every|any|no|all|it|they|he|she|you|we)\b")
BACK = re.compile(
    r"\s(?:he|she|it|they|he or she|she or he|(?:such|that|the said|the same|those) [a-z]+(?: [a-z]+)?)\s*$"
)

BY_WHICH = re.compile(
    r"\b(?:by|in|to|of|on|at|for|from|with|under|during|through|within|upon|against|over)\s+$"
)
"""What a relative clause begins with whose subject follows: `the amount by which the rent shall be raised`."""

THERE = re.compile(r"there (?:[a-z]+ ){0,2}?(?:is|are|was|were|has|have|had|will|may|might|could|would)\b")
ONE = re.compile(r"\b(?:an?|no)(?: [a-z]+)?\s$")
APPLIES = re.compile(r"\b(?:appl(?:y|ies)|relates?|refers?) (?:the|an?|every|each|any|no|it|he|they)\b")
"""A relative clause that ends without a comma: `in every case to which this section applies the board shall`."""
HOLDS = frozenset(AUXILIARIES.split("|")) - {"did"}

IN_RELATIVE = re.compile(r"(?:\w+ly|also|only|not)")

TAKES_NOUN_PHRASE = ("before", "after", "following")
"""Prepositions of time that a noun phrase follows, as well as a clause."""
