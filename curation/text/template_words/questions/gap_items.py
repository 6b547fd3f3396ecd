"""Words and patterns: questions about a provision of which one number is left out: its limit, how often something is done, or where it begins to apply."""

from __future__ import annotations

import re

from curation.text.numerals import SMALL

MODAL_END = re.compile(r"\b(?:shall|must|may|should) (?:(?:at all times|also) )?$", re.I)
BEFORE = re.compile(
    r"(?P<whole>(?:\b(?:be|of|is|are|to|in) )?(?:(?P<lower>at least|(?:not|no) (?:be )?(?:less|fewer|lower|shorter|smaller) than|(?:a |the )?minimum of)"
    r"|(?P<upper>not (?:to )?exceed(?:ing)?|(?:not|no) (?:be )?(?:more|greater|higher|longer|larger) than|not exceed a (?:quantity|weight|mass|length|height|width|depth|speed|temperature|pressure|voltage|capacity|volume|load|distance|area) of|at most|(?:a |the )?maximum of|(?P<time>within|(?:not|no) later than))) )$",
    re.I,
)
BANNED = re.compile(
    r"(?P<whole>(?:\b(?:of|is|are|be) )?(?:(?P<upper>exceed(?:ing|s)?|(?:in excess of|more than|greater than|higher than|longer than|faster than|heavier than|wider than|deeper than|larger than|older than))|(?P<lower>less than|fewer than|shorter than|lower than|closer than|nearer than|narrower than|within(?: a distance of)?)) )$",
    re.I,
)
BEHIND = re.compile(
    r"^(?P<whole> (?:(?P<lower>or (?:more|over|greater|longer|higher))|(?P<upper>or (?:less|fewer|under|shorter|lower))))\b",
    re.I,
)
SCOPE = re.compile(
    r"\b(?:who|which|where|if|when|whose|unless|except|without|having|containing|other than|in the case of|more than|less than|exceeding)\b",
    re.I,
)
THAT = re.compile(r"(?<!ensure )(?<!ensures )(?<!so )(?<!designed )(?<!verify )\bthat\b", re.I)
KEPT = re.compile(
    r"\b(?:keep|keeps|kept|retain|retains|retained|maintain|maintained|preserve|preserved|store|stored)\b.*\bfor (?:a period of )?$",
    re.I | re.S,
)
"""A period for which something is kept is the shortest that is allowed."""
ITSELF = re.compile(
    r"\bthat (?:is|are|weighs?|measures?|has|have|contains?)\b[^.,]{0,40}$|\b(?:that|the [a-z]+(?: [a-z]+)? of which (?:is|has))(?: an? [a-z ]{3,30})?\s*$",
    re.I,
)
"""What a ban says of the thing that it forbids: a fish that is less than 30 cm long."""
HARMS = re.compile(
    r"\b(?:dose|radiation|rate|speed|concentration|pressure|voltage|current|temperature|noise|level|emissions?|exposure)\b",
    re.I,
)
"""Measures of which everybody knows that more is worse."""

BEFORE_EVENT = re.compile(r"(?<!\s)\s*+(?:,\s*+)?\b(?:before|prior to|in advance|ahead of|preceding)\b", re.I)
TIME = re.compile(r"^(?:second|minute|hour|day|week|month|year|calendar|working|business)")
OF_THINGS = re.compile(r"\b(?P<noun>[a-z]+) of $", re.I)
MEASURES = re.compile(
    r"^(?:speed|depth|height|length|width|breadth|weight|mass|rate|draught|draft|capacity|distance|voltage|pressure|temperature|concentration|level|dose|period|load|volume|radius|diameter|thickness|clearance|intervals?|area|angle|slope|strength|force|force|power|output|flow|ratio|content|coverage|visibility|range|illumination|intensity|accuracy|error|deviation|amount|quantity|number|total|supply|stock|notice|age|size|dimension|gradient|overlap|margin|factor|frequency|duration|term|space|opening|gap|reserve|resistance|velocity|limit|sum|insurance|proportion|minimum|maximum|stroke|span|pitch|aggregate)$",
    re.I,
)

OPEN = re.compile(
    r"\b(?:unless|except|practicab|reasonabl|feasibl|other than|or at (?:such|any)|equivalent|alternative|or (?:an?y?|such|some|the) (?:longer|shorter|other|greater|lesser|smaller|higher|lower)|or (?:with |by |in )?(?:some |an)?other (?:approved|suitable|similar|equally|means|method|way|effective)|as soon as|approved by|if so |otherwise|(?:but|and) (?:in any (?:case|event) )?(?:no|not) (?:more|less|fewer|later|earlier|longer|shorter|greater)|at least [\w ]{1,80} but)",
    re.I,
)
"""Words with which a case that breaks the number may be lawful after all."""

MEASURED = ("the measured value is {}", "{} is measured", "the measurement gives {}")
ASKS = {
    "upper": ("Is the limit kept?", "Is that within the limit?", "Does that keep to the provision?", "Is that allowed?"),
    "lower": ("Is that enough?", "Does that meet the provision?", "Is the provision kept?"),
}  # fmt: skip
EVENT = re.compile(r"(?<!\s)\s*+\b(?:after|before|following|from|of|since|prior to)\b")

