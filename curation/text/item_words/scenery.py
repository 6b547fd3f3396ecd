"""Words by which a stem tells scenery and history that no question needs."""

from __future__ import annotations

import re

SCENERY = re.compile(
    r"\b(?:sunny|rainy|beautiful|lovely|weather|coffee|tea|lunch|breakfast|birthday|wedding|holiday|vacation|weekend|favou?rite|hobby|hobbies|guitar|football|cat|dog|puppy|car park|parked|blue shirt|red shirt|jacket|haircut|smiled|smiling|cheerful|married|children|sister|brother|grandmother|years? old|grew up|loves?|enjoys?|music|radio|movie|film|novel|bus|train ride|traffic)\b",
    re.I,
)


HISTORY = re.compile(
    r"\b(?:was (?:founded|established|built|passed|adopted|opened|born|named|designed|renovated|painted)|founded in|established in|won|has twice|award\w*|medals?|prize|famous|well known|known for|popular|anniversary|translated into|drafters|years of debate|grew up|studied|graduated|hobb(?:y|ies)|keen|fond of|lately moved|(?:has|had|have) (?:just |lately |recently )?moved (?:into|to|house)|a view of|strong coffee|coffee machine|office move|boxes are|music|passion(?:ate)?|enjoys?|plays? (?:the|in an?|chess|football|tennis|cards)|moved to|two cats|(?:her|his|their) (?:cats?|dogs?|bicycle|hobby|wife|husband|partner|parents|children|kids|sister|brother|son|daughter|band|choir|team|boat)(?= |$)|collects?|sings?|paints?|brought (?:cake|coffee|tea)|came by (?:bicycle|bike|bus|train|car)|on (?:his|her|their) way|smil\w+|weather|canteen|lunch|breakfast|cousin|uncle|aunt|neighbou?r|birthday|holiday|garden|colou?r(?:ed)?|logo|slogan|family-run|third generation|proud(?:ly)?|recently (?:moved|married|painted)|lovely|beautiful|picturesque|historic|celebrat\w+)\b",
    re.I,
)
"""Words of the history, the looks and the habits of people and places, on which hardly any rule depends."""


NEXT_PART = re.compile(
    r"[;,:]\s+(?:and |but |while |which |who )?|\b(?:who|which|and) (?=(?:lately|just|recently|plays|likes|loves|has|have|had|was|were|is|his|her|its|their|he|she|it|they) )"
)
POINTS_AT_OPTIONS = re.compile(
    r"\b(?:as (?:described|follows|listed|stated)|the following|these (?:four|three|five))\b", re.I
)
"""Words of a case that the options go on with."""
