"""How well rules are read: modality against labels of our own, and parts against people's annotation of the EU AI Act.

    python benchmarks/rules.py --documents FOLDER [--p2t ../shared/data/rules/p2t_eu_ai_act_rules.csv] [--show] [--write]

`benchmarks/gold/rules.jsonl` holds no text: for each clause its document's file name, the digest of its own words and the
labels that one reader accepts for it (several where two readings are defensible). FOLDER holds the documents, at any depth;
those that are not there are left out and named. `draw` tells when a clause was drawn and labelled: the grammar was changed
after each draw, so figures of this script on old draws are training scores; the first score of each draw stands in RESULTS.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import results
from curation import readers, rules
from curation.core.digests import text_digest
from curation.core.records import Document, Rule
from curation.readers import clauses_of_file
from curation.rules.lists.own_words import own_words
from curation.stats.intervals import wilson

HERE = Path(__file__).resolve().parent
NOTE = """345 clauses of 31 documents (occupational and radiation safety, dangerous goods, health privacy, use policies), drawn with a seed and
labelled by one reader (a language model, not two people) before anything was shown; several labels where two readings are defensible. The grammar was changed after each
draw, so the rows below are training scores. First scores, before any change: draw 1 obligation precision 31/41, recall 27/30,
prohibition 4/6 and 3/4, other elements called a duty or a ban 11/42; draw 2: 17/18, 16/20, 13/14, 13/19, 2/43; draw 3: 31/34, 28/30,
4/5, 3/3, 4/56; draw 4: 21/22, 16/17, 11/12, 10/11, 2/38. The annotation of the EU AI Act names no exception, and names a provider where the text names nobody."""
KINDS = ("obligation", "prohibition", "permission")
Counts = dict[str, list[int]]


def share(hits: int, n: int) -> str:
    """`0.93 [0.85, 0.97] (52/56)`, the interval after Wilson; a dash for nothing."""
    if not n:
        return "–"
    rate = wilson(hits, n)
    low, high = rate.low, rate.high
    return f"{hits / n:.2f} [{low:.2f}, {high:.2f}] ({hits}/{n})"


def predictions(path: Path) -> dict[str, str]:
    """What each clause of a document does, by the digest of its own words."""
    clauses = clauses_of_file(path)
    known = rules.modalities(rules.extract(clauses))
    found: dict[str, str] = {}
    for clause in clauses:
        if (span := own_words(clause)) is not None:
            found.setdefault(text_digest(clause.text[span[0] : span[1]]), known.get(clause.id, "other"))
    return found


def scores(gold: Iterable[dict[str, object]], said: dict[str, dict[str, str]], show: bool) -> Counts:
    """Hits and totals of precision and recall by modality, and other elements called a duty or a ban."""
    counts: Counts = defaultdict(lambda: [0, 0])
    for row in gold:
        document, labels = str(row["document"]), row["labels"]
        assert isinstance(labels, list)
        got = said[document].get(str(row["sha256"]))
        if got is None:
            counts["not in the document as read"][1] += 1
            continue
        if show and got not in labels:
            print(f"{document} {row['eid']}: {got}, not {'/'.join(labels)}")
        for kind in KINDS:
            if got == kind:
                counts[f"{kind} precision"][0] += kind in labels
                counts[f"{kind} precision"][1] += 1
            if labels == [kind]:
                counts[f"{kind} recall"][0] += got == kind
                counts[f"{kind} recall"][1] += 1
        if not {"obligation", "prohibition"} & set(labels):
            counts["others called a duty or a ban"][0] += got in ("obligation", "prohibition")
            counts["others called a duty or a ban"][1] += 1
    return counts


# --- people's annotation -------------------------------------------------------------------------------------------

_WORD = re.compile(r"[a-z]{3,}")
_STOP = frozenset(
    [
        "the",
        "and",
        "for",
        "must",
        "shall",
        "org",
        "organization",
        "provider",
        "developer",
        "deployer",
        "that",
        "with",
        "its",
        "any",
        "are",
        "this",
        "which",
        "where",
        "when",
    ]
)


def tokens(text: str) -> set[str]:
    """The content words of a text."""
    return {word for word in _WORD.findall(text.lower()) if word not in _STOP}


def overlap(wanted: str, got: str) -> float:
    """The share of the wanted content words that the other text holds; 0 without any."""
    own = tokens(wanted)
    return len(own & tokens(got)) / len(own) if own else 0.0


def passages(path: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Each annotated passage with its rules."""
    by_text: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = by_text.setdefault(row["text"], [])
            if row["rule_id"] != "-":
                found.append(row)
    yield from by_text.items()


