"""The task that shows an item at a stage: only what belongs to the stage is in it, since the server shows a task whole."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import JsonValue

from curation.core.items import rubric, turns
from curation.core.ports import Task
from curation.core.records import Picture, ReviewItem
from curation.review.board import screen_text
from curation.review.board.layout_parts import no_key
from curation.review.board.presentation import LETTERS, marked
from curation.review.board.screen_text import lines

NONE_OF_THEM = "none"
SPARE = 6
"""Most spare wrong options shown."""
CLOSED, OPENED, SPARES, WRONG, ALSO, KEYS, POINTS = range(60, 270, 30)
"""Where the numbers of the hotkeys that nobody has begin, for the choices of each control; below them is the layout's."""
Stage = Literal["blind", "whole"]
"""`blind`: only what may be seen before the key is shown. `whole`: everything."""


def task_of(
    item: ReviewItem,
    hints: bool = True,
    stage: Stage = "whole",
    words: Callable[[str], str] = str,
    layout: str = "",
    images: Mapping[str, bytes] | None = None,
) -> Task:
    """The task that shows an item: hidden and reversing characters made visible; never the gold answer. `images` are the bytes
    of pictures by digest; they travel inside the task, since no server of the review has a place for files that it would need.

    A `blind` task holds the question, its options and the provision, and nothing of the key, the explanation, the findings,
    the category or the spare options. `words` turns the code of a category or reason into its name. `layout` is the digest of the layout that shows the task: it travels with every
    annotation, so that what an annotation was made under never depends on when it is pulled.

    Args:
        item: The item that is shown.
        hints: Whether findings and proposals are shown.
        stage: `blind` shows nothing of the key.
        words: Gives the name of the category or reason of a code.
        layout: The digest of the layout.
        images: Bytes of pictures by digest; None for a batch without pictures.
    """
    shown = item.shown
    data: dict[str, Any] = {
        "item_id": item.id,
        "seen_rev": f"{item.revision}.{layout}" if layout else item.revision,
        "provision": screen_text.provision(shown),
    }
    if item.kind == "question":
        data |= _question(shown)
    if images is not None:
        data["pictures"] = list(_pictures(shown, images))
    if stage == "blind":
        return Task(item.id, data, [], item.overlap)
    data["priority"] = round(item.priority, 3)
    data |= {
        name: marked(str(shown.get(name) or "")) for name in ("citation", "context", "clause", "opinions")
    }
    data["findings"] = marked(str(shown.get("findings") or "nothing"))
    data["versions"] = screen_text.versions(shown, words)
    if undecided := _undecided(shown):
        data["undecided"] = undecided
    if item.kind == "prompt":
        messages = screen_text.turns_of(shown)
        data["text"] = marked(turns.as_text(messages) if messages else str(shown.get("text", "")))
        data["shown"] = (
            screen_text.conversation(messages) if messages else screen_text.escaped(shown.get("text", ""))
        )
        data["note"] = _note(shown)
    elif item.kind == "task":
        data |= _open_task(shown)
    elif item.kind == "question":
        data |= _key(shown)
    else:
        data["proposals"] = marked(_proposals(shown))
    codes = [str(c).partition(":")[2] for c in lines(shown.get("categories"))]
    return Task(item.id, data, [_prediction(codes)] if hints and codes else [], item.overlap)


def _undecided(shown: Mapping[str, JsonValue]) -> list[str]:
    """The choices of a dispute that would take a version whose author was not sure: such a version decides nothing."""
    versions = shown.get("versions")
    known = [v for v in versions if isinstance(v, dict)] if isinstance(versions, list) else []
    return [
        choice
        for choice, version in zip(("first", "second"), known, strict=False)
        if version.get("verdict") not in ("accept", "revise", "reject")
    ]


def _pictures(shown: Mapping[str, JsonValue], images: Mapping[str, bytes]) -> Iterator[dict[str, str]]:
    """Each picture as an address that holds its bytes, and its alternative text."""
    for one in pictures_of(shown):
        packed = base64.b64encode(images[one.sha256]).decode("ascii")
        yield {"src": f"data:{one.media_type};base64,{packed}", "alt": marked(one.alt)}


