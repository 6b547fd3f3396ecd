"""An item as the checks see it, from a candidate or from a line of a file of any origin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from curation.core.errors import Severity
from curation.core.items import rubric, turns
from curation.core.records import CandidateKind, Message, RubricPoint, Rule

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Hit(NamedTuple):
    """What a check found in one item."""

    field: str
    message: str
    start: int | None = None
    end: int | None = None
    value: float | None = None
    severity: Severity | None = None
    """Only when it differs from the check's own."""


@dataclass(slots=True)
class Item:
    """One prompt, question or task. `problems` holds what is wrong with the shape of the record itself."""

    id: str
    kind: CandidateKind
    text: str = ""
    """The prompt; of a conversation the user's turns, of a task the situation."""
    messages: list[Message] = field(default_factory=list)
    policy: str = ""
    instruction: str = ""
    rubric: list[RubricPoint] = field(default_factory=list)
    stem: str = ""
    options: list[str] = field(default_factory=list)
    answer: int | None = None
    explanation: str = ""
    pool: list[str] = field(default_factory=list)
    language: str = ""
    declared: bool = True
    """Whether the language was declared by the item and not inferred from the set."""
    brief: bool = False
    """True for an authoring brief: a person will write the text, so its form is not judged."""
    context: bool = False
    """True when the item carries a passage or an attachment."""
    evidence: Sequence[Mapping[str, Any]] = ()
    cited: Sequence[str] = ()
    """Ids of the clauses that the item names."""
    provision: str = ""
    """The words of the provision that the item was made from, where the record has them; who answers does not see them."""
    clauses: Mapping[str, str] | None = None
    """Text of the cited clauses by id, None when they are not known."""
    raw: str = ""
    """The item as it was published, where the file keeps that too."""
    layout: str = ""
    """How the options were written when they came inside one text: inline, newline, literal-newline."""
    categories: list[str] = field(default_factory=list)
    passes: Mapping[str, Any] = field(default_factory=dict)
    """The passes of the model path that it went through, by name; empty for an item of another origin."""
    marks: Mapping[str, Any] = field(default_factory=dict)
    """What these passes found, by name."""
    derivation: Mapping[str, Any] = field(default_factory=dict)
    """How the key follows from the rule, as in `Candidate.derivation`; empty for an item that does not say."""
    pictures: Sequence[Mapping[str, Any]] = ()
    """The pictures that it shows, each as `Picture` has it."""
    looks: Mapping[str, Any] = field(default_factory=dict)
    """By digest of a picture what it is (`pictures.decoding.Seen`), or the `Issue` of one that cannot be looked at; empty where
    nobody looked."""
    problems: list[Hit] = field(default_factory=list)
    read_rules: Callable[[str], Sequence[Rule]] | None = None
    """What reads the rules of a provision; None where nobody gave it, and then no rules are known."""

    @property
    def rules(self) -> Sequence[Rule]:
        """The rules that its provision lays down, as the parser reads them; empty where it has no provision or no parser."""
        return self.read_rules(self.provision) if self.read_rules is not None and self.provision else ()

    def fields(self) -> Iterator[tuple[str, str]]:
        """Name and text of every field that a reader of the item sees, without the explanation."""
        if self.messages:
            for place, turn in enumerate(self.messages):
                yield f"messages[{place}]", turn.content
            return
        if self.kind != "question":
            yield "text", self.text
            if self.kind == "task":
                yield "instruction", self.instruction
                for point in self.rubric:
                    yield f"rubric[{point.id}]", point.text
            return
        yield "stem", self.stem
        for number, option in enumerate(self.options):
            yield f"options[{number}]", option

    @property
    def words(self) -> str:
        """What is asked, in one text: the stem of a question, the text of any other item."""
        return self.stem if self.kind == "question" else self.text

    @property
    def key(self) -> str | None:
        """Text of the keyed option, None when there is none."""
        return None if self.answer is None else self.options[self.answer]


