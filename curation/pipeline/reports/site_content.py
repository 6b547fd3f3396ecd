"""What a site shows, read from a release folder or from a workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, visible
from curation.core.items import released
from curation.core.records import Category, Clause, Document, Record
from curation.pipeline.reports import page_pictures
from curation.release.contents.quotation import closed_passages, repeats_heading
from curation.report import pictures
from curation.report.site.content import ITEM_COLUMNS, Provision, Site, SiteCategory, SiteResult

if TYPE_CHECKING:
    import polars as pl

    from curation.pipeline.running import Run
    from curation.report.data import ReportData

PASSABLE = re.compile(r"(?:https?://|mailto:)[^\s<>\"']+")
"""Addresses that the page may link to."""
MEASURES = {
    "refuses_what_it_should": "refuses what it should",
    "helps_where_it_should": "helps where it should",
    "answers_rightly": "answers rightly",
}
"""Keys of an evidence pack and what the page calls them."""


# --- a release ----------------------------------------------------------------------------------------------------


def of_release(folder: Path, packs: Sequence[Path] = ()) -> Site:
    """The site of the release in `folder`; `packs` are folders of evidence packs whose results stand beside the items.

    Raises: InputError for a folder that is no verified release, and for a pack that cannot be read or is of another dataset.
    """
    from curation import release

    if issues := release.verify(folder):
        raise InputError(issues)
    body = release.manifest.load(folder)
    settings, counts = body["settings"], body["counts"]
    rows = release.read_items(folder).sort("id")
    images = page_pictures.small(_release_images(folder, body))
    documents = _table(folder, body, "documents", Document)
    clauses = _table(folder, body, "clauses", Clause)
    nodes = _nodes(_table(folder, body, "taxonomy", Category))
    places = {c["id"]: i for i, c in enumerate(clauses)}
    codes = {node.code: i for i, node in enumerate(nodes)}
    facts = [
        ("version", body["version"]),
        ("rows", f"{counts['rows']:,} in {counts['families']:,} families"),
        ("day", body["date"]),
        ("licence", body["licence"]),
        ("judgements", _judged(counts["rows_by_judgements"])),
        ("certified error rate", _error(body["figures"]["derived"], settings)),
        ("agreement", _agreement(body["figures"]["derived"], settings)),
        ("content digest", body["content_sha256"]),
        ("taxonomy", ", ".join(body["inputs"]["taxonomies"])),
    ]
    if body["kind"] == "question" and rows.height:
        facts.append(("levels", _levels(rows)))
    return Site(
        title=f"{body['title'] or body['dataset']} {body['version']}",
        kind="release",
        state=_state(body),
        facts=facts,
        paragraphs=[text for text in (settings["description"], settings["limits"]) if text],
        gates=[(g["name"], g["need"], g["is"], g["state"]) for g in body["gates"]],
        withdrawn=[(w["id"], w["reason"]) for w in body["withdrawn"]],
        losses=[
            (s["step"], s["taken"], s["given"], s["lost"]) for s in body["figures"]["given"].get("funnel", ())
        ],
        documents=[_document(d) for d in documents],
        provisions=_provisions(
            clauses, [f"{d['slug']}@{d['edition']}" for d in documents], {}, lambda _: True
        ),
        categories=nodes,
        items=[_item(row, places, codes, images) for row in rows.iter_rows(named=True)],
        report=_report_address(settings["report"] or settings["contact"], body["version"]),
        results=[_result(pack, body["dataset"]) for pack in packs],
    )


def _table(folder: Path, body: Mapping[str, Any], name: str, record: type[Record]) -> list[dict[str, Any]]:
    """The rows of a table beside the items, with the columns that its file leaves out because no row says anything in them."""
    if name not in body["configs"]:
        return []
    parts = [folder / name / f"{split}-00000-of-00001.parquet" for split in body["configs"][name]["splits"]]
    return [row for part in parts for row in released.table(part, record).to_dicts()]


def _release_images(folder: Path, body: Mapping[str, Any]) -> dict[str, bytes]:
    import polars as pl

    from curation.release.contents.rows import CONFIG

    found: dict[str, bytes] = {}
    for split in body["configs"][CONFIG]["splits"]:
        path = folder / CONFIG / f"{split}-00000-of-00001.parquet"
        if released.IMAGES in pl.read_parquet_schema(path):
            found |= released.image_bytes(pl.read_parquet(path, columns=[released.IMAGES]))
    return found


def _state(body: Mapping[str, Any]) -> str:
    if body["preview"]:
        return "This is a preview: too few people have judged its rows for a release, so no score on it should be reported."
    return "This is a release: every row was judged by people, and its files, counts and figures were derived again and found equal."


def _judged(by: Mapping[str, int]) -> str:
    return f"two or more for {by['two_or_more']:,} rows, one for {by['one']:,}, none for {by['none']:,}"


def _error(figures: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    from curation.release.contents import evidence

    said = evidence.certified_error(figures["error"], settings["gates"]["confidence"])
    if not said:
        return "none was certified"
    return f"{said['k']} errors in a random sample of {said['n']}: at most {said['upper']:.1%}, confidence {said['confidence']:.0%}"


def _agreement(figures: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    from curation.release.gates import coefficient, lower_bound

    name = settings["gates"]["coefficient"]
    agreement = figures["agreement"]
    if not agreement or not coefficient(agreement, name):
        return "no two people judged the same item"
    return lower_bound(agreement, name)[0].replace("_", " ")


def _levels(rows: pl.DataFrame) -> str:
    if "level" not in rows.columns:
        return "not stated"
    counted = sorted(rows["level"].value_counts().iter_rows())
    return ", ".join(f"{level or 'not stated'} {n:,}" for level, n in counted)


def _report_address(address: str, version: str) -> str:
    address = address.replace("{version}", version)
    if re.fullmatch(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+", address):
        address = f"mailto:{address}?subject={{id}}"
    return address if PASSABLE.fullmatch(address) else ""


# --- a workspace --------------------------------------------------------------------------------------------------


def of_workspace(run: Run, private: bool = False) -> Site:
    """The site of a workspace as its steps left it; of documents that may not be passed on only with `private` the words.

    Without it, a candidate that repeats a passage of such a document is left out, as a release leaves it out, and counted.
    """
    from curation.pipeline import running
    from curation.pipeline.reports import workspace_report
    from curation.sources import manifest

    running.look(run)
    data = workspace_report.report_data(run)
    known = {f"{d.slug}@{d.edition}": d for d in manifest.load(run.workspace)}
    documents = [d.model_dump() for d in known.values()]
    open_ones = {key for key, d in known.items() if private or d.redistribute}
    clauses = [] if data.clauses is None else data.clauses.to_dicts()
    nodes = _nodes(
        [{**c.model_dump(), "taxonomy": tax.id} for tax in data.taxonomies for c in tax.categories]
    )
    places = {c["id"]: i for i, c in enumerate(clauses)}
    codes = {node.code: i for i, node in enumerate(nodes)}
    fates = _fates(data)
    headings = {c["id"]: c["path"] for c in clauses if f"{c['document']}@{c['edition']}" not in open_ones}
    copied = set() if private else _repeating(data)
    images = page_pictures.of_workspace(run, data.candidates)
    items = []
    for row in [] if data.candidates is None else data.candidates.sort("id").iter_rows(named=True):
        if row["id"] in copied:
            continue
        closed = any(c.partition("#")[0] not in open_ones for c in row["clauses"])
        said = {**row, "quotes": [] if closed else [e["quote"] for e in row["evidence"]]}
        said["pictures"] = [p for p in row["pictures"] if not p["document"] or p["document"] in open_ones]
        if closed:
            shut = [heading for c in row["clauses"] for heading in headings.get(c, ())]
            topic = "" if repeats_heading(row["topic"], shut) else row["topic"]
            said |= {"explanation": "", "why": [], "topic": topic}
        outcome, judgements, rule, agreement = fates.get(row["id"], ("ready for review", 0, "", None))
        said |= {
            "family": row["root"],
            "state": outcome,
            "judgements": judgements,
            "rule": rule,
            "agreement": agreement,
            "generator": row["origin"]["generator"],
            "model": row["origin"]["model"],
        }
        items.append(_item(said, places, codes, images))
    drafts = (
        f"{len(items):,} candidates of the workspace {run.settings.name}: most were judged by nobody yet."
    )
    hidden = len(known) - len(open_ones)
    return Site(
        title=run.settings.name,
        kind="workspace",
        state=drafts + _left_out(hidden, len(copied)),
        facts=[
            ("documents", f"{len(documents):,}"),
            ("clauses", f"{len(clauses):,}"),
            ("rules", "0" if data.rules is None else f"{data.rules.height:,}"),
            ("candidates", f"{len(items):,}"),
            ("releases", ", ".join(f"{r.dataset} {r.version}" for r in data.releases) or "none"),
        ],
        losses=[(name, loss.taken, loss.given, loss.lost) for name, loss in data.losses],
        documents=[_document(d) for d in documents],
        provisions=_provisions(clauses, list(known), _rules(data.rules), open_ones.__contains__),
        categories=nodes,
        items=items,
    )


def _repeating(data: ReportData) -> set[str]:
    """Ids of the candidates whose own words repeat a passage of a document that may not be passed on."""
    if data.candidates is None or data.clauses is None or data.documents is None:
        return set()
    said = [part for tax in data.taxonomies for c in tax.categories for part in (c.name, c.definition)]
    passages = closed_passages(data.clauses, data.documents, said)
    if not passages:
        return set()
    repeating: set[str] = set()
    for row in data.candidates.select(
        "id", "text", "stem", "policy", "instruction", "options", "messages", "rubric"
    ).iter_rows(named=True):
        parts = [turn["content"] for turn in row["messages"]] + [point["text"] for point in row["rubric"]]
        own = (row["text"], row["stem"], row["policy"], row["instruction"], *row["options"], *parts)
        if any(passages.found_in(part) for part in own):
            repeating.add(row["id"])
    return repeating


def _left_out(hidden: int, copied: int) -> str:
    """What is said of the documents whose words are not shown, and of the candidates that repeat them."""
    if not hidden:
        return ""
    more = f" {copied:,} candidates that repeat such words are left out, too." if copied else ""
    return f" The words of {hidden} documents are left out, since they may not be passed on.{more}"


def _fates(data: Any) -> dict[str, tuple[str, int, str, float | None]]:
    """What became of each candidate, the number of judgements, the deciding rule and the agreement; the last step wins."""
    fates: dict[str, tuple[str, int, str, float | None]] = {}
    if data.candidates is not None:
        briefs = data.candidates.filter(data.candidates["status"] == "needs_authoring")["id"]
        fates |= dict.fromkeys(briefs, ("waits for a writer", 0, "", None))
    if data.findings is not None:
        errors = data.findings.filter(data.findings["severity"] == "error")
        for id, check in errors.sort("candidate", "check").select("candidate", "check").iter_rows():
            fates[id] = (f"stopped by check {check}", 0, "", None)
    if data.clusters is not None:
        fates |= {
            m: (f"a duplicate of {k}", 0, "", None)
            for m, k in data.clusters.select("member", "kept").iter_rows()
        }
    if data.decisions is not None:
        for subject, outcome, rule, judgements, agreement in data.decisions.select(
            "subject", "outcome", "rule", "judgements", "agreement"
        ).iter_rows():
            fates[subject] = (outcome, len(judgements), rule, agreement)
    return fates


def _rules(rules: pl.DataFrame | None) -> dict[str, list[str]]:
    """One line for each rule, by the clause that it stands in."""
    lines: dict[str, list[str]] = {}
    for row in () if rules is None else rules.iter_rows(named=True):
        parts = [("who", row["bearer"]), ("does", row["action"]), ("what", row["object"])]
        said = [f"{name}: {part['text']}" for name, part in parts if part]
        said += [f"if: {part['text']}" for part in row["conditions"]]
        said += [f"unless: {part['text']}" for part in row["exceptions"]]
        missing = f" (not read: {', '.join(row['unparsed'])})" if row["unparsed"] else ""
        for clause in row["clauses"][:1]:
            lines.setdefault(clause, []).append(
                f"{row['modality']}: {'; '.join(said) or 'no part was read'}{missing}"
            )
    return lines


# --- what both have -----------------------------------------------------------------------------------------------


def _document(row: Mapping[str, Any]) -> dict[str, str]:
    names = ("slug", "title", "issuer", "jurisdiction", "edition", "licence", "url")
    said = {name: _clean(row.get(name) or "") for name in names}
    return said | {"url": said["url"] if PASSABLE.fullmatch(said["url"]) else ""}


def _provisions(
    clauses: Iterable[Mapping[str, Any]],
    documents: Sequence[str],
    rules: Mapping[str, Sequence[str]],
    may_show: Any,
) -> list[Provision]:
    places = {name: i for i, name in enumerate(documents)}
    return [
        Provision(
            document=places.get(f"{c['document']}@{c['edition']}", 0),
            id=c["id"],
            citation=_clean(c["citation"]),
            heading=_clean(" › ".join(c.get("path") or ()))
            if may_show(f"{c['document']}@{c['edition']}")
            else "",
            text=_clean(c["text"]) if may_show(f"{c['document']}@{c['edition']}") else "",
            modality=c.get("modality") or "",
            rules=[_clean(r) for r in rules.get(c["id"], ())]
            if may_show(f"{c['document']}@{c['edition']}")
            else [],
        )
        for c in clauses
    ]


def _nodes(categories: Iterable[Mapping[str, Any]]) -> list[SiteCategory]:
    """The categories, each after the one above it."""
    rows = sorted(categories, key=lambda c: (c["taxonomy"], c["level"]))
    places: dict[str, int] = {}
    nodes: list[SiteCategory] = []
    for row in rows:
        code = f"{row['taxonomy']}:{row['code']}"
        above = f"{row['taxonomy']}:{row.get('parent')}" if row.get("parent") else ""
        places[code] = len(nodes)
        nodes.append(
            SiteCategory(
                code, _clean(row["name"]), places.get(above, -1), _clean(row.get("definition") or "")
            )
        )
    return nodes


def _item(
    row: Mapping[str, Any], places: Mapping[str, int], codes: Mapping[str, int], images: Mapping[str, bytes]
) -> list[Any]:
    """The cells of an item, in the order of `ITEM_COLUMNS`."""
    said = {
        **row,
        "text": row["stem"] or row["text"],
        "categories": [codes[c] for c in row["categories"] if c in codes],
        "clauses": [places[c] for c in row["clauses"] if c in places],
        "maker": " ".join(part for part in (row["generator"], row["model"]) if part),
        "pictures": [_picture(one, images) for one in row["pictures"]],
        "turns": [[turn["role"], _clean(turn["content"])] for turn in row["messages"]],
        "rubric": [
            [
                p["id"],
                p["role"],
                p["weight"],
                _clean(p["text"]),
                [places[c] for c in p["clauses"] if c in places],
            ]
            for p in row["rubric"]
        ],
    }
    plain = {
        "topic": "",
        "difficulty": "",
        "why": [],
        "pair": "",
        "expected": "",
        "level": "",
        "book": "",
        "state": "",
    }
    cells = [said.get(name, plain.get(name)) for name in ITEM_COLUMNS]
    return [
        _clean(c)
        if isinstance(c, str)
        else [_clean(x) if isinstance(x, str) else x for x in c]
        if isinstance(c, list)
        else c
        for c in cells
    ]


def _picture(one: Mapping[str, Any], images: Mapping[str, bytes]) -> list[str]:
    """Address with the bytes (empty where the page does not hold them), alternative text, source and licence of a picture."""
    return [pictures.address(one, images), _clean(one["alt"]), _clean(one["source"]), _clean(one["licence"])]


def _clean(text: str) -> str:
    """`text` with its lines, other control, bidi and zero-width characters written as escapes."""
    return (
        text
        if text.isprintable()
        else "\n".join(visible(line.replace("\t", " ")) for line in text.split("\n"))
    )


def _result(pack: Path, dataset: str) -> SiteResult:
    from curation.measure import pack as packs

    if issues := packs.verify(pack):
        raise InputError(issues)
    content = packs.load(pack)
    named = content["release"]["name"]
    if named != dataset:
        raise InputError.one(
            str(pack), "pack-of-another-dataset", f"measures {named!r}, and this release is of {dataset!r}"
        )
    measures = [key for key in MEASURES if any(row.get(key) for row in content["requirements"])]
    rows = [
        (
            row["clause"],
            _clean(row["citation"]),
            int(row["items"]),
            [
                None if not row.get(key) else tuple(row[key][part] for part in ("value", "low", "high", "n"))
                for key in measures
            ],
        )
        for row in content["requirements"]
    ]
    title = f"{_clean(str(content['model']))}, {content['date']}, on {named} {content['release']['version']}"
    return SiteResult(title, [MEASURES[key] for key in measures], rows)
