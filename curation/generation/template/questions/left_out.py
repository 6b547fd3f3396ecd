"""What questions about a part of a provision share: the provision as it is printed with a gap, a case, and four readings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from curation.generation.template.cases.plain_words import unnamed
from curation.generation.template.provisions.citing import without_numbers
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.slots import SlotWords
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import whole
from curation.text.grammar import upper_first, verb_first
from curation.text.phrases import pattern
from curation.text.template_words.provisions.norms import BREAKS_OFF
from curation.text.template_words.provisions.parsing import FINITE_WORD, MODAL
from curation.text.template_words.questions import left_out as wording
from curation.text.times import Span
from curation.text.verbs import only_verb

_WORDS = (8, 80)


def readable(norm: Norm) -> bool:
    """Whether a provision can be read by itself, references apart that say by what something is done."""
    text = norm.provision
    plain = wording.CLEAR.sub("", wording.REFERENCE.sub("", text)).rstrip(" .")
    if text.endswith("\u2026"):
        # The words above a list break off where it begins.
        plain = wording.LIST_OPENS.sub("", plain.rstrip(" .\u2026")).rstrip(" ,")
    modal = MODAL.search(text)
    return (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and text[:1].isupper()
        and modal is not None
        and modal.start() > 0
        and not modal[0].lower().startswith("may")
        and not whole.fault(plain)
        and not wording.POINTS.search(plain)
        and not unnamed(text, printed=True)
        and not re.match(r"(?:It|They|He|She)\b", text)
        and not _of_the_state(text[: modal.start()])
    )


def quotable(norm: Norm) -> bool:
    """Whether a provision can be quoted where only who, to whom, how or when is asked: numbered references may stand in it."""
    text = norm.provision
    if not acts(text):
        return False
    modal = MODAL.search(text)
    plain = without_numbers(text).rstrip(" .")
    return readable(norm) or (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and text[:1].isupper()
        and modal is not None
        and not modal[0].lower().startswith("may")
        and not whole.fault(upper_first(plain))
        and not wording.POINTS.search(plain)
        and not unnamed(text, printed=True)
        and not re.match(r"(?:It|They|He|She|And|Or)\b", text)
        and not _of_the_state(text[: modal.start()])
    )


_ASIDE = re.compile(r"^, [^,]{2,160}, (?=[a-z])")


def acts(text: str) -> bool:
    """Whether somebody stands before the modal and a verb behind it, and the last clause has a verb of its own."""
    text = text.rstrip(" .\u2026")
    modal = MODAL.search(text)
    if modal is None or not text[: modal.start()].strip():
        return False
    rest = _ASIDE.sub("", text[modal.end() :]).strip(" ,")
    last = wording.LAST_CLAUSE.search(rest)
    if last is not None and not _has_verb(last["rest"]):
        return False
    return verb_first(rest) is not None and BREAKS_OFF.search(rest) is None


def _has_verb(words: str) -> bool:
    return FINITE_WORD.search(words) is not None or any(
        only_verb(word) and not word.endswith(("ing", "ed")) for word in re.findall(r"[a-z]+", words)[1:]
    )


def _of_the_state(front: str) -> bool:
    """Whether the words before the modal end with an organ of the state: its duties are no matter of conduct."""
    found = pattern("en", "process_bearers")
    return found is not None and found.search(front.rpartition(",")[2].lower()) is not None


def stem_of(norm: Norm, part: str, gapped: str, told: str, asks: str) -> str:
    """The question, in one of several wordings: the provision with its gap, what was done, and what is asked.

    Args:
        norm: The provision; it decides which wording is taken.
        part: What is left out, in words: `its time`.
        gapped: The provision with its gap.
        told: What was done, one or more sentences.
        asks: The question at the end.
    """
    form = wording.STEMS[pick(f"{norm.rule.id}|{part}", len(wording.STEMS))]
    stem = form.format(
        Place=upper_first(norm.place), place=norm.place, part=part, text=gapped, told=told, asks=asks
    )
    return stem.replace("\u2026.\u201d", "\u2026\u201d")


def cut(text: str, parts: Sequence[SlotWords | Span]) -> str:
    """The provision with its parts left out."""
    for part in sorted(parts, key=lambda p: -p.start):
        text = f"{text[: part.start]}{wording.GAP}{text[part.end :]}"
    # "Shall, without delay, inform": the commas go with the words that they enclose.
    text = wording.CUT.sub(rf"\g<modal> {wording.GAP}", text)
    return re.sub(rf"{re.escape(wording.GAP)}(?: {re.escape(wording.GAP)})+", wording.GAP, text)


def draft_of(
    form: str,
    norm: Norm,
    slot: str,
    stem: str,
    rows: Sequence[OptionDraft],
    case: Mapping[str, Any],
    parts: Sequence[SlotWords | Span],
) -> QuestionDraft:
    """The draft of four readings, the first of which is that of the provision.

    Args:
        form: The name of the form.
        norm: The provision that the question is about.
        slot: The part of the provision that is asked about.
        stem: The question, as `stem_of` gives it.
        rows: Four readings, the right one first.
        case: The facts of the case, kept with the item.
        parts: What of the provision the key rests on.
    """
    text = norm.provision
    facts = {
        "parts": rows[0].claim["parts"], "case": dict(case), "slots": [text[p.start : p.end] for p in parts],
    }  # fmt: skip
    return QuestionDraft(form, norm, slot, stem, tuple(rows), "application", True, "parts", facts)
