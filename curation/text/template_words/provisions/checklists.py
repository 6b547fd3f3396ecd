"""Words and patterns: a provision that is a list, with the words above it, and how its points go together."""

from __future__ import annotations

import re

from curation.text.numerals import SMALL

_HOLDS = (
    r"contains?|includes?|sets? out|indicates?|specif(?:y|ies)|states?|shows?|bears?|consists? of|describes?|identif(?:y|ies)"
    r"|displays?|address(?:es)?|covers?|records?|lists?|provides? for|is accompanied by|be accompanied by"
)
_WHAT = (
    r"(?:,? (?:at least|at a minimum|as a minimum|in particular|in writing))?(?: (?:all of |each of )?the following(?: [a-z-]{1,30}){0,3}"
    r"|(?: the)? (?:information|particulars|details|elements)(?: (?:about|on|regarding|concerning) [a-z -]{3,40})?)?"
)
HOLDS = re.compile(rf"(?:also )?(?:{_HOLDS})", re.I)
"""What a paper does of which each point is a part: `contain`."""
HOLDER = re.compile(
    rf"\b(?P<paper>(?:an?|the|each|every) (?:[a-z-]{{1,30}} ){{0,3}}(?P<noun>[a-z-]{{1,30}})(?: (?:of|on|for|about) [^,;:]{{3,60}}?)?),?"
    rf" (?:(?:that|which) (?:also )?(?:{_HOLDS})|containing|including|setting out|indicating|specifying|stating|showing|with)$",
    re.I,
)
"""A paper that somebody makes or keeps, and what it must hold: `a record that sets out`."""
ANNOUNCED = re.compile(
    r",?(?: (?:at least|at a minimum|as a minimum|in particular))?(?: (?:all of |each of |any of |one of |one or more of |at least one of )?the following(?: [a-z-]{1,30}){0,4}"
    r"|(?: the)? (?:information|particulars|details|elements)(?: (?:about|on|regarding|concerning) [a-z -]{3,40})?)?$",
    re.I,
)
"""Words that announce a list."""
PAPERS = re.compile(
    r"(?:record|report|application|notice|notification|plan|program|programme|label|statement|declaration|register|log|logbook|certificate|manual|procedure"
    r"|policy|assessment|document|documentation|licen[cs]e|permit|request|agreement|analysis|study|marking|tag|book|file|summary|submission|package|kit|training|list|inventory|sign|contract|authori[sz]ation|card|form|system|sheet)$",
    re.I,
)
"""What holds parts that can be missing."""
CIRCUMSTANCES = re.compile(
    r"^(?P<no>No )?(?P<who>[^,;:]{3,90}?) (?:must|shall|may)(?P<not> not)? (?P<act>[^;:]{5,170}?),? (?P<word>unless|except if|except where|if|where|when)(?P<subject> (?:the|an?|it|they|he or she|that) ?[^,;:]{0,60}?)?(?: (?:any|one|all) of the following(?: [a-z]{1,30}){0,3}(?: (?:is|are) met| applies| apply| exists?)?)?[ :,\u2014\u2013-]*$",
    re.I,
)
"""An act that a list of points allows, or a duty or a ban that holds where they are met."""
LIFTS = re.compile(r"^(?:unless|except)", re.I)
AGAIN = re.compile(r"^(?:the person|that person|the individual|they|he or she|it)\b", re.I)
PRONOUN = re.compile(r"^(?:they|he or she|it)\b", re.I)
THEY_ARE = re.compile(r"\bare ")
ANYBODY = re.compile(r"(?:person|one|individual)$", re.I)
FRONT = re.compile(
    r"^(?P<front>[^;:]{5,220}), (?P<who>(?:the|an?|every|each|any|all|no|its|his|their) [^,;:]{2,110})$", re.I
)
"""A condition or a time before a subject."""
CONDITION = re.compile(r"^(?:if|where|when|whenever) (?P<case>.+)$", re.I)
MOMENT = re.compile(
    r"^(?:before|after|on|during|within|at|in|for|immediately|upon|prior to|not later than|no later than) (?!the purposes?\b|addition\b|respect\b|accordance\b|relation\b|consultation\b)",
    re.I,
)
"""When or where the act of a list is done."""
BEHIND_NOUN = re.compile(
    r",| (?:who|that|which|of|for|in|to|on|under|at|with|used|installed|fitted|located|attached|other than|referred|required|prepared|set out|described|mentioned)\b(?!-)"
)
"""What follows the noun of a subject."""
PLURAL_NOUN = re.compile(r"(?<!clas)(?<!proces)(?<!s)(?<!busines)s$")
"""A noun whose number shows that several things are meant, whatever stands before it."""
REST = re.compile(r"\bfollowing\b|\bas follows\b|\bon or before$|\bin addition to\b|\bshall\b|\bmust\b")
"""Words by which the words above a list do not go on in its points."""
PENDING = re.compile(r"\bfollowing\b|\bas follows\b|\bon or before$")
"""Words of a sentence whose list or date is not printed with it."""
STEPS = re.compile(r"(?:perform|take|do|carry out|comply with|satisfy|fulfil|follow|have|meet)$")
"""What is done with the steps or measures of a list."""
HASTE = re.compile(r"(?:[a-z]{1,30}ly|without delay|forthwith|at all times|at least)$")
"""How the acts of a list are done."""
ASIDE = re.compile(
    r"^, ?(?P<aside>(?:for|in|on|before|after|during|within|at|when|upon|no later|not later)\b[^,;:]{3,100}), ",
    re.I,
)
"""A time or a case between commas behind the modal verb."""
WITHIN = re.compile(
    r"^(?P<time>(?:within|no later than|not later than|before|after|at least|during|on|for|in|at|upon|by|as soon as) [^;:]{3,110}?),?$",
    re.I,
)
"""A time between the modal verb and the points."""
SEVERAL = re.compile(
    r"^(?:(?:the|an?|every|each) )?(?:[a-z-]{1,30}(?: [a-z-]{1,30})?, ){1,3}[a-z-]{1,30}(?: [a-z-]{1,30})? or [a-z-]{1,30}(?: [a-z-]{1,30})?$|^(?:(?:the|an?|every|each) )?(?:[a-z-]{1,30}(?: [a-z-]{1,30})?, ){1,3}(?:or )?[a-z-]{1,30}(?: [a-z-]{1,30}){0,2}$",
    re.I,
)
"""One of several in a role: `a consignor, carrier or consignee`."""
REPEATED = re.compile(r"^(?P<heading>[A-Z][\w\u2019' -]{3,80}?) (?=(?P=heading)\b)", re.I)
"""A heading in one line with a sentence that begins with its words."""
ENDS_OPEN = re.compile(
    r"\b(?:if|where|when|unless|whether|whichever|than|between|and|or|not|only|because|until|stating|respecting|respect of|is of|be of)$",
    re.I,
)
"""How words end from which points do not go on as parts of one act."""
NO_POINT = re.compile(
    r"^(?:if|where|when|in the case of|in respect of|in any other case|in all other cases|unless|whether|except)\b|^(?:for|on|in|during|within|with respect to) [^,;]{3,90}, ",
    re.I,
)
PHRASE = re.compile(
    r"^(?:in|on|at|by|to|for|from|with|without|within|before|after|during|under|through|as|of|against|near|not|so|immediately|clearly|that|only|[a-z]{1,30}(?:ed|en|ing|able|ible|ly|ant|ent|al|ous|ive|ful|ic))\b"
)
"""A point that is no thing and goes on from a verb: `in a legible manner`."""
DETERMINED = re.compile(r"^(?:each|every|any|an?|all of the|the|all) ", re.I)
ALL_OF = re.compile(r"^all (?:of )?", re.I)
KNOWN = re.compile(
    r"^the (?P<noun>(?:[a-z-]{1,30} ){0,2}?[a-z-]{1,30})(?= (?:must|shall|may|of|for|that|which|referred|is|are|has|under|in)\b)",
    re.I,
)
REFERENCES = re.compile(
    r",? ?(?:referred to|mentioned|set out|described|specified|provided|required|prepared|made|kept|issued|given|submitted|prescribed|established|obtained)?,? ?(?:in|by|under|pursuant to|for the purposes? of|in accordance with|with)(?: subsections?| paragraphs?) (?:\(?\w+(?:\.\d+)?\)?)(?:\(\w+\))*(?:(?:,| or| and| to) (?:\(\w+(?:\.\d+)?\))+)*(?=[ ,;:.]|$)",
    re.I,
)
"""A reference to another part of the same section: `the plan referred to in subsection (1)`."""
SUBSECTION = re.compile(r"\b(?:sub)?(?:section|paragraph)s? (?P<number>\(\w+(?:\.\d+)?\))")
RESERVED = re.compile(
    r"^(?:subject to|despite|notwithstanding|without|in addition to|for (?:the )?purposes? of|except)\b", re.I
)
ANY_OF = re.compile(
    r"\b(?:any|one|either|one or more|at least one)(?: or more)? of (?:the following|them)\b|\beither\b", re.I
)
AMONG = re.compile(r"\b(?:including|such as|namely|for example)\b[^;:]{0,40}$", re.I)
THING = re.compile(
    r"^(?:the|an?|any|all|each|every|its|their|his|her|names?|dates?|numbers?|details|particulars|information|evidence|proof|cop(?:y|ies)|results?|types?|descriptions?|instructions|procedures|measures"
    r"|[a-z-]{1,30}(?:ion|ment|ity|ure|ance|ence|ness|ers?|ors?|als?|s))\b",
    re.I,
)
NO_THING = re.compile(
    r"^(?:in the case|if|where|when|whether|how|for|in respect|with respect|is|are|has|have|be|to|that|by|at|on|as|any other|other|only|unless|either|both)\b",
    re.I,
)
PREDICATE = re.compile(r"^(?:is|are|has|have|does|can|[a-z]{1,30}(?:s|es))\b")
"""An entry that begins with a finite verb."""
CLAUSE = re.compile(r"^(?:the|an?|each|every|all|any|no|there|it|[a-z-]{1,30}s)\b.*\b(?:is|are|has|have)\b")
"""An entry that is a clause of its own."""
PARTS = re.compile(
    r"\b(?P<det>the|a|an|its|their) (?P<list>(?:[a-z-]{1,30}(?: [a-z-]{1,30})?, ){0,3}[a-z-]{1,30}(?: [a-z-]{1,30})?,? and (?:[a-z-]{1,30} )?[a-z-]{1,30}) (?P<of>of|for) (?P<rest>(?:the|an?|each|all|any|its|their) .+)$"
)
"""Things of one kind of which a part can be missing: `the date, time and location of the occurrence`."""
_OBJECT = (
    r" (?:the|an?|any|all|each|every|its|their|to|in|with|on|by|from|for|against|of|at|under|before|after)\b"
)
PAIRED = (
    *(
        re.compile(
            rf"(?:^|(?<=\bis )|(?<=\bare )|(?<=\bbeen )|(?<=\bbe )|(?<=\bof )|(?<=\bfor )|(?<=\bby )|(?<=\bto ))(?P<list>(?:[a-z]{{3,24}}{ending}, ){{0,3}}[a-z]{{3,24}}{ending},? and [a-z]{{3,24}}{ending})(?={_OBJECT}|$)"
        )
        for ending in ("ed", "ing")
    ),
    re.compile(r"(?P<list>(?:[a-z]{3,24}ly, ){0,3}[a-z]{3,24}ly,? and [a-z]{3,24}ly)(?= [a-z]|$)"),
    re.compile(
        r"(?P<list>(?:[a-z]{3,24}(?:able|ible|ive|al|ic|ous|ful|ent|ant), ){0,3}[a-z]{3,24}(?:able|ible|ive|al|ic|ous|ful|ent|ant),? and [a-z]{3,24}(?:able|ible|ive|al|ic|ous|ful|ent|ant))"
        r"(?=$| (?:manner|condition|way|form|to|for|in|from|at|by)\b)"
    ),
)
"""Words of one form that are asked for together: `unique, legible and durable`, `signed and dated`."""
SERIES = re.compile(
    r"(?:^|(?P<head>\b(?:the|its|their|an?|of|against|with|for|including|by|have|has|contains?|from|in|to) ))(?P<list>(?:(?:an? |the )?[a-z-]{1,30}(?: [a-z-]{1,30}){0,2}, ){1,5}(?:an? |the )?[a-z-]{1,30}(?: [a-z-]{1,30}){0,2},? and (?:an? |the )?[a-z-]{1,30}(?: [a-z-]{1,30}){0,2}?)(?=$| (?:of|for|in|on|at|to|by|from|during|used|with|under) )"
)
"""Three and more things that are asked for together: `moisture, damage and contamination`."""
RELATIVE = re.compile(r"\b(?:that|which|who|whose)\b")
DENIES = re.compile(r"\b(?:including|such as|namely|not|no|without|other than|except|unless|or|free)\b")
"""Words near which a series is no demand for each of its parts."""
BEFORE = re.compile(r"(?:^|(?<=, ))before (?=(?:the|an?|any|it|they|each|[a-z]{1,30}ing)\b)")
"""What has to come first."""
AT_ONCE = re.compile(
    r"^(?P<front>(?:is|are|has been|have been) )?(?:immediately|without delay|forthwith|promptly) (?P<rest>.+)$|^(?P<act>.+?),? (?:immediately|without delay|forthwith)$"
)
"""What has to be done at once."""
WRITTEN = re.compile(
    r"(?<!is )(?<!are )(?<!be )\b(?P<inside>in writing)\b(?! and\b)|\b(?P<before>written) (?=notice|consent|approval|permission|authori[sz]ation|instructions|agreement|order|request|report|warning)"
)
"""What has to be written."""
ALL = re.compile(r"^all (?P<of>(?:of )?the |its |their )?(?=[a-z-]{1,30} )")
"""What has to hold of everything."""
ORALLY = "orally"
ORAL = "oral"
FIGURE = re.compile(
    r"(?P<front>\b(?:a )?)(?P<bound>(?P<least>at least|not less than|no less than|a minimum of|minimum)|not more than|no more than|not later than|no later than|a maximum of|maximum|at most|not exceeding|within)"
    rf"(?P<between> (?:[a-z]{{1,30}} ){{0,2}}?(?:of )?)(?P<number>\d{{1,4}}(?:\.\d)?|{'|'.join(SMALL[2:13])})(?P<gap> ?)(?P<unit>%|mm|cm|m|km|kg|g|L|litres?|metres?|kilograms?|minutes?|hours?|days?|weeks?|months?|years?|degrees?|per cent|\u00b0C|kPa|dBA?|lx|lux|points?)(?![\w/])"
    r"|(?<=\bfor )(?P<kept>a period of )?(?P<number3>\d{1,3}|two|three|four|five|six|seven|eight|ten|twelve)(?P<gap3> )(?P<unit3>days|weeks|months|years)(?= (?:after|from|following))"
    r"|\b(?P<verb>does not exceed|do not exceed|is not less than|is not more than|is at least|is at most) (?P<number2>\d{1,4})(?P<gap2> ?)(?P<unit2>%|mm|cm|m|km|kg|g|L|minutes?|hours?|days?|months?|years?|per cent|\u00b0C|kPa)(?![\w/])"
)
"""A bound with its figure, of a point that a case can miss by a little."""
OPEN = re.compile(
    r", (?:if|unless|where|when|except|other than)\b|\b(?:any other|if any|if applicable|as applicable|as appropriate|if necessary|where applicable|reasonabl[ey]|satisf\w+|as the case may be|if known|when possible|to the extent)\b",
    re.I,
)
"""An entry of which nobody can say by the words alone whether it is there."""
BARE = re.compile(r"\b(?:it|they|them|he|she|him|its|their|those|these|this|that)\b", re.I)
INNER = re.compile(
    r"\b(?:subsections?|paragraphs?|subparagraphs?|columns? \d|items? \d|this (?:section|schedule|part|article|regulation)|prescribed|Schedules?|Annex|Appendix|Forms? \d|Tables? \d)\b",
    re.I,
)
"""Words of a point that only other words of the law explain."""
NAMED_PLACES = re.compile(
    r"\b(?:sections?|clauses?|articles?|parts?|regulations?|chapters?|subparts?|divisions?|rules?) [\dA-Z][\w./-]*(?:\(\w+\))*(?:(?:,| and| or| to) [\dA-Z][\w./-]*(?:\(\w+\))*)*",
    re.I,
)
"""A place of this or another law, by its number."""
SAFE_LAW = re.compile(
    r"\b(?:safety|safe|health|hazard\w*|danger\w*|radiation|nuclear|explosiv\w+|pest|food|drugs?|medical|vessels?|ships?|shipping|aviation|aeronautics|railways?|motor vehicles?|toys?|cribs?|chemicals?|pathogens?|toxins?|diving|asbestos|electrical|boilers?|fire|petroleum|tobacco|vaping|cannabis"
    r"|lifesaving|biosafety|biosecurity|cosmetics?|contaminants?|consumer products?|privacy|data protection|personal information|cranes?|mines?|mining|drilling|pipelines?|pollut\w+|transport\w*|narcotics?|helmets?|tents?|playpens?|carriages|strollers|crew\w*|collisions?|navigation|effluents?|halocarbons?|wastes?|blood|cells"
    r"|lighters?|emissions?|tanks?|emergency|security|artificial intelligence|acceptable use|cargo|tackle|firearms?|weapons?|animals?|quarantine|storage|labour|workplace|occupational|factories|dust|lead|mercury|water|environment\w*|gas|oil)\b",
    re.I,
)
"""Titles of laws whose duties are about safety, health, rights or records."""
ANNOUNCING = re.compile(r"\bthe following\b")
"""What the points of a list are called above them."""
UNNAMED = re.compile(
    r"^The (?:records?|reports?|notices?|notifications?|applications?|plans?|documents?|certificates?|requests?|statements?|decisions?|assessments?|tests?|results?|labels?|list|program(?:me)?|information|procedures?|policy|mark(?:ing)?s?|register|log|device|equipment|system|unit|container|vehicle|machine|structure|product|material|substance|person|work|space|area|room)\b(?! (?:of|for|on|that|who|which|in charge|responsible) )"
)
"""A thing that only words before it name."""
OF_SCHEDULE = re.compile(r"(?<=[\d)]) of (?:Schedule|Annex|Appendix) [\dA-Z]+ to ")
"""What stands between the number of a provision of a schedule and its law."""
OWN_SENTENCE = re.compile(
    r"^(?:an?|the|every|each|any|no|if|where|when) [^,;:]{3,120}(?:,[^;:]{3,80})? (?:must|shall)\b", re.I
)
"""An entry of a list that is a sentence with a subject and a modal verb of its own."""
NOBODY = re.compile(r"(?:no|no one|nobody)\b", re.I)
OWN_ARTICLE = re.compile(r"(?:the|its|his|their) ", re.I)
INTRODUCED = r"\b(?:an?|each|every|any) (?:[a-z-]{{1,30}} ){{0,3}}{noun}\b"
"""A thing with its article where it is named first; with a place for its noun."""
NO_ORDER = re.compile(r"\b(?:not|no|unless|until|if|after)\b")
SEVERAL_ACTS = re.compile(r"\bbefore\b|[,;]| and ")
ARTICLE_END = re.compile(r"\b(?:a|an) $")
OTHER_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(SMALL[2:13])})\b")
"""A second figure beside a bound."""
FOLLOWING = re.compile(r"\bfollowing(?: [a-z-]{1,30}){0,4}$")
"""Words above a list that end with what announces one."""
KNOWN_SUBJECT = re.compile(
    r"^(?:(?:If|Where|When|Before|After|During|On|In|For) [^,;:]{3,160}, )?the (?P<noun>(?:[a-z\u2019'-]{1,30} ){0,3}?[a-z\u2019'-]{1,30}) (?:must|shall)\b",
    re.I,
)
"""A subject that is called known and is not told apart by what follows: `the inspection must`."""
LEFT_VERB = re.compile(
    r"\b(?:and|or) (?:have|be|do|set|keep|make|take|give|ensure|provide|notify|maintain|implement|submit|inform|contain|include|show|state|bring|send|hold|carry)\b"
)
"""A second verb that was left in its base form."""
DETERMINER = re.compile(r"^(?:each|every|any|an?|one|all) ", re.I)
BOUND = re.compile(
    r"\b(?:not less than|no less than|at least|not more than|no more than|not later than|no later than|not exceed(?:ing)?|minimum|maximum|less than|greater than|more than)\b"
)
"""Words of a bound, which is no fact of one case."""
LAST_SUBSECTION = re.compile(r"(?<=\d)\(\d+(?:\.\d+)?\)(?= of )")
"""The number of a subsection behind that of its section."""
HOLDING_VERB = re.compile(
    rf"\b(?:that|which) (?:also )?(?P<verb>{_HOLDS})$|\b(?P<participle>containing|including|setting out|indicating|specifying|stating|showing|with)$",
    re.I,
)
PARTICIPLES = {
    "containing": "contains",
    "including": "includes",
    "setting out": "sets out",
    "indicating": "indicates",
    "specifying": "specifies",
    "stating": "states",
    "showing": "shows",
    "with": "contains",
}
"""What a paper does, by the form in which the words above a list say it."""
SECOND_WAY = re.compile(r"\b(?:or|other|any|either|etc|if|where|when|unless|except)\b")
"""Words by which a point that is missed in one part may be met by another, or holds in some cases alone."""
OFTEN = re.compile(
    r"\b(?:(?:at least )?once (?:every|each|a|per|in every|in each) (?P<unit>day|week|month|(?:calendar )?year)|(?:at least )?(?P<adverb>annually|monthly|weekly|daily|yearly))\b(?! (?:report|reports|basis|record|records|average|log|return)\b)",
    re.I,
)
"""How often a point has to be met."""
UNITS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}
JOINED_WORD = re.compile(r"\b(?:and|or) (?P<word>[a-z]{1,30})\b")
"""A word behind a conjunction, which may be a second verb."""
DENIED = re.compile(r"\b(?:no|not)\b")
ONE_OF_TWO = re.compile(r"(?<=[a-z]) or (?:an?|any|every|each) [a-z-]{1,30}(?: [a-z-]{1,30})?$")
"""The second of two subjects: `a vessel or a handling facility`."""
TIME_UNIT = re.compile(r"(?:minute|hour|day|week|month|year)s?$")
