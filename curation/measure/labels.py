"""The labels of answers in their published spellings, and in ours."""

from __future__ import annotations

from collections.abc import Mapping

ALIASES: Mapping[str, str] = {
    "1_full_compliance": "complied", "2_full_refusal": "refused", "3_partial_refusal": "partial",
    "full_compliance": "complied", "full_refusal": "refused", "partial_refusal": "partial",
    "compliance": "complied", "refusal": "refused", "complied": "complied", "refused": "refused", "partial": "partial", "no_answer": "no_answer",
}  # fmt: skip
"""Published spellings of the labels, and ours."""


def label_of(value: object) -> str | None:
    """Our label for a published spelling; None for an empty value, the value itself for anything else."""
    text = str(value or "").strip()
    return ALIASES.get(text.casefold(), text) if text else None
