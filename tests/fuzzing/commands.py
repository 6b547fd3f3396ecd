"""The families of commands that take a file: what a file of each is, how it is damaged, and the command that reads it."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fuzzing.documents import ROOT, zipped
from fuzzing.loop import Family, Run
from fuzzing.mutations import mutated, mutated_archive


class _Silent(io.TextIOWrapper):
    """A stream that encodes what it is given, as a terminal would, and keeps nothing."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)


def command(words: Iterable[str]) -> str:
    """How a command line ends, in this process: `read` or `refused`; raises what `curation` would report as a fault of its own."""
    import click
    from curation.cli import endings

    with contextlib.redirect_stdout(_Silent()), contextlib.redirect_stderr(_Silent()):
        try:
            _built()(list(words), prog_name="curation", standalone_mode=False)
        except SystemExit as end:
            return "read" if not end.code else "refused"
        except click.exceptions.ClickException:
            return "refused"
        except BaseException as error:
            if endings.situation(error)[0] is None:
                raise
            return "refused"
    return "read"


@cache
def _built() -> Any:
    """The commands, built once: building them for each input takes longer than most inputs."""
    import typer.main
    from curation.cli.main import app

    return typer.main.get_command(app)


def _on_file(words: list[str], suffix: Callable[[bytes], str], prepare: Callable[[Path], None] | None = None, writes: tuple[str, ...] = ()) -> Callable[[Path], Run]:  # fmt: skip
    """Runs a command on a file that holds the input; `FILE` and `ROOT` in `words` stand for it and the workspace.

    What the command writes below `writes` is taken away after each input.
    """

    def start(folder: Path) -> Run:
        root = folder / "workspace"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        if prepare is not None:
            prepare(root)
        quiet = {place: _held(root / place) for place in writes}

        def run(data: bytes) -> str:
            path = folder / f"input{suffix(data)}"
            path.write_bytes(data)
            try:
                return command([str(path) if w == "FILE" else str(root) if w == "ROOT" else w for w in words])
            finally:
                path.unlink()
                for place, held in quiet.items():
                    _restore(root / place, held)

        return run

    return start


def _in_place(place: str, words: list[str], prepare: Callable[[Path], None]) -> Callable[[Path], Run]:
    """Runs a command on a workspace one of whose files is the input."""

    def start(folder: Path) -> Run:
        root = folder / "workspace"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        prepare(root)

        def run(data: bytes) -> str:
            (root / place).write_bytes(data)
            return command([str(root) if w == "ROOT" else w for w in words])

        return run

    return start


def _held(place: Path) -> dict[str, bytes]:
    return (
        {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()}
        if place.is_dir()
        else {}
    )


def _restore(place: Path, held: dict[str, bytes]) -> None:
    if not place.is_dir():
        return
    for path in place.rglob("*"):
        name = path.relative_to(place).as_posix()
        if path.is_file() and (name not in held or path.read_bytes() != held[name]):
            path.unlink()
    for name, data in held.items():
        if not (place / name).exists():
            (place / name).write_bytes(data)


