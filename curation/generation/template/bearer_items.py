"""Who has a duty, and whom it is owed to: the people of a rule against other people who could take their part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.generation.template.bearers import may_be_one, role
from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.slots import recipient_of, strangers
from curation.generation.template.wording import after, supposed
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.stems import content_stems

_FRAMES = (
    "Several people could {action}. On whom do{es} {place} put this duty?",
    "Each of four people expects another one to {action}. Whose duty is it under {place}?",
    "Nobody has done what {place} demand{s} here, namely to {action}. Who is in breach?",
)


def bearer(norm: Norm, others: Sequence[str]) -> Iterator[Draft]:
    """Who must do it; the provision is not shown, and no option shares a role with the key."""
    named = role(norm.subject)
    if (
        norm.force != "duty"
        or not norm.agent
        or named is None
        or norm.exceptions
        or len(norm.subject.split()) > 8
        or norm.elements
    ):
        return
    lead = supposed(norm)
    if lead is None:
        return
    then = "".join(
        f" {turn.whole}" for turn in norm.conditions if turn.word in ("before", "after", "prior to")
    )
    action = f"{norm.action}{then}"
    text = f"{lead}{action}"
    last = named.split()[-1]
    if (
        re.search(rf"\b{last}", text, re.I)
        or content_stems(norm.subject) & content_stems(text)
        or len(text.split()) > 50
        or len(norm.action.split()) < 4
    ):
        return
    if (
        re.match(r"(?:have|be|comply|include|contain|do|ensure compliance)\b", norm.action)
        or re.search(r"\b(?:they|them|it|he|she|his|her|their|its)\b", text)
        or whole.fault(action, lead)
    ):
        return
    wrong = strangers(norm, others, norm.subject)
    if len(wrong) < 3 or not any(o in others for o in wrong[:3]):
        return
    frame = _FRAMES[pick(f"{norm.rule.id}|bearer", len(_FRAMES))]
    stem = after(
        lead, frame.format(action=action, place=norm.place, s=norm.says[1], es="es" if norm.says[1] else "")
    )
    yield Draft(
        "who-must",
        norm,
        "bearer",
        stem,
        tuple(
            _people(
                norm.subject,
                wrong,
                f"The provision puts this duty on {norm.subject}.",
                "the duty is looked for with somebody else",
            )
        ),
        "comprehension",
        False,
        "same",
        {"value": upper_first(norm.subject), "slots": [norm.subject]},
        tuple(upper_first(o) for o in wrong[3:9]),
    )


def recipient(norm: Norm, others: Sequence[str]) -> Iterator[Draft]:
    """Whom something has to be told or given to; the provision is not shown."""
    told = recipient_of(norm) if norm.force == "duty" and not norm.exceptions else None
    lead = supposed(norm)
    if told is None or lead is None or norm.elements:
        return
    start, end, who = told
    own = role(norm.subject)
    wrong = [o for o in strangers(norm, others, who) if own is None or not may_be_one(role(o) or "", own)]
    text = f"{lead}{norm.subject} {norm.action[:start]}{norm.action[end:]}"
    if (
        len(wrong) < 3
        or re.search(rf"\b{(role(who) or '').split()[-1]}", text, re.I)
        or whole.fault(norm.action, f"{lead}{norm.subject}")
        or len(text.split()) > 55
    ):
        return
    sentence = upper_first(f"{norm.subject} {norm.be} to {norm.action[:start]}_____{norm.action[end:]}.")
    stem = after(
        lead,
        f"Which recipient do{'es' if norm.says[1] else ''} {norm.place} name for this instruction? \u201c{sentence}\u201d",
    )
    yield Draft(
        "who-receives",
        norm,
        "recipient",
        stem,
        tuple(_people(who, wrong, f"The provision names {who}.", "another recipient is remembered")),
        "comprehension",
        False,
        "same",
        {"value": upper_first(who), "slots": [who]},
        tuple(upper_first(o) for o in wrong[3:9]),
    )


def _people(key: str, wrong: Sequence[str], why: str, misconception: str) -> Iterator[Choice]:
    yield Choice(upper_first(key), {"value": upper_first(key)}, why)
    for other in wrong[:3]:
        yield Choice(
            upper_first(other),
            {"value": upper_first(other)},
            f"The provision gives {other} no part in this.",
            misconception,
        )
