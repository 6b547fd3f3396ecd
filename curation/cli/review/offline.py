"""`curation review export` and `import`: the review without a server, on the same records and with the same checks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.review import exchange as review_exchange
from curation.cli.review.board import BatchOption, tell
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, say, show, workspace
from curation.core.counting import counted
from curation.core.errors import InputError, Issue, StateError, visible
from curation.core.files import disk

if TYPE_CHECKING:
    from curation.core.records import ReviewItem
    from curation.review.offline.screens import Screen
    from curation.review.standing.evidence import ReviewEvidence
    from curation.services.offline_board import OfflineBoard, Ticket


_PSEUDONYM = re.compile(r"[^\W_][\w-]{0,63}")


def board(place: Path) -> OfflineBoard:
    """The board on files of a workspace."""
    from curation.services.offline_board import OfflineBoard

    return OfflineBoard.of(place)


def export(
    batch: BatchOption = None,
    html: Annotated[
        bool, typer.Option("--html", help="One page for each reviewer (this is the default).")
    ] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="One workbook for each reviewer.")] = False,
    reviewer: Annotated[
        list[str] | None,
        typer.Option("--reviewer", help="Address or pseudonym; needed where batches name nobody."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path("review-files"),
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a page or a workbook for each reviewer with the items that wait for them; send it by any means."""
    place = workspace(where)
    if html and xlsx:
        raise InputError.one("export", "format", "choose one of --html and --xlsx")
    opened = board(place)
    names = review_exchange.chosen(place, batch)
    if not names:
        raise StateError("no batch is frozen yet; freeze one with: curation review push --freeze-only")
    projects = {name: review_exchange.bring(place, opened, name)["projects"] for name in names}
    told: list[dict[str, Any]] = []
    before = _met(place, opened)
    people = _reviewers(place, opened, names, reviewer or [])
    open_ = _open(place, opened, projects, people, named=batch is not None, asked=bool(reviewer))
    for who in people:
        screens = _screens(place, opened, projects, who, open_[who])
        count = sum(len(s.tasks) for s in screens)
        if not count:
            say(f"{_named(place, who)}: nothing waits now")
            continue
        if xlsx and any(task.get("pictures") for s in screens for task in s.tasks):
            message = "a workbook cannot show the pictures of these items; write pages with --html"
            raise InputError.one(f"export for {who}", "format", message)
        ticket = opened.issue(who, {s.project: [str(task["item_id"]) for task in s.tasks] for s in screens})
        path = _write(out, who, ticket, screens, xlsx)
        told.append({"reviewer": who, "file": str(path), "items": count})
    if as_json:
        emit_json(told)
        return
    for line in told:
        show(f"{line['file']}: {counted(line['items'], 'item')} for {_named(place, line['reviewer'])}")
    if told:
        _tell_new(place, before, [line["reviewer"] for line in told])
        say("send each file to its reviewer only; take the answers in with: curation review import FILE")
    _tell_next(place)


def _tell_next(place: Path) -> None:
    """Says what the maintainer does next, beside waiting for files."""
    from curation.cli.review.standing import next_steps

    for command, why in next_steps(place):
        say(f"next: {command}   ({why})")


def _met(place: Path, opened: OfflineBoard) -> set[str]:
    """The pseudonyms of everybody who got a page before, has judged, or has an account on this machine."""
    from curation.review.judgements import people
    from curation.review.standing import gather

    return opened.reviewers() | {j.reviewer for j in gather.record(place)} | set(people.load(place).values())


def _tell_new(place: Path, before: Collection[str], people: Sequence[str]) -> None:
    """Says who is new where others are known: a mistyped address makes a person of its own."""
    for who in people:
        if before and who not in before:
            name = _named(place, who).partition(" (")[0]
            say(f"new here: {name}; if it is mistyped: curation review people --remove {name}")


