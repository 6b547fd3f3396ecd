"""One text typeset twice: how much of it a comparison of editions calls the same, where nothing but the printing differs.

    python benchmarks/typeset_twice.py [--data ../shared/data/regs] [--show]

The texts are Markdown documents and the text of this file's `OWN`. Each is set as Markdown, as a web page, as a Word file and as a PDF of narrow
and of wide lines with hyphens at line ends, curly quotes and ligatures; each pair of printings is compared as two editions. A clause counts
as the same when the comparison says `same`, `renumbered` or `moved` (the words stayed) and, stricter, when it says `same`.
"""

from __future__ import annotations

import argparse
import html
import io
import re
import sys
import textwrap
import zipfile
from collections import Counter
from itertools import combinations
from pathlib import Path

import results
from curation.core.errors import InputError
from curation.core.records import Clause, Document
from curation.editions.comparison import compare
from curation.readers import parse
from curation.stats.intervals import wilson

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "unit" / "readers"))
TEXTS = (
    "us_dhs_ai_directive_2025.md", "meta_llama3_2_use_policy.md", "meta_llama3_use_policy.md", "de_biostoffv_2013.md", "deepseek_model_license.txt",
    "rail_creativeml_openrail-m.txt",
)  # fmt: skip
OWN = """# Rules for the sample store

This policy applies to everyone who works in the store.

## 1. Definitions

"Sample" means a thing that is kept for later use; "keeper" means the person in charge of it.

## 2. Duties

2.1 The keeper shall keep a register of samples, and shall show it on demand to an inspector whenever the inspector asks for it in writing.

2.2 The keeper must not dispose of a sample that is less than five years old unless the head of the laboratory has agreed in writing.

(a) A sample that is broken is disposed of at once.

(b) A sample that is lost is reported within two days to the head of the laboratory.

## 3. Bans

No person may carry a sample out of the building without a permit, whatever its size or its use may be.

- Do not open a sealed container.
- Do not remove a label from a container, even when the container is empty and about to be washed.

## 4. Final rule

These rules enter into force on the first day of January.
"""
Block = tuple[str, str, str]
"""Kind (h, p, item), marker and words."""


def blocks(text: str) -> list[Block]:
    """The headings, paragraphs and list items of a Markdown text."""
    out: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text):
        for line in _lines(
            re.sub(r"^\s*(?:>[ ]?)+", "", chunk, flags=re.MULTILINE)
        ):  # a quotation is a paragraph in other formats
            if re.fullmatch(r"[-*_|: ]{3,}", line.strip()):
                continue  # a rule, or the line below the head of a table
            line = " ".join(line.strip().strip("|").split("|")) if line.strip().startswith("|") else line
            plain = re.sub(r"[*_`]{1,3}|</?[a-z][^<>]*>|\[([^\]]*)\]\([^)]*\)", r"\1", line).strip()
            if head := re.match(r"(#+)\s+(.*)", plain):
                out.append(("h", "#" * len(head[1]), head[2]))
            elif item := re.match(r"([-*+•]|\(?[\da-z]{1,3}[.)])\s+(.*)", plain):
                out.append(("item", item[1], item[2]))
            elif plain:
                out.append(("p", "", plain))
    return out


def _lines(chunk: str) -> list[str]:
    """The items and headings of a chunk, each on one line."""
    out: list[str] = []
    for line in chunk.split("\n"):
        if not out or re.match(r"\s*(?:#+\s|[-*+•]\s|\(?[\da-z]{1,3}[.)]\s|\||[-*_]{3,}$)", line):
            out.append(line.strip())
        else:
            out[-1] += f" {line.strip()}"
    return out


def markdown(parts: list[Block], width: int) -> bytes:
    """The blocks as Markdown, wrapped at a width; `-` as the bullet of lists."""
    out = []
    for kind, marker, words in parts:
        lead = (
            f"{marker} "
            if kind == "h"
            else f"{'-' if not marker[-1:].isalnum() and len(marker) == 1 else marker} "
            if kind == "item"
            else ""
        )
        out.append(
            "\n".join(
                textwrap.wrap(
                    lead + words,
                    width if kind != "h" else 10_000,
                    subsequent_indent="  " if kind == "item" else "",
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )
        )
    return "\n\n".join(out).encode()


def page(parts: list[Block]) -> bytes:
    """The blocks as a web page with curly quotes."""
    out = ["<!doctype html><html><head><title>x</title></head><body><main>"]
    for kind, marker, words in parts:
        text = html.escape(curly(words))
        if kind == "h":
            out.append(f"<h{min(len(marker), 6)}>{text}</h{min(len(marker), 6)}>")
        elif kind == "item" and len(marker) == 1 and not marker.isalnum():
            out.append(f"<ul><li>{text}</li></ul>")
        else:
            out.append(f"<p>{f'{marker} ' if marker else ''}{text}</p>")
    return "\n".join([*out, "</main></body></html>"]).encode()


def curly(text: str) -> str:
    """The text with typographic quotes and a narrow space."""
    return re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019")


def word(parts: list[Block]) -> bytes:
    """The blocks as a Word file."""
    body = []
    for kind, marker, words in parts:
        style = f'<w:pPr><w:pStyle w:val="Heading{len(marker)}"/></w:pPr>' if kind == "h" else ""
        text = (
            words
            if kind == "h" or not marker
            else f"{'•' if len(marker) == 1 and not marker.isalnum() else marker}\t{words}"
        )
        runs = "".join(
            f'<w:t xml:space="preserve">{html.escape(t)}</w:t><w:tab/>' for t in text.split("\t")
        ).removesuffix("<w:tab/>")
        body.append(f"<w:p>{style}<w:r>{runs}</w:r></w:p>")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
            for n in range(1, 7)
        )
        file.writestr("word/styles.xml", f"<w:styles {space}>{styles}</w:styles>")
        file.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>"
        )
    return out.getvalue()


