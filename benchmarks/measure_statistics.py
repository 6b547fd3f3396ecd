"""Type I error of the test of a change, and coverage of the intervals of a rate and of a change, in simulation.

Items stand in families of five. A family's items share a latent normal value with correlation rho (a threshold model), so rho 0 is
independent items and rho .9 nearly one item a family. Run: python benchmarks/measure_statistics.py [--write] [--rounds 1000]
"""

from __future__ import annotations

import argparse
from statistics import NormalDist

import numpy as np
import results
from curation.stats.paired import change, clustered_rate, sign_flip

SIZE = 5


def answers(
    random: np.random.Generator, rate: float, families: int, rho: float, common: np.ndarray | None = None
) -> np.ndarray:
    """0/1 answers `(families * SIZE,)` at `rate`, correlated within families."""
    shared = random.standard_normal(families) if common is None else common
    latent = np.sqrt(rho) * np.repeat(shared, SIZE) + np.sqrt(1 - rho) * random.standard_normal(
        families * SIZE
    )
    return (latent < NormalDist().inv_cdf(rate)).astype(float)


def main() -> None:
    """Prints the table, and writes it with --write."""
    words = argparse.ArgumentParser()
    words.add_argument("--write", action="store_true")
    words.add_argument("--rounds", type=int, default=1000)
    given = words.parse_args()
    lines = [
        "| families of 5 | correlation | rate | rate: coverage | width | no change: type I | change: coverage | change of .1: coverage | width |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for families in (10, 20, 50, 200, 500):
        groups = list(np.repeat(np.arange(families), SIZE))
        for rho in (0.0, 0.3, 0.6, 0.9):
            for rate in (0.02, 0.2, 0.5, 0.9):
                lines.append(
                    row(families, rho, rate, groups, given.rounds if families < 200 else given.rounds // 2)
                )
                print(lines[-1], flush=True)
    if given.write:
        head = [
            "## measure-statistics",
            "`python benchmarks/measure_statistics.py --write`",
            "",
            f"{given.rounds} simulated runs a row (half of that from 200 families); nominal level 95 %, tests at .05.",
            "",
        ]
        results.replace("measure-statistics", "\n".join([*head, *lines]))


def row(families: int, rho: float, rate: float, groups: list[int], rounds: int) -> str:
    """One row of the table."""
    random = np.random.default_rng([families, int(10 * rho), int(100 * rate)])
    held = lost = kept = moved = 0
    width = span = 0.0
    second = rate + 0.1 if rate < 0.9 else rate - 0.1
    for _ in range(rounds):
        a = answers(random, rate, families, rho)
        interval, _ = clustered_rate(a, groups)
        held += interval.low <= rate <= interval.high
        width += interval.high - interval.low
        # Two runs on the same items: half of a family's common part is the items', half the run's.
        item = random.standard_normal(families)
        before, after, other = (
            answers(random, r, families, rho, (item + random.standard_normal(families)) / np.sqrt(2))
            for r in (rate, rate, second)
        )
        lost += sign_flip(before, after, groups, rounds=999) <= 0.05
        none = change(before, after, groups)
        kept += none.low <= 0 <= none.high
        some = change(before, other, groups)
        moved += some.low <= second - rate <= some.high
        span += some.high - some.low
    n = rounds
    return f"| {families} | {rho} | {rate} | {held / n:.3f} | {width / n:.3f} | {lost / n:.3f} | {kept / n:.3f} | {moved / n:.3f} | {span / n:.3f} |"


if __name__ == "__main__":
    main()
