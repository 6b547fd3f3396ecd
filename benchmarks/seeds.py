"""What this package makes of the work that it grew from: two published benchmarks done again with its own commands.

    python benchmarks/seeds.py ../shared/data OUT [--write]

(a) Coverage of the AIR 2024 taxonomy by real laws and policies, beside the region flags that were published with it.
(b) 160 published laboratory-safety questions, imported, checked, deduplicated, categorised and cut as a preview.
OUT keeps the two workspaces; `--write` puts the figures into docs/seeds.md. No words of a document or a question are kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import curation
import polars as pl
from curation.stats.agreement import measure
from curation.stats.intervals import wilson
from curation.stats.ratings import ratings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "seeds.md"
KINDS = {"regulation": "law", "law": "law", "policy": "policy", "framework": "framework"}
# The documents beside which the flags are laid: one edition of each, as far as they are at hand.
EU = ("eu_ai_act_2024-1689_en_oj", "gdpr_2016-679_en_oj")
CHINA = ("cn_algorithmic_recommendation_2021_zh", "cn_pipl_2021_zh", "cn_cybersecurity_law_2016_zh")
COMPANIES = (
    "anthropic_usage_policy_2025-09", "google_genai_prohibited_use_2024-05", "meta_llama3_2_use_policy",
    "xai_aup_2025-01", "deepseek_terms_2025-04_en", "mistral_terms_2024-02",
)  # fmt: skip
PUBLIC = ("us_dhs_ai_directive_2025", "us_penn_ai_policy_2026", "us_nist_ai_rmf_1.0_core")
THRESHOLD = 0.3
"""Least probability at which a clause counts for a category: the product's own threshold for proposing one."""


