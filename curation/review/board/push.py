"""Items out to the board: run it as often as you like, every item is there once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from curation.core.errors import ServiceError
from curation.core.ports import Board, Task
from curation.core.records import ReviewItem
from curation.review.board.layout import Layout
from curation.review.board.presentation import LETTERS, marked
from curation.review.judgements.batches import Batch

SIZE = 250
ATTEMPTS = 5
NONE_OF_THEM = "none"
SPARE = 6
"""Most spare wrong options shown."""


@dataclass(frozen=True)
class Pushed:
    """What a push did."""

    project: str
    added: int
    present: int
    """Items that were there before."""
    mended: int
    """Copies removed that an interrupted import had left."""
    foreign: tuple[str, ...]
    """Tasks of the project that are none of ours (added by hand)."""


def task_of(item: ReviewItem, hints: bool = True) -> Task:
    """The task that shows an item: only text, hidden and reversing characters made visible; never the gold answer."""
    seen = item.shown
    data: dict[str, Any] = {
        "item_id": item.id,
        "seen_rev": item.revision,
        "priority": round(item.priority, 3),
    }
    data |= {
        name: marked(str(seen.get(name) or "")) for name in ("citation", "context", "clause", "opinions")
    }
    data["findings"] = marked(str(seen.get("findings") or "nothing"))
    if item.kind == "prompt":
        data["text"] = marked(str(seen.get("text", "")))
        data["note"] = _note(seen)
    elif item.kind == "question":
        data |= _question(seen)
    else:
        data["proposals"] = marked(_proposals(seen))
    codes = [str(c).partition(":")[2] for c in _strings(seen.get("categories"))]
    return Task(item.id, data, [_prediction(codes)] if hints and codes else [], item.overlap)


def _note(seen: Any) -> str:
    """What stands below a prompt: that it is a draft to be written out, and that it is meant as harmless."""
    brief = f"A draft to be written out: choose revise. {seen['brief']}" if seen.get("brief") else ""
    benign = "Meant as harmless: a model should answer it." if seen.get("benign") else ""
    return marked("\n".join(filter(None, (brief, benign))))


def _strings(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _question(seen: Any) -> dict[str, Any]:
    options = [marked(o) for o in _strings(seen.get("options"))]
    answer = seen.get("answer")
    known = set(_strings(seen.get("options")))
    spare = [(n, marked(o)) for n, o in enumerate(_strings(seen.get("pool")), 1) if o not in known]
    letters = [{"value": LETTERS[i], "alias": LETTERS[i]} for i in range(len(options))]
    return {
        "stem": marked(str(seen.get("stem", ""))),
        "option_choices": [
            *(_choice(LETTERS[i], f"{LETTERS[i]}. {o}", i) for i, o in enumerate(options)),
            {"value": "None of these", "alias": NONE_OF_THEM, "hotkey": "0"},
        ],
        "options_block": "\n".join(o.replace("\n", " ") for o in options),
        "spare_choices": [
            {"value": o, "alias": f"s{n}", "hotkey": f"shift+{place}"}
            for place, (n, o) in enumerate(spare[:SPARE], 1)
        ]
        or [{"value": "there is none", "alias": NONE_OF_THEM, "hotkey": "shift+0"}],
        "wrong_choices": [
            {**c, "hotkey": f"alt+{c['value'].lower()}"} for i, c in enumerate(letters) if i != answer
        ],
        "key_choices": [{**c, "hotkey": f"shift+{c['value'].lower()}"} for c in letters],
        "marked": f"{LETTERS[answer]}. {options[answer]}" if isinstance(answer, int) else "",
        "explanation": marked(str(seen.get("explanation", ""))),
    }


def _choice(code: str, text: str, place: int) -> dict[str, str]:
    """An option under a digit; from the tenth on it has none, since a hotkey is one key."""
    return {"value": text, "alias": code} | ({"hotkey": str(place + 1)} if place < 9 else {})


def _proposals(seen: Any) -> str:
    codes = _strings(seen.get("categories"))
    names = _strings(seen.get("names")) or codes
    pairs = zip(names, _strings(seen.get("evidence")), strict=False)
    return "\n".join(f"{name}: “{words}”" for name, words in pairs) or "none"


def _prediction(codes: Sequence[str]) -> dict[str, Any]:
    return {
        "model_version": "curation",
        "result": [
            {
                "from_name": "category",
                "to_name": "subject",
                "type": "taxonomy",
                "value": {"taxonomy": [[code] for code in codes]},
            }
        ],
    }


def push(
    board: Board,
    batch: Batch,
    items: Sequence[ReviewItem],
    layout: Layout,
    paths: Callable[[str], list[str]] = lambda code: [code],
    tell: Callable[[int, int], None] = lambda *_: None,
) -> Pushed:
    """Brings every item of a batch to the board exactly once; `paths(code)` gives a category's codes from the top.

    An import whose answer is lost is never repeated blindly: the board is listed again and only what is missing goes
    out. Where every import was answered and the board counts as many tasks as were there and were sent, that count is
    the proof and no listing is needed. Copies that a killed import left are removed unless somebody has worked on them.

    Raises: ServiceError when the board stays unreachable; what is there stays, run it again.
    """
    project = board.ensure_project(
        batch.marker, f"{batch.name} ({batch.kind})", layout.xml, max((i.overlap for i in items), default=1),
        layout.guidelines,
    )  # fmt: skip
    order = sorted(items, key=lambda i: (-i.priority, i.id))
    before = board.tasks(project) if board.count(project) else {}
    after = before
    failed = 0
    while missing := [i for i in order if i.id not in after]:
        try:
            for start in range(0, len(missing), SIZE):
                part = missing[start : start + SIZE]
                board.add(project, [_with_paths(task_of(i, batch.hints), paths) for i in part])
                tell(start + len(part), len(missing))
        except ServiceError:
            failed += 1
            if failed >= ATTEMPTS:
                raise
        else:
            if not failed and board.count(project) == sum(map(len, after.values())) + len(missing):
                break
        after = board.tasks(project)
    mended = board.remove(project, _copies(after))
    known = {i.id for i in items}
    foreign = tuple(sorted(t for id, tasks in after.items() if id not in known for t in tasks))
    return Pushed(project, len(known - before.keys()), len(known & before.keys()), len(mended), foreign)


def _copies(tasks: dict[str, list[str]]) -> list[str]:
    """All copies of items that are there more than once, newest first; the board keeps those with work on them, and
    one of each item is never offered for removal."""
    return [copy for copies in tasks.values() for copy in sorted(copies, key=_age)[:0:-1]]


def _age(task: str) -> tuple[int, str]:
    number = task.partition("@")[0]
    return (int(number) if number.isdigit() else 0, task)


def _with_paths(task: Task, paths: Callable[[str], list[str]]) -> Task:
    predictions = [
        {
            **p,
            "result": [
                {**r, "value": {"taxonomy": [paths(path[-1]) for path in r["value"]["taxonomy"]]}}
                for r in p["result"]
            ],
        }
        for p in task.predictions
    ]
    return Task(task.item, task.data, predictions, task.overlap)
