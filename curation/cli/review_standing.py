"""How the review stands: progress, agreement, decisions, yield, the audit's statement, people and gold items."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.review_board import BatchOption, tell
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, say, show, table, workspace

if TYPE_CHECKING:
    from curation.core.records import Judgement, ReviewItem


def status(place: Path, batch: str | None, as_json: bool) -> None:
    """Shows every batch, its people, and where the plan was not held."""
    told = _standing(place, batch)
    if as_json:
        emit_json(told)
        return
    if not told:
        show("no batch yet; make one with: curation review push")
        return
    table(
        "", ("batch", "for", "items done", "judgements", "differ", "left"),
        [(s["batch"], f"{s['kind']} {s['purpose']}", f"{s['complete']} of {s['items']}",
          f"{s['judgements']} of {s['planned']}", s["disagreements"], _hours(s["seconds_left"])) for s in told],
    )  # fmt: skip
    rows = [
        (s["batch"], p["reviewer"], p["done"], "" if p["waiting"] is None else p["waiting"],
         "" if p["pace"] is None else f"{p['pace']:.0f} s", _hours(p["seconds_left"]),
         f"{p['agreeing'] / p['pairs']:.0%}" if p["pairs"] else "",
         f"{p['gold_right']} of {p['gold']}" + (" FLAGGED" if p["flagged"] else ""), f"{p['power']:.2f}")
        for s in told for p in s["people"]
    ]  # fmt: skip
    if rows:
        table(
            "",
            ("batch", "who", "done", "wait", "pace", "left", "agrees", "gold", "power"),
            rows,
        )
    for one in told:
        tell(one["violations"], f"{one['batch']}: ")
    for name, found in _statements(place).items():
        show(f"{name}: {found['statement']}")


def _hours(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds / 3600:.1f} h"


def _standing(place: Path, batch: str | None) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from curation.cli.review_freeze import existing
    from curation.pipeline import config
    from curation.review.decisions.rules import decide
    from curation.review.judgements import batches
    from curation.review.planning import assign
    from curation.review.standing import status as standing
    from curation.stats import gold

    settings = config.load(place).review
    told = []
    every = batches.items(place)
    differing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for decision in decide(every, batches.judgements(place), settings):
        if decision.rule == "disagreement":
            differing[decision.kind, decision.dataset].add(decision.subject)
    early = assign.uncalibrated(batches.heads(place), every, batches.judgements(place))
    for name in batches.names(place) if batch is None else existing(place, batch) or [batch]:
        head, items = batches.load(place, name), batches.items(place, name)
        found = asdict(
            standing.status(
                head,
                items,
                batches.judgements(place, name),
                settings,
                every,
                differing[head.kind, head.dataset],
            )
        )
        found["violations"] = [*found["violations"], *(str(i) for i in early if i.where == name)]
        for person in found["people"]:
            score = gold.score(person["gold_right"], person["gold"])
            person |= {"flagged": score.flagged, "power": score.power, "cut": score.cut}
        told.append(found)
    return told


def _statements(place: Path) -> dict[str, dict[str, Any]]:
    """What the audit of each dataset proves so far, by dataset; those never audited are left out."""
    from curation.pipeline import assembly, running

    run = running.open_run(place)
    found = {dataset.name: assembly.audited(run, dataset.name) for dataset in run.settings.dataset}
    return {name: statement for name, statement in found.items() if statement is not None}


def audit(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """What the audit samples prove of the error rate, with the numbers, or how many more items are needed."""
    place = workspace(where)
    found = _statements(place)
    if as_json:
        emit_json(found)
        return
    if not found:
        show("no sample has been drawn; draw one with: curation review push --audit --dataset NAME")
    for name, one in found.items():
        show(f"{name}: {one['statement']}")
        show(
            f"  {one['waiting']} of {one['planned']} drawn items wait, {one['disputed']} errors are in dispute; "
            f"draw {one['draws']}; {one['outside_the_lot']} accepted items were not in the lot"
        )
        for line in one["issues"]:
            say(line)


def agreement(
    batch: BatchOption = None,
    resamples: Annotated[int, typer.Option(min=0, help="Draws behind each interval.")] = 2000,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Raw agreement, alpha and AC1 with intervals, per kind of work and field, and of the verdict per category."""
    from curation.cli.review_freeze import existing
    from curation.review.decisions.rules import earlier
    from curation.review.judgements import batches
    from curation.stats.agreement import measure
    from curation.stats.ratings import ratings

    place = workspace(where)
    chosen = batches.names(place) if batch is None else existing(place, batch) or [batch]
    frozen = {i.id: i for n in chosen for i in batches.items(place, n)}
    given = [
        j for n in chosen for j in batches.judgements(place, n)
        if j.status == "active" and j.role == "annotator" and j.item in frozen and frozen[j.item].gold is None
    ]  # fmt: skip
    again = earlier(list(frozen.values()))
    told = {}
    for name, triples in sorted(_fields(given, frozen).items()):
        triples = [(again.get(item, item), who, said) for item, who, said in triples]
        told[name] = measure(ratings(triples, name), resamples).as_json()
    if as_json:
        emit_json(told)
        return
    if not told:
        say("nobody has judged yet; see: curation review status")
        return
    rows = []
    for name, found in told.items():
        best = (found["raw"], found["krippendorff_alpha"]["nominal"], found["gwet_ac1"])
        most = max(found["prevalence"].items(), key=lambda x: x[1], default=("", 0.0))
        rows.append(
            (
                name,
                found["n_items"],
                found["n_ratings"],
                *(_cell(f) for f in best),
                f"{most[0]} {most[1]:.2f}",
            )
        )
    table("", ("field", "items", "judgements", "raw", "alpha", "AC1", "most frequent"), rows)


