"""How many clauses that the first version called prohibitions forbid something, and rules as a reviewer sees them.

    python benchmarks/rules_polarity.py FILE… [--examples N] [--seed S]

The first version of this package told by one word what an English clause does, and handed that on to the items below it (`FIRST` is
its table). Every clause that it called a prohibition is looked at again: whether its own words, or those that it hangs below, say what
is no ban (`does not apply`, `shall not affect`, `shall not be considered`, `unless`), and what the rules say of it now. Those with such
a word that are a prohibition still are printed, to be read by a person. `--examples` prints N rules, drawn with a seed, in the words
that a reviewer gets. Nothing is written: the words are those of the document.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from curation import rules
from curation.core.records import Clause, Rule
from curation.readers import clauses_of_file
from curation.review.board.rule_words import in_words
from curation.rules.composition import SILENT
from curation.rules.lists.own_words import own_words

from rules import share

FIRST = tuple(
    (kind, re.compile(pattern, re.I | re.S))
    for kind, pattern in (
        ("definition", r"^(\(?\w{1,4}[.)]\s*)?[\u2018\u201c\"'][^\u2019\u201d\"']{1,80}[\u2019\u201d\"'](,? or [\u2018\u201c\"'][^\u2019\u201d\"']+[\u2019\u201d\"'])?\s+(means?|refers? to|includes?|has the meaning)\b|^(the term )?\W?[\w -]{2,60}\W? means\b|\bshall have the meaning\b"),
        ("prohibition", r"\b(shall|must|may|will|should|can|could|do|does) not\b|\bno (person|one|provider|deployer|operator|\w+) (shall|may|must)\b|\b(is|are|be) (strictly )?(prohibited|forbidden|banned|disallowed|not (allowed|permitted))\b|\bprohibit(s|ed)? \w+ing\b|\bcannot\b|\bcan['\u2019]t\b|\bdon['\u2019]t\b|\b(agree|undertakes?) not to\b|\bit (is|shall be) unlawful\b|\bnever\b|^(prohibited|forbidden)\b|\bprohibited (uses?|practices?|activities)\b|\brefrain from\b"),
        ("obligation", r"\b(shall|must|(is|are) (required|obliged|responsible)|has to|have to|needs? to|ensure that|will be required)\b|\brequires? (that|the)\b"),
        ("permission", r"\b(may|(is|are) (allowed|permitted|entitled|authori[sz]ed)|has the right|have the right|hereby grants?)\b"),
        ("definition", r"\b(means|refers to|is defined as)\b"),
    )
)  # fmt: skip
"""What a word of the first 600 characters said in the first version, in its order."""
NO_BAN = re.compile(
    r"\b(?:(?:do|does|shall|should|will) not (?:apply|affect|preclude|prevent|prejudice|cover|be (?:considered|deemed|regarded|required|obliged|understood|interpreted))|not (?:apply|affect|preclude)|unless|except|without prejudice)\b",
    re.I,
)
"""Words of scope, exemption or exception."""


def words_of(clause: Clause) -> str:
    """The clause's own words; empty for one without any."""
    span = own_words(clause)
    return clause.text[slice(*span)] if span is not None else ""


def first_version(clauses: Sequence[Clause]) -> dict[str, str]:
    """What the first version said of each clause, by eid: what its words say, else what was said of the clause above it."""
    said: dict[str, str] = {}
    for clause in clauses:
        head = words_of(clause)[:600]
        own = next((kind for kind, pattern in FIRST if pattern.search(head)), "other")
        said[clause.eid] = own if own != "other" or not clause.parent else said.get(clause.parent, "other")
    return said


def above(clause: Clause, known: dict[str, Clause]) -> str:
    """The words of the clauses that a clause hangs below, outermost first."""
    found: list[str] = []
    over = known.get(clause.parent or "")
    while over is not None:
        found.insert(0, "" if over.kind in SILENT else words_of(over))
        over = known.get(over.parent or "")
    return " ".join(found)


def polarity(clauses: Sequence[Clause], found: Sequence[Rule]) -> tuple[Counter[str], list[str]]:
    """Counts of the prohibitions of the first version and of the rules, and those of the rules that hold a word of no ban."""
    now, before = rules.modalities(found), first_version(clauses)
    known = {clause.eid: clause for clause in clauses}
    counts: Counter[str] = Counter()
    doubtful: list[str] = []
    for clause in clauses:
        text = words_of(clause)
        if not text or clause.kind in SILENT:
            continue
        banned, bans = before[clause.eid] == "prohibition", now.get(clause.id) == "prohibition"
        own = NO_BAN.search(text) is not None
        below = not own and NO_BAN.search(above(clause, known)) is not None
        counts["now"] += bans
        counts["first version"] += banned
        for name, holds in (("holding a word of no ban", own), ("below such a word", below)):
            counts[f"first version, {name}"] += banned and holds
            counts[f"first version, {name}, still called one"] += banned and holds and bans
        if banned and bans and (own or below):
            doubtful.append(f"{clause.citation}: {' '.join(text.split())[:300]}")
    return counts, doubtful


def main() -> None:
    """Prints the counts of each file, and rules in a reviewer's words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--seed", default="rules")
    args = parser.parse_args()
    for path in args.files:
        clauses = clauses_of_file(path)
        found = rules.extract(clauses)
        counts, doubtful = polarity(clauses, found)
        print(path.name)
        for name, count in counts.items():
            print(f"  prohibitions, {name}: {count}")
        suspect = [f"first version, {name}" for name in ("holding a word of no ban", "below such a word")]
        kept = sum(counts[f"{name}, still called one"] for name in suspect)
        print(
            f"  of those with such a word, still called one: {share(kept, sum(counts[name] for name in suspect))}"
        )
        for line in doubtful:
            print(f"    read: {line}")
        told = [rule for rule in found if rule.modality != "other"]
        random.Random(args.seed).shuffle(told)
        for rule in told[: args.examples]:
            print(f"  {rule.citation} [{rule.certainty:.2f}] {in_words(rule)[:400]}")


if __name__ == "__main__":
    main()