_NAMES = {
    "text": ("text", "prompt", "release_prompt_text"),
    "stem": ("stem", "question", "Question"),
    "options": ("options", "choices", "Options"),
    "answer": ("answer", "correct_answer", "Correct Answer", "key", "label"),
    "explanation": ("explanation", "Explanation", "rationale"),
}
_CATEGORY = ("category", "categories", "cate-idx", "Category", "hazard")
_PROVISION = ("provision", "provision_text", "clause_text", "source_text", "rule_text")
_CONTEXT = ("context", "passage", "image", "Image Path", "figure", "attachment")


def _first(record: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _categories(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [_text(code) for code in value]
    return [_text(value)] if value not in (None, "") else []


def _joined(value: Any) -> str:
    """A provision as one text; a list of passages is joined."""
    if isinstance(value, (list, tuple)):
        return " ".join(_text(part) for part in value)
    return _text(value) if isinstance(value, str) else ""


def from_record(record: Mapping[str, Any], number: int) -> Item:
    """The item of one line of a file: a prompt (`text`) or a question (`stem`, `options`, `answer`).

    The common column names of published datasets are understood too, and options that stand inside the question's
    text are split off, with the way they were written in `layout`. Whatever does not fit becomes a problem of the item.
    """
    known = {name: _first(record, names) for name, names in _NAMES.items()}
    given = record.get("id")
    item = Item(
        id=str(given) if given not in (None, "") else str(number),
        kind="prompt",
        language=str(record.get("language") or record.get("locale") or ""),
        context=any(record.get(name) for name in _CONTEXT),
        explanation=_text(known["explanation"]),
        provision=_joined(_first(record, _PROVISION)),
    )
    item.declared = bool(item.language)
    item.categories = _categories(_first(record, _CATEGORY))
    _with_turns(record, item)
    _with_rubric(record, item)
    if known["stem"] is None and known["options"] is None:
        item.text = turns.of_user(item.messages) or _text(
            known["text"] if item.kind == "prompt" else record.get("situation") or known["text"]
        )
        if item.messages or item.kind == "task":
            return item
        if not isinstance(known["text"], str):
            item.problems.append(Hit("", "has neither a text nor a stem with options; give it one of them"))
        return item
    item.kind = "question"
    item.stem = _text(known["stem"] if known["stem"] is not None else known["text"])
    item.options = _options(known["options"], item)
    raw = record.get("raw")
    if not item.options:
        item.stem, item.options, item.layout = split_options(item.stem)
    elif isinstance(raw, str):
        item.layout = split_options(raw)[2]
        item.raw = raw
    item.answer = _answer(known["answer"], item)
    return item


def _with_turns(record: Mapping[str, Any], item: Item) -> None:
    """The turns and the policy text that a line gives, if any."""
    given = _first(record, ("messages", "conversation", "turns"))
    if given in (None, "", []):
        return
    found = turns.read(given)
    if isinstance(found, str):
        item.problems.append(Hit("messages", found))
        return
    item.messages, item.policy = found, _text(record.get("policy"))


def _with_rubric(record: Mapping[str, Any], item: Item) -> None:
    """The instruction and the rubric that a line gives, if any; such a line is a task."""
    given = record.get("rubric")
    if given in (None, "", []) and not record.get("instruction"):
        return
    item.kind, item.instruction = "task", _text(record.get("instruction"))
    item.cited = _categories(_first(record, ("clauses", "clause")))
    try:
        points = rubric.from_text(given) if isinstance(given, str) else rubric.points(given or ())
    except (ValueError, TypeError):
        points = "the rubric is no list of points"
    if isinstance(points, str):
        item.problems.append(Hit("rubric", points))
    else:
        item.rubric = points


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _options(value: Any, item: Item) -> list[str]:
    if isinstance(value, Mapping):
        if {"text", "label"} <= set(value) and isinstance(value["text"], list):
            return [_text(option) for option in value["text"]]
        return [_text(value[name]) for name in sorted(value)]
    if isinstance(value, str):
        stem, options, _ = split_options(" " + value)
        if options and not stem.strip():
            return options
        lines = [line for line in value.splitlines() if line.strip()]
        return lines if len(lines) > 1 else []
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [_text(option) for option in value]
    item.problems.append(Hit("options", "the options are not a list of texts"))
    return []


_LETTER = re.compile(r"^\s*(?:option\s+)?\(?([A-Za-z])\)?\s*+(?:[.:)]\s*+)?$", re.I)
_LABELLED = re.compile(r"^\s*\(?([A-Z])[.:)]\s+(.+)$", re.S)


def _answer(value: Any, item: Item) -> int | None:
    """Index of the keyed option; a key that names none or several becomes a problem of the item."""
    if isinstance(value, (list, tuple)):
        if len(value) != 1:
            item.problems.append(Hit("answer", f"{len(value)} keys are given; a question has one"))
            return None
        value = value[0]
    if value is None or (isinstance(value, str) and not value.strip()):
        item.problems.append(
            Hit("answer", "no option is keyed; give the letter or the text of the right one")
        )
        return None
    if isinstance(value, bool):
        value = str(value)
    if isinstance(value, int):
        return _index(value, item)
    text = _plain(str(value))
    same = [i for i, option in enumerate(item.options) if _plain(option) == text]
    letter = _LETTER.match(str(value))
    if letter and not (len(same) == 1 and len(text) > 1):
        return _index(LETTERS.index(letter[1].upper()), item)
    if len(same) > 1:
        item.problems.append(Hit("answer", f"the key names {len(same)} options of the same text"))
        return same[0]
    if same:
        return same[0]
    labelled = _LABELLED.match(str(value))
    if labelled:
        return _index(LETTERS.index(labelled[1]), item)
    if text.isdigit():
        return _index(int(text), item)
    item.problems.append(Hit("answer", "the keyed text is none of the options"))
    return None


def _index(index: int, item: Item) -> int | None:
    if 0 <= index < len(item.options):
        return index
    item.problems.append(Hit("answer", f"the key names option {index + 1} of {len(item.options)}"))
    return None


def _plain(text: str) -> str:
    return text.strip().rstrip(".").strip().casefold()


_MARK = re.compile(
    r"(?:(?P<literal>\\n)\s*+|(?P<line>\n)[^\S\n]*+|(?<=\s)|^\s*+)\(?(?P<letter>[A-J])(?:[:.)]|\))\s+"
)


def split_options(text: str) -> tuple[str, list[str], str]:
    """Stem, options and layout of a question written as one text; no options when there is no run A, B, C, …"""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if mark["letter"] == LETTERS[len(marks)]:
            marks.append(mark)
        elif mark["letter"] == "A":
            marks = [mark]
    if len(marks) < 2:
        return text, [], ""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    options = [
        text[mark.end() : end].replace("\\n", " ").strip().rstrip(",;").strip()
        for mark, end in zip(marks, ends, strict=True)
    ]
    second = marks[1]
    layout = "literal-newline" if second["literal"] else "newline" if second["line"] else "inline"
    return text[: marks[0].start()].strip(), options, layout


def from_candidate(
    row: Mapping[str, Any], clauses: Mapping[str, str] | None, looks: Mapping[str, Any] | None = None
) -> Item:
    """The item of one row of a candidate frame. `clauses` gives the text of each clause by id, `looks` what each picture is."""
    item = Item(
        id=row["id"],
        kind=row["kind"],
        text=row["text"],
        messages=[Message.model_validate(turn) for turn in row["messages"]],
        policy=row["policy"],
        instruction=row["instruction"],
        rubric=rubric.points(row["rubric"]),
        stem=row["stem"],
        options=list(row["options"]),
        explanation=row["explanation"],
        pool=list(row["pool"]),
        language=row["language"],
        brief=row["status"] == "needs_authoring",
        evidence=row["evidence"],
        cited=list(row["clauses"]),
        clauses=clauses,
        categories=list(row["categories"]),
        passes=_object(row.get("passes")),
        marks=_object(_object(row.get("derivation")).get("passes")),
        derivation=_object(row.get("derivation")),
        pictures=row.get("pictures") or (),
        looks=looks or {},
    )
    if clauses is not None and "form" not in item.derivation:
        # The key of an item with a derivation is proved by that.
        item.provision = " ".join(clauses[name] for name in item.cited if name in clauses)
    if item.kind == "question":
        item.answer = _answer(row["answer"], item)
    return item


def _object(value: object) -> Mapping[str, Any]:
    """A field that a frame holds as JSON; empty for what is no object."""
    found = json.loads(value) if isinstance(value, str) and value else value
    return found if isinstance(found, Mapping) else {}
