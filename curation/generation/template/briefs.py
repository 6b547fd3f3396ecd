"""Authoring briefs: what a clause forbids, for a person who turns it into a pair of prompts.

A clause gets briefs where no situation of the table fits it. A brief is a seed, never a finished prompt: the words come from the
clause, no detail is added, and its status says that a person has to write it. The second one is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curation.core.records import Candidate, Clause, Origin
from curation.generation.clause_facts import english, heading
from curation.generation.context import Context, candidate, evidence
from curation.generation.template.provisions.verbs import ing_phrase, verb_phrase
from curation.text.cut_off import may_stop
from curation.text.template_words import briefs as wording
from curation.text.whole import balanced
from curation.text.words import squeeze_marks


@dataclass(frozen=True)
class Conduct:
    """What a clause forbids, as a verb phrase in its base form, and where it stands in the clause."""

    phrase: str
    start: int
    end: int


def conduct(context: Context, clause: Clause) -> Conduct | None:
    """What `clause` forbids, None when no rule of it forbids or that cannot be said in a verb phrase of its own words."""
    for rule in context.sure_rules(clause):
        if rule.modality != "prohibition" or rule.action is None or rule.action.clause != clause.id:
            continue
        start, end = rule.action.start, rule.action.end
        # An exception in the middle ends the conduct: what follows it is allowed or belongs to what is allowed.
        # The leave that is missing is said all the same, for without it nothing is forbidden ("track children without consent");
        # it is no part of what is quoted.
        behind = [part for part in rule.exceptions if part.clause == clause.id and part.start > start]
        end = min([end, *(part.start for part in behind if not _LEAVE.match(part.text))])
        quoted = min([end, *(part.start for part in behind)])
        # "Do not harm people, and respect our limits": what follows the comma is asked for.
        words = (
            wording.CONDUCT.split(clause.text[start:end])[0]
            if wording.IMPERATIVE.match(clause.text)
            else clause.text[start:end]
        )
        if (phrase := _phrase(re.sub(r"^\W+", "", words), start, quoted)) is not None:
            return phrase
    return None


_LEAVE = re.compile(r"without\b", re.I)


def _phrase(text: str, start: int, end: int) -> Conduct | None:
    short = wording.CUT.sub("", squeeze_marks(text).rstrip(".;:, ")).strip(" ,.;:")
    phrase = verb_phrase(short)
    if phrase is not None and len(phrase.split()) > _LONGEST:
        phrase = _shortened(phrase)
    if phrase is None or wording.STATIVE.match(phrase) or not 2 <= len(phrase.split()) <= _LONGEST:
        return None
    if (
        wording.POINTS.search(phrase)
        or wording.FINITE.search(phrase)
        or may_stop(phrase)
        or not balanced(phrase)
    ):
        return None
    return Conduct(phrase, start, end)


_LONGEST = 30
"""Words of a conduct; a longer one reads like the law it comes from."""


def _shortened(phrase: str) -> str:
    """The longest beginning of `phrase` up to a comma that is short enough and still says something; else all of it."""
    parts = phrase.split(", ")
    heads = [wording.STUMP.sub("", ", ".join(parts[:n])) for n in range(len(parts) - 1, 0, -1)]
    return next((head for head in heads if 6 <= len(head.split()) <= _LONGEST), phrase)


def _owned(phrase: str, doers: str) -> str:
    """A phrase in which the things of the person who does it are `doers`: nobody says "I need help with sharing their password"."""
    return wording.DOERS_OWN.sub(lambda found: f"{found['verb']} {doers}" if found["verb"] else doers, phrase)


def briefs(context: Context, clause: Clause, origin: Origin) -> Iterator[Candidate]:
    """Two briefs for what a clause forbids; the harmless one names the other as its parent."""
    found = conduct(context, clause) if english(clause) and not heading(clause) else None
    if found is None:
        return
    quote = evidence(clause, found.start, found.end)
    parent: str | None = None
    for frame, words in wording.FRAMES.items():
        made = candidate(
            dataset=context.dataset,
            kind="prompt",
            origin=origin.model_copy(update={"template": f"brief/{frame}"}),
            clauses=[clause],
            categories=context.categories(clause),
            quotes=[quote],
            status="needs_authoring",
            text=words.format(ing=ing_phrase(_owned(found.phrase, wording.DOERS[frame]))),
            explanation=f"{wording.BRIEF[frame]} What {clause.citation} forbids: {found.phrase}.",
            parent=parent,
            variant="base" if frame == "direct" else frame,
            benign=frame == "contrast",
        )
        parent = parent or made.id
        yield made
