"""Makes `schemas/mapping/minilm.npy` and `.txt`: the default model's vectors of every text of the bundled taxonomies.

    python benchmarks/mapping_vectors.py

Run it when a name, definition or cue of a bundled taxonomy changes; a test says when that was forgotten.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from curation import taxonomy
from curation.core.tables import write_atomic
from curation.mapping.features import embedded_texts
from curation.services import embeddings

TARGET = Path(__file__).resolve().parent.parent / "schemas" / "mapping"


def main() -> None:
    texts = {
        embeddings.shipped_key(t): t for name in taxonomy.names() for t in embedded_texts(taxonomy.load(name))
    }
    keys = sorted(texts)
    model = embeddings.MiniLM()
    vectors = model.embed([texts[key] for key in keys]).astype(np.float16)
    buffer = io.BytesIO()
    np.save(buffer, vectors)
    write_atomic(TARGET / "minilm.npy", buffer.getvalue())
    write_atomic(TARGET / "minilm.txt", "\n".join([model.fingerprint, *keys]) + "\n")
    print(f"{len(keys)} texts, {vectors.nbytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
