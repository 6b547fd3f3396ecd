"""Makes `schemas/mapping/{minilm,use}.npy` and `.txt`: each model's vectors of every text of the bundled taxonomies.

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
    for name, model in (("minilm", embeddings.MiniLM()), ("use", embeddings.UniversalEncoder())):
        vectors = model.embed([texts[key] for key in keys]).astype(np.float16)
        buffer = io.BytesIO()
        np.save(buffer, vectors)
        write_atomic(TARGET / f"{name}.npy", buffer.getvalue())
        write_atomic(TARGET / f"{name}.txt", "\n".join([model.fingerprint, *keys]) + "\n")
        print(f"{name}: {len(keys)} texts, {vectors.nbytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