def pictures_of(shown: Mapping[str, JsonValue]) -> list[Picture]:
    """The pictures that an item shows, in order."""
    listed = shown.get("pictures")
    return [Picture.model_validate(one) for one in listed] if isinstance(listed, list) else []


def _note(shown: Mapping[str, JsonValue]) -> str:
    """What stands by a prompt: what is wanted where somebody has to write it, and that it is meant as harmless."""
    brief = str(shown.get("brief") or "")
    benign = "Meant as harmless: a model should answer it." if shown.get("benign") else ""
    return marked("\n".join(filter(None, (brief, benign))))


def _open_task(shown: Mapping[str, JsonValue]) -> dict[str, Any]:
    """The situation, the instruction, and the rubric as a table, as lines to edit and as points to choose from."""
    points = screen_text.points_of(shown)
    return {
        "text": marked(str(shown.get("text", ""))),
        "instruction": marked(str(shown.get("instruction", ""))),
        "rubric_table": screen_text.rubric_table(shown),
        "rubric_block": marked(rubric.as_text(points)),
        "point_choices": [
            {"value": f"{point.id}. {marked(point.text)}", "alias": point.id, "hotkey": no_key(POINTS + n)}
            for n, point in enumerate(points)
        ],
    }


def _question(shown: Mapping[str, JsonValue]) -> dict[str, Any]:
    """The question with its options, without a word that tells which is right."""
    options = [marked(o) for o in lines(shown.get("options"))]
    none = {"value": "None of these", "alias": NONE_OF_THEM}
    lettered = [{"value": f"{LETTERS[i]}. {o}", "alias": LETTERS[i]} for i, o in enumerate(options)]
    return {
        "stem": marked(str(shown.get("stem", ""))),
        "closed_choices": [{**c, "hotkey": no_key(CLOSED + n)} for n, c in enumerate([*lettered, none])],
        "open_choices": [{**c, "hotkey": no_key(OPENED + n)} for n, c in enumerate([*lettered, none])],
        "options_text": "\n".join(c["value"] for c in lettered),
    }


def _key(shown: Mapping[str, JsonValue]) -> dict[str, Any]:
    """The key, the explanation, and the letters of the controls that change them."""
    options = [marked(o) for o in lines(shown.get("options"))]
    answer = shown.get("answer")
    known = set(lines(shown.get("options")))
    spare = [(n, marked(o)) for n, o in enumerate(lines(shown.get("pool")), 1) if o not in known]
    letters = [{"value": LETTERS[i], "alias": LETTERS[i]} for i in range(len(options))]
    others = [c for i, c in enumerate(letters) if i != answer]
    keyless = [{**c, "hotkey": no_key(KEYS + n)} for n, c in enumerate(letters)]
    return {
        # The choices of a layout of version 0.1, whose digits are hotkeys.
        "option_choices": [
            *(_choice(LETTERS[i], f"{LETTERS[i]}. {o}", i) for i, o in enumerate(options)),
            {"value": "None of these", "alias": NONE_OF_THEM, "hotkey": "0"},
        ],
        "options_block": "\n".join(o.replace("\n", " ") for o in options),
        "spare_choices": [
            {"value": o, "alias": f"s{n}", "hotkey": no_key(SPARES + place)}
            for place, (n, o) in enumerate(spare[:SPARE], 1)
        ]
        or [{"value": "there is none", "alias": NONE_OF_THEM, "hotkey": no_key(SPARES)}],
        "wrong_choices": [{**c, "hotkey": no_key(WRONG + n)} for n, c in enumerate(others)],
        "also_choices": [{**c, "hotkey": no_key(ALSO + n)} for n, c in enumerate(others)],
        "key_choices": keyless,
        "marked": f"{LETTERS[answer]}. {options[answer]}" if isinstance(answer, int) else "",
        "explanation": marked(str(shown.get("explanation", ""))),
    }


def _choice(code: str, text: str, place: int) -> dict[str, str]:
    """An option under a digit; from the tenth on it has none, since a hotkey is one key."""
    return {"value": text, "alias": code} | ({"hotkey": str(place + 1)} if place < 9 else {})


def _proposals(shown: Mapping[str, JsonValue]) -> str:
    codes = lines(shown.get("categories"))
    names = lines(shown.get("names")) or codes
    pairs = zip(names, lines(shown.get("evidence")), strict=False)
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