def _named(place: Path, who: str) -> str:
    """A person for the maintainer's terminal: the account where this machine knows it, with the pseudonym. No file gets it."""
    from curation.review.judgements import people

    accounts = {name: account for account, name in people.load(place).items()}
    return f"{accounts[who]} ({who})" if who in accounts else who


def _write(out: Path, who: str, ticket: Ticket, screens: Sequence[Screen], xlsx: bool) -> Path:
    """Writes the file of one reviewer; the path."""
    from curation.core.tables import write_atomic
    from curation.review.offline import page, workbook

    path = (
        out
        / f"review-{who}-{ticket.code[:6].replace('_', '-').strip('-') or 'x'}{'.xlsx' if xlsx else '.html'}"
    )
    disk.folder(out)
    if xlsx:
        from curation.services import workbooks

        workbooks.write(path, workbook.sheets(ticket.code, screens))
    else:
        write_atomic(path, page.page(screens[0].heading or "Review", ticket.code, screens))
    disk.private(path)
    return path


def _reviewers(place: Path, opened: OfflineBoard, names: Sequence[str], asked: Sequence[str]) -> list[str]:
    """The pseudonyms that files are made for: those asked for, else those to whom items are assigned, else those who got a file before.

    Raises: StateError when there are none.
    """
    from curation.review.judgements import batches, people

    assigned = {who for name in names for item in batches.items(place, name) for who in item.reviewers}
    if odd := [a for a in asked if a not in assigned and "@" not in a and not _PSEUDONYM.fullmatch(a)]:
        known = {*opened.reviewers(), *people.load(place).values()}
        message = "is neither an address (name@example.org) nor a pseudonym; a pseudonym has letters, digits, - and _ only"
        if wrong := [a for a in odd if a not in known]:
            raise InputError([Issue(f"--reviewer {visible(a)}", "reviewer-name", message) for a in wrong])
    if asked:
        pseudonym = review_exchange.pseudonym_of(place)
        return list(
            dict.fromkeys(who if who in assigned or "@" not in who else pseudonym(who) for who in asked)
        )
    assigned = assigned or opened.reviewers()
    if not assigned:
        raise StateError("the batches name no reviewers; say for whom with --reviewer ADDRESS")
    return sorted(assigned)


def _open(
    place: Path,
    opened: OfflineBoard,
    projects: Mapping[str, Mapping[str, str]],
    people: Sequence[str],
    named: bool,
    asked: bool,
) -> dict[str, set[str]]:
    """By person the items of all batches that still want something of them: nothing of an item that has its judgements.

    A brief that names nobody is written by one person: briefs are dealt out among those who got a page with their batch, at first
    among `people`. Somebody who comes later gets all that wait where the batch is `named`, and none of them otherwise.

    A question that enough others have answered in round 1 is not begun by one more, unless nothing else waits for somebody who was
    `asked` by name.
    """
    from curation.pipeline import config
    from curation.review.judgements import batches
    from curation.review.planning import assign
    from curation.review.standing import gather, state

    evidence = gather.gather(place, config.load(place).review)
    waiting = {w.item for w in state.waiting(evidence)}
    found: dict[str, set[str]] = {who: set() for who in people}
    spare: dict[str, set[str]] = {who: set() for who in people}
    for name, by_stage in projects.items():
        items, head = batches.items(place, name), batches.load(place, name)
        held = set().union(*(opened.holders(project) for project in by_stage.values())) or set(people)
        dealt = assign.dealt(items, sorted(held), head.excluded) if head.purpose == "writing" else {}
        for item in items:
            for who in people:
                own = item.id not in dealt or dealt[item.id] == who or (named and who not in held)
                if item.reviewers or (item.id in waiting and own):
                    over = not item.reviewers and _enough(evidence, item, who)
                    (spare if over else found)[who].add(item.id)
    return {who: found[who] or (spare[who] if asked else set()) for who in people}


