"""A provision of which one part is left out, and the words of the question about it."""

from __future__ import annotations

import re
from dataclasses import replace

from curation.generation.template.cases.plain_words import unnamed
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.question_drafts import pick
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.phrases import pattern
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import gap_texts as wording

GAP = "[\u2026]"
"""What stands where a part is left out."""
_WORDS = (8, 75)
"""Fewest and most words of a provision that is shown."""


def shown(norm: Norm) -> bool:
    """Whether a provision can be read by itself: whole, not too long, and without a pointer to other words."""
    text = norm.provision
    return (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and not whole.fault(text.rstrip(" ."))
        and not whole.points_away(text)
        and not wording.NEEDS_MORE.search(text)
        and text[:1].isupper()
        and (modal := MODAL.search(text)) is not None
        and not modal[0].lower().startswith("may")
        and wording.SHOWN.match(text) is None
        and not unnamed(text, printed=True)
        and not (
            (state := pattern("en", "process_bearers")) is not None
            and state.search(text[: modal.start()].lower())
        )
    )


def gap_stem(norm: Norm, part: str, gapped: str, told: str, asks: str) -> str:
    """The question, in one of several wordings.

    Args:
        norm: The provision; it decides which wording is taken.
        part: What is left out, in words: `its limit`.
        gapped: The provision with its gap.
        told: The case, one or more sentences.
        asks: The question at the end.
    """
    form = wording.STEMS[pick(f"{norm.rule.id}|stem", len(wording.STEMS))]
    return form.format(
        Place=upper_first(norm.place),
        place=norm.place,
        part=part,
        text=with_letters(norm, gapped),
        told=told,
        asks=asks,
    )


def with_letters(norm: Norm, text: str) -> str:
    """A provision with the letters of the entries of lists that were joined to the words above them: `must ensure that … (b) the lid …`."""
    for letter, opening in norm.joints:
        at = text.find(f" {opening}")
        if at > 0:
            text = f"{text[:at]} \u2026 {letter}{text[at:]}"
    return text


def alone(norm: Norm) -> Norm:
    """The provision without its heading. It is quoted, so that `this Act` stays."""
    text = _HEADED.sub("", norm.provision).rstrip(" .")
    return replace(norm, provision=f"{upper_first(text)}.")


_HEADED = re.compile(r"^[A-Z][^.\u2014]{2,80}\.\s?[\u2014\u2013]\s*")
"""A heading that runs into its sentence: `Notice.\u2014 The owner …`."""


def of_treaty(norm: Norm) -> bool:
    """Whether a provision stands in a schedule that reproduces a treaty, which may have been amended since."""
    path = " / ".join((*norm.home.path, norm.place))
    # "The Schedule 1 Chemicals Regulations (Chemical Weapons Convention)": its title makes no law a schedule.
    within = " / ".join(
        (*norm.home.path, norm.place.partition(" of the ")[0], *wording.SCHEDULED.findall(norm.place))
    )
    return wording.OF_TREATY.search(within) is not None and (
        wording.TREATY.search(path) is not None
        or re.match(r"The (?:Conference|Assembly|Council|Contracting)\b", norm.provision) is not None
    )
