"""Damaged documents by the thousand: every one gives clauses or a listed issue, in bounded time and memory.

    python benchmarks/fuzz_readers.py [--family xml] [--count 2000] [--seed 1] [--seconds 240] [--atheris]

The seeds are the samples of the tests, the bundled documents, and PDF and Word files made on the spot. Each try takes one of a family, cuts, repeats, swaps and
replaces pieces of it (of another seed too), and reads it; of a Word file the parts inside are damaged, and half the time the archive. Anything but
clauses or an `InputError` stops the run and writes the bytes that did it; so does more than ten CPU seconds. The address space of the process is
limited, so that a document that takes more than 1.5 GB ends the run too. Runs are added up in RESULTS.md by family and seed.
`--atheris` uses coverage to choose, when that package is installed; without it the changes are random and the same for the same seed.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

from curation.core.errors import InputError
from curation.core.records import Document
from curation.readers import parse
from curation.readers.detection import reader_of

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = (ROOT / "tests" / "unit" / "readers" / "samples", ROOT / "raw" / "documents")
sys.path.insert(0, str(ROOT / "tests" / "unit" / "readers"))
TOKENS = (
    b"<", b">", b"</p>", b"<table><tr><td>", b"<ul><li>", b"&amp;", b"&#0;", b"<!--", b"]]>", b"(a) ", "第一条 ".encode(), "§ 1 ".encode(), b"# ", b"- ",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e".encode(), b"%PDF-1.4\n", b"PK\x03\x04", b"{", b"[", b": ", b"*" * 50, b"\n" * 20, b"1.1.1.1 ",
    b"<section>", b"</section>", b"<num>1</num>", b"<quotedContent>", b"<row>", b"<P1>", b'level="99999999999"', b'Num="2_2"', b'w:val="2000000000"', b"<w:tbl>",
)  # fmt: skip
FAMILIES = ("xml", "html", "pdf", "docx", "text")
SLOW = 10.0
"""CPU seconds after which a document of some kilobytes has taken too long."""
MEMORY = 1536 * 2**20
"""Bytes that reading one document may add to the address space of the process."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def family(data: bytes) -> str:
    """The family of formats that a seed belongs to."""
    try:
        reader = reader_of(data)
    except InputError:
        return "text"
    if reader in ("pdf", "docx"):
        return reader
    if reader in ("markdown", "yaml"):
        return "text"
    return "html" if reader == "html" or reader.startswith("eurlex") else "xml"


def word_parts() -> dict[str, str]:
    """The parts of a Word file with what its reader knows: styles, numbers, notes, text boxes, tables, tracked changes."""
    number = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = "".join(
        f"<w:p>{number.format(n % 3)}{run.format(f'The keeper shall keep record {n}.')}</w:p>"
        for n in range(12)
    )
    body += f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run.format("Duties")}</w:p>'
    body += f'<w:p>{run.format("A note")}<w:r><w:footnoteReference w:id="1"/></w:r><w:ins w:id="1">{run.format("added")}</w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    body += f"<w:tbl><w:tr><w:tc><w:p>{run.format('Data')}</w:p></w:tc><w:tc><w:p>{run.format('No')}</w:p></w:tc></w:tr></w:tbl>"
    body += f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run.format('In a box.')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n, fmt in enumerate(("decimal", "lowerLetter", "lowerRoman"))
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{run.format("It is kept.")}</w:p></w:footnote></w:footnotes>',
    }


