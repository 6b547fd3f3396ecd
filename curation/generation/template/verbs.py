"""Phrases that begin with a verb, with the verb in its base form."""

from __future__ import annotations

import re

from curation.text.grammar import lower_first
from curation.text.verbs import base, base_of_ing, ing

_ADVERBS = re.compile(
    r"^(?:in any (?:way|manner|case)|under any circumstances|knowingly|directly or indirectly|also|either|ever),?\s+",
    re.I,
)
_BAD_WORDS = re.compile(
    r"^(?:the|a|an|any|all|no|its|their|this|that|these|those|which|it|be|been|use of|is|are|in|on|for|of|to|such|other|anything|when|if|where|you|we)\b",
    re.I,
)


_SERIES = re.compile(
    r"^[a-z]+ing(?:, [a-z]+ing)*(?:,? (?:or|and) (?:otherwise |further )?[a-z]+ing)?(?=[ ,])", re.I
)
_NOUNS = {
    "use": "use", "creation": "create", "production": "produce", "development": "develop", "promotion": "promote",
    "operation": "operate", "sale": "sell", "distribution": "distribute", "dissemination": "disseminate",
    "generation": "generate", "collection": "collect", "exploitation": "exploit", "impersonation": "impersonate",
    "manipulation": "manipulate", "facilitation": "facilitate", "manufacture": "manufacture", "possession": "possess",
}  # fmt: skip
_NOUN = re.compile(
    rf"^(?:the )?(?:unlawful |illegal |unauthori[sz]ed )?({'|'.join(_NOUNS)}) of (?=[\w‘“\"'])", re.I
)


# Product law forbids a thing in all its stages at once; a request can only be about the last of them.
_STAGES = re.compile(
    r"^(?:the )?(?:placing on the market|making available(?: on the market)?|putting into service|supply|development)\b"
    r"(?:[^;:.]{0,90}?)[, ](?:and|or) (?:the )?use of (?=\w)",
    re.I,
)


def verb_phrase(text: str) -> str | None:
    """`text` as a verb phrase in its base form, None when its first word is not plainly a verb."""
    text = _ADVERBS.sub("", text.strip())
    if stages := _STAGES.match(text):
        return f"use {text[stages.end() :]}"
    if noun := _NOUN.match(text):
        return f"{_NOUNS[noun[1].lower()]} {text[noun.end() :]}"
    if series := _SERIES.match(text):
        verbs = re.sub(
            r"(?<![A-Za-z])[A-Za-z]++(?<=[A-Za-z]ing)\b",
            lambda match: base_of_ing(match[0]) or "?",
            series[0],
        )
        # "grooming of minors" is to groom minors.
        rest = re.sub(r"^ of (?=\w)", " ", text[series.end() :])
        return None if "?" in verbs else verbs + rest
    return (
        lower_first(text) if " " in text and not _BAD_WORDS.match(text) and _LIKELY_VERB.match(text) else None
    )


_SERIES_OF_VERBS = re.compile(
    r"^(?:[a-z-]+(?:, [a-z-]+)*,? (?:or|and) (?:otherwise |further |help |try to )?)?[a-z-]+\b", re.I
)


def ing_phrase(phrase: str) -> str:
    """A verb phrase in its base form with every verb of its first series in the -ing form: `planning or aiding an attack`."""
    series = _SERIES_OF_VERBS.match(phrase)
    head = series[0] if series else phrase.split(" ", 1)[0]
    words = re.findall(r"[A-Za-z-]+", head)
    verbs = [word for word in words if word not in ("or", "and", "otherwise", "further")]
    if len(verbs) > 1 and all(base(verb) == verb.lower() for verb in verbs):
        return (
            re.sub(r"[A-Za-z-]+", lambda m: ing(m[0]) if m[0] in verbs else m[0], head) + phrase[len(head) :]
        )
    first, _, rest = phrase.partition(" ")
    return f"{ing(first)} {rest}".strip()


_LIKELY_VERB = re.compile(
    r"^(?:accept|access|act|adopt|advertise|aid|alter|analy[sz]e|apply|ask|assist|attempt|attack|avoid|block|breach|bring|buy|bypass|carry|cause|change|circumvent|collect|commit|compile|"
    r"compromise|conceal|conduct|connect|consume|copy|create|damage|deceive|decompile|defame|delete|demean|deny|deploy|design|destroy|develop|disable|disclose|discharge|discriminate|display|dispose|disrupt|"
    r"distribute|dump|eat|drink|employ|enable|encourage|engage|enter|evade|execute|expand|exploit|expose|fabricate|facilitate|fail|falsify|generate|give|glorify|handle|harass|harm|hide|"
    r"ignore|impair|impede|impersonate|incite|infer|infringe|install|intentionally|interfere|intimidate|introduce|keep|leave|launch|lend|maintain|make|manipulate|manufacture|market|misappropriate|misrepresent|mislead|mix|"
    r"modify|monitor|obtain|offer|open|operate|perform|permit|place|plan|plagiari[sz]e|pour|present|prevent|produce|promote|process|provide|publish|put|reach|release|remove|repackage|represent|reproduce|request|reuse|reveal|reverse|"
    r"scrape|sell|send|share|smoke|solicit|spread|start|steal|store|subject|submit|surveil|take|tamper|target|track|train|transfer|transmit|trick|undermine|upload|use|violate|wear|withhold|work|write)\b",
    re.I,
)
