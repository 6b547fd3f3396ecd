"""The methods by name: a function `(Corpus, Tools) -> Pairs` and one line here."""

from __future__ import annotations

METHODS = {
    "exact": "curation.dedup.methods.exact:pairs",
    "near": "curation.dedup.methods.near:pairs",
    "semantic": "curation.dedup.methods.semantic:pairs",
    "overlap": "curation.dedup.methods.overlap:pairs",
}
"""Name -> `module:attribute`. A name in the settings may also be such a dotted name itself."""
COST = ("exact", "near", "overlap", "semantic")
"""The order in which they run, cheapest first; others come last. A pair that two of them find is named after the first."""
