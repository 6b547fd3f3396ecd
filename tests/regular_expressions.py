"""The regular expressions of the package, strings that are hard for each, and how long a search in them takes."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from pathlib import Path
from re import _constants as names
from re import _parser
from types import ModuleType
from typing import Any

from curation.text import packs

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "curation"
SHORTEST, LONGEST = 256, 16384
"""Signs of the texts that are searched: the next is twice as long, until one takes `SLOW` seconds."""
NEAR, MIDDLE, FAR = 300, 2400, 19200
"""Signs of the texts in which single attempts are compared."""
SHORT_ATTEMPT, LONG_ATTEMPT = 1e-5, 1e-3
"""Seconds of an attempt that is too short to be one that reads on, and of one that surely is more than linear."""
SLOW = 0.02
"""Seconds from which on a search counts: linear ones take a hundredth of it in the longest text."""
LEAST = SLOW / 64
"""Seconds that a search is taken to last at least, since a clock is not exact."""
STEEP = 8.0
"""How many times longer a text four times as long may take: a linear search takes 4 times, a quadratic one 16 times."""
END = "\0"
"""What a hard text ends with, so that a pattern fails there and tries every other way."""
MOST = 80
"""Most beginnings and pieces that are tried of one pattern."""
MOST_PLACES = 12
"""Most places in a piece at which an attempt is made."""
_CALLS = frozenset({"compile", "sub", "subn", "match", "search", "fullmatch", "findall", "finditer", "split"})
_SAMPLES = " a1.A,-(\n_\"'/:;)*#"


@dataclass(frozen=True)
class Expression:
    """A pattern, where it stands, and whether it is only asked for at the beginning of a text (`match`, `fullmatch`)."""

    place: str
    pattern: re.Pattern[str]
    anchored: bool


@cache
def expressions(parts: tuple[str, ...] = ()) -> list[Expression]:
    """Every pattern of the package once, or of some parts of it.

    Those that modules hold, those written in calls of `re`, and those that functions make of the tables of the languages.
    """
    found: dict[str, Expression] = {}

    def take(place: str, pattern: re.Pattern[Any], anchored: bool) -> None:
        key = f"{pattern.flags}:{pattern.pattern}:{anchored}"
        if isinstance(pattern.pattern, str):
            found.setdefault(key, Expression(place, pattern, anchored))

    trees = _trees()
    elsewhere = _asked_elsewhere()
    for path, tree in trees.items():
        words = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(words[:-1] if words[-1] == "__init__" else words)
        if words[-1] == "__main__" or (parts and words[1] not in parts):
            continue
        for line, method, pattern in _written(tree):
            if method != "compile":
                take(f"{name}:{line}", pattern, method in ("match", "fullmatch"))
        asked = _asked(tree)
        module = importlib.import_module(name)
        held = ((variable, each) for variable, value in vars(module).items() for each in _held(value, 3))
        for variable, pattern in chain(held, _made(module)):
            ways = (asked.get(variable, set()) | elsewhere.get(f"{name}.{variable}", set())) or {"search"}
            take(f"{name}.{variable}", pattern, ways <= {"match", "fullmatch"})
    return list(found.values())


@cache
def _trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _asked(tree: ast.Module) -> dict[str, set[str]]:
    """By a name, every method that a module calls on its value or on what it returns, and `search` where it is used otherwise."""
    called: dict[str, set[str]] = {}
    methods = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        value = node.value.func if isinstance(node.value, ast.Call) else node.value
        if isinstance(value, ast.Name):
            called.setdefault(value.id, set()).add(node.attr)
            methods.add(id(value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in methods:
            called.setdefault(node.id, set()).add("search")
    return called


@cache
def _asked_elsewhere() -> dict[str, set[str]]:
    """By the full name of a variable, every method that other modules call on its value, and `search` where they use it otherwise."""
    called: dict[str, set[str]] = {}
    for tree in _trees().values():
        # What a name of this module stands for: a module of the package, or a variable of one.
        imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("curation")
            for alias in node.names
        }
        methods = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (full := _full_name(node.value, imported)):
                called.setdefault(full, set()).add(node.attr)
                methods.add(id(node.value))
        for node in ast.walk(tree):
            if id(node) not in methods and (full := _full_name(node, imported)):
                called.setdefault(full, set()).add("search")
    return called


def _full_name(node: ast.AST, imported: dict[str, str]) -> str:
    """The full name of a variable that is written `module.VARIABLE` or `VARIABLE`; empty for anything else."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return imported.get(node.id, "")
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
        return f"{imported[node.value.id]}.{node.attr}"
    return ""


