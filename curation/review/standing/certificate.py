"""What the audit of a dataset proves of its error rate, with what the auditors themselves are known to miss."""

from __future__ import annotations

from typing import Any

from curation.review.standing import audit, gold
from curation.review.standing.evidence import ReviewEvidence
from curation.stats import screening


def of(evidence: ReviewEvidence, dataset: str) -> dict[str, Any] | None:
    """The certificate of a dataset; None when no sample was ever drawn."""
    drawn = sample(evidence, dataset)
    if drawn is None:
        return None
    return {**screening.certify(drawn["claim"], drawn["auditors"]), **drawn["beside"]}


def sample(evidence: ReviewEvidence, dataset: str) -> dict[str, Any] | None:
    """The audited sample as a release carries it: `claim` and `auditors`, from which anybody derives the statement again
    (`stats.screening.certify`), and what stands `beside` it, and the accepted subjects that the statement is not of (`uncovered`); None when no sample was ever drawn.

    `auditors` counts the planted faults and sound gold items that the auditors of this sample met, in any batch of the
    dataset, and how many they found and passed.
    """
    state = audit.state_of(evidence, dataset)
    if state is None:
        return None
    met = [score for who, score in gold.scores(evidence, dataset=dataset).items() if who in state.auditors]
    auditors = {
        "faults": sum(s.faults for s in met), "faults_found": sum(s.faults_found for s in met),
        "sound": sum(s.sound for s in met), "sound_passed": sum(s.passed for s in met),
    }  # fmt: skip
    return {
        "claim": {**state.claim, "outcomes": list(state.errors)},
        "auditors": auditors,
        "beside": state.as_json(),
        "uncovered": {"outside": list(state.outside_subjects), "mended": list(state.mended_subjects)},
    }
