"""Whether a strict reader would ask about a provision: it matters for somebody's safety, health, rights or records, and stands alone."""

from __future__ import annotations

from curation.generation.template.provisions.norms import Norm
from curation.text.stems import content_stems
from curation.text.template_words.provisions import worth_asking as wording
from curation.text.template_words.provisions.citing import TITLED
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import gap_items as gap_wording

_LONGEST = 55
"""Most words of a provision that is shown."""


def off_topic(norm: Norm, unit: str = "") -> str:
    """Why a provision is none of conduct that matters for safety, or cannot be cited, as a code of `skip_reasons`; empty for another.

    Args:
        norm: The provision.
        unit: The unit of the figure that it would be asked for.
    """
    if not TITLED.search(norm.place) or wording.SCHEDULED.search(norm.place):
        return "no-title"
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    front = text[: modal.start()] if modal is not None else text
    physical = gap_wording.PHYSICAL.match(unit.partition("|")[0]) is not None
    if wording.BUSINESS.search(f"{text} {' '.join(norm.home.path[-1:])}"):
        return "not-safety"
    subject = front.rpartition(",")[2]
    if wording.STATE.search(subject) and not wording.REGULATED.search(subject):
        return "not-safety"
    if not physical and not wording.REGULATED.search(front) and not wording.PROTECTS.search(text):
        return "not-safety"
    if physical and (wording.LAYOUT.search(text) or wording.FISHERY.search(norm.place)):
        return "not-safety"
    return ""


def unfit(norm: Norm, unit: str = "") -> str:
    """Why a strict reader would not ask about a provision, as a code of `skip_reasons`; empty where nothing is found.

    Args:
        norm: The provision.
        unit: The unit of the figure that it would be asked for.
    """
    if (why := off_topic(norm, unit)) != "":
        return why
    text = norm.provision.rstrip(" .")
    if len(text.split()) > _LONGEST or wording.PLACES.search(text):
        return "points-elsewhere"
    if (
        wording.POINTED.search(text)
        or wording.THEM.search(text)
        or wording.OTHERS.search(text)
        or _empty(text)
        or unintroduced(text)
    ):
        return "unnamed-thing"
    return ""


def _empty(text: str) -> bool:
    """Whether a text speaks of a paper without saying what it is about, neither there nor before."""
    for match in wording.EMPTY.finditer(text):
        noun = content_stems(match[0].split()[-1], "en")
        if not noun & content_stems(text[: match.start()], "en") and not wording.WHAT.match(
            text[match.end() :]
        ):
            return True
    return False


def unintroduced(text: str) -> str:
    """The first thing that a text calls known and that it has not named before; empty for none. Roles and times need no introduction."""
    for match in wording.DEFINITE.finditer(text):
        if wording.ROLES.search(match["noun"]) or wording.REGULATED.search(match["phrase"]):
            continue
        if not content_stems(match["noun"], "en") & content_stems(text[: match.start()], "en"):
            return f"the {match['phrase']}"
    return unnamed_paper(text)


def unnamed_paper(text: str) -> str:
    """The first paper that a text calls known and that it has not named before; empty for none."""
    for match in wording.PAPER.finditer(text):
        if not content_stems(match["noun"], "en") & content_stems(text[: match.start()], "en"):
            return match[0].lower()
    return ""
