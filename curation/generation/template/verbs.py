"""Verbs in their base form: out of words in -ing, and phrases that plainly begin with a verb."""

from __future__ import annotations

import re

from curation.generation.template.rule_parser import lower_first

_ADVERBS = re.compile(
    r"^(?:in any (?:way|manner|case)|under any circumstances|knowingly|directly or indirectly|also|either|ever),?\s+",
    re.I,
)
_ING = re.compile(r"^([A-Za-z]+)ing\b")
_BAD_WORDS = re.compile(
    r"^(?:the|a|an|any|all|no|its|their|this|that|these|those|which|it|be|been|use of|is|are|in|on|for|of|to|such|other|anything|when|if|where|you|we)\b",
    re.I,
)


def base_form(word: str) -> str | None:
    """The base form of a word in -ing, None when it is none or the form is not certain."""
    found = _ING.match(word)
    if not found or len(found[1]) < 2 or found[0].lower() in _NO_VERB:
        return None
    stem = found[1].lower()
    if stem in _KEEP_E:
        return stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
        return stem[:-1]
    if (
        re.search(
            r"(?:[aeiou]t|[iy]s|[iy]z|[aeio]v|[aou]c|c|u|[bcdfgkpt]l|[aeiou]g|[ao]k|(?<![eo])ad|[ao]m|ir|ur|or)$",
            stem,
        )
        and stem not in _NO_E
    ):
        return stem + "e"
    return stem


_NO_VERB = frozenset(
    [
        "according", "anything", "being", "concerning", "during", "everything", "following", "gambling",
        "existing", "including", "nothing", "notwithstanding", "ongoing", "outstanding", "regarding", "something", "thing", "wellbeing",
    ]
)  # fmt: skip
_KEEP_E = frozenset(
    [
        "abus", "accus", "acquir", "advertis", "advis", "analyz", "argu", "assur", "authoriz", "bas", "blam",
        "brib", "bundl", "captur", "categoriz", "caus", "challeng", "chang", "charg", "cit", "clos", "combin",
        "compos", "compromis", "conclud", "configur", "continu", "creat", "cur", "damag", "deceiv", "decid",
        "decreas", "defam", "delud", "describ", "determin", "devis", "devot", "dilut", "disabl", "disclos",
        "discourag", "dispos", "distribut", "divid", "dodg", "driv", "enabl", "encourag", "engag", "ensur",
        "eras", "evad", "examin", "exclud", "execut", "exercis", "explor", "expos", "fabricat", "facilitat",
        "figur", "fin", "fir", "forg", "generat", "giv", "guid", "handl", "hav", "hid", "hir", "ignor", "imped",
        "impersonat", "impos", "improv", "incit", "includ", "increas", "infring", "injur", "inquir", "institut",
        "interfer", "introduc", "intrud", "invad", "issu", "judg", "leas", "leverag", "mak", "manag",
        "manipulat", "manufactur", "measur", "merg", "misus", "monetiz", "mov", "nam", "nud", "obscur",
        "optimiz", "organiz", "outrag", "persecut", "persuad", "pirat", "plac", "pledg", "pollut", "prais",
        "procur", "produc", "promis", "promot", "prosecut", "prov", "provid", "purchas", "pursu", "rais",
        "rang", "recogniz", "refus", "releas", "remov", "requir", "rescu", "restor", "revis", "rid", "salvag",
        "scor", "scrap", "secur", "settl", "shar", "stag", "stor", "structur", "substitut", "supervis", "tak",
        "terroriz", "titl", "tortur", "trad", "tun", "undermin", "upgrad", "urg", "us", "utiliz", "vaccinat",
        "valu", "vot", "writ",
    ]
)  # fmt: skip
_NO_E = frozenset(
    [
        "abduct", "abet", "accept", "act", "adjust", "admit", "adopt", "affect", "affirm", "aid", "aim",
        "alert", "alter", "amount", "appeal", "applaud", "apply", "arrest", "ask", "assert", "assist", "attack",
        "attempt", "attract", "audit", "author", "avert", "avoid", "back", "ban", "bang", "beat", "belong",
        "benefit", "bet", "block", "boast", "book", "break", "bring", "bully", "cancel", "carry", "censor",
        "cheat", "circumvent", "claim", "clarify", "collect", "commit", "conceal", "conduct", "confirm",
        "connect", "conquer", "consent", "consist", "construct", "contest", "control", "convert", "cook",
        "copy", "corrupt", "counsel", "count", "court", "credit", "cut", "deal", "decrypt", "deduct", "defeat",
        "defy", "deny", "depart", "deport", "deposit", "detect", "digest", "direct", "discount", "disrupt",
        "distort", "divert", "doubt", "download", "eat", "edit", "elect", "email", "encrypt", "enlist", "enrol",
        "enter", "escort", "exclaim", "exhaust", "exhibit", "exist", "exploit", "export", "extort", "extract",
        "fail", "falsify", "favor", "fill", "form", "fraud", "fuel", "get", "glorify", "grant", "groom", "hack",
        "hang", "harbor", "harm", "head", "heal", "hit", "host", "hurt", "identify", "implement", "imply",
        "import", "infect", "inform", "inhibit", "insert", "insist", "inspect", "instruct", "interact",
        "interpret", "interrupt", "invent", "invest", "justify", "kill", "label", "labor", "lead", "leak",
        "let", "limit", "list", "load", "lock", "long", "look", "mail", "market", "marry", "mask", "mirror",
        "mock", "model", "modify", "monitor", "mount", "notify", "obstruct", "occupy", "offer", "patrol",
        "perform", "permit", "phish", "pick", "plan", "plant", "plead", "post", "present", "prevent", "profit",
        "prohibit", "prompt", "protect", "protest", "publish", "put", "raid", "read", "recruit", "redirect",
        "rent", "repeat", "report", "represent", "request", "resist", "respect", "reveal", "ring", "risk",
        "sail", "scam", "seal", "seek", "select", "sell", "set", "sing", "sit", "slam", "soak", "solicit",
        "sort", "spam", "speak", "spill", "sponsor", "spread", "stack", "start", "steal", "stock", "study",
        "submit", "subvert", "suggest", "supply", "support", "swim", "target", "tell", "tempt", "test",
        "threat", "threaten", "toast", "track", "trad", "trail", "transform", "transmit", "transport", "travel",
        "treat", "trick", "trust", "unlock", "upload", "verify", "visit", "want",
    ]
)  # fmt: skip

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
        verbs = re.sub(r"[A-Za-z]+ing\b", lambda found: base_form(found[0]) or "?", series[0])
        # "grooming of minors" is to groom minors.
        rest = re.sub(r"^ of (?=\w)", " ", text[series.end() :])
        return None if "?" in verbs else verbs + rest
    return (
        lower_first(text) if " " in text and not _BAD_WORDS.match(text) and _LIKELY_VERB.match(text) else None
    )


