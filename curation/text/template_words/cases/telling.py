"""Words and patterns: a rule told as a case: somebody in a role, or one thing of its kind, of whom the act is done or left undone."""

from __future__ import annotations

import re

ANYBODY = re.compile(
    r"^(?:an?|any|every|each|the) (?:person|individual|one)(?P<who>(?:,? who\b.*)?)$|^persons?$", re.I
)
DETERMINER = re.compile(r"^(?:every|each|any|an?) (?P<rest>.+)$", re.I)
PLACED = re.compile(
    r"be (?:provided|fitted|installed|carried|posted|available|displayed|present|stationed|employed)(?= (?:on|in|at|from|for|between|outside|inside|over|under|above|below|near|to)\b|$)(?!.*\b(?:every|each|all|any)\b)"
)
"""Participles with which `no X is fitted` says that there is none."""

PAPER = re.compile(
    r"\b(?:notices?|orders?|applications?|certificates?|licen[cs]es?|permits?|plans?|reports?|records?|statements?|declarations?|decisions?|registers?|requests?|documents?|cop(?:y|ies)|contracts?|agreements?|tickets?|directives?|drawings?|manuals?|programs?|labels?|summons|approvals?|authorizations?|declaration|logs?|polic(?:y|ies))\b",
    re.I,
)
"""Papers: what is said of them has nothing to do with guards, weights and distances."""
MASS = frozenset(
    [
        "rubbish",
        "waste",
        "gear",
        "cargo",
        "tackle",
        "means",
        "staging",
        "glass",
        "steel",
        "refuse",
        "litter",
        "sewage",
        "snow",
        "ice",
        "debris",
        "timber",
        "wood",
        "ammunition",
        "luggage",
        "baggage",
        "freight",
        "tobacco",
        "meat",
        "milk",
    ]
)
"""Nouns without an article that `text.grammar` does not list."""

LISTED = re.compile(
    r"^(?:either )?(?P<list>(?:[a-z-]+(?: for [a-z]+)?, )*[a-z-]+(?: for [a-z]+)?,? or [a-z-]+)(?: otherwise)?(?= )(?P<rest>.+)$"
)

LEFT_BASE = re.compile(r"\b(?:or|and) (?:have|be|do)\b")
"""A second verb that was left in its base form."""

AGAIN = re.compile(r"\b(?:and|or) (?P<adverb>(?:[a-z]+ly|otherwise) )?(?P<word>[a-z]+)\b")

NEVER_NOUNS = frozenset(
    ["ensure", "give", "inform", "keep", "make", "notify", "provide", "send", "submit", "take"]
)
"""Verbs that begin a second act where no determiner follows them: `fix the day and give notice`."""

INTENDS = re.compile(r"\b(?P<verb>[a-z]+)(?:,? or (?:intends?|proposes?|wishes|plans?) to [a-z]+)\b")
OR_DET = re.compile(
    r"\b(?P<first>(?:an?|the|any|each|every) [a-z-]+(?: [a-z-]+)?),? or (?:an?|the|any|each|every|other) [a-z-]+(?: [a-z-]+)?(?=$|[,.]| (?:is|are|has|that|which|who|in|on|at|of|for|to|with|by)\b)"
)
OR_PLACE = re.compile(
    r"(?P<first>\b(?:near|in|on|at|under|over|from|into|by|with|within) [^,]{3,50}?),? or (?:near|in|on|at|under|over|from|into|by|with|within) [^,]{3,}$"
)
OR_WORD = re.compile(
    r"(?P<front>^|\b(?:an?|the|any|each|every) )(?P<first>(?!one\b|two\b|three\b)[a-z-]{3,}) or (?!more\b|less\b|other\b|otherwise\b|not\b|without\b)[a-z-]{3,}(?= [a-z])"
    r"|(?<!, )\b(?P<other>[a-z-]+(?:ing|ed|able|ible|al|ic|ous|ive)) or [a-z-]+(?:ing|ed|able|ible|al|ic|ous|ive)(?= [a-z]|$)"
)

ABSTRACT = re.compile(
    r"^(?:the |an? )?(?:[a-z-]+ )?(?:factor of safety|pressure|height|distance|length|width|clearance|depth|diameter|thickness|capacity|temperature|level|rate|quantity|amount|value|number|period|weight|size|slack|surface|name|design|material|process|system|location|use|test|work|operation|cost|time|order|method|manner)$"
)
"""Measures and the like: they are of something, and a case has to say of what."""

SUBJECT_IS_OTHER = re.compile(r"(?:any|every|each|all|an?)? ?other\b")
"""A subject such as `any other person`: it needs the one before it."""

PASSIVE_OF_SUPPLY = re.compile(
    r"be (?:provided|fitted|installed|carried|available|used|made|kept|supplied|maintained)\b"
)
"""An action that says that something is there: provided, fitted, carried."""

END_OF_FIRST_NOUN = re.compile(r",| or | and ")
"""What ends the first noun of a list."""

CONJUNCTION = re.compile(r"\b(?:or|and)\b")

NO_BARE_NOUN = re.compile(
    r"(?:the|his|her|its|their|no|not|such|all|both|at|more|less|only|either|neither|one|two|three|four|five|six|\d)\b"
)
"""Words that begin a subject which is no bare noun: determiners other than `a` and `any`, numbers, adverbs."""