PHYSICAL = re.compile(
    r"^(?:[mcdk\u00b5]?m|[mcd]?m[23\u00b2\u00b3]|[mk\u00b5]?g|[mk]?L|[kM]?Pa|[kM]?V|[mk]?A|[kM]?W|[kM]?N|[kM]?J|[kMG]?Hz|dB|psi|ppm|lux|lx|mSv|Sv|Bq|km/h|m/s|\u00b0[CF]|degrees?|inch|foot|feet|yard|mile|metre|meter|millimetre|millimeter|centimetre|centimeter|kilometre|kilometer|gram|kilogram|tonne|pound|ounce|litre|liter|gallon|millilitre|milliliter|kilopascal|pascal|volt|ampere|watt|kilowatt|newton|decibel|knot)s?(?:e?s)?$"
)
"""Units of what can be measured."""

PAPER = re.compile(
    r"\b(?P<noun>records?|reports?|copy|copies|logs?|documents?|documentation|certificates?|forms?|results?|declarations?|registers?)\b",
    re.I,
)

OFTEN = re.compile(
    rf"(?:,? at least |,? )?(?:at )?\b(?:(?P<word>daily|weekly|monthly|quarterly|annually|semi-?annually|yearly)(?: intervals)?|(?:at least )?once (?:every|each|a|per|in every|in each) (?:(?P<n>{'|'.join(SMALL[1:13])}|\d+) )?(?P<unit>day|week|month|year)s?|every (?P<n2>{'|'.join(SMALL[1:13])}|\d+) (?P<unit2>day|week|month|year)s)(?=$|[ ,])(?<!,)",
    re.I,
)
EACH = {"daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91, "semi-annually": 182, "semiannually": 182, "annually": 365, "yearly": 365}  # fmt: skip

BEGINS = re.compile(
    r"(?P<whole>(?P<over>exceeds|exceed|exceeding|(?:of |is |are )?(?:more than|greater than|in excess of|over)) )$",
    re.I,
)
FROM = re.compile(r"(?P<whole>(?:of |is |are )?(?P<least>at least|not less than) )$", re.I)

HAS = re.compile(
    r"^(?:(?P<all>every|each|an?|any|no)|where|if|when) (?P<noun>(?:an? )?[A-Za-z][^,;]{2,60}?) (?:(?:that|which|whose (?P<measure>[a-z ]{3,30}))(?: (?P<verb>is|weighs|measures|has|contains))?|(?P<finite>is|weighs|measures|has|contains)|(?P<of>of|with))(?P<rest>(?: (?:a|an|the) [a-z ]{3,30}?)? ?)$",
    re.I,
)
"""The words before a threshold: `every ship that is`, `where a load weighs`, `every vessel with a capacity of`."""

MAY_BE_LIFTED = re.compile(r"\b(?:unless|except|practicab|reasonabl|feasibl)")
"""Words with which a limit may be lifted."""

COMPARISON_WITH_BE = re.compile(r"be |not be |no be ")
"""A comparison that begins with `be`: the verb stays in the printed provision."""

COMPARISON_WITH_EXCEED = re.compile(r"not (?:to )?exceed\b")
"""A comparison with `not exceed`: the printed provision needs a verb."""

NEGATED_MODAL_END = re.compile(r"\b(shall|must) not $")
"""A modal verb with `not` at the end of the words before a comparison."""

KEEPING_VERB = re.compile(
    r"\b(?:keep|keeps|kept|retain|retains|retained|preserve|preserved|maintain|maintained)\b", re.I
)
"""Verbs of keeping papers for a time."""

PASSIVE_START = re.compile(r"(?:also )?be\b")
"""The start of a passive behind the modal verb: `be kept`."""

DETERMINER_AT_END = re.compile(r"\b(?:a|an|the|his|her|its|their|every|each|any)\s*$")
"""A determiner in front of a frequency: `the monthly report` names a thing."""

MAY_FOLLOW_FREQUENCY = re.compile(
    r"\s*(?:$|,|(?:and|by|in|to|during|for|with|at|from|on|after|until|while|so|using|under)\b)"
)
"""What may stand behind a frequency that says how often something is done."""

DETERMINED_NOUN = re.compile(r"(?:every|each|an?|any|no) (?P<noun>[a-z]+(?: [a-z]+){0,3})", re.I)
"""A noun phrase with a determiner and nothing else."""

NOUN_WITH_ADDITION = re.compile(r"\b(?:and|or|that|which|who|of)\b")
"""Words that join or add to a noun."""

BY_ITS_MEASURE = re.compile(
    r" (?:in (?:overall |extreme |total |registered )?(?:length|height|breadth|width|depth|draught|weight|capacity)(?: overall)?|long|high|wide|deep),?\s*"
)
"""What is measured, behind the figure of a threshold: `in overall length`."""

GOES_ON_BEHIND = re.compile(r",|;|\b(?:and|or|that|which|who|shall|must)\b")

NO_SINGLE_NOUN = re.compile(r"\b(?:and|or|that|which|who|this|such|the)\b")

COMPARISON_BEHIND_THRESHOLD = re.compile(r"^ or (?:more|over|greater)\b")
"""`or more` behind the amount from which a rule applies."""

NEGATED_COMPARISON = re.compile(r"\b(?:not|or|no) $")
"""A denial or an alternative right before a comparison."""
OFTEN_ENOUGH = {
    True: "The provision says \u201c{said}\u201d, and {done} is at least as often.",
    False: "The provision says \u201c{said}\u201d, and {done} is not often enough.",
}
OTHER_INTERVAL = "The provision says \u201c{said}\u201d, which is another interval."
"""Why an interval is right or wrong."""