_LIKELY_VERB = re.compile(
    r"^(?:accept|access|act|adopt|advertise|aid|alter|analy[sz]e|apply|ask|assist|attempt|attack|avoid|block|breach|bring|buy|bypass|carry|cause|change|circumvent|collect|commit|compile|"
    r"compromise|conceal|conduct|connect|consume|copy|create|damage|deceive|decompile|defame|delete|demean|deny|deploy|design|destroy|develop|disable|disclose|discharge|discriminate|display|dispose|disrupt|"
    r"distribute|dump|eat|drink|employ|enable|encourage|engage|enter|evade|execute|expand|exploit|expose|fabricate|facilitate|fail|falsify|generate|give|glorify|handle|harass|harm|hide|"
    r"ignore|impair|impede|impersonate|incite|infer|infringe|install|intentionally|interfere|intimidate|introduce|keep|leave|launch|lend|maintain|make|manipulate|manufacture|market|misappropriate|misrepresent|mislead|mix|"
    r"modify|monitor|obtain|offer|open|operate|perform|permit|place|plan|plagiari[sz]e|pour|present|prevent|produce|promote|process|provide|publish|put|reach|release|remove|repackage|represent|reproduce|request|reuse|reveal|reverse|"
    r"scrape|sell|send|share|smoke|solicit|spread|start|steal|store|subject|submit|surveil|take|tamper|target|track|train|transfer|transmit|trick|undermine|upload|use|violate|wear|withhold|work|write)\b",
    re.I,
)
