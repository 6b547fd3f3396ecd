"""Which share of the clauses that rules call normative is parsed whole, by document, and why the others are not.

    python benchmarks/rules_parsed.py FILE… [--write]

A clause is normative here when a rule says so (obligation, prohibition, permission, recommendation, exemption), so that what no rule
sees is not counted; `rules_two_readers.py` counts against readers. It is parsed when a rule of its own, or the rule that it is an
element of, lacks no part and is as sure as an item needs.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import results
from curation import rules
from curation.core.records import Rule
from curation.readers import clauses_of_file
from rules_two_readers import BOUND, NORMATIVE

from rules import share

Row = tuple[str, int, int, str, str]
NOTE = """A clause without a rule is not counted. The documents are ten acts and regulations of the twelfth and thirteenth draw, of which only the
clauses of those draws had been looked at (`origin` in `gold/rules-two-readers.jsonl`: Indian mines rules and rescue rules, six Canadian
acts, two Irish acts). Of the fifteen acts of the sixth draw 612 of 719 [.82, .88] were parsed at their first reading, and 645 of 714 [.88, .92]
after what 60 of their clauses showed was mended."""


def measured(path: Path) -> tuple[int, Counter[str]]:
    """The number of clauses of a document, and of its normative clauses how many are `parsed` and how many lack what."""
    clauses = clauses_of_file(path)
    found = rules.extract(clauses)
    known = rules.modalities(found)
    here: dict[str, list[Rule]] = defaultdict(list)
    for rule in found:
        for clause in {rule.id.rpartition("!")[0], *(element.clause for element in rule.elements)}:
            here[clause].append(rule)
    told: Counter[str] = Counter()
    for clause, modality in known.items():
        if modality in NORMATIVE:
            told[_why(here[clause])] += 1
    return len(clauses), told


def _why(found: list[Rule]) -> str:
    normative = [rule for rule in found if rule.modality in NORMATIVE]
    whole = [rule for rule in normative if not rule.unparsed]
    if not whole:
        return normative[0].unparsed[0] if normative else "part of another rule"
    return "parsed" if max(rule.certainty for rule in whole) >= BOUND else f"certainty below {BOUND}"


def row(name: str, clauses: int, told: Counter[str]) -> Row:
    """One line of the table."""
    lacking = ", ".join(f"{why} {count}" for why, count in told.most_common() if why != "parsed")
    return name, clauses, told.total(), share(told["parsed"], told.total()), lacking or "–"


def main() -> None:
    """Prints the table, and writes it to RESULTS.md with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows: list[Row] = []
    total: Counter[str] = Counter()
    for path in args.files:
        clauses, told = measured(path)
        total += told
        rows.append(row(path.name, clauses, told))
    rows.append(row("all", sum(each[1] for each in rows), total))
    for each in rows:
        print(" | ".join(map(str, each)))
    if args.write:
        header = ("document", "clauses", "normative", "parsed", "not parsed, and why")
        results.write("rules-parsed", "python benchmarks/rules_parsed.py FILE… --write", header, rows, NOTE)


if __name__ == "__main__":
    main()
