"""Words by which an explanation judges an option, says a duty or a leave, and sets options apart."""

from __future__ import annotations

import re

from curation.text.function_words import DETERMINERS as ANY_DETERMINER
from curation.text.function_words import SURE_MONTHS, WEEKDAYS

ASKS_WRONG = re.compile(
    r"\b(?:not|never|except|false|incorrect|wrong|untrue|least|avoid(?:ed)?|violat\w+|breach\w*|improper|inappropriate|unsafe|prohibited|forbidden|unlawful|illegal|mistake|error|fail\w*|unacceptable|inadequate|worst|unsuitable|contrary)\b",
    re.I,
)
"""Words of a stem that asks for what is wrong: its explanation rightly calls the other options right."""


CONTRAST = re.compile(
    r"\b(?:other|otherwise|only|would|not|unlike|instead|rather|whereas|while|applies? to|apply to|hold for|for (?:other|ordinary)|is for|are for|belongs?)\b",
    re.I,
)


FREQUENCIES = (
    (
        re.compile(
            r"\b(?:annually|yearly|once a year|once per year|once every year|every year|each year|annual)\b",
            re.I,
        ),
        "12 months",
    ),
    (re.compile(r"\b(?:monthly|once a month|every month|each month)\b", re.I), "1 month"),
    (re.compile(r"\b(?:quarterly|once a quarter|every quarter)\b", re.I), "3 months"),
    (re.compile(r"\b(?:weekly|once a week|every week|each week)\b", re.I), "7 days"),
    (re.compile(r"\b(?:daily|once a day|every day|each day)\b", re.I), "1 day"),
)


DATES = re.compile(
    rf"\b\d{{1,2}}:\d\d\b|\b(?:{SURE_MONTHS}|{WEEKDAYS}|noon|midnight|o'clock)\b|\b\d{{1,2}} may\b|\b(?:19|20)\d\d\b",
    re.I,
)


DENIAL_OR_CONTRAST = re.compile(r"\b(?:not|no|never|but|while|whereas|other|wrong)\b")
"""Words that deny, or that set a second statement against the first."""


CONCLUDES = re.compile(r"\b(?:therefore|thus|hence|consequently|accordingly|as a result|it follows)\b", re.I)
"""Words with which a conclusion is drawn."""
DRAWS = re.compile(
    r"\b(?:therefore|thus|hence|consequently|accordingly|as a result|it follows that|so that|,? so(?= (?:the|it|he|she|they|an?|this|that|its|their|what|only|each|every|any|no|\w+ (?:is|are|has|have|must|may|can|comes?|ends?|applies)\b)))\b|, so\b",
    re.I,
)
"""Words behind which a sentence says what follows."""
_A_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
SIGNS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("per cent of", "percent of", "% of"), "share"),
    (("times", "multiplied by", "x", "\u00d7"), "times"),
    (("plus", "+"), "plus"),
    (("minus", "less", "\u2212"), "minus"),
    (("divided by", "\u00f7"), "by"),
)
"""Words and signs of a sum, and what is done."""
SUM = re.compile(
    rf"(?<![\d.,])(?P<a>{_A_NUMBER}) ?(?P<sign>per ?cent of|% of|times|multiplied by|[x\u00d7+\u2212\u00f7]|plus|minus|less|divided by) ?(?P<b>{_A_NUMBER})(?P<unit>(?: (?!and|or|plus|minus|times|is|are)[a-z]{{1,15}}){{0,2}}),? (?:=|is|are|gives?|makes?|equals?|comes? to|amounts? to) (?P<told>{_A_NUMBER})(?![\d.,]*\d|(?: ?[a-z]{{1,12}})? ?(?:times|plus|minus|more|less|per|\u00d7|x|\+|\u00f7))",
    re.I,
)
"""A sum of two numbers with what it comes to."""
CHAIN = re.compile(r"(?:[+\u2212\u00d7\u00f7x-]|plus|minus|times|by) ?$", re.I)
"""The end of what stands before a later part of a sum."""
UNASSERTED = re.compile(
    r"\b(?:not|no|never|only|wrong|incorrect|but|unlike|rather|instead|other|would|while|whereas|without|none|nor|neither|cannot|lacks?|misses)\b|n't",
    re.I,
)
"""Words with which a sentence does not simply say what is so."""


SETS_APART = re.compile(
    r"\b(?:incorrect|wrong|not|unlike|rather than|whereas|however|only|instead|no)\b", re.I
)


