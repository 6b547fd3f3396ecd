"""An annotation read strictly: the server checks nothing, so every control and every value is checked here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from pydantic import JsonValue

from curation.core.items import rubric, turns
from curation.core.ports import Annotation
from curation.core.records import Choice, PointVerdict, ReviewItem, Verdict
from curation.review.board.layout_parts import CHOICES, MIXED, SKIPS
from curation.review.board.presentation import LETTERS
from curation.review.board.screen_text import points_of, turns_of
from curation.review.board.tasks import NONE_OF_THEM, task_of
from curation.review.decisions import choosing

VERDICTS: dict[str, Verdict] = {
    "accept": "accept", "Accept": "accept", "revise": "revise", "Revise": "revise",
    "reject": "reject", "Reject": "reject", "unsure": "unsure", "Unsure": "unsure",
}  # fmt: skip
ALL_RIGHT, SOME_WRONG = "all-right", "some-wrong"
"""What is said of the points of a rubric as a whole; the wrong ones are then named."""
Asked = Literal["whole", "blind", "verdict", "dispute"]
"""What a screen asked for: an answer and a verdict, only the answer (before the key is shown), only the verdict, or a
decision between what others said (with an answer too in a batch of version 0.1)."""
TEXTS = {
    "text_edit": "text", "instruction_edit": "instruction", "rubric_edit": "rubric_block", "stem_edit": "stem", "options_edit": "options_block", "explanation_edit": "explanation",
}  # fmt: skip


@dataclass(frozen=True)
class ParsedAnnotation:
    """What an annotation says, and everything that is wrong with it."""

    verdict: Verdict = "unsure"
    labels: list[str] = field(default_factory=list)
    answer: int | None = None
    answers: dict[str, int] = field(default_factory=dict)
    edited: dict[str, JsonValue] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    authored: dict[str, JsonValue] = field(default_factory=dict)
    choice: Choice = ""
    also_right: list[int] = field(default_factory=list)
    explanation: Literal["", "right", "wrong"] = ""
    difficulty: Literal["", "easy", "medium", "hard"] = ""
    points: dict[str, PointVerdict] = field(default_factory=dict)
    skip: str = ""
    comment: str = ""
    seen: str = ""
    extra: dict[str, JsonValue] = field(default_factory=dict)
    """What was said in controls of the workspace's own, by name."""
    layout: str = ""
    """Digest of the layout that the task was brought with; empty where it carries none (a batch of version 0.1)."""
    problems: list[str] = field(default_factory=list)


def parse(
    annotation: Annotation,
    item: ReviewItem,
    reasons: Mapping[str, str],
    leaves: Mapping[str, str],
    taxonomy: str,
    asked: Asked = "whole",
    own: Collection[str] = (),
) -> ParsedAnnotation:
    """An annotation as a judgement's content.

    `reasons` and `leaves` map what may come back (code or shown name) to the code; a path of the tree is taken by its
    last part. `own` names the controls of the layout that are the workspace's own: what was said there goes into `extra`.
    Nothing raises: what cannot be read is named in `problems`. A skip holds its reason and nothing else.

    Args:
        annotation: As the board gives it.
        item: The item that the annotation is of.
        reasons: Code or shown name to the code.
        leaves: Code or shown name to the code.
        taxonomy: The name of the taxonomy, with which codes are qualified.
        asked: What the screen asked for.
        own: Names of the controls that the workspace added.
    """
    read, extra = _apart(annotation.result, own)
    return replace(_parsed(read, item, reasons, leaves, taxonomy, asked), extra=extra)


def _apart(result: Sequence[Any], own: Collection[str]) -> tuple[list[Any], dict[str, JsonValue]]:
    """The parts that are read, and what was said in the controls `own`, by name: a list of values each."""
    read: list[Any] = []
    extra: dict[str, JsonValue] = {}
    for part in result:
        name = part.get("from_name") if isinstance(part, dict) else None
        value = part.get("value") if isinstance(part, dict) else None
        if not isinstance(name, str) or name not in own or not isinstance(value, dict):
            read.append(part)
            continue
        said = value.get(str(part.get("type")), value)
        extra[name] = [*cast(list[Any], extra.get(name, [])), *(said if isinstance(said, list) else [said])]
    return read, extra