def zipped(parts: dict[str, bytes]) -> bytes:
    """A Word file of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def seeds() -> dict[str, list[bytes]]:
    """The seeds of every family."""
    from pdf_maker import paragraphs, pdf

    found: dict[str, list[bytes]] = {name: [] for name in FAMILIES}
    for folder in SAMPLES:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()[:60_000]
                found[family(data)].append(data)
    lines = [
        "Rules for samples",
        "",
        "1. The keeper shall keep a register.",
        "",
        "(a) A sample is labelled.",
        "",
        "Article 2",
        "No sample may be lost.",
    ]
    found["pdf"] += [
        pdf([paragraphs(lines)] * 3),
        pdf([paragraphs(lines * 3, size=9), paragraphs(["- a", "- b", "2.1 The keeper shall."], x=300)]),
    ]
    found["docx"].append(zipped({name: text.encode() for name, text in word_parts().items()}))
    return found


def damaged(rng: random.Random, choice: list[bytes]) -> bytes:
    """One of the seeds with one to twelve changes."""
    data = bytearray(rng.choice(choice))
    for _ in range(rng.randrange(1, 13)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 4, 30, 300)))
        other = rng.choice(choice)
        start = rng.randrange(len(other) + 1)
        change = rng.randrange(6)
        if change == 0:
            del data[at:end]
        elif change == 1:
            data[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 2, 200))
        elif change == 2:
            data[at:end] = rng.randbytes(end - at)
        elif change == 3:
            data[at:at] = data[at:end] * rng.choice((1, 2, 50))
        elif change == 4:
            data[at:at] = other[start : start + rng.choice((10, 200, 2000))]
        else:
            del data[at:]
        del data[400_000:]
    return bytes(data)


def damaged_word(rng: random.Random, choice: list[bytes]) -> bytes:
    """A Word file with one to three damaged parts, or a damaged archive."""
    if rng.random() < 0.2:
        return damaged(rng, choice)
    parts = {name: text.encode() for name, text in word_parts().items()}
    texts = list(parts.values())
    for name in rng.sample(sorted(parts), rng.randrange(1, 4)):
        if rng.random() < 0.5:
            parts[name] = swapped(rng, parts[name])
        else:
            parts[name] = damaged(rng, [parts[name], *texts])
    return zipped(parts)


def swapped(rng: random.Random, data: bytes) -> bytes:
    """An XML part that is still well-formed: attributes and numbers replaced, elements repeated or gone."""
    import re

    text = data.decode()
    for _ in range(rng.randrange(1, 8)):
        values = list(re.finditer(r'"[^"]*"', text))
        if values and rng.random() < 0.7:
            one = rng.choice(values)
            new = rng.choice(
                (
                    "0",
                    "-1",
                    "9",
                    "99999999999",
                    "",
                    "lowerLetter",
                    "lowerRoman",
                    "%1%2%3",
                    "chineseCounting",
                    "x",
                )
            )
            text = f'{text[: one.start()]}"{new}"{text[one.end() :]}'
        elif found := list(re.finditer(r"<w:p>.*?</w:p>|<w:lvl .*?</w:lvl>", text)):
            one = rng.choice(found)
            text = text[: one.start()] + one[0] * rng.choice((0, 2, 30)) + text[one.end() :]
    return text.encode()


def reshaped(rng: random.Random, choice: list[bytes]) -> bytes:
    """An XML seed that is still well-formed: elements gone, repeated, moved, renamed, with other attributes and words."""
    from lxml import etree

    try:
        root = etree.fromstring(rng.choice(choice), etree.XMLParser(recover=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return damaged(rng, choice)
    if root is None:
        return damaged(rng, choice)
    for _ in range(rng.randrange(1, 16)):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        one, other = rng.choice(elements), rng.choice(elements)
        parent, change = one.getparent(), rng.randrange(7)
        if change == 0 and parent is not None:
            parent.remove(one)
        elif change == 1 and parent is not None:
            for _ in range(rng.choice((1, 1, 20))):
                parent.append(etree.fromstring(etree.tostring(one, with_tail=False)))
        elif change == 2 and one is not root and one not in other.iterancestors() and one is not other:
            other.append(one)
        elif change == 3 and one is not root:
            one.tag = other.tag
        elif change == 4 and one.attrib:
            one.set(
                rng.choice(sorted(one.attrib)),
                rng.choice(("", "9", "1_2", "-", "99999999999999999999", "deleted", "x" * 300)),
            )
        elif change == 5:
            one.text = rng.choice(
                ("", "(1) ", "§ 1", "第一条", "Artikel 7 bis", "x" * 300, "PART I", "1.1.1.1")
            )
        else:
            one.tail = rng.choice(("", "loose words", "(a)"))
        if len(elements) > 4000:
            break
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def tried(data: bytes) -> str:
    """What came of reading `data`: `clauses`, or the code of the first issue. Checks that every clause is a slice."""
    try:
        found = parse(Document(slug="fuzz", title=""), data)
    except InputError as error:
        return error.issues[0].code
    assert all(found.canonical_text[c.start : c.end] == c.text for c in found.clauses)
    assert len({c.eid for c in found.clauses}) == len(found.clauses)
    return "clauses"


def by_coverage(choice: list[bytes]) -> None:
    """Lets atheris choose the bytes; it never returns."""
    import atheris

    atheris.instrument_all()
    atheris.Setup([sys.argv[0]], lambda data: tried(data) and None)
    del choice
    atheris.Fuzz()


def limit_memory() -> None:
    """Lets the process have `MEMORY` more bytes of address space than it has now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Prints what came of how many, and the slowest."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--family", choices=(*FAMILIES, "all"), default="all")
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seconds", type=float, default=240.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--atheris", action="store_true")
    options.add_argument("--print-only", action="store_true")
    given = options.parse_args()
    choices = seeds()
    if given.atheris:
        by_coverage([seed for choice in choices.values() for seed in choice])
    for choice in choices.values():  # what is imported while reading is there before the limit
        for seed in choice[:3]:
            tried(seed)
    limit_memory()
    lines = []
    for name in FAMILIES if given.family == "all" else (given.family,):
        lines.append(run(name, choices[name], given.seed, given.count, given.seconds))
        print(lines[-1], flush=True)
    if given.print_only:
        return
    import results

    text = "\n".join(f"- {line}" for line in lines)
    results.replace(
        "fuzz readers",
        f"## fuzz readers\n\n`python benchmarks/fuzz_readers.py --family {given.family} --count {given.count}`\n\n{text}",
    )


def run(name: str, choice: list[bytes], seed: int, count: int, seconds: float) -> str:
    """Reads `count` damaged documents of a family, or as many as `seconds` allow; a line that says what came of them."""
    rng = random.Random(f"{name} {seed}")
    counts: Counter[str] = Counter()
    slowest = 0.0
    begun = time.monotonic()
    while counts.total() < count and time.monotonic() - begun < seconds:
        make = (
            damaged_word if name == "docx" else reshaped if name == "xml" and rng.random() < 0.7 else damaged
        )
        data = make(rng, choice)
        started = time.process_time()
        try:
            counts[tried(data)] += 1
        except BaseException:
            Path(f"fuzz-failure-{name}.bin").write_bytes(data)
            print(f"the bytes are in fuzz-failure-{name}.bin", file=sys.stderr)
            raise
        took = time.process_time() - started
        slowest = max(slowest, took)
        if took > SLOW:
            Path(f"fuzz-slow-{name}.bin").write_bytes(data)
            raise SystemExit(f"{took:.1f} s for {len(data):,} bytes, which are in fuzz-slow-{name}.bin")
    shown = ", ".join(f"{n} {code}" for code, n in counts.most_common())
    return f"{name}, seed {seed}: {counts.total():,} damaged documents, none unlisted, slowest {slowest:.2f} CPU s: {shown}"


if __name__ == "__main__":
    main()