def _written(tree: ast.Module) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    """The patterns that are written out in calls of `re`, with their lines and the function called."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if (
            isinstance(node, ast.Call)
            and isinstance(called, ast.Attribute)
            and isinstance(called.value, ast.Name)
            and called.value.id == "re"
            and called.attr in _CALLS
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            ignore = "re.I" in ast.unparse(node)
            yield node.lineno, called.attr, re.compile(node.args[0].value, re.I if ignore else 0)


def _made(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that the functions of a module make of the tables of each language, by the name of the function."""
    for name, function in vars(module).items():
        plain = inspect.unwrap(function) if callable(function) else function
        if not inspect.isfunction(plain) or plain.__module__ != module.__name__:
            continue
        if "Pattern" in str(plain.__annotations__.get("return")):
            values = [_given(parameter) for parameter in inspect.signature(plain).parameters]
            for arguments in product(*values):
                for pattern in _held(plain(*arguments), 2):
                    yield name, pattern


@cache
def _given(parameter: str) -> tuple[object, ...]:
    """What a parameter of such a function can be; nothing for one that is not a name of a language or of a table."""
    if parameter in ("language", "tag"):
        return packs.languages()
    if parameter == "name":
        tables = [table for tag in packs.languages() for table in packs.pack(tag).rules.items()]
        # What is put behind a text, and lines of several parts: nothing is searched for with these.
        behind = {name for name, listed in tables if any(p.startswith(" ") or " | " in p for p in listed)}
        return tuple(sorted({name for name, _ in tables} - behind))
    return {"place": ("before", "after"), "semicolons": (False, True), "lines": (False, True)}.get(
        parameter, ()
    )


