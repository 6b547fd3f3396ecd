"""Words and patterns: phrases that begin with a verb, with the verb in its base form."""

from __future__ import annotations

import re

ADVERBS = re.compile(
    r"^(?:in any (?:way|manner|case)|under any circumstances|knowingly|directly or indirectly|also|either|ever),?\s+",
    re.I,
)
BAD_WORDS = re.compile(
    r"^(?:the|a|an|any|all|no|its|their|this|that|these|those|which|it|be|been|use of|is|are|in|on|for|of|to|such|other|anything|when|if|where|you|we)\b",
    re.I,
)

SERIES = re.compile(
    r"^[a-z]+ing(?:, [a-z]+ing)*(?:,? (?:or|and) (?:otherwise |further )?[a-z]+ing)?(?=[ ,])", re.I
)
NOUNS = {
    "use": "use", "creation": "create", "production": "produce", "development": "develop", "promotion": "promote",
    "operation": "operate", "sale": "sell", "distribution": "distribute", "dissemination": "disseminate",
    "generation": "generate", "collection": "collect", "exploitation": "exploit", "impersonation": "impersonate",
    "manipulation": "manipulate", "facilitation": "facilitate", "manufacture": "manufacture", "possession": "possess",
}  # fmt: skip
NOUN = re.compile(
    rf"^(?:the )?(?:unlawful |illegal |unauthori[sz]ed )?({'|'.join(NOUNS)}) of (?=[\w‘“\"'])", re.I
)

# Product law forbids a thing in all its stages at once; a request can only be about the last of them.
STAGES = re.compile(
    r"^(?:the )?(?:placing on the market|making available(?: on the market)?|putting into service|supply|development)\b"
    r"(?:[^;:.]{0,90}?)[, ](?:and|or) (?:the )?use of (?=\w)",
    re.I,
)

SERIES_OF_VERBS = re.compile(
    r"^(?:[a-z-]+(?:, [a-z-]+)*,? (?:or|and) (?:otherwise |further |help |try to )?)?[a-z-]+\b", re.I
)

LIKELY_VERB = re.compile(
    r"^(?:accept|access|act|adopt|advertise|aid|alter|analy[sz]e|apply|ask|assist|attempt|attack|avoid|block|breach|bring|buy|bypass|carry|cause|change|circumvent|collect|commit|compile|"
    r"compromise|conceal|conduct|connect|consume|copy|create|damage|deceive|decompile|defame|delete|demean|deny|deploy|design|destroy|develop|disable|disclose|discharge|discriminate|display|dispose|disrupt|"
    r"distribute|dump|eat|drink|employ|enable|encourage|engage|enter|evade|execute|expand|exploit|expose|fabricate|facilitate|fail|falsify|generate|give|glorify|handle|harass|harm|hide|"
    r"ignore|impair|impede|impersonate|incite|infer|infringe|install|intentionally|interfere|intimidate|introduce|keep|leave|launch|lend|maintain|make|manipulate|manufacture|market|misappropriate|misrepresent|mislead|mix|"
    r"modify|monitor|obtain|offer|open|operate|perform|permit|place|plan|plagiari[sz]e|pour|present|prevent|produce|promote|process|provide|publish|put|reach|release|remove|repackage|represent|reproduce|request|reuse|reveal|reverse|"
    r"scrape|sell|send|share|smoke|solicit|spread|start|steal|store|subject|submit|surveil|take|tamper|target|track|train|transfer|transmit|trick|undermine|upload|use|violate|wear|withhold|work|write)\b",
    re.I,
)

JOINS_VERBS = ("or", "and", "otherwise", "further")
"""Words between the verbs of a series."""
