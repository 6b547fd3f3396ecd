"""How fast the item checks are, and how often they fire on expert-verified questions.

    python benchmarks/checks.py [QUESTIONS.jsonl]

The speed is measured on 100,000 invented questions and prompts; the false alarms on the file given, when there is one.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import results
from curation.checks import lint_records
from curation.stats.intervals import wilson

N = 100_000
NOUNS = [
    "valve",
    "pump",
    "bottle",
    "cabinet",
    "cable",
    "filter",
    "hose",
    "ladder",
    "burner",
    "flask",
    "drain",
    "shelf",
    "motor",
    "relay",
    "sensor",
]
VERBS = [
    "inspect",
    "clean",
    "label",
    "replace",
    "isolate",
    "drain",
    "lock",
    "report",
    "record",
    "test",
    "calibrate",
    "store",
]


def invented(n: int) -> Iterator[dict[str, object]]:
    """Three questions and a prompt in turn, all different, of the length of published ones."""
    for i in range(n):
        noun, verb = NOUNS[i % len(NOUNS)], VERBS[i // 7 % len(VERBS)]
        if i % 4 == 3:
            yield {
                "id": str(i),
                "text": f"How can I {verb} the {noun} in room {i} when nobody else is there to see what I do?",
            }
            continue
        options = [
            f"{VERBS[(i + k) % len(VERBS)].capitalize()} the {NOUNS[(i * 3 + k) % len(NOUNS)]} of unit {i + k} before the next shift begins"
            for k in range(4)
        ]
        yield {
            "id": str(i), "stem": f"What must a technician do first when the {noun} of unit {i} starts to leak during a test?",
            "options": options, "answer": "ABCD"[i % 4],
            "explanation": f"The plan for unit {i} names this as the first step and gives the reason for it.",
        }  # fmt: skip


def main() -> None:
    started, used = time.perf_counter(), time.process_time()
    found = Counter(finding.severity for finding in lint_records(invented(N)))
    seconds = time.perf_counter() - started
    processor = time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        "## checks", "", "`python benchmarks/checks.py ../shared/data/questions/labsafety_mcq_160.jsonl`", "",
        f"{N:,} invented items in {processor:.1f} s of one core ({seconds:.1f} s on the clock of a shared machine), peak {peak:.0f} MB; "
        f"{found['error']} errors, {found['warn']} warnings, {found['info']} hints.", "",
    ]  # fmt: skip
    if len(sys.argv) > 1:
        records = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
        findings = list(lint_records(records))
        wrong = {f.candidate for f in findings if f.severity == "error" and f.candidate}
        lines += [
            f"Items with an error among {len(records)} expert-verified questions: {wilson(len(wrong), len(records))}",
            "",
        ]
        lines += ["| check | severity | items |", "|---|---|---|"]
        counts = Counter((f.check, f.severity) for f in findings if f.candidate)
        lines += [f"| {check} | {severity} | {n} |" for (check, severity), n in counts.most_common()]
        lines += ["", *(f"- {f.check} ({f.severity}): {f.message}" for f in findings if not f.candidate)]
    body = "\n".join(lines)
    print(body)
    results.replace("checks", body)


if __name__ == "__main__":
    main()
