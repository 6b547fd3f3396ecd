"""Draws the picture questions of the bundled laboratory set and writes them where `curation run` takes them up.

    python raw/drawings/draw.py            writes raw/images/*.png and raw/authored/lab-safety/drawings.jsonl
    python raw/drawings/draw.py --table D  writes a table and a folder of pictures to D, as a person would bring them in

The same Pillow draws the same bytes. Every question cites a clause of the laboratory safety standard in its own words, has three
wrong options with what misleads to each, and an alternative text that says what stands in the drawing and not what follows.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import rooms  # noqa: E402
import vessels  # noqa: E402
from curation.core.files.io import write_atomic  # noqa: E402
from curation.pictures import decoding, files  # noqa: E402
from question import Question  # noqa: E402

EDITION = "laboratory-safety-standard@2.0"
SOURCE, LICENCE = "drawn for this project (raw/drawings)", "Apache-2.0"


def questions() -> list[Question]:
    """Every question, in the order in which they are numbered."""
    return [*vessels.QUESTIONS, *rooms.QUESTIONS]


def line(number: int, one: Question) -> dict[str, Any]:
    """A question as a line of hand-written items, without its picture; the key goes round the places A to D, or stands where its letter is."""
    place = number % 4
    given = list(one.wrong)
    given.insert(place, one.right)
    if one.ordered:  # the letters of the options then are those in the drawing
        given.sort(key=lambda option: (option[0].startswith("None"), option[0]))
        place = given.index(one.right)
    return {
        "stem": one.stem,
        "options": [option for option, _ in given],
        "why": [why for _, why in given],
        "answer": "ABCD"[place],
        "explanation": one.right[1],
        "category": one.category,
        "clause": f"{EDITION}#{one.clause}",
        "quote": one.quote,
        "topic": one.topic,
        "level": one.level,
    }


def table(folder: Path) -> None:
    """Writes `drawings.jsonl` and a folder `pictures` beside it."""
    lines = []
    for number, one in enumerate(questions()):
        name = f"pictures/{one.name}.png"
        write_atomic(folder / name, one.draw().png())
        more = {"pictures": name, "alt": one.alt, "picture_source": SOURCE, "picture_licence": LICENCE}
        lines.append(json.dumps(line(number, one) | more, ensure_ascii=False, sort_keys=True) + "\n")
    write_atomic(folder / "drawings.jsonl", "".join(lines))


def workspace(root: Path) -> int:
    """Writes the questions into a workspace; gives how many. Drawings that no question shows any more are removed."""
    lines, kept = [], []
    for number, one in enumerate(questions()):
        name = f"{one.name}.png"
        picture, data = decoding.facts(
            one.draw().png(), name, name=name, alt=one.alt, source=SOURCE, licence=LICENCE
        )
        kept.append((picture, data))
        more = {"pictures": [picture.model_dump(mode="json", exclude_defaults=True)]}
        lines.append(json.dumps(line(number, one) | more, ensure_ascii=False, sort_keys=True) + "\n")
    files.keep(root, kept)
    names = {picture.file_name for picture, _ in kept}
    for path in (root / files.FOLDER).glob("*.png"):
        if path.name not in names:
            path.unlink()
    write_atomic(root / "raw/authored/lab-safety/drawings.jsonl", "".join(lines))
    return len(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--table", type=Path, help="write a table and a folder of pictures here")
    chosen = parser.parse_args()
    if chosen.table:
        table(chosen.table)
    else:
        print(f"{workspace(HERE.parent.parent)} questions")
