"""American regulations read in pieces: the same clauses as read whole, in memory that does not grow."""

import subprocess
import sys
from pathlib import Path

import pytest
from curation.core.errors import InputError
from curation.readers import parse_file, reading, stream_file
from curation.readers.xml import ecfr, streaming

LETTERS = "abcdefgh"
RECORDS = "".join(
    f"<P>({a}) <I>Records.</I> The owner of a machine shall keep a record of each use for ten years and show it on demand to an inspector.</P>\n"
    f"<P>(1) A record is kept on paper.</P>\n<P>(i) Each page is numbered.</P>\n"
    for a in LETTERS
)
ECFR = (
    '<?xml version="1.0"?>\n<DLPSTEXTCLASS><TEXT><BODY><ECFRBRWS><DIV1 N="7" TYPE="TITLE"><HEAD>Title 7</HEAD>\n',
    '<DIV5 N="{n}" TYPE="PART"><HEAD>PART {n}—MACHINES</HEAD>\n<DIV6 N="A" TYPE="SUBPART"><HEAD>Subpart A—General</HEAD>\n',
    '<DIV8 N="§ {n}.{i}" TYPE="SECTION"><HEAD>§ {n}.{i}   Records.</HEAD>\n' + RECORDS + "</DIV8>\n",
    '</DIV6>\n<DIV9 N="A" TYPE="APPENDIX"><HEAD>Appendix A to Part {n}</HEAD><P>A form.</P></DIV9></DIV5>\n',
    "</DIV1></ECFRBRWS></BODY></TEXT></DLPSTEXTCLASS>",
)
CFR = (
    '<?xml version="1.0"?>\n<CFRDOC><FMTR><TITLEPG><TITLENUM>Title 7</TITLENUM></TITLEPG></FMTR><TITLE><CHAPTER>\n',
    "<PART><HD SOURCE='HED'>PART {n}—MACHINES</HD>\n<SUBPART><HD>Subpart A—General</HD>\n",
    "<SECTION><SECTNO>§ {n}.{i}</SECTNO><SUBJECT>Records.</SUBJECT>\n" + RECORDS + "</SECTION>\n",
    "</SUBPART></PART>\n",
    "</CHAPTER></TITLE></CFRDOC>",
)
USLM = (
    '<?xml version="1.0"?>\n<cfrDoc xmlns="http://schemas.gpo.gov/xml/uslm"><meta><docNumber>7</docNumber></meta><main>\n',
    '<part><num value="{n}">PART {n}</num><heading>MACHINES</heading>\n',
    '<section><num value="{n}.{i}">§ {n}.{i}</num><heading>Records.</heading><paragraph><num value="a">(a)</num><content>The owner shall keep a record '
    "of each use.</content></paragraph></section>\n",
    "</part>\n",
    "</main></cfrDoc>",
)


def write(path: Path, dialect: tuple[str, ...], size: int, sections: int = 50) -> Path:
    """A made-up title of at least `size` bytes."""
    head, part, section, end, tail = dialect
    with path.open("w", encoding="utf-8") as out:
        out.write(head)
        number = 0
        while out.tell() < size:
            number += 1
            out.write(part.format(n=number))
            for order in range(1, sections):
                out.write(section.format(n=number, i=order))
            out.write(end.format(n=number))
        out.write(tail)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("dialect", [ECFR, CFR, USLM], ids=["ecfr", "cfr", "uslm"])
@pytest.mark.parametrize("scope", ["own", "whole"])
def test_in_pieces_or_whole_the_clauses_are_the_same(tmp_path, monkeypatch, dialect, scope):
    path = write(tmp_path / "title.xml", dialect, 20_000, sections=4)
    monkeypatch.setattr(reading, "_HEAD", 2048)
    pieces, whole = list(stream_file(path, scope)), parse_file(path, scope)
    assert pieces == whole.clauses
    assert all(whole.canonical_text[c.start : c.end] == c.text for c in pieces)
    assert any(clause.citation.startswith("7 CFR 1.2(a)") for clause in pieces)


def test_a_fault_in_the_middle_is_an_issue_after_the_clauses_before_it(tmp_path, monkeypatch):
    path = write(tmp_path / "title.xml", ECFR, 30_000, sections=4)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    monkeypatch.setattr(reading, "_HEAD", 2048)
    found = stream_file(path)
    assert next(found).eid == "part_1"
    with pytest.raises(InputError, match="xml-broken"):
        list(found)


MEASURE = """
import resource, sys
from pathlib import Path
from curation.readers import stream_file
count = sum(1 for _ in stream_file(Path(sys.argv[1])))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_thirty_megabytes_need_no_more_memory_than_two(tmp_path):
    peaks = {}
    for size in (2, 30):
        path = write(tmp_path / f"title{size}.xml", ECFR, size * 1_000_000)
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
        )
        count, peaks[size] = map(int, done.stdout.split())
        assert count > size * 10_000
    assert peaks[30] < peaks[2] + 32  # MB; thirty megabytes parsed at once are some 180


def test_a_section_without_an_end_is_refused_before_it_takes_all_memory(monkeypatch):
    """Sections before it have been given; many sections that are together larger than the limit are no matter."""
    monkeypatch.setattr(streaming, "MOST", 100_000)
    section = ECFR[2].replace("{n}", "1")
    whole = (
        ECFR[0] + ECFR[1].replace("{n}", "1") + "".join(section.replace("{i}", str(i)) for i in range(1, 101))
    )
    assert len(whole) > 150_000
    given = []
    with pytest.raises(InputError, match="document-large"):
        for piece in streaming.pieces(Endless(whole.encode()), ecfr.DIALECT):
            given.append(piece.node.kind)
    assert given.count("section") == 100


class Endless:
    """A file that begins as it is given, and goes on for ever with the words of one section."""

    def __init__(self, head):
        self.head, self.place = head + b'<DIV8 N="1" TYPE="SECTION"><P>', 0

    def seek(self, place):
        self.place = place

    def read(self, size):
        part = self.head[self.place : self.place + size]
        self.place += len(part)
        return part or b"A word and one more. " * (size // 21 + 1)
