"""What the template generator makes of a small act, word for word.

After a change that is meant, write the file anew: `GOLDEN=1 pytest tests/unit/generation/test_generate_golden.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

from curation.core import tables
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.settings import Settings
from generate_fixtures import CLAUSES, Tax, clause, frames, ruled

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "generation" / "small-act.txt"
TERMS = {
    "Hood": "a cabinet that draws vapour away from the person in front of it",
    "Spill": "an escape of liquid from the vessel that was meant to hold it",
    "Watch": "a period in which one trained person stays beside a running device",
    "Ledger": "a bound volume in which each receipt of goods is written down",
    "Sharps": "needles and blades and broken glass that can pierce the skin",
    "Purge": "flushing a closed line with inert gas before anyone opens it",
    "Steward": "a member of the public who volunteers at each large event",
}
PERIODS = [("buyer", 7, "a complaint"), ("seller", 30, "a refund"), ("carrier", 60, "a claim"), ("landlord", 90, "a deposit")]  # fmt: skip
DUTIES = [("employer", "stop the machine and call the owner", "a guard is missing"), ("visitor", "wait in the hall until a guide comes", "the door is shut"),
          ("contractor", "clean the tank with warm water", "the work is finished"), ("carrier", "tell the depot by radio", "a drum leaks on the road")]  # fmt: skip


def small_act():
    return [
        *CLAUSES,
        *(
            clause(f"def_{i}", f"\u2018{t}\u2019 means {m};", marker=f"({i})")
            for i, (t, m) in enumerate(TERMS.items(), 1)
        ),
        *(
            clause(f"art_{20 + i}", f"The {who} shall settle {what} in writing within {n} days.")
            for i, (who, n, what) in enumerate(PERIODS)
        ),
        *(
            clause(f"art_{30 + i}", f"If {when}, the {who} must {what}.")
            for i, (who, what, when) in enumerate(DUTIES)
        ),
    ]


def shown(one: Candidate) -> str:
    if one.kind == "prompt":
        return f"[{one.origin.template}] {one.text}\n  {one.explanation}\n"
    options = "".join(f"  {'*' if i == one.answer else '-'} {o}\n" for i, o in enumerate(one.options))
    return (
        f"[{one.origin.template}] {one.stem}\n{options}  spare: {' | '.join(one.pool)}\n  {one.explanation}\n"
    )


def test_the_small_act_gives_what_it_gave():
    result = generate(
        *frames(small_act()), "d", Settings(per_category=100), [Tax()], rules=ruled(small_act())
    )
    pieces = [shown(one) for one in tables.rows(result.candidates, Candidate)]
    pieces.append("".join(f"{clause_}: {reason}\n" for clause_, _, reason in result.skipped.iter_rows()))
    text = "\n".join(pieces)
    if os.environ.get("GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
