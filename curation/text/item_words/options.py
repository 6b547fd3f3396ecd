"""Words by which an option says a range, a frequency, a person or that nothing applies."""

from __future__ import annotations

import re

from curation.text.function_words import MONTHS
from curation.text.question_words import NUMBER_WORDS

_COUNTS = "|".join(
    word for word, size in NUMBER_WORDS.items() if size == int(size) and word not in ("a", "an")
)
HALF = re.compile(
    r"(?<![\w.])(?P<number>\d+|"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + r") and (?:a|one) half\b|\bhalf (?P<of>an?) (?=[a-z])|\b(?:a|one) half (?=(?:hour|day|year|metre|meter|litre|liter)s?\b)",
    re.I,
)


NO_UNIT = ("the", "a", "an", "of", "within", "in", "about")


END = r"\d{1,3}(?:,\d{3})++(?:\.\d+)?|\d++(?:[.,]\d++)?+"
RANGE = re.compile(
    rf"(?<![\d.,])(?P<low>{END})\s*+(?P<of_low>[a-zA-Z%°]{{1,12}})?\s*+(?:-|–|—|to|up to|until|and)\s*+(?P<high>{END})\s*+(?P<of_high>[a-zA-Z%°]{{1,12}})?"
)
BELOW = re.compile(
    rf"(?:less than|under|below|up to|not (?:above|over)|at ?most|(?:no|not) (?:more|longer|later) than|not exceeding|a maximum of|fewer than|within|younger than|shorter than|<|≤)\s*({END})",
    re.I,
)
ABOVE = re.compile(
    rf"(?<!no )(?<!not )(?:more than|over|above|at ?least|greater than|(?:no|not) (?:less|fewer|earlier) than|a minimum of|exceeding|older than|longer than|from|>|≥)\s*({END})",
    re.I,
)