def run(workspace: Path, *arguments: str) -> str:
    """Standard output of a command in a workspace."""
    done = subprocess.run(
        [sys.executable, "-m", "curation", *arguments, "-w", str(workspace)], capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


# --- (a) coverage ----------------------------------------------------------------------------------------------------------------


def mapped(data: Path, out: Path) -> Path:
    """A workspace with the documents, read and mapped."""
    workspace = out / "coverage"
    if not workspace.exists():
        subprocess.run(
            [sys.executable, "-m", "curation", "init", str(workspace)], check=True, capture_output=True
        )
        about = {
            entry["slug"]: entry for entry in json.loads((data / "regs" / "sources.json").read_text("utf-8"))
        }
        for slug in (*EU, *CHINA, *COMPANIES, *PUBLIC):
            entry = about[slug]
            kind = next((k for word, k in KINDS.items() if word in entry["kind"]), "policy")
            run(
                workspace, "source", "add", slug.replace("_", "-").replace(".", "-"), str(data / "regs" / entry["file"]),
                "--title", entry["title"], "--issuer", entry["issuer"], "--kind", kind,
                "--jurisdiction", "EU" if slug in EU else "CN" if slug in CHINA else "company" if slug in COMPANIES else "US",
            )  # fmt: skip
        names = ", ".join(
            f'"{s.replace("_", "-").replace(".", "-")}"' for s in (*EU, *CHINA, *COMPANIES, *PUBLIC)
        )
        with (workspace / "curation.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                f'\n[[dataset]]\nname = "all"\nkind = "prompt"\ntitle = "All"\ntaxonomy = "air-2024"\ndocuments = [{names}]\n'
                'licence = "CC0-1.0"\ncontact = "nobody"\ncanary = "00000000-0000-4000-8000-000000000000"\n'
            )
    run(workspace, "run", "map")
    return workspace


def flags(data: Path) -> dict[str, dict[str, Any]]:
    """Each category at level 3 with the published flags, by its name in lower case."""
    found: dict[str, dict[str, Any]] = {}
    with (data / "taxonomy" / "air2024_taxonomy_merged.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = ".".join(row["cate_idx"].split(".")[:2])
            one = found.setdefault(code, {"name": row["l3_name_helm"], "leaves": 0})
            one["leaves"] += 1
            for flag in ("in_china", "in_eu_comprehensive", "in_eu_mandatory"):
                one[flag] = max(one.get(flag, 0), int(row[flag]))
    return found


def ours(workspace: Path) -> dict[str, dict[str, int]]:
    """For each category at level 3 (as `l2.l3`) the number of clauses that name it, by group of documents."""
    mapping = curation.run_workspace(workspace, until="map").table("map")
    group = {
        s.replace("_", "-").replace(".", "-"): name
        for name, slugs in (("EU", EU), ("China", CHINA), ("companies", COMPANIES), ("US", PUBLIC))
        for s in slugs
    }
    counts: dict[str, dict[str, int]] = defaultdict(Counter)
    strong = mapping.filter((pl.col("score") >= THRESHOLD) & ~pl.col("category").str.ends_with(":none"))
    for clause, category in strong.select("clause", "category").unique().iter_rows():
        code = ".".join(category.split(":")[-1].split(".")[:2])
        counts[code][group[clause.split("@")[0]]] += 1
    return counts


def table(rows: Iterable[Sequence[object]], head: Sequence[str]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def coverage(data: Path, out: Path) -> str:
    """The section of the page about coverage."""
    counts, published = ours(mapped(data, out)), flags(data)
    parts = []
    for name, flag, least in (
        ("EU", "in_eu_mandatory", 1),
        ("EU", "in_eu_comprehensive", 1),
        ("China", "in_china", 1),
    ):
        cells: Counter[tuple[bool, bool]] = Counter()
        triples, apart = [], []
        for code, one in published.items():
            said, found = bool(one[flag]), counts.get(code, {}).get(name, 0) >= least
            cells[said, found] += 1
            triples += [(code, "published", str(said)), (code, "ours", str(found))]
            if said != found:
                apart.append(
                    (
                        one["name"],
                        "flagged, no clause" if said else f"not flagged, {counts[code][name]} clauses",
                    )
                )
        agree = cells[True, True] + cells[False, False]
        rate = wilson(agree, len(published))
        kappa = measure(ratings(triples, "flags")).cohen_kappa
        parts.append((name, flag, cells, rate, kappa, apart))
    rows = [
        (
            name, f"`{flag}`", cells[True, True], cells[True, False], cells[False, True], cells[False, False],
            f"{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}], n = {rate.n}", f"{kappa.value:.2f}" if kappa is not None and kappa.value is not None else "–",
        )
        for name, flag, cells, rate, kappa, _ in parts
    ]  # fmt: skip
    text = table(
        rows,
        ("documents", "published flag", "both", "flag only", "clauses only", "neither", "agreement", "kappa"),
    )
    groups = Counter(name for code in published for name in counts.get(code, {}) if counts[code][name])
    text += "\n\n" + table(
        (
            (name, f"{groups[name]} of {len(published)}", sum(counts[c][name] for c in counts))
            for name in ("EU", "China", "US", "companies")
        ),
        ("documents", "categories at level 3 with a clause", "clause and category"),
    )
    nobody = [one["name"] for code, one in published.items() if not any(counts.get(code, {}).values())]
    text += f"\n\nNamed by no document at hand: {', '.join(nobody) or 'none'}."
    for name, flag, _, _, _, apart in parts:
        text += f"\n\nWhere `{flag}` and the clauses of {name} differ ({len(apart)}):\n\n" + "\n".join(
            f"- {n}: {why}" for n, why in apart
        )
    return text


# --- (b) the questions -----------------------------------------------------------------------------------------------------------


def questions(data: Path, out: Path) -> str:
    """The section of the page about the published questions."""
    workspace = out / "questions"
    source = [
        json.loads(line)
        for line in (data / "questions" / "labsafety_mcq_160.jsonl").read_text("utf-8").splitlines()
    ]
    if not workspace.exists():
        subprocess.run(
            [sys.executable, "-m", "curation", "init", str(workspace), "--example", "lab-safety"],
            check=True,
            capture_output=True,
        )
        settings = workspace / "curation.toml"
        text = settings.read_text("utf-8") + "\n[generate]\ngenerators = []\n"
        # The questions cite no clause; the dataset says so, and the card tells it.
        settings.write_text(
            text.replace('name = "lab-safety"', 'name = "lab-safety"\nuncited = true', 1), "utf-8"
        )
        best = curation.map_texts(
            [f"{row['stem']} {row['options']['ABCD'.index(row['answer'])]}" for row in source],
            "lab-safety",
            top=2,
        )
        # The likeliest category, also where no category at all is likelier.
        codes = [
            next(c["code"] for c in best if c["id"] == str(n) and c["code"] != "none")
            for n in range(len(source))
        ]
        rows = [
            {
                "stem": row["stem"], "options": row["options"], "answer": row["answer"], "explanation": row["explanation"],
                "category": category,
            }
            for row, category in zip(source, codes, strict=True)
        ]  # fmt: skip
        (workspace / "items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        run(workspace, "author", "import", str(workspace / "items.jsonl"), "--dataset", "lab-safety")
    run(workspace, "run")
    opened = curation.run_workspace(workspace)
    findings = opened.table("lint").filter(
        (pl.col("candidate") != "") & (pl.col("check") != "evidence-missing")
    )
    told = findings.filter(pl.col("severity").is_in(["warn", "error"]))
    by = (
        told.group_by("check")
        .agg(pl.col("candidate").n_unique().alias("n"))
        .sort(["n", "check"], descending=[True, False])
    )
    n, flagged = len(source), told["candidate"].n_unique()
    rate = wilson(flagged, n)
    longest = wilson(sum(_longest(row["options"], "ABCD".index(row["answer"])) for row in source), n)
    edges = Counter(opened.table("dedup", "edges")["relation"])
    version = "0.1.0-preview"
    if not (workspace / "releases" / "lab-safety" / version).exists():
        run(workspace, "release", "cut", "lab-safety", "0.1.0", "--preview")
    release = curation.load_release(workspace / "releases" / "lab-safety" / version)
    topics = release.items.group_by("category").len().sort("len", descending=True)
    return (
        f"{n} questions. With a warning or an error, beside the missing clause that all have: "
        f"{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}] ({flagged}). The key alone is the longest option in "
        f"{longest.value:.2f} [{longest.low:.2f}, {longest.high:.2f}]. Merged as duplicates: {edges['duplicate']}; kept apart although "
        f"alike: {edges['contrast']}. Released as a preview and verified: {release.items.height} rows.\n\n"
        + table(by.iter_rows(), ("check", "questions"))
        + "\n\n"
        + table(topics.iter_rows(), ("category (the likeliest by the mapping)", "questions"))
    )


def _longest(options: Sequence[str], key: int) -> bool:
    """Whether the key is longer than every other option."""
    return len(options[key]) > max(len(option) for i, option in enumerate(options) if i != key)


def main() -> None:
    """Both parts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("coverage", "questions"))
    parser.add_argument("--write", action="store_true", help="put the figures into docs/seeds.md")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    made = {
        name: part(given.data, given.out)
        for name, part in (("coverage", coverage), ("questions", questions))
        if given.part in (None, name)
    }
    page = PAGE.read_text("utf-8") if given.write else ""
    for name, text in made.items():
        print(f"## {name}\n\n{text}\n")
        if given.write:
            head, tail = page.split(f"<!-- {name} -->\n")[0], page.split(f"<!-- /{name} -->")[1]
            page = f"{head}<!-- {name} -->\n{text}\n<!-- /{name} -->{tail}"
    if given.write:
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
