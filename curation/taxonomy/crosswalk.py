"""Crosswalks between taxonomies in SSSOM: tab-separated rows under a commented YAML head.

The columns are those of the Simple Standard for Sharing Ontological Mappings; `no match` is the object
`sssom:NoTermFound`, so that "looked for, not there" is data too. `curation.taxonomy.sssom` reads the files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from curation.core import resources
from curation.core.errors import CurationError, InputError, Issue, StateError
from curation.core.files import disk
from curation.core.records import Record
from curation.taxonomy import sssom
from curation.taxonomy.model import NONE, Taxonomy, split_qualified

NO_MATCH = "sssom:NoTermFound"
RELATIONS = {
    "skos:exactMatch": "exactMatch",
    "skos:closeMatch": "closeMatch",
    "skos:broadMatch": "broadMatch",
    "skos:narrowMatch": "narrowMatch",
    "skos:relatedMatch": "relatedMatch",
    "skos:mappingRelation": "relatedMatch",
    "owl:equivalentClass": "exactMatch",
    "owl:sameAs": "exactMatch",
    "rdfs:subClassOf": "broadMatch",
    "oboInOwl:hasDbXref": "relatedMatch",
}
"""What the predicates of SSSOM mean as a relation of SKOS; `broadMatch`: the object is broader than the subject."""
TURNED = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
_SKOS = "http://www.w3.org/2004/02/skos/core#"


class Link(Record):
    """One statement of a crosswalk: a category of one taxonomy stands so to a category of another."""

    subject_id: str = Field(min_length=1)
    """Code in the subject taxonomy."""
    subject_label: str = ""
    """Its name, for readers of the file."""
    predicate_id: str = Field(min_length=1)
    """Relation, of SKOS as a rule; `skos:broadMatch`: the object is broader than the subject."""
    predicate_modifier: str = ""
    """`Not` when the statement denies the relation."""
    object_id: str = Field(min_length=1)
    """Code in the object taxonomy, or `sssom:NoTermFound`."""
    object_label: str = ""
    """Its name, for readers of the file."""
    mapping_justification: str
    """How it was decided: `semapv:ManualMappingCuration`, …"""
    author_label: str = ""
    """Who decided."""
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How sure they are, in [0, 1]."""
    subject_source: str = Field(min_length=1)
    """Name of the subject taxonomy."""
    subject_source_version: str = ""
    """Its version, empty when the file does not say."""
    object_source: str = Field(min_length=1)
    """Name of the object taxonomy."""
    object_source_version: str = ""
    """Its version, empty when the file does not say."""
    see_also: str = ""
    """Where the object was published: what the decision was made from."""
    comment: str = ""
    """Why, in a few words."""

    @property
    def subject(self) -> str:
        """The subject's qualified code."""
        return _qualified(self.subject_source, self.subject_source_version, self.subject_id)

    @property
    def object(self) -> str:
        """The object's qualified code, `none` for no match."""
        code = NONE if self.object_id == NO_MATCH else self.object_id
        return _qualified(self.object_source, self.object_source_version, code)

    @property
    def predicate(self) -> str:
        """The relation without its prefix; a predicate that is none of `RELATIONS` as it stands."""
        name = self.predicate_id.replace(_SKOS, "skos:")
        return RELATIONS.get(name, name)

    @property
    def denied(self) -> bool:
        """Whether the statement says that the relation does not hold."""
        return self.predicate_modifier.casefold() == "not"


def _qualified(source: str, version: str, code: str) -> str:
    return f"{source}@{version}:{code}" if version else f"{source}:{code}"


COLUMNS = tuple(Link.model_fields)
_ALWAYS = frozenset(
    ["subject_id", "predicate_id", "object_id", "mapping_justification", "confidence", "subject_source", "object_source"]
)  # fmt: skip


def read(path: Path) -> list[Link]:
    """The statements of an SSSOM file: TSV, CSV or JSON, its head inside or beside it.

    Raises: InputError with every faulty line.
    """
    try:
        text = disk.text(path, "utf-8-sig")
    except (OSError, disk.Unusable) as error:
        raise InputError.one(path.name, "crosswalk-unreadable", f"cannot be read: {error}") from error
    return parse(text, path.name, sssom.beside_of(path))


def load(name: str, workspace: Path | None = None) -> list[Link]:
    """The statements of a file, or of `schemas/crosswalks/<name>.sssom.tsv` of the workspace or the package.

    Raises: InputError with every faulty line; StateError when there is none of that name.
    """
    if name.endswith((".tsv", ".csv", ".json")):
        return read(Path(name))
    if "/" in name or "\\" in name or name.startswith("."):
        raise StateError(f"{name!r} is not the name of a crosswalk; a path ends in .tsv, .csv or .json")
    known = resources.names("crosswalks", ".sssom.tsv", workspace)
    if name not in known:
        raise StateError(
            f"no crosswalk called {name!r}; there are {', '.join(known)}; or give the path of a file"
        )
    place = resources.find(f"crosswalks/{name}.sssom.tsv", workspace)
    return parse(disk.text(place, "utf-8-sig"), f"{name}.sssom.tsv")