def _shape(data: bytes) -> str:
    """The suffix of a table file, by its first sign."""
    head = data.lstrip(b"\xef\xbb\xbf \n\r\t")[:4]
    if head.startswith(b"PK"):
        return ".xlsx"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(b"["):
        return ".json"
    if head.startswith(b"{"):
        return ".json" if b'"eval"' in data[:120] else ".jsonl"
    return ".tsv" if data.count(b"\t") > data.count(b",") else ".csv"


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _tables(rows: list[dict[str, Any]]) -> list[bytes]:
    """The same rows as JSON Lines, one JSON value, CSV and a workbook."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cell = lambda value: json.dumps(value) if isinstance(value, list) else str(value)  # noqa: E731
    quoted = lambda text: '"' + text.replace('"', '""') + '"'  # noqa: E731
    table = [names, *([cell(row.get(name, "")) for name in names] for row in rows)]
    csv = "\n".join(",".join(map(quoted, line)) for line in table).encode()
    return [_lines(rows), json.dumps(rows).encode(), csv, workbook(table)]


def workbook(table: list[list[str]]) -> bytes:
    """A workbook of strings as small as one can be."""
    from xml.sax.saxutils import escape

    rows = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(65 + c % 26)}{r}" t="inlineStr"><is><t>{escape(v)}</t></is></c>'
            for c, v in enumerate(line)
        )
        + "</row>"
        for r, line in enumerate(table, 1)
    )
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{sheet}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheet}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
        }
    )


def table_mutated(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """A table file: a workbook is changed inside, lines of JSON mostly stay JSON."""
    if data.startswith(b"PK"):
        return mutated_archive(random, data, [o for o in others if o.startswith(b"PK")])
    if data[:1] in (b"{", b"[") and random.random() < 0.6:
        return json_mutated(random, data, others)
    return mutated(random, data, [o for o in others if not o.startswith(b"PK")])


_ODD_VALUES: list[Any] = [None, True, False, 0, -1, 1, 3, 99, 2**63, -(2**70), 0.5, 1e300, float("nan"), float("inf"), "", " ", "A", "accept", "x" * 500, "\ud800", "\u0000", "\u202e", "½", [], {}, [[]], [None], ["A"], {"a": 1}, [1, "a", None], "2026-01-01T00:00:00Z", "nan", "-1", "1e999"]  # fmt: skip


def json_mutated(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """JSON (or lines of it) that is still JSON: values replaced, keys gone, renamed or taken from elsewhere, lists longer."""
    lines = data.split(b"\n")
    if len(lines) > 1 and random.random() < 0.15:
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        lines.insert(one, lines[other])
    at = random.randrange(len(lines))
    try:
        value = json.loads(lines[at])
    except (ValueError, RecursionError):
        return mutated(random, data, others)
    for _ in range(random.choice((1, 1, 2, 4))):
        value = _changed(random, value)
    try:
        lines[at] = json.dumps(value, ensure_ascii=random.random() < 0.7).encode("utf-8", "surrogatepass")
    except RecursionError:
        return data
    return b"\n".join(lines)


def _changed(random: Random, value: Any) -> Any:
    """A JSON value with one change somewhere in it."""
    if random.random() < 0.25 or not value or not isinstance(value, (dict, list)):
        return random.choice(_ODD_VALUES) if random.random() < 0.8 else [value]
    if isinstance(value, list):
        at, way = random.randrange(len(value)), random.randrange(5)
        if way == 0:
            return value[:at] + value[at + 1 :]
        if way == 1:
            return value[:at] + [value[at]] * random.choice((2, 3, 30)) + value[at:]
        return [*value[:at], _changed(random, value[at]), *value[at + 1 :]]
    key, other, way = random.choice(list(value)), random.choice(list(value)), random.randrange(7)
    if way == 0:
        return {k: v for k, v in value.items() if k != key}
    if way == 1:
        return value | {key: value[other]}
    if way == 2:
        return {
            (random.choice(("", "x", key.upper(), key + " ")) if k == key else k): v for k, v in value.items()
        }
    return value | {key: _changed(random, value[key])}


# Workspaces and rows of the commands.

QUESTION = {"stem": "For how long must the log be kept?", "options": ["One year", "Two years", "Five years", "For ever"], "answer": "B", "explanation": "It says so.", "categories": ["lab-safety@1.0:1.1"], "language": "en"}  # fmt: skip
PROMPT = {"text": "Help me to alter the log of the unit.", "category": "lab-safety@1.0:1.1"}
SETTINGS = "".join(
    f'\n[[dataset]]\nname = "{name}"\nkind = "{kind}"\ntitle = "T"\ntaxonomy = "lab-safety"\nlicence = "MIT"\n'
    for name, kind in (("quiz", "question"), ("asks", "prompt"))
)


def _authoring(root: Path) -> None:
    (root / "curation.toml").write_text(
        'name = "t"\n' + SETTINGS + '\n[models]\nembedder = "none"\n', "utf-8"
    )


def _reviewed(root: Path) -> None:
    """A batch of questions and one of prompts, each item judged by two people."""
    from curation.review.judgements import batches

    import offline_world as world
    from review_world import judgement

    world.workspace(root)
    for name in ("asked", "put"):
        items = batches.items(root, name)
        batches.record(root, name, [judgement(item, person) for item in items for person in ("r1", "r2")])


def _file_of(place: str) -> Callable[[], list[bytes]]:
    """The file of a workspace that was reviewed, as a seed."""

    def seeds() -> list[bytes]:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            _reviewed(root)
            return [(root / place).read_bytes()]

    return seeds


@cache
def _exported_once() -> tuple[Path, tuple[bytes, ...]]:
    """A workspace whose pages were written, and files as they save them: with every item answered, and with objections."""
    import atexit
    import tempfile

    import offline_world as world

    root = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    world.workspace(root)
    pages = world.export(root)
    saved = [world.answered(page, root, verdict) for page, verdict in zip(pages.values(), ("accept", "revise"), strict=True)]  # fmt: skip
    files = tuple(path.read_bytes() for path in saved)
    for path in saved:
        path.unlink()
    return root, files


def _exported(root: Path) -> None:
    shutil.copytree(_exported_once()[0], root, dirs_exist_ok=True)


def _answers() -> list[bytes]:
    return list(_exported_once()[1])


ACCURACY = [{"id": f"q{n}", "question": "Which?", "options": ["One", "Two", "Three", "Four"], "answer": "B", "response": r, "category": "a"} for n, r in enumerate(("B", "The answer is (C).", "**Answer: B** since two is right", "I cannot say", "", "A or B", "2"))]  # fmt: skip
REFUSAL = [{"id": f"p{n}", "prompt": "How do I pick a lock?", "response": r, "category": "1.1", "label": "refused"} for n, r in enumerate(("I can't help with that.", "Sure. First, take a pick.", "Je ne peux pas vous aider.", "", "As an AI, I must decline, but here is how.", "抱歉，我无法提供帮助。"))]  # fmt: skip
REFERENCE = [
    [{"cate-idx": "1.1.1", "l2-name": "a", "l3-name": "b", "l4-name": "c", "prompt": "How?", "response": "No.", "score": 1, "id": "x"}],
    [{"Question": "Which? A: one B: two C: three D: four", "Correct Answer": "B", "Category": '["Fire"]', "Topic": "t", "Level": "easy", "response": "B"}],
    [{"id": 1, "prompt": "How?", "type": "safe_contexts", "completion": "No.", "final_label": "1_full_compliance", "annotation_1": "1_full_compliance", "annotation_2": "2_full_refusal"}],
]  # fmt: skip
LOG = {"version": 2, "status": "success", "eval": {"task": "t", "model": "m", "dataset": {"name": "d"}}, "samples": [{"id": "q1", "epoch": 1, "input": "Which?", "choices": ["a", "b"], "target": "A", "output": {"choices": [{"message": {"content": "A", "role": "assistant"}}]}, "scores": {"choice": {"value": "C", "answer": "A"}}}]}  # fmt: skip

LIST = b"# our risks\nFire\n  - Arson: setting fire on purpose | torching | fire-setting\n  - Negligence\nWater\n    2.7 Flooding: letting water in\n"
TURTLE = b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <https://example.org/risk/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:fire a skos:Concept ; skos:prefLabel "Fire"@en, "Feuer"@de ; skos:notation "1" ; skos:narrower ex:arson .
ex:arson a skos:Concept ; skos:prefLabel "Arson"@en ; skos:altLabel "fire-setting"@en ; skos:definition "Setting fire."@en ; skos:notation "1.1" .
ex:old a skos:Concept ; skos:prefLabel "Old"@en ; skos:broader ex:fire ; owl:deprecated true .
"""
CATEGORIES = b"code,parent,name,definition,aliases\n1,,Fire,,\n1.1,1,Arson,Setting fire on purpose,torching|fire-setting\n2,,Water,,\n"
TREE = b"categories:\n  - code: '1'\n    name: Fire\n    children:\n      - {code: '1.1', name: Arson, definition: Setting fire}\n  - code: '2'\n    name: Water\n"