def print_pdf(parts: list[Block], width: int, size: float, gap: float, hyphens: bool) -> bytes:
    """The blocks as a PDF: a column of `width` letters, paragraphs apart by `gap` lines, long words broken at line ends."""
    from pdf_maker import pdf

    pages: list[list[tuple[str, float, float, float]]] = [[]]
    y = 780.0
    for kind, marker, words in parts:
        scale = size * 1.3 if kind == "h" else size
        lead = (
            ""
            if kind == "h" or not marker
            else f"{chr(8226) if len(marker) == 1 and not marker.isalnum() else marker} "
        )
        for line in broken(lead + curly(words), int(width * size / scale), hyphens):
            if y < 70:
                pages.append([])
                y = 780.0
            pages[-1].append((line.encode("cp1252", "replace").decode("cp1252"), 72, y, scale))
            y -= scale * 1.3
        y -= size * gap
    return pdf(pages)


def broken(text: str, width: int, hyphens: bool) -> list[str]:
    """The lines of a paragraph; with hyphens, a word of ten letters or more that does not fit is broken in two."""
    lines, line = [], ""
    for token in text.split(" "):
        if len(line) + len(token) + 1 <= width:
            line = f"{line} {token}".strip()
            continue
        room = width - len(line) - 2
        if hyphens and token.isalpha() and len(token) >= 10 and 4 <= room <= len(token) - 3:
            lines.append(f"{line} {token[:room]}-")
            line = token[room:]
        else:
            lines.append(line)
            line = token
    return [*lines, line]


def printings(text: str) -> dict[str, bytes]:
    """The printings of a text by name."""
    parts = blocks(text)
    return {
        "md": markdown(parts, 10_000), "md wrapped": markdown(parts, 60), "html": page(parts), "docx": word(parts),
        "pdf wide": print_pdf(parts, 95, 10, 0.9, False), "pdf narrow": print_pdf(parts, 62, 12, 0.7, True),
    }  # fmt: skip


def outcome(old: list[Clause], new: list[Clause]) -> Counter[str]:
    """How many clauses of both editions are in a change of each kind."""
    counts: Counter[str] = Counter()
    for change in compare(old, new):
        counts[change.kind] += len(change.old) + len(change.new)
    return counts


def main() -> None:
    """Prints the table and writes it to RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "regs")
    options.add_argument("--show", action="store_true")
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    texts = {"own": OWN} | {
        n: (given.data / n).read_text("utf-8") for n in TEXTS if (given.data / n).exists()
    }
    rows, total = [], Counter[str]()
    by_pair: dict[str, Counter[str]] = {}
    for name, text in texts.items():
        read: dict[str, list[Clause]] = {}
        for key, data in printings(text).items():
            try:
                read[key] = parse(Document(slug="doc", title=""), data).clauses
            except InputError as error:
                print(name, key, error.issues[0].message)
        counts = Counter[str]()
        for a, b in combinations(read, 2):
            one = outcome(read[a], read[b])
            counts += one
            by_pair.setdefault(f"{a} / {b}", Counter()).update(one)
            if given.show:
                print(name, a, b, dict(one))
                for change in compare(read[a], read[b]):
                    if change.kind not in ("same", "renumbered", "moved"):
                        old = [c.text[:60] for c in read[a] if c.eid in change.old]
                        new = [c.text[:60] for c in read[b] if c.eid in change.new]
                        print("   ", change.kind, old, new)
        rows.append(row(name, counts))
        total += counts
    head = (
        "| text | clauses in both printings | words stayed | of these `same` | other |\n|---|---|---|---|---|"
    )
    text_ = "\n".join([head, *rows, row("all", total)])
    print(text_)
    for pair, counts in sorted(by_pair.items()):
        print(row(pair, counts))
    if not given.print_only:
        results.replace(
            "typeset twice",
            f"## typeset twice\n\n`python benchmarks/typeset_twice.py`: a training score, the comparison was tuned on these texts.\n\n{text_}",
        )


def row(name: str, counts: Counter[str]) -> str:
    """A line of the table."""
    n = counts.total()
    stayed = counts["same"] + counts["renumbered"] + counts["moved"]
    rate = wilson(stayed, n)
    other = ", ".join(
        f"{count} {kind}"
        for kind, count in counts.most_common()
        if kind not in ("same", "renumbered", "moved")
    )
    return f"| {name} | {n} | {stayed / max(n, 1):.3f} ({rate.low:.3f} to {rate.high:.3f}) | {counts['same'] / max(n, 1):.3f} | {other} |"


if __name__ == "__main__":
    main()
