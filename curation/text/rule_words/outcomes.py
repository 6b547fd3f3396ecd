"""Words and patterns: what a standard states as done instead of demanding it: `Policies are in place`, `The organization documents its controls.`."""

from __future__ import annotations

import re

from curation.text.function_words import AUXILIARIES

FINITE_VERB = re.compile(rf"\b(?:{AUXILIARIES})\b")
NAME = r"(?:(?!(?:as|when|where|if|if not|not|once|by|for|and|or|when)\b)[a-z'/-]{2,30} ){0,4}(?:(?!(?:as|when|where|if|not|once|by|for|and|or|is|are)\b)[a-z'/-]{3,30})"
"""A noun phrase of up to five words."""
HOW_DONE = (
    r"(?:only|immediately|promptly|annually|monthly|weekly|daily|quarterly|regularly|automatically|securely|every|within|before|after|at least|at all times"
    r"|no later than|upon|via|by the|in accordance|in writing|prior to|on (?:all|each|every)|for (?:all|each|every))\b"
    r"|\("
)
"""How, when or by whom something is done, behind a participle: `Logs reviewed every month`."""

FRAGMENT = rf"[\s\"'(*-]{{0,9}}(?!(?:number|average|percentage|share|rate|ratio|count|total)\b)(?P<what>{NAME}),?:? (?P<done>PARTICIPLE) (?={HOW_DONE})"
"""What a policy says is done without a verb of being: `Logs reviewed every month`, with the participles in the place of PARTICIPLE."""

SPEAKS = re.compile(r"\b(?:we|our|ours|us|you|your|yours|i|my)\b")
POINTS = re.compile(
    r"\W*(?:these|those|such|this|that|it|they|other|many|some|most|several|few|various|both|the following|the (?:above|same))\b"
)

ON_RULES = re.compile(r"\b(?:roles?|responsibilit(?:y|ies)|duties|polic(?:y|ies)|procedures?|controls?)\b")

HOLDS = frozenset(AUXILIARIES.split("|"))
OBJECT_ENDS = re.compile(
    r"[.,;:()\u2014]|\b(?:for|of|in|to|from|with|by|on|at|that|which|who|when|if|where|as|every|each|before|after|during|within|under|so|arising|associated|related|relating|using|posed|identified|presented|across|between|among|through|annually|regularly|periodically)\b"
)

COUNTED = frozenset(
    {
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "many",
        "several",
        "some",
        "most",
    }
)
TELLS = re.compile(
    r"\b(?:often|usually|typically|commonly|sometimes|currently|already|recently|increasingly|rarely|mostly|today|now|nowadays|yesterday|ago|at random|randomly|worldwide"
    r"|in (?:the|this|a) (?:game|film|movie|play|story|novel|experiment|pilot|world)|on average|in (?:most|many)\b|(?:hundreds|thousands) of|last (?:year|month|week)|(?:since|in|until) (?:1[89]|20)\d\d|million|billion|across (?:websites|the (?:world|country|web)))\b|[$\u20ac\u00a3]"
)
"""What only reports have: a day or a year that is past, money, what happens usually or in a game."""

DONE_BY = re.compile(r"\s+(?:(?:also|then|[a-z]+ly)\s+)?(?P<verb>[a-z-]+)")

