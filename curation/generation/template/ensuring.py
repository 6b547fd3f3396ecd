"""Duties to ensure, told of the thing itself, and the words that leave a duty open."""

from __future__ import annotations

import re
from dataclasses import replace

from curation.generation.template.norms import Norm
from curation.generation.template.parsing import Force
from curation.text.grammar import plural
from curation.text.verbs import singular

OPEN = re.compile(r"\b(?:practicab|reasonabl|feasibl|restricted visibility|as far as|so far as)\w*", re.I)
"""Words that leave a duty open: a finding that does not say them may be lawful after all."""


_ENSURES = re.compile(
    r"(?:ensure|make sure|see to it|see)(?P<aside>,? (?:with respect to|in respect of|at|in|on) (?P<about>[^,]{3,120}),?)? that (?P<who>[a-z][^,;]{2,90}?|it|they) (?P<be>is|are|has|have) (?P<not>not )?(?P<rest>[^;]{4,})$",
    re.I,
)


def ensured(norm: Norm) -> Norm | None:
    """The rule that says directly what a duty to ensure asks for: `a drum has a spooling device`; None for other duties."""
    match = _ENSURES.match(norm.action) if norm.force == "duty" and not norm.elements else None
    if match is None or re.search(
        r"\b(?:that|which|who|whom|where|if|when|unless|while|there|only|either|as|such|same)\b", match["who"]
    ):
        return None
    who = match["who"]
    if who in ("it", "they"):
        about = re.match(
            r"(?:any|each|every|all) (?P<noun>[a-z -]+?)(?= (?:used|at|under|that|which|in|on|installed|located)\b|$)",
            match["about"] or "",
        )
        if about is None:
            return None
        who = f"every {about['noun']}" if who == "it" else about["noun"]
    if re.match(r"(?:the|its|their|his|her|this|these)\b", who) or re.search(
        r"\b(?:it|its|they|their|them|he|she)\b", match["rest"]
    ):
        return None
    last = who.split()[-1]
    several = last.endswith("s") and singular(last) not in (None, last)
    who = re.sub(r"^(?:all|any) " if several else r"^all ", "", who)
    force: Force = "ban" if bool(match["not"]) != bool(re.match(r"no\b", who)) else "duty"
    who = re.sub(r"^no ", "a " if match["be"] in ("is", "has") else "", who)
    many = plural(who)
    if many is None:
        return None
    action = f"{'be' if match['be'] in ('is', 'are') else 'have'} {match['rest']}".rstrip(" .,;")
    return replace(norm, force=force, subject=who, many=many, agent=False, action=action, value=norm.value)
