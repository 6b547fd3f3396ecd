"""How fast the item checks are, and how often they fire on expert-verified questions.

    python benchmarks/checks.py [QUESTIONS.jsonl]
    python benchmarks/checks.py flaws          planted flaws of questions that lint finds, and sound questions that it warns of

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
from curation.pipeline.provisions import rules_of
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


FLAWS = Path(__file__).with_name("question-flaws.jsonl")
NOTE = (
    "Each set was written by another blind writer, who knew the kinds of flaw and no check: 40 questions with one planted flaw each and 30 sound ones (40 in sets 6 to 13), over provisions of "
    "their own. Sets 8 to 10 are half of laboratory knowledge without a provision and half of law, with explanations of 150 words, and each planted question is a copy of a sound one with one flaw. "
    "Sets 11 to 13 have the seventeen kinds of checks that are asked for, two or three of each, and a provision with every question; the checks as they were before that day's work find 25/40, 27/40 and 24/40 of them and warn of 3/40, 1/40 and 4/40. The checks as they were before the day of sets 8 and 9 find 17/40 and warn of 1/40 of set 8, and 16/40 and 2/40 of set 9. Set 14 holds the six kinds that were found least (exceptions ignored, a second or no right option, keys that cannot be derived, absurd bearers, clang) and was written for tuning; sets 15 and 16 have the seventeen kinds evenly. Set 16 was written beside the mends for 14 and 15 and scored once after them; the checks as they were before find 27/40 of it and warn of 6/40. First scores, each before the checks were changed for its set, with the provision given: FIRST The table is a training score of them all. CPU time of lint, one shared machine, same hour: the first thirteen sets 4.8 s (6.0 s before the mends for speed, 4.2 s before the checks for sets 11 to 13), 2,000 invented questions 5.4 s (8.9 s, 5.9 s). Tried and dropped: an option of which the explanation alone does not speak (3 of 23 second right options, 8 of 430 sound), an option that a parsed ban or duty says whole (0 of 10, 4 of 116). Without the provision, flaws "
    "that only it shows (no right option, a second right option, an ignored exception) are not found."
)
FIRST = {
    1: (18, 11),
    2: (21, 7),
    3: (27, 4),
    4: (27, 3),
    5: (28, 4),
    6: (25, 4),
    7: (25, 6),
    8: (21, 4),
    9: (21, 4),
    10: (24, 6),
    11: (25, 5),
    12: (31, 4),
    13: (27, 5),
    14: (16, 5),
    15: (26, 7),
    16: (28, 8),
}
"""By set, how many of the planted and of the sound questions were warned of at the first run."""


def flaws() -> None:
    """Puts into RESULTS.md what lint finds at warn or error among questions with a planted flaw and among sound ones."""
    kept = [json.loads(line) for line in FLAWS.read_text("utf-8").splitlines()]
    lines, kinds = [], Counter[str]()
    found_kinds = Counter[str]()
    for number in sorted({one["set"] for one in kept}):
        rows = [one for one in kept if one["set"] == number]
        for given in ("with", "without"):
            items = [
                {
                    k: v
                    for k, v in one.items()
                    if k not in ("set", "flaw") and (given == "with" or k != "provision")
                }
                | {"id": str(i), "language": "en"}
                for i, one in enumerate(rows)
            ]
            # Of sets 8 to 10 each planted question is a copy of a sound one, which is no flaw to be found.
            told = {
                f.candidate
                for f in lint_records(items, read_rules=rules_of)
                if f.severity in ("warn", "error") and f.check not in ("item-duplicate", "stem-conflict")
            }
            if given == "with":
                kinds.update(one["flaw"] for one in rows if one["flaw"])
                found_kinds.update(
                    one["flaw"] for i, one in enumerate(rows) if one["flaw"] and str(i) in told
                )
            for name, planted in (("planted", True), ("sound", False)):
                of = [str(i) for i, one in enumerate(rows) if bool(one["flaw"]) == planted]
                rate = wilson(sum(i in told for i in of), len(of))
                lines.append(
                    (number, given, name, len(of), f"{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]")
                )
    told_first = "; ".join(
        f"set {n} {told_of(a, sum(one['set'] == n and bool(one['flaw']) for one in kept))} and {told_of(b, sum(one['set'] == n and not one['flaw'] for one in kept))}"
        for n, (a, b) in FIRST.items()
    )
    missed = ", ".join(
        f"{kind} {kinds[kind] - found_kinds[kind]}/{kinds[kind]}"
        for kind in sorted(kinds)
        if found_kinds[kind] < kinds[kind]
    )
    note = NOTE.replace("FIRST", f"{told_first}.") + f" Not found, with the provision: {missed}."
    results.write(
        "question-flaws",
        "python benchmarks/checks.py flaws",
        ("set", "provision", "questions", "n", "warned of"),
        lines,
        note,
    )


def told_of(k: int, n: int) -> str:
    """A share with its interval, as the notes print it."""
    rate = wilson(k, n)
    return f"{k}/{n} ({rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}])"


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
        warned = {f.candidate for f in findings if f.severity != "info" and f.candidate}
        lines += [
            f"Items with an error among {len(records)} expert-verified questions: {wilson(len(wrong), len(records))}; "
            f"with a warning or an error: {wilson(len(warned), len(records))}. The checks were adjusted with these questions at hand, so this is a training score.",
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
    if sys.argv[1:] == ["flaws"]:
        flaws()
    else:
        main()
