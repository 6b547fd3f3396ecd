"""Agreement with intervals of 5,694 items judged by three people: seconds, and each figure beside statsmodels."""

from __future__ import annotations

import sys
import time

import numpy as np
import results
from curation.stats.agreement import measure
from curation.stats.ratings import Ratings, ratings

ITEMS, PEOPLE, DRAWS = 5694, 3, 2000


def said(labels: int) -> np.ndarray:
    """`(items, people)` labels of people who are right 85 % of the time."""
    generator = np.random.default_rng(1)
    truth = generator.integers(0, labels, ITEMS)
    noise = generator.random((ITEMS, PEOPLE)) < 0.15
    return np.where(noise, generator.integers(0, labels, (ITEMS, PEOPLE)), truth[:, None])


DESIGNS = (
    ("2 labels, 90 % right", 2, 0.9, (0.5, 0.5), 2),
    ("3 labels, 90 % right", 3, 0.9, (1 / 3, 1 / 3, 1 / 3), 2),
    ("4 labels, 70 % right", 4, 0.7, (0.25, 0.25, 0.25, 0.25), 2),
    ("2 labels, 95 % right, one at 90 %", 2, 0.95, (0.9, 0.1), 2),
    ("2 labels, 99 % right", 2, 0.99, (0.5, 0.5), 2),
    ("3 labels, 90 % right, 3 people", 3, 0.9, (1 / 3, 1 / 3, 1 / 3), 3),
    ("2 labels, 80 % right, 3 people", 2, 0.8, (0.5, 0.5), 3),
    ("2 labels, 95 % right, 5 people", 2, 0.95, (0.5, 0.5), 5),
)
SIZES, REPEATS, POPULATION = (5, 8, 10, 15, 17, 20, 30), 200, 20_000


def drawn(generator: np.random.Generator, items: int, design: tuple) -> Ratings:
    """Ratings of `items` items by people who are right with one probability, else draw by the prevalence."""
    _, labels, right, prevalence, people = design
    truth = generator.choice(labels, items, p=prevalence)
    noise = generator.random((items, people)) >= right
    given = np.where(noise, generator.choice(labels, (items, people), p=prevalence), truth[:, None])
    return ratings((str(i), str(j), str(given[i, j])) for i in range(items) for j in range(people))


def coverage() -> str:
    """The share of intervals that hold the value of a large population, and the share of sets that get one."""
    lines = [
        "## agreement-coverage", "", f"`python benchmarks/agreement.py --coverage`: nominal 95 %, {REPEATS} sets a cell; covered, "
        "and in brackets the share of sets that get an interval.", "",
        "| design | figure | " + " | ".join(f"n = {n}" for n in SIZES) + " |", "|---|---|" + "---|" * len(SIZES),
    ]  # fmt: skip
    for design in DESIGNS:
        generator = np.random.default_rng(7)
        whole = measure(drawn(generator, POPULATION, design), 0)
        true = {"raw": whole.raw, "alpha": whole.krippendorff_alpha["nominal"], "AC1": whole.gwet_ac1}
        held: dict[tuple[str, int], list[bool]] = {}
        for n in SIZES:
            for _ in range(REPEATS):
                found = measure(drawn(generator, n, design))
                figures = {
                    "raw": found.raw, "alpha": found.krippendorff_alpha["nominal"], "AC1": found.gwet_ac1
                }  # fmt: skip
                for name, figure in figures.items():
                    cell = held.setdefault((name, n), [])
                    if figure.low is not None and figure.high is not None:
                        cell.append(figure.low <= (true[name].value or 0.0) <= figure.high)
        for name in true:
            cells = [
                f"{np.mean(cell):.2f} ({len(cell) / REPEATS:.0%})" if (cell := held[name, n]) else "none"
                for n in SIZES
            ]
            lines.append(f"| {design[0]} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measures and writes the tables."""
    if "--coverage" in sys.argv:
        text = coverage()
        print(text)
        results.replace("agreement-coverage", text)
        return
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
