"""Words that readers lose and double, over all real documents at hand, beside markitdown and trafilatura.

    python benchmarks/fidelity.py [--data ../shared/data] [--peers PYTHON] [--only NAME]

The words of a document are those of an extraction that no reader shares (`curation.readers.visible`). Lost: words of it that a tool does
not give back, as a share of all; ours are split into those listed as left out, with a reason, and those unlisted. Doubled: words given
back more often than they stand there. Ids: share of clauses whose identifier is the only one of its name before a suffix makes it so.
Citations: share that no other clause of the document has. CPU seconds from bytes to clauses, checking of the words included; those of
peers from bytes to text. Documents that were looked at while the readers were written are a training score.

`--peers` is the Python of an environment with `requirements-readers.txt`. docling is not run: it needs a CUDA or CPU build of torch and
models from a hub at run time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import results

HERE = Path(__file__).resolve().parent
FOLDERS = ("regs", "mapping/policies")
SUFFIXES = (".html", ".pdf", ".docx", ".md", ".txt")

PEER = """
import json, sys, time
from pathlib import Path
import trafilatura
from markitdown import MarkItDown
converter = MarkItDown()
def run(work):
    started = time.process_time()
    try:
        text = work() or ""
    except Exception:
        return None
    return {"text": text, "seconds": time.process_time() - started}
for name in sys.argv[1:]:
    path = Path(name)
    out = {"file": name, "markitdown": run(lambda: converter.convert(str(path)).text_content)}
    if path.suffix == ".html":
        out["trafilatura"] = run(lambda: trafilatura.extract(path.read_bytes(), include_tables=True, favor_recall=True))
    print(json.dumps(out), flush=True)
"""


def measured(shown: list[str], given: Iterable[str]) -> tuple[float, float]:
    """Shares of words lost and doubled."""
    from curation.readers.ledger import remainder

    given = list(given)
    lost = sum(count for _, count in remainder(shown, given))
    extra = Counter(given) - Counter(shown)
    return lost / max(1, len(shown)), sum(extra.values()) / max(1, len(shown))


def ours(path: Path) -> dict[str, Any]:
    """The figures of our reader for one file."""
    from curation.readers import parse_file, visible
    from curation.readers.detection import reader_of
    from curation.readers.visible.words import words_of

    data = path.read_bytes()
    started = time.process_time()
    reading = parse_file(path)
    seconds = time.process_time() - started
    extraction = visible.TEXT_OF[reader_of(data)]
    shown = words_of(extraction(data))
    kept = [word for text in reading.kept for word in words_of(text)]
    listed = [
        word for piece in reading.dropped if piece.reason != "unaccounted" for word in words_of(piece.text)
    ]
    lost, doubled = measured(shown, kept)
    unlisted, _ = measured(shown, [*kept, *listed])
    citations = Counter(clause.citation for clause in reading.clauses)
    once = sum(citations[clause.citation] == 1 for clause in reading.clauses)
    return {
        "shown": shown, "clauses": len(reading.clauses), "lost": lost, "unlisted": unlisted, "doubled": doubled, "seconds": seconds,
        "citations": once / max(1, len(reading.clauses)), "faults": [fault.code for fault in reading.faults],
    }  # fmt: skip


def peers(files: list[Path], python: str) -> dict[str, dict[str, Any]]:
    """Text and CPU seconds of the peers by file; a peer that fails on a file has no entry there."""
    command = [python, "-c", PEER, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
    return {entry.pop("file"): {name: run for name, run in entry.items() if run} for entry in found}


def shown_share(share: float) -> str:
    """A share in per cent."""
    return f"{100 * share:.2f} %"


def main() -> None:
    """Prints the table and writes it to RESULTS.md."""
    from curation.readers import visible
    from curation.readers.detection import reader_of
    from curation.readers.visible.words import words_of

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    options.add_argument("--peers", default="")
    options.add_argument("--only", default="")
    given = options.parse_args()
    files = [
        p
        for f in FOLDERS
        for p in sorted((given.data / f).glob("*"))
        if p.suffix in SUFFIXES and given.only in p.name
    ]
    if not files:
        raise SystemExit(f"{given.data} has no documents: give the folder with --data")
    others = peers(files, given.peers) if given.peers else {}
    rows: list[list[object]] = []
    totals: dict[str, Counter[str]] = {}
    for path in files:
        if reader_of(path.read_bytes()) not in visible.TEXT_OF:
            continue
        mine = ours(path)
        words = len(mine["shown"])
        row: list[object] = [
            path.name, f"{words:,}", mine["clauses"], shown_share(mine["lost"] - mine["unlisted"]), shown_share(mine["unlisted"]),
            shown_share(mine["doubled"]), shown_share(mine["citations"]), f"{mine['seconds']:.2f}",
        ]  # fmt: skip
        total = totals.setdefault(path.suffix, Counter())
        total.update(
            {
                "files": 1,
                "words": words,
                "unlisted": round(mine["unlisted"] * words),
                "doubled": round(mine["doubled"] * words),
            }
        )
        total["ms"] += round(1000 * mine["seconds"])
        found = others.get(str(path), {})
        for name in ("markitdown", "trafilatura"):
            if name in found:
                lost, doubled = measured(mine["shown"], words_of(found[name]["text"]))
                row += [shown_share(lost), shown_share(doubled), f"{found[name]['seconds']:.2f}"]
                total.update(
                    {f"{name} files": 1, f"{name} lost": round(lost * words), f"{name} words": words}
                )
                total[f"{name} ms"] += round(1000 * found[name]["seconds"])
            else:
                row += ["", "", ""]
        rows.append(row)
        print(row, file=sys.stderr)
    head = [
        "document",
        "words",
        "clauses",
        "left out, listed",
        "lost, unlisted",
        "doubled",
        "citations of one clause",
        "s",
    ]
    head += [f"{name}: {what}" for name in ("markitdown", "trafilatura") for what in ("lost", "doubled", "s")]
    lines = [
        f"`{suffix}`: {t['files']} documents, {t['words']:,} words; unlisted {t['unlisted']}, doubled {t['doubled']:,}, {t['ms'] / 1000:.1f} s"
        + "".join(
            f"; {name} lost {t[f'{name} lost']:,} of {t[f'{name} words']:,} words, {t[f'{name} ms'] / 1000:.1f} s"
            for name in ("markitdown", "trafilatura")
            if t[f"{name} files"]
        )
        for suffix, t in sorted(totals.items())
    ]
    note = "\n".join(f"- {line}" for line in lines)
    print(note)
    if not given.only:
        results.write("fidelity of readers", "python benchmarks/fidelity.py --peers PYTHON", head, rows, note)


if __name__ == "__main__":
    main()
