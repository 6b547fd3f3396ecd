"""How much of the official structure each reader finds: identifiers as sets, and the words of the units.

    python benchmarks/structure.py [--data ../shared/data/regs] [--only SLUG] [--show]

Identifiers are compared as sets, precision and recall both shown, only over the kinds of unit that the gold lists. Full stops and
hyphens inside numbers count as the same. Texts are compared after folding white space, quotes and dashes. The run needs
a folder of documents with gold beside the repository and says so where there is none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import results
from curation.core.digests import fold
from curation.core.records import Clause
from curation.readers import Reading, parse_file

HERE = Path(__file__).resolve().parent
Row = tuple[str, str, int, int, float, float, str, float]


def norm(eid: str) -> str:
    """An identifier with the typography of its numbers folded."""
    return re.sub(r"(?<=[\w])[.](?=[\w])", "-", eid).replace("–", "-")


def compare(found: Iterable[str], gold: Iterable[str]) -> tuple[int, int, float, float, list[str], list[str]]:
    """Gold size, found size, precision, recall, what is missing and what is too much."""
    a, b = set(found), set(gold)
    both = a & b
    return (
        len(b),
        len(a),
        len(both) / max(1, len(a)),
        len(both) / max(1, len(b)),
        sorted(b - a),
        sorted(a - b),
    )


def loose(text: str) -> str:
    """Text folded, without spaces around punctuation and without superscript carets."""
    text = re.sub(r"\((?:\d{1,2}|\*)\)(?=[,;.])", "", fold(text))
    return re.sub(r"\s+", "", text).lower().lstrip("#")


def by_prefix(*prefixes: str) -> Callable[[Reading], list[str]]:
    """The identifiers whose last segment begins with one of the prefixes."""
    return lambda r: [norm(c.eid) for c in r.clauses if c.eid.rpartition("__")[2].split("_")[0] in prefixes]


def texts(reading: Reading, units: list[dict[str, Any]]) -> str:
    """Share of the gold units whose text is that of the clause of the same identifier."""
    have = {norm(c.eid): loose(c.text) for c in reading.clauses}
    rows = [(norm(u["id"]), u) for u in units if u.get("text") or u.get("head")]
    same = tried = 0
    for eid, unit in rows:
        if eid not in have:
            continue
        tried += 1
        want = loose(unit["text"]) if "text" in unit else loose(unit["head"])
        got = have[eid]
        plain = re.sub(r"^(\(?\w{1,5}[.)]+|[-—])", "", got)
        want = re.sub(r"^\((\d{1,3})\)", "", want) if plain != got and got.startswith(want[:4]) else want
        same += want in (got, plain) if "text" in unit else want in got[: len(want) + 60]
    return f"{same}/{tried}" if tried else ""


CASES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "eu_ai_act_2024-1689_en_oj.html": ("eu_ai_act_2024-1689", "all", ()),
    "eu_ai_act_formex": ("eu_ai_act_2024-1689", "all", ()),
    "eu_ai_act_2024-1689_nl_oj.html": ("eu_ai_act_2024-1689_nl_oj", "kinds", ("rec", "chp", "art", "sec", "annex")),
    "eu_ai_act_2024-1689_nl_consolidated.html": ("eu_ai_act_2024-1689_nl_consolidated", "kinds", ("chp", "art", "sec", "annex", "para")),
    "eu_ai_act_com2021-206_de_proposal.html": ("eu_ai_act_com2021-206_de", "kinds", ("rec", "art", "annex")),
    "eu_ai_act_ep-amendments-2023_en.html": ("eu_ai_act_ep-amendments-2023", "kinds", ("am",)),
    "gdpr_2016-679_en_oj.html": ("gdpr_2016-679", "kinds", ("rec", "chp", "art", "sec", "para", "point")),
    "us_ecfr_title1_2024_before.xml": ("us_ecfr_title1_2024_before", "kinds", ("part", "sec")),
    "us_ecfr_title1_2024_after.xml": ("us_ecfr_title1_2024_after", "kinds", ("part", "sec")),
    "us_ecfr_title1_2025_api.xml": ("us_ecfr_title1_2025_api", "kinds", ("part", "sec")),
    "us_ecfr_title3_2024-05-17_api.xml": ("us_ecfr_title3_2024-05-17_api", "kinds", ("part", "sec")),
    "us_cfr_2015_title14_vol5.xml": ("us_cfr_2015_title14_vol5", "kinds", ("sec",)),
    "us_cfr_2018_title27_vol3_uslm.xml": ("us_cfr_2018_title27_vol3_uslm", "uslm", ()),
    "cn_algorithmic_recommendation_2021_zh.md": ("cn_algorithmic_recommendation_2021_zh", "kinds", ("chp", "sec", "art", "para", "item")),
    "cn_cybersecurity_law_2016_zh.md": ("cn_cybersecurity_law_2016_zh", "kinds", ("chp", "sec", "art", "para", "item")),
    "cn_pipl_2021_zh.md": ("cn_pipl_2021_zh", "kinds", ("chp", "sec", "art", "para", "item")),
    "de_biostoffv_2013.md": ("de_biostoffv_2013", "kinds", ("chp", "sec", "para", "annex")),
    "de_gefstoffv_2010_at_2012.md": ("de_gefstoffv_2010_at_2012", "kinds", ("chp", "sec", "para", "annex")),
    "de_gefstoffv_2010_at_2022.md": ("de_gefstoffv_2010_at_2022", "kinds", ("chp", "sec", "para", "annex")),
    "deepseek_model_license.txt": ("deepseek_model_license", "kinds", ("sec", "att_item")),
    "rail_creativeml_openrail-m.txt": ("rail_creativeml_openrail-m", "kinds", ("sec", "att_item")),
    "rail_creativeml_openrail-pp-m.txt": ("rail_creativeml_openrail-pp-m", "kinds", ("sec", "att_item")),
    "deepseek_terms_2025-04_en.html": ("deepseek_terms_2025-04_en", "kinds", ("sec",)),
    "us_nist_ai_rmf_1.0_core.yaml": ("us_nist_ai_rmf_1.0_core", "marker", ()),
    "us_uslm2_review_guide_tracked.docx": ("us_uslm2_review_guide_tracked", "paragraphs", ()),
    "us_uslm2_review_guide_clean.docx": ("us_uslm2_review_guide_clean", "paragraphs", ()),
    "au_vic_ovic_genai_2025.docx": ("au_vic_ovic_genai_2025", "paragraphs", ()),
    "us_uslm2_review_guide.pdf": ("us_uslm2_review_guide_pdf", "headings", ()),
    **{f"meta_llama{v}_use_policy.md": (f"meta_llama{v}_use_policy", "kinds", ("item",)) for v in ("2", "3", "3_1", "3_2", "3_3")},
    **{
        f"{name}.html": (name, "items", ("item",))
        for name in (
            "anthropic_usage_policy_2024-06", "anthropic_usage_policy_2025-09", "google_genai_prohibited_use_2024-05",
            "meta_llama_api_aup_2025-09", "openai_usage_policies_2023", "openai_usage_policies_2024-02",
            "openai_usage_policies_2025-07", "openai_usage_policies_2025-10", "xai_aup_2025-01",
        )
    },
}  # fmt: skip


def unmarked(clause: Clause) -> str:
    """The text of a clause without its marker."""
    return clause.text.removeprefix(clause.marker).strip() if clause.marker else clause.text


def identifiers(
    reading: Reading, own: Reading, gold: dict[str, Any], how: str, kinds: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """What was found and what the gold lists, in one notation."""
    if how == "uslm":
        found = [
            uslm(c.eid)
            for c in reading.clauses
            if c.eid.startswith("sec_") and not re.search(r"__(al|row|note|wrapup)_", c.eid)
        ]
        return found, [g for g in gold["sections"] if re.search(r"/s\d", g)]
    if how == "paragraphs":
        body = [
            clause for clause in own.clauses if clause.kind != "note"
        ]  # the gold lists the body, without its notes
        digests = [hashlib.sha1(t.encode()).hexdigest()[:12] for t in map(unmarked, body)]
        return digests, gold["paragraph_sha1"]
    if how == "headings":
        return [loose(c.text) for c in own.clauses if c.kind in ("heading", "section")], [
            loose(h) for _, h in gold["headings"]
        ]
    if how == "marker":
        return [c.marker for c in reading.clauses if c.marker], gold["sections"]
    if how == "items":
        return [loose(c.text) for c in reading.clauses if c.kind == "item"], [
            loose(u["text"]) for u in gold["units"]
        ]
    want = [norm(g).replace("annex_Justice", "annex_X") for g in gold["sections"]]
    if how == "all":
        return [norm(c.eid) for c in reading.clauses if c.kind != "note"], want
    if "att_item" in kinds:
        found = by_prefix("sec", "item")(reading)
        return [e for e in found if (e.startswith("sec_") and "__" not in e) or e.startswith("att_")], want
    found = by_prefix(*kinds)(reading)
    if not any(e.startswith("annex_") and "__" in e for e in want):  # the gold does not go below the annexes
        found = [e for e in found if not (e.startswith("annex_") and "__" in e)]
    return found, want


def uslm(eid: str) -> str:
    """A clause identifier as a USLM path of the same part: `sec_555-26__para_b` is `s555.26/b`."""
    head, *rest = eid.split("__")
    number = head.removeprefix("sec_").replace("-", ".", 1)
    return "/us/cfr/t27/s" + "/".join([number, *(part.partition("_")[2].partition("_")[0] for part in rest)])


def measure(path: Path, data: Path, how: tuple[str, str, tuple[str, ...]], show: bool) -> Row:
    """The figures of one document."""
    gold = json.loads((data / "gold" / f"{how[0]}.gold.json").read_text("utf-8"))
    own = parse_file(path, "own")
    started = time.perf_counter()
    reading = parse_file(path, "whole")
    seconds = time.perf_counter() - started
    assert all(reading.canonical_text[c.start : c.end] == c.text for c in reading.clauses)
    found, want = identifiers(reading, own, gold, how[1], how[2])
    n, m, precision, recall, missing, extra = compare(found, want)
    if show:
        print(path.name, "\n  missing", missing[:25], "\n  extra", extra[:25])
    return (path.name, how[1], n, m, precision, recall, texts(reading, gold.get("units") or []), seconds)


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| document | compared | gold | found | precision | recall | same text | s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r[0]} | {r[1]} | {r[2]} | {r[3]} | {r[4]:.4f} | {r[5]:.4f} | {r[6]} | {r[7]:.2f} |" for r in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Prints the table and writes it to RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "regs")
    options.add_argument("--only", default="")
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    if not given.data.is_dir():
        raise SystemExit(f"{given.data} is not there: give the folder of documents with --data")
    rows = []
    for name, how in CASES.items():
        if given.only in name and (given.data / name).exists():
            try:
                rows.append(measure(given.data / name, given.data, how, given.show))
            except Exception as error:  # a benchmark goes on with the other documents
                rows.append((name, f"{type(error).__name__}: {str(error)[:60]}", 0, 0, 0.0, 0.0, "", 0.0))
    print(table(rows))
    if not given.only:
        results.replace("structure", "## structure\n\n`python benchmarks/structure.py`\n\n" + table(rows))


if __name__ == "__main__":
    main()
