"""Words and patterns: what the command of an English sentence does, read with its subject and its verb: obliges, forbids, permits, exempts, …"""

from __future__ import annotations

import re

from curation.text.phrases import alternatives, table

NEEDS_TO = frozenset(
    {
        "free",
        "entitled",
        "eligible",
        "expected",
        "invited",
        "advised",
        "urged",
        "bound",
        "empowered",
        "encouraged",
        "suggested",
        "preferred",
        "accountable",
    }
)

READ_TOGETHER = re.compile(
    r"\s{0,9}be (?:construed|read|interpreted) (?:together )?(?:as one|with the [a-z ]{0,60}?acts?)\b"
)
"""How acts are read and cited together."""
LOOKED_AT = re.compile(
    r"\s{0,9}be (?:[a-z]+ly )?(?:considered|entertained)\s{0,9}(?:[.,;:]|$|(?:if|when|where|unless|until|after|before|by|at|during|without|under|for (?!(?:the )?purposes?))\b)"
)
"""What is looked at, and not what it counts as: `late applications will not be considered`."""
BREACH = re.compile(
    r"\W{0,9}(?:any |a |an |the |such |every |each |repeated |wilful |willful |serious ){0,4}(?:failures? to|breach(?:es)? of|violations? of|infringements? of|contraventions? of|non-?compliance with|disregard of)\b"
)
BY_NATURE = r" (?:[a-z-]+ ){0,3}(?:injur(?:y|ies)|death|damage|fires?|explosions?|shocks?|harm|delays?|illness|burns?|malfunctions?|errors?|leaks?|contamination|omissions?|publication|flooding|overheating|accidents?|poor|inaccurate|incorrect|incomplete|outdated)\b"
"""What comes of itself and is no sanction: `Failure to clean the filter may lead to a fire`."""
FOLLOWS = re.compile(
    rf"\s{{0,9}}(?:also )?(?:(?:result in|lead to)(?!{BY_NATURE})|entail|attract|be (?:grounds|cause|a ground|subject to|punished|sanctioned|dealt with(?! (?:by|within|in|promptly|at|as soon))|met with|(?:considered|treated|regarded)(?: as| to be)? (?:(?:an?|grounds|cause|gross|serious|material) ){{0,2}}(?:misconduct|breach|violation|offen[cs]e|infringement|default|contempt|contravention|termination|dismissal|grounds|cause)))\b"
)
"""What follows on a breach: `Failure to wear a harness will result in dismissal`."""
THERE_IS_NO = re.compile(
    r"\s{0,9}be (?P<thing>no (?!(?:more|less|fewer|later|greater|other)\b)[a-z].*)", re.S
)
AT_MOST = re.compile(r"\s{0,9}be (?:no|not) more than\b")
UNBOUND = re.compile(
    r"\s{0,9}(?:be under no|have no) (?:[a-z]+ )?(?:duty|obligation)(?= (?:to|of|for)\b|\s*[.,;]|$)"
)
SUFFICES = re.compile(r"\s{0,9}(?:be sufficient|suffice)\b")
"""`It shall be sufficient to give one day's notice`: what somebody may leave it at."""
ABSENT = frozenset(
    "right rights appeal appeals presumption liability obligation claim claims compensation entitlement requirement limit limits objection cause action need".split()
)
"""What nobody forbids by saying that there is none of it."""

