"""What stands where: the work that waits, the one command to run next, and everything that the report shows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.counting import counted
from curation.core.files import disk
from curation.core.records import Decision, Document, Judgement, ReviewItem
from curation.pipeline import assembly, losses, run_tables, running, workspace_run
from curation.pipeline.reports import next_review, page_pictures, workspace_notes
from curation.pipeline.running import STAGES, Run, Standing
from curation.pipeline.setup import source_checks

if TYPE_CHECKING:
    import polars as pl

    from curation.report.data import (
        Annotator,
        Certificate,
        ReportData,
        ReportedAgreement,
        ReportedChange,
        ReportedEdit,
        ReportedRelease,
        ReportedYield,
    )
    from curation.review.standing.evidence import ReviewEvidence

Waiting = dict[str, Any]

# --- what waits ---------------------------------------------------------------------------------------------------


def waiting(run: Run) -> list[Waiting]:
    """The batches that still want judgements: batch, kind, items, judgements made, judgements wanted."""
    from curation.review.standing import state

    seen = workspace_run.review_evidence(run)
    open_ = {w.batch for w in state.waiting(seen)}
    batches: list[Waiting] = []
    for batch in sorted(open_):
        items = [i for i in seen.items if i.batch == batch]
        judgements, wanted = state.done(seen, batch)
        kinds = "/".join(sorted({i.kind for i in items}))
        batches.append(
            {"batch": batch, "kind": kinds, "items": len(items), "judgements": judgements, "wanted": wanted}
        )
    return batches


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
        # A batch that was frozen, or an answer that came in, makes a step stale: while people work, their work is what comes next.
        if standing.state != "fresh" and not (pending and standing.why == ["judgements"]):
            return Advice("curation run", f"step {standing.step} {STATES[standing.state]}")
        if standing.state != "fresh":
            break
    if alone := _unattended(run):
        return Advice("curation review push", f"{alone} items wait for reviewers who left or skipped them")
    if told := _people(run, pending):
        return told
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
    by_files = (run.workspace / PAGES).is_file() and not (run.workspace / SERVER).is_file()
    push = f"curation review push --batch {next_batch(run)}{' --freeze-only' if by_files else ''}"
    if _briefs(run):
        return Advice(push, "every candidate is a brief: authors write them out, then there is a release")
    cut = f"curation release cut {name} {_next_version(run.workspace, name)} --preview"
    if run.made["route"].loss.given == 0:
        return Advice(cut, "everything that was drafted is in a batch, and no batch waits for anybody")
    if (run.workspace / SERVER).is_file():
        return Advice(f"{push}, or {cut}", "the first asks people; the second shows what there is")
    if by_files:
        return Advice(
            f"{cut}, or {push}", "the first shows what there is; after the second: curation review export"
        )
    ask = f"the second asks people; go on in another terminal: {push}; without a server: {push} --freeze-only, then curation review export"
    return Advice(f"{cut}, or curation review serve", f"the first shows what there is; {ask}")


def _people(run: Run, pending: Sequence[Waiting]) -> Advice | None:
    """How the judgements that are waited for come in, from a server or from pages that were written, and what the maintainer has to do
    for that first; None where nothing of both is open."""
    files = (run.workspace / PAGES).is_file() and not (run.workspace / SERVER).is_file()
    review = next_review.look(run.workspace, workspace_run.review_evidence(run)) if files else None
    steps = review.steps() if review is not None else []
    if not pending:
        return Advice(*steps[0]) if steps else None
    first, *others = pending
    lacks = f"batch {first['batch']} lacks {counted(first['wanted'] - first['judgements'], 'judgement')}"
    if others:
        lacks += f", {counted(len(others), 'other batch', 'other batches')} more"
    push = f"curation review push --batch {first['batch']}"
    if (run.workspace / SERVER).is_file():
        return Advice("curation review pull", f"{lacks}; if it is not on the server yet: {push}")
    if review is not None:
        take = ("curation review import FILE", "files that come back") if review.sent or not steps else None
        (what, why), *more = [*steps, *([take] if take else [])]
        if not steps:
            return Advice(
                what,
                f"{lacks}; pages for what waits now: curation review export; on a server instead: curation review serve",
            )
        return Advice(what, "; ".join([why, lacks, *(f"{reason}: {command}" for command, reason in more)]))
    return Advice(
        "curation review serve",
        f"{lacks} and no server is known here; go on in another terminal: {push}; on a server elsewhere: "
        f"curation review pull --to URL; without a server: curation review export --reviewer ADDRESS",
    )


PAGES = ".curation/offline/tickets.json"
"""What `review export` leaves in a workspace: who got which page."""
SERVER = ".curation/label-studio/server.json"
"""What `review serve` leaves in a workspace: the address of its server."""
STATES: Mapping[str, str] = {
    "fresh": "is up to date",
    "stale": "is stale",
    "missing": "has not run",
    "waits": "waits for an earlier step",
}
"""What is said of a step in each state."""


def notes(run: Run) -> list[str]:
    """What a person should know beside the counts: documents that no dataset names, items that wait for a new batch, and checks that raised."""
    slugs = {document.slug for document in running.documents(run)}
    outside = sorted(slugs - losses.named_documents(run.settings.dataset, slugs))
    from curation.checks import failures

    raised = failures.summary(run.table("lint", "findings")) if "lint" in run.made else []
    lines = [
        losses.dataset_advice(outside, run.settings.dataset),
        *map(str, source_checks.described(running.documents(run))),
        *workspace_notes.without_items(run),
        *workspace_notes.without_categories(run),
        _for_a_new_batch(run),
        workspace_notes.on_deleted_clauses(run),
        *raised,
    ]
    return [line for line in lines if line]


def _for_a_new_batch(run: Run) -> str:
    """How many items are queued beside the batches that exist, and how they get into one; empty before the first batch."""
    if "route" not in run.made or not workspace_run.items(run):
        return ""
    n = run.made["route"].loss.given
    changed = int(run.made["route"].figures.get("clause_changed", 0))
    if not n:
        return ""
    why = f", {changed} of them because a clause changed after they were judged" if changed else ""
    return (
        f"{n:,} {'item is' if n == 1 else 'items are'} queued and in no batch yet{why}: "
        f"curation review push --batch {next_batch(run)}"
    )


def next_batch(run: Run) -> str:
    """A name for the next batch that no batch has: `pilot`, then `batch-2` and on."""
    taken = {item.batch for item in workspace_run.items(run)}
    n = len(taken) + 1
    while f"batch-{n}" in taken:
        n += 1
    return f"batch-{n}" if taken else "pilot"


def _next_version(workspace: Path, dataset: str) -> str:
    """The version of the next preview: one minor version after the newest release of the dataset, `0.1.0` for the first."""
    from curation.release.publication import versions

    folder = workspace / "releases" / dataset
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    found = [versions.parse(name) for name in names if versions.is_version(name)]
    if not found:
        return "0.1.0"
    newest = max(found)
    return f"{newest.major}.{newest.minor + 1}.0"


def _unattended(run: Run) -> int:
    """How many frozen items wait for somebody who left or skipped them, with nobody else to take them."""
    from curation.review.standing import state

    return len(state.stuck(workspace_run.review_evidence(run))) if run.settings.review.reviewers else 0


def _briefs(run: Run) -> bool:
    """Whether every candidate is a draft that a person must write out."""
    status = run.table("generate")["status"]
    return len(status) > 0 and bool((status == "needs_authoring").all())


def _datasets(run: Run, step: str) -> list[str]:
    """The datasets that the rows of a step are for."""
    names: list[str] = run.table(step)["dataset"].unique().to_list()
    return names


# --- the report ---------------------------------------------------------------------------------------------------


def report_data(run: Run) -> ReportData:
    """What the report shows of a workspace; a step that has not run leaves its part empty."""
    from curation import review
    from curation.report.data import ReportData
    from curation.sources import manifest

    seen = assembly.evidence(run)
    decided = review.decisions(seen)
    counted = [j for id in sorted(seen.on_item) for j in seen.on_item[id]]

    def step(name: str, table: str | None = None) -> pl.DataFrame | None:
        return run.table(name, table) if name in run.made else None

    return ReportData(
        name=run.settings.name,
        losses=[(name, run.made[name].loss) for name in STAGES if name in run.made],
        documents=tables.frame(manifest.load(run.workspace), Document),
        clauses=run_tables.labelled(run) if "rules" in run.made else step("ingest"),
        rules=step("rules"),
        mappings=step("map"),
        candidates=step("generate"),
        findings=step("lint"),
        clusters=step("dedup"),
        edges=step("dedup", "edges"),
        items=tables.frame(seen.items, ReviewItem),
        judgements=tables.frame(counted, Judgement),
        not_counted=len(seen.judgements) - len(counted),
        decisions=tables.frame(decided, Decision),
        taxonomies=run.taxonomies(),
        agreement=_agreement(seen),
        annotators=_annotators(seen),
        yields=_yields(seen),
        edits=_edits(seen),
        certificates=_certificates(run),
        releases=_releases(run.workspace),
        released=_released(run.workspace),
        changes=_changes(run),
        images=page_pictures.of_workspace(run, step("generate"), page_pictures.MOST_IN_REPORT),
        figures={name: dict(run.made[name].figures) for name in run.made},
    )


def _agreement(seen: ReviewEvidence) -> list[ReportedAgreement]:
    """Coefficients of each batch by field, then of all batches together by category."""
    from curation.review.standing import ratings

    figures: list[ReportedAgreement] = []
    for batch in sorted({i.batch for i in seen.items}):
        for (_, field, category), triples in ratings.by_field(seen, [batch]).items():
            if not category:
                figures += _coefficients(triples, batch, field)
    every = ratings.by_field(seen)
    by_category: dict[str, list[ratings.Triple]] = defaultdict(list)
    for (_, field, category), triples in every.items():
        if field == "verdict" and category:
            by_category[category] += triples
    if len(by_category) > 1:
        for name, triples in sorted(by_category.items()):
            figures += _coefficients(triples, "", "verdict", name)
    return figures


def _coefficients(
    triples: Sequence[tuple[str, str, str]], batch: str, field: str, category: str = ""
) -> list[ReportedAgreement]:
    from curation.report.data import ReportedAgreement
    from curation.stats import agreement, ratings

    measured = agreement.measure(ratings.ratings(triples, batch or category))
    named = {
        "raw": measured.raw,
        "alpha": measured.krippendorff_alpha["nominal"],
        "AC1": measured.gwet_ac1,
    }
    return [
        ReportedAgreement(batch, field, name, f.value, f.low, f.high, f.n_items, f.n_pairs, category, f.why)
        for name, f in named.items()
    ]


def _annotators(seen: ReviewEvidence) -> list[Annotator]:
    from curation.report.data import Annotator
    from curation.review.standing import gold
    from curation.stats import annotators

    scores = gold.scores(seen)
    counted = [j for given in seen.on_item.values() for j in given]
    people: list[Annotator] = []
    for reviewer in sorted({j.reviewer for j in counted}):
        mine = [j for j in counted if j.reviewer == reviewer]
        score = scores.get(reviewer)
        pace = annotators.pace([j.seconds for j in mine if j.seconds is not None])
        people.append(
            Annotator(reviewer, len(mine), pace, score.right if score else 0, score.n if score else 0)
        )
    return people


def _yields(seen: ReviewEvidence) -> list[ReportedYield]:
    from curation import review
    from curation.report.data import ReportedYield
    from curation.review.standing import outcomes

    makers = outcomes.generators(seen.candidates)
    counts = outcomes.count(review.decisions(seen), seen.items, makers)
    return [ReportedYield(y.by, y.name, y.kept, y.edited, y.rejected, y.pending) for y in counts]


def _edits(seen: ReviewEvidence) -> list[ReportedEdit]:
    """Every field of every accepted revision, as it was shown and as it was accepted."""
    from curation import review
    from curation.report.data import ReportedEdit
    from curation.review.standing import outcomes

    shown = outcomes.shown_items(seen.items)
    revised = [d for d in review.decisions(seen) if d.outcome == "revise" and (d.dataset, d.subject) in shown]
    return [
        ReportedEdit(d.subject, field, _words(shown[d.dataset, d.subject].shown.get(field)), _words(value))
        for d in sorted(revised, key=lambda d: (d.dataset, d.subject))
        for field, value in sorted(d.edited.items())
    ]


def _words(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _certificates(run: Run) -> list[Certificate]:
    from curation.report.data import Certificate
    from curation.stats import sampling

    certificates: list[Certificate] = []
    for dataset in run.settings.dataset:
        goal, error = dataset.gates.error, assembly.audited(run, dataset.name)
        if error is not None:
            upper = error["upper"] if error["n"] else None
            certificates.append(
                Certificate(dataset.name, error["n"], error["k"], upper, error["p"], error["needed"])
            )
        elif goal is not None:
            needed = sampling.size(goal, dataset.gates.confidence)
            certificates.append(Certificate(dataset.name, 0, 0, None, goal, needed))
    return certificates


def _releases(workspace: Path) -> list[ReportedRelease]:
    """Dataset by dataset, the oldest version first."""
    from curation.release.publication import versions
    from curation.report.data import ReportedRelease

    releases: list[ReportedRelease] = []
    for folder in versions.every_release(workspace):
        data = json.loads(disk.text(folder / "release.json"))
        counts: Mapping[str, Any] = data.get("counts", {})
        changes: Mapping[str, int] = data.get("changes", {}) if data.get("parent") else {}
        changed = [
            n
            for kind, n in changes.items()
            if kind in ("rekeyed", "reworded", "relabelled", "moved", "recited")
        ]
        releases.append(
            ReportedRelease(
                dataset=folder.parent.name,
                version=folder.name,
                preview=bool(data.get("preview")),
                rows=int(counts.get("rows", 0)),
                judgements=int(counts.get("judgements", 0)),
                digest=str(data.get("content_sha256", "")),
                added=changes.get("added"),
                changed=sum(changed) if changes else None,
                removed=changes.get("removed"),
                diff=_diff(folder) if changes else (),
            )
        )
    return releases


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

    versions: dict[str, list[str]] = defaultdict(list)
    rows = (
        release.released_rows(workspace).select("id", "dataset", "version").sort("id", "dataset", "version")
    )
    for name, dataset, version in rows.iter_rows():
        versions[name].append(f"{dataset}@{version}")
    return dict(versions)


def _changes(run: Run) -> list[ReportedChange]:
    """What the edition in force of each document changed against the one before, and what rests on that."""
    from curation import readers
    from curation.editions.comparison import compare
    from curation.report.data import ReportedChange
    from curation.sources import manifest

    listed: dict[str, list[Document]] = defaultdict(list)
    for document in running.documents(run):
        listed[document.slug].append(document)
    rests = _resting(run)
    changes: list[ReportedChange] = []
    for slug, editions in sorted(listed.items()):
        if len(editions) < 2:
            continue
        old, new = (
            {c.eid: c for c in readers.read(d, manifest.bytes_of(run.workspace, d), run.settings.ingest)}
            for d in editions[-2:]
        )
        for change in compare(list(old.values()), list(new.values())):
            was, now = [old[e] for e in change.old], [new[e] for e in change.new]
            if change.kind == "same":
                continue
            candidates, rows = (sum(rests[kind][c.id] for c in was) for kind in ("candidate", "row"))
            before, after = ("\n".join(c.text for c in side) for side in (was, now))
            where = (was or now)[0].citation
            changes.append(ReportedChange(slug, change.kind, before, after, where, candidates, rows))
    return changes


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
