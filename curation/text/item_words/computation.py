"""Words of the checks that work something out from a provision: dates and periods, sums, keeping, how often, and who is asked for."""

from __future__ import annotations

import re

from curation.text.function_words import MONTHS, WEEKDAYS
from curation.text.numerals import SMALL, TENS

DATE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{'|'.join(MONTHS)})|(?P<m2>{'|'.join(MONTHS)}) (?P<d2>\d{{1,2}})),? (?P<y>(?:19|20)\d{{2}})\b",
    re.I,
)
NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(SMALL[1:10])}))?|{'|'.join(SMALL[1:])}|an?)"
SPAN = re.compile(
    rf"\b(?P<n>{NUMBER})(?: \(\d{{1,3}}\))?[ -](?P<business>(?:working|business|clear|trading|school) )?(?:calendar )?(?P<unit>day|week|month|year)s?\b",
    re.I,
)
ROUNDED = re.compile(
    rf"\b(?:first|last|next|following|end|beginning|start|quarter|half-year|midnight|{WEEKDAYS}|financial|calendar (?:month|year|quarter)|extend\w*|prolong\w*|suspend\w*|plus|additional|further|more|each|every)\b(?! day on which)",
    re.I,
)
"""Words with which a period does not simply run from a day."""
ASKS_WHO = re.compile(
    r"(?:^|[.,;?] )\W{0,9}(?:who|which (?:person|body|party|role|officer))\s+(?:must|shall|has to|is (?:required|obliged|bound) to|is responsible for|has the duty to|is under a duty to)\s+(?P<act>[^?]{8,300})",
    re.I,
)
MONEY = re.compile(r"[\u20ac$\u00a3\u00a5\u20b9]\s?\d|\b(?:EUR|USD|GBP|CAD|AUD|INR|CHF)\s?\d|\b\d[\d,.]* (?:euros?|dollars?|pounds?|rupees?|francs?)\b", re.I)  # fmt: skip
ASKS_PENALTY = re.compile(
    r"\b(?:fines?|fined|penalt(?:y|ies)|punish\w*|guilty|offence|offense|convict\w*)\b", re.I
)
"""Words that ask what a breach costs, or say it."""
SHARE = re.compile(
    r"%|\bper ?cent\b|\b(?:rate|tariff|scale|schedule|times|multiple|double|twice|half)\b", re.I
)
KEEPING = re.compile(
    r"\b(?:retain|keep|kept|stor|preserv|maintain|hold|held|archiv|safeguard|available|record)\w*", re.I
)
ASKS_RETENTION_PERIOD = re.compile(
    r"\bhow long (?:must|shall|should|does|do|has|have|is|are)\b[^?]{0,120}?\b(?:(?:retain|store|preserve|archive)(?:ed|d|s)?\b|kept\b(?! out| away| from| apart)|keep (?:(?:the|a|an|each|every|its|their|his|her|such|these|those|any) )?(?:\w+ ){0,2}?(?:records?|cop(?:y|ies)|documents?|logs?|registers?|files?|data|samples?|reports?|notes?|evaluations?|certificates?)\b)",
    re.I,
)
"""A question for how long something is kept."""
TIMES = (
    (re.compile(r"\b(?:daily|every day|each day|once a day|every 24 hours)\b", re.I), 1),
    (re.compile(r"\b(?:weekly|every week|each week|once a week|(?:every|each) (?:seven|7) days)\b", re.I), 7),
    (re.compile(r"\b(?:fortnightly|every (?:two|2) weeks|every 14 days)\b", re.I), 14),
    (re.compile(r"\b(?:monthly|every month|each month|once a month|every 30 days)\b", re.I), 30),
    (
        re.compile(r"\b(?:quarterly|every quarter|each quarter|every (?:three|3) months|four times a year)\b", re.I),
        91,
    ),
    (
        re.compile(
            r"\b(?:half-yearly|semi-?annual(?:ly)?|twice a year|every (?:six|6) months|every half-year)\b", re.I
        ),
        182,
    ),
    (
        re.compile(
            r"\b(?:yearly|annual(?:ly)?|every year|each year|once a year|every (?:12|twelve) months)\b", re.I
        ),
        365,
    ),
)  # fmt: skip
ASKS_FREQUENCY = re.compile(r"\b(?:how often|how frequently|at what (?:interval|frequency))\b", re.I)
"""A question for how often something is done."""
MODALS = re.compile(r"\b(?:shall|must|has to|have to|is required to|are required to)\b")
"""Words behind which a provision says what has to be done."""
UNDER = re.compile(r"\b(?:under|according to|pursuant to|in accordance with|within the meaning of)\b", re.I)
"""What a question says before it names the provision."""
BY_WHOM = re.compile(r"\bby (?:the|an?|one|two|at least)\b")
"""Words that name by whom something is done."""
BINDS = r"(?:^|[.;,:)\u2014]\s{{1,3}}|\b(?:and|or|if|that|where|when|then|but) )(?:an?|the|each|every|any|no|all) (?:(?!(?:of|in|on|for|to|by|with|from|at|an?|the|whose) )[\w-]{{1,30}} ){{0,3}}?{noun}\b(?:(?!, (?:the|an?|each|every|any|no) )[^.;]){{0,200}}? (?:shall|must|may)(?: not)? (?!be\b)"
"""How a provision binds what `noun` names."""
DETERMINERS = frozenset(["the", "a", "an", "each", "every", "any"])
"""Words before a noun."""
PASSIVE = re.compile(r"\s*be \w+(?:ed|en)\b")
"""What follows a modal verb where nobody is named who acts."""