VERDICT = re.compile(
    r"^\W*(?:(?P<no>no\b(?=\W*(?:$|[,;.:\u2013\u2014(-]|because|it|since|as))|not (?:permitted|allowed|lawful|required|compliant|in order)|it (?:is not|does not|may not|must not|fails|falls short|breaches|violates)|does not comply|is (?:a breach|in breach|prohibited|forbidden))"
    r"|(?P<yes>yes\b(?=\W*(?:$|[,;.:\u2013\u2014(-]|because|it|since|as))|(?:permitted|allowed|lawful|compliant)\b|it (?:is (?:permitted|allowed|lawful|in order|enough|required)|complies|may|must(?! not))|complies\b|is (?:in order|lawful|permitted|allowed)))",
    re.I,
)
ASKED = re.compile(
    r"\b(?P<modal>must|may|can|should|shall|has|have|does|do|is|are|was|were|did) (?P<subject>(?:[\w'\u2019-]+ ){1,12}?)(?:(?:have|has) to |be |need to )?[^?.]{0,200}\?\s*$",
    re.I,
)
DENIES = re.compile(
    r"\b(?:not|no|never|nothing|none|neither|nor|only|exempt\w*|exclud\w*|except\w*|unless|without|free[sd]?|outside|below|above|more|less|fewer|short|shorter|until|before|too|lacks?|missing|fails?|cannot|can't|need not|beyond|instead|(?:under|over) (?:\d|the (?:limit|threshold|age))|exceed\w*|forbid\w*|prohibit\w*|bann?\w*|ends?|stops?|lapse[sd]?|expire[sd]?|late|but|however|applies to|reserved|rather|yet|still|already)\b|n't\b",
    re.I,
)
AFFIRMS = re.compile(
    r"\b(?:is (?:enough|sufficient|covered|in order)|are covered|falls under|is bound|applies|is caught)\b",
    re.I,
)
SAYS_DUTY = re.compile(
    r"\b(?:must|shall|has to|have to|is (?:required|obliged|needed|due)|are (?:required|obliged))\b", re.I
)
SAYS_LEAVE = re.compile(
    r"\b(?:is (?:allowed|permitted|lawful|entitled)|are (?:allowed|permitted)|may)\b", re.I
)
REFUSES = re.compile(
    r"\b(?:must not|may not|shall not|cannot|is not (?:allowed|permitted|lawful|enough|sufficient|covered|entitled|in order)|are not (?:allowed|permitted)|does not comply|is (?:forbidden|prohibited|unlawful|exempt|excluded|ruled out)|not in order)\b",
    re.I,
)


DISPENSES = re.compile(
    r"\b(?:need not|(?:is|are) not (?:required|obliged|needed|due)|(?:does|do) not (?:have to|need to|apply|cover)|no (?:duty|obligation|need|such duty)|is (?:exempt|excluded))\b",
    re.I,
)
ASKS_DUTY = re.compile(
    r"\b(?:must|need|needs|have to|has to|required|obliged|due|necessary|apply|applies)\b[^?]*\?\s*$", re.I
)


ASKS_BAN = re.compile(
    r"\b(?:bar|barred|bars|forbid\w*|prohibit\w*|ban|banned|bans|rule[sd]? out|exclude[sd]?|in breach|a breach|breach(?:es|ed)?|violat\w+|contrary|unlawful|illegal|against)\b[^?]*\?\s*$",
    re.I,
)
"""A question whether something is forbidden."""
ASKS_LEAVE = re.compile(
    r"\b(?:may|can|allowed|permitted|lawful|legal|acceptable|entitled|free to|permissible)\b[^?]{0,300}\?\s*$",
    re.I,
)


SAYS_NO = re.compile(r"^\W*(?:no\b(?=[,.;:])|not (?:permitted|allowed)|prohibited|forbidden)", re.I)
SAYS_YES = re.compile(r"^\W*(?:yes|permitted|allowed)\b", re.I)
LIMITS = re.compile(
    r"\b(?:but|unless|however|only|except\w*|ban|prohibition|other|where|if|when|exempt\w*)\b", re.I
)
TAKES_OUT = re.compile(r"\b(?:unless|except|without|other than|provided)\b")
"""Words by which a provision names an exception."""
SAYS_WRONG = re.compile(r"\u201c(?P<option>[^\u201c\u201d]+)\u201d is (?:wrong|not the answer)")
"""An explanation that calls an option wrong."""
PREDICATE_OF_KEY = re.compile(
    r" (?:is|are|was) (?:therefore |thus |the |a ){0,9}(?:correct|right|best|proper|safest|only correct|appropriate|recommended)\b(?! (?:only )?(?:if|for|where|when|in|on|had|were|under)\b)"
)
"""What says of the option before it that it is the answer."""
SUBJECT_ARTICLE = r"(?:the |an? |only the |only )?"
SUBJECT_VERB = r" (?:is|are|was|has|have|must|shall|may|needs?|keeps?|bears?|decides?|gives?|makes?|orders?|holds?)\b(?! (?:not|no|never|wrong|incorrect|also|only|too)\b)"
"""The verb behind the words of an option where these are the subject of an explanation."""
DETERMINERS = re.compile(rf"\b(?:{ANY_DETERMINER})\b")
GREAT_NUMBER = re.compile(r"(?:hundred|thousand|million|billion|lakh|crore)s?\b", re.I)
"""A word by which the number before it is many times as large."""
