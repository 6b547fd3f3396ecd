"""Words and patterns: prompts that are finished: pairs from the table of situations, chosen by what a rule forbids, and benign contrasts."""

from __future__ import annotations

import re

TARGET_IS_PROVIDER = re.compile(
    r"\b(?:vulnerabilit\w+|security|source code|infrastructure|integrity|performance|operation|availability|access) (?:of|to) (?:the|our) (?:services?|platforms?|sites?|websites?|software|networks?|systems?)\b"
    r"|\bits infrastructure\b|\b(?:the|our) (?:service|platform|site)(?:'s|’s)? (?:infrastructure|security|systems?|servers?)\b|\bour confidential\b|\b(?:LLC|GmbH|Inc|Ltd)\b|\$[A-Z]{3,}"
    r"|\b(?:the|our|(?-i:[A-Z])\w+['’]s) (?:brand|logo)\b|\b(?:our|(?-i:[A-Z])\w+['’]s) (?:network|servers?|infrastructure)\b|\bother (?:customers|users)['’]? (?:use|enjoyment|access)\b"
    r"|(?-i:(?<=[a-z] )(?!Users?\b|Internet\b|Other\b|Third\b|Your\b)[A-Z][\w.]{1,30} (?:infrastructure|networks?|servers?|systems?|websites?|sites?|invitations?)\b)"
    r"|\b(?:resell|sublicen\w+|white-label)\b"
    r"|\byour (?:own )?(?:accounts?|passwords?|credentials|api keys?|keys?|login)\b|\bnotices?\b[^.;]* (?:in|on|from) (?:or (?:in|on|from) )?(?:the|our) (?:service|platform|site|website|software)",
    re.I,
)
"""Words that tie a ban to the things of whoever wrote it: the situations are about the things of others."""
ATTACKS_SERVICE = re.compile(
    r"\b(?:(?:gain|obtain)\w*[^.;]{0,20} access|circumvent|bypass|exploit|breach|hack|interrupt|hinder|interfer|disrupt|overload|degrad|damag|disabl|impair|overburden|prob(?:e|ing)|scan|attack|compromis|tamper|crawl)\w*\b[^.;]{0,80}?"
    r"\b(?:the|our|this|these) (?:\w{2,20} )?(?:services?|platforms?|sites?|websites?|apps?|api|software|applications?|network)\b(?!['’]s? users)"
    r"|\b(?:the|our|this|these) (?:\w{2,20} )?(?:services?|platforms?|sites?|websites?|apps?|api|software) (?:to be|is|are|being|becomes?) (?:in any way )?(?:interrupt|damag|impair|disabl|overburden|render|disrupt|degrad|slow)",
    re.I,
)
"""Attacks on the service whose terms are read."""
OF_ANY = re.compile(
    r"\bany (?:other )?(?:system|network|service|device|computer|third)|\bthird[- ]part|\bothers?['’]? (?:systems|networks)",
    re.I,
)

OF_THE_CONTRACT = re.compile(
    r"\b(?:if you (?:do not|don['’]t|cannot) (?:agree|accept)|agree to (?:be bound|these terms|this (?:contract|agreement)))\b",
    re.I,
)
"""A ban for who does not accept the terms, which forbids nothing in itself."""

_OWN = r"(?:services?|platforms?|sites?|websites?|apps?|applications?|software|api|marks?|trademarks?|brand\w*|logos?|content|materials?|products?|systems?|servers?|network)"
MEDIUM = re.compile(
    rf"\b(?:on(?: or through| or via)?|in(?: or through)?|through|via|over|within|in connection with|connected with|by means of|across|onto|to|when using|during|members? of|users? of|accounts? (?:on|with)) (?:your use of )?(?:any (?:part|portion|area) of )?(?:the|our|this|these)? ?{_OWN}(?: (?:and|or) (?:the |our )?{_OWN})*\b"
    rf"|\b(?:use|uses|using|access|accesses|accessing|utili[sz]\w+)(?: (?:and|or) (?:use|access|using|accessing))? (?:of )?(?:the|our|this|these)? ?{_OWN}(?: (?:and|or) (?:the |our )?{_OWN})* (?=to\b|for\b|in\b|with\b|as\b|that\b|which\b)",
    re.I,
)
"""Words that name the service as the place or the means of a conduct, and not as what it is done to."""
OWN_THING = re.compile(
    rf"\b(?:our|such proprietary) (?:\w{{2,20}} )?{_OWN}\b|\b(?:the|these|this|any (?:part|portion|feature|aspect|element)s? (?:or \w+ )?of the) (?-i:(?:Company |Site |App )?(?:Services?|Platforms?|Sites?|Websites?|Apps?|Applications?|Software|API|APIs|Marks?|Materials?|Products?|Site Content|Company Content))\b|\b(?:the|this|these) (?:services?|platform|site|website|app|software)\b|(?-i:\b(?:impair|damage|disable|interrupt|overburden|interfere with|disrupt|modify|copy|scrape) (?:Services?|Site|Website|Platform)\b)|\bCompany Marks\b"
    r"|(?-i:\b[A-Z][\w.-]{1,30})['\u2019]s? (?:\w{2,20} )?(?:marks?|trademarks?|logos?|brand\w*|reputation|image|goodwill|property|copyrights?)\b|\b(?:our|the contract\w*) (?:partners?|affiliates?|sponsors?|advertisers?)\b",
    re.I,
)
"""What belongs to whoever wrote a ban."""
LIST_END = re.compile(r"(?:[;\s]{1,9}(?:and|or))?[;\s]{0,9}$")
"""What joins an element of a list with the next one."""
