"""Words and patterns: slips in the content of a question: an option out of place, a kind beside one of it, a name that changed."""

from __future__ import annotations

import re

OUT_OF_PLACE = re.compile(
    r"\b(?:newsletter|coffee|kitchen (?:table|fridge|drawer|cupboard|shelf)|lunch|snacks?|biscuits?|(?:office|staff|farewell|garden) party|birthday|holiday photos?|selfies?|hashtags?|social media|vending machine|wallpaper|horoscope|football|radio song|raffle|souvenirs?|karaoke"
    r"|suggestion box|staff noticeboard|joke|gossip|lucky|magic|feng shui|take a nap|go home early|ignore it and|hope (?:for|that)|wait and hope|ask a (?:friend|neighbour)|flip a coin|toss a coin)\b",
    re.I,
)
"""Words that no candidate takes for an answer about safety or law, where the question does not speak of them."""
ANY_OF_KIND = re.compile(
    r"\b(?:of|in) any (?:class|kind|type|sort|grade|colou?r|form|size)\b|\b(?:any|all) (?:kinds?|types?|sorts?|classes) of\b|\bof whatever (?:class|kind|type)\b",
    re.I,
)
"""An option that takes in every thing of a kind."""
COMPOUND = re.compile(r"\b(?P<root>[a-z]{4,14}?)(?P<end>ates?|ites?|ides?)\b")
"""A name of a chemical compound: its root, and the ending that tells it from its relatives."""
NO_COMPOUND = frozenset(
    "opposite separate appropriate operate indicate moderate accurate private climate adequate immediate state site write invite despite unite beside outside inside provide decide divide guide override coincide reside "
    "machine medicine routine determine combine examine define marine engine discipline line fine mine decline outline magazine public basic specific electric metric toxic chronic generic organic synthetic elastic plastic "
    "hygiene scene gene serene intervene plane lane crane membrane humane cane various serious previous dangerous obvious continuous numerous poisonous infectious".split()
)
"""Ordinary words with such an ending."""
TWO_PARTS = re.compile(
    r"^(?:the |an? |both )?(?P<first>[^,;]{3,60}?) and (?:the |an? )?(?P<second>[^,;]{3,60}?)\.?$", re.I
)
"""An option of two things."""
RECOURSE = re.compile(
    r"\b(?:within|by|until|for|in) (?:how (?:many|long)|what|which|when)[^?]{0,60}?\b(?:may|must|can|shall|has to) (?:the|an?|each|every) [\w' -]{2,60}?\b(?P<verb>appeal|object|complain|renew|resign|withdraw|sue|apply for review|ask for review)\b",
    re.I,
)
"""A question for the time of a step that a provision has to speak of."""

POWER_LOST = re.compile(r"(?<=\d) ?[\u00d7x] ?10(?:[2-9]|1[0-9])(?![\d.,^]|\u00b0)(?= [a-z(])")
"""A power of ten whose exponent is printed on the line: `3 \u00d7 106 spores` for 3 million."""
REPORTS_IT = re.compile(
    r"^\W*(?:by when|within (?:what|which) (?:time|period)|when|where|how(?: (?:long|often|soon))?|to whom|in what form)\b[^,?]{0,12} (?:must|may|shall|should|can|does|do|has|have) (?:the|an?) [\w' -]{2,30}? (?:report|notify|submit|file|keep|return|send|pay|register|renew|lodge|record|store|dispose of|hand) (?:it|them|this|these)\b",
    re.I,
)
"""A stem that begins with the question and says `it` of a thing that it does not name."""
THING_ACTS = re.compile(
    r"^(?:the|an?) (?P<thing>[\w'\u2019-]+(?: [\w'\u2019-]+)?) (?:sends|notifies|informs|reports|decides|pays|applies|signs|orders|appoints|asks|consults|approves|refuses|lodges|submits|presents)\b",
    re.I,
)
"""An option in which somebody acts."""
LEFT_OPEN = re.compile(
    r"\b(?:within (?:the|a) (?:prescribed|specified|fixed) (?:period|time)|(?:the|a|an?) (?:prescribed|higher|specified) (?:fee|amount|sum|penalty|period|rate))\b",
    re.I,
)
"""A figure that a provision leaves to others."""
