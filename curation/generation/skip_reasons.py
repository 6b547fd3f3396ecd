"""Why a clause that is mapped gave no candidate: one code a clause and generator, so that the loss can be counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curation.core.records import Clause
from curation.generation.clause_facts import define, english, heading
from curation.generation.context import Context
from curation.generation.polarity import FORBIDS
from curation.text import whole

REASONS: Mapping[str, str] = {
    "empty": "has no words of its own",
    "language": "is not in a language that the generator reads",
    "heading": "is a heading, a recital or a note and lays down nothing",
    "no-rule": "no rule was found in it",
    "unread": "holds a rule whose bearer or action was not recognised well enough to ask about it",
    "polarity": "forbids nothing: what it allows, exempts or leaves out is nothing that a model should refuse",
    "definition": "only defines a term",
    "no-conduct": "forbids nothing that can be said as a verb phrase of its own words",
    "no-title": "has no citation that a reader could look up: either the citation or title of the document says too little (write another one in raw/sources.toml, such as Safety Instruction SI-7), or the number of the clause comes more than once in the document",
    "points-elsewhere": "cannot be understood without another provision",
    "not-safety": "is about the law itself, money, or the business of state organs, and not about safe conduct",
    "incomplete": "holds a rule of which a part is cut off or cannot be said as a whole text",
    "few-rules": "stands in a section with fewer than three rules that can be said as the points of a rubric",
    "trivial-rule": "holds a plain rule, in which no number, condition, exception or list was read: a question about it would only ask whether rules bind",
    "no-slot": "holds a rule in which no part can be changed so that a question with one right answer comes of it",
    "list": "holds a list, and the setting `lists` that asks for its entries is off",
    "form-off": "could only be asked about in a form that the setting `generate.forms_off` turns off (twelve forms, unless it is set)",
    "not-open": "could only be asked about with its words shown, and its document may not be passed on",
    "unnamed-thing": "speaks of a thing or a symbol that only other words of the document name",
    "open-alternative": "leaves a second way open, with which the case might be lawful after all",
    "clumsy": "gave only questions whose words a strict reader would mark",
    "untold": "sets a number or a circumstance for an act that cannot be told in a short sentence of its own",
    "trivial-interval": "says that statements, reports, audits, meetings and the like come every year, which is so almost everywhere",
    "treaty": "stands in a schedule that reproduces a treaty, whose words may have been amended since",
    "warned": "gave only questions that the checks warn of",
    "no-item": "states no fact that bears an item, as the model that planned said",
    "other-clauses": "was shown to a model with its section, whose items rest on other clauses of it",
    "saturated": "was not asked about: further items of its category would say what others say",
    "rejected": "gave items that the passes rejected; see the failures",
    "failed": "was refused, answered wrongly or not at all; see the failures",
    "uncited": "is cited by none of the hand-written items, and nothing else makes items here",
    "not-tried": "was not asked about: its category had enough clauses, or the run stopped early",
    "pending": "waits for an answer of the model; run again",
    "quota": "gave candidates, and its category had enough others",
}
"""What each code says of a clause. The later ones came nearer to a candidate: of several the last is told."""
_ORDER = {code: place for place, code in enumerate(REASONS)}


def nearest(codes: Iterable[str]) -> str:
    """Of several reasons the one that came nearest to a candidate; `not-tried` without any."""
    return max((code for code in codes if code), key=lambda code: _ORDER.get(code, -1), default="not-tried")


def why_no_rule(context: Context, clause: Clause) -> str:
    """The code for a clause without a rule that a question could be made of."""
    if heading(clause) or clause.kind in ("recital", "note", "footnote"):
        return "heading"
    if define(clause) is not None:
        return "definition"
    return "unread" if context.rules.get(clause.id) else "no-rule"


def why_no_brief(context: Context, clause: Clause) -> str:
    """The code of the reason why a clause gave no authoring brief."""
    if not english(clause):
        return "language"
    if heading(clause):
        return "heading"
    if define(clause) is not None:
        return "definition"
    kinds = {rule.modality for rule in context.rules.get(clause.id, ())}
    banned = "prohibition" in kinds
    if kinds and not kinds & FORBIDS:
        return "polarity"
    return "points-elsewhere" if banned and whole.points_away(clause.text) else "no-conduct"
