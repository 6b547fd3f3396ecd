"""Four plans that differ in two slots of a duty, and one plan that misses one slot.

In a grid each of the four plans can be the key: the question asks for the plan that keeps the duty, that misses one slot, that
misses the other, or both. So the options alone tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.slots import Slot, sentence, slots
from curation.generation.template.wording import after, supposed
from curation.text import whole
from curation.text.grammar import lower_first, upper_first


def grid(norm: Norm, bearers: Sequence[str]) -> Iterator[Draft]:
    """Which of four plans keeps the duty, or misses it in a named part."""
    found = slots(norm, bearers)
    # The plans say where the duty holds; only a circumstance has to be told before them.
    lead = "" if norm.lead and not norm.conditions else supposed(norm)
    if len(found) < 2 or lead is None or norm.exceptions:
        return
    a, b = next(
        ((x, y) for i, x in enumerate(found) for y in found[i + 1 :] if x.label != y.label), (None, None)
    )
    if a is None or b is None:
        return
    cells = [(x, y) for x in (True, False) for y in (True, False)]
    asked = cells[pick(f"{norm.rule.id}|grid", 4)]
    choices = [_cell(norm, a, b, cell, asked) for cell in (asked, *(c for c in cells if c != asked))]
    if any(whole.fault(choice.text, lead) for choice in choices):
        return
    stem = after(lead, _question(norm, a, b, asked))
    facts = {"value": list(asked), "slots": [a.right, b.right]}
    yield Draft(
        "two-slots", norm, f"{a.name}+{b.name}", stem, tuple(choices), "application", False, "same", facts
    )


def _cell(norm: Norm, a: Slot, b: Slot, cell: tuple[bool, bool], asked: tuple[bool, bool]) -> Choice:
    missed = [slot for slot, right in zip((a, b), cell, strict=True) if not right]
    kept = [slot for slot, right in zip((a, b), cell, strict=True) if right]
    said = [f"it gets {slot.label} wrong: {lower_first(slot.need.rstrip('.'))}" for slot in missed]
    said += [f"it gets {slot.label} right" for slot in kept]
    names = (
        ""
        if cell == asked
        else "; ".join(
            f"{slot.label} is misremembered" for slot, x, y in zip((a, b), cell, asked, strict=True) if x != y
        )
    )
    return Choice(
        sentence(norm, missed), {"value": list(cell)}, upper_first(", and ".join(said)) + ".", names
    )


def _question(norm: Norm, a: Slot, b: Slot, asked: tuple[bool, bool]) -> str:
    if asked == (True, True):
        return f"Which of these plans is in line with {norm.place}?"
    if asked == (False, False):
        return f"Which of these plans falls short of {norm.place} both in {a.label} and in {b.label}?"
    return f"Which of these plans falls short of {norm.place} in {(a if not asked[0] else b).label} alone?"


def shortfall(norm: Norm, bearers: Sequence[str]) -> Iterator[Draft]:
    """A plan that misses one slot: which of four demands does it miss."""
    lead = "" if norm.lead and not norm.conditions else supposed(norm)
    if lead is None or norm.exceptions:
        return
    said = norm.provision.lower()
    for slot in slots(norm, bearers):
        if (
            not slot.demand
            or len(slot.others) < 3
            or slot.name == "recipient"
            or any(_told(other, said) for other in slot.others)
        ):
            continue
        plan = sentence(norm, [slot])
        if whole.fault(plan, lead):
            continue
        key, *wrong = (upper_first(demand) + "." for demand in (slot.demand, *slot.others[:3]))
        choices = [Choice(key, {"value": key}, f"{slot.need} The plan differs from that.")]
        choices += [
            Choice(o, {"value": o}, "The provision does not ask for this.", f"{slot.label} is misremembered")
            for o in wrong
        ]
        stem = f"{after(lead, 'A draft procedure')} says: \u201c{plan}\u201d This falls short of {norm.place}. What does the provision demand there?"
        yield Draft(
            "missed-demand",
            norm,
            slot.name,
            stem,
            tuple(choices),
            "application",
            False,
            "same",
            {"value": key, "slots": [slot.right]},
        )


_CONTENT = (
    "48 hours",
    "witness",
    "inspector",
    "committee",
    "manufacturer",
    "two weeks",
    "working day",
    "visitors",
    "key",
    "entrance",
    "control room",
    "number",
    "approved",
    "new ",
    "transparent",
    "sealed",
    "colour",
    "signed",
)


def _told(demand: str, provision: str) -> bool:
    """Whether a provision may make a demand after all, by a word that both hold."""
    return any(word in demand.lower() and word in provision for word in _CONTENT)