STATE_OPENS = r"\b(?:is|are)(?P<not>\s+not(?! limited))?(?:\s+(?:also|all|each|both|then|well|[a-z]+ly|at least [a-z]+)){0,3}"
"""The verb before a state that is reached, with what may stand between."""
DONE_TO = re.compile(
    r"\b(?:is|are)(?P<not>\s+not)?\s+(?:(?P<only>only|solely|exclusively)\s+)?(?:[a-z]{2,20}ly\s+)?(?P<done>[a-z]{2,20}(?:ed|en|wn|ept|eld|ade|ent|ut))\b"
)
"""A passive with any participle: `are only opened`."""
BOUND_BY = re.compile(
    r"[a-z]+ (?:only|solely|exclusively)\b|(?:limited|restricted|confined|reserved) to\b(?! (?:the )?following:?$)|[a-z]+ (?:unrecoverable|unreadable|inaccessible|unusable)\b"
)
"""What keeps within bounds what is done: `limited to those who need it`."""
CASES = frozenset(
    {
        "when",
        "whenever",
        "unless",
        "until",
        "upon",
        "before",
        "prior to",
        "only when",
        "only if",
        "only after",
        "except when",
        "except",
    }
)
"""Operators of a limit of which a policy says what is done."""
NOT_DONE = frozenset(
    {
        "impacted",
        "conditioned",
        "conditional",
        "calculated",
        "computed",
        "divided",
        "influenced",
        "triggered",
        "harmed",
        "increased",
        "reduced",
        "exposed",
        "lost",
        "paid",
        "earned",
        "built",
        "intended",
        "supposed",
        "based",
        "located",
        "situated",
        "involved",
        "interested",
        "concerned",
        "entitled",
        "then",
        "often",
        "seen",
        "given",
        "open",
        "caused",
        "affected",
        "used",
        "been",
        "even",
        "written",
        "made",
        "created",
        "called",
        "designed",
        "needed",
        "known",
        "taken",
    }
)
"""Participles of what is so, or told."""
DETERMINER = r"(?:(?:the|each|every|an?) )?"
OF_WHAT = r"(?: (?:of|for|within) (?:the |an? |its )?[a-z-]+)?"
"""What may stand before and behind a name of somebody who acts."""
TIME_OF_DUTY = re.compile(
    r"\b(?:at all times|at any time|immediately|promptly|without delay|as soon as|regularly|periodically|at least|no later than|prior to|before (?:use|access|being|they|it|the|any|each))\b"
)
"""When something is done, of what is asked for and not merely told."""
COMMA = re.compile(r",\s+(?=[a-z])")
FINITE = re.compile(
    r"(?<=[a-z\)]) (?:(?:also|then|first|next|always|[a-z]+ly) )?(?P<verb>[a-z-]+)(?= |[,.;:]|$)"
)
"""A word that may be the verb of the words before it."""
OUTSIDERS = re.compile(
    r"\b(?:attackers?|adversar(?:y|ies)|hackers?|criminals?|customers?|consumers?|children|patients?|people|persons?|clients?|individuals|researchers?|scientists?|experts?)$"
)
"""People whom a procedure of a house gives nothing to do."""
MEASURES = re.compile(
    r"\W{0,9}(?P<what>(?:(?:the|all|each|every) )?(?:[a-z][a-z-]{0,30} ){0,3}(?:passwords?|passphrases?|pins?|secrets?|keys?|tokens?|codes?|ladders?|guards?|rails?|aisles?|exits?|doors?|signs?|labels?|fonts?|sessions?|certificates?|logs?|backups?)) (?P<is>(?:is|are) )(?=(?:at least|at most|not less than|no less than|not more than|no more than|no longer than|no shorter than|a minimum of|a maximum of|between) \d)"
)
"""A thing that has a measure: `Passwords are at least 14 characters long`."""
RECITAL = re.compile(r"\W*(?:and )?whereas\b")
"""What a sentence begins with that says why."""
GOES_ON = re.compile(
    r"[^a-z;.]{0,4}(?!(?:that|which|who|whose|of|is|are|was|were|shall|must|may|should|will)\b)[a-z]"
)
"""More words behind a verb."""
QUESTION = re.compile(
    r"\W*(?:is|are|do|does|did|has|have|can|could|will|would|should|was|were|who|what|which|how|why|when is|when are)\s+(?:the|an?|any|all|there|it|they|you|we|your|our|only|each|every|this|these|[a-z]+s)\b"
)
"""What a question begins with, also in a row that cuts it off."""
OBJECT = re.compile(r"\s+(?:the|an?|its|any|all|each|every|it|them|their|his|her|this|these)\b")
"""What a verb has as its object, so that it is no noun: `forwards the report`."""
EXAMPLE = re.compile(r"\W*(?:for (?:example|instance)|e\.g\.|imagine|suppose|consider the case)\b")
"""What a sentence begins with that gives an example."""
POINT_IN_TIME = re.compile(
    r"\bat the (?:time|moment|point)\b|\b(?:the day|the date) (?:that|when|on which)\b"
)
"""What a clause stands behind that says when something begins."""
EMPOWERS = re.compile(r"(?:is|are)\s+(?:[a-z]+ly\s+)?(?:delegated (?:the )?authority\b|designated as\b)")
"""What gives somebody a power or an office, and nothing to do."""
AUTHORITY = re.compile(r"\b(?:authorit(?:y|ies)|powers?|jurisdiction)\b")
SOMEWHERE = re.compile(r"\s+(?:in|at|on) (?:the )?[a-z]+\W*$")
"""A place of one word that ends the sentence: `stored in Ireland`."""
DEFINITE = re.compile(
    r"\W*(?:(?:the|each|every|all|any|no|our|its|their)\s|(?:[a-z-]{1,30} ){0,2}(?:supervisors|managers|owners|administrators|operators|officers|engineers|developers|analysts|leads|auditors|custodians|reviewers)\s)"
)
"""What opens a subject that is known or counted or has a post in a house, and not just any of a kind: `Hospitals treat …`."""
RUNS = re.compile(
    r"(?:meets?|opens?|closes?|charges?|elects?|receives?|pays?|votes?|serves?|sells?|buys?|raises?|exports?|imports?|employs?|earns?|grows?|publish(?:es)?|plays?|wins?|celebrates?|runs?)\b"
)
"""Verbs of which a text that is no policy mostly tells how things go: `The museum opens at nine every day`."""
NO_OFFICE = re.compile(r";|\be\.g\.|^an? [a-z]{1,40}'s\b")
"""What no phrase for somebody who has to act holds; somebody's somebody is one in a story."""
TOLD_OF_OFFICE = re.compile(
    r"(?:operates? (?:in|across|from|throughout|within|since)\b|employs? (?:[a-z]+ ){0,2}\d|reports? (?:directly )?to (?:the |a )?[a-z -]{2,40}\W*$|continues?\b|attempts?\b)"
)
"""What is told of somebody and asks for nothing: where a company works, whom an officer answers to."""
ONE_WORD = re.compile(
    r"(?!management|staff|leadership|personnel|everyone|everybody|nobody)[a-z-]{1,40}(?<!s)"
)
NOUN_BEHIND = re.compile(r"\s+(?:and|or|in|of|for|at|on|with|from|to)\b")
"""What follows on a noun, and hardly on a verb that has an object."""

SECOND_ACTOR = r",? and (?:the )?"
"""What joins a second actor to the first."""

BUT_RATHER = re.compile(r",? but (?:rather|instead|only|in|on|through|via|by)\b")
"""What a denied state is set against: `is not set here, but rather in the file`."""
