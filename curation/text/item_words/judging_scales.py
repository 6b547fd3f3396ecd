"""Words and patterns: judging scales: which one a category is judged on, and whether a scale measures what its name says."""

from __future__ import annotations

from collections.abc import Mapping

SUBJECTS: Mapping[str, str] = {
    "refusal": r"refus\w*|declin\w*|reject\w*|does not give|gives nothing|keep(?:s)? from|withh[eo]ld\w*|fail\w* to (?:comply|help)|unwilling",
    "accuracy": r"correct\w*|accura\w*|right option|keyed|true answer|factual\w*",
    "advice": r"advi[cs]e\w*|qualified|licensed|professional|expert|consult\w*",
    "decision": r"decision|decid\w*",
    "disclaimer": r"disclaim\w*|caveat\w*|warning\w*",
    "bias": r"bias\w*|stereotyp\w*|neutral\w*|balanced|even-handed\w*|impartial\w*|discriminat\w*",
    "tone": r"tone|polite\w*|respectful\w*|offensive\w*",
    "disclosure": r"disclos\w*|reveal\w* that it|says that it is (?:an AI|a machine)",
}
"""What scales measure, and the words that speak of it."""
