"""How the review stands: progress, agreement, decisions, yield, the audit's statement, people and gold items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.review import reconcile as review_reconcile
from curation.cli.review.board import SHOWN, BatchOption, tell
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, say, show, table, workspace
from curation.core.counting import counted
from curation.core.errors import StateError

if TYPE_CHECKING:
    from curation.core.records import Decision
    from curation.review.standing.attention import Attention
    from curation.review.standing.evidence import ReviewEvidence
    from curation.stats.intervals import Rate


BATCHES = ("batch", "for", "items done", "judgements", "differ", "left")
PEOPLE = ("batch", "who", "done", "wait", "pace", "left", "agrees", "gold", "power")
LEGEND = (
    "pace: median time of a judgement; agrees: pairs with another person that have the same verdict; gold: known answers that were "
    "right; power: the chance that so many known answers show a person who is right in 75 % only"
)


def status(
    place: Path, batch: str | None, as_json: bool, differs: dict[str, list[dict[str, Any]]] | None = None
) -> None:
    """Shows every batch, its people, where the plan was not held, and where the board differs (None: it was not asked)."""
    told = _standing(place, batch)
    for one in told:
        one["differs"] = None if differs is None else differs.get(one["batch"], [])
    if as_json:
        emit_json(told)
        return
    if not told:
        show("no batch yet; make one with: curation review push")
        return
    table(
        "", BATCHES,
        [(s["batch"], f"{s['kind']} {s['purpose']}", f"{s['complete']} of {s['items']}",
          f"{s['judgements']} of {s['planned']}", s["disagreements"], _hours(s["seconds_left"])) for s in told],
    )  # fmt: skip
    for one in told:
        if (answers := one.get("answers")) is not None and answers < one["planned"]:
            show(
                f"{one['batch']}: {answers} of {one['planned']} answers of round 1 are in; the verdicts of round 2 count as judgements"
            )
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
            PEOPLE,
            rows,
        )
        say(LEGEND)
    for one in told:
        tell(one["violations"], f"{one['batch']}: ")
    apart = [m for found in (differs or {}).values() for m in found]
    for line in review_reconcile.lines(apart):
        show(line)
    if apart:
        show(f"the board and the evidence differ in {len(apart)} places; {review_reconcile.SHORT}")
    for command, why in next_steps(place):
        show(f"next: {command}   ({why})")
    for line in _ways(place):
        show(line)
    for line in _named(place, batch):
        show(line)
    for name, found in _statements(place).items():
        show(f"{name}: {found['statement']}")


def next_steps(place: Path) -> list[tuple[str, str]]:
    """What the maintainer of a review on files does next, as commands with their reasons; nothing where nobody works on files."""
    from curation.pipeline.people import review_work
    from curation.pipeline.reports import next_review, workspace_report

    if not (place / workspace_report.PAGES).is_file():
        return []
    return next_review.look(place, review_work.evidence(place)).steps()


def _named(place: Path, batch: str | None) -> list[str]:
    """Who shows signs of not looking, a line each."""
    raised = [(one.reviewer, sign) for one in _attention(place, batch) for sign in one.raised]
    return [f"talk to {who}: {sign}; see: curation review attention" for who, sign in raised]


def _attention(place: Path, batch: str | None) -> list[Attention]:
    from curation.pipeline.people import review_work
    from curation.review.standing import attention

    names = [None] if batch is None else _existing(place, batch)
    seen = review_work.evidence(place)
    return [one for name in names for one in attention.of(seen, name)]


def attention(batch: BatchOption = None, where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show for each person how many planted faults they found, how many sound items they accepted, and signs of hurried work.

    A sign is a reason to talk with the person; no other command uses it. The maintainer's guide says what each sign means and how often it is wrong.
    """
    waiting = _attention(workspace(where), batch)
    if as_json:
        emit_json([one.as_json() for one in waiting])
        return
    if not waiting:
        show("nobody has judged yet; see: curation review status")
        return
    table(
        "", ("who", "judgements", "faults found", "sound passed", "by fault"),
        [(a.reviewer, a.judgements, _rate(a.sensitivity), _rate(a.specificity),
          ", ".join(f"{sort} {k} of {n}" for sort, (k, n) in a.by_fault.items())) for a in waiting],
    )  # fmt: skip
    rows = [(a.reviewer, "TALK" if s.raised else "", str(s)) for a in waiting for s in a.signs if s.n]
    table("", ("who", "", "sign"), rows)


def _rate(rate: Rate) -> str:
    return f"{rate.k} of {rate.n} [{rate.low:.2f}, {rate.high:.2f}]" if rate.n else "none met"


def _ways(place: Path) -> list[str]:
    """How long a question takes in each way of asking it, as lines."""
    from curation.review.judgements import batches
    from curation.review.standing import gather, pace

    stages = {head.name: head.stages for head in batches.heads(place) if head.kind == "question"}
    return [str(found) for found in pace.ways(gather.record(place), stages)]