TWO_SIDED = re.compile(
    rf"\b(?:above|over|more than|exceeding|at ?least|from) (?P<low>{END})(?: [a-z%]{{1,12}})?(?:,? (?:but|and))? (?:not (?:above|over|exceeding)|at ?most|up to|below|under|less than) (?P<high>{END})",
    re.I,
)
"""A range with both ends in words: `above 0.8 but not above 1.5`."""
FROM_ON = re.compile(
    rf"(?<![\d.,])(?P<n>{END})(?: [a-z%]{{1,15}})? (?:or|and) (?:more|above|over|older|longer)\b", re.I
)
"""A range without an upper end: `5 or more`."""
STRICT = re.compile(
    r"less than|fewer than|under|below|younger|shorter|(?<!no )(?<!not )more than|over|above|greater|(?<!not )exceeding|older|longer|<|>",
    re.I,
)
"""Words of a bound to which the figure itself does not belong."""
NAMES_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.I)
"""A day of a month, whose number measures nothing."""
CLOCK_TIME = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b\.?|(?P<h>\d{1,2}):(?P<m>\d\d)(?: ?(?:hours|hrs|h|o'clock)\b)?|(?:12 |twelve )?(?P<word>noon|midnight))(?!\w)"
)
"""A time of the day, in small letters."""
RATIO = re.compile(
    rf"\b(?P<part>\d{{1,3}}|{_COUNTS}) (?:in|out of) (?:every )?(?P<whole>\d{{1,4}}|{_COUNTS})\b(?=$| (?!days?\b|weeks?\b|months?\b|years?\b|hours?\b))"
)
"""A share by two numbers: `one in ten`."""
DOZENS = re.compile(rf"\b(?:(?P<n>\d{{1,3}}|{_COUNTS}) )?dozen\b")
ONE_WORDING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\b(?:biannual(?:ly)?|semi-?annual(?:ly)?|half-yearly|twice (?:a|per|each|every) (?:calendar )?year|every half-? ?year|two times (?:a|per) year)\b", "every 6 months"),
        (r"\b(?:annually|yearly|once (?:a|per) (?:calendar )?year|(?:once )?(?:each|every) (?:calendar )?year|once in (?:a|every|each) (?:calendar )?year|once (?:in )?every (?:twelve|12) months)$", "every 12 months"),
        (r"\b(?:quarterly|(?:once )?(?:per|each|every) quarter|once a quarter|four times (?:a|per) year)\b", "every 3 months"),
        (r"\b(?:monthly|once (?:a|per|each|every) month|(?:each|every) month)\b", "every 1 month"),
        (r"\b(?:fortnightly|once (?:a|every) fortnight|(?:each|every) fortnight|every other week)\b", "every 14 days"),
        (r"\b(?:weekly|once (?:a|per|each|every) week|(?:each|every) week)\b", "every 7 days"),
        (r"\b(?:daily|once (?:a|per|each|every) day|(?:each|every) day)\b", "every 1 day"),
        (r"\bevery (?:other|second) day\b", "every 2 days"),
        (r"\bevery (?:other|second) month\b", "every 2 months"),
        (r"\b(?:every (?:other|second) year|biennially)\b", "every 24 months"),
        (r"\bhourly\b", "every 1 hour"),
        (r"\bonce (?=every|in every)", ""),
        (r"\bin every\b", "every"),
        (r"\bhalf (?:a|an) year\b", "6 months"),
        (r"\bthree quarters (?=of )", "75 % "), (r"\btwo thirds (?=of )", "66.67 % "), (r"\b(?:a|one) third (?=of )", "33.33 % "),
        (r"\b(?:a|one) (?:quarter|fourth) (?=of (?!an? ))", "25 % "), (r"\b(?:a |one )?half (?=of |the )", "50 % "), (r"\b(?:a|one) fifth (?=of )", "20 % "), (r"\b(?:a|one) tenth (?=of )", "10 % "),
        (r"(?<![\d.])0\.(\d\d)(?= (?:of|times) )", r"\1 %"),
        (r"\bper ?cent\b", "%"),
        (r"\b(?:(?:by )?(?:no|not) later than|in (?:no|not) more than|(?:no|not) (?:more|longer|higher|greater) than|at (?:the )?most|at the latest within|within(?: at most)?|up to|not exceeding|(?:a |the )?maximum(?: of)?)(?= \d| [a-z]+ (?:second|minute|hour|day|week|fortnight|month|year))", "atmost"),
        (r"\b(?:(?:no|not) (?:less|fewer|lower|shorter|earlier) than|at (?:the )?least|(?:a |the )?minimum(?: of)?)(?= \d| [a-z]+ (?:second|minute|hour|day|week|fortnight|month|year))", "atleast"),
    )
)  # fmt: skip
"""Ways of saying a frequency, a share or a bound in small letters, and the wording that stands for them."""
SIGNS_OF_WORDING = tuple(
    "annual yearly quarter twice times month week fortnight daily day year hourly once every half third fourth fifth tenth 0. cent "
    "than most latest within up exceeding maximum least minimum".split()
)
"""Parts of words of which a text has one where a pattern of `ONE_WORDING` matches: most texts have none, and no pattern is tried."""
CASED_UNITS = {
    "mW": "milliwatt",
    "MW": "megawatt",
    "mPa": "millipascal",
    "MPa": "megapascal",
    "mHz": "millihertz",
    "MHz": "megahertz",
}
"""Units that another unit differs from by the size of a letter alone."""
CASED_UNIT = re.compile(r"(?<![A-Za-z])(?:" + "|".join(CASED_UNITS) + r")(?![A-Za-z])")


AUXILIARIES = ("do", "does", "it", "should", "be", "has", "have", "need", "needs", "must", "is", "are")


IS_FREQUENCY = re.compile(
    r"^\W*(?:(?:at (?:least|most)|not (?:more|less) than|only) )?(?:once|twice|[a-z]+ times|every|daily|weekly|monthly|yearly|annually|quarterly)\b(?=\W*$| (?:an?|per|each|every|in|day|week|month|quarter|year|other|second|[a-z]+ (?:days|weeks|months|years|hours))\b)",
    re.I,
)
"""An option that says how often something is done."""


STARTS_WITH_VERDICT = re.compile(
    r"^\W*(?:(?:yes|no)(?=\W*(?:$|[,;.:\u2013\u2014(-]|because\b|it\b|since\b|as\b))|true\b|false\b)", re.I
)
"""An option that begins with yes, no, true or false."""


NUMBERED_NAME = re.compile(r"\d{1,2}(?:,\d{1,2}){0,5}-[A-Za-z]{4,}")
"""The name of a compound that begins with the places of its parts: `1,2-Dichloroethane`."""
GIVES_REASON = re.compile(r",? (?:as|because|since) (?:\w+ ){2}", re.I)
"""An option that gives a verdict and behind it its reason: `To retire it, as the limit that comes first counts`."""


BEFORE_NUMBER = (
    "the",
    "a",
    "an",
    "of",
    "within",
    "after",
    "before",
    "about",
    "at",
    "least",
    "most",
    "than",
    "more",
    "less",
    "up",
    "to",
    "every",
    "per",
    "only",
    "approximately",
)


