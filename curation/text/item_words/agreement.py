"""Forms of English verbs, articles and nouns that do not agree, as patterns."""

from __future__ import annotations

import re

A = re.compile(
    r"\b((?-i:a)|(?<![a-z,] )A)\s+(?!u(?:n[iy]|s[aeiu]|tili|t[eo]|r[aeio]n)|eu|one\b|once\b|ewe|U[A-Z. ]|UK|US|EU)([aeiou]\w+)|\b(an)\s+(?!h(?:our|onest|eir|onou?r)|(?-i:[A-Z][A-Z\d])|(?-i:[A-Z])\b|[8]|11\b|18\b|x\b|x-|m\b|s\b|[FHLMNRSX]\b)([b-df-hj-np-tv-z]\w+)",
    re.I,
)
INVERT = re.compile(
    r"^\W*(?:what|when|where|how (?:long|often|many \w+)|why)\s+(?:the|an?|every|each)\s+(?:[\w-]+\s){1,3}?(?:must|shall|should|can|may|is|are|has|have)\b[^,;]*\?\s*$",
    re.I,
)
MODAL_S = re.compile(
    r"(?<!^)(?<![.;:?!]\s)(?<!why\s)(?<!how\s)(?<!what\s)(?<!when\s)(?<!where\s)(?<!often\s)(?<!long\s)(?<!much\s)(?<!reasons\s)\b(?:must|shall|should|may|can|will|could|would)\s+(?!always|perhaps|this|thus|its|us|as|process|access|address|discuss|pass|assess|focus|express|possess|progress|cross|dress|press|stress|guess|miss|bypass|encompass|canvass|harness|witness|suppress|compress|dismiss|less|across|bus|gas|dispos)(?:not\s+)?([a-z]{3,}(?:es|[^s'’ ]s))\b(?!\s+be\b)",
    re.I,
)
INVERTED_S = re.compile(
    r"\b(?:must|shall|should|may|can|will)\s+(?:the|an?|every|each)\s+[a-z]+\s+(?!process|access|address|discuss|pass|assess|focus|possess|dress|always|is|has|was)[a-z]{2,}[^s]s\s+(?:the|an?|his|her|its|their|any|all|every)\b",
    re.I,
)
FINITE_FORM_BEHIND_TO = re.compile(
    r"\b(?:has|have|had|need|needs|ought|want|wants|allowed|required|obliged|permitted|able|due|going) to (?!(?:access|process|address|discuss|pass|assess|focus|express|possess|progress|cross|dress|press|stress|guess|miss|bypass|always|across|this|his|its|us|business|premises|less|persons|employees|workers|others|records|minutes|hours|days|months|years)\b)(?:[a-z]{2,}[^s'\u2019 ]s|has|is|was|were|are|been)\b(?= (?:the|an?|its|his|her|their|any|all|every|logs?|records?|reports?|it|them)\b)|\bdo (?:the|an?|each|every) (?:employer|operator|provider|deployer|person|owner|manufacturer|controller|processor|supplier|keeper|worker|manager|driver|company|school|hospital|laboratory)\b",
    re.I,
)
"""A finite form behind `to` where the base form must stand: `required to reports`."""
MODAL_PAST = re.compile(
    r"\b(?:must|shall|should|may|can|will|could)\s+(?:not\s+)?(?:has|had|is|are|was|were|been|being|to)\b",
    re.I,
)
DO_FORM = re.compile(
    r"\b(?:does|did|do)\s+(?:the|an?|not)\s+(?:[\w-]+\s){0,2}?(?:has|is|was|requires|needs|applies|means|makes)\b",
    re.I,
)
MANY = re.compile(
    r"\bhow many (?!people|personnel|staff|men|women|children|criteria|data|more|of|times|hours)([a-z]+[^s\s])\s+(?:must|shall|should|is|are|does|do|can|may)\b",
    re.I,
)


BE_BASE = re.compile(
    r"\b(?:to|must|shall|should|may|can|will|could|would|not) be ([a-z]+)(?= (?:in|on|at|by|for|from|to|within|before|after|under|with|when|while|until|where|as|least|every|once|immediately)\b|\s*[?,.;:])",
    re.I,
)
ONE_DOES = re.compile(
    r"\b(?:no|each|every|another|an?) ([a-z-]+) ([a-z]+) (?:it|them|him|her|the|an?|its|their|his|this|that)\b",
    re.I,
)
HELPED = re.compile(
    r"\b(?:must|shall|should|may|can|will|would|could|might|does|do|did|let|lets|make|makes|help|helps|have|has|had|see|require\w*|demand\w*|request\w*|ensure|to|that)\b",
    re.I,
)
AFTER_DETERMINER = re.compile(
    r"\b(?:these|those|several|many|few|both|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty) (day|hour|week|month|year|minute|metre|meter|kilogram|litre|person|worker|employee|employer|record|document|container|inspector|operator|provision|condition|requirement|measure|report|copy|sample|pupil|student|patient|animal|vehicle|item)\b(?!-)(?! (?:old|period|limit|notice|rule|interval|deadline|break|course|plan|shift))",
    re.I,
)
NUMBER_CLASH = re.compile(
    r"\b(?<!of )(?:employers|workers|operators|persons|people|providers|employees|inspectors|they|we|you) (?:is|was|has|does)\b|\b(?:employer|worker|operator|provider|person|inspector|employee|owner|manager|supervisor|(?<!of )he|(?<!of )she|(?<!of )it) are\b"
    r"|\b(?:is|was|does) (?:the |all |these |those )(?:employers|workers|operators|persons|people|providers|employees|inspectors)\b|\b(?:are|were|do) (?:an?|every|each(?! [a-z]{2,20}(?:ed|en|ld|pt|nt|ade)\b)) \w+",
    re.I,
)


MODAL_HAS = re.compile(
    r"\b(?:must|shall|should|can|do|does|did) (?:the|an?|each|every|all|any) (?:(?!who\b|which\b|that\b|whose\b|if\b|when\b|where\b|because\b|before\b|after\b|until\b|once\b|since\b|while\b|whether\b|and\b|or\b|so\b|what\b|as\b|than\b|how\b|why\b)[\w'\u2019.-]+ ){1,14}?(?:has|is|was|had)\b",
    re.I,
)


OBJECTS = ("it", "them", "him")
ENDINGS = ("s", "ed", "ing", "er", "ly")


MODALS = frozenset(
    """
    must may can will shall should would could might need dare at in on do have be
    """.split()
)
NOUNS_TOO = frozenset(
    """
    water paper store plan test record report permit form waste hand face down like near off up out over round per whose
    """.split()
)


SAME_FORM = (
    "part",
    "subject",
    "cause",
    "present",
    "key",
    "proof",
    "evidence",
    "put",
    "set",
    "cut",
    "let",
    "shut",
    "hurt",
    "read",
    "able",
    "due",
    "clear",
    "head",
    "chair",
    "president",
    "guarantor",
    "witness",
    "party",
    "time",
    "cause",
    "use",
    "fun",
    "home",
    "over",
    "back",
    "down",
)
ASKED_OF = re.compile(
    r"(?:^|, )(?:[Ww]hat|[Ww]hom?|[Hh]ow (?:long|many|often|much|soon)|[Ww]hen|[Ww]here|[Ww]hich [a-z]+(?: [a-z]+)?|[Ww]ithin how many [a-z]+) (?:must|shall|should|may|does|do|did|can|has|have) (?:the|an?|it|they|she|he|its|each|every) "
)
"""The beginning of a question that ends with its mark."""