def _hours(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds / 3600:.1f} h"


def _standing(place: Path, batch: str | None) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from curation.pipeline.people import review_work
    from curation.review.standing import attention, plan
    from curation.review.standing import status as standing
    from curation.stats import gold

    seen = review_work.evidence(place)
    early = plan.uncalibrated(seen)
    told = []
    for name in [h.name for h in seen.heads] if batch is None else _existing(place, batch):
        found = asdict(standing.status(seen, name))
        found["violations"] = [*found["violations"], *(str(i) for i in early if i.where == name)]
        looked = {a.reviewer: a.as_json() for a in attention.of(seen, name)}
        for person in found["people"]:
            person |= {
                k: looked.get(person["reviewer"], {}).get(k) for k in ("sensitivity", "specificity", "signs")
            }
            score = gold.score(person["gold_right"], person["gold"])
            person |= {"flagged": score.flagged, "power": score.power, "cut": score.cut}
        if seen.stages.get(name) == "separate":
            found["answers"] = sum(len(seen.answered.get(i.id, {})) for i in seen.items if i.batch == name)
        told.append(found)
    return told


def _existing(place: Path, batch: str) -> list[str]:
    """The batches that a name stands for.

    Raises: StateError when there is none.
    """
    from curation.review.judgements import batches
    from curation.review.planning import making

    return making.existing(place, batch) or [batches.load(place, batch).name]


def _statements(place: Path) -> dict[str, dict[str, Any]]:
    """What the audit of each dataset proves so far, by dataset; those never audited are left out."""
    from curation.pipeline import assembly, running

    run = running.open_run(place)
    found = {dataset.name: assembly.audited(run, dataset.name) for dataset in run.settings.dataset}
    return {name: statement for name, statement in found.items() if statement is not None}