def _enough(evidence: ReviewEvidence, item: ReviewItem, who: str) -> bool:
    """Whether others have answered a question in round 1, as many as are to judge it, so that `who` need not begin it."""
    answered = evidence.answered.get(item.id, {}).keys() - evidence.away(item)
    return who not in answered and 0 < evidence.planned[item.id] <= len(answered)


def _screens(
    place: Path,
    opened: OfflineBoard,
    projects: Mapping[str, Mapping[str, str]],
    who: str,
    open_: Collection[str],
) -> list[Screen]:
    """What waits for somebody: the tasks of the `open_` items that they may take and have not answered, by project.

    The key of a question is shown only to somebody whose own answer is recorded: no screen with it stands in a file that asks for an
    answer to the same question, whatever batch the two are of.
    """
    from curation.review.judgements import batches
    from curation.review.standing import gather

    screens = []
    asked: set[str] = set()
    """Subjects that the file asks to answer without the key."""
    stages = [(name, stage) for name, by_stage in projects.items() for stage in by_stage]
    for name, stage in sorted(stages, key=lambda one: one[1] != "answer"):
        project = projects[name][stage]
        items = {i.id: i for i in batches.items(place, name) if i.id in open_}
        barred = set(batches.load(place, name).excluded)
        judged = gather.settled(place, name, who)
        keyed = stage == "verdict"
        answered = gather.answered(place, name, who) if keyed and "answer" in projects[name] else None
        tasks = [
            task for task in _tasks(opened, project)
            if (item := items.get(str(task["item_id"]))) is not None
            and (not item.reviewers or who in item.reviewers)
            and f"{item.subject}:{who}" not in barred
            and (item.id, keyed) not in judged
            and not (keyed and item.subject in asked)
            and (answered is None or item.id in answered)
        ]  # fmt: skip
        # In the order of the batch: a brief that says how it differs from another one comes after it.
        order = {id: place for place, id in enumerate(items)}
        tasks.sort(key=lambda task: order[str(task["item_id"])])
        if not keyed:
            asked |= {items[str(task["item_id"])].subject for task in tasks}
        if tasks:
            screens.append(_headed(_screen(opened, project, tasks), place, name, stage, who))
    return screens


_KINDS = {
    "prompt": "prompts",
    "question": "questions",
    "mapping": "categories of clauses",
    "task": "open tasks",
}
_PURPOSES = {"adjudication": "where people differ", "writing": "texts to write"}


def _headed(screen: Screen, place: Path, name: str, stage: str, who: str) -> Screen:
    """A screen with the words above it, and beside each key what the person answered before it was shown."""
    from dataclasses import replace

    from curation.review.judgements import batches
    from curation.review.standing import gather

    head = batches.load(place, name)
    dataset = head.dataset.partition("@")[0].replace("-", " ").capitalize()
    what = f"{dataset}: {_PURPOSES.get(head.purpose, _KINDS.get(head.kind, head.kind))}"
    if head.stages != "separate":
        return replace(screen, heading=what)
    if stage == "answer":
        return replace(screen, heading=f"{what} · round 1 of 2: your answers", round="1")
    given = gather.answered(place, name, who)
    tasks = [dict(task) | _own(task, given.get(str(task["item_id"]), {})) for task in screen.tasks]
    return replace(screen, heading=f"{what} · round 2 of 2: your verdicts", round="2", tasks=tasks)


def _own(task: Mapping[str, Any], answers: Mapping[str, int]) -> dict[str, Any]:
    """What a person answered to a question, by book, in the words of the options."""
    options = str(task.get("options_text", "")).splitlines()
    said = {
        f"{book.capitalize()} book": options[n] if 0 <= n < len(options) else "None of these"
        for book, n in answers.items()
    }
    return {"own_answers": said} if said else {}


def _tasks(opened: OfflineBoard, project: str) -> list[dict[str, Any]]:
    """The data of every task of a project, each item once."""
    from curation.review.offline import screens

    return list({t["data"]["item_id"]: screens.shown(t) for t in opened.entries(project).values()}.values())