def annotated(path: Path, half: int) -> list[tuple[str, str]]:
    """Recall of rules and conditions on every second passage of the annotation."""
    counts: Counts = defaultdict(lambda: [0, 0])
    for number, (text, wanted) in enumerate(passages(path)):
        if number % 2 != half:
            continue
        document = Document(slug="passage", title="Passage", citation="P", language="en")
        found = rules.extract(readers.read(document, text.encode()))
        for row in wanted:
            _compare(row, found, counts)
    return [(name, share(*pair)) for name, pair in counts.items()]


def _words(rule: Rule) -> str:
    parts = [rule.bearer, rule.action, rule.object, rule.purpose, *rule.conditions, *rule.elements]
    return " ".join(part.text for part in parts if part is not None)


def _compare(row: dict[str, str], found: list[Rule], counts: Counts) -> None:
    demands = [rule for rule in found if rule.modality in ("obligation", "prohibition", "recommendation")]
    best = max(demands, key=lambda rule: overlap(row["requirement"], _words(rule)), default=None)
    hit = best is not None and overlap(row["requirement"], _words(best)) >= 0.5
    counts["requirement found as a duty or a ban (overlap ≥ .5)"][0] += hit
    counts["requirement found as a duty or a ban (overlap ≥ .5)"][1] += 1
    if best is None or not hit:
        return
    actor = row["scope.actor"].strip('[]" ')
    if actor in ("provider", "deployer"):
        counts["bearer found where a provider or deployer is bound"][0] += (
            best.bearer is not None and actor in best.bearer.text.lower()
        )
        counts["bearer found where a provider or deployer is bound"][1] += 1
    for condition in re.findall(r'"([^"]+)"', row["conditions"]):
        if re.match(r"(?:when|where|if|before|prior|after|until|unless)\b", condition):
            counts["conditions that begin with a conditional word"][0] += any(
                overlap(condition, part.text) >= 0.5 for part in best.conditions
            )
            counts["conditions that begin with a conditional word"][1] += 1


def main() -> None:
    """Prints the measures, and writes them to RESULTS.md with --write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=Path, default=None)
    parser.add_argument(
        "--p2t", type=Path, default=HERE.parent / "../shared/data/rules/p2t_eu_ai_act_rules.csv"
    )
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    gold = [json.loads(line) for line in (HERE / "gold" / "rules.jsonl").read_text("utf-8").splitlines()]
    places = (
        {path.name: path for path in args.documents.rglob("*") if path.is_file()} if args.documents else {}
    )
    here = sorted({row["document"] for row in gold if row["document"] in places})
    for missing in sorted({row["document"] for row in gold} - set(here)):
        print(f"left out, not in the folder: {missing}")
    said = {name: predictions(places[name]) for name in here}
    rows: list[tuple[str, str, str]] = []
    for group, chosen in (
        ("all", gold),
        *((f"draw {n}", [r for r in gold if r["draw"] == n]) for n in (1, 2, 3, 4)),
    ):
        known = [row for row in chosen if row["document"] in said]
        for name, (hits, n) in sorted(scores(known, said, args.show and group == "all").items()):
            rows.append((group, name, share(hits, n)))
    if args.p2t.is_file():
        for half, label in ((0, "EU AI Act, tuned half"), (1, "EU AI Act, other half")):
            rows += [(label, name, value) for name, value in annotated(args.p2t, half)]
    for row in rows:
        print(" | ".join(row))
    if args.write and here:
        results.write(
            "rules",
            "python benchmarks/rules.py --documents FOLDER --write",
            ("set", "measure", "value"),
            rows,
        )


if __name__ == "__main__":
    main()
