"""Words that readers lose and double, over all real documents at hand, beside markitdown and trafilatura.

    python benchmarks/fidelity.py [--data ../shared/data] [--peers PYTHON] [--only NAME] [--parts FILE] [--limit SECONDS] [--stop SECONDS]

It runs in parts: what each tool gave for a file is written to `--parts` as soon as it is known, and is not measured again. A tool that
takes longer than `--limit` on a file is stopped and named; after `--stop` seconds no further file is begun. Run it again to go on.

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
from collections.abc import Callable, Iterable
from functools import partial
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
for name in sys.argv[2:]:
    path = Path(name)
    if sys.argv[1] == "markitdown":
        out = run(lambda: converter.convert(str(path)).text_content)
    else:
        out = run(lambda: trafilatura.extract(path.read_bytes(), include_tables=True, favor_recall=True))
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
    from curation.core.records import Document
    from curation.readers import visible
    from curation.readers.detection import reader_of
    from curation.readers.reading import _parse
    from curation.readers.settings import Settings
    from curation.readers.visible.words import words_of

    data = path.read_bytes()
    document = Document(slug="doc", title="")
    started = time.process_time()
    reading = _parse(
        document, data, "own", Settings()
    )  # in this process: the time of a worker is not counted here
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


def peer(name: str, path: Path, python: str, limit: float) -> dict[str, Any]:
    """Text and CPU seconds of a peer for one file, or `failed` with what happened."""
    command = [python, "-c", PEER, name, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"failed": f"longer than {limit:g} s"}
    found = next((json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")), None)
    return found or {"failed": "no text"}


class Parts:
    """What was measured before, by tool and file name, kept in a file that grows by a line for each."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        lines = path.read_text("utf-8").splitlines() if path is not None and path.exists() else []
        self.known = {(entry["tool"], entry["file"]): entry["found"] for entry in map(json.loads, lines)}

    def of(self, tool: str, file: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What the tool gave for the file; measured now unless it is known."""
        if (tool, file) not in self.known:
            self.known[tool, file] = work()
            if self.path is not None:
                with self.path.open("a", encoding="utf-8") as out:
                    entry = {"tool": tool, "file": file, "found": self.known[tool, file]}
                    out.write(json.dumps(entry, ensure_ascii=False) + "\n")
        return self.known[tool, file]


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
    options.add_argument("--parts", type=Path, default=None)
    options.add_argument("--limit", type=float, default=60)
    options.add_argument("--stop", type=float, default=float("inf"))
    given = options.parse_args()
    files = [
        p
        for f in FOLDERS
        for p in sorted((given.data / f).glob("*"))
        if p.suffix in SUFFIXES and given.only in p.name
    ]
    if not files:
        raise SystemExit(f"{given.data} has no documents: give the folder with --data")
    parts = Parts(given.parts)
    begun = time.monotonic()
    skipped = 0
    rows: list[list[object]] = []
    totals: dict[str, Counter[str]] = {}
    for path in files:
        if reader_of(path.read_bytes()) not in visible.TEXT_OF:
            continue
        if time.monotonic() - begun > given.stop:
            skipped += 1
            continue
        mine = parts.of("curation", path.name, partial(ours, path))
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
        for name in ("markitdown", "trafilatura"):
            found: dict[str, Any] = {"failed": ""}
            if given.peers and (name == "markitdown" or path.suffix == ".html"):
                found = parts.of(name, path.name, partial(peer, name, path, given.peers, given.limit))
            if "failed" in found:
                row += [found["failed"], "", ""]
                continue
            lost, doubled = measured(mine["shown"], words_of(found["text"]))
            row += [shown_share(lost), shown_share(doubled), f"{found['seconds']:.2f}"]
            total.update({f"{name} files": 1, f"{name} lost": round(lost * words), f"{name} words": words})
            total[f"{name} doubled"] += round(doubled * words)
            total[f"{name} ms"] += round(1000 * found["seconds"])
            total[f"{name} ours"] += round(1000 * mine["seconds"])
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
            f"; {name} lost {t[f'{name} lost']:,} of {t[f'{name} words']:,} words, doubled {t[f'{name} doubled']:,}, {t[f'{name} ms'] / 1000:.1f} s, "
            f"{t[f'{name} ms'] / max(1, t[f'{name} ours']):.1f} times ours on {t[f'{name} files']} documents"
            for name in ("markitdown", "trafilatura")
            if t[f"{name} files"]
        )
        for suffix, t in sorted(totals.items())
    ]
    if skipped:
        lines.append(f"{skipped} documents were not begun: run again with the same --parts to go on")
    note = "\n".join(f"- {line}" for line in lines)
    print(note)
    if not given.only and not skipped:
        results.write("fidelity of readers", "python benchmarks/fidelity.py --peers PYTHON", head, rows, note)


if __name__ == "__main__":
    main()