def _held(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value and in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for inner in value.values():
            yield from _held(inner, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            yield from _held(inner, depth - 1)


def pumps(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Pairs of a beginning and a piece that, repeated, stays inside some open-ended part of the pattern."""
    found: dict[tuple[str, str], None] = {}
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    _walk(list(tree), "", found)
    if found:
        for sign in _SAMPLES:
            found.setdefault(("", sign))
    return list(found)[:MOST]


def _walk(items: list[Any], before: str, found: dict[tuple[str, str], None]) -> str:
    """Adds the pumps of a sequence; gives a text that the sequence matches, roughly."""
    text = before
    for kind, value in items:
        if kind in (names.MAX_REPEAT, names.MIN_REPEAT, getattr(names, "POSSESSIVE_REPEAT", None)):
            least, most, inner = value
            body = _walk(list(inner), "", {})
            if most is names.MAXREPEAT or most > 200:
                if text:
                    # What opens the pattern, again and again: each is a beginning from which the rest is read in vain.
                    found.setdefault(("", text[-20:]))
                for piece in _pieces(list(inner), body):
                    found.setdefault((text, piece))
                    found.setdefault(("", piece))
            _walk(list(inner), text, found)
            text += body * max(1, min(int(least), 3)) if least else ""
        elif kind is names.SUBPATTERN:
            text = _walk(list(value[3]), text, found)
        elif getattr(names, "ATOMIC_GROUP", None) is kind:
            text = _walk(list(value), text, found)
        elif kind is names.BRANCH:
            ends = [_walk(list(branch), text, found) for branch in value[1]]
            text = min(ends, key=len) if ends else text
        elif kind in (names.ASSERT, names.ASSERT_NOT):
            _walk(list(value[1]), text, found)
        else:
            text += next(iter(_signs(kind, value)), "")
    return text


def _pieces(inner: list[Any], body: str) -> list[str]:
    """What is repeated: the signs of a class, else a text that the part matches."""
    if len(inner) == 1 and inner[0][0] in (
        names.IN,
        names.ANY,
        names.NOT_LITERAL,
        names.LITERAL,
        names.CATEGORY,
    ):
        return _signs(*inner[0])[:4]
    return [body] if body else []


def _signs(kind: Any, value: Any) -> list[str]:
    """Some signs that one item of a pattern matches."""
    if kind is names.LITERAL:
        return [chr(value)]
    if kind is names.ANY:
        return list(" a.")
    if kind is names.NOT_LITERAL:
        return [s for s in _SAMPLES if s != chr(value)][:4]
    if kind is names.CATEGORY:
        return [s for s in _SAMPLES if _in_category(value, s)][:4]
    if kind is names.IN:
        inverted = value and value[0][0] is names.NEGATE
        members = [s for s in _SAMPLES if any(_member(item, s) for item in value)]
        if inverted:
            return [s for s in _SAMPLES if s not in members][:5]
        first = [
            chr(v if k is names.LITERAL else v[0]) for k, v in value if k in (names.LITERAL, names.RANGE)
        ]
        return (members + first)[:5]
    return []


def _member(item: Any, sign: str) -> bool:
    kind, value = item
    if kind is names.LITERAL:
        return ord(sign) == value
    if kind is names.RANGE:
        return value[0] <= ord(sign) <= value[1]
    return kind is names.CATEGORY and _in_category(value, sign)


def _in_category(category: Any, sign: str) -> bool:
    word = str(category).rpartition("_")[2]
    matched = {"SPACE": sign.isspace(), "DIGIT": sign.isdigit(), "WORD": sign.isalnum() or sign == "_"}.get(
        word, False
    )
    return not matched if "NOT_" in str(category) else matched


def seconds(expression: Expression, text: str) -> float:
    """The processor time of one search through the whole of a text, as the package asks."""
    started = time.process_time()
    if expression.anchored:
        expression.pattern.match(text)
        expression.pattern.fullmatch(text)
    else:
        for _ in expression.pattern.finditer(text):
            pass
    return time.process_time() - started


def explodes(expression: Expression) -> str:
    """A text of a few hundred signs that takes seconds, in words; empty where there is none."""
    for before, piece in pumps(expression.pattern):
        for length in (24, 200):
            if seconds(expression, _text(before, piece, length)) > 0.2:
                return _shown(before, piece)
    return ""


def steep(expression: Expression) -> tuple[float, float, str]:
    """The first text that is slow, else the worst found: seconds, how many times more than for a text a quarter as long, the text.

    Texts are made longer step by step and no longer than shows it, so that a cubic pattern takes no minutes.
    """
    worst = (0.0, 0.0, "")
    for before, piece in pumps(expression.pattern):
        if not expression.anchored and not _reads_on(expression.pattern, before, piece):
            continue
        taken = [seconds(expression, _text(before, piece, SHORTEST >> 2))]
        length = SHORTEST >> 1
        while length <= LONGEST and (len(taken) < 3 or taken[-1] <= SLOW):
            taken.append(seconds(expression, _text(before, piece, length)))
            length *= 2
        measured = (taken[-1], taken[-1] / max(taken[-3], LEAST), _shown(before, piece))
        worst = max(worst, measured)
        if measured[0] > SLOW and measured[1] > STEEP:
            return measured
    return worst


def _reads_on(pattern: re.Pattern[str], before: str, piece: str) -> bool:
    """Whether one attempt reads on to the end of what is repeated and does not take it: only then can a search be quadratic.

    A search attempts a match at each place. It is linear where each attempt stops after a bounded number of signs, and where
    an attempt that reads on takes what it read. An attempt costs microseconds, a search through the text a thousand times more.
    """
    texts = [_text(before, piece, length) for length in (NEAR, MIDDLE, FAR)]
    for place in (0, *range(len(before), len(before) + min(len(piece), MOST_PLACES))):
        taken: list[float] = []
        for text in texts:
            taken.append(_attempt(pattern, text, place))
            if taken[-1] > LONG_ATTEMPT:
                return True
        first, last = taken[0], taken[-1]
        if last > 4 * first and last > SHORT_ATTEMPT:
            if last > 2 * (FAR / NEAR) * first:
                return True  # one attempt alone is more than linear
            match = pattern.match(texts[-1], place)
            # From the one place at the beginning on, an attempt that is linear is one attempt only.
            if place >= len(before) and (match is None or match.end() - place < FAR / 2):
                return True
    return False


def _attempt(pattern: re.Pattern[str], text: str, place: int) -> float:
    """Seconds of a match at one place: the smaller of two, since a first one may fill the caches."""
    taken = []
    for _ in range(2):
        started = time.process_time()  # what other processes do meanwhile does not count
        pattern.match(text, place)
        taken.append(time.process_time() - started)
        if taken[0] > LONG_ATTEMPT:
            break
    return min(taken)


def _text(before: str, piece: str, length: int) -> str:
    """A hard text: a beginning, a piece again and again over `length` signs, and a sign that no pattern takes."""
    return before + piece * max(1, length // len(piece)) + END


def _shown(before: str, piece: str) -> str:
    return f"{before[:30]!r} + {piece[:20]!r} × n"