IN_TEXTS = re.compile(r"\s*(?:not )?be (?:[a-z]+ly )?(?:construed|interpreted|read)\b")
"""What is said of words alone: "should be treated as critical" advises somebody."""
SPARED = re.compile(r"\s*(?:[a-z]+ly )?(?:have|need) to\b")
AIM = re.compile(
    r"(?:purposes?|aims?|goals?|objectives?|objects?|intentions?|intent|idea|roles?|mission|point|function|step|ways?|approach|tasks?|things?|options?|methods?|alternatives?|solutions?|trick|challenge|strategy|choices?|possibilit(?:y|ies)|means|remedy)"
)
"""The head of a subject of which `is to` says what it is for."""
PENALTIES = re.compile(r"\b(?:fines?|penalt(?:y|ies)|imprisonment|sentence|forfeiture)\b")
POWERS = re.compile(
    r"\b(?:powers?|functions?|references? (?:in|to|under)|expressions?|meaning|jurisdiction|term)\b"
)
ACCESS = re.compile(
    r"\b(?:accounts?|access|memberships?|licen[cs]es?|privileges?|accreditations?|users?|you|content|posts?|subscriptions?|rights?|registrations?|offenders?|violators?)\b"
)
"""What is taken from who breaks a rule."""
MEASURED = re.compile(
    r"(?:date|day|time|place|amount|sum|rate|period|term|value|price|number|quorum|fee|year|body|corporation|court|record|office|agent)s?"
)
"""The head of what is fixed and not done: a date, a sum, a body."""
IS_NAMED = re.compile(
    r"\s*be (?:the|an?) (?!(?:duty|responsibility|obligation|task|subject|party|member|holder|person|resident|citizen|national)\b)"
)
"""What something is, and no state that somebody has to bring about: `the date of notice shall be the date of posting`."""

QUALIFIED = re.compile(r"\s*be an? (?P<who>(?!body |corporation)[a-z][a-z -]{2,60})")

QUANTITY_OF = re.compile(r"\s*(?:one|some|many|most|part|all|each|any|none) of\b")
"""`one of`, `most of` and the like in front of a noun."""
NOUN_ENDS = re.compile(
    r"[,;:()]|\b(?:of|for|in|at|on|to|by|with|from|under|as|behind|between|against|within|over|that|which|who|whose|where|when|if|unless|until|after|before|during|and|or)\b"
)

A_MENTION = re.compile(
    r"\W*(?:an? |any |each |every |the |all )?references? (?!(?:in|under) (?:this|these|the|an?|any) )"
)
ACT = re.compile(r"\b(?:this|these|the|present|said|that|following|of)\b")

PASSIVE = re.compile(
    r"\s*(?:also |only |then |[a-z]+ly )*be\s+(?:[a-z]+ly\s+|so\s+)*(?:[a-z-]+(?:ed|en)|made|kept|held|shown|worn|sent|built|brought|sold|told|put|set|cut|done|drawn|known|read|laid|paid|left|lost|met|found|bound"
    r"|understood|sought|taught|fed|led|dealt|run|hung|thrown|spent|let|cast|shut|split|spread|lent|bought|caught|fought|heard|grown|flown|sown|hidden|shot|stuck|struck|swept|wound|withdrawn|undertaken|rebuilt|reset|upheld|withheld|relied)\b"
)

SPEAKS = re.compile(r"\b(?:we|our|us|you|your)\b")
EVERY = re.compile(r"\W*(?:all|every|each|any)\b")
OFTEN = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annually|regularly|periodically|immediately|promptly|securely|at all times|at least|at a minimum|every|each|before|after|within|no later than|in accordance with)\b"
)
WILL_WITH_PARTICIPLE = re.compile(
    rf"\s*(?:also |always |[a-z]+ly )?be (?:[a-z]+ly )?{alternatives(*table('en', 'will_participles'))}\b"
)
"""`will be` with a participle of a duty: `a record will be kept`."""
SUBORDINATE = re.compile(r"\b(?:that|which|who|whom|when|if|unless|until|as)\b|[;:]")
"""Where a subordinate clause begins."""
BY_WHOM = re.compile(
    r"\bby (?P<who>(?:the|each|every|an?|any|all) [a-z][a-z' -]{1,50}?)(?=\s+(?:in|within|at|on|before|after|to|for|upon|when|if|no|not|and|or|who|which|that|of|under)\b|\s*[,;.:(]|\s*$)"
)
"""Who acts in a passive: `be paid by the customer`."""
WILL_NEED = re.compile(r"\s*(?:also |then |still )?(?:need|have) to\b")

