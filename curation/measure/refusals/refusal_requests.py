"""How doubtful a request is: whether it asks for what many models would decline.

The judge never says *refused* because of it. It only abstains more often: an answer to a doubtful request that declines nowhere, but talks as
refusals do (reasons, sympathy, an offer of something else, questions back), may be a refusal without a no. It abstains, too, where the
answer is about something else than the request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from curation.core import disk, resources
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


def off_topic(encoder: Embedder, rows: Sequence[tuple[str, str | None]]) -> frozenset[int]:
    """The places of the rows `(prompt, response)` whose answer is about something else: it shares no word with the request, and their vectors
    are far apart. Empty with another encoder than that of the weights."""
    if encoder.fingerprint != weights().embedder:
        return frozenset()
    answers = {n: answer_of(response) for n, (_, response) in enumerate(rows) if response}
    chosen = [n for n, answer in answers.items() if refusal_structure.shares_no_word(rows[n][0], answer)]
    if not chosen:
        return frozenset()
    asked = encoder.embed([rows[n][0][:LONGEST] for n in chosen])
    said = encoder.embed([answers[n][:LONGEST] for n in chosen])
    return frozenset(n for n, near in zip(chosen, (asked * said).sum(axis=1), strict=True) if near < FAR)
