"""Damaged documents by the thousand: every one gives clauses or a listed issue, in bounded time.

    python benchmarks/fuzz_readers.py [--seconds 60] [--seed 1] [--atheris]

The seeds are the samples of the tests and the bundled documents. Each try takes one, cuts, repeats, swaps and replaces pieces of it (of another sample too), and
reads it. Anything but clauses or an `InputError` stops the run and writes the bytes that did it. `--atheris` uses coverage to choose, when that package is
installed; without it the changes are random and the same for the same seed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from curation.core.errors import InputError
from curation.core.records import Document
from curation.readers import parse

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = (ROOT / "tests" / "unit" / "ingest" / "samples", ROOT / "raw" / "documents")
TOKENS = (
    b"<", b">", b"</p>", b"<table><tr><td>", b"<ul><li>", b"&amp;", b"&#0;", b"<!--", b"]]>", b"(a) ", "第一条 ".encode(), "§ 1 ".encode(), b"# ", b"- ",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e".encode(), b"%PDF-1.4\n", b"PK\x03\x04", b"{", b"[", b": ", b"*" * 50, b"\n" * 20, b"1.1.1.1 ",
)  # fmt: skip
SLOW = 10.0
"""Seconds after which a document of some kilobytes has taken too long."""


def damaged(rng: random.Random, seeds: list[bytes]) -> bytes:
    """One of the seeds with one to twelve changes."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randrange(1, 13)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 4, 30, 300)))
        other = rng.choice(seeds)
        start = rng.randrange(len(other) + 1)
        change = rng.randrange(6)
        if change == 0:
            del data[at:end]
        elif change == 1:
            data[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 2, 200))
        elif change == 2:
            data[at:end] = rng.randbytes(end - at)
        elif change == 3:
            data[at:at] = data[at:end] * rng.choice((1, 2, 50))
        elif change == 4:
            data[at:at] = other[start : start + rng.choice((10, 200, 2000))]
        else:
            del data[at:]
        del data[400_000:]
    return bytes(data)


def tried(data: bytes) -> str:
    """What came of reading `data`: `clauses`, or the code of the first issue. Checks that every clause is a slice."""
    try:
        found = parse(Document(slug="fuzz", title=""), data)
    except InputError as error:
        return error.issues[0].code
    assert all(found.canonical_text[c.start : c.end] == c.text for c in found.clauses)
    assert len({c.eid for c in found.clauses}) == len(found.clauses)
    return "clauses"


def by_coverage(seeds: list[bytes]) -> None:
    """Lets atheris choose the bytes; it never returns."""
    import atheris

    atheris.instrument_all()
    atheris.Setup([sys.argv[0]], lambda data: tried(data) and None)
    del seeds
    atheris.Fuzz()


def main() -> None:
    """Prints what came of how many, and the slowest."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--atheris", action="store_true")
    given = options.parse_args()
    seeds = [path.read_bytes()[:60_000] for folder in SAMPLES for path in sorted(folder.iterdir())]
    if given.atheris:
        by_coverage(seeds)
    rng = random.Random(given.seed)
    counts: Counter[str] = Counter()
    slowest = 0.0
    begun = time.monotonic()
    while time.monotonic() - begun < given.seconds:
        data = damaged(rng, seeds)
        started = time.process_time()
        try:
            counts[tried(data)] += 1
        except BaseException:
            Path("fuzz-failure.bin").write_bytes(data)
            print("the bytes are in fuzz-failure.bin", file=sys.stderr)
            raise
        took = time.process_time() - started
        slowest = max(slowest, took)
        if took > SLOW:
            Path("fuzz-slow.bin").write_bytes(data)
            raise SystemExit(f"{took:.1f} s for {len(data):,} bytes, which are in fuzz-slow.bin")
    total = sum(counts.values())
    shown = ", ".join(f"{n} {code}" for code, n in counts.most_common())
    text = (
        f"seed {given.seed}: {total:,} damaged documents, none unlisted, slowest {slowest:.2f} CPU s: {shown}"
    )
    print(text)
    import results

    results.replace(
        "fuzz readers",
        f"## fuzz readers\n\n`python benchmarks/fuzz_readers.py --seconds {given.seconds:.0f}`\n\n{text}",
    )


if __name__ == "__main__":
    main()