def names(workspace: Path | None = None) -> list[str]:
    """The names of the crosswalks there are, the workspace's own and the packaged ones."""
    return resources.names("crosswalks", ".sssom.tsv", workspace)


def parse(text: str, where: str, beside: str = "") -> list[Link]:
    """The statements of SSSOM text.

    Raises: InputError with every faulty line.
    """
    links: list[Link] = []
    issues: list[Issue] = []
    for number, row in enumerate(sssom.rows(text, where, beside), 1):
        values = {k: v for k, v in row.items() if k in COLUMNS}
        # A row of a set that no tool justified is still a statement; the standard's word for it says so.
        values.setdefault("mapping_justification", "semapv:UnspecifiedMatching")
        try:
            links.append(Link.model_validate(values))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            issues.append(Issue(f"{where} > row {number}", "crosswalk-invalid", f"{place}: {first['msg']}"))
    if issues:
        raise InputError(issues)
    return links


def to_tsv(links: Sequence[Link], title: str) -> str:
    """SSSOM text, as `parse` reads it, without the columns that no statement fills."""
    out = io.StringIO()
    out.write(f"#mapping_set_title: {title}\n#curie_map:\n#  skos: {_SKOS}\n")
    out.write("#  semapv: https://w3id.org/semapv/vocab/\n#  sssom: https://w3id.org/sssom/\n")
    columns = [c for c in COLUMNS if c in _ALWAYS or any(getattr(link, c) != "" for link in links)]
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([getattr(link, column) for column in columns] for link in links)
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
            elif version and tax.version != version:
                issues.append(
                    Issue(
                        where, "crosswalk-version", f"is for {name} {version}; here is {tax.version}", "warn"
                    )
                )
            elif code != NO_MATCH and code not in tax:
                issues.append(Issue(where, "crosswalk-code", f"{name} has no category {code!r}"))
        if link.predicate not in RELATIONS.values():
            issues.append(
                Issue(
                    where,
                    "crosswalk-predicate",
                    f"{link.predicate_id} is no relation of SKOS; it is not applied",
                    "warn",
                )
            )
        pair = (link.subject, link.object)
        if pair in seen:
            kind = "crosswalk-duplicate" if seen[pair] == link.predicate_id else "crosswalk-conflict"
            issues.append(Issue(where, kind, f"{link.subject} and {link.object} are related already"))
        seen.setdefault(pair, link.predicate_id)
        if link.object_id == NO_MATCH and link.subject in matched:
            issues.append(
                Issue(
                    where,
                    "crosswalk-conflict",
                    f"{link.subject} has one line with a match and one that says that it has none; take one of them out",
                )
            )
    return issues


def apply(
    links: Sequence[Link], category: str, taxonomy: Taxonomy | None = None
) -> list[tuple[str, str, float]]:
    """What a qualified code becomes by the crosswalk: qualified code, relation and confidence, surest first.

    Works in both directions; reversed, broader becomes narrower. With the code's own `taxonomy`, a category without a
    statement of its own takes those of the nearest category above it. Empty when the crosswalk does not know the code.
    """
    for each in (category, *_above(category, taxonomy)):
        if targets := _targets(links, each):
            return targets
    return []


def _above(category: str, taxonomy: Taxonomy | None) -> list[str]:
    """The qualified codes above a category, the nearest first."""
    if taxonomy is None:
        return []
    owner, code = split_qualified(category)
    if owner.partition("@")[0] != taxonomy.name or code not in taxonomy:
        return []
    return [f"{owner}:{above.code}" for above in reversed(taxonomy.path(code)[:-1])]


def _targets(links: Sequence[Link], category: str) -> list[tuple[str, str, float]]:
    known = [link for link in links if not link.denied and link.predicate in RELATIONS.values()]
    targets = [(link.object, link.predicate, link.confidence) for link in known if link.subject == category]
    targets += [
        (link.subject, TURNED.get(link.predicate, link.predicate), link.confidence)
        for link in known
        if link.object == category and link.object_id != NO_MATCH
    ]
    return sorted(targets, key=lambda each: (-each[2], each[0]))


def translate(
    links: Sequence[Link], categories: Sequence[str], taxonomy: Taxonomy | None = None, least: float = 0.0
) -> list[str]:
    """The qualified codes that `categories` become in the other taxonomy, sorted; `none` alone when nothing fits.

    Statements with a confidence below `least` are left out. Categories of a third taxonomy say nothing.
    """
    codes: set[str] = set()
    for category in categories:
        codes.update(code for code, _, sure in apply(links, category, taxonomy) if sure >= least)
    matched = {code for code in codes if not code.endswith(f":{NONE}")}
    return sorted(matched or codes)
