"""Random changes of bytes: those that any format can suffer, and those that text formats know (numbers, tags, quotes, columns).

A mutation is a function of a random generator alone, so a run with the same seed and the same beginnings gives the same inputs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 60_000
"""Bytes of an input: longer ones try the speed of the machine and not the code."""
ODD = [
    b"", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\r", b"\n\n", b"\x0c", b"\x85", b"\t",
    "\u2028".encode(), "\u202e".encode(), "\u200b".encode(), "\xad".encode(), "İ".encode(), "ß".encode(), "１".encode(),
    "²".encode(), "十".encode(), "Ⅳ".encode(), "\U0001f600".encode(), b"-", b"--", b"%", b"&", b"&amp;", b"&#0;", b"&#x110000;",
    b"&lt;", b"<", b">", b"/>", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x?>", b"{", b"}", b"[", b"]", b"{}", b"[]", b"\"",
    b"'", b",", b";", b"|", b":", b"\\", b"\\u0000", b"\\ud800", b"null", b"true", b"NaN", b"Infinity", b"1e999", b"-0", b"0",
    b"1", b"-1", b"99", b"2147483648", b"9" * 30, b"0.1", b"1e-300", b"2024-02-30", b"..", b"../x", b"/", b"#", b"@", b"(a)",
    b"(i)", b"1.", b"1.1.1", b"Article 1", "§ 5".encode(), "第一条".encode(), b"ANNEX I", b"(1)", b"a" * 300,
]  # fmt: skip
"""What is put into inputs: signs that formats give a meaning to, numbers at the edges, broken encodings."""
_NUMBER = re.compile(rb"\d+")
_TOKEN = re.compile(rb"<[^<>]{0,200}>|\"[^\"\n]{0,200}\"|[A-Za-z_][\w.-]*|\d+|[^\s\w]")
_LINE = re.compile(rb"[^\n]*\n")


def mutated(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """`data` after one to a few changes; parts of `others` may be put in."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 9))):
        data = random.choice(_WAYS)(random, data, others)[:LONGEST]
    return data


def mutated_archive(
    random: Random,
    data: bytes,
    others: Sequence[bytes],
    change: Callable[[Random, bytes, list[bytes]], bytes] | None = None,
) -> bytes:
    """A ZIP file whose members were changed, by `change`, and packed again; at times the bytes of the archive itself."""
    if random.random() < 0.08:
        return mutated(random, data, others)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, KeyError):
        return mutated(random, data, others)
    texts = [body for _, body in members]
    changed = random.randrange(len(members)) if members else 0
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, body) in enumerate(members):
            chance = random.random()
            if number == changed or chance < 0.15:
                body = (change or mutated)(random, body, texts)
            if chance > 0.99:
                continue
            archive.writestr(name, body)
    return out.getvalue()


def _place(random: Random, data: bytes) -> tuple[int, int]:
    """A stretch of the data, mostly short."""
    start = random.randrange(len(data) + 1)
    length = int(random.expovariate(1 / random.choice((2, 8, 60, 400))))
    return start, min(len(data), start + length)


def _token(random: Random, data: bytes) -> tuple[int, int]:
    """The place of a tag, a string, a word, a number or a sign; any stretch where there is none."""
    start = random.randrange(len(data) + 1)
    found = _TOKEN.search(data, start) or _TOKEN.search(data)
    return found.span() if found else _place(random, data)


def _flip(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _cut(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = random.choice((_place, _token))(random, data)
    return data[:start] + data[end:]


def _put(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = random.choice((_place, _token))(random, data)
    return data[:start] + random.choice(ODD) + data[random.choice((start, end)) :]


def _double(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = random.choice((_place, _token))(random, data)
    times = random.choice((1, 1, 2, 5, 40, 400))
    return data[:end] + data[start:end] * times + data[end:]


def _move(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = random.choice((_place, _token))(random, data)
    rest = data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _splice(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = random.choice(others) if others else data
    start, end = random.choice((_place, _token))(random, other)
    at, until = random.choice((_place, _token))(random, data)
    return data[:at] + other[start:end] + data[random.choice((at, until)) :]


def _number(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return _put(random, data, others)
    one = random.choice(found)
    value = int(one[0][:30])
    new = random.choice((0, value + 1, value - 1, -value, value * 10, 2**31, 2**63, 10**18, 1))
    return data[: one.start()] + str(new).encode() + data[one.end() :]


def _line(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = _LINE.findall(data)
    if len(lines) < 2:
        return _double(random, data, others)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(3)
    if way == 0:
        del lines[one]
    elif way == 1:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines.insert(one, lines[other])
    return b"".join(lines)


def _end(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _encode(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    try:
        text = data.decode("utf-8")
        return text.encode(
            random.choice(("utf-16", "utf-16-le", "latin-1", "cp1252", "shift_jis", "utf-32", "utf-8-sig"))
        )
    except (UnicodeError, LookupError):
        return _flip(random, data, others)


_WAYS = [_flip, _cut, _cut, _put, _put, _put, _double, _double, _move, _splice, _splice, _splice, _number, _number, _line, _end, _encode]  # fmt: skip