AGENT = re.compile(
    r"(?:[^aeiou]er|ator|itor|ctor|ssor|essor|ist|ician|eer|ian|man|woman|person|ee|ant|chief|head|chair|keeper|holder)s?$"
)
NOT_AGENT = frozenset(
    """
    order number paper letter water matter chapter register folder cover danger center container power layer filter member shelter meter fever tower
    winter summer computer printer sticker poster border corner newsletter trainee fee degree plant grant variant constant instant committee
    """.split()
)


BEFORE_PERSON = re.compile(r"^\W*(?:only|any|another|someone|somebody)\s+")


CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\b|o'clock)|\b\d{1,2}[.:]\d\d\b", re.I)
"""A time of the day."""
STARTS_OTHERWISE = re.compile(
    r"^\W*(?:to|by|because|if|when|where|within|after|before|in|on|at|for|as|since|so|through|during|under|once|while|until|yes|no)\b",
    re.I,
)
"""How an option begins that is a time, a place, a reason or a purpose, and no noun."""
ESCAPE = re.compile(
    r"^\W*(?:it depends|depends|none|never|no (?:limit|minimum|maximum|requirement|specific)|not|any|unlimited|indefinitely|immediately|as |until|there is no|permanently|continuously|annually|monthly|weekly|daily|quarterly|once|twice|always|each|every)\b",
    re.I,
)


ORDERS = re.compile(
    r"\b(?:then|before|after|first|from|to|into|than|over|under|followed by|by)\b|→|->|,", re.I
)


ADDS_ANY = ("and", "or", "plus", "any")
ADDS = ("and", "or", "plus", "including")
NARROWS = ("in", "at", "with", "who", "whose", "that", "which", "of", "on", "under", "without", "from")
"""Words behind which an option narrows what another one names: `a pharmacist`, `a pharmacist in a hospital`."""


ASKED_NOUN = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat) (?P<noun>(?:[a-z-]{3,20} ){1,3}?)(?=(?:must|shall|should|may|can|could|would|will|is|are|was|were|has|have|does|do|did|need|needs|of|that|in|on|for|under|to|by|at|with|from|[a-z]{3,15}s) )"
)
"""The noun that a question asks for: `Which etch must be handled so?`."""
LETTERS_JOINED = re.compile(
    r"^\W*(?i:both\s|either\s|only\s|options?\s|answers?\s)*\(?[A-E]\)?\s*(?:and|or|,|&)\s*\(?[A-E]\)?(?:\s*(?:and|or|,|&)\s*\(?[A-E]\)?)*(?:\s+(?:only|are correct|above|both))?\W*$"
)
DEGREES = re.compile(r"\s?(?:degrees? |\u00b0 ?)(celsius|fahrenheit|centigrade)\b", re.I)
"""A temperature whose unit is written out."""
SWITCHED_ON = re.compile(
    r"\b(?:(?:keep|leave|keeping|leaving|stays?|left) [^,;]{0,40}?\b(?:on|running|open|in place)\b|(?:switch|turn)(?:ing|ed)? (?:[^,;]{0,40}? )?on\b|\bstart(?:ing)? )",
    re.I,
)
SWITCHED_OFF = re.compile(
    r"\b(?:(?:switch|turn|shut)(?:ting|ing|ed)? (?:[^,;]{0,40}? )?(?:off|down)\b|(?:stop(?:ping)?|clos(?:e|ing)|remov(?:e|ing)) )",
    re.I,
)
"""Words with which an option keeps a thing going, and with which one ends that."""
SMALL_WORDS = frozenset(["of", "to", "the", "a", "an", "at", "by"])
"""Words that tell no two options apart."""

OR_BEYOND = re.compile(
    r"^\W*\d[\d.,]* [a-z ]{1,24}\b(?P<way>or (?:more|longer|above|over|less|shorter|below|fewer))\.?$", re.I
)
"""A limit with everything beyond it: `5 minutes or more` holds `10 minutes or more`."""
PER_MILLION = re.compile(r"\s?parts? per million\b", re.I)
SQUARE = re.compile(r"\s?square (?:metres?|meters?)\b", re.I)
CUBIC = re.compile(r"\s?cubic (?:metres?|meters?)\b", re.I)
"""Units of area and volume that are written out."""
UP_TO = re.compile(r"\W*up to\b", re.I)
"""The start of a range that has no lower end."""
