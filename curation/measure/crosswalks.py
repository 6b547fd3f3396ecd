"""Items by the categories of another taxonomy, through a crosswalk in SSSOM."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from curation import taxonomy
from curation.core.errors import StateError
from curation.measure.settings import CROSSWALK
from curation.taxonomy import NONE, Taxonomy, crosswalk


def checked(by: str) -> str:
    """`by` as it was given, once the crosswalk it names was read: `crosswalk:air-2024.owasp-llm`, or a path of a file.

    Raises: StateError when there is none; InputError when it cannot be read.
    """
    _walk(by.removeprefix(CROSSWALK))
    return by


def names(category: str, by: str) -> tuple[str, ...]:
    """The categories of the other taxonomy that a qualified category stands for, as `code name`; `none` where the crosswalk
    says that nothing fits, `(not in the crosswalk)` where it does not speak of the category.
    """
    return _names(by.removeprefix(CROSSWALK), category)


@lru_cache(maxsize=65_536)
def _names(name: str, category: str) -> tuple[str, ...]:
    if not category:
        return ()
    links, opened = _walk(name)
    own = opened.get(category.rpartition(":")[0].partition("@")[0])
    codes = crosswalk.translate(links, [category], own)
    return tuple(_label(code, opened) for code in codes) or ("(not in the crosswalk)",)


@lru_cache(maxsize=16)
def _walk(name: str) -> tuple[list[crosswalk.Link], Mapping[str, Taxonomy]]:
    """The statements, and the taxonomies of them that are here."""
    links = crosswalk.load(name)
    opened: dict[str, Taxonomy] = {}
    for source in sorted({link.subject_source for link in links} | {link.object_source for link in links}):
        try:
            opened[source] = taxonomy.load(source)
        except StateError:
            continue  # A crosswalk to a taxonomy that is not here is read by its codes.
    return links, opened


def _label(qualified: str, opened: Mapping[str, Taxonomy]) -> str:
    owner, _, code = qualified.rpartition(":")
    if code == NONE:
        return NONE
    known = opened.get(owner.partition("@")[0])
    return f"{code} {known[code].name}" if known is not None and code in known else code
