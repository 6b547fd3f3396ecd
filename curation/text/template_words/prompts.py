"""Words and patterns: prompts that are finished: pairs from the table of situations, chosen by what a rule forbids, and benign contrasts."""

from __future__ import annotations

import re

TARGET_IS_PROVIDER = re.compile(
    r"\b(?:vulnerabilit\w+|security|source code|infrastructure|integrity|performance|operation|availability|access) (?:of|to) (?:the|our) (?:services?|platforms?|sites?|websites?|software|networks?|systems?)\b"
    r"|\b(?:the|our) (?:service|platform|site)(?:'s|’s)? (?:infrastructure|security|systems?|servers?)\b|\bour confidential\b|\b(?:LLC|GmbH|Inc|Ltd)\b|\$[A-Z]{3,}"
    r"|\b(?:the|our|(?-i:[A-Z])\w+['’]s) (?:brand|logo)\b|\b(?:our|(?-i:[A-Z])\w+['’]s) (?:network|servers?|infrastructure)\b|\bother (?:customers|users)['’]? (?:use|enjoyment|access)\b"
    r"|(?-i:(?<=[a-z] )[A-Z][a-z]+ (?:infrastructure|network|servers?)\b)"
    r"|\b(?:resell|sublicen\w+|white-label)\b"
    r"|\byour (?:own )?(?:accounts?|passwords?|credentials|api keys?|keys?|login)\b|\bnotices?\b[^.;]* (?:in|on|from) (?:or (?:in|on|from) )?(?:the|our) (?:service|platform|site|website|software)",
    re.I,
)
"""Words that tie a ban to the things of whoever wrote it: the situations are about the things of others."""
ATTACKS_SERVICE = re.compile(
    r"\b(?:interfer|disrupt|overload|degrad|damag|disabl|impair|overburden|prob(?:e|ing)|scan|attack|compromis|tamper|crawl)\w*\b[^.;]{0,60}?"
    r"\b(?:the|our|this) (?:services?|platforms?|sites?|websites?|apps?|api)\b(?!['’]s? users)",
    re.I,
)
"""Attacks on the service whose terms are read."""
OF_ANY = re.compile(
    r"\bany (?:other )?(?:system|network|service|device|computer|third)|\bthird[- ]part|\bothers?['’]? (?:systems|networks)",
    re.I,
)
