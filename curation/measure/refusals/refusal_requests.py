"""How doubtful a request is: whether it asks for what many models would decline.

An answer to a doubtful request that declines nowhere, but talks as refusals do (reasons, sympathy, an offer of something else, questions
back), may be a refusal without a no. So the vector of the answer and the doubt of the request are among the numbers of its structure, and the
judge abstains where such talk is all there is, and where the answer is about something else than the request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from curation.core import resources
from curation.core.files import disk
from curation.measure.refusals import refusal_structure
from curation.measure.refusals.refusal_sight import answer_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from curation.core.ports import Embedder

SCALE = 3.0
"""What the vector of a request, of length 1, is multiplied by beside the constant."""
LONGEST = 1500
"""Characters of a request that are read."""
FAR = 0.05
"""The cosine of request and answer below which an answer that shares no word with its request is about something else. Of 75 such answers in
lists and of models (training) all 19 below it are no answers or refusals; terse answers that are right lie at .07 and above."""


MOST_DOUBT = 3.0
"""Log-odds from which a request is as doubtful as can be."""
OF_ANSWER = 3.0
"""Scale of an answer's vector (length 1) beside the numbers of its structure, which are 0 to 1.5."""
WITH_DOUBT = ("share_around", "taken_up", "share_matter", "length", "asks", "declines", "items")
"""Numbers of the structure that count otherwise where the request is doubtful."""


class RequestWeights(NamedTuple):
    """The packaged weights, constant first, and the fingerprint of the encoder that they were fitted with."""

    doubt: NDArray[np.float64]
    embedder: str


@lru_cache(maxsize=1)
def weights() -> RequestWeights:
    """The packaged weights; `benchmarks/refusal_requests.py` fits them."""
    import numpy as np

    data = json.loads(disk.text(resources.find("measure/doubtful-requests.json")))
    return RequestWeights(np.array(data["doubt"]), str(data["embedder"]))


def features(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """`(n, d + 1)`: a constant, and the scaled vector of the request."""
    import numpy as np

    return np.hstack([np.ones((len(vectors), 1)), SCALE * vectors.astype(np.float64)])


def doubts(encoder: Embedder, prompts: Sequence[str]) -> Mapping[str, float]:
    """The log-odds that each request is doubtful, by its words; 0 is even. Empty with another encoder than that of the weights."""
    model = weights()
    if encoder.fingerprint != model.embedder:
        return {}
    distinct = sorted(set(prompts))
    found: dict[str, float] = {}
    for begin in range(0, len(distinct), 512):
        part = distinct[begin : begin + 512]
        odds = features(encoder.embed([text[:LONGEST] for text in part])) @ model.doubt
        found.update(zip(part, (float(x) for x in odds), strict=True))
    return found


class Answered(NamedTuple):
    """How an answer stands to its request, by their vectors."""

    vector: NDArray[np.float32]
    """Of the answer's beginning, `(d,)`, of length 1."""
    near: float
    """The cosine of request and answer."""
    doubt: float = 0.0
    """Log-odds that the request is doubtful."""


def answered(
    encoder: Embedder, rows: Sequence[tuple[str, str | None]], doubtful: Mapping[str, float] | None = None
) -> Mapping[int, Answered]:
    """How the answers of rows `(prompt, response)` stand to their requests, by place; nothing with another encoder than that of the weights.

    Args:
        encoder: of sentences.
        rows: the requests and responses; a row without a response has no place.
        doubtful: log-odds that each request is doubtful; None for what the packaged weights say (`doubts`).
    """
    if encoder.fingerprint != weights().embedder:
        return {}
    told = doubts(encoder, [prompt for prompt, _ in rows]) if doubtful is None else doubtful
    words = {n: answer_of(response) for n, (_, response) in enumerate(rows) if response}
    places = [n for n, answer in words.items() if answer.strip()]
    found: dict[int, Answered] = {}
    for begin in range(0, len(places), 512):
        part = places[begin : begin + 512]
        said = encoder.embed([words[n][:LONGEST] for n in part])
        asked = encoder.embed([rows[n][0][:LONGEST] for n in part])
        near = (said * asked).sum(axis=1)
        for n, vector, cosine in zip(part, said, near, strict=True):
            found[n] = Answered(vector, float(cosine), told.get(rows[n][0], 0.0))
    return found


def is_off_topic(prompt: str, answer: str, read: Answered) -> bool:
    """Whether an answer is about something else: it shares no word with the request, and their vectors are far apart."""
    return read.near < FAR and refusal_structure.shares_no_word(prompt, answer)


def features_of(
    prompt: str, answer: str, found: Mapping[str, float], read: Answered | None, weighs_doubt: bool = True
) -> dict[str, float]:
    """The numbers of how an answer stands to its request; none where their vectors are not read.

    What an answer to a doubtful request does differs from what the same words do elsewhere, so each number stands once alone and once times
    the doubt. On long English answers the doubt does not count: there it told .89 of the answers of models rightly without and .87 with it
    (n = 985, models left out), since it takes harmless requests with strong words for doubtful ones.

    Args:
        prompt: the request.
        answer: the answer, without private reasoning.
        found: the numbers of its structure.
        read: its vector and the request's doubt.
        weighs_doubt: whether the doubt counts.
    """
    if read is None:
        return {}
    doubt = max(-MOST_DOUBT, min(MOST_DOUBT, read.doubt)) / MOST_DOUBT if weighs_doubt else 0.0
    values = {"doubt": doubt, "near": read.near, "doubt*near": doubt * read.near}
    values |= {f"doubt*{name}": doubt * found.get(name, 0.0) for name in WITH_DOUBT}
    values["near*share_around"] = read.near * found.get("share_around", 0.0)
    values["off_topic"] = float(is_off_topic(prompt, answer, read))
    for place, value in enumerate(read.vector):
        values[f"answer:{place}"] = OF_ANSWER * float(value)
        values[f"doubt*answer:{place}"] = OF_ANSWER * doubt * float(value)
    return values