def _parsed(
    result: Sequence[Any],
    item: ReviewItem,
    reasons: Mapping[str, str],
    leaves: Mapping[str, str],
    taxonomy: str,
    asked: Asked,
) -> ParsedAnnotation:
    values, problems = _values(result)
    seen, _, layout = _text(values, "seen_rev").partition(".")
    if skip := _one_of(values, "skip", SKIP_CODES, problems):
        said = _text(values, "comment").strip()
        return ParsedAnnotation("none", comment=said, skip=skip, seen=seen, layout=layout, problems=problems)
    answer, answers = _answers(values, item, asked, problems)
    common = ParsedAnnotation(
        "none", [], answer, answers, difficulty=cast(Any, _one_of(values, "difficulty", _SAME["difficulty"], problems)),
        comment=_text(values, "comment").strip(), seen=seen, layout=layout, problems=problems,
    )  # fmt: skip
    if asked == "blind":
        return common
    labels = _labels(values, leaves, taxonomy, problems)
    labels = sorted(set(labels)) if item.kind == "mapping" else list(dict.fromkeys(labels))
    if "authored_text" in values:
        text = _text(values, "authored_text").replace("\r\n", "\n").strip()
        if not text:
            problems.append("holds no text; ask the author to write it")
        return replace(common, labels=labels, authored={"text": text})
    choice = cast(Choice, _one_of(values, "choice", _SAME["choice"], problems))
    if choice:
        mix = {
            n: int(v) - 1 for n in MIXED[item.kind] if (v := _one_of(values, f"mix_{n}", _SIDES, problems))
        }
        edited = _edits(values, item, problems) if choice == "new" else {}
        # The category is preselected on the adjudicator's screen as it was shown; left so, the version's own holds.
        own = labels if labels != _shown_labels(item) else []
        taken = choosing.choose(item, choice, mix, edited, own)
        problems.extend(taken.problems)
        return replace(
            common, verdict=taken.verdict, labels=taken.labels or labels, edited=taken.edited, reasons=taken.reasons,
            also_right=taken.also_right, points=taken.points, choice=choice,
        )  # fmt: skip
    verdicts = values.get("verdict", [])
    verdict = VERDICTS.get(str(verdicts[0])) if len(verdicts) == 1 else None
    if verdict is None:
        problems.append("has no verdict, or one that the screen does not offer")
    given = []
    for reason in values.get("reasons", []):
        if str(reason) in reasons:
            given.append(reasons[str(reason)])
        else:
            problems.append("names a reason that reasons.toml does not have")
    return replace(
        common, verdict=verdict or "unsure", labels=labels,
        edited=_edits(values, item, problems) if verdict == "revise" else {},
        reasons=sorted(set(given)) if verdict in ("revise", "reject") else [],
        also_right=_also_right(values, item, problems),
        points=_points(values, item, asked, problems),
        explanation=cast(Any, _one_of(values, "explanation_judged", _SAME["explanation_judged"], problems)),
    )  # fmt: skip


SKIP_CODES = {key: code for code, label in SKIPS for key in (code, label)}
_SAME = {
    "difficulty": {code: code for code in ("easy", "medium", "hard")},
    "explanation_judged": {code: code for code in ("right", "wrong")},
    "rubric_judged": {code: code for code in (ALL_RIGHT, SOME_WRONG)},
    "choice": {key: code for code, label, _ in CHOICES for key in (code, label)}
    | {"own": "", "My own verdict": ""},
}
_SIDES = {"1": "1", "2": "2"}
KNOWN = (
    "verdict", "category", "reasons", "answer", "answer_open", "comment", "seen_rev", "key_edit", "swap_in", "replace",
    "also_right", "rubric_judged", "points_wrong", "explanation_judged", "difficulty", "skip", "choice", "authored_text", *TEXTS,
    *sorted({f"mix_{name}" for names in MIXED.values() for name in names}),
)  # fmt: skip