def _fields(given: list[Judgement], frozen: dict[str, ReviewItem]) -> dict[str, list[tuple[str, str, str]]]:
    """The ratings of every field: verdict, main category, blind answer; and the verdict in each category."""
    from curation.cli.review_material import listed

    found: dict[str, list[tuple[str, str, str]]] = {}
    for j in given:
        main = listed(frozen[j.item].shown.get("categories"))
        found.setdefault(f"{j.kind} verdict", []).append((j.item, j.reviewer, j.verdict))
        if main:
            found.setdefault(f"{j.kind} verdict in {main[0]}", []).append((j.item, j.reviewer, j.verdict))
        if j.kind != "mapping" and j.labels:
            found.setdefault(f"{j.kind} category", []).append((j.item, j.reviewer, j.labels[0]))
        if j.answer is not None:
            found.setdefault(f"{j.kind} answer", []).append((j.item, j.reviewer, str(j.answer)))
    return found


def _cell(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return str(figure["why"]).partition(":")[0]
    low = "" if figure["low"] is None else f" [{figure['low']:.2f}, {figure['high']:.2f}]"
    return f"{figure['value']:.3f}{low}"


def decide(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """What the judgements come to: outcomes with the rule behind each, edits word by word, what still waits."""
    from collections import Counter

    from curation import review
    from curation.pipeline import config
    from curation.review.judgements import batches
    from curation.review.planning import assign
    from curation.review.standing import outcomes as harvest

    place = workspace(where)
    items, judgements = batches.items(place), batches.judgements(place)
    found = review.decide(items, judgements, config.load(place).review)
    tell(assign.held(items, judgements, {b.name: b.excluded for b in batches.heads(place)}))
    if as_json:
        emit_json([d.model_dump(mode="json") for d in found])
        return
    if not found:
        say("nothing is decided yet; see: curation review status")
        return
    counted = Counter((d.dataset, d.kind, d.outcome, d.rule) for d in found)
    table("", ("dataset", "kind", "outcome", "rule", "items"), [(*k, n) for k, n in sorted(counted.items())])
    for edit in harvest.edits(found, items):
        show(f"{edit.subject} ({', '.join(edit.reasons) or 'no reason given'})")
        for field, diff in edit.fields.items():
            show(f"  {field}: {diff}")


def yields(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """What became of the drafts: kept, edited, rejected, by generator, category and reason; edits word by word."""
    from dataclasses import asdict

    from curation import review
    from curation.pipeline import config
    from curation.review.judgements import batches
    from curation.review.planning import select
    from curation.review.standing import outcomes as harvest
    from curation.stats.intervals import wilson

    place = workspace(where)
    settings = config.load(place).review
    items, judgements = batches.items(place), batches.judgements(place)
    found = review.decide(items, judgements, settings)
    makers = harvest.generators(batches.candidates(place))
    every = harvest.count(found, items, makers)
    chosen = select.unbiased(items, settings)
    sample = harvest.count(found, items, makers, {(i.dataset, i.subject) for i in items if i.id in chosen})
    if as_json:
        emit_json(
            {
                "all": [y.as_json() for y in every],
                "random_share": [y.as_json() for y in sample],
                "edits": [asdict(e) for e in harvest.edits(found, items)],
            }
        )
        return
    for title, lines in (
        ("everything reviewed", every),
        ("the random share, whose rates hold for the queue", sample),
    ):
        table(
            title, ("by", "name", "kept", "edited", "rejected", "pending", "kept as it was"),
            [(y.by, y.name, y.kept, y.edited, y.rejected, y.pending, str(wilson(y.kept, y.decided))) for y in lines],
        )  # fmt: skip


def people(
    add: Annotated[
        list[str] | None,
        typer.Option("--add", help="An account (e-mail) to give a pseudonym to, before any work."),
    ] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Accounts and pseudonyms of this machine; the map never leaves it, settings and evidence hold pseudonyms only."""
    from curation.review.judgements import batches
    from curation.review.judgements import people as known

    place = workspace(where)
    taken = {j.reviewer for n in batches.names(place) for j in batches.log(place, n)}
    pseudonym = known.pseudonyms(place, taken)
    for account in add or []:
        pseudonym(account)
    found = {name: account for account, name in known.load(place).items()}
    if as_json:
        emit_json(found)
    else:
        table("", ("pseudonym", "account"), sorted(found.items()))


def gold(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID...", help="Decided candidates or clauses whose decision is beyond doubt."),
    ] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make gold items of decided ones, or list those there are; push mixes them in for people who never met them."""
    from curation import review
    from curation.core import tables
    from curation.core.records import ReviewItem
    from curation.pipeline import config
    from curation.review.judgements import batches
    from curation.review.planning import select

    place = workspace(where)
    file = batches.root(place) / "gold.jsonl"
    items = batches.items(place)
    have = {g.subject for g in tables.read_jsonl(file, ReviewItem)}
    if subjects:
        found = review.decide(items, batches.judgements(place), config.load(place).review)
        tables.append_jsonl(file, select.gold_of([s for s in subjects if s not in have], found, items))
    known = tables.read_jsonl(file, ReviewItem)
    met = {i.subject for i in items if i.gold is not None}
    lines = [(g.subject, g.dataset, g.kind, g.gold or {}, g.subject in met) for g in known]
    if as_json:
        emit_json(
            [dict(zip(("subject", "dataset", "kind", "gold", "used"), line, strict=True)) for line in lines]
        )
    else:
        table("", ("subject", "dataset", "kind", "answer", "used"), lines)
