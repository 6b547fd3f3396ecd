"""Words and patterns: a rule as a sentence that can be taken apart: who, must or must not, what, when, unless what, and the provision as quoted."""

from __future__ import annotations

import re

TAIL_MARKS = re.compile(
    r"(?<![\s;,.:\u2014\u2013-])[\s;,.:\u2014\u2013-]*+(?:\b(?:and|or)\b[\s;,.:\u2014\u2013-]*+)?$"
)
"""What is left over at the end of an entry of a list."""

BREAKS_OFF = re.compile(
    r"\b(?:includ|specif|contain|stat|set out|indicat|show|describ|identif|consist|compris)(?:e|es|s|y|ies)?(?: (?:of|that|the following))?$|\b(?:is|are|be|of|to|by|with|that|shall|must|may|in|on|for|at|from|as)$",
    re.I,
)
"""The last words of a text whose list is lost."""

NO_ARTICLE = re.compile(
    r"A (?:the|an?|and|or|to|is|are|was|were|has|have|if|in|on|at|of|for|under|with|by|as|that|which|who|shall|must|may|can|cannot|will|should|does|do|every|each|any|all|no|not) |A (?!eu|ewe|one\b|once\b|one-)[aeio]"
)
"""A letter before words that cannot stand behind an article."""
LETTERED = re.compile(
    r"\b(?:class|type|zone|categor|group|level|grade|division|schedule|annex|appendix|table|figure|column|tier|band|phase|vitamin|hepatitis|influenza)(?:y|ies|e?s)?\s*$",
    re.I,
)
"""Words behind which a letter stands."""

RUN_IN = re.compile(
    r"^(?:\d{1,4}(?:\.\d+)* )?(?!(?:The|An?|Every|Each|No|Any|All|If|Where(?! to)|When(?! to)|Despite|Subject|Before|After|In|On|At|For|Except|Unless|It) )[A-Z][^.;:,()]{2,90}? (?=(?:The|An?|Every|Each|No|Any|All|If|Where|When|Despite|Subject to|Before|After|Except) [a-zA-Z\u201c]|(?:Within|At least|No later than|Not later than|On receipt of|Upon|During|As soon as) [a-z\d])"
)
"""A heading that stands before the sentence in one line: `Retention of record The dive contractor must …`."""
THAT = re.compile(
    r"\b(?:ensure|ensures|verify|check|ascertain|confirm|see|establish|demonstrate|show|require|arrange|make sure|so|such|manner|way)\w* that (?P<rest>.*)$",
    re.I,
)

NO_OBJECT = re.compile(
    r"(?:submit|send|give|deliver|provide|furnish|keep|record|include|permit|use|show|carry|have|make|maintain|inform) (?:to|in|at|within|on|for|by|with|from|the following|as follows)\b",
    re.I,
)
"""A verb whose object stands in a list that was lost."""

PRONOUN_SUBJECT = re.compile(r"\b(?:they|he|she|it)\b")
"""A pronoun as the subject of a rule."""

POSSESSIVE_START = re.compile(r"(?:its|their|his|her|such|this|these|those|only)\b")
"""A possessive pronoun at the start of a subject."""

PARTS_OF_TEXT = re.compile(r"\b(?:sections?|paragraphs?|schedules?|parts?|articles?|annex) [\dIVX]", re.I)
"""Parts of a legal text, which bear no duty."""

SAYS = re.compile(r"the [^,]*\b(?:regulations|rules|terms|guidelines|conditions)(?:, \d{4})?$", re.I)

OPENS_CONDITION = ("if", "where", "when", "whenever")
"""Words that open a condition, whose subject may stand for that of the rule."""
