"""Names and addresses replaced throughout a document: a product's next version is no change of its rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from curation.text import worddiff
from curation.text.packs import names_of_parts

_ADDRESS = r"https?://[^\s,;]+|www\.[^\s,;]+|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+|(?<![\w-])(?<![\w-]\.)(?:[\w-]++\.)+[a-z]{2,}/[^\s,;]+"
WORD = re.compile(rf"{_ADDRESS}|(?:[A-Z][\w-]* ){{1,3}}\d+(?:\.\d+)*\b|\d+(?:\.\d+)+|\w+|[^\w\s]")
"""A word, a mark, an address, or a name with its version (`Llama 3.1`), which is replaced as one."""

_Swap = tuple[str, str]


def renamed(
    near: Iterable[tuple[int, int]], before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]
) -> set[tuple[int, int]]:
    """Pairs that differ only by names replaced in the same way in three clauses or more, or by addresses.

    Numbers after anything but a name (`12 months`, `Article 5`) are no names: to change them is to change the rule.
    """
    swaps: dict[tuple[int, int], set[_Swap]] = {}
    counts: Counter[_Swap] = Counter()
    for o, n in near:
        a, b = list(before[o]), list(after[n])
        swapped: set[_Swap] = set()
        for kind, i, j, k, m in worddiff.operations(a, b):
            if kind != "equal":
                swapped.add(_swap(a[i:j], b[k:m]))
        swaps[o, n] = swapped
        counts.update(swapped)
    names = {swap for swap, count in counts.items() if _moved(swap) or (count >= 3 and _is_name(swap))}
    products = {swap[1].rstrip("0123456789. ").rpartition(" ")[2] for swap in names if not _moved(swap)} - {
        ""
    }
    names |= {swap for swap in counts if _same_product(swap, products)}
    return {pair for pair, swapped in swaps.items() if swapped and swapped <= names}


def _swap(old: list[str], new: list[str]) -> _Swap:
    """What was replaced by what, without the words at the beginning that both have."""
    a, b = " ".join(old).split(" "), " ".join(new).split(" ")
    while len(a) > 1 and len(b) > 1 and a[0] == b[0] and not a[1][:1].isdigit():
        del a[0], b[0]
    return " ".join(a), " ".join(b)


def _moved(swap: _Swap) -> bool:
    """Whether an address took the place of another: where to write or read changed, not the rule."""
    return all(re.fullmatch(rf"(?:{_ADDRESS})", part) for part in swap)


def _same_product(swap: _Swap, products: set[str]) -> bool:
    """Whether both sides are nothing but a name that is replaced throughout, longer or shorter: `Llama 2`, `Meta Llama 3`."""
    return all(
        re.fullmatch(r"(?:[A-Z][\w-]*+ )*+(?:[A-Z][\w-]*+(?<=\d)[\d.]*|(?<= )\d[\d.]*)", part)
        and products & set(part.split(" "))
        for part in swap
    )


def _is_name(swap: _Swap) -> bool:
    return len(swap[0]) + len(swap[1]) < 60 and all(
        _NAME.search(part) and part.partition(" ")[0].lower() not in _ACTS | names_of_parts() for part in swap
    )


_NAME = re.compile(r"[A-Z]\w*\d|[a-z][A-Z]|\b[A-Z]{2,}\b|[A-Z][\w-]* \d|^[A-Z][\w-]* [A-Z]")
"""Inner capitals, letters with digits, an abbreviation, a name with a version, or two capitalised words."""
_ACTS = frozenset({"directive", "regulation", "satz"})
"""Words before a number that name an act or a sentence of one: with the names of parts, no name of a product begins with them."""
