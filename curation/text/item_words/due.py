"""Words by which a provision sets a period from an event, and by which a case names a day or a time."""

from __future__ import annotations

import re

from curation.text.document_words.section_style import ORDINALS
from curation.text.function_words import MONTHS, WEEKDAYS
from curation.text.item_words.computation import NUMBER

_MONTH = "|".join(MONTHS)
DAY_OF_MONTH = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{_MONTH})|(?P<m2>(?-i:{'|'.join(name.capitalize() for name in MONTHS)})) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,? (?P<y>(?:19|20)\d{{2}})\b)?",
    re.I,
)
"""A day, with or without its year."""
AT_A_TIME = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))? ?(?P<half>[ap])\.?m\b|(?P<h>\d{1,2}):(?P<mm>\d\d)|(?:12 |twelve )?(?P<word>noon|midnight))(?!\w)",
    re.I,
)
"""A time of the day."""
NEXT_CLAUSE = re.compile(r"[.;?]\s+|,\s+|\s(?=\b(?:and|but|while|which|who|before|after|until|when)\b)")
"""Where the next event of a case may begin."""
PERIOD = re.compile(
    rf"\b(?:(?P<n>{NUMBER})(?: \(\d{{1,3}}\))?[ -]|(?P<ordinal>{'|'.join(ORDINALS)}) )(?P<working>(?:working|business|trading|school|office) )?(?:calendar |full |consecutive |clear )?(?P<unit>minute|hour|day|week|fortnight|month|year)s?\b",
    re.I,
)
"""A period, by its number or by the day on which it ends: `the fifth working day`."""
EVENT_BEHIND = re.compile(
    r"[’']?,?\s*(?:(?:at (?:the )?(?:most|latest)|notice|in (?:all|total)|long),? )?(?:(?P<before>before|prior to|ahead of|in advance of)|after|from|of|following|counted from|since|to run from|as of)\s(?P<event>[^.;]{3,140})",
    re.I,
)
"""The event from which a period runs, behind the words that say which way."""
COUNTS_OTHERWISE = re.compile(
    rf"\b(?:extend(?:s|ed)?|extension|prolong\w*|suspend\w*|stands still|interrupted|plus|additional|further|in addition|half-year|financial year|calendar (?:month|quarter|year)|end of (?:the|that|each|a) (?:month|quarter|year|calendar|week|shift|term)|(?:first|last) (?:day|working day|{WEEKDAYS}) (?:of|in)|(?:next|following|first|last) (?:{WEEKDAYS}|working day|business day|month|quarter)|(?:each|every) (?:\d+|two|three|six|day|week|month|year|working)|increased by|twice|doubled?"
    r"|half|halves|quarters?|biennial(?:ly)?|decades?|birthday|\d{1,3}[.,]\d{1,2} (?:minute|hour|day|week|month|year)s?)\b|[\u00bc-\u00be]",
    re.I,
)
"""Words with which a period does not simply run from an event."""
PERIOD_IN_A_WORD: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.I), period)
    for words, period in (
        (r"half-yearly|half a year|semi-?annual(?:ly)?", "6 months"),
        (r"half an hour", "30 minutes"),
        (r"half a day", "12 hours"),
        (r"annual(?:ly)?|yearly", "1 year"),
        (r"quarterly", "3 months"),
        (r"monthly", "1 month"),
        (r"fortnightly", "14 days"),
        (r"weekly", "7 days"),
        (r"daily", "1 day"),
        (r"hourly", "1 hour"),
    )
)
"""Periods that one word names, and the number and unit that stand for them."""
DAY_COUNTED = re.compile(
    r"\b(?:beginning (?:on|with)|starting (?:on|with)|including the day|inclusive|clear days?|(?:is|are) (?:not )?counted|does not count|not counting|expires?|lapses?|ends? (?:at|on) (?:the )?(?:end|midnight|expiry)|midnight|passed|elapsed?|until the end)\b",
    re.I,
)
"""Words that say whether the first or the last day counts, so that an end may lie a day off."""
EARLIEST = re.compile(
    r"\b(?:earliest|soonest|first (?:day|date|be|may)|first\b[^?]{0,30}\bagain|from (?:which|what) (?:day|date))\b",
    re.I,
)
"""A question for the first day on which something may be done."""
REST_DAY_MOVES = re.compile(r"\b(?:saturday|sunday|holiday|rest day|non-working day)\b", re.I)
"""Words of a provision that moves an end which falls on a day of rest."""
CHOOSES = re.compile(
    r"\bof (?:these|the following)\b|\b(?:these|the following) (?:dates|days|times)\b|\bon which (?:date|day)\?\W*$",
    re.I,
)
"""A question for one of the days that the options give, none of which need be computed."""
NO_HOLIDAY = re.compile(r"\bno (?:public |bank |legal )?holidays?\b|\bholidays? (?:do|does) not\b", re.I)
LATER_OF_TWO = re.compile(
    r"\bwhichever (?:is (?:the )?later|comes last|occurs last|happens last)\b|\bthe later of\b", re.I
)
SOONER_OF_TWO = re.compile(
    r"\bwhichever (?:is (?:the )?(?:earlier|sooner)|comes first|occurs first|happens first)\b|\bthe earlier of\b",
    re.I,
)