def _screen(opened: OfflineBoard, project: str, tasks: Sequence[Mapping[str, Any]]) -> Screen:
    from curation.review.offline.screens import Screen

    facts = opened.project(project)
    return Screen(project, facts["title"], facts["layout"], facts["guidelines"], tasks)


def take_in(
    files: Annotated[list[Path], typer.Argument(help="Files that pages saved, or workbooks that came back.")],
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in the answers from files, with the checks of `pull`; the same file a second time adds nothing."""
    place = workspace(where)
    opened = board(place)
    read = [_read(path, opened) for path in files]
    issues: list[Issue] = [issue for _, _, odd in read for issue in odd]
    for path, (ticket, answers, _) in zip(files, read, strict=True):
        by_project = defaultdict(list)
        for answer in answers:
            if answer.project in ticket.projects:
                by_project[answer.project].append(answer)
            else:
                issues.append(_foreign(path, answer.item, "belongs to no part of the page that was sent"))
        for project, given in by_project.items():
            issues += [
                _foreign(path, item, "is no item of the batch")
                for item in opened.receive(project, ticket.reviewer, given)
            ]
    if not as_json:
        for path, (ticket, answers, _) in zip(files, read, strict=True):
            show(f"{path.name}: {counted(len(answers), 'answer')} of {_named(place, ticket.reviewer)}")
    told = []
    for name in review_exchange.chosen(place, None):
        taken = review_exchange.take(place, opened, name, lambda who: who, opened.sent)
        if taken is not None:
            issues += taken["issues"]
            told.append(taken | {"issues": len(taken["issues"])})
    tell(issues)
    if as_json:
        emit_json(told)
        return
    if void := sum(issue.code == "annotation-invalid" for issue in issues):
        say(f"{counted(void, 'answer')} cannot count; a new page asks again: curation review export")
    for line in told:
        opened_ = counted(line["opened"], "verdict task")
        more = f", {opened_} opened (export again)" if line["opened"] else ""
        new, seen = counted(line["new"], "new judgement"), counted(line["seen"], "answer")
        show(f"{line['batch']}: {new}; {seen} from all files so far{more}")
    if not any(line["new"] for line in told):
        say("no answer in these files is new")
    _tell_next(place)


def _foreign(path: Path, item: str, what: str) -> Issue:
    return Issue(f"{path.name} > {visible(item)}", "answer-foreign", what, "warn")


def _read(path: Path, opened: OfflineBoard) -> tuple[Ticket, Sequence[Any], Sequence[Issue]]:
    """The ticket and the answers of one file, and the cells of a workbook whose value is in no list.

    Raises: InputError for what is no such file, or carries a ticket that this workspace did not issue.
    """
    from curation.review.offline import answers, workbook
    from curation.services import workbooks

    if not path.is_file():
        raise InputError.one(path.name, "answers-missing", "there is no such file")
    if path.suffix.lower() != ".xlsx":
        found = answers.read(path)
        return _known(path, found.ticket, opened), found.answers, ()
    book = workbooks.read(path)
    code, sheets = workbook.ticket_of(path.name, book)
    ticket = _known(path, code, opened)
    screens = {p: _screen(opened, p, _tasks(opened, p)) for p in ticket.projects if opened.project(p)}
    given = workbook.answers(path.name, book, sheets, screens)
    odd = workbook.unlisted(path.name, book, sheets, screens)
    return ticket, answers.checked(path.name, code, given).answers, odd


def _known(path: Path, code: str, opened: OfflineBoard) -> Ticket:
    ticket = opened.ticket(code)
    if ticket is None:
        raise InputError.one(
            path.name, "answers-ticket",
            "was not made by an export of this workspace on this machine; import it where the page was exported",
        )  # fmt: skip
    return ticket
