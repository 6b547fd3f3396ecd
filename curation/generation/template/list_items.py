"""Questions about the elements of a list: whether all are needed, and which one is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.core.digests import sha256
from curation.generation.template.norms import Norm
from curation.generation.template.people import person
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.wording import shown, verdict
from curation.text.stems import content_stems


def listing(norm: Norm) -> Iterator[Draft]:
    """A case in which all elements but one, or only one, are in place."""
    conjunction, size = norm.rule.conjunction, len(norm.elements)
    if size < 3 or conjunction not in ("and", "or") or norm.force != "duty" or norm.exceptions:
        return
    named = norm.elements[pick(f"{norm.rule.id}|element", size)]
    one_only = conjunction == "or"
    kept = conjunction == "or"
    who = person(norm.rule.id)
    case = (
        f"{who} finds that of all this only one point is met: \u201c{named}\u201d."
        if one_only
        else f"{who} finds that all of this is met except one point: \u201c{named}\u201d."
    )
    readings = {
        "and": (not kept if one_only else False, "every point of the list is needed"),
        "or": (True, "any one point of the list is enough"),
        "examples": (True, "the list only gives examples of what may be done"),
        "asked": (False, "the point becomes due when an inspector asks for it"),
    }
    if one_only:
        readings["and"] = (False, "every point of the list is needed")
    else:
        readings["asked"] = (True, "each point becomes due only when an inspector asks for it")
        readings["examples"] = (
            False,
            "at least half of the points are needed, and this is one of the main ones",
        )
    whys = {
        "and": "The points are joined by \u201cand\u201d, so each of them is needed."
        if conjunction == "and"
        else "The points are joined by \u201cor\u201d, so one of them is enough.",
        "or": "The points are joined by \u201cor\u201d, so one of them is enough."
        if conjunction == "or"
        else "The points are joined by \u201cand\u201d and not by \u201cor\u201d.",
        "examples": "The provision does not call its points examples, and it weighs none against another.",
        "asked": "The provision does not make any point depend on a request.",
    }
    names = {
        "and": "alternatives are taken for a sum",
        "or": "a sum is taken for alternatives",
        "examples": "the points of a list are weighed",
        "asked": "a request is read into the provision",
    }
    ordered = [conjunction, *(r for r in ("and", "or", "examples", "asked") if r != conjunction)]
    choices = tuple(
        Choice(
            verdict(*readings[r]),
            {"complies": readings[r][0], "reading": r},
            whys[r],
            "" if r == conjunction else names[r],
        )
        for r in ordered
    )
    facts = {"conjunction": conjunction, "size": size, "present": 1 if one_only else size - 1}
    stem = f"{shown(norm)} {case} Is the provision met?"
    yield Draft("case-list", norm, "elements", stem, choices, "application", True, "list", facts)


def missing(norm: Norm, others: Sequence[str]) -> Iterator[Draft]:
    """Which element of a list is still missing, against elements of other lists; the provision is not shown."""
    if (
        len(norm.elements) < 4
        or norm.rule.conjunction == "or"
        or norm.force != "duty"
        or norm.conditions
        or norm.exceptions
    ):
        return
    place = pick(f"{norm.rule.id}|missing", len(norm.elements))
    key = norm.elements[place]
    given = [e for i, e in enumerate(norm.elements) if i != place][:4]
    stems = [content_stems(e) for e in norm.elements]
    lead = norm.provision.split(":")[0]
    wrong = []
    for other in sorted(
        others, key=lambda o: (abs(len(o.split()) - len(key.split())) // 3, sha256(f"{norm.rule.id}|{o}"))
    ):
        own = content_stems(other)
        if (
            own
            and all(len(own & s) / max(1, len(own | s)) < 0.34 for s in stems)
            and not own & content_stems(key)
            and _kind(other) == _kind(key)
        ):
            wrong.append(other)
    if len(wrong) < 3 or len(lead.split()) > 40:
        return
    listed = "; ".join(given)
    stem = f"Under {norm.place}, {lead[:1].lower() + lead[1:]}: several things. These are in place: {listed}. Which of the following is still missing?"
    choices = [Choice(key, {"element": key}, "The provision names this, and the case does not.")]
    choices += [
        Choice(
            o,
            {"element": o},
            "The provision does not name this here; it comes from another list.",
            "another list is remembered",
        )
        for o in wrong[:3]
    ]
    facts = {"elements": list(norm.elements), "present": [e for e in norm.elements if e != key]}
    yield Draft(
        "missing-step",
        norm,
        "elements",
        stem,
        tuple(choices),
        "application",
        False,
        "missing",
        facts,
        tuple(wrong[3:9]),
    )


def _kind(element: str) -> str:
    first = re.sub(r"[^a-z]", "", element.split()[0].lower())
    return (
        "det"
        if first in ("the", "a", "an", "any", "each", "all")
        else "ing"
        if first.endswith("ing")
        else "word"
    )
