"""What a step could not do now: its unsettled failures, counted by kind, and the error that they end a command with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curation.core.errors import CurationError, InputError, Issue, ServiceError
from curation.core.records import UNSETTLED, Failure, FailureKind

OF_THE_USER: frozenset[FailureKind] = frozenset({"rejected", "stopped", "budget", "recording-missing"})
"""Failures that the same command meets again until somebody changes a setting, a key or a recording: exit code 1, not 3."""


def of(failures: Iterable[Failure]) -> dict[str, str]:
    """The unsettled failures by kind: how many there are, and the words of the first one."""
    first: dict[FailureKind, str] = {}
    counts: dict[FailureKind, int] = {}
    for failure in failures:
        if failure.kind in UNSETTLED:
            first.setdefault(failure.kind, failure.error)
            counts[failure.kind] = counts.get(failure.kind, 0) + 1
    return {
        kind: f"{n:,} request{'' if n == 1 else 's'} {kind}: {first[kind]}"
        for kind, n in sorted(counts.items())
    }


def error(pending: Mapping[str, Mapping[str, str]]) -> CurationError | None:
    """The error for what is pending (by place, `step generate`, then by kind of failure); None where nothing is.

    A service that failed is a ServiceError (exit code 3); where only settings, keys or recordings stand in the way, it is an
    InputError with one issue for each kind.
    """
    issues = [
        Issue(place, "model-pending", words) for place, kinds in pending.items() for words in kinds.values()
    ]
    if not issues:
        return None
    kinds = {kind for of_place in pending.values() for kind in of_place}
    if kinds <= OF_THE_USER:
        return InputError(issues)
    lines = "\n".join(str(issue) for issue in issues)
    return ServiceError(f"{lines}\nwhat was answered is kept; run the same command again for the rest")