def audit(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show which error rate the audited samples certify, or how many more items must be judged."""
    place = workspace(where)
    statements = _statements(place)
    if as_json:
        emit_json(statements)
        return
    if not statements:
        show("no sample has been drawn; draw one with: curation review push --audit --dataset NAME")
    for name, one in statements.items():
        show(f"{name}: {one['statement']}")
        show(f"  not judged yet: {one['waiting']} of {one['planned']} sampled items")
        cure = "; settle them with: curation review adjudicate" if one["disputed"] else ""
        show(
            f"  objections that no adjudicator has ruled on: {one['disputed']} (each counts as an error){cure}"
        )
        show(
            f"  sample number {one['draws']}; accepted items that it does not cover: {one['outside_the_lot']} that are new or were "
            f"changed since it was drawn, {one['mended']} that replaced an item with an error"
        )
        for line in one["issues"]:
            say(line)


def agreement(
    batch: BatchOption = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how far annotators agree: raw agreement, alpha and AC1 with intervals, for each kind of work, field and category."""
    from curation.pipeline.people import review_work
    from curation.review.standing import ratings as said
    from curation.stats.agreement import measure
    from curation.stats.ratings import ratings

    place = workspace(where)
    chosen = None if batch is None else _existing(place, batch)
    told = {}
    for (kind, field, category), triples in said.by_field(review_work.evidence(place), chosen).items():
        name = f"{kind} {field}" + (f" in {category}" if category else "")
        told[name] = measure(ratings(triples, name)).as_json()
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


def _cell(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return str(figure["why"]).partition(":")[0]
    low = "" if figure["low"] is None else f" [{figure['low']:.2f}, {figure['high']:.2f}]"
    return f"{figure['value']:.3f}{low}"


def decide(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Turn judgements into decisions: each outcome with the rule behind it, edits word by word, and what still waits."""
    from collections import Counter

    from curation import review
    from curation.pipeline.people import review_work
    from curation.review.standing import outcomes as harvest
    from curation.review.standing import plan

    place = workspace(where)
    seen = review_work.evidence(place)
    items, found = seen.items, review.decisions(seen)
    tell(plan.held(seen))
    if as_json:
        emit_json([d.model_dump(mode="json") for d in found])
        return
    if not found:
        say("nothing is decided yet; see: curation review status")
        return
    counted = Counter((d.dataset, d.kind, d.outcome, d.rule) for d in found)
    table("", ("dataset", "kind", "outcome", "rule", "items"), [(*k, n) for k, n in sorted(counted.items())])
    _pending(place, seen, found)
    for edit in harvest.edits(found, items):
        show(f"{edit.subject} ({', '.join(edit.reasons) or 'no reason given'})")
        for field, diff in edit.fields.items():
            show(f"  {field}: {diff}")


def _pending(place: Path, seen: ReviewEvidence, found: Sequence[Decision]) -> None:
    """Shows the items that are not decided, with the reason of each, and the command that settles a disagreement."""
    from curation.review.standing import pending

    open_ = [d for d in found if d.outcome == "pending"]
    for rule in dict.fromkeys(d.rule for d in open_):
        own = [d for d in open_ if d.rule == rule]
        for one in own[:SHOWN]:
            base = seen.base.get((one.kind, one.dataset, one.subject))
            item = f" [{base.id}]" if base is not None else ""
            show(f"pending {one.subject}: {pending.why(seen, one)}{item}")
        if len(own) > SHOWN:
            say(f"and {len(own) - SHOWN} more pending by the rule {rule}")
    if any(d.rule == "disagreement" for d in open_):
        from curation.pipeline.reports import workspace_report
        from curation.review.planning import adjudication

        freeze = "" if (place / workspace_report.SERVER).is_file() else " --freeze-only"
        if new := len(adjudication.disagreements(seen)[0]):
            say(f"a third person settles these {new}: curation review adjudicate{freeze}")
        else:
            say("an adjudicator has all items on which people differ; take in what comes back")


def yields(where: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show how many drafts were kept, edited or rejected, by generator, category and reason, with the edits word by word."""
    from dataclasses import asdict

    from curation import review
    from curation.pipeline.people import review_work
    from curation.review.planning import select
    from curation.review.standing import outcomes as harvest
    from curation.stats.intervals import wilson

    seen = review_work.evidence(workspace(where))
    items, found = seen.items, review.decisions(seen)
    makers = harvest.generators(seen.candidates)
    every = harvest.count(found, items, makers)
    chosen = select.unbiased(items, seen.settings)
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
        typer.Option(
            "--add", help="Give this account (an e-mail address) a pseudonym before its first judgement."
        ),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", help="Take back a mistyped address or pseudonym that has judged nothing."),
    ] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the accounts that this machine knows, with their pseudonyms. Settings and evidence hold pseudonyms only.

    A pseudonym follows from the account and the team's secret, so it is the same on every machine that has the secret.
    """
    from curation.review.judgements import people as known
    from curation.review.standing import gather

    place = workspace(where)
    taken = {j.reviewer for j in gather.record(place)}
    pseudonym = known.pseudonyms(place, taken)
    for account in add or []:
        pseudonym(account)
    for asked in remove or []:
        _remove(place, asked, taken)
    secret = known.share(place, taken)
    say(f"names follow from the team's secret; whoever pulls needs {secret} or {known.SECRET_VARIABLE}")
    accounts = {name: account for account, name in known.load(place).items()}
    if as_json:
        emit_json(accounts)
    else:
        table("", ("pseudonym", "account"), sorted(accounts.items()))


def _remove(place: Path, asked: str, taken: Collection[str]) -> None:
    """Forgets somebody who has judged nothing, and takes back their pages.

    Raises: StateError for somebody with a judgement, or whom neither this machine nor a page knows.
    """
    from curation.review.judgements import people as known
    from curation.services.offline_board import OfflineBoard

    name = known.load(place).get(asked, asked)
    if name in taken:
        raise StateError(
            f"{asked} has judged items, and judgements are never taken back here; nobody is removed who judged"
        )
    pages = OfflineBoard.of(place).withdraw_pages(name)
    if not known.forget(place, name) and not pages:
        raise StateError(f"nobody here is called {asked}; see the names with: curation review people")
    say(f"removed {asked}; {counted(pages, 'page')} of theirs will not be taken in: delete the files")


def gold(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID... | import FILE",
            help="Decided candidates or clauses whose decision is beyond doubt; or `import` and a file of written ones.",
        ),
    ] = None,
    planted: Annotated[
        int | None,
        typer.Option("--planted", min=1, help="Plant so many faults into copies of real items."),
    ] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make gold items, whose right answer is known, or list those there are. They come from decided items (ID…), from a file (`import FILE`), or from faults that are planted into copies of real items (`--planted`).

    `push` mixes them into every batch, for people who have not judged them before.
    """
    from curation.pipeline.people import review_work
    from curation.review.planning import golden

    place = workspace(where)
    if subjects and subjects[0] == "import":
        review_work.import_gold(place, [Path(file) for file in subjects[1:]])
    elif subjects:
        review_work.gold_of_decided(place, subjects)
    if planted is not None:
        fewer = planted - len(review_work.plant_gold(place, planted))
        if fewer:
            say(f"{fewer} fewer than asked for: no more faults can be planted in the items there are")
    used = {i.subject for i in review_work.evidence(place).items if i.gold is not None}
    lines = [(g.subject, g.dataset, g.kind, g.gold or {}, g.subject in used) for g in golden.known(place)]
    if as_json:
        emit_json(
            [dict(zip(("subject", "dataset", "kind", "gold", "used"), line, strict=True)) for line in lines]
        )
    else:
        table("", ("subject", "dataset", "kind", "answer", "used"), lines)
