"""Deriving again what a release says: every text, table, count, gate and figure, compared with what is there field by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from curation.core import tables
from curation.core.digests import fold, sha256
from curation.core.errors import Issue, visible
from curation.core.files import disk
from curation.core.items import item_content
from curation.core.records import Category
from curation.release import cutting, gates
from curation.release.contents import splits
from curation.release.contents.evidence import counts, uncovered
from curation.release.contents.rows import CONFIG
from curation.release.files import configs, croissant, manifest, parquet
from curation.release.publication import published, versions
from curation.release.publication.changes import CHANGES

if TYPE_CHECKING:
    import polars as pl

    from curation.release.draft import ReleaseDraft
    from curation.release.files.configs import RowConfig
    from curation.release.gates import Gate
    from curation.release.verification.reading import Before, Tables

SHOWN = 20
"""Places of one file that are listed; the rest are counted."""
SWAPPED = "the bytes of this picture are not those that its row names"
_LATER = frozenset({"reexamined"})
"""Gates that need the earlier release: without it nobody can tell which judgements are new."""


def differences(
    folder: Path, body: Mapping[str, Any], draft: ReleaseDraft, read: Tables, previous: Before | None
) -> Iterator[Issue]:
    """Everything in which the release in `folder` differs from what its own rows, audit and settings give.

    Args:
        folder: The folder of the release.
        body: `release.json` as read.
        draft: What the release was written from, rebuilt.
        read: The tables of the release.
        previous: The release before it; None for the first.
    """
    name = folder.name
    blind = draft.before is not None and previous is None
    evaluated, forbidding = gates.evaluate(draft)
    found = _gates(evaluated, body, blind)
    every = configs.all_of(draft)
    digests = cutting.digests_of(draft, every)
    yield from _tables(name, every, read)
    made = cutting.manifest_body(draft, found, every, digests)
    yield from _fields(f"{name} > {manifest.FILE}", made, {key: body.get(key) for key in made})
    yield from _inputs(name, draft, body)
    texts = cutting.texts(draft, found, every, digests)
    content = manifest.content_digest(made["configs"])
    texts[croissant.FILE] = croissant.text(draft, every, cutting.parquets(folder), content)
    for path, text in texts.items():
        yield from _text(folder, path, text, draft, blind)
    unmade = {p for p in body["files"] if not p.endswith(".parquet")} - set(texts)
    yield from (
        Issue(f"{name} > {p}", "file-unknown", "is made from nothing in the release; take it out")
        for p in sorted(unmade)
    )
    known = {config.path(split) for config in every for split in config.splits} | {cutting.DIFF}
    unread = {p for p in body["files"] if p.endswith(".parquet")} - known
    yield from (Issue(f"{name} > {p}", "file-unknown", "belongs to no configuration") for p in sorted(unread))
    yield from _gates_that_forbid(name, forbidding, blind)
    yield from _rows(name, draft, every)
    yield from _judgements(name, draft)
    yield from published.times(folder)
    yield from _against_previous(folder, draft, previous)


# --- gates --------------------------------------------------------------------------------------------------------


def _gates(evaluated: Sequence[Gate], body: Mapping[str, Any], blind: bool) -> list[Gate]:
    """Every gate evaluated again; those that need the earlier release are taken as stated when it is not at hand."""
    stated = {g["name"]: g for g in body["gates"]}
    return [
        gates.Gate(**{("is_" if k == "is" else k): v for k, v in stated[g.name].items()})
        if blind and g.name in _LATER and g.name in stated
        else g
        for g in evaluated
    ]


def _gates_that_forbid(name: str, forbidding: Sequence[Issue], blind: bool) -> Iterator[Issue]:
    for issue in forbidding:
        gate = issue.code.removeprefix("gate-")
        if not (blind and gate in _LATER):
            yield Issue(f"{name} > {issue.where}", issue.code, issue.message)


# --- tables and rows ----------------------------------------------------------------------------------------------


def _tables(name: str, every: Sequence[RowConfig], read: Tables) -> Iterator[Issue]:
    for config in every:
        there = read.get(config.name, {})
        for split, data in config.splits.items():
            where = f"{name} > {config.path(split)}"
            if split not in there:
                yield Issue(
                    where, "file-missing", "is not there, though the rows need it; pull the release again"
                )
            elif not there[split].equals(data):
                yield Issue(
                    where, "view-differs" if config.view_of else "table-differs", _how(there[split], data)
                )
    for other in sorted(set(read) - {c.name for c in every}):
        yield Issue(
            f"{name} > {other}",
            "view-differs",
            "is a configuration that is made from nothing in the release; take it out",
        )


def _how(there: pl.DataFrame, data: pl.DataFrame) -> str:
    if there.columns != data.columns:
        return (
            f"has the columns {', '.join(there.columns)}; {', '.join(data.columns)} follow from the release"
        )
    if there.height != data.height:
        return f"has {there.height} rows, {data.height} follow from the release"
    columns = [c for c in data.columns if not there[c].equals(data[c])]
    return f"differs in {', '.join(columns)} from what follows from the release"


def _rows(name: str, draft: ReleaseDraft, every: Sequence[RowConfig]) -> Iterator[Issue]:
    """What each row says of its content, its clauses and its category, from the tables beside it."""
    where = f"{name} > {CONFIG}"
    for row in draft.rows.select("id", "fingerprint", *item_content.COLUMNS).iter_rows(named=True):
        if item_content.fingerprint(row) != row["fingerprint"]:
            yield Issue(
                f"{where} > {row['id']} > fingerprint",
                "fingerprint-wrong",
                "does not fit the content of the row; pull the release again",
            )
        for place, one in enumerate(row["pictures"]):
            if one["sha256"] not in draft.inputs.pictures:
                yield Issue(f"{where} > {row['id']} > images[{place}]", "picture-swapped", SWAPPED)
        if row["kind"] != draft.inputs.dataset.kind:
            yield Issue(
                f"{where} > {row['id']} > kind",
                "gate-keys",
                "is another kind than that of the dataset; pull the release again",
            )
    clauses = {
        c[0]: c[1:] for c in draft.inputs.clauses.select("id", "sha256", "text", "citation").iter_rows()
    }
    documents = {
        f"{slug}@{edition}": (jurisdiction, open_)
        for slug, edition, jurisdiction, open_ in draft.inputs.documents.select(
            "slug", "edition", "jurisdiction", "redistribute"
        ).iter_rows()
    }
    for row in draft.rows.iter_rows(named=True):
        for field, problem in _links(row, clauses, documents):
            yield Issue(f"{where} > {row['id']} > {field}", "gate-citations", problem)
    for clause, (sha, text, _) in clauses.items():
        if text and sha256(fold(text)) != sha:
            yield Issue(
                f"{name} > clauses > {clause} > sha256",
                "gate-citations",
                "is not the digest of the quoted words; pull the release again",
            )
    yield from _paths(where, draft)


def _links(
    row: Mapping[str, Any],
    clauses: Mapping[str, tuple[str, str, str]],
    documents: Mapping[str, tuple[str, bool]],
) -> Iterator[tuple[str, str]]:
    lists = [row[c] for c in ("clauses", "clause_sha256", "citations", "quotes")]
    if len({len(values) for values in lists}) != 1:
        yield "clauses", "clauses, digests, citations and quotes are not of one length"
        return
    for clause, sha, citation, quote in zip(*lists, strict=True):
        if clause not in clauses:
            yield "clauses", f"rests on {clause}, which is not among the clauses"
            continue
        words, text, cited = clauses[clause]
        if sha != words:
            yield "clause_sha256", f"rests on other words of {clause} than the release holds"
        if citation != cited:
            yield "citations", f"is not the citation of {clause}"
        if quote and not documents.get(clause.partition("#")[0], ("", False))[1]:
            yield "quotes", f"quotes {clause}, whose document may not be passed on"
        elif quote and quote not in text:
            yield "quotes", f"is not in {clause}"
    if row["why"] and len(row["why"]) != len(row["options"]):
        yield "why", "gives another number of reasons than there are options"
    named = sorted({j for c in row["clauses"] if (j := documents.get(c.partition("#")[0], ("", False))[0])})
    if list(row["jurisdictions"]) != named:
        yield "jurisdictions", "are not those of the documents it rests on"


def _paths(where: str, draft: ReleaseDraft) -> Iterator[Issue]:
    taxonomies = {t.id: t for t in draft.inputs.taxonomies}
    for row, category, path in draft.rows.select("id", "category", "category_path").iter_rows():
        taxonomy, _, code = category.partition(":")
        known = taxonomies.get(taxonomy)
        names = [c.name for c in known.path(code)] if known is not None and code in known else []
        if names != list(path):
            yield Issue(
                f"{where} > {row} > category_path",
                "gate-categories",
                "is not the path that the taxonomy gives its category; pull the release again",
            )


def _judgements(name: str, draft: ReleaseDraft) -> Iterator[Issue]:
    """What rows say of the judgements behind them, against `audit.json`."""
    where = f"{name} > audit.json"
    judgements = {j["id"]: j for j in draft.audit["judgements"]}
    for entry, times in Counter(j["id"] for j in draft.audit["judgements"]).items():
        if times > 1:
            yield Issue(f"{where} > judgements > {entry}", "figure-wrong", "is listed twice")
    rows = set(draft.rows["id"])
    for sort, named in (uncovered(draft.audit) or {}).items():
        for row in sorted(set(named) - rows):
            yield Issue(
                f"{where} > error > uncovered > {sort}", "figure-wrong", f"names {row}, which is no row here"
            )
    behind = {entry["row"]: entry["judgements"] for entry in draft.audit["behind"]}
    # A row that nobody decided counts what was said of its own words: what was said of earlier words, or of an edit that was taken
    # back, led to a decision of its own.
    other_words = {
        d["subject"] for d in draft.audit["decisions"] if d["outcome"] == "revise" or d["rule"] == "abandoned"
    }
    by_row = Counter(
        j["row"]
        for j in judgements.values()
        if counts(j) and j["kind"] != "mapping" and j["subject"] not in other_words
    )
    for row, named in behind.items():
        for missing in sorted(j for j in set(named) if j not in judgements):
            yield Issue(
                f"{where} > behind > {row}", "figure-wrong", f"names {missing}, which is no judgement here"
            )
        other = [j for j in named if j in judgements and judgements[j]["row"] not in (row, None)]
        yield from (
            Issue(f"{where} > behind > {row}", "figure-wrong", f"names {j}, a judgement of another row")
            for j in other
        )
    outcomes = {(d["rule"], *sorted(d["judgements"])) for d in draft.audit["decisions"]}
    for row, rule, count in draft.rows.select("id", "rule", "judgements").iter_rows():
        at = f"{name} > {CONFIG} > {row}"
        active = [j for j in behind.get(row, ()) if j in judgements and counts(judgements[j])]
        want = len(set(active)) if row in behind else by_row[row]
        if count != want:
            yield Issue(f"{at} > judgements", "figure-wrong", f"says {count}, audit.json has {want}")
        if (rule == "unreviewed") != (row not in behind):
            yield Issue(f"{at} > rule", "figure-wrong", f"says {rule!r}, audit.json says otherwise")
        elif row in behind and (rule, *sorted(behind[row])) not in outcomes:
            yield Issue(
                f"{at} > rule",
                "figure-wrong",
                f"no decision in audit.json gives {rule!r} by these judgements; cut the release again, or pull it again",
            )


# --- the manifest -------------------------------------------------------------------------------------------------


def _fields(where: str, made: Any, there: Any) -> Iterator[Issue]:
    """The fields in which two JSON values differ, by their path."""
    found = list(_differing(json.loads(json.dumps(made)), there, ""))
    for path, is_, want in found[:SHOWN]:
        yield Issue(
            f"{where} > {path}" if path else where,
            _code(where, path),
            f"says {is_}; {want} follows from the release",
        )
    if len(found) > SHOWN:
        yield Issue(where, "derived-differs", f"and {len(found) - SHOWN} more fields")


_CODES = (
    ("counts.", "count-wrong"),
    ("changes.", "count-wrong"),
    ("figures.", "figure-wrong"),
    ("gates", "gate-differs"),
    ("content_sha256", "digest-wrong"),
    ("configs.", "digest-wrong"),
)


def _code(where: str, path: str) -> str:
    """The code of a field of the manifest that differs."""
    known = (code for start, code in _CODES if path.startswith(start))
    return next(known, "derived-differs") if where.endswith(f" > {manifest.FILE}") else "derived-differs"


def _differing(made: Any, there: Any, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(made, Mapping) and isinstance(there, Mapping):
        for key in sorted({*made, *there}, key=str):
            yield from _differing(made.get(key), there.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(made, list) and isinstance(there, list) and len(made) == len(there):
        for place, (a, b) in enumerate(zip(made, there, strict=True)):
            named = a.get("name") if isinstance(a, Mapping) and isinstance(a.get("name"), str) else place
            yield from _differing(a, b, f"{path}[{named}]")
    elif made != there or type(made) is not type(there):
        yield visible(path)[:200], _brief(there), _brief(made)


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return visible(text if len(text) <= 60 else f"{text[:57]}...")


def _inputs(name: str, draft: ReleaseDraft, body: Mapping[str, Any]) -> Iterator[Issue]:
    """The digests of inputs that the release holds whole: taxonomies, scales, and the documents that its rows cite."""
    where = f"{name} > {manifest.FILE} > inputs"
    stated = body["inputs"]
    taxonomies = {
        t.id: parquet.frame_digest(tables.frame(t.categories, Category)) for t in draft.inputs.taxonomies
    }
    judging = {n: sha256(text) for n, text in draft.inputs.judging.items()}
    cited = {
        f"{slug}@{edition}": sha
        for slug, edition, sha in draft.inputs.documents.select("slug", "edition", "sha256").iter_rows()
    }
    yield from _fields(f"{where}.taxonomies", taxonomies, stated["taxonomies"])
    yield from _fields(f"{where}.judging", judging, stated["judging"])
    yield from _fields(
        f"{where}.documents", cited, {k: v for k, v in stated["documents"].items() if k in cited}
    )
    for key in sorted(set(body["changes"]) - {"asks_for", *CHANGES}):
        yield Issue(
            f"{name} > {manifest.FILE} > changes.{key}",
            "derived-differs",
            "is no kind of change that a release lists; pull the release again",
        )


# --- texts --------------------------------------------------------------------------------------------------------


def _text(folder: Path, path: str, made: str, draft: ReleaseDraft, blind: bool) -> Iterator[Issue]:
    where = f"{folder.name} > {path}"
    file = folder / path
    if file.is_symlink() or not file.is_file():
        yield Issue(
            where, "file-missing", "is not there, though every such release has it; pull the release again"
        )
        return
    there = disk.data(file).decode("utf-8", "replace")
    if path == "CHANGELOG.md" and blind:
        made, there = _latest(made), _latest(there)
    if there == made:
        return
    if path == "rows.sha256":
        yield from _row_lines(where, made, there)
        return
    parsed = [_parsed(path, text) for text in (made, there)]
    fields = list(_fields(where, *parsed)) if None not in parsed else []
    yield from fields
    if path == "README.md" or not fields:
        yield from _lines(
            where, *(text.partition("\n---\n")[2] if fields else text for text in (made, there))
        )


def _row_lines(where: str, made: str, there: str) -> Iterator[Issue]:
    """The rows whose digest is not the one listed, by their place in the tables."""
    ours, theirs = ({line.partition("  ")[2]: line for line in text.splitlines()} for text in (made, there))
    wrong = [
        name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)
    ]  # in the order of the files
    for name in wrong[:SHOWN]:
        yield Issue(f"{where} > {visible(name)[:200]}", "row-changed", "its digest is not that of the row")
    if len(wrong) > SHOWN or not wrong:
        yield Issue(
            where, "row-changed", f"{len(wrong)} rows differ" if wrong else "lists the rows in another order"
        )


def _latest(text: str) -> str:
    """The newest entry of a changelog, without what only the earlier release can tell: which rows were judged again."""
    head, _, rest = text.partition("\n## ")
    entry = rest.partition("\n## ")[0]
    return "\n".join(
        [head, *(line for line in entry.split("\n") if not line.startswith("- re-examined"))]
    ).rstrip()


def _parsed(path: str, text: str) -> Any:
    """The value of a JSON or YAML text, or of the head of a card; None for other texts and for what is none of these."""
    try:
        if path.endswith(".json"):
            return json.loads(text)
        if path.endswith((".yaml", ".cff")):
            return yaml.safe_load(text)
        if path == "README.md" and text.startswith("---\n"):
            return yaml.safe_load(text[4:].partition("\n---\n")[0])
    except (ValueError, RecursionError, yaml.YAMLError):
        return None
    return None


def _lines(where: str, made: str, there: str) -> Iterator[Issue]:
    """The first lines that differ, each with its heading; their words are shown, since no line of ours holds a passage."""
    section = ""
    ours, theirs = made.split("\n"), there.split("\n")
    wrong = 0
    for place in range(max(len(ours), len(theirs))):
        a = ours[place] if place < len(ours) else "nothing"
        b = theirs[place] if place < len(theirs) else "nothing"
        section = b[3:] if b.startswith("## ") else section
        if a != b:
            wrong += 1
            if wrong <= SHOWN // 4:
                at = f"line {place + 1}" + (f" ({visible(section)[:60]})" if section else "")
                yield Issue(
                    f"{where} > {at}",
                    "derived-differs",
                    f"says {_brief(b)}; {_brief(a)} follows from the release",
                )
    if wrong > SHOWN // 4:
        yield Issue(where, "derived-differs", f"and {wrong - SHOWN // 4} more lines")


# --- the earlier release ------------------------------------------------------------------------------------------


def _against_previous(folder: Path, draft: ReleaseDraft, previous: Before | None) -> Iterator[Issue]:
    """The splits by their rule, and what only the earlier release can tell: the diff, the withdrawn rows, the ids."""
    dataset = draft.inputs.dataset
    first = draft.before is None
    if first or previous is not None:
        was = dict(previous.rows.select("id", "split").iter_rows()) if previous else {}
        family = dict(draft.rows.select("id", "family").iter_rows())
        want = splits.assign(dataset.name, family, dataset.splits, was)
        for row, split in draft.rows.select("id", "split").iter_rows():
            if want[row] != split:
                yield Issue(
                    f"{folder.name} > {CONFIG} > {row} > split",
                    "split-wrong",
                    f"is {split}; {want[row]} follows from its family",
                )
    there = parquet.read(folder / cutting.DIFF)
    if not there.equals(draft.changes.rows):
        yield Issue(f"{folder.name} > {cutting.DIFF}", "table-differs", _how(there, draft.changes.rows))
    if previous is not None:
        kept = {(w["id"], w["reason"], w["since"]) for w in draft.withdrawn}
        for w in previous.body["withdrawn"]:
            if (w["id"], w["reason"], w["since"]) not in kept:
                yield Issue(
                    f"{folder.name} > {manifest.FILE} > withdrawn",
                    "derived-differs",
                    f"no longer says that {w['id']} was withdrawn",
                )
    for w in draft.withdrawn:
        if not versions.is_version(w["since"]) or versions.parse(w["since"]) > draft.version:
            yield Issue(
                f"{folder.name} > {manifest.FILE} > withdrawn > {w['id']}",
                "derived-differs",
                "was withdrawn by a later version",
            )
