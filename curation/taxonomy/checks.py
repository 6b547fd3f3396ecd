"""What is wrong with a taxonomy, and how two versions of one differ. Pure; every finding at once."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from curation.core.errors import Issue
from curation.core.records import Category
from curation.taxonomy.model import Taxonomy
from curation.text import worddiff
from curation.text.category_words import FILLER

LONGEST_NAME = 200
"""Characters of a name beyond which it is compared with no other: it is a text, and comparing thousands of them takes minutes."""
NEAR = 0.9
"""Names of two siblings that are at least this alike (0-1, difflib ratio) are probably one category."""
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"[a-z](?:Group|Category|Risk)s?\b|\b[A-Z][a-z]+(?:Group|Category)s?\b")


def lint(taxonomy: Taxonomy) -> list[Issue]:
    """Every finding about `taxonomy`, in the order of its nodes within each rule."""
    checks = (_counts, _tree, _lifecycle, _names, _aliases, _joined, _damage, _definitions, _products)
    return [issue for check in checks for issue in check(taxonomy)]


def _at(taxonomy: Taxonomy, code: str) -> str:
    return f"{taxonomy.id} > {code}"


def _counts(tax: Taxonomy) -> Iterator[Issue]:
    for level, (name, want) in enumerate(zip(tax.levels, tax.expected, strict=False), 1):
        have = len(tax.at(level))
        if have != want:
            yield Issue(
                tax.id,
                "level-count",
                f"level {level} ({name}) has {have} nodes, expected {want}; correct the file, or the number in `expected`",
            )
    if tax.expected and len(tax.expected) != len(tax.levels):
        yield Issue(
            tax.id,
            "level-count",
            f"there are {len(tax.levels)} `levels` and {len(tax.expected)} numbers in `expected`; write one number for each level",
        )


def _tree(tax: Taxonomy) -> Iterator[Issue]:
    by_code = {c.code: c for c in tax.categories}
    for c in tax.categories:
        if not 1 <= c.level <= len(tax.levels):
            yield Issue(
                _at(tax, c.code),
                "level-unknown",
                f"stands on level {c.level}, and the taxonomy has {len(tax.levels)}; correct the level, or name one more in `levels`",
            )
        if c.parent is None:
            if c.level != 1:
                yield Issue(
                    _at(tax, c.code), "orphan", f"stands on level {c.level} and names no parent; name one"
                )
        elif c.parent not in by_code:
            yield Issue(
                _at(tax, c.code),
                "orphan",
                f"names the parent {c.parent}, and there is no such category; correct the code",
            )
        elif by_code[c.parent].level != c.level - 1:
            yield Issue(
                _at(tax, c.code),
                "level-jump",
                f"stands on level {c.level}, its parent {c.parent} on level {by_code[c.parent].level}; a category stands one level below its parent",
            )
        if c.level < len(tax.levels) and c.status == "active" and not tax.children(c.code):
            yield Issue(
                _at(tax, c.code),
                "branch-empty",
                "has no categories under it; add one, or take this category out",
                "warn",
            )


def _lifecycle(tax: Taxonomy) -> Iterator[Issue]:
    for c in tax.categories:
        for code in c.replaced_by:
            if code not in tax:
                yield Issue(
                    _at(tax, c.code),
                    "replacement-unknown",
                    f"is to be replaced by {code}, and there is no such category; correct the code",
                )
        if c.replaced_by and c.status == "active":
            yield Issue(
                _at(tax, c.code),
                "replacement-active",
                "names what replaces it and is still active; write deprecated as its status, or take `replaced_by` out",
            )


def folded(name: str) -> str:
    """`name` for comparing: compatibility forms, lower case, punctuation and spacing dropped."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def _names(tax: Taxonomy) -> Iterator[Issue]:
    families: dict[str | None, list[Category]] = defaultdict(list)
    product = {code for p in tax.products for code, _, _ in p.factors()}
    for c in tax.categories:
        if c.status == "active":
            families[c.parent].append(c)
        if not c.name.strip():
            yield Issue(_at(tax, c.code), "name-empty", "has no name; write one")
    for members in families.values():
        names = [folded(c.name) for c in members]
        for i, a in enumerate(members):
            for j, b in enumerate(members[i + 1 :], i + 1):
                if a.code in product and b.code in product:
                    continue  # product leaves share one factor by design
                left, right = names[i], names[j]
                if left == right:
                    yield Issue(
                        _at(tax, b.code),
                        "name-duplicate",
                        f"has the name of its sibling {a.code}; give each its own",
                    )
                elif _may_be_near(left, right) and worddiff.ratio(left, right, NEAR) >= NEAR:
                    yield Issue(
                        _at(tax, b.code), "name-near", f"is named almost like its sibling {a.code}", "warn"
                    )


def _may_be_near(left: str, right: str) -> bool:
    """Whether two names are short enough to be compared, and alike enough in length to be near."""
    shorter, longer = sorted((len(left), len(right)))
    return longer <= LONGEST_NAME and 2 * shorter >= NEAR * (shorter + longer)