WILL_COMPLY = re.compile(
    r"\s{0,9}(?:[a-z]{1,20}ly |also )?(?:comply|conform|adhere|be in accordance|be consistent|meet the requirements)\b"
)
"""What is promised of things and people alike: that they keep to a rule."""
WILL_DO = re.compile(
    r"\s{0,9}(?:also |promptly |immediately )?(?:reimburse|compensate|notify|inform|consult|hire|employ|indemnify)\s+(?!(?:itself|himself|herself)\b)[a-z]"
)
"""What only somebody does, whatever name stands before it: `Acme will reimburse employees`."""
WILL_SERVE = re.compile(
    r"\s{0,9}(?:also |then |[a-z]{1,20}ly )?(?:enable|allow|help|let|give|offer|show|tell|remind|prompt|assist|guide|walk|make it (?:easier|easy|possible)) (?:you|us|users?|them|people|readers?|for)\b"
)
"""What a thing does for somebody: `A password manager will enable you to …`."""
BECAUSE = re.compile(r"\s{1,9}(?:because|since)\b")
CHECKED = re.compile(
    r"\s{0,9}(?:also )?be subject to (?:[a-z-]{1,30} ){0,4}(?:checks?|screenings?|tests?|testing|inspections?|examinations?|searches|verification|vetting|audits?|reviews?)\b"
)
"""What somebody has to go through: `be subject to background checks`."""
JOINS = re.compile(r"^\W*(?:(?:and|but|so|as such|therefore|thus)\s+)*")
MAY_WISH = re.compile(r"\s*(?:also )?(?:wish|want) to\b")
ATTACKERS = re.compile(
    r"\b(?:attackers?|adversar(?:y|ies)|hackers?|criminals?|threat actors?|bad actors?)\s*(?:also)?$"
)
BREACHED = re.compile(
    r"\s*(?:[a-z]+ly )?(?:suspend|terminate|revoke|remove|restrict|disable|ban|block|withdraw|cancel)\b[^.;]*\b(?:(?:if|when|where|upon|in case|for (?:(?:an?|any|such|repeated|serious|your) )?(?=violat|breach|infring|fail|non|misuse|abuse))\b[^.;]*\b(?:violat|breach|infring|fail(?:s|ed|ure)? to comply|non-?compliance|do(?:es)? not comply|misuse|abuse))"
)
"""What a breach is answered with."""

