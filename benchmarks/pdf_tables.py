"""Rows of tables in PDFs that readers give back whole, beside pdfplumber and camelot.

    python benchmarks/pdf_tables.py --peers PYTHON [--count 40]

The tables are made here from a seed and typeset by reportlab, so that every cell is known: with all rules, with rules between the rows, and
with none; cells of one to three lines; paragraphs above and below. A row counts when its cells that are not empty are given back as they
are and in their order, white space aside. pdfplumber finds tables by rules, and by the places of words on a page where it finds none;
camelot reads by rules (lattice), and by words (stream) where there are none: both are told by that which kind of table it is.

`--peers` is the Python of an environment with pdfplumber, camelot-py and reportlab. CPU seconds from bytes to rows.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import results

KINDS = ("all rules", "rules between rows", "no rules")
WORDS = (
    "kite line pilot harbour wind frame paper keeper lamp boat tower record permit month inspector safety officer distance metres report "
    "training glove helmet storm signal crew owner register fee notice repair rope anchor chart"
).split()

PEER = """
import json, sys, time
from pathlib import Path
job = json.loads(Path(sys.argv[1]).read_text())
if job["do"] == "print":
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
    style = getSampleStyleSheet()["BodyText"]
    style.fontSize, style.leading = 9, 11
    rules = {"all rules": [("GRID", (0, 0), (-1, -1), 0.5, "black")], "rules between rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")], "no rules": []}
    for one in job["tables"]:
        cells = [[Paragraph(cell, style) for cell in row] for row in one["rows"]]
        table = Table(cells, colWidths=[480 / len(cells[0])] * len(cells[0]), style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *rules[one["kind"]]])
        parts = [Paragraph(one["above"], style), Spacer(1, 8), table, Spacer(1, 8), Paragraph(one["below"], style)]
        SimpleDocTemplate(one["path"], pagesize=A4).build(parts)
else:
    import warnings
    warnings.simplefilter("ignore")
    import camelot, pdfplumber
    def plumber(one):
        with pdfplumber.open(one["path"]) as pdf:
            found = [t for page in pdf.pages for t in page.extract_tables()]
            words = {"vertical_strategy": "text", "horizontal_strategy": "text"}
            return found or [t for page in pdf.pages for t in page.extract_tables(words)]
    def camel(one):
        flavor = "lattice" if one["kind"] == "all rules" else "stream"
        return [table.df.values.tolist() for table in camelot.read_pdf(one["path"], flavor=flavor)]
    out = {}
    for name, read in (("pdfplumber", plumber), ("camelot", camel)):
        for one in job["tables"]:
            started = time.process_time()
            try:
                rows = [[str(cell or "") for cell in row] for table in read(one) for row in table]
            except Exception:
                rows = []
            out.setdefault(name, []).append([rows, time.process_time() - started])
    print(json.dumps(out))
"""


def made(count: int, folder: Path) -> list[dict[str, Any]]:
    """`count` tables of each kind, with the path that each is printed to."""
    rng = random.Random(20301)
    return [
        {
            "kind": kind,
            "path": str(folder / f"{number}-{order}.pdf"),
            "above": sentence(rng, 30),
            "below": sentence(rng, 30),
            "rows": rows(rng),
        }
        for number, kind in enumerate(KINDS)
        for order in range(count)
    ]


def sentence(rng: random.Random, most: int) -> str:
    """A run of words with a capital and a full stop."""
    return " ".join(rng.choices(WORDS, k=rng.randint(most // 2, most))).capitalize() + "."


def rows(rng: random.Random) -> list[list[str]]:
    """The cells of a table: short heads, then rows with a label, a number and words of one to three lines."""
    columns = rng.randint(3, 5)
    heads = [" ".join(rng.choices(WORDS, k=rng.randint(1, 2))).capitalize() for _ in range(columns)]
    body = [
        [rng.choice(WORDS).capitalize(), *(cell(rng) for _ in range(columns - 1))]
        for _ in range(rng.randint(4, 8))
    ]
    return [heads, *body]


def cell(rng: random.Random) -> str:
    """A number with a unit, one or two words, or a passage that fills several lines."""
    kind = rng.random()
    if kind < 0.3:
        return f"{rng.randint(1, 900)} m"
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 2) if kind < 0.7 else rng.randint(6, 14)))


def ours(path: str) -> list[list[str]]:
    """The rows of a PDF as the reader gives them."""
    from curation.core.records import Document
    from curation.readers.reading import _parse
    from curation.readers.settings import Settings

    found = _parse(Document(slug="table", title=""), Path(path).read_bytes(), "own", Settings())
    return [clause.text.split(" | ") for clause in found.clauses if clause.kind == "row"]


def whole(wanted: list[list[str]], given: list[list[str]]) -> int:
    """How many of the wanted rows are given back, each once."""
    left = [plain(row) for row in given]
    count = 0
    for row in map(plain, wanted):
        if row in left:
            left.remove(row)
            count += 1
    return count


def plain(row: list[str]) -> list[str]:
    """The cells of a row that are not empty, white space folded."""
    return [text for text in (" ".join(one.split()) for one in row) if text]


def main() -> None:
    """Prints the tables, reads them with each tool and writes the shares of whole rows."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", required=True)
    parser.add_argument("--count", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tables = made(chosen.count, Path(folder))
        job = Path(folder) / "job.json"
        job.write_text(json.dumps({"do": "print", "tables": tables}))
        subprocess.run([chosen.peers, "-c", PEER, str(job)], check=True)
        job.write_text(json.dumps({"do": "read", "tables": tables}))
        said = subprocess.run(
            [chosen.peers, "-c", PEER, str(job)], check=True, capture_output=True, text=True
        )
        found = json.loads(said.stdout.splitlines()[-1])
        ours(str(tables[0]["path"]))  # what is loaded once is no time of a table
        found["curation"] = []
        for one in tables:
            started = time.process_time()
            given = ours(str(one["path"]))
            found["curation"].append([given, time.process_time() - started])
    shown = []
    for kind in KINDS:
        places = [place for place, one in enumerate(tables) if one["kind"] == kind]
        wanted = {place: tables[place]["rows"] for place in places}
        total = sum(map(len, wanted.values()))
        counts = [sum(whole(wanted[place], given[place][0]) for place in places) for given in found.values()]
        shown.append([kind, total, *(f"{count / total:.3f}" for count in counts)])
    seconds = ", ".join(f"{name} {sum(time for _, time in given):.2f}" for name, given in found.items())
    note = f"Shares of the rows that are given back whole. CPU seconds for {len(tables)} files: {seconds}."
    command = f"python benchmarks/pdf_tables.py --peers PYTHON --count {chosen.count}"
    results.write("pdf tables", command, ["tables", "rows", *found], shown, note)


if __name__ == "__main__":
    main()
