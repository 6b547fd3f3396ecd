"""A taxonomy in memory: its categories by code, and the factors of its product leaves. Pure, no files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from curation.core.errors import InputError
from curation.core.records import Category

NONE = "none"
"""The code that says: looked at, and nothing of this taxonomy applies."""


@dataclass(frozen=True)
class Factor:
    """One side of a product leaf: an act ("unauthorized disclosure") or what it is done to ("health data")."""

    set: str
    """Name of the set of factors it belongs to."""
    name: str
    definition: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Product:
    """Leaves under one parent that are every act with every thing, numbered in that order."""

    parent: str
    """Code of the category whose leaves these are."""
    first: int
    """Last number of the first leaf's code."""
    acts: tuple[Factor, ...]
    things: tuple[Factor, ...]

    def factors(self) -> Iterator[tuple[str, Factor, Factor]]:
        """Code of each leaf with its act and its thing."""
        for i, act in enumerate(self.acts):
            for j, thing in enumerate(self.things):
                yield f"{self.parent}.{self.first + i * len(self.things) + j}", act, thing


@dataclass(frozen=True)
class Taxonomy:
    """A versioned tree of categories. Codes are never renumbered; deprecated nodes stay."""

    name: str
    version: str
    levels: tuple[str, ...]
    """What each level is called, top first."""
    categories: tuple[Category, ...]
    """Every node, in the published order."""
    expected: tuple[int, ...] = ()
    """How many active nodes each level must have; empty when nobody said."""
    products: tuple[Product, ...] = ()
    title: str = ""
    note: str = ""
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Published codes that stand for several numbers of the source: `14.3940` for 39 and 40."""

    @property
    def id(self) -> str:
        """`<name>@<version>`."""
        return f"{self.name}@{self.version}"

    @cached_property
    def _by_code(self) -> dict[str, Category]:
        return {category.code: category for category in self.categories}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Category, ...]]:
        found: dict[str | None, list[Category]] = {}
        for category in self.categories:
            found.setdefault(category.parent, []).append(category)
        return {parent: tuple(nodes) for parent, nodes in found.items()}

    @cached_property
    def _factors(self) -> dict[str, tuple[Factor, Factor]]:
        return {
            code: (act, thing)
            for product in self.products
            for code, act, thing in product.factors()
            if code in self._by_code
        }

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Category:
        """The category called `code`.

        Raises: InputError when there is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise InputError.one(
                self.id,
                "category-unknown",
                f"has no category {code!r}; see: curation taxonomy show {self.name}",
            ) from None

    def path(self, code: str) -> tuple[Category, ...]:
        """The categories from the top down to `code`, itself included.

        Raises: InputError for an unknown code, an orphan or a ring of parents.
        """
        found = [self[code]]
        while (parent := found[-1].parent) is not None:
            if len(found) > len(self.categories):
                raise InputError.one(
                    f"{self.id} > {code}", "category-ring", "is its own ancestor; correct its parent"
                )
            found.append(self[parent])
        return tuple(reversed(found))

    def leaves(self) -> tuple[Category, ...]:
        """The active categories with none below them, in order: what clauses are mapped to, at whatever depth they stand."""
        return tuple(c for c in self.categories if c.status == "active" and not self.children(c.code))

    def at(self, level: int) -> tuple[Category, ...]:
        """The active categories of a level (1 at the top), in order."""
        return tuple(c for c in self.categories if c.level == level and c.status == "active")

    def children(self, code: str | None) -> tuple[Category, ...]:
        """The categories right below `code`; the top ones for None."""
        return self._children.get(code, ())

    def siblings(self, code: str) -> tuple[Category, ...]:
        """The other active categories under the same parent."""
        own = self[code]
        return tuple(c for c in self.children(own.parent) if c.code != code and c.status == "active")

    def factors(self, code: str) -> tuple[Factor, Factor] | None:
        """Act and thing of a product leaf, None for any other."""
        return self._factors.get(code)

    def qualified(self, code: str) -> str:
        """`<name>@<version>:<code>`; `none` is allowed.

        Raises: InputError for an unknown code.
        """
        return f"{self.id}:{code if code == NONE else self[code].code}"

    def named(self, name: str) -> tuple[Category, ...]:
        """The categories that carry `name` as preferred spelling or alias, letter case ignored."""
        wanted = name.strip().casefold()
        return tuple(
            c for c in self.categories if wanted in (c.name.casefold(), *(a.casefold() for a in c.aliases))
        )


def split_qualified(qualified: str) -> tuple[str, str]:
    """`air-2024@1.0:1.1.1` as (`air-2024@1.0`, `1.1.1`).

    Raises: InputError when it is not of that form.
    """
    taxonomy, colon, code = qualified.rpartition(":")
    if not (colon and code and "@" in taxonomy):
        raise InputError.one(qualified, "category-form", "is not <taxonomy>@<version>:<code>")
    return taxonomy, code
