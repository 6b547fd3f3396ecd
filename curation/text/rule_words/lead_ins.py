"""Words and patterns: what the words of a clause say of a list: whether they open one, close one, or are a title in front of it."""

from __future__ import annotations

import re

THIS_INCLUDES = re.compile(
    r"\s*(?:this|these|it|that|such|examples?|for example|prohibited)\b.{0,60}(?:include|are|is|means|prohibit)",
    re.I | re.S,
)

EXAMPLES = re.compile(r"\s{0,9}(?:some |common |typical )?(?:examples?|for example|for instance)\b", re.I)

MAY_INCLUDE = re.compile(
    r"\b(?:might|may|could|can|typically|often|usually|sometimes|generally|commonly) (?:also )?(?:include|contain|cover|involve)s?:?\s*$"
)

GERUND = re.compile(
    r"\s*[A-Za-z]{3,}ing\b(?![^.]*\b(?:is|are|was|were|shall|must|may|can|will|should|has|have)\b)"
)

CONTENT_THAT = re.compile(
    r"\s{0,9}(?:Content|Material|Posts|Messages|Images|Media|Ads|Advertisements|Products|Services|Websites|Sites|Apps|Accounts|Behaviou?r|Speech|Language|Links|Imagery|Depictions)"
    r" (?:that|which|promoting|depicting|encouraging|intended|designed|containing|glorifying|threatening|targeting|inciting|attacking)\b(?![^.!?]*[.!?]\s+[A-Z])"
)
"""A kind of content that is all that a clause names: `Content that incites hatred`."""
VERB = re.compile(
    r"\b(?:is|are|was|were|shall|must|may|can|will|should|has|have|do|does|we|you|it|this)\b", re.I
)

LAST_CONJUNCTION = re.compile(r"\b(and|or|und|oder|et|ou|y|o|en|of)\b[\s.]*$", re.I)

SAYS = re.compile(
    r"^(?:(?!(?:who|which|that|whose|where|if|when|how|what|whether)\b)[a-z][a-z'-]*\s+){1,9}?(?:is|are|was|were|can|could|will|would|has|have)\s(?!(?:to|not to|essential|necessary|mandatory|compulsory|obligatory|needed|crucial|vital|indispensable)\b)[^;:]*:?$"
)
"""A whole sentence with a verb that commands nothing: `Ladders can be stored outdoors.`."""
OPENS_WITH_LIMIT = re.compile(
    r"(?:if|when|where|that|what|how|who|which|any|all|each|no|unless|whether|while)\b"
)

METRIC = re.compile(
    r"\s{0,9}(?:%|per ?cent(?:age)?\b|(?:the |total |average )?number\b|counts?\b|average\b|mean time\b|median\b|ratio\b)\s*(?:of|to|from|between)\b"
)

CODED = re.compile(r"\W{0,9}(?:[a-z]{1,4}[-.])?\d[\w.()-]{0,20}\s{0,9}\|")
"""The first cell of a row that holds a number or a code: `7.13 |`, `AC-6(9) |`."""
EMPTY = re.compile(
    r"\W{0,9}(?:n/?a|none|not applicable|tbd|to be determined|todo|nil)\W{0,9}|\W{0,9}(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\d{1,2},? )?\d{4}\s*\|.*|\W{0,9}\d{4}-\d{2}-\d{2}\s*\|.*",
    re.S,
)
"""A row or an item that says nothing, or what a text was changed on a day."""
DEFINES = re.compile(r"\b(?:means?|includes?|does not include|do not include|refers to|covers?)$")
"""What a lead-in ends with that defines: `Health plan includes:`."""
DEMANDED = re.compile(
    r"\b(?:required|mandatory|compulsory|obligatory|yes|prohibited|forbidden|not|no|never|only|must|minimum|maximum|all|every|each|always|before|after|until|within|without)\b"
)
"""Words with which a name demands something: `MFA | mandatory`, `Training for all staff`."""
BRACKETS = re.compile(r"\([^()]{0,200}\)")
DONE = re.compile(
    r"\b(?!(?:thing|bring|king|spring|string|morning|evening|ceiling|building|during|regarding|concerning)\b)(?:[a-z]{3,}ed|kept|held|made|set|worn|shown|sent|[a-z]{3,}ing)\b"
)
"""What is done, or is to be: `Logs kept`, `Keeping of logs`."""
TABLE_HEAD = re.compile(
    r"(?:[A-Z][\w/ ()-]{0,40}\s?\|\s?){1,5}(?:(?:Minimum |Maximum )?(?:Retention|Storage)(?: [Pp]eriod| [Tt]ime)?|Period|Duration|Frequency|Owner|Requirement|Requirements|Description|Action|Actions|Responsible|Responsibilit(?:y|ies)|Roles?|Reasons?|Purpose|Details|Type|Category|Comments?|Notes?|Status|Value|Limit|Deadline|Approval|Approver|Required Approval|Meaning|Definition|Date|Version|Example|Examples|Method|Review Frequency)"
)
"""The head of a table: `Record | Retention period`."""

TYPED_DASH = re.compile(r"(?:^|[^-])--$|[^\s-],?\s?---$")
"""A dash that is typed as hyphens behind a word: `the court may---`."""
CELL = re.compile(r"[^|]+")
PROVISO = re.compile(r"\s{0,9}(?:and )?provided(?: always| further| also| however)? that\W{0,9}", re.I)
"""The words of a proviso that stand alone above its parts."""
NO_DEED = frozenset(
    {"is", "has", "does", "was", "ceases", "becomes", "remains", "holds", "means", "includes"}
)
"""Verbs in the present tense that tell what somebody is, and not what somebody does: `The member: ceases to hold office`."""
WORDS_FOR_AND = ("and", "und", "et", "y", "en")
"""`and` in the languages of `LAST_CONJUNCTION`."""
