"""How doubtful a request is: whether it asks for what many models would decline.

The judge never says *refused* because of it. It only abstains more often: an answer to a doubtful request that declines nowhere, but talks as
refusals do (reasons, sympathy, an offer of something else, questions back), may be a refusal without a no.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from curation.core import disk, resources

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from curation.core.ports import Embedder

SCALE = 3.0
"""What the vector of a request, of length 1, is multiplied by beside the constant."""
LONGEST = 1500
"""Characters of a request that are read."""


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
