"""Agreement with intervals of 5,694 items judged by three people: seconds, and each figure beside statsmodels."""

from __future__ import annotations

import time

import numpy as np
import results
from curation.stats.agreement import measure
from curation.stats.ratings import ratings

ITEMS, PEOPLE, DRAWS = 5694, 3, 2000


def said(labels: int) -> np.ndarray:
    """`(items, people)` labels of people who are right 85 % of the time."""
    generator = np.random.default_rng(1)
    truth = generator.integers(0, labels, ITEMS)
    noise = generator.random((ITEMS, PEOPLE)) < 0.15
    return np.where(noise, generator.integers(0, labels, (ITEMS, PEOPLE)), truth[:, None])


def main() -> None:
    """Measures and writes the table."""
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    lines = [
        "## agreement", "", f"`python benchmarks/agreement.py`: {ITEMS:,} items, {PEOPLE} reviewers, {DRAWS:,} resamples for each of "
        "seven coefficients (raw, Fleiss, four alphas, AC1 and AC2).", "",
        "| labels | all coefficients with intervals, s | values only, s | Fleiss' kappa | statsmodels |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for labels in (2, 4, 10):
        given = said(labels)
        data = ratings((str(i), str(j), str(given[i, j])) for i in range(ITEMS) for j in range(PEOPLE))
        start = time.perf_counter()
        found = measure(data, DRAWS)
        whole = time.perf_counter() - start
        start = time.perf_counter()
        measure(data, 0)
        bare = time.perf_counter() - start
        other = float(fleiss_kappa(aggregate_raters(given)[0]))
        lines.append(
            f"| {labels} | {whole:.2f} | {bare:.2f} | {found.fleiss_kappa.value:.6f} | {other:.6f} |"
        )
    text = "\n".join(lines)
    print(text)
    results.replace("agreement", text)


if __name__ == "__main__":
    main()