DEFINITE_COMPOUND = re.compile(r"the (?P<noun>[a-z-]+(?: [a-z-]+){1,3})")
"""A definite subject of two to four words."""

DEFINITE_NOUN = re.compile(r"the (?P<noun>[a-z-]+(?: [a-z-]+)?)")
"""A definite subject of one or two words."""

SUBJECT_WITH_ALL = re.compile(r"all (?P<rest>.+)$")
"""A subject with `all`, of which one is told."""

LIST_SIGN = re.compile(r"\b(?:and|or)\b|,")
"""Signs of a list."""

PLURAL_AGREEMENT = re.compile(r"\b(?:are|have|were|their|they|whose)\b")
"""Words that agree with a plural and would be wrong of one."""

RELATIVE_VERB = re.compile(r" (?:that|which|who) (?P<verb>[a-z]+)\b")
"""The verb of a relative clause behind a plural."""

PLAIN = re.compile(r" (?:to|in|on|from|into|within|with|at|of|and|or)\b|,")

SECOND_ACT_OR_LIMIT = re.compile(
    r"\b(?:and|or) (?:be|not|bear|have|show|carry|contain|include|set|state|give|make|keep|do)\b|\b(?:not|no|less than|at most|only|except|without)\b"
)
"""A second act, a denial or a limit: what is left undone is then unclear."""

DEFINITE_PLURAL = re.compile(r"(?:the|all|these)\b")
"""A plural that names all things of a known set."""

POINTS_TO_UNNAMED = re.compile(
    r"\b(?:hold|have|has|use|of|to|in|on|for|with|from|by|at|under|into|as|against) (?:that|those|said) (?!of\b|is\b|are\b|which\b|the\b)[a-z]+"
)
"""A demonstrative whose noun stands elsewhere: `with that notice`."""

PRONOUN_OR_MARK = re.compile(r"\b(?:them|they|he|she|him)\b|\w\([a-z]{1,3}\)\w|[~^|]")
"""Pronouns, and marks of an enumeration inside of words."""

SECOND_NORM = re.compile(r"\b(?:shall|must|insofar|whichever|whatever|provided that)\b|;|\bbut\b")
"""Signs of a second rule in an action."""

RECIPROCAL_OR_INITIALS = re.compile(
    r"\beven\b|\b(?:above|beside|behind|from|to) (?:the other|each other|one another)\b|\b(?:[A-Z]\.){1,6}[A-Z]?\.?$"
)
"""Reciprocal places, `even`, and initials at the end."""

OPENS_LIST = re.compile(r"\b(?:as follows|the following|following)\b")
"""Words that open a list which is not told."""

NO_DEED = re.compile(r"(?:be )?(?:subject to|even|deemed|liable|entitled|considered|such|so far)\b")
"""Predicates that are no deed which a case can show."""

OBJECT_START = re.compile(r" (?:the|an?|any|all|each|every|it|them|its|their|that)\b")
"""What begins an object: the word before it is a verb."""

NOUN_OR_VERB = ("water", "land", "air", "fish", "food", "gas")
"""Words that are a noun where they could be a verb."""

PREPOSITION_START = re.compile(r" (?:to|in|on|from|into|with|at|of|for)\b")
"""What begins an adverbial: the word before it may be a verb."""

SOME = re.compile(r"(?:of|other|such|part|person|one|way|time|more|further)\b")

SETTING_POINTS_BACK = re.compile(r"(?:it|they|he|she|this|that|these|not|there)\b", re.I)
"""A circumstance that begins with a pronoun or a denial opens no case."""

POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\b")
"""A possessive pronoun in the subject of a circumstance."""

SETTING_WITH_DUTY = re.compile(r"\b(?:shall|must)\b")
"""A modal verb of duty in a circumstance."""

NAMED = re.compile(r"\b(?:[Tt]he|[Aa]|[Tt]hat|[Aa]ny|[Ee]very) person\b(?! (?:who|that|to|of|in)\b)")

ROLE_WITH_VERB = re.compile(
    r"^the (?P<rest>(?:employee|employer|worker|operator|owner|licensee|licence holder|qualified person|person|user|driver|master|supervisor|manufacturer|importer|carrier|holder)(?= (?:is|has|uses|does|holds|works|enters|operates|carries)\b))"
)
"""A role with `the` at the start, which in one case takes `a`."""

UNIVERSAL_DETERMINER = re.compile(r"^(?:any|each|every) (?P<rest>[a-z-]+(?= ))(?! (?:of|such))")
"""`any`, `each` or `every` at the start, which in one case becomes `a`."""

DENIAL = re.compile(r"\b(?:not|no)\b")
"""A denial in a clause."""

TIME_AT_START = re.compile(r"(?:within|at least|at intervals|every|once)\b")
"""A time or a frequency at the start of a lead."""

OWN_WORDS = re.compile(
    r"\b[Tt]h(?:is|ese) (?=(?:Act|Regulations|Rules|Code|Order|By-?law|Directive|Standard|Policy)\b)"
)
ATTRIBUTE = re.compile(r" (?:that|which|who|of|for|in|on|from|to) ")
"""What begins an attribute behind a noun."""