def _values(result: Sequence[Any]) -> tuple[dict[str, list[Any]], list[str]]:
    kinds = {"choices": "choices", "taxonomy": "taxonomy", "textarea": "text"}
    values: dict[str, list[Any]] = {}
    problems: list[str] = []
    for part in result:
        name = part.get("from_name") if isinstance(part, dict) else None
        value = part.get("value") if isinstance(part, dict) else None
        key = kinds.get(str(part.get("type"))) if isinstance(part, dict) else None
        if name not in KNOWN or key is None or not isinstance(value, dict):
            problems.append("has a field that is not part of the layout")
            continue
        found = value.get(key)
        values.setdefault(str(name), []).extend(found if isinstance(found, list) else [found])
    return values, problems


def _one_of(values: Mapping[str, list[Any]], name: str, known: Mapping[str, str], problems: list[str]) -> str:
    """The code of the one value of a choice; empty when it was not made."""
    given = values.get(name, [])
    if not given:
        return ""
    if len(given) != 1 or str(given[0]) not in known:
        problems.append(f"has a value of {name} that the screen does not offer")
        return ""
    return known[str(given[0])]


def _shown_labels(item: ReviewItem) -> list[str]:
    shown = item.shown.get("categories")
    return [str(c) for c in shown] if isinstance(shown, list) else []


def _labels(
    values: Mapping[str, list[Any]], leaves: Mapping[str, str], taxonomy: str, problems: list[str]
) -> list[str]:
    """The qualified codes of the categories chosen."""
    labels = []
    for path in values.get("category", []):
        last = str(path[-1]) if isinstance(path, list) and path else str(path)
        if last in leaves:
            labels.append(f"{taxonomy}:{leaves[last]}")
        else:
            problems.append("names a category that the taxonomy does not have")
    return labels


def _text(values: Mapping[str, list[Any]], name: str) -> str:
    return "\n".join(str(v) for v in values.get(name, []) if v is not None)


def _answers(
    values: Mapping[str, list[Any]], item: ReviewItem, asked: Asked, problems: list[str]
) -> tuple[int | None, dict[str, int]]:
    """The last answer before the key was shown, and the answer of each stage; -1 for none of the options."""
    if item.kind != "question" or asked == "verdict":
        return None, {}
    first = _option(values, "answer", item, problems)
    second = _option(values, "answer_open", item, problems)
    if first is None or (asked == "blind" and second is None):
        if not problems and asked != "dispute":
            problems.append("has no answer to the question; ask the reviewer to answer it")
        return None, {}
    if second is None:
        return first, {}
    return second, {"closed": first, "open": second}


def _option(values: Mapping[str, list[Any]], name: str, item: ReviewItem, problems: list[str]) -> int | None:
    """The option chosen in one control; -1 for none of them, None when none was chosen."""
    given = values.get(name, [])
    if not given:
        return None
    word = str(given[0])
    if len(given) == 1 and word in (NONE_OF_THEM, "None of these"):
        return -1
    letters = list(LETTERS[: _count(item)])
    letter = word.partition(".")[0]
    if len(given) == 1 and letter in letters:
        return letters.index(letter)
    problems.append("gives an answer that is none of the options")
    return None


def _count(item: ReviewItem) -> int:
    options = item.shown.get("options")
    return len(options) if isinstance(options, list) else 0


def _also_right(values: Mapping[str, list[Any]], item: ReviewItem, problems: list[str]) -> list[int]:
    """The options besides the key that are said to be right as well."""
    letters = list(LETTERS[: _count(item)])
    found = []
    for given in values.get("also_right", []):
        if str(given) not in letters or letters.index(str(given)) == item.shown.get("answer"):
            problems.append("names as also right an option that the item does not have, or the answer itself")
        else:
            found.append(letters.index(str(given)))
    return sorted(set(found))


def _edits(values: Mapping[str, list[Any]], item: ReviewItem, problems: list[str]) -> dict[str, JsonValue]:
    """The fields that differ from what was shown; an untouched prefilled field comes back too and is no edit."""
    before = task_of(item).data
    edited: dict[str, JsonValue] = {}
    for control, shown in TEXTS.items():
        if control not in values or shown not in before:
            continue
        after = _text(values, control).replace("\r\n", "\n").strip()
        if after == str(before[shown]).strip():
            continue
        if control == "text_edit" and item.shown.get("messages"):
            _edited_turns(after, item, edited, problems)
        elif control == "rubric_edit":
            _edited_rubric(after, item, edited, problems)
        elif control == "options_edit":
            options = [line.strip() for line in after.split("\n") if line.strip()]
            if len(options) < 2 or len(set(options)) != len(options):
                problems.append("leaves fewer than two options, or two that are the same, after the edits")
            edited["options"] = list(options)
        elif after:
            edited[shown] = after
        else:
            problems.append("has an edit that leaves no text")
    _swap(values, item, edited, problems)
    _key(_text(values, "key_edit"), item, edited, problems)
    return edited