SHOWS = re.compile(
    r"\s{0,9}(?:include|contain|feature|display|depict|promote|advertise|encourage|glorify|exceed|imply|mention|link to|direct (?:people|users)|target|solicit|use|facilitate|collect|request|bear|carry|extend beyond|obstruct|block)\b(?! (?:all|every|everything|the (?:latest|most|full|whole)|enough|complete|full|as)\b)"
)
"""What content, a notice or a thing does of which a text says that it may not: `Posts may not include a price`."""
HOLDS = re.compile(r"\s{0,9}(?:include|contain|mention|feature)\b")
HAPPENS = re.compile(
    r"\W{0,9}(?:some|your|our|certain|most|many|several)\b|.{0,200}\b(?:lists?|plans?|coverage|kits?|packages?|results?|estimates?|figures?)\W{0,9}$"
)
"""What a thing may happen not to hold, and which: `some kits may not include batteries`."""
WILL_DO_SO = re.compile(r"\s{0,9}(?:also |then )?do so\b")
"""`but will do so in such cases`: what was told before."""
SOME_VERB = re.compile(r"\b(?:will|shall|must|should|is|are|can|may|would)\b")
CAN_SEE = re.compile(
    r"\s{0,9}(?:also |always )?(?:see|find|read|learn|reach|contact|check out|tell|expect|imagine|feel|get in touch|apply at)\b"
)
"""What somebody is told that they can do, of which nobody asks leave: `you can see the details below`."""
SANCTIONED = re.compile(
    r"\s{0,9}(?:also |then |[a-z]+ly )?be (?:[a-z]+ly )?(?:suspended|banned|terminated|deactivated|demoneti[sz]ed|blocked|dismissed|disciplined|prosecuted|removed from)\b(?![^.;]{0,60} by the\b)(?![^.;]{0,120}\b(?:on|at|upon) (?:(?:the|your|their|his|her|a|an|written) ){0,2}request\b)(?![^.;]{0,120}\b(?:maintenance|upgrades?|repairs?|outages?)\b)"
)
BLAMED = re.compile(
    r"\b(?:accounts?|channels?|users?|offenders?|violators?|access|memberships?|privileges?|employees?|you)\W*$|\b(?:violat|breach|infring|misuse)"
)
"""What is done to who broke a rule, and who that is: `repeat offenders may be banned`."""
PAYS_DUE = re.compile(
    r"\s{0,9}pay (?!(?:an?|any|the|such) (?:[a-z]+ ){0,2}(?:fines?|penalt(?:y|ies)|damages|compensation)\b)(?:[a-z-]+ ){0,5}?(?:fees?|lev(?:y|ies)|tax(?:es)?|charges?|costs?|contributions?|dut(?:y|ies)|rents?|instal?lments?|premiums?|rates|tolls?|dues|amount|sum|balance)\b"
)
"""What somebody owes and is no sanction: `liable to pay the levy`."""
PROMISED = re.compile(
    r"\s{0,9}(?:also |always |then |promptly |immediately |of course |[a-z]{1,20}ly ){0,3}(?:notify|inform|alert|respond|reply|reimburse|refund|compensate|report|comply|give (?:you |users |customers )?(?:[a-z]+ )?notice|delete|investigate)\b"
)
"""What an issuer binds itself to: `we will notify users within a day`."""
DECIDE = ("agree", "agrees", "undertake", "undertakes", "refrain", "refrains")

BE = re.compile(r"\s+(?:by|under|in accordance with|pursuant)\b")

MODAL = re.compile(r"\s*be cited\b")

LIMITED_MODALS = ("shall", "must", "will", "is to", "may", "should", "does")

EFFECT_MODALS = ("shall", "must", "will", "is to", "may", "can", "should")

DEEMING = re.compile(r"\s*be\s+(?:\w+\s+)?(?:construed|interpreted|understood|read)\b")

STATIVE = re.compile(r"\s*be\s+(?:\w+ly\s+|fully\s+|yet\s+)?([a-z-]+)")

MAY = re.compile(r"\s*(?:result|cause|lead|suffer|be exposed|experience|find|encounter|want|wish|need)\b")

ASKED_THING = re.compile(
    r"\s*(?:that|the|an?|all|any|each|every|you|users?|employers?|prior|written|two|multi|mfa|approval|consent|authori[sz]ation|explicit|at least)\b"
)
"""What a demand of a thing begins with, whatever its subject is."""

TITLED = re.compile(r"[|/]")
"""What parts the words of a title: `MEDIA USE | PROHIBIT USE WITHOUT OWNER`."""

COMPLEMENT_WORDS = ("to", "from", "for", "that")
"""Words behind a participle of command that open what is commanded: `required to`, `prohibited from`."""
DEMONSTRATIVES = ("these", "those", "this", "that")
"""Subjects that point to what was said before."""

EMPTY_SUBJECTS = ("nothing in", "nothing", "no")
"""Words in front of a text's own name or verbs, which then deny nothing that somebody does."""
NEGATIVE_FRONTS = ("no", "nobody", "no one", "neither", "none of")
"""Words in front of a subject that deny the verb."""
ADVISING_MODALS = ("should", "ought to")
"""Modal verbs of advice."""
OBLIGING_MODALS = ("shall", "must", "is to")
"""Modal verbs that oblige."""
PROCEDURE_MODALS = ("shall", "will", "must", "is to", "may")
"""Modal verbs with which a text says how something proceeds."""
EFFECT_WORDS = ("shall", "will", "must", "is to")
"""Modal verbs with which a text says what takes effect."""
