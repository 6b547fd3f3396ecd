"""`croissant.json`: the release described in Croissant 1.1 with the responsible-AI and provenance terms the Hub does not fill.

The terms are those of the MLCommons Croissant and Croissant-RAI specifications; values come from the release's own data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, Issue, MissingExtra
from curation.core.items import released
from curation.core.records import Document
from curation.release.contents import evidence
from curation.release.files import citation

if TYPE_CHECKING:
    import polars as pl

    from curation.release.draft import ReleaseDraft
    from curation.release.files.configs import RowConfig

_CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "arrayShape": "cr:arrayShape", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "containedIn": "cr:containedIn", "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field",
    "fileObject": "cr:fileObject", "fileProperty": "cr:fileProperty", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isArray": "cr:isArray", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/", "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
_TYPES = {"String": "sc:Text", "Int64": "cr:Int64", "Float64": "cr:Float64", "Boolean": "sc:Boolean"}


FILE = "croissant.json"


def text(
    draft: ReleaseDraft, configs: Sequence[RowConfig], files: Mapping[str, Mapping[str, Any]], content: str
) -> str:
    """The text of `croissant.json`; `files` gives the SHA-256 and size of each Parquet file by path."""
    dataset = draft.inputs.dataset
    documents = next((d for c in configs if c.name == "documents" for d in c.splits.values()), None)
    body = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": dataset.name,
        "description": dataset.description
        or f"{dataset.title or dataset.name}, made from regulation and policy text.",
        "version": str(draft.version),
        "datePublished": draft.date,
        "citeAs": citation.bibtex(draft, content),
        "creator": [_creator(name) for name in citation.authors(draft)],
        "url": dataset.homepage,
        "license": f"https://spdx.org/licenses/{dataset.licence}",
        "inLanguage": sorted(set(draft.rows["language"])),
        "keywords": ["safety", "benchmark", dataset.taxonomy, f"canary {dataset.canary}"],
        **_rai(draft),
        "prov:wasDerivedFrom": list(_sources(documents)),
        "distribution": [_file(path, entry) for path, entry in sorted(files.items())],
        "recordSet": [_records(c, s) for c in configs for s in c.splits],
    }
    body = {name: value for name, value in body.items() if value not in ("", [])}
    return json.dumps(body, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _file(path: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{entry['size']} B",
        "encodingFormat": "application/x-parquet",
        "sha256": entry["sha256"],
    }


def _records(config: RowConfig, split: str) -> dict[str, Any]:
    name = f"{config.name}/{split}"
    schema = config.splits[split].schema
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": config.what,
        "key": {"@id": f"{name}/{config.key}"},
        "field": [_field(name, column, dtype, config.path(split)) for column, dtype in schema.items()],
    }


def _field(records: str, column: str, dtype: Any, path: str) -> dict[str, Any]:
    inner = getattr(dtype, "inner", None)
    if column == released.IMAGES:
        return {
            "@type": "cr:Field",
            "@id": f"{records}/{column}",
            "name": column,
            "dataType": "sc:ImageObject",
            "source": {
                "fileObject": {"@id": path},
                "extract": {"column": column},
                "transform": {"jsonPath": "bytes"},
            },
            "isArray": True,
            "arrayShape": "-1",
        }
    if (parts := getattr(inner, "fields", None)) is not None:
        return {
            "@type": "cr:Field",
            "@id": f"{records}/{column}",
            "name": column,
            "isArray": True,
            "arrayShape": "-1",
            "subField": [_part(records, column, part.name, part.dtype, path) for part in parts],
        }
    return {
        "@type": "cr:Field",
        "@id": f"{records}/{column}",
        "name": column,
        "dataType": _TYPES[str(inner or dtype)],
        "source": {"fileObject": {"@id": path}, "extract": {"column": column}},
        **({"isArray": True, "arrayShape": "-1"} if inner is not None else {}),
    }


def _part(records: str, column: str, name: str, dtype: Any, path: str) -> dict[str, Any]:
    """A field of the records that a column lists, say the role of a turn."""
    field = _field(records, f"{column}/{name}", dtype, path)
    field["name"] = name
    field["source"] |= {"extract": {"column": column}, "transform": {"jsonPath": name}}
    return field


def _rai(draft: ReleaseDraft) -> dict[str, Any]:
    found, rows = draft.derived, draft.rows
    judged = evidence.judged_rows(rows)
    machine = sorted({f"{g} {m}".strip() for g, m in rows.select("generator", "model").iter_rows()})
    per_item = judged["in_all"] / rows.height if rows.height else 0
    return {
        "rai:dataCollection": "Clauses of the named documents, mapped to categories; items written from them and reviewed.",
        "rai:dataAnnotationProtocol": f"Independent judgements, decided by rule; {judged['none']} of {rows.height} rows have none.",
        "rai:dataAnnotationPlatform": "Label Studio",
        "rai:dataAnnotationAnalysis": f"{found['pairs']} pairs of annotators, {found['pairs_agreeing']} of them agreeing.",
        "rai:annotationsPerItem": f"{per_item:.2f} on average",
        "rai:annotatorDemographics": "Reviewers are numbered, nothing else about them is published.",
        "rai:machineAnnotationTools": machine,
        "rai:hasSyntheticData": True,
        "rai:dataBiases": "Categories and jurisdictions are covered as the documents speak of them, not evenly.",
        "rai:dataLimitations": draft.inputs.dataset.limits or "See the card.",
        "rai:dataUseCases": "Measuring refusal and safety knowledge of language models.",
        "rai:dataSocialImpact": "Names conduct that regulations forbid, at the level of the regulation.",
        "rai:personalSensitiveInformation": "None is collected; documents are public rules.",
        "rai:dataReleaseMaintenancePlan": "Versions say what changed and whether scores stay comparable; withdrawn ids are kept.",
    }


def _creator(name: str) -> dict[str, Any]:
    return {"@type": "sc:Person" if "," in name else "sc:Organization", "name": name}


def _sources(documents: pl.DataFrame | None) -> Iterator[dict[str, Any]]:
    every = () if documents is None else released.filled(documents, Document).iter_rows(named=True)
    for d in every:
        entry = {"@type": "prov:Entity", "@id": d["id"], "name": d["title"], "sha256": d["sha256"]}
        yield entry | ({"url": d["url"]} if d["url"] else {})


def validate(folder: Path) -> list[Issue]:
    """What mlcroissant finds wrong with `croissant.json` in `folder`.

    Raises: MissingExtra where mlcroissant is not installed.
    """
    try:
        import mlcroissant
    except ImportError as error:
        raise MissingExtra("hub", "validating croissant.json") from error
    import logging

    logging.getLogger("absl").setLevel(logging.ERROR)
    place = f"{folder.name} > croissant.json"
    try:
        mlcroissant.Dataset(jsonld=folder / "croissant.json")
    except (mlcroissant.ValidationError, ValueError) as error:
        return [Issue(place, "croissant-invalid", str(error).replace("\n", " ")[:500])]
    return []


def check(folder: Path) -> None:
    """Validates where mlcroissant is installed.

    Raises: InputError with what it finds.
    """
    try:
        if issues := validate(folder):
            raise InputError(issues)
    except MissingExtra:
        return
