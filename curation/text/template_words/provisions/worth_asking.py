"""Words and patterns: which provisions a strict reader would ask about, and words that only another provision explains."""

from __future__ import annotations

import re

REGULATED = re.compile(
    r"\b(?:employers?|employees?|operators?|owners?|licensees?|(?:licen[cs]e|permit|certificate|authori[sz]ation|registration|approval|document|concession|franchise|lease) holders?|holders? of|manufacturers?|fabricators?|importers?|exporters?|distributors?|wholesalers?|retailers?"
    r"|suppliers?|producers?|packers?|processors?|masters?|pilots?|crew|drivers?|carriers?|shippers?|consign(?:or|ee)s?|occupiers?|contractors?|workers?|users?|providers?|controllers?|every person|no person|a person|each person|persons? (?:who|in charge|responsible)|any person|establishments?|laborator(?:y|ies)"
    r"|physicians?|pharmacists?|practitioners?|veterinar(?:y surgeons?|ians?)|keepers?|sellers?|dealers?|vendors?|traders?|registrants?|sponsors?|railway compan(?:y|ies)|compan(?:y|ies)|air (?:operators?|carriers?)|growers?|handlers?|divers?|supervisors?|proprietors?|undertakings?|institutions?|landlords?|hauliers?|skippers?|charterers?|builders?"
    r"|designers?|installers?|inspectors? of equipment|blasters?|miners?|nurses?|dentists?|midwi(?:fe|ves)|hospitals?|schools?|researchers?|investigators?|breeders?|slaughterhouses?|plants?|facilit(?:y|ies)|platforms?|(?:ship|site|project|laboratory|mine|quarry|facility|vessel) managers?|authori[sz]ed representatives?|certification bod(?:y|ies)|agents?|nobody|no one|whoever)\b",
    re.I,
)
"""Persons and undertakings whose conduct a safety rule is about."""
BUSINESS = re.compile(
    r"\b(?:annual general meeting|general meeting|meetings?|shareholders?|dividends?|trustees?|arbitrat\w+|assessors?|award|elections?|elected|electors?|electoral|nominat\w+|ballots?|votes?|voting|candidates?|quorum|by-?laws?|appoint(?:s|ed|ment|ments)?|term of office|reappoint\w*"
    r"|court|tribunal|judge|clerk|registrar of|appeals?|appellants?|petition|plaintiff|defendant|hearing|proceedings?|objection|claimants?|pensions?|annuit\w+|allowances?|benefits?|dividend|interest|tax(?:es|able)?|dut(?:y|ies) of customs|royalt\w+|rent|lien|mortgag\w+|debentures?|securities|prospectus|loans?|debts?|creditors?|bankrupt\w*|insolven\w*|liquidat\w+"
    r"|member of the (?:board|commission|council|tribunal|committee)|annual report|financial (?:statements?|year)|fiscal year|budgets?|audit(?:s|ed|ors?)?|remuneration|salar(?:y|ies)|expenses|fees?|levy|levies|payments?|repa(?:y|id)|refund\w*|reimburs\w*|publish(?:es|ed)? in the|gazette|copyright|patents?|trade-?marks?|maintenance order|spouse|marriage|will|estate|inherit\w*|grant|contribution\w*|premiums?|scholarship|quota|margins?|typeface|fonts?|print|lettering|letters|characters|in type|legends?|insignia|examiners|marketing|ethnic|broadcast\w*|programming|antenna|gill nets?|mesh size|(?:crab|lobster|eel|fish) traps?|angl(?:er|ing)\w*|fish(?:es|ed|ing)? (?:for|with|in)|commercial fishing|emblem|logo|watermark|letterhead|in duplicate|revenues?|invoices?|tariffs?|tolls?|statement of (?:sales|account)|sales and|charges|gratuit\w+|lotter\w+|parking|stationery|photographs?|copies of the (?:notice|application))\b",
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
SCHEDULED = re.compile(r"\b(?:schedule|annex|appendix|(?<!CFR )part|division)\b", re.I)
"""A place without a section of its own: what it is about only its heading tells."""
THEM = re.compile(r"\b(?:shall|must|may)(?: not| also| then)? (?:[a-z]+ ){1,2}(?:them|it|those|these)\b")
"""An object that only a sentence before names: `the carrier shall keep them`."""
OTHERS = re.compile(
    r"(?<!\bor )(?<!\band )(?<!\bor to )(?<!\bor of )\b(?:all|any|each|every|the) other\b|\bselected\b", re.I
)
"""Words that set something apart from what another provision names."""
PAPER = re.compile(
    r"\b[Tt]he (?:[a-z-]+ )?(?P<noun>forms?|receipts?|records?|reports?|notices?|requests?|applications?|samples?|tests?|documents?|certificates?|plans?|inspections?|examinations?|procedures?|results?|copy|copies)\b(?! (?:of|for|that|which|on which)\b)"
)
"""A paper or an act that another provision has named."""
LAYOUT = re.compile(
    r"\b(?:labels?|signs?|marks?|marking|plates?|placards?|tags?|symbols?|notices?|posters?|stamps?|numerals?|figures|words|borders?|letters|panels?|paper|documents?|drawings?|maps?)\b[^.]{0,120}\b(?:long|length|high|height|wide|width|thick|apart|square|size|diameter|measure)\b|\b(?:words?|sign|label|legend) \u201c",
    re.I,
)
"""How large a print or a sign is: a detail of layout."""
FISHERY = re.compile(r"\bFish(?:ery|eries|ing)\b")
"""Laws whose sizes and measures are those of a catch and its gear."""
PROTECTS = re.compile(
    r"\b(?:inspect\w*|test(?:ed|s|ing)?|clean\w*|examin\w*|calibrat\w*|ventilat\w*|train(?:ed|ing)|drills?|evacuat\w*|emergenc\w+|first aid|medical\w*|rest|fire\w*|alarms?|hazard\w*|danger\w*|safe(?:ty|ly)?|health|injur\w+|accidents?|incidents?|patients?|animals?|child(?:ren)?"
    r"|toxic|poison\w*|explosi\w+|radiation|radioactive|waste|drinking water|food|contaminat\w+|pollut\w+|spill\w*|releas\w+|leaks?|disease\w*|infect\w+|vaccin\w+|drugs?|substances?|chemicals?|pesticides?|noise|survival|life-?saving|rescue|lifts?|cranes?|brakes?|boilers?|pressure|electric\w*|dos(?:e|es)|exposure|personal (?:data|information)|security|weapons?|firearms?|ammunition|breach\w*|passwords?|backups?|consent|detain\w*|detention|custody|access|credentials?|encrypt\w*|vulnerabilit\w+|patch\w*|audit logs?|malware|screen locks?|configuration|sensitive data"
    r"|flames?|ignit\w+|combustible|flammable|smok(?:e|ing)|falls?|fall-protection|protective|guards?|guardrails?|barricades?|scaffold\w*|ladders?|voltage|earthed|asbestos|dust|fumes|machinery|drowning|dangerous goods|threats?|evacuation|seat-?belts?|helmets?|respirat\w+|hygien\w+|sanita\w+|vermin|pests?|slaughter\w*|suffering)\b",
    re.I,
)
"""What a rule protects, or by what."""
EMPTY = re.compile(
    r"\b(?:an?|the|each|every|any) (?:written |annual |prescribed )?(?:notices?|notification|reports?|reviews?|assessments?|approvals?|statements?|applications?|requests?|declarations?|returns?)(?= (?:to|with|by|in|at|on|within|no later|not later|and|or|shall|must)\b|[,.;]|$)(?! (?:to (?:that|this) effect|in respect|with respect))",
    re.I,
)
"""A paper of which the provision does not say what is in it: `a written notice to each authority`."""
WHAT = re.compile(
    r" (?:to|with|by) [^.,;]{2,80}? (?:of|that|about|on|for|concerning|describing|containing|stating|which|respecting|regarding|indicating|specifying|setting out|relating to)\b"
)
"""What a paper is about, behind whom it goes to."""
