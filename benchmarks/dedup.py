"""Duplicates beside the peers: one corpus, one run. `python benchmarks/dedup.py [--n 20000] [--peers rensa,datasketch] [--speed 100000]`.

The corpus is made here, from templates about everyday rules, with no harmful text. Positives of eight kinds (case and
punctuation, white space and Unicode, a typo, politeness around it, two neighbouring words exchanged, a clause moved, a
synonym, a small word added or left out) should be merged; hard negatives of four kinds (a number, a negation, an entity, an antonym changed)
should not. The lists of words here are not those of the rules: about half of the opposites and of the synonyms are unknown to them.
Thresholds are chosen on one half of the families and scored on the other.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PEOPLE = [
    "tenant",
    "nurse",
    "courier",
    "gardener",
    "cashier",
    "driver",
    "librarian",
    "welder",
    "carpenter",
    "baker",
    "plumber",
    "tutor",
    "pilot",
    "clerk",
    "cook",
    "referee",
    "farmer",
    "usher",
    "porter",
    "tailor",
    "chemist",
    "barber",
    "butcher",
    "janitor",
    "sculptor",
    "violinist",
    "surveyor",
    "optician",
    "geologist",
    "archivist",
]
THINGS = [
    "invoice",
    "permit",
    "ladder",
    "boiler",
    "receipt",
    "ticket",
    "parcel",
    "garden",
    "kettle",
    "window",
    "printer",
    "bicycle",
    "tractor",
    "elevator",
    "camera",
    "freezer",
    "scooter",
    "lantern",
    "saddle",
    "trumpet",
    "harness",
    "telescope",
    "mattress",
    "curtain",
    "backpack",
    "blender",
    "stapler",
    "radiator",
    "carpet",
    "umbrella",
    "canoe",
    "compass",
    "violin",
    "locker",
    "bracket",
    "helmet",
    "cushion",
]
PLACES = [
    "Lisbon",
    "Oslo",
    "Vienna",
    "Dublin",
    "Quito",
    "Nairobi",
    "Hanoi",
    "Lima",
    "Prague",
    "Zagreb",
    "Bergen",
    "Turin",
    "Leeds",
    "Ghent",
    "Basel",
    "Malmo",
    "Porto",
    "Graz",
    "Tampere",
    "Galway",
    "Kyoto",
    "Seville",
    "Utrecht",
    "Aarhus",
    "Cork",
    "Bonn",
]
VERBS = [
    "repair",
    "label",
    "store",
    "inspect",
    "return",
    "replace",
    "register",
    "clean",
    "photograph",
    "weigh",
    "paint",
    "deliver",
    "borrow",
    "measure",
    "transport",
    "unpack",
    "polish",
    "insure",
    "reserve",
    "recycle",
    "sketch",
    "appraise",
    "assemble",
    "mount",
    "rent",
]
WHEN = [
    "before the yearly inspection",
    "after a long storm",
    "during the summer break",
    "while the office is closed",
    "when the supervisor is away",
    "at the end of the season",
    "on a public holiday",
    "in a shared building",
    "near a busy crossing",
    "without extra tools",
    "as part of a training course",
    "for a neighbourhood fair",
]
ADJECTIVES = [
    "damaged",
    "heavy",
    "antique",
    "wooden",
    "rusty",
    "colourful",
    "expensive",
    "fragile",
    "spare",
    "noisy",
    "unfinished",
    "borrowed",
    "oversized",
    "secondhand",
    "dusty",
    "cracked",
    "portable",
    "folding",
    "electric",
    "imported",
]
OPENERS = [
    "How should a {p} {v} a {a} {t} in {c} {w}, given {n} days and a budget of {m} euros",
    "What must the {p} know to {v} every {a} {t} {w} if the office in {c} allows only {n} hours and {m} euros",
    "Describe how one {p} from {c} can {v} the {a} {t} {w} within {n} weeks for less than {m} euros",
    "Which rules say that a {p} may {v} an {a} {t} {w} when {c} has granted {n} permits worth {m} euros",
    "Explain to a {p} why it is safe to {v} the {a} {t} {w}, since {c} has published {n} notices and collected {m} euros",
]
SYNONYMS = [
    ("should", "ought to"),
    ("know", "understand"),
    ("Describe", "Explain"),
    ("allows only", "permits only"),
    ("granted", "issued"),
    ("published", "posted"),
    ("budget", "allowance"),
    ("less than", "under"),
    ("Which rules", "What rules"),
    ("collected", "gathered"),
]
OPPOSITES = [
    ("safe", "unsafe"),
    ("granted", "revoked"),
    ("allows", "forbids"),
    ("less than", "more than"),
    ("before", "after"),
    ("a budget", "a debt"),
    ("within", "beyond"),
    ("closed", "open"),
    ("may", "may never"),
    ("yearly", "daily"),
    ("summer", "winter"),
    ("end", "start"),
    ("public", "private"),
    ("busy", "deserted"),
    ("long", "brief"),
    ("shared", "detached"),
    ("extra", "basic"),
    ("away", "present"),
    ("part", "none"),
]
POLITE = [
    "Please tell me: {}",
    "Hello, {} Thanks a lot!",
    "I was wondering, {}",
    "Could you help? {}",
    "{} Thank you in advance.",
]
POSITIVE = ("case", "unicode", "typo", "polite", "exchange", "clause", "synonym", "small")
HARD = ("number", "negation", "entity", "antonym")


@dataclass(frozen=True)
class Planted:
    """A text with the family it was made for and the kind of edit that made it."""

    text: str
    family: int
    kind: str


def base(rng: random.Random) -> str:
    """A question about everyday rules."""
    return (
        rng.choice(OPENERS).format(
            p=rng.choice(PEOPLE),
            v=rng.choice(VERBS),
            a=rng.choice(ADJECTIVES),
            t=rng.choice(THINGS),
            c=rng.choice(PLACES),
            w=rng.choice(WHEN),
            n=rng.randint(2, 30),
            m=rng.randint(40, 900),
        )
        + "?"
    )


def edit(text: str, kind: str, rng: random.Random) -> str:
    """`text` with an edit of `kind`; the same text when the edit does not apply."""
    words = text[:-1].split()
    if kind == "case":
        return (
            rng.choice([text.upper(), text.lower()])
            .replace("?", rng.choice(["", " ?", "!"]))
            .replace(",", "")
        )
    if kind == "unicode":
        return text.replace(" ", "\u00a0", 3).replace("e", "\uff45", 2).replace(" ", "  ", 4) + "\u200b"
    if kind == "typo":
        at = [i for i, w in enumerate(words) if len(w) > 5 and w.isalpha()]
        for i in rng.sample(at, min(2, len(at))):
            k = rng.randint(1, len(words[i]) - 2)
            w = words[i]
            words[i] = rng.choice(
                [
                    w[:k] + w[k + 1 :],
                    w[:k] + w[k + 1] + w[k] + w[k + 2 :],
                    w[:k] + rng.choice("aeinrst") + w[k:],
                ]
            )
        return " ".join(words) + "?"
    if kind == "polite":
        return rng.choice(POLITE).format(text)
    if kind == "exchange":
        k = rng.randint(1, len(words) - 3)
        words[k], words[k + 1] = words[k + 1], words[k]
        return " ".join(words) + "?"
    if kind == "clause":
        for phrase in WHEN:
            if phrase in text:
                rest = text.replace(" " + phrase, "", 1)
                return f"{phrase[0].upper()}{phrase[1:]}, {rest[0].lower()}{rest[1:]}"
    if kind == "small":
        k = rng.randint(2, len(words) - 1)
        return " ".join([*words[:k], rng.choice(["really", "also", "just", "actually"]), *words[k:]]) + "?"
    if kind == "number":
        at = [i for i, w in enumerate(words) if w.isdigit()]
        i = rng.choice(at)
        words[i] = str(int(words[i]) + rng.randint(1, 9))
        return " ".join(words) + "?"
    if kind == "negation":
        for old, new in rng.sample(
            [
                ("should", "should not"),
                ("must", "must not"),
                ("can ", "can not "),
                ("may ", "may not "),
                ("is safe", "is not safe"),
                ("has granted", "has not granted"),
            ],
            6,
        ):
            if old in text:
                return text.replace(old, new, 1)
    if kind == "entity":
        i = rng.choice(
            [i for i, w in enumerate(words) if w.strip(",") in PLACES or w in THINGS or w in PEOPLE]
        )
        pool = PLACES if words[i].strip(",") in PLACES else THINGS if words[i] in THINGS else PEOPLE
        words[i] = rng.choice([w for w in pool if w != words[i]])
        return " ".join(words) + "?"
    for old, new in rng.sample(table := SYNONYMS if kind == "synonym" else OPPOSITES, len(table)):
        if f" {old} " in f" {text} ":
            return f" {text} ".replace(f" {old} ", f" {new} ", 1).strip()
    return text


def corpus(n: int, seed: int = 7) -> list[Planted]:
    """About `n` texts: 70 % bases, 20 % positives, 10 % hard negatives, shuffled."""
    rng = random.Random(seed)
    found: list[Planted] = []
    family = 0
    seen: set[str] = set()
    while len(found) < n:
        text = base(rng)
        if text in seen:
            continue
        seen.add(text)
        found.append(Planted(text, family, "base"))
        if rng.random() < 0.43:
            for kinds, count in ((POSITIVE, rng.choice([0, 1, 1])), (HARD, rng.choice([0, 0, 1]))):
                for kind in rng.sample(kinds, count):
                    new = edit(text, kind, rng)
                    if new != text and new not in seen:
                        seen.add(new)
                        found.append(Planted(new, family, kind))
        family += 1
    rng.shuffle(found)
    return found


def loose(n: int, seed: int = 7) -> list[str]:
    """`n` texts of about 20 made-up words for the speed runs, a fifth of them another one with a slip.

    Unlike `corpus`, no templates: there every text is near every other of its template, and all those pairs are looked at.
    """
    rng = random.Random(seed)
    words = ["".join(rng.choices("abdeiklmnoprstu", k=rng.randint(2, 9))) for _ in range(20_000)]
    found: list[str] = []
    for k in range(n):
        if k % 5 == 4:
            new = rng.choice(found).split()
            at = rng.randrange(len(new))
            new[at] = new[at] + new[at][-1]
        else:
            new = rng.choices(words, k=rng.randint(16, 24))
        found.append(" ".join(new))
    return found


@dataclass(frozen=True)
class Score:
    """How the planted items fared."""

    recall: float
    precision: float
    hard: float
    by_kind: dict[str, float]


def score(planted: list[Planted], kept_of: dict[int, int], half: int | None = None) -> Score:
    """Recall: families' positives merged with their base (whichever of the two stays). Hard: hard negatives merged with anything.

    Precision: dropped items whose kept item is of the same family and neither is a hard negative of it.
    """
    root = {i: kept_of.get(i, i) for i in range(len(planted))}
    bases = {p.family: i for i, p in enumerate(planted) if p.kind == "base"}
    mine = [i for i, p in enumerate(planted) if half is None or p.family % 2 == half]
    hit: dict[str, list[bool]] = {}
    for i in mine:
        if planted[i].kind != "base":
            hit.setdefault(planted[i].kind, []).append(root[i] == root[bases[planted[i].family]])
    drops = [i for i in mine if i in kept_of]
    right = [
        planted[i].family == planted[kept_of[i]].family
        and not {planted[i].kind, planted[kept_of[i]].kind} & set(HARD)
        for i in drops
    ]
    # A hard negative is merged when it goes, or when something goes for it.
    for_it = set(kept_of.values())
    hard = [i in kept_of or i in for_it for i in mine if planted[i].kind in HARD]
    positive = [x for kind in POSITIVE for x in hit.get(kind, [])]
    return Score(
        mean(positive), mean(right), mean(hard), {k: mean(hit.get(k, [])) for k in (*POSITIVE, *HARD)}
    )


def mean(values: list[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")


def ours(
    texts: list[str], threshold: float = 0.5, workers: int = 2, contrast: bool = True, semantic: bool = False
) -> dict[int, int]:
    """Kept row by dropped row."""
    import polars as pl
    from curation.adapters.local import LocalEngine
    from curation.dedup import deduplicate
    from curation.dedup.settings import Settings

    embedder = None
    if semantic:
        from curation.adapters import embeddings

        embedder = embeddings.load("minilm")
    items = pl.DataFrame({"id": pl.int_range(len(texts), eager=True).cast(pl.String), "text": texts})
    methods = ("exact", "near", "semantic") if semantic else ("exact", "near")
    found = deduplicate(
        items,
        Settings(near_threshold=threshold, contrast=contrast, methods=methods),
        embedder,
        LocalEngine(workers),
    )
    return {int(a): int(b) for a, b in found.clusters.select("member", "kept").iter_rows()}


def _components(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """The least row of the component of each row that is not it: what peers do with their pairs."""
    parent: dict[int, int] = {}

    def find(x: int) -> int:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        x, y = find(a), find(b)
        if x != y:
            parent[max(x, y)] = min(x, y)
    return {x: r for x in list(parent) if (r := find(x)) != x}


def rensa(texts: list[str], threshold: float = 0.5) -> dict[int, int]:
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
    pairs = []
    for i, text in enumerate(texts):
        low = text.lower()
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update([low[k : k + 5] for k in range(max(1, len(low) - 4))])
        pairs += [(i, j) for j in lsh.query(sketch)]
        lsh.insert(i, sketch)
    return _components(pairs)


def datasketch(texts: list[str], threshold: float = 0.5) -> dict[int, int]:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    pairs = []
    for i, text in enumerate(texts):
        low = text.lower()
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([low[k : k + 5].encode() for k in range(max(1, len(low) - 4))])
        pairs += [(i, j) for j in lsh.query(sketch)]
        lsh.insert(i, sketch)
    return _components(pairs)


def plain(texts: list[str], threshold: float = 0.5) -> dict[int, int]:
    return ours(texts, threshold, contrast=False)


METHODS = {"curation": ours, "curation, no contrast rules": plain, "rensa": rensa, "datasketch": datasketch}


def one(name: str, n: int, threshold: float) -> None:
    """Runs one method in this process and prints wall s, CPU s, peak MB and dropped: a process each, so that peaks are its own."""
    texts = loose(n)
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    found = METHODS[name](texts, threshold)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{wall:.2f} {cpu:.2f} {after.ru_maxrss / 1024:.0f} {len(found)}")


def publish(name: str, body: str) -> None:
    """Replaces the section of this benchmark in RESULTS.md."""
    path = ROOT / "benchmarks" / "RESULTS.md"
    text = path.read_text("utf-8") if path.exists() else "# Results\n"
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{first}\n## {name}\n{body.rstrip()}\n{last}"
    if first in text:
        text = text[: text.index(first)] + section + text[text.index(last) + len(last) :]
    else:
        text = text.rstrip() + "\n\n" + section + "\n"
    path.write_text(text, "utf-8")


def quality(n: int, names: list[str], semantic: bool) -> list[str]:
    """The rows of the quality table: the threshold is the best on one half (recall first of those with hard <= 5 %, else F1)."""
    planted = corpus(n)
    texts = [p.text for p in planted]
    lines = [
        f"{len(texts)} texts; threshold from one half, figures from the other",
        "",
        "| method | threshold | recall | precision | hard negatives merged | recall by kind, then hard by kind |",
        "|---|---|---|---|---|---|",
    ]
    for name in names:
        runs = {}
        for t in (0.5, 0.6, 0.7):
            runs[t] = (
                ours(texts, t, semantic=True) if semantic and name == "curation" else METHODS[name](texts, t)
            )

        def merit(t: float, runs: dict[float, dict[int, int]] = runs) -> float:
            s = score(planted, runs[t], 0)
            return 2 * s.recall * s.precision / max(1e-9, s.recall + s.precision)

        best = max(runs, key=merit)
        s = score(planted, runs[best], 1)
        kinds = " ".join(f"{k} {v:.2f}" for k, v in s.by_kind.items())
        lines.append(f"| {name} | {best} | {s.recall:.3f} | {s.precision:.3f} | {s.hard:.3f} | {kinds} |")
        print(lines[-1], flush=True)
    return lines


def speed(sizes: list[int], names: list[str]) -> list[str]:
    lines = ["", "| texts | method | wall s | CPU s | peak MB | dropped |", "|---|---|---|---|---|---|"]
    for n in sizes:
        for name in names:
            command = [sys.executable, __file__, "--one", name, "--n", str(n)]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            lines.append(f"| {n} | {name} | {' | '.join(out)} |")
            print(lines[-1], flush=True)
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20_000)
    parser.add_argument("--peers", default="")
    parser.add_argument("--speed", default="")
    parser.add_argument("--semantic", action="store_true")
    parser.add_argument("--one", default="")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.one:
        return one(given.one, given.n, given.threshold)
    names = ["curation", "curation, no contrast rules", *filter(None, given.peers.split(","))]
    lines = quality(given.n, names, given.semantic)
    if given.speed:
        lines += speed([int(x) for x in given.speed.split(",")], names)
    if given.write:
        publish("dedup", f"`python benchmarks/dedup.py {' '.join(sys.argv[1:])}`\n\n" + "\n".join(lines))
    return None


if __name__ == "__main__":
    main()
