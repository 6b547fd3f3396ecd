"""Answers to open tasks before people, point by point: a page without a server, a project for Label Studio, and what comes back.

The same layout serves both. It has as many places for points as the longest rubric; a place that an answer does not use stays empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from curation.core.digests import digest
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import write_atomic
from curation.core.records import Row
from curation.measure.release import ReleaseFolder
from curation.measure.samples import ModelRun, Sample
from curation.review.board.layout_parts import no_key
from curation.review.board.screen_text import escaped
from curation.review.offline import answers as saved
from curation.review.offline import page
from curation.review.offline.screens import Screen

SHEET, PAGE, LAYOUT, TASKS = "sheet.json", "answers.html", "label-studio.xml", "label-studio-tasks.json"
PROJECT = "answers"
CHOICES = ("yes", "no", "unclear")
MOST = 40
"""Most points of a rubric that the layout has places for."""
_GUIDE = (
    "<h3>Judging an answer by a rubric</h3><p>Read the task and the answer. Then say of each point whether the answer does what the "
    "point says: yes, no, or unclear where the answer leaves it open. Some points name a mistake: <b>yes</b> then means that the "
    "answer makes it. Judge what stands in the answer, not what its writer may have meant.</p>"
)


def write(run: ModelRun, release: ReleaseFolder, folder: Path, limit: int | None = None) -> dict[str, Any]:
    """Writes the page, the Label Studio project and the list of answers that they are about; gives their names and the number.

    With `limit` so many answers are drawn by their digests, so the same run gives the same draw.

    Raises: InputError when no answer of the run is to a task of the release, or a rubric is longer than the layout.
    """
    rows = {row.id: row for row in release.rows() if row.kind == "task"}
    chosen = {key_of(s): s for s in run.samples if s.id in rows and (s.response or "").strip()}
    keys = (
        sorted(chosen)[:limit]
        if limit is not None
        else sorted(chosen, key=lambda k: (chosen[k].id, chosen[k].epoch, k))
    )
    if not keys:
        raise InputError.one(run.where, "tasks-missing", "holds no answer to a task of the release")
    places = max(len(rows[chosen[key].id].rubric) for key in keys)
    if places > MOST:
        raise InputError.one(
            str(release.bound),
            "rubric-long",
            f"has a rubric of {places} points; {MOST} can be judged on one screen",
        )
    layout = _layout(places)
    tasks = [_task(key, rows[chosen[key].id], chosen[key], places) for key in keys]
    body: dict[str, Any] = {
        "release": release.bound.title,
        "content_sha256": release.bound.content_sha256,
        "model_name": run.model,
        "answers": [
            {"key": key, "id": chosen[key].id, "epoch": chosen[key].epoch, "response": chosen[key].response,
             "points": [point.id for point in rows[chosen[key].id].rubric]}
            for key in keys
        ],
    }  # fmt: skip
    body["ticket"] = digest(body)[:32]
    # The page can ask for every point that is there; Label Studio would also ask for the places that are not used.
    screen = Screen(PROJECT, "Answers by rubric", _layout(places, required=True), _GUIDE, tasks)
    files = {
        SHEET: json.dumps(body, ensure_ascii=False, indent=1) + "\n",
        PAGE: page.page(f"{release.bound.title}: answers by rubric", body["ticket"], [screen]),
        LAYOUT: layout,
        TASKS: json.dumps([{"data": task} for task in tasks], ensure_ascii=False, indent=1) + "\n",
    }
    for name, text in files.items():
        write_atomic(folder / name, text)
    return {"files": list(files), "answers": len(keys)}


def key_of(sample: Sample) -> str:
    """The name of an answer on a sheet."""
    return f"answer-{digest(sample.id, sample.epoch, sample.response)[:16]}"


def _task(key: str, row: Row, sample: Sample, places: int) -> dict[str, Any]:
    """The data of one answer: the words escaped, and the points in their places."""
    data: dict[str, Any] = {
        "item_id": key,
        "seen_rev": digest(row.fingerprint, sample.response)[:20],
        "task": f"<p>{escaped(row.text)}</p><p><b>{escaped(row.instruction)}</b></p>",
        "answer": escaped(sample.response or ""),
    }
    for place in range(1, places + 1):
        point = row.rubric[place - 1] if place <= len(row.rubric) else None
        data[f"point_{place}"] = f"{point.id}. {point.text}" if point else ""
        data[f"choices_{place}"] = (
            [
                {"value": word, "alias": word, "hotkey": no_key(3 * place + n)}
                for n, word in enumerate(CHOICES)
            ]
            if point
            else []
        )
    return data


def _layout(places: int, required: bool = False) -> str:
    root = ET.Element("View")
    ET.SubElement(
        root, "Style"
    ).text = ".cur-point { border-top: 1px solid rgba(128,128,128,.35); padding: 4px 0; }"
    side = beside_cards(root, (("Task", "subject", "$task"), ("Answer", "answer_text", "$answer")))
    for place in range(1, places + 1):
        view = ET.SubElement(side, "View", {"className": "cur-point"})
        ET.SubElement(view, "Header", {"value": f"$point_{place}", "size": "6"})
        ET.SubElement(view, "Choices", {
            "name": f"point_{place}", "toName": "subject", "choice": "single-radio", "layout": "inline", "value": f"$choices_{place}",
            **({"required": "true", "requiredMessage": f"Judge point {place}"} if required else {}),
        })  # fmt: skip
    return stamped(root)


def beside_cards(root: ET.Element, cards: Sequence[tuple[str, str, str]]) -> ET.Element:
    """Adds a card for each title, name and value on the left of a screen; gives the right side, for what is asked."""
    columns = ET.SubElement(root, "View", {"className": "cur"})
    left = ET.SubElement(columns, "View", {"className": "cur-left"})
    for title, name, value in cards:
        card = ET.SubElement(left, "View", {"className": "cur-card"})
        ET.SubElement(card, "Header", {"value": title, "size": "5"})
        ET.SubElement(card, "HyperText", {"name": name, "value": value, "inline": "true"})
    return ET.SubElement(columns, "View", {"className": "cur-side"})


def stamped(root: ET.Element) -> str:
    """The text of a layout, with a hidden field that names the words that were shown."""
    stamp = ET.SubElement(root, "View", {"style": "display:none"})
    ET.SubElement(
        stamp,
        "TextArea",
        {"name": "seen_rev", "toName": "subject", "value": "$seen_rev", "maxSubmissions": "1"},
    )
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")


def collect(files: Sequence[Path], sheet: Path) -> list[dict[str, Any]]:
    """Rows with `id`, `response`, `human` (yes, no or unclear by point), `points` (true, false or null) and `reviewer`.

    Raises: InputError listing files of another sheet, answers that are not of it, and answers with a point that nobody judged.
    """
    body, known = sheet_of(sheet, "curation measure rubric-sheet")
    issues: list[Issue] = []
    rows: list[dict[str, Any]] = []
    for path in files:
        for where, reviewer, key, result in said(path, body, issues):
            entry = known.get(key)
            if entry is None:
                issues.append(Issue(where, "answer-unknown", "is of no answer of the sheet"))
                continue
            told = _verdicts(result, entry["points"], where, issues)
            if told is not None:
                rows.append({
                    "id": entry["id"], "epoch": entry["epoch"], "kind": "task", "response": entry["response"], "human": told,
                    "points": {name: {"yes": True, "no": False}.get(word) for name, word in told.items()}, "reviewer": reviewer,
                    "model_name": body.get("model_name", ""), "content_sha256": body["content_sha256"],
                    "release": str(body["release"]).partition("@")[0], "release_version": str(body["release"]).partition("@")[2],
                })  # fmt: skip
    if issues:
        raise InputError(issues[:50])
    return rows


def sheet_of(folder: Path, command: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The sheet in a folder that the command `command` wrote, and its answers by their keys.

    Raises: InputError where there is none that can be read.
    """
    place = folder / SHEET
    try:
        body = json.loads(disk.text(place))
        return body, {entry["key"]: entry for entry in body["answers"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"is no sheet of answers; write one with: {command}"
        raise InputError.one(str(place), "sheet-unreadable", message) from error


def said(
    path: Path, body: Mapping[str, Any], issues: list[Issue]
) -> Iterator[tuple[str, str, str, Sequence[Any]]]:
    """Place, reviewer, key and parts of each judged answer in a file of the page or an export of Label Studio."""
    if not path.is_file():
        issues.append(Issue(path.name, "answers-missing", "there is no such file; check the path"))
        return
    try:
        data = json.loads(disk.text(path))
    except (OSError, ValueError, RecursionError):
        issues.append(
            Issue(
                path.name,
                "answers-format",
                "is not JSON; give a file that the page saved, or a JSON export of Label Studio",
            )
        )
        return
    if isinstance(data, dict):
        try:
            read = saved.read(path)
        except InputError as error:
            issues.extend(error.issues)
            return
        if read.ticket != body["ticket"]:
            issues.append(Issue(path.name, "answers-ticket", "was saved from the page of another sheet"))
            return
        for answer in read.answers:
            yield f"{path.name} > {answer.item}", path.stem, answer.item, answer.result
        return
    for number, task in enumerate(data if isinstance(data, list) else [], 1):
        given = task if isinstance(task, dict) else {}
        key = str((given.get("data") or {}).get("item_id", ""))
        for annotation in given.get("annotations") or []:
            if isinstance(annotation, dict) and not annotation.get("was_cancelled"):
                by = annotation.get("completed_by")
                name = str(by.get("id") if isinstance(by, dict) else by)
                yield (
                    f"{path.name} > task {number}",
                    f"{path.stem}-{name}",
                    key,
                    annotation.get("result") or [],
                )


def _verdicts(
    result: Sequence[Any], points: Sequence[str], where: str, issues: list[Issue]
) -> dict[str, str] | None:
    """What was said of each point, in the order of the rubric; None, with an issue, where one is not judged or has no such word."""
    chosen: dict[str, str] = {}
    for part in result:
        value = part.get("value") if isinstance(part, dict) else None
        words = value.get("choices") if isinstance(value, dict) else None
        if isinstance(words, list) and len(words) == 1:
            chosen[str(part.get("from_name"))] = str(words[0])
    told = {name: chosen.get(f"point_{place}", "") for place, name in enumerate(points, 1)}
    if wrong := [name for name, word in told.items() if word not in CHOICES]:
        issues.append(
            Issue(where, "point-unjudged", f"says nothing of {', '.join(wrong)}; judge every point")
        )
        return None
    return told
