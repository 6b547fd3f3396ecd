"""Plants one flaw of a kind into forty sound questions each, and counts what lint finds of it.

    python benchmarks/planted.py        into RESULTS.md

Only kinds that a program can plant: a flaw of words or form. What needs a reader (a second right option, an ignored exception) is planted
by hand in `question-flaws.jsonl`. The sound questions are those of its last three sets; the same question without the flaw is the control.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import results
from curation.checks import lint_records
from curation.pipeline.provisions import rules_of
from curation.stats.intervals import wilson

FLAWS = Path(__file__).with_name("question-flaws.jsonl")
SETS = (14, 15, 16)
N = 40
Question = dict[str, Any]
CITED = re.compile(r" (?:under|in|of|by) (?:the )?(?:section|rule|regulation|clause|article|point|paragraph|chapter)\b[^?]*\?$", re.I)  # fmt: skip


def _wrong(row: Question) -> int:
    """The place of the first wrong option."""
    return 0 if row["answer"] != "A" else 1


def _with_option(row: Question, text: str) -> Question:
    options = list(row["options"])
    options[_wrong(row)] = text
    return row | {"options": options}


def _key(row: Question) -> str:
    return str(row["options"]["ABCD".index(row["answer"])])


def repeated(row: Question) -> Question | None:
    return row | {"options": [f"The provision lays down that the answer is {o[0].lower()}{o[1:]}" for o in row["options"]]}  # fmt: skip


def dangling(row: Question) -> Question | None:
    stem = CITED.sub(" under the preceding paragraph?", row["stem"])
    return None if stem == row["stem"] else row | {"stem": stem}


def abbreviation(row: Question) -> Question | None:
    return row | {"stem": row["stem"].rstrip("?") + ", as far as the QVRB is concerned?"}


def contradicted(row: Question) -> Question | None:
    return row | {"explanation": f"Option {'ABCD'[_wrong(row)]} is correct, since the provision says so in its first words."}  # fmt: skip


def double(row: Question) -> Question | None:
    return row | {"stem": row["stem"].rstrip("?") + ", and who has to be told of it?"}


def dressed(row: Question) -> Question | None:
    story = "The town has an old harbour and three bakeries. Its brass band won a cup in spring, and the trumpeter moved away. A film about lighthouses was shown on Sunday. "
    return row | {"stem": story + row["stem"]}


def other_units(row: Question) -> Question | None:
    match = re.fullmatch(r"(\d{1,2}) (day|hour|week)s?", _key(row).strip())
    if match is None:
        return None
    factor, unit = {"day": (24, "hours"), "hour": (60, "minutes"), "week": (7, "days")}[match[2]]
    return _with_option(row, f"{int(match[1]) * factor} {unit}")


def heterogeneous(row: Question) -> Question | None:
    return _with_option(row, "14 days") if not re.search(r"\d", " ".join(row["options"])) else None


def opposite(row: Question) -> Question | None:
    key = _key(row)
    denied = re.sub(r"\b(is|are|may|must|shall|has to)\b", r"\1 not", key, count=1)
    return None if denied == key else _with_option(row, denied)


def unfocused(row: Question) -> Question | None:
    cited = re.search(r"(?:section|rule|regulation|clause|article|point) [^?]*", row["stem"], re.I)
    return row | {"stem": f"What about {cited[0].strip()}?"} if cited else None


KINDS: Mapping[str, Callable[[Question], Question | None]] = {
    "repeated-words": repeated, "dangling-reference": dangling, "undefined-abbreviation": abbreviation,
    "explanation-contradicts-key": contradicted, "double-barrelled": double, "window-dressing": dressed,
    "same-in-other-units": other_units, "heterogeneous-options": heterogeneous, "opposites": opposite, "unfocused": unfocused,
}  # fmt: skip


def warned(rows: list[Question]) -> set[str]:
    items = [row | {"id": str(i), "language": "en"} for i, row in enumerate(rows)]
    found = lint_records(items, read_rules=rules_of)
    return {f.candidate for f in found if f.severity != "info" and f.check not in ("item-duplicate", "stem-conflict")}  # fmt: skip


def main() -> None:
    kept = [json.loads(line) for line in FLAWS.read_text("utf-8").splitlines()]
    sound = [{k: v for k, v in one.items() if k not in ("set", "flaw")} for one in kept if one["set"] in SETS and not one["flaw"]]  # fmt: skip
    lines = []
    for kind, plant in KINDS.items():
        pairs = [(row, flawed) for row in sound if (flawed := plant(row)) is not None][:N]
        if not pairs:
            continue
        told = [len(warned([pair[side] for pair in pairs])) for side in (1, 0)]
        rates = [wilson(k, len(pairs)) for k in told]
        lines.append((kind, len(pairs), *(f"{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]" for rate in rates)))  # fmt: skip
    note = "One flaw planted by a program into up to forty sound questions a kind, and the same questions without it. First run, after which one kind was mended (double-barrelled, 28/40 = 0.70 [0.55, 0.82] at first: a question for yes or no before the second one); the sound questions were at hand when the checks were mended, the planted words were not."
    results.write("question-flaws-planted", "python benchmarks/planted.py", ("kind", "n", "with the flaw warned of", "without"), lines, note)  # fmt: skip


if __name__ == "__main__":
    main()
