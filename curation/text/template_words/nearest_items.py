"""Words and patterns: questions which of four figures is the last that keeps to a provision, and of which provisions they are asked."""

from __future__ import annotations

import re

STEMS = (
    "{Place} says, with one figure left out: \u201c{text}.\u201d {asks}",
    "\u201c{text}.\u201d So reads {place}, but for one figure. {asks}",
    "Here is {place}, in which one figure is missing: \u201c{text}.\u201d {asks}",
    "One figure is cut out of {place}: \u201c{text}.\u201d {asks}",
)
KEEPS = "still keeps to it"
BREAKS = "breaks it"
ASKS = {
    "upper": "Of these four, which is the longest time that {does}?",
    "lower": "Of these four, which is the shortest time that {does}?",
}
"""What is asked of a time, by whether the last below the limit or the first above it is asked for."""
ASKS_MEASURE = "Of these four, which is the {degree} {noun} that {does}?"
MEASURED = re.compile(
    r"\b(?:mesh size|width|length|height|depth|distance|weight|mass|speed|level|pressure|temperature|thickness|diameter|clearance|spacing|capacity|volume|concentration|dose|rate|radius|area|voltage|current|slope|angle|proportion|share)\b",
    re.I,
)
"""What a provision measures, by its name."""
MEASURED_BY = re.compile(
    r"^\s?(?:in )?(?P<how>length|width|height|depth|diameter|thickness|weight|long|wide|high|deep|thick|higher|apart|from|away)\b",
    re.I,
)
NOUN_OF = {
    "length": "length", "width": "width", "height": "height", "depth": "depth", "diameter": "diameter", "thickness": "thickness", "weight": "weight",
    "long": "length", "wide": "width", "high": "height", "deep": "depth", "thick": "thickness", "higher": "height", "apart": "distance", "from": "distance", "away": "distance",
}  # fmt: skip
"""What is measured, by the word behind its figure."""
OF_UNIT = (
    (re.compile(r"(?:k?g|mg|kilogram|gram|tonne|pound)s?$", re.I), "weight"),
    (re.compile(r"(?:\u00b0[CF]|degrees?.*)$"), "temperature"),
    (re.compile(r"(?:dB|decibels?)$"), "level"),
    (re.compile(r"(?:km/h|m/s|knots?)$"), "speed"),
    (re.compile(r"(?:[kM]?Pa|psi)$"), "pressure"),
    (re.compile(r"(?:%|per ?cent)$"), "share"),
    (re.compile(r"(?:m?L|litres?|liters?|gallons?)$"), "volume"),
)
DEGREES = (
    (("distance", "spacing"), ("longest", "shortest")),
    (
        (
            "level",
            "temperature",
            "pressure",
            "speed",
            "concentration",
            "dose",
            "rate",
            "voltage",
            "current",
            "height",
        ),
        ("highest", "lowest"),
    ),
)
"""The words for the most and the least of what is measured."""
CALENDAR = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60)}
"""The smaller unit into which a short time is turned, and how many of it make one."""
COUNTED = re.compile(
    r"^(?:second|minute|hour|(?:(?:calendar|working|business|clear) )?day|week|month|year|person|passenger|worker|employee|people|animal|item|copy|copies|time)s?$",
    re.I,
)
"""Units of which there is no half."""
REGULATED = re.compile(
    r"\b(?:employers?|employees?|operators?|owners?|licensees?|(?:licen[cs]e|permit|certificate|authori[sz]ation|registration|approval|document|concession|franchise|lease) holders?|holders? of|manufacturers?|fabricators?|importers?|exporters?|distributors?|wholesalers?|retailers?"
    r"|suppliers?|producers?|packers?|processors?|masters?|pilots?|crew|drivers?|carriers?|shippers?|consign(?:or|ee)s?|occupiers?|contractors?|workers?|users?|providers?|controllers?|every person|no person|a person|each person|persons? (?:who|in charge|responsible)|any person|establishments?|laborator(?:y|ies)"
    r"|physicians?|pharmacists?|practitioners?|veterinar(?:y surgeons?|ians?)|keepers?|sellers?|dealers?|vendors?|traders?|registrants?|sponsors?|railway compan(?:y|ies)|compan(?:y|ies)|air (?:operators?|carriers?)|growers?|handlers?|divers?|supervisors?|proprietors?|undertakings?|institutions?|landlords?|hauliers?|skippers?|charterers?|builders?"
    r"|designers?|installers?|inspectors? of equipment|blasters?|miners?|nurses?|dentists?|midwi(?:fe|ves)|hospitals?|schools?|researchers?|investigators?|breeders?|slaughterhouses?|plants?|facilit(?:y|ies)|platforms?|nobody|no one|whoever)\b",
    re.I,
)
"""Persons and undertakings whose conduct a safety rule is about."""
BUSINESS = re.compile(
    r"\b(?:annual general meeting|general meeting|meetings?|shareholders?|dividends?|trustees?|arbitrat\w+|assessors?|award|elections?|elected|electors?|electoral|nominat\w+|ballots?|votes?|voting|candidates?|quorum|by-?laws?|appoint(?:s|ed|ment|ments)?|term of office|reappoint\w*"
    r"|court|tribunal|judge|clerk|registrar of|appeals?|appellants?|petition|plaintiff|defendant|hearing|proceedings?|objection|claimants?|pensions?|annuit\w+|allowances?|benefits?|dividend|interest|tax(?:es|able)?|dut(?:y|ies) of customs|royalt\w+|rent|lien|mortgag\w+|debentures?|securities|prospectus|loans?|debts?|creditors?|bankrupt\w*|insolven\w*|liquidat\w+"
    r"|member of the (?:board|commission|council|tribunal|committee)|annual report|financial (?:statements?|year)|fiscal year|budgets?|audit(?:s|ed|ors?)?|remuneration|salar(?:y|ies)|expenses|fees?|levy|levies|payments?|repa(?:y|id)|refund\w*|reimburs\w*|publish(?:es|ed)? in the|gazette|copyright|patents?|trade-?marks?|maintenance order|spouse|marriage|will|estate|inherit\w*|grant|contribution\w*|premiums?|scholarship|quota|margins?|typeface|fonts?|print|lettering|letters|characters|in type)\b",
    re.I,
)
"""Words of the business of bodies, of money and of procedure, on which nobody's safety depends."""
STATE = re.compile(
    r"\b(?:Minister|Governor|Commission|Commissioner|Board|Council|Director|Registrar|Tribunal|Secretary|Agency|Authority|Corporation|College|Chief|President|Chairperson|Speaker|Committee|Department|Office|Service|Superintendent|Attorney|Treasur\w+|Auditor|Ombudsman|Inspector|Court|Judge|Clerk|Parliament|House|Bank|officer)\b"
)
"""Whose duties are no conduct of the regulated."""
POINTED = re.compile(
    r"\b(?:that|those|these|this) (?!(?:is|are|was|were|has|have|had|does|do|can|may|must|shall|will|would|the|a|an|it|they|he|she|there|any|each|every|no|all|not|in|on|at|of|for|under|by|with|who|which|regulations?\b|act\b|rules\b|code\b|order\b))(?P<noun>[a-z]+)(?=[,.;]|$| (?:and|or|to|in|by|with|at|from|for|on|within|of|is|are|was|were|must|shall|until|after|before|that|has|have|had|does)\b)"
)
"""A noun that something is said of before: `suspend that right`."""
PLACES = re.compile(
    r"\b(?:(?:sub)?(?:sections?|paragraphs?|clauses?|regulations?|articles?|rules?)|schedules?|parts?|annex(?:es)?|forms?|tables?|items?|division|chapter) (?:\d|[IVX]+\b|[A-Z]\b|\()|\b(?:the|this|these) (?:Act|Regulations?|Rules|Code|Order|Schedule|Part|Division|Convention)\b",
)
"""References to other provisions, which a reader of the question cannot follow."""
ROLES = re.compile(
    r"(?:person|operator|owner|employer|employee|worker|minister|master|crew|driver|pilot|licensee|holder|manufacturer|importer|supplier|user|carrier|contractor|authority|regulator|police|public|environment|ground|water|sea|air|surface|floor|day|date|time|year|month|week|end|beginning|expiry|expiration|receipt|case|event|purpose|place|area|case|course|number|name|address|amount|use|operation|completion|date|driver|passenger|provider|controller|patient|child|animal|vessel|ship|aircraft|vehicle)s?$"
)
"""Nouns that need no introduction."""
DEFINITE = re.compile(
    r"\b[Tt]he (?P<phrase>(?:(?!(?:in|of|on|at|by|for|to|from|with|under|that|which|who|whose|and|or|is|are|was|were|has|have) )[a-z-]+ ){0,3}?(?P<noun>[a-z-]+))(?=[,.;]|$| (?:is|are|was|were|has|have|had|must|shall|may|and|or|within|until|after|before|if|when|where|as|unless|during|be)\b)"
)
"""A thing that is called known and is not told apart by what follows."""
SCHEDULED = re.compile(r"\b(?:schedule|annex|appendix|part|division)\b", re.I)
"""A place without a section of its own: what it is about only its heading tells."""
OF_FEET = re.compile(
    r"(?:inch(?:es)?|foot|feet|yards?|miles?|pounds?|ounces?|gallons?|in|ft|lb|lbs|oz)$", re.I
)
"""Units that are divided by halves and quarters."""
THEM = re.compile(r"\b(?:shall|must|may)(?: not| also| then)? (?:[a-z]+ ){1,2}(?:them|it|those|these)\b")
"""An object that only a sentence before names: `the carrier shall keep them`."""
OTHERS = re.compile(r"\b(?:all|any|each|every|the) other\b|\bselected\b", re.I)
"""Words that set something apart from what another provision names."""
PAPER = re.compile(
    r"\b[Tt]he (?:[a-z-]+ )?(?P<noun>forms?|records?|reports?|notices?|requests?|applications?|samples?|tests?|documents?|certificates?|plans?|inspections?|examinations?|procedures?|results?|copy|copies)\b(?! (?:of|that|which|on which)\b)"
)
"""A paper or an act that another provision has named."""
