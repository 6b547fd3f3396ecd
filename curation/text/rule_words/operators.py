"""Words and patterns: the operators of an English sentence in order: what opens a condition, an exception, a purpose or a relative clause."""

from __future__ import annotations

import re

ON_OR = re.compile(r"\bon or $")
"""What stands before `before` and `after` in a time: `on or before the end of the year`."""
AT_FRONT = re.compile(
    r"at the (?:conclusion|end|start|beginning|expiry|expiration|completion|close|outset|onset) of"
    r"|in (?:this|that|such an?|these|those|such) (?:scenarios?|events?|situations?|circumstances|instances?)"
)
"""What says when a sentence holds only in front of it: `At the end of the lease, …`."""

BEFORE_THAT = re.compile(r"(?:^|[,;:\u2014]\s*|\b(?:of|to|for|in|on|at|by|from|with|and|or|under)\s+)$")
THEN_VERB = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|may|must|shall|should|can|could|will|would|do|does)\b"
)
AGREES = re.compile(
    r"\b(?:agree|agrees|acknowledge|acknowledges|understand|confirm|warrant|represent|undertake|undertakes)\s+$"
)
TIMES_OF = frozenset({"before", "after", "once", "until", "prior to", "during", "following"})
NOT_ONCE = re.compile(
    r"\s*+(?:[.;:]|,(?!\s?and only once\b)|$)|\s+(?:a|an|and(?! only once)|or|for (?:each|every|all|the|an?)|per|each|every|in|daily|weekly|monthly|yearly|annually)\b"
)
CASE = re.compile(r"\s+(?:if|when|where|unless|only|once)\b")
WAS_GIVEN = re.compile(r"\b(?:be|is|are|was|were|been|being|not|only)\s+$")
ASKED = re.compile(
    r"\b(?:see|know|check|find out|figure out|determine|verify|decide|ask|confirm|test|wonder|evaluate|assess|tell|unsure|not sure)\s+$"
)
"""What an indirect question stands behind: `check if the gate is shut`."""
PRONOUN = re.compile(r"\s+(?:you|us|me|him|her|them|it|themselves|itself|himself|herself)\b")
TOLD_WHEN = re.compile(
    r"\b(?:indicat(?:e|es|ing)|specif(?:y|ies|ying)|stat(?:e|es|ing)|describ(?:e|es|ing)|explain(?:s|ing)?|know(?:s|ing)?|tells?|showing|decid(?:e|es)|understand)\s+$"
)
"""What an indirect question stands behind: `state when it took place`."""
BEFORE_WHOM = re.compile(
    r"\s{1,9}(?:the|an?|any|such|that|each|every) (?:[a-z]+ )?(?:tribunal|court|board|commission|magistrate|judge|committee|council|arbitrators?|panel|bench)(?=\s*(?:[.,;:)\]]|$)|\s+(?:in|for|under|within|by|to)\b)"
)
"""Who hears what is brought before it: `prefer a claim before the Tribunal`."""
BODY = re.compile(
    r"\s+(?:(?:the|each|both|either|any|a)\s+)?(?:(?:house|senate|national|legislative)\s+)?(?:houses?|parliament|legislature|senate|assembly|oireachtas|congress)\b"
)
ASKS = re.compile(r"\s*+(?:,\s*+)?(?:and|or)\s+(?:by whom|to whom|how|why|where|when|what|who|which)\b")

TURNED = re.compile(
    r"\W{0,9}(?P<verb>should|were|had)\s+(?=(?:the|an?|any|all|each|every|no|such|another|either|this|that|these|those|it|he|she|they|we|you|there|one|his|her|its|their|our|your|circumstances)\b)"
    r"(?!you (?:have|need|want|wish|require|would)\b)(?=[^,;:?]{6,300},\s)"
)
"""A condition that begins with its verb: `Should the pump fail, …`, `Were the dam to overflow, …`."""

CASE_IN_FRONT = re.compile(
    r"\W{0,9}(?P<case>for(?= (?!(?:example|instance|(?:[a-z/-]+ ){0,4}purposes?|a more|the full|(?:this|that|these|those|the|which|such|security|safety|privacy|clarification|various|many|some|several|other|legal|practical) reasons?|reasons?|ease|clarity|clarification|clarification purposes|more|further|additional|any (?:further|other|additional)|details?|questions?"
    r"|convenience|the avoidance|avoidance|reference|completeness|brevity|simplicity|consistency|information|help|assistance|now|years|decades|centuries|many|most people|some|this|that|these|those|it|them|us|me|him|her|all (?:the above|these|those)|the most part|the (?:first|last|next|past) (?:time|[a-z]+ years)|what|whom|whose|how|a (?:long|full|complete|detailed|list|start|while|discussion|description|summary)|background|context|guidance|instructions|to|and|or|both|as long|once)\b))"
    r"|at(?= (?!(?:a (?:minimum|high|glance|later|given)|(?:the )?(?:minimum|least|most|present|first|last|times|best|worst|once|heart|the heart|hand|issue|stake|root|core)|this (?:time|point|stage|writing)|the (?:same|moment|core|heart|end of the day|request|outset|discretion|conclusion|end|start|beginning|expiry|expiration|completion|close|onset)|some|any|all|its|their|our|my|[a-z]+'s|that)\b))"
    r"|in(?= (?:(?:certain|some|exceptional|rare|limited|many|most|all other|any other|every|each) (?:and [a-z]+ )?(?:cases?|instances?|circumstances|situations|events?)\b|every other case\b))"
    r")(?=(?:[^;:.|]|\.(?=\d)){3,300}?,\s)"
)
"""A case that stands in front: `For leased vehicles, …`, `At level 3, …`, `In certain cases, …`."""
OPENS = re.compile(r"\s+(?:by|under|in|for|to)\b")

ON_REQUEST = re.compile(r"[,;:]|\b(?:who|that|which|to|in|may|shall|must)\b")

ENDS_OF_PREDICATES = ("ed", "en", "ly")
"""Ends of participles and adverbs before `subject to`."""