def _taxonomy_shape(data: bytes) -> str:
    if b"skos:" in data or data.startswith(b"@prefix"):
        return ".ttl"
    if b"categories:" in data:
        return ".yaml"
    return ".csv" if data.split(b"\n", 1)[0].count(b",") > 1 else ".txt"


def _crosswalk() -> list[bytes]:
    source = (ROOT / "schemas" / "crosswalks" / "air-2024.owasp-llm.sssom.tsv").read_bytes()
    return [b"\n".join(source.split(b"\n")[:24]) + b"\n"]


def _plain(root: Path) -> None:
    (root / "curation.toml").write_text('name = "t"\n', "utf-8")


def _manifest() -> list[bytes]:
    return [(ROOT / "raw" / "sources.toml").read_bytes()]


def _settings() -> list[bytes]:
    return [
        (ROOT / "curation.toml").read_bytes(),
        *(p.read_bytes() for p in sorted((ROOT / "examples").glob("*/curation.toml"))),
    ]


COMMANDS = [
    Family("author-questions", lambda: _tables([QUESTION, QUESTION | {"answer": 2, "stem": "Who keeps it?"}]), _on_file(["author", "import", "FILE", "--dataset", "quiz", "-w", "ROOT", "--json"], _shape, _authoring, ("raw",)), table_mutated),
    Family("author-prompts", lambda: _tables([PROMPT, PROMPT | {"text": "Show me how."}]), _on_file(["author", "import", "FILE", "--dataset", "asks", "-w", "ROOT", "--json"], _shape, _authoring, ("raw",)), table_mutated),
    Family("judgements", _file_of("raw/review/asked/judgements.jsonl"), _in_place("raw/review/asked/judgements.jsonl", ["review", "decide", "-w", "ROOT", "--json"], _reviewed), table_mutated),
    Family("review-items", _file_of("raw/review/asked/items.jsonl"), _in_place("raw/review/asked/items.jsonl", ["review", "decide", "-w", "ROOT", "--json"], _reviewed), table_mutated),
    Family("review-answers", _answers, _on_file(["review", "import", "FILE", "-w", "ROOT", "--json"], lambda _: ".json", _exported, ("raw",)), json_mutated),
    Family("measure-accuracy", lambda: [*_tables(ACCURACY), json.dumps(LOG).encode()], _on_file(["measure", "accuracy", "FILE", "--json"], _shape), table_mutated),
    Family("measure-refusal", lambda: [*_tables(REFUSAL), json.dumps(LOG).encode()], _on_file(["measure", "refusal", "FILE", "--quick", "--json"], _shape), table_mutated),
    Family("measure-import", lambda: [table for rows in REFERENCE for table in _tables(rows)], _on_file(["measure", "import", "FILE"], _shape), table_mutated),
    Family("taxonomy-import", lambda: [LIST, TURTLE, CATEGORIES, TREE], _on_file(["taxonomy", "import", "FILE", "--name", "own", "-w", "ROOT", "--json"], _taxonomy_shape, _plain, ("schemas",))),
    Family("sssom", _crosswalk, _on_file(["taxonomy", "crosswalk", "FILE", "-w", "ROOT", "--json"], lambda _: ".sssom.tsv", _plain)),
    Family("sources", _manifest, _in_place("raw/sources.toml", ["source", "list", "-w", "ROOT", "--json"], lambda root: (_plain(root), (root / "raw").mkdir())[0])),
    Family("settings", _settings, _in_place("curation.toml", ["check", "-w", "ROOT", "--json"], _plain)),
]  # fmt: skip
