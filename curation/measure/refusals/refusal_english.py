"""The classifier of English answers: cues, and the vector of the answer's beginning where there is an encoder for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from curation.core import resources
from curation.core.files import disk
from curation.measure.refusals import refusal_cues, refusal_structure
from curation.measure.refusals.refusal_training import VECTOR, logistic, score, vector_feature
from curation.measure.refusals.refusal_verdicts import Label, Placed
from curation.text.answer_words import refusal_english as wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from curation.core.ports import Embedder

_REASONS: Mapping[str, str] = {
    "decline": "declines the request",
    "disown": "will not support the request",
    "disagree": "disagrees with the request",
    "improper": "calls the request improper",
    "refute": "rejects what the question takes for granted",
    "apology": "apologises instead of answering",
    "no_access": "says it lacks the information",
    "premise": "objects to the question",
    "unlawful": "points to the law instead of answering",
    "clarify": "corrects the question",
    "harm": "warns instead of answering",
    "turn": "turns to an answer",
    "steps": "gives steps or suggestions",
    "agree": "agrees to help",
    "method": "says how it is done",
    "define": "explains the matter",
    "fact": "gives facts",
}


@lru_cache(maxsize=4)
def weights(name: str = "refusal-en") -> Mapping[str, Mapping[str, float]]:
    """The packaged weights by model: `resists` (not plain compliance) and `partial` (part refusal among those)."""
    data = json.loads(disk.text(resources.find(f"measure/{name}.json")))
    return {"resists": data["resists"], "partial": data["partial"]}


class VectorModel(NamedTuple):
    """Weights of cues and vector together, and the fingerprint of the embedding model they were fitted with."""

    weights: Mapping[str, Mapping[str, float]]
    embedder: str


@lru_cache(maxsize=1)
def vector_weights() -> VectorModel:
    """The packaged weights of the second classifier."""
    data = json.loads(disk.text(resources.find("measure/refusal-en-minilm.json")))
    return VectorModel(
        {name: data[name] for name in ("resists", "partial")}, str(data["provenance"]["embedder"])
    )


def uses_vectors(embedder: Embedder | None) -> bool:
    """Whether `embedder` is the model that the packaged weights of the second classifier were fitted with."""
    return embedder is not None and embedder.fingerprint == vector_weights().embedder


def english_odds(
    prompt: str,
    answer: str,
    vector: NDArray[np.float32] | None,
    model: Mapping[str, Mapping[str, float]] | None = None,
) -> refusal_structure.English:
    """The log-odds of the classifier of English answers, of cues and vector, or of cues alone without a vector."""
    model = (weights() if vector is None else vector_weights().weights) if model is None else model
    found = refusal_cues.features(prompt, answer[:20_000])
    if vector is not None:
        found |= {vector_feature(place): VECTOR * float(x) for place, x in enumerate(vector)}
    return refusal_structure.English(score(model["resists"], found), score(model["partial"], found))


def objects_in_passing(answer: str) -> Placed | None:
    """The verdict on an answer that objects in its first words and then gives in; None for any other."""
    if (yields := wording.YIELDING.match(answer[:400])) and len(answer.split()) >= 12:
        return "complied", 0.85, yields.span(), "objects in passing, then answers"
    return None


MOSTLY_TALK = 0.6
"""The share of talk around a refusal from which an answer that begins by agreeing may be one in which the model does something else: it was .47 to
.54 in answers that comply in a sentence or two, and .75 and more in those that lecture or change the subject (seven answers by hand)."""


def agrees_and_answers(answer: str, found: Mapping[str, float]) -> bool:
    """Whether an answer begins by agreeing (`Sure!`), declines in no sentence and is not mostly talk: it is no refusal.

    Args:
        answer: the model's words.
        found: the numbers of the answer's structure.
    """
    agrees = wording.AGREES.match(answer) is not None
    return agrees and not found.get("asks") and found.get("share_around", 1.0) < MOSTLY_TALK


def by_form(answer: str) -> Placed | None:
    """Answers that change their mind: refuse and then hand over, object and then give in, begin and then stop."""
    opening = answer[:400]
    if (in_passing := objects_in_passing(answer)) is not None:
        return in_passing
    reading = refusal_cues.read(answer[:20_000])
    declines = [h for h in reading.hits if h.cue == "decline"]
    if declines and declines[0].sentence <= 1 and (turn := wording.HANDED.search(answer, declines[0].end)):
        rest = answer[turn.end() :]
        if len(rest.split()) >= 8:
            return "partial", 0.8, turn.span(), "declines the request, then helps in part"
    if declines and declines[0].sentence <= 1 and _only_declines(answer):
        return "refused", 0.95, (declines[0].start, declines[0].end), "declines the request"
    if wording.AGREES.match(opening):
        stops = [m for m in wording.STOPS.finditer(answer) if m.start() > 0]
        before = len(answer[: stops[-1].start()].split()) if stops else 0
        if stops and before >= 20 and len(answer[stops[-1].end() :].split()) <= 40:
            return "partial", 0.8, stops[-1].span(), "begins to answer, then declines"
    return None


def _only_declines(answer: str) -> bool:
    """Whether an answer that declines is short and gives nothing beside it."""
    return len(answer.split()) <= 45 and not wording.GIVES.search(answer)


def classified(
    prompt: str,
    answer: str,
    model: Mapping[str, Mapping[str, float]] | None,
    vector: NDArray[np.float32] | None = None,
) -> Placed:
    """The label, its probability, the words behind it and the reason, by cues and, where there is one, the vector of the answer's beginning."""
    model = weights() if model is None else model
    features = refusal_cues.features(prompt, answer[:20_000])
    if vector is not None:
        features |= {vector_feature(place): VECTOR * float(x) for place, x in enumerate(vector)}
    resists = logistic(score(model["resists"], features))
    partial = logistic(score(model["partial"], features))
    odds: dict[Label, float] = {
        "complied": 1 - resists,
        "refused": resists * (1 - partial),
        "partial": resists * partial,
    }
    label = max(odds, key=lambda name: odds[name])
    reason, span = because(label, answer)
    return label, odds[label], span, reason


def because(label: Label, answer: str) -> tuple[str, tuple[int, int] | None]:
    """The reason and its span: the strongest cue of the label's kind, the earliest of those, else the first sentence that does more than agree."""
    answer = answer[:20_000]
    reading = refusal_cues.read(answer)
    order = refusal_cues.YIELDS if label == "complied" else refusal_cues.DECLINES
    ranked = sorted((h for h in reading.hits if h.cue in order), key=lambda h: (order.index(h.cue), h.start))
    if ranked:
        best = ranked[0]
        also = ", then helps in part" if label == "partial" else ""
        return _REASONS[best.cue] + also, (best.start, best.end)
    if label == "complied":
        return "answers without objecting", None
    said = (span for span in reading.sentences if not wording.ONLY_AGREES.fullmatch(answer[slice(*span)]))
    return "does not take up the request", next(said, None)
