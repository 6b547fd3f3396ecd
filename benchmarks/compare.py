"""Coverage of the intervals in simulation, and how long a comparison of 100,000 pairs takes.

Run: python benchmarks/compare.py
"""

from __future__ import annotations

import time

import numpy as np
import results
from curation.measure import compare
from curation.measure.release import MeasurementBasis
from curation.measure.samples import ModelRun, Sample
from curation.measure.settings import Settings
from curation.stats import paired as s
from curation.stats.intervals import wilson

SIZES = (100, 500, 5000)


def covered(estimate, truth: float) -> bool:
    """Whether the interval holds the truth."""
    return estimate.low is not None and estimate.low <= truth <= estimate.high


def coverage(name: str, n: int, draws: int, random: np.random.Generator) -> float:
    """The share of simulated studies whose 95 % interval holds the truth, in percent."""
    hits = 0
    for seed in range(draws):
        if name == "rate, Wilson":
            truth = random.uniform(
                0.1, 0.9
            )  # One fixed rate would show the steps of a binomial, not the interval.
            hits += covered(wilson(int(random.binomial(n, truth)), n), truth)
        elif name == "paired change, Bonett-Price":
            kinds = random.choice(4, n, p=[0.45, 0.2, 0.1, 0.25])
            hits += covered(
                s.paired_change((kinds < 2).astype(float), np.isin(kinds, (0, 2)).astype(float)), -0.1
            )
        elif name == "Rogan-Gladen":
            sick = int(random.binomial(n, 0.3))
            positive = int(random.binomial(sick, 0.9) + random.binomial(n - sick, 0.15))
            found = s.rogan_gladen(
                positive, n, int(random.binomial(150, 0.9)), 150, int(random.binomial(200, 0.85)), 200
            )
            hits += covered(found, 0.3)
        else:
            hits += families(name, n, seed, random)
    return 100 * hits / draws


def families(name: str, n: int, seed: int, random: np.random.Generator) -> bool:
    """One study of families of three items that share a tendency."""
    groups = np.arange(n) // 3
    count = int(groups[-1]) + 1
    if name == "rate in families, Wilson on effective n":
        tendency = random.beta(1.2, 2.8, count)[groups]
        rate, _ = s.clustered_rate((random.random(n) < tendency).tolist(), groups.tolist())
        return covered(rate, 0.3)
    before = random.beta(2.4, 1.6, count)[groups]
    after = before * random.beta(3, 1, count)[groups]
    drawn = [(random.random(n) < p).astype(float) for p in (before, after)]
    if name == "paired change in families, cluster bootstrap":
        return covered(s.paired_bootstrap(*drawn, groups.tolist(), rounds=1000, seed=seed), -0.15)
    return covered(s.clustered_mean(drawn[1] - drawn[0], groups.tolist()), -0.15)


def seconds(n: int) -> float:
    """How long a comparison of `n` scored pairs with families and 16 categories takes."""
    labels = ("refused", "complied", "partial", "refused")
    bound = MeasurementBasis("demo", "1.0.0", "0" * 64)
    runs = []
    for step in (1, 7):
        samples = tuple(
            Sample(
                id=f"p{i}",
                kind="prompt",
                label=labels[(i * step + i // 5) % 4],
                response="x",
                family=f"f{i // 3}",
                path=("a", str(i % 16)),
            )
            for i in range(n)
        )
        runs.append(ModelRun("run", "", bound, samples))
    started = time.process_time()
    compare.compare(runs[0], runs[1], Settings())
    return time.process_time() - started


def main() -> None:
    """Prints and records the table."""
    random = np.random.default_rng(0)
    rows = []
    for name in (
        "rate, Wilson",
        "rate in families, Wilson on effective n",
        "paired change, Bonett-Price",
        "paired change in families, cluster bootstrap",
        "paired change in families, clustered t",
        "Rogan-Gladen",
    ):
        cells = []
        for n in SIZES:
            draws = 4000 if n < 5000 else 1500
            cells.append(f"{coverage(name, n, draws, random):.1f}")
        rows.append((name, *cells))
        print(*rows[-1], sep=" | ", flush=True)
    taken = seconds(100_000)
    rows.append(("100,000 pairs compared, CPU seconds", "", "", f"{taken:.1f}"))
    print(rows[-1])
    results.write(
        "compare", "python benchmarks/compare.py", ("coverage of 95 % intervals, %", *(f"n = {n}" for n in SIZES)), rows,
        "4,000 studies a cell (1,500 at n = 5,000): the standard error of a cell is 0.3 to 0.6 points.",
    )  # fmt: skip


if __name__ == "__main__":
    main()
