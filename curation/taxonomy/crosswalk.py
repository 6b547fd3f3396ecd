"""Crosswalks between taxonomies in SSSOM: tab-separated rows under a commented YAML head.

The columns are those of the Simple Standard for Sharing Ontological Mappings; `no match` is the object
`sssom:NoTermFound`, so that "looked for, not there" is data too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from curation.core import resources
from curation.core.errors import CurationError, InputError, Issue, StateError
from curation.core.records import Record
from curation.taxonomy.model import Taxonomy

NO_MATCH = "sssom:NoTermFound"
Predicate = Literal[
    "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"
]


class Link(Record):
    """One statement of a crosswalk: a category of one taxonomy stands so to a category of another."""

    subject_id: str
    """Code in the subject taxonomy."""
    predicate_id: Predicate
    """SKOS relation; `skos:broadMatch`: the object is broader than the subject."""
    object_id: str
    """Code in the object taxonomy, or `sssom:NoTermFound`."""
    mapping_justification: str
    """How it was decided: `semapv:ManualMappingCuration`, …"""
    author_label: str = ""
    """Who decided."""
    confidence: float = Field(1.0, ge=0, le=1)
    """How sure they are, in [0, 1]."""
    subject_source: str
    """Name of the subject taxonomy."""
    subject_source_version: str
    """Its version."""
    object_source: str
    """Name of the object taxonomy."""
    object_source_version: str
    """Its version."""
    comment: str = ""
    """Why, in a few words."""

    @property
    def subject(self) -> str:
        """The subject's qualified code."""
        return f"{self.subject_source}@{self.subject_source_version}:{self.subject_id}"

    @property
    def object(self) -> str:
        """The object's qualified code, `none` for no match."""
        code = "none" if self.object_id == NO_MATCH else self.object_id
        return f"{self.object_source}@{self.object_source_version}:{code}"

    @property
    def predicate(self) -> str:
        """The relation without its prefix."""
        return self.predicate_id.removeprefix("skos:")


COLUMNS = tuple(Link.model_fields)


def read(path: Path) -> list[Link]:
    """The statements of an SSSOM file.

    Raises: InputError with every faulty line.
    """
    try:
        return parse(path.read_text("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.one(path.name, "crosswalk-unreadable", f"cannot be read: {error}") from error


def load(name: str, workspace: Path | None = None) -> list[Link]:
    """The statements of a file, or of `schemas/crosswalks/<name>.sssom.tsv` of the workspace or the package.

    Raises: InputError with every faulty line; StateError when there is none of that name.
    """
    if name.endswith(".tsv"):
        return read(Path(name))
    if "/" in name or "\\" in name or name.startswith("."):
        raise StateError(f"{name!r} is not the name of a crosswalk; a path ends in .tsv")
    place = resources.find(f"crosswalks/{name}.sssom.tsv", workspace)
    return parse(place.read_text("utf-8-sig"), f"{name}.sssom.tsv")


def parse(text: str, where: str) -> list[Link]:
    """The statements of SSSOM text.

    Raises: InputError with every faulty line.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found: list[Link] = []
    issues: list[Issue] = []
    for number, row in enumerate(csv.DictReader(io.StringIO("\n".join(lines)), delimiter="\t"), 1):
        values = {k: v for k, v in row.items() if k in COLUMNS and v not in (None, "")}
        try:
            found.append(Link.model_validate(values))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            issues.append(Issue(f"{where} > row {number}", "crosswalk-invalid", f"{place}: {first['msg']}"))
    if issues:
        raise InputError(issues)
    return found


def to_tsv(links: Sequence[Link], title: str) -> str:
    """SSSOM text, as `parse` reads it."""
    out = io.StringIO()
    out.write(f"#mapping_set_title: {title}\n#curie_map:\n#  skos: http://www.w3.org/2004/02/skos/core#\n")
    out.write("#  semapv: https://w3id.org/semapv/vocab/\n#  sssom: https://w3id.org/sssom/\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(link, column) for column in COLUMNS] for link in links)
    return out.getvalue()


def lint(links: Sequence[Link], open_: Callable[[str], Taxonomy]) -> list[Issue]:
    """Every finding: unknown codes, other versions, statements given twice or against one another."""
    issues: list[Issue] = []
    opened: dict[str, Taxonomy | None] = {}
    seen: dict[tuple[str, str], str] = {}
    matched = {link.subject for link in links if link.object_id != NO_MATCH}
    for number, link in enumerate(links, 1):
        where = f"row {number}"
        for name, version, code in (
            (link.subject_source, link.subject_source_version, link.subject_id),
            (link.object_source, link.object_source_version, link.object_id),
        ):
            if name not in opened:
                try:
                    opened[name] = open_(name)
                except CurationError:
                    opened[name] = None
            tax = opened[name]
            if tax is None:
                issues.append(Issue(where, "crosswalk-taxonomy", f"there is no taxonomy {name!r}"))
            elif tax.version != version:
                issues.append(
                    Issue(
                        where, "crosswalk-version", f"is for {name} {version}; here is {tax.version}", "warn"
                    )
                )
            elif code != NO_MATCH and code not in tax:
                issues.append(Issue(where, "crosswalk-code", f"{name} has no category {code!r}"))
        pair = (link.subject, link.object)
        if pair in seen:
            kind = "crosswalk-duplicate" if seen[pair] == link.predicate_id else "crosswalk-conflict"
            issues.append(Issue(where, kind, f"{link.subject} and {link.object} are related already"))
        seen.setdefault(pair, link.predicate_id)
        if link.object_id == NO_MATCH and link.subject in matched:
            issues.append(Issue(where, "crosswalk-conflict", f"{link.subject} has a match and no match"))
    return issues


def apply(links: Sequence[Link], category: str) -> list[tuple[str, str, float]]:
    """What a qualified code becomes by the crosswalk: qualified code, relation and confidence, surest first.

    Works in both directions; reversed, broader becomes narrower. Empty when the crosswalk does not know the code.
    """
    turned = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
    found = [(link.object, link.predicate, link.confidence) for link in links if link.subject == category]
    found += [
        (link.subject, turned.get(link.predicate, link.predicate), link.confidence)
        for link in links
        if link.object == category and link.object_id != NO_MATCH
    ]
    return sorted(found, key=lambda each: (-each[2], each[0]))
