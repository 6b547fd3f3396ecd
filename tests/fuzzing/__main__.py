"""`python -m fuzzing --family docx --count 20000` from the folder `tests`: prints what came of each family as a line of JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS)]


def main() -> int:
    """0 when no input showed a fault."""
    from fuzzing.families import FAMILIES
    from fuzzing.loop import fuzz

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--family", action="append", choices=sorted(FAMILIES), help="may be repeated; default: all"
    )
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", default="1")
    options.add_argument("--out", type=Path, help="where inputs that showed a fault are kept")
    given = options.parse_args()
    wrong = 0
    for name in given.family or FAMILIES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            os.environ |= {"HOME": place, "CURATION_CACHE": f"{place}/cache", "CURATION_LOCK_WAIT": "1"}
            began = time.monotonic()
            outcome = fuzz(FAMILIES[name], given.count, given.seed, folder)
            if given.out and outcome.faults:
                given.out.mkdir(parents=True, exist_ok=True)
                for fault, path in outcome.faults.items():
                    kept = given.out / Path(path).name
                    kept.write_bytes(Path(path).read_bytes())
                    outcome.faults[fault] = str(kept)
            print(
                json.dumps(
                    {"family": name, "seed": given.seed, "seconds": round(time.monotonic() - began)}
                    | vars(outcome)
                ),
                flush=True,
            )
        wrong += len(outcome.faults)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
