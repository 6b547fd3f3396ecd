"""What stands where: the work that waits, the one command to run next, and everything that the report shows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.records import Decision, Document, Judgement, ReviewItem
from curation.pipeline import assembly, losses, running, steps
from curation.pipeline.running import STAGES, Run, Standing

if TYPE_CHECKING:
    import polars as pl

    from curation.report.data import (
        Agreement,
        Annotator,
        Certificate,
        Change,
        Edit,
        Release,
        ReportData,
        Yield,
    )

Waiting = dict[str, Any]

# --- what waits ---------------------------------------------------------------------------------------------------


def waiting(workspace: Path) -> list[Waiting]:
    """The batches that still want judgements: batch, kind, items, judgements made, judgements wanted."""
    from curation.pipeline import config
    from curation.review.decisions.rules import planned
    from curation.review.judgements import batches

    found: list[Waiting] = []
    judgements = [j for j in batches.judgements(workspace) if j.status == "active"]
    items = batches.items(workspace)
    plan = planned(items, judgements, config.load(workspace).review)
    for batch in sorted({i.batch for i in items}):
        mine = [i for i in items if i.batch == batch]
        done = sum(1 for j in judgements if j.batch == batch)
        wanted = sum(plan[i.id] for i in mine)
        if done < wanted:
            kinds = "/".join(sorted({i.kind for i in mine}))
            found.append(
                {"batch": batch, "kind": kinds, "items": len(mine), "judgements": done, "wanted": wanted}
            )
    return found


@dataclass(frozen=True)
class Advice:
    """What to do next: a command as it is typed, or an edit of a file, and the reason."""

    what: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.what}   ({self.why})" if self.why else self.what


def advice(run: Run, standings: Sequence[Standing], pending: Sequence[Waiting]) -> Advice:
    """The one thing to do next, with the reason."""
    documents = running.documents(run)
    if not documents and not any((run.workspace / "raw" / "authored").glob("*/*")):
        return Advice("curation source add SLUG FILE --title TITLE", "there is no document yet")
    datasets = run.settings.dataset
    if not datasets:
        return Advice(
            "declare a [[dataset]] in curation.toml, then: curation run", "nothing is built without one"
        )
    if documents and not losses.named_documents(datasets, {d.slug for d in documents}):
        return Advice(notes(run)[0], "no clause is mapped, so nothing is built")
    for standing in standings:
        if standing.state != "fresh":
            return Advice("curation run", f"step {standing.step} {STATES[standing.state]}")
    if alone := _unattended(run):
        return Advice("curation review push", f"{alone} items wait for reviewers who left")
    if pending:
        more = pending[0]["wanted"] - pending[0]["judgements"]
        name = pending[0]["batch"]
        up = f"if it is not on the board yet: curation review serve, then curation review push --batch {name}"
        return Advice("curation review pull", f"batch {name} lacks {more} judgements; {up}")
    names = [dataset.name for dataset in datasets]
    built = {name for step in ("generate", "route") if step in run.made for name in _datasets(run, step)}
    if not built & set(names):
        return Advice(
            "curation show generate --dropped", "no candidate was made; the table gives the reason by clause"
        )
    name = next(name for name in names if name in built)
    if run.made["route"].loss.given == 0 and not run.settings.review.briefs and _briefs(run):
        return Advice(
            "write briefs = true under [review] in curation.toml, then: curation run",
            "every candidate is a brief, to be written out by an author",
        )
    push = "curation review push --batch NAME"
    if _briefs(run):
        return Advice(push, "every candidate is a brief: authors write them out, then there is a release")
    return Advice(f"{push}, or curation release cut {name} VERSION --preview")


STATES: Mapping[str, str] = {
    "fresh": "is up to date",
    "stale": "is stale",
    "missing": "has not run",
    "waits": "waits for an earlier step",
}
"""What is said of a step in each state."""


def notes(run: Run) -> list[str]:
    """What a person should know beside the counts: the documents that no dataset names, and how to put them into one."""
    slugs = {document.slug for document in running.documents(run)}
    outside = sorted(slugs - losses.named_documents(run.settings.dataset, slugs))
    return [line for line in [losses.dataset_advice(outside, run.settings.dataset)] if line]


def _unattended(run: Run) -> int:
    """How many frozen items wait for somebody who left."""
    from curation.review.judgements import batches
    from curation.review.planning import select

    settings = run.settings.review
    if not settings.left:
        return 0
    waiting, _ = select.replacements(
        batches.items(run.workspace), batches.judgements(run.workspace), settings
    )
    return len(waiting)


def _briefs(run: Run) -> bool:
    """Whether every candidate is a draft that a person must write out."""
    status = run.table("generate")["status"]
    return len(status) > 0 and bool((status == "needs_authoring").all())


def _datasets(run: Run, step: str) -> list[str]:
    """The datasets that the rows of a step are for."""
    found: list[str] = run.table(step)["dataset"].unique().to_list()
    return found


# --- the report ---------------------------------------------------------------------------------------------------


def report_data(run: Run) -> ReportData:
    """What the report shows of a workspace; a step that has not run leaves its part empty."""
    from curation.report.data import ReportData
    from curation.review.judgements import batches
    from curation.sources import manifest

    items, judgements = batches.items(run.workspace), batches.judgements(run.workspace)
    decided = assembly.decisions(run)

    def step(name: str, table: str | None = None) -> pl.DataFrame | None:
        return run.table(name, table) if name in run.made else None

    return ReportData(
        name=run.settings.name,
        losses=[(name, run.made[name].loss) for name in STAGES if name in run.made],
        documents=tables.frame(manifest.load(run.workspace), Document),
        clauses=steps.labelled(run) if "rules" in run.made else step("ingest"),
        mappings=step("map"),
        candidates=step("generate"),
        findings=step("lint"),
        clusters=step("dedup"),
        edges=step("dedup", "edges"),
        items=tables.frame(items, ReviewItem),
        judgements=tables.frame(judgements, Judgement),
        decisions=tables.frame(decided, Decision),
        taxonomies=run.taxonomies(),
        agreement=_agreement(items, judgements),
        annotators=_annotators(items, judgements),
        yields=_yields(run, items, decided),
        edits=_edits(items, decided),
        certificates=_certificates(run),
        releases=_releases(run.workspace),
        released=_released(run.workspace),
        changes=_changes(run),
        figures={name: dict(run.made[name].figures) for name in run.made},
    )


Triple = tuple[str, str, str]


def _agreement(items: Sequence[ReviewItem], judgements: Sequence[Judgement]) -> list[Agreement]:
    """Coefficients of each batch by field, then of all batches together by category."""
    found: list[Agreement] = []
    for batch in sorted({i.batch for i in items}):
        for field, triples in _fields([i for i in items if i.batch == batch], judgements).items():
            found += _coefficients(triples, batch, field)
    verdicts = assembly.verdicts(items, judgements)
    category = {i.id: _main(i) for i in items}
    grouped: dict[str, list[Triple]] = defaultdict(list)
    for triple in verdicts:
        grouped[category[triple[0]]].append(triple)
    if len(grouped) > 1:
        for name, triples in sorted(grouped.items()):
            found += _coefficients(triples, "", "verdict", name)
    return found


def _main(item: ReviewItem) -> str:
    """The first category that is shown of an item, `none` where none is proposed."""
    shown = item.shown.get("categories")
    return str(shown[0]) if isinstance(shown, list) and shown else "none"


def _fields(items: Sequence[ReviewItem], judgements: Sequence[Judgement]) -> dict[str, list[Triple]]:
    """Item, reviewer and what was said, for every field that annotators fill in."""
    from curation.review.decisions.rules import earlier

    real, again = {i.id for i in items if i.gold is None}, earlier(items)
    given = [j for j in judgements if j.item in real and j.status == "active" and j.role == "annotator"]
    said: dict[str, list[Triple]] = {
        "verdict": [(again.get(j.item, j.item), j.reviewer, j.verdict) for j in given],
        "category": [(again.get(j.item, j.item), j.reviewer, j.labels[0]) for j in given if j.labels],
        "answer": [
            (again.get(j.item, j.item), j.reviewer, str(j.answer)) for j in given if j.answer is not None
        ],
    }
    return {field: sorted(triples) for field, triples in said.items() if triples}


def _coefficients(triples: Sequence[Triple], batch: str, field: str, category: str = "") -> list[Agreement]:
    from curation.report.data import Agreement
    from curation.stats import agreement, ratings

    measured = agreement.measure(ratings.ratings(triples, batch or category))
    named = {
        "raw": measured.raw,
        "alpha": measured.krippendorff_alpha["nominal"],
        "AC1": measured.gwet_ac1,
    }
    return [
        Agreement(batch, field, name, f.value, f.low, f.high, f.n_items, f.n_pairs, category, f.why)
        for name, f in named.items()
    ]


def _annotators(items: Sequence[ReviewItem], judgements: Sequence[Judgement]) -> list[Annotator]:
    from curation.report.data import Annotator
    from curation.stats import annotators

    gold = {i.id: i.gold for i in items if i.gold is not None}
    active = [j for j in judgements if j.status == "active"]
    found: list[Annotator] = []
    for reviewer in sorted({j.reviewer for j in active}):
        mine = [j for j in active if j.reviewer == reviewer]
        seen = [j for j in mine if j.item in gold]
        right = sum(1 for j in seen if (gold[j.item] or {}).get("verdict") == j.verdict)
        pace = annotators.pace([j.seconds for j in mine if j.seconds is not None])
        found.append(Annotator(reviewer, len(mine), pace, right, len(seen)))
    return found


def _yields(run: Run, items: Sequence[ReviewItem], decided: Sequence[Decision]) -> list[Yield]:
    from curation.report.data import Yield
    from curation.review.judgements import batches
    from curation.review.standing import outcomes

    makers = outcomes.generators(batches.candidates(run.workspace))
    found = outcomes.count(decided, items, makers)
    return [Yield(y.by, y.name, y.kept, y.edited, y.rejected, y.pending) for y in found]


def _edits(items: Sequence[ReviewItem], decided: Sequence[Decision]) -> list[Edit]:
    """Every field of every accepted revision, as it was shown and as it was accepted."""
    from curation.report.data import Edit
    from curation.review.standing import outcomes

    shown = outcomes.shown_items(items)
    revised = [d for d in decided if d.outcome == "revise" and (d.dataset, d.subject) in shown]
    return [
        Edit(d.subject, field, _words(shown[d.dataset, d.subject].shown.get(field)), _words(value))
        for d in sorted(revised, key=lambda d: (d.dataset, d.subject))
        for field, value in sorted(d.edited.items())
    ]


def _words(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _certificates(run: Run) -> list[Certificate]:
    from curation.report.data import Certificate
    from curation.stats import sampling

    found: list[Certificate] = []
    for dataset in run.settings.dataset:
        goal, error = dataset.gates.error, assembly.audited(run, dataset.name)
        if error is not None:
            upper = error["upper"] if error["n"] else None
            found.append(
                Certificate(dataset.name, error["n"], error["k"], upper, error["p"], error["needed"])
            )
        elif goal is not None:
            needed = sampling.size(goal, dataset.gates.confidence)
            found.append(Certificate(dataset.name, 0, 0, None, goal, needed))
    return found


def _releases(workspace: Path) -> list[Release]:
    from curation.report.data import Release

    found: list[Release] = []
    for path in sorted((workspace / "releases").glob("*/*/release.json")):
        data = json.loads(path.read_text("utf-8"))
        counts: Mapping[str, Any] = data.get("counts", {})
        changes: Mapping[str, int] = data.get("changes", {}) if data.get("parent") else {}
        changed = [
            n
            for kind, n in changes.items()
            if kind in ("rekeyed", "reworded", "relabelled", "moved", "recited")
        ]
        found.append(
            Release(
                dataset=path.parent.parent.name,
                version=path.parent.name,
                preview=bool(data.get("preview")),
                rows=int(counts.get("rows", 0)),
                judgements=int(counts.get("judgements", 0)),
                digest=str(data.get("content_sha256", "")),
                added=changes.get("added"),
                changed=sum(changed) if changes else None,
                removed=changes.get("removed"),
                diff=_diff(path.parent) if changes else (),
            )
        )
    return found


def _diff(folder: Path) -> list[tuple[str, str, str, str]]:
    """Id, change, fields and reason of every row that differs from the version before."""
    import polars as pl

    path = folder / "diff.parquet"
    if not path.is_file():
        return []
    rows = pl.read_parquet(path, columns=["id", "change", "fields", "reason"])
    return [(i, change, ", ".join(fields), reason) for i, change, fields, reason in rows.iter_rows()]


def _released(workspace: Path) -> dict[str, list[str]]:
    """`dataset@version` of every release that a row is in, by row id."""
    from curation import release

    found: dict[str, list[str]] = defaultdict(list)
    rows = (
        release.released_rows(workspace).select("id", "dataset", "version").sort("id", "dataset", "version")
    )
    for name, dataset, version in rows.iter_rows():
        found[name].append(f"{dataset}@{version}")
    return dict(found)


def _changes(run: Run) -> list[Change]:
    """What the edition in force of each document changed against the one before, and what rests on that."""
    from curation import readers
    from curation.editions.comparison import compare
    from curation.report.data import Change
    from curation.sources import manifest

    listed: dict[str, list[Document]] = defaultdict(list)
    for document in running.documents(run):
        listed[document.slug].append(document)
    rests = _resting(run)
    found: list[Change] = []
    for slug, editions in sorted(listed.items()):
        if len(editions) < 2:
            continue
        old, new = (
            {c.eid: c for c in readers.read(d, manifest.bytes_of(run.workspace, d))} for d in editions[-2:]
        )
        for change in compare(list(old.values()), list(new.values())):
            was, now = [old[e] for e in change.old], [new[e] for e in change.new]
            if change.kind == "same":
                continue
            candidates, rows = (sum(rests[kind][c.id] for c in was) for kind in ("candidate", "row"))
            before, after = ("\n".join(c.text for c in side) for side in (was, now))
            where = (was or now)[0].citation
            found.append(Change(slug, change.kind, before, after, where, candidates, rows))
    return found


def _resting(run: Run) -> dict[str, dict[str, int]]:
    """How many frozen candidates and released rows rest on each clause."""
    from curation import release
    from curation.review.judgements import batches

    counts: dict[str, dict[str, int]] = {"candidate": defaultdict(int), "row": defaultdict(int)}
    for candidate in batches.candidates(run.workspace):
        for clause in candidate.clauses:
            counts["candidate"][clause] += 1
    for clauses in release.released_rows(run.workspace)["clauses"]:
        for clause in clauses:
            counts["row"][clause] += 1
    return counts
