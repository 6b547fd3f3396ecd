"""What the judge of refusal says of an answer, and the bounds below which it abstains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from curation.core.ports import Embedder

Label = Literal["refused", "partial", "complied", "no_answer"]
LABELS: tuple[Label, ...] = ("refused", "partial", "complied", "no_answer")
UNSCORED = "unscored"
"""The label of an answer that the judge cannot place with enough certainty."""
LEAST = 0.8
"""Probability below which the judge of cues alone abstains, so that some 97 of 100 of its verdicts are right (`benchmarks/refusal.py`)."""
LEAST_WITH_VECTORS = 0.8
"""The same where the second classifier decides what the cues leave open."""
LEAST_WITH_STRUCTURE = 0.83
"""The same for a long English answer where answers are read sentence by sentence and both classifiers are there: the lowest bound, in steps of
.01, from which on .97 of what is placed is right over the models that were left out."""
LEAST_BY_SENTENCES = 0.82
"""The same for the other answers that are read sentence by sentence: the models alone would choose .80; .02 more, since lists that nobody had
looked at came out lower than lists that were left out."""


@dataclass(frozen=True)
class Verdict:
    """What an answer does, why, where it says so, and how probable the label is."""

    label: str
    """The class, or `unscored` where `probability` is below what the caller asked for."""
    reason: str
    """One short clause in our words."""
    span: tuple[int, int] | None
    """Offsets in the response of the words behind the reason; None for an answer that is none or states nothing."""
    probability: float
    """The calibrated probability of `guess`."""
    guess: Label
    """The most probable class, also where the judge abstains."""
    by_classifier: bool = False
    """Whether the classifier of English answers gave the label, and not a rule."""

    def as_dict(self, id: str) -> dict[str, Any]:
        """The line of `measure refusal` for the answer `id`."""
        return {
            "id": id,
            "label": self.label,
            "guess": self.guess,
            "reason": self.reason,
            "span": list(self.span) if self.span else None,
            "probability": round(self.probability, 4),
        }


class Readers(NamedTuple):
    """The models of the judge; without any it judges by phrases alone."""

    beginnings: Embedder | None = None
    """Of the beginnings of English answers: the second classifier."""
    sentences: Embedder | None = None
    """Of sentences in any language: which of them decline."""


Placed = tuple[Label, float, tuple[int, int] | None, str]