def _edited_turns(after: str, item: ReviewItem, edited: dict[str, JsonValue], problems: list[str]) -> None:
    """Takes the turns as they were edited; they stay a conversation."""
    made = turns.from_text(after)
    if not made:
        problems.append(
            "the edited turns cannot be told apart: each begins with [system], [user] or [assistant] on a line of its own"
        )
    elif message := turns.problem(made):
        problems.append(f"of the edited turns {message}")
    elif (new := turns.plain(made)) != turns_of(item.shown):
        edited["messages"] = cast(JsonValue, new)


def _edited_rubric(after: str, item: ReviewItem, edited: dict[str, JsonValue], problems: list[str]) -> None:
    """Takes the points as they were edited; they stay a sound rubric."""
    shown = points_of(item.shown)
    made = rubric.from_text(after, shown)
    if isinstance(made, str):
        problems.append(made)
        return
    wrong = [
        f"{name}: {message}" if name else f"the rubric {message}" for name, message in rubric.problems(made)
    ]
    problems.extend(wrong)
    if not wrong and made != shown:
        edited["rubric"] = [point.model_dump(mode="json") for point in made]


def _points(
    values: Mapping[str, list[Any]], item: ReviewItem, asked: Asked, problems: list[str]
) -> dict[str, PointVerdict]:
    """What is said of each point of a rubric: right, or wrong where it is named as wrong."""
    if item.kind != "task":
        return {}
    known = [point.id for point in points_of(item.shown)]
    said = _one_of(values, "rubric_judged", _SAME["rubric_judged"], problems)
    wrong = [str(name) for name in values.get("points_wrong", [])]
    if set(wrong) - set(known):
        problems.append("names a wrong point that the rubric does not have")
    if not said:
        if not problems and asked != "dispute":
            problems.append(
                "does not judge the points of the rubric; ask the reviewer to say whether every point is right"
            )
        return {}
    if said == SOME_WRONG and not wrong:
        problems.append("says 'Some are wrong' but names no wrong point; ask the reviewer to name the point")
    if said != SOME_WRONG and wrong:
        problems.append(
            "says 'Every point is right' but names a wrong point too; ask the reviewer which is meant"
        )
    return {name: "wrong" if name in wrong else "right" for name in known}


def _options(item: ReviewItem, edited: Mapping[str, JsonValue]) -> list[str]:
    """The options as they are after the edits so far."""
    now = edited.get("options", item.shown.get("options"))
    return [str(o) for o in now] if isinstance(now, list) else []


def _swap(
    values: Mapping[str, list[Any]], item: ReviewItem, edited: dict[str, JsonValue], problems: list[str]
) -> None:
    """Puts a spare option in the place of a wrong one."""
    spare, letter = _text(values, "swap_in"), _text(values, "replace")
    if spare in ("", NONE_OF_THEM):
        return
    pool, options = item.shown.get("pool"), _options(item, edited)
    number = int(spare[1:]) if spare[:1] == "s" and spare[1:].isdecimal() else 0
    if (
        not isinstance(pool, list)
        or not 1 <= number <= len(pool)
        or letter not in list(LETTERS[: len(options)])
    ):
        problems.append(
            "takes a spare option that the item does not have, or does not say which option it replaces"
        )
        return
    options[LETTERS.index(letter)] = str(pool[number - 1])
    if len(set(options)) != len(options):
        problems.append("leaves fewer than two options, or two that are the same, after the edits")
    edited["options"] = list(options)


def _key(letter: str, item: ReviewItem, edited: dict[str, JsonValue], problems: list[str]) -> None:
    """Takes another option as the right one."""
    if not letter:
        return
    if letter not in list(LETTERS[: len(_options(item, edited))]):
        problems.append("names as right an option that the item does not have")
    elif LETTERS.index(letter) != item.shown.get("answer"):
        edited["answer"] = LETTERS.index(letter)