def _joined(taxonomy: Taxonomy) -> Iterator[Issue]:
    """Cues and aliases that are several in one."""
    for category in taxonomy.categories:
        for word in (*category.cues, *category.aliases):
            if ";" in word:
                message = f"{word!r} holds a semicolon; part cues and aliases by ' | '"
                yield Issue(_at(taxonomy, category.code), "list-joined", message, "warn")


def _aliases(tax: Taxonomy) -> Iterator[Issue]:
    owners: dict[tuple[int, str | None, str], list[str]] = defaultdict(list)
    for c in tax.categories:
        if c.status != "active":
            continue
        for name in {c.name, *c.aliases}:
            owners[(c.level, c.parent, name.casefold())].append(c.code)
    for (_, _, _name), codes in sorted(owners.items(), key=lambda pair: (pair[0][2], pair[1])):
        distinct = sorted(set(codes))
        if len(distinct) > 1:
            yield Issue(
                _at(tax, distinct[1]),
                "alias-clash",
                f"has a spelling that {', '.join(distinct[:1])} has, too; keep it at one of them",
            )


def _damage(tax: Taxonomy) -> Iterator[Issue]:
    """Traces of search-and-replace and lost words in preferred names."""
    for c in tax.categories:
        name = c.name
        if _CAMEL.search(name):
            yield Issue(
                _at(tax, c.code), "name-damaged", "two words run together, as after a search-and-replace"
            )
        if name != name.strip() or "  " in name or "\ufffd" in name:
            yield Issue(_at(tax, c.code), "name-damaged", "stray space or replacement character")
        if name[:1].islower() and sum(s.name[:1].isupper() for s in tax.siblings(c.code)):
            yield Issue(
                _at(tax, c.code),
                "name-damaged",
                "starts in lower case unlike its siblings; a word may be lost",
                "warn",
            )
        if name.rstrip().endswith((".", ";", ",")):
            yield Issue(_at(tax, c.code), "name-sentence", "ends like a sentence, not a name", "warn")


def tautological(category: Category) -> bool:
    """True when the definition says nothing beyond the words of the name."""
    said = set(folded(category.definition).split()) - FILLER
    new = said - set(folded(category.name).split())
    return bool(category.definition) and (len(new) < 3 or "is defined as" in category.definition)


def _definitions(tax: Taxonomy) -> Iterator[Issue]:
    bottom = len(tax.levels)
    for c in tax.categories:
        if c.status != "active":
            continue
        if not c.definition:
            if c.level == bottom:
                yield Issue(_at(tax, c.code), "definition-missing", "a leaf needs a definition", "warn")
        elif tautological(c):
            yield Issue(_at(tax, c.code), "definition-tautology", "the definition repeats the name", "warn")


def _products(tax: Taxonomy) -> Iterator[Issue]:
    for product in tax.products:
        if product.parent not in tax:
            yield Issue(
                tax.id,
                "product-parent",
                f"a product is to stand under {product.parent}, and there is no such category",
            )
            continue
        missing = [code for code, _, _ in product.factors() if code not in tax]
        if missing:
            yield Issue(
                _at(tax, product.parent),
                "product-leaf",
                f"{len(missing)} product leaves are missing: {missing[0]}…",
            )


ChangeKind = Literal[
    "added", "removed", "renamed", "respelled", "moved", "redefined", "deprecated", "restored"
]


@dataclass(frozen=True)
class Difference:
    """One difference between two versions of a taxonomy."""

    kind: ChangeKind
    """`respelled`: the new name was an alias already, or differs in case and punctuation only."""
    code: str
    old: str
    new: str


def diff(a: Taxonomy, b: Taxonomy) -> list[Difference]:
    """What changed from `a` to `b`, by code: removed first, then in the order of `b`."""
    old = {c.code: c for c in a.categories}
    new = {c.code: c for c in b.categories}
    differences = [Difference("removed", c.code, c.name, "") for c in a.categories if c.code not in new]
    for c in b.categories:
        if c.code not in old:
            differences.append(Difference("added", c.code, "", c.name))
        else:
            differences.extend(_changes(old[c.code], c))
    return differences


def _changes(old: Category, new: Category) -> Iterator[Difference]:
    if old.name != new.name:
        same = folded(old.name) == folded(new.name) or new.name in old.aliases or old.name in new.aliases
        yield Difference("respelled" if same else "renamed", new.code, old.name, new.name)
    if old.parent != new.parent or old.level != new.level:
        yield Difference("moved", new.code, old.parent or "", new.parent or "")
    if old.definition != new.definition:
        yield Difference("redefined", new.code, old.definition, new.definition)
    if old.status != new.status:
        kind: ChangeKind = "deprecated" if new.status == "deprecated" else "restored"
        yield Difference(kind, new.code, old.status, new.status)
