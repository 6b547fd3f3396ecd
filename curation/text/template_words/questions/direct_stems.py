"""Words and patterns: the stems of questions that name what is left out of a printed provision: several introductions, and several ways to ask."""

from __future__ import annotations

CONSENTS = frozenset(["approval", "consent", "permission", "authorization", "authorisation", "agreement"])

OPENINGS = (
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
NAMES = {
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
TOLD = {
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
SENT = {
    ("recipient",): ("To whom must this be {sent}?", "To whom does this have to be {sent}?"),
    ("recipient", "form"): ("To whom must this be {sent}, and in what form?",),
    ("recipient", "time"): ("To whom must this be {sent}, and how soon?",),
    ("recipient", "giver"): ("To whom must this be {sent}, and who else has a part in it?",),
    ("bearer", "recipient"): ("By whom is this {sent}, and to whom?",),
}
ALLOWED = {
    ("giver",): ("Whose {act} is needed?", "Who has to give this {act}?", "Whose {act} does it take?"),
    ("giver", "form"): ("Whose {act} is needed, and in what form?",),
    ("giver", "time"): ("Whose {act} is needed, and when is the act due?",),
}
DONE = {
    ("giver",): ("By whom must this be {act}?", "By whom does this have to be {act}?"),
    ("giver", "form"): ("By whom must this be {act}, and in what form?",),
    ("giver", "time"): ("By whom must this be {act}, and what time is set?",),
}
PARTICIPLES = {
    "submit": "submitted", "send": "sent", "give": "given", "provide": "provided", "report": "reported", "deliver": "delivered",
    "furnish": "furnished", "forward": "forwarded", "transmit": "transmitted", "file": "filed", "present": "presented",
    "return": "returned", "supply": "supplied", "make": "made", "apply": "addressed", "applied": "addressed",
}  # fmt: skip
