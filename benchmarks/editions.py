"""Editions compared: F1 by kind of change against recorded differences, and how long two large editions take.

    python benchmarks/editions.py [--data ../shared/data/regs] [--show]

The recorded differences name items of lists only, so only those are scored; `unchanged` is same, renumbered or moved here. Those of the
company policies were made by a machine (equal text, then greedy character similarity of 0.6 or more) and nobody has checked them: what
differs there is a difference of method as often as a mistake. The run needs the folder of documents and says so where there is none.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import Any

import results
from curation.core.digests import text_digest
from curation.core.records import Clause
from curation.editions.comparison import Change, compare, summary
from curation.readers import clauses_of_file, parse_file
from structure import HERE, loose

Pairs = set[tuple[str, str]]
KINDS = ("unchanged", "modified", "removed", "added")
LLAMA = "meta_{}_use_policy.md"


def f1(found: set[Any], gold: set[Any]) -> str:
    """F1 with the counts it rests on: right, found, in the gold; `-` when there is nothing to find and nothing found."""
    if not found and not gold:
        return "- (0, 0, 0)"
    right = len(found & gold)
    return f"{2 * right / (len(found) + len(gold)):.3f} ({right}, {len(found)}, {len(gold)})"


def by_gold(path: Path, gold: Path) -> dict[str, str]:
    """Identifier in the gold by our own, the items matched by their text in order."""
    units = json.loads(gold.read_text("utf-8")).get("units", [])
    free: dict[str, list[str]] = {}
    for unit in units:
        if unit.get("text") and unit["id"].rpartition("__")[2].startswith("item"):
            free.setdefault(loose(unit["text"]), []).append(unit["id"])
    out: dict[str, str] = {}
    for clause in clauses_of_file(path):
        if clause.kind == "item" and (ids := free.get(loose(clause.text))):
            out[clause.eid] = ids.pop(0)
    return out


def sorted_out(changes: list[Change], old: dict[str, str], new: dict[str, str]) -> dict[str, set[Any]]:
    """The changes of items by the kinds of the gold, in the identifiers of the gold."""
    out: dict[str, set[Any]] = {kind: set() for kind in KINDS}
    for change in changes:
        a = [old[e] for e in change.old if e in old]
        b = [new[e] for e in change.new if e in new]
        if change.kind in ("same", "renumbered", "moved"):
            out["unchanged"] |= {(x, y) for x in a for y in b}
        elif change.kind in ("modified", "split", "merged"):
            out["modified"] |= {(x, y) for x in a for y in b}
        elif change.kind == "deleted":
            out["removed"] |= set(a)
        else:
            out["added"] |= set(b)
    return out


def expected(diff: dict[str, Any], old: dict[str, str], new: dict[str, str]) -> dict[str, set[Any]]:
    """The gold by kind; its unchanged pairs are only counted, so they are those items left over that stand in both."""
    modified = {(a, b) for a, b, _ in diff["modified"]}
    return {"modified": modified, "removed": set(diff["removed"]), "added": set(diff["added"])}


def score(data: Path, show: bool) -> list[str]:
    """A row of the table for each pair of editions with gold."""
    rows = []
    for source in ("diff_meta_llama_use_policy", "diff_company_policies"):
        gold = json.loads((data / "gold" / f"{source}.json").read_text("utf-8"))["diffs"]
        for pair, diff in gold.items():
            names = [LLAMA.format(n) if n.startswith("llama") else f"{n}.html" for n in pair.split("->")]
            paths = [data / name for name in names]
            old, new = (by_gold(p, data / "gold" / f"{p.stem}.gold.json") for p in paths)
            changes = compare(clauses_of_file(paths[0]), clauses_of_file(paths[1]))
            found, want = sorted_out(changes, old, new), expected(diff, old, new)
            unchanged = diff.get("unchanged", len(old) - len(want["modified"]) - len(want["removed"]))
            cells = [f1(found[kind], want[kind]) for kind in KINDS[1:]]
            rows.append(
                f"| {pair.replace('_usage_policies', '').replace('_usage_policy', '')} | {len(found['unchanged'])} of {unchanged} | {' | '.join(cells)} |"
            )
            if show:
                for kind in KINDS[1:]:
                    print(
                        pair,
                        kind,
                        "too much",
                        sorted(found[kind] - want[kind]),
                        "missing",
                        sorted(want[kind] - found[kind]),
                    )
    return rows


def title_one(data: Path) -> list[str]:
    """What changed between three printings of title 1 of the eCFR, in which nothing of substance did."""
    out = []
    names = ("us_ecfr_title1_2024_before.xml", "us_ecfr_title1_2024_after.xml", "us_ecfr_title1_2025_api.xml")
    for a, b in pairwise(names):
        started = time.perf_counter()
        counts = summary(compare(clauses_of_file(data / a), clauses_of_file(data / b)))
        shown = ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
        out.append(f"- {a} → {b}: {shown} ({time.perf_counter() - started:.1f} s with reading)")
    a, b = "de_gefstoffv_2010_at_2012.md", "de_gefstoffv_2010_at_2022.md"
    counts = summary(compare(clauses_of_file(data / a), clauses_of_file(data / b)))
    out.append(f"- {a} → {b} (no gold): " + ", ".join(f"{n} {kind}" for kind, n in counts.items() if n))
    whole = [parse_file(data / name, "whole") for name in names[1:]]
    hashes = [{c.eid: c.sha256 for c in r.clauses if c.kind == "section"} for r in whole]
    out.append(
        f"- sections of title 1 with the same hash from bulk and API: {sum(hashes[1].get(e) == h for e, h in hashes[0].items())} of {len(hashes[0])}"
    )
    return out


def made_up(n: int, seed: int) -> tuple[list[Clause], list[Clause]]:
    """Two editions of `n` clauses of made-up words: one in ten changed, moved or gone."""
    rng = random.Random(seed)
    words = [f"w{rng.randrange(10**6)}" for _ in range(5000)]
    texts = [" ".join(rng.choices(words, k=rng.randrange(8, 60))) for _ in range(n)]
    later = list(texts)
    for place in rng.sample(range(n), n // 20):
        parts = later[place].split(" ")
        parts[rng.randrange(len(parts))] = "changed"
        later[place] = " ".join(parts)
    for place in rng.sample(range(n), n // 40):
        later[place] = " ".join(rng.choices(words, k=20))
    return [_clause(i, t) for i, t in enumerate(texts)], [
        _clause(i, t) for i, t in enumerate(later[n // 40 :] + later[: n // 40])
    ]


def _clause(order: int, text: str) -> Clause:
    return Clause(
        id=f"d@1#para_{order}", document="d", edition="1", eid=f"para_{order}", kind="paragraph", citation="", path=[], marker="", text=text,
        start=0, end=len(text), sha256=text_digest(text),
    )  # fmt: skip


def large(n: int) -> str:
    """Seconds and memory for two editions of `n` clauses, one random and one in which every clause changed a little."""
    old, new = made_up(n, 1)
    out = []
    for name, later in (
        ("one in ten changed", new),
        ("every clause changed", [_clause(i, re.sub(r"^\S+", "other", c.text)) for i, c in enumerate(old)]),
    ):
        started = time.perf_counter()
        counts = summary(compare(old, later))
        seconds = time.perf_counter() - started
        tracemalloc.start()
        compare(old, later)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        out.append(
            f"- {n:,} x {n:,} clauses, {name}: {seconds:.1f} s, {peak:.0f} MB; "
            + ", ".join(f"{k} {v}" for v, k in counts.items() if k)
        )
    return "\n".join(out)


def main() -> None:
    """Prints the table and writes it to RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "regs")
    options.add_argument("--show", action="store_true")
    options.add_argument("--clauses", type=int, default=10_000)
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    if not given.data.is_dir():
        raise SystemExit(f"{given.data} is not there: give the folder of documents with --data")
    head = "| editions | unchanged | modified: F1 (right, found, gold) | removed | added |\n|---|---|---|---|---|"
    text = "\n".join([head, *score(given.data, given.show), "", *title_one(given.data), large(given.clauses)])
    print(text)
    if given.print_only:
        return
    results.replace(
        "editions",
        "## editions\n\n`python benchmarks/editions.py`: items only; the gold of the company policies is a machine's, unchecked.\n\n"
        + text,
    )


if __name__ == "__main__":
    main()
