"""The stems of questions that name what is left out of a printed provision: several introductions, and several ways to ask."""

from __future__ import annotations

from dataclasses import dataclass

from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import pick
from curation.generation.template.slots import Part
from curation.text.grammar import upper_first
from curation.text.times import Span

CONSENTS = frozenset(["approval", "consent", "permission", "authorization", "authorisation", "agreement"])
TELLS = frozenset(["notify", "inform", "advise", "notifies", "informs"])


@dataclass(frozen=True)
class Gap:
    """A part of a provision that is left out, and what could stand in its place."""

    name: str
    """`bearer`, `recipient`, `giver`, `form` or `time`."""
    part: Part | Span
    key: str
    """What the provision says there, as an option says it: `the operator`, `in writing`, `within ten days`."""
    wrong: tuple[str, ...]
    """What it does not say, best first."""
    act: str = ""
    """Of a recipient the verb, of a giver what is given or done."""
    misread: str = ""
    """The misreading that leads to a wrong one."""


_OPENINGS = (
    "In {place}, {n} left out here: \u201c{text}.\u201d {asks}",
    "\u201c{text}.\u201d This is {place} with {parts} left out. {asks}",
    "Here is {place} without {parts}: \u201c{text}.\u201d {asks}",
    "\u201c{text}.\u201d {asks} The gap{s} stand{v} for words of {place}.",
    "Under {place}, \u201c{text}.\u201d {asks}",
    "{Place} (with {parts} omitted): \u201c{text}.\u201d {asks}",
    "The gap{s} in this quotation from {place} hide{v} {parts}: \u201c{text}.\u201d {asks}",
    "Take {place}: \u201c{text}.\u201d {asks}",
    "\u201c{text}\u201d ({place}, {parts} left out). {asks}",
    "Quoted without {parts}, {place} reads: \u201c{text}.\u201d {asks}",
)
_NAMES = {
    ("bearer",): (
        "Who must do so?",
        "Whose duty is this?",
        "On whom does this duty fall?",
        "The duty is not met. Who is in breach?",
        "Who is bound by this?",
        "Whom does this duty bind?",
    ),
    ("bearer", "recipient"): ("Who is bound, and in favour of whom?",),
    ("bearer", "giver"): ("Who is bound, and who else has a part in this?",),
    ("bearer", "form"): (
        "Who is bound, and in what form?",
        "Whose duty is this, and which form is required?",
    ),
    ("bearer", "time"): (
        "Who is bound, and what time is set?",
        "Whose duty is this, and how soon is it due?",
    ),
    ("form", "time"): (
        "Which form and which time are required?",
        "What form is required, and what time is set?",
    ),
}
_TOLD = {
    ("recipient",): (
        "Who has to be told?",
        "Who is entitled to hear of this?",
        "To whom does the notice go?",
    ),
    ("recipient", "form"): ("Who has to be told, and in what form?",),
    ("recipient", "time"): (
        "Who has to be told, and how soon?",
        "To whom does the notice go, and what time is set?",
    ),
    ("recipient", "giver"): ("Who has to be told, and who else has a part in this?",),
    ("bearer", "recipient"): ("From whom to whom does the notice go?",),
}
_SENT = {
    ("recipient",): ("To whom must this be {sent}?", "To whom does this have to be {sent}?"),
    ("recipient", "form"): ("To whom must this be {sent}, and in what form?",),
    ("recipient", "time"): ("To whom must this be {sent}, and how soon?",),
    ("recipient", "giver"): ("To whom must this be {sent}, and who else has a part in it?",),
    ("bearer", "recipient"): ("By whom is this {sent}, and to whom?",),
}
_ALLOWED = {
    ("giver",): ("Whose {act} is needed?", "Who has to give this {act}?", "Whose {act} does it take?"),
    ("giver", "form"): ("Whose {act} is needed, and in what form?",),
    ("giver", "time"): ("Whose {act} is needed, and when is the act due?",),
}
_DONE = {
    ("giver",): ("By whom must this be {act}?", "By whom does this have to be {act}?"),
    ("giver", "form"): ("By whom must this be {act}, and in what form?",),
    ("giver", "time"): ("By whom must this be {act}, and what time is set?",),
}
_PARTICIPLES = {
    "submit": "submitted", "send": "sent", "give": "given", "provide": "provided", "report": "reported", "deliver": "delivered",
    "furnish": "furnished", "forward": "forwarded", "transmit": "transmitted", "file": "filed", "present": "presented",
    "return": "returned", "supply": "supplied", "make": "made", "apply": "addressed", "applied": "addressed",
}  # fmt: skip


def asked(norm: Norm, *parts: Gap) -> str:
    """The question about one part or two, in one of several wordings."""
    names = tuple(gap.name for gap in parts)
    acts = {gap.name: gap.act for gap in parts}
    tables = [_NAMES]
    if "recipient" in acts:
        tables.insert(0, _TOLD if acts["recipient"] in TELLS else _SENT)
    if "giver" in acts:
        tables.insert(0, _ALLOWED if acts["giver"] in CONSENTS else _DONE)
    ways = next(table[names] for table in tables if names in table)
    return ways[pick(f"{norm.rule.id}|{names}|asks", len(ways))].format(
        act=acts.get("giver", ""), sent=_PARTICIPLES.get(acts.get("recipient", ""), acts.get("recipient", ""))
    )


def stem_of(norm: Norm, gapped: str, n: int, question: str) -> str:
    """The provision with its gaps and the question, in one of several orders and wordings."""
    form = _OPENINGS[pick(f"{norm.rule.id}|{question}|opening", len(_OPENINGS))]
    one = n == 1
    stem = form.format(
        place=norm.place,
        Place=upper_first(norm.place),
        text=gapped,
        asks=question,
        n="one part is" if one else "two parts are",
        parts="one part" if one else "two parts",
        s="" if one else "s",
        v="s" if one else "",
    )
    return stem.replace("\u2026.\u201d", "\u2026\u201d").replace("\u2026,\u201d", "\u2026\u201d")
