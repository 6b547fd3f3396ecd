"""Duties to ensure, told of the thing itself, and the words that leave a duty open."""

from __future__ import annotations

import re
from dataclasses import replace

from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.parsing import Force
from curation.text.grammar import plural
from curation.text.template_words.provisions import ensuring as wording
from curation.text.verbs import singular


def ensured(norm: Norm) -> Norm | None:
    """The rule that says directly what a duty to ensure asks for: `a drum has a spooling device`; None for other duties."""
    match = wording.ENSURES.match(norm.action) if norm.force == "duty" and not norm.elements else None
    if match is None or wording.SUBJECT_WITH_CLAUSE.search(match["who"]):
        return None
    who = match["who"]
    if who in ("it", "they"):
        about = wording.PLACE_WITH_DETERMINER.match(match["about"] or "")
        if about is None:
            return None
        who = f"every {about['noun']}" if who == "it" else about["noun"]
    if wording.DEFINITE_SUBJECT.match(who) or wording.POINTS_BACK.search(match["rest"]):
        return None
    last = who.split()[-1]
    several = last.endswith("s") and singular(last) not in (None, last)
    who = wording.ALL_OR_ANY.sub("", who) if several else who.removeprefix("all ")
    force: Force = "ban" if bool(match["not"]) != bool(re.match(r"no\b", who)) else "duty"
    who = re.sub(r"^no ", "a " if match["be"] in ("is", "has") else "", who)
    many = plural(who)
    if many is None:
        return None
    action = f"{'be' if match['be'] in ('is', 'are') else 'have'} {match['rest']}".rstrip(" .,;")
    return replace(norm, force=force, subject=who, many=many, agent=False, action=action, value=norm.value)
