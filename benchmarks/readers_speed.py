"""Whole documents to clauses, beside what other parsers need for a part of that work, in one run on the same files.

    python benchmarks/readers_speed.py [--data ../shared/data/regs] [--peers PYTHON]

Ours goes from bytes to clauses with identifiers, citations, spans, modality and hashes. Of the others, lxml only parses XML and HTML (the floor for
anything in Python), `lxml, text` also joins the text of every element; pypdf, pdfplumber and markitdown give the text of a PDF,
trafilatura and markitdown that of a web page. CPU seconds, the best of `--repeat` runs in one process each. `--peers` is the Python of an environment with
`requirements-readers.txt`; without it only lxml is compared. The run needs the folder of documents and says so where there is none.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARKUP = (
    "us_cfr_2015_title14_vol5.xml", "us_ecfr_title1_2024_after.xml", "us_cfr_2018_title27_vol3_uslm.xml", "za_community_fire_safety_bylaw.akn.xml",
    "eu_ai_act_2024-1689_en_oj.html", "eu_ai_act_2024-1689_nl_consolidated.html", "gdpr_2016-679_en_oj.html", "anthropic_usage_policy_2025-09.html",
    "openai_usage_policies_2025-10.html", "mistral_terms_2024-02.html",
)  # fmt: skip
PDF = ("eu_hleg_ethics_guidelines_2019_en.pdf", "us_uslm2_review_guide.pdf", "us_penn_ai_policy_2026.pdf", "us_ny_nys-p24-001_ai_policy.pdf", "au_gov_responsible_ai_policy_v2.pdf")  # fmt: skip


def best(work: Callable[[], object], repeat: int) -> float:
    """The least CPU seconds of `repeat` runs, after one that warms up."""
    work()
    seconds = []
    for _ in range(repeat):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def lxml_times(data: bytes, html: bool, repeat: int) -> dict[str, float]:
    """Parsing alone, and parsing and joining the text of each element that has any."""
    from lxml import etree

    def parse() -> object:
        return etree.fromstring(
            data, etree.HTMLParser(huge_tree=True) if html else etree.XMLParser(huge_tree=True)
        )

    def text() -> object:
        return ["".join(e.itertext()) for e in parse().iter("{*}p", "P", "HEAD", "{*}content", "li", "td")]  # type: ignore[attr-defined]

    return {"lxml, parse": best(parse, repeat), "lxml, text": best(text, repeat)}


def peers(path: Path, repeat: int) -> dict[str, float]:
    """Seconds of the other parsers for the text of one file; this part runs in their environment."""
    work: dict[str, Callable[[], object]] = {}
    markitdown = importlib.import_module("markitdown").MarkItDown()
    if path.suffix == ".pdf":
        pypdf, plumber = importlib.import_module("pypdf"), importlib.import_module("pdfplumber")
        work["pypdf"] = lambda: [page.extract_text() for page in pypdf.PdfReader(path).pages]

        def plumbed() -> object:
            with plumber.open(path) as document:
                return [page.extract_text() for page in document.pages]

        work["pdfplumber"] = plumbed
    elif path.suffix == ".html":
        trafilatura = importlib.import_module("trafilatura")
        page = path.read_text("utf-8", "replace")
        work["trafilatura"] = lambda: trafilatura.extract(page)
    if path.suffix != ".xml":
        work["markitdown"] = lambda: markitdown.convert(str(path))
    return {name: best(run, repeat) for name, run in work.items()}


def measured(path: Path, python: str, repeat: int) -> dict[str, float]:
    """Seconds of all parsers that can read the file, ours first."""
    from curation.core.records import Document
    from curation.readers.reading import _parse
    from curation.readers.settings import Settings

    data, document = path.read_bytes(), Document(slug=path.stem, title="")
    # In this process: a source is read in a child otherwise, whose seconds would not be counted.
    out = {"ours": best(lambda: _parse(document, data, "own", Settings()), repeat)}
    if path.suffix != ".pdf":
        out |= lxml_times(path.read_bytes(), path.suffix == ".html", repeat)
    if python and path.suffix != ".xml":
        run = subprocess.run(
            [python, __file__, "--peer", str(path), "--repeat", "1"],
            capture_output=True,
            text=True,
            check=True,
        )
        out |= json.loads(run.stdout.splitlines()[-1])
    return out


def row(name: str, size: int, seconds: dict[str, float], columns: tuple[str, ...]) -> str:
    """A line of the table: seconds, and how ours compares with the best of the others."""
    others = [v for k, v in seconds.items() if k != "ours" and not k.startswith("lxml")]
    fastest = min(others, default=0.0)
    cells = [f"{seconds[c]:.3f}" if c in seconds else "" for c in columns]
    against = f"{fastest / seconds['ours']:.1f}" if fastest else ""
    floor = f"{seconds['ours'] / seconds['lxml, parse']:.0f}" if "lxml, parse" in seconds else ""
    return f"| {name} | {size / 1e6:.2f} | {' | '.join(cells)} | {against} | {floor} |"


def main() -> None:
    """Prints the table and writes it to RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "regs")
    options.add_argument("--peers", default="")
    options.add_argument("--peer", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--repeat", type=int, default=3)
    given = options.parse_args()
    if given.peer:
        print(json.dumps(peers(given.peer, given.repeat)))
        return
    if not given.data.is_dir():
        raise SystemExit(f"{given.data} is not there: give the folder of documents with --data")
    columns = ("ours", "lxml, parse", "lxml, text", "pypdf", "pdfplumber", "markitdown", "trafilatura")
    lines = [
        f"| document | MB | {' | '.join(columns)} | times faster than the fastest of the others | times the time of lxml, parse |",
        "|" + "---|" * (len(columns) + 4),
    ]
    for name in (*PDF, *MARKUP):
        path = given.data / name
        if path.exists():
            lines.append(row(name, path.stat().st_size, measured(path, given.peers, given.repeat), columns))
            print(lines[-1], file=sys.stderr)
    text = "\n".join(lines)
    print(text)
    import results

    results.replace(
        "readers speed",
        "## readers speed\n\n`python benchmarks/readers_speed.py --peers PYTHON`: CPU seconds; ours from bytes to clauses.\n\n"
        + text,
    )


if __name__ == "__main__":
    main()
