"""What the options alone give away of all template questions of a set of documents, and how many questions there are.

    python benchmarks/generation/leak.py DATA

DATA is a folder with the documents of sample.DRAWS. The baseline never sees a stem; chance is 0.25.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from curation.checks.dataset_checks import key_positions
from curation.checks.option_baseline import option_only
from curation.core.records import Candidate

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from results import write  # noqa: E402
from sample import DRAWS, questions  # noqa: E402


def line(name: str, items: list[Candidate]) -> list[str]:
    """Kind, number of questions, accuracy without the stem for three seeds of the folds, p-value of the key positions."""
    options, answers = [c.options for c in items], [c.answer or 0 for c in items]
    found = [option_only(options, answers, seed).rate for seed in range(3)]
    positions = key_positions(Counter((len(o), a) for o, a in zip(options, answers, strict=True)))
    others = ", ".join(f"{rate.value:.3f}" for rate in found[1:] if rate.value is not None)
    return [name, str(len(items)), str(found[0]), others, "" if positions is None else f"{positions[1]:.2f}"]


def main() -> None:
    data = Path(sys.argv[1])
    made: list[Candidate] = []
    counts: list[str] = []
    for name in sorted({name for names in DRAWS.values() for name in names}):
        found, clauses = questions(data, name)
        made += found
        counts.append(f"{name} {len(found)} of {clauses}")
    kinds = sorted({c.origin.template for c in made})
    rows = [line("all", made)]
    rows += [line(kind, [c for c in made if c.origin.template == kind]) for kind in kinds if kind != "list"]
    note = (
        "Questions of clauses: "
        + "; ".join(counts)
        + ". Questions of different kinds about one clause are counted each."
    )
    head = ("kind", "questions", "key found from the options alone", "two other seeds", "key positions, p")
    write("generation-leak", "python benchmarks/generation/leak.py ../shared/data/regs", head, rows, note)


if __name__ == "__main__":
    main()
