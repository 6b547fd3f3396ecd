"""What people say of a clause's categories reaches the mapper by the ordinary commands: route, push, pull, run."""

import pytest
from curation import taxonomy
from curation.core import tables
from curation.core.records import Mapping
from curation.pipeline import composition, running
from curation.pipeline.people import review_work
from curation.review.board import pull, push
from curation.review.judgements import batches
from curation.review.planning import making

from review_world import MemoryBoard

TREE = taxonomy.load("lab-safety")
TEXT = """# House rules

1. Staff shall label every bottle of solvent with its name and hazard.
2. Nobody shall eat or drink where biological agents are handled.
3. Staff shall wear goggles when they pour acids.
"""
TOML = """name = "t"
[models]
embedder = "none"
[review]
random_share = 1.0
overlap = 1
[[dataset]]
name = "rules"
kind = "prompt"
taxonomy = "lab-safety@1.0"
"""


def mapped(place, step="map"):
    run = composition.open_run(place)
    running.execute(run, step)
    return run


def best(place):
    rows = tables.rows(mapped(place).table("map"), Mapping)
    return {m.clause: m for m in rows if m.rank == 1}


@pytest.mark.slow
def test_judgements_pulled_from_the_board_move_the_next_mapping(tmp_path):
    (tmp_path / "raw" / "documents").mkdir(parents=True)
    (tmp_path / "curation.toml").write_text(TOML, "utf-8")
    (tmp_path / "raw" / "documents" / "rules.md").write_text(TEXT, "utf-8")
    (tmp_path / "raw" / "sources.toml").write_text(
        '[[source]]\nslug = "rules"\ntitle = "House rules"\nfile = "documents/rules.md"\nredistribute = true\n',
        "utf-8",
    )
    from curation.cli.main import app
    from typer.testing import CliRunner

    fetched = CliRunner().invoke(app, ["source", "fetch", "-w", str(tmp_path)])
    assert fetched.exit_code == 0, fetched.output
    before = best(tmp_path)
    mapped(tmp_path, "route")
    (name,) = making.work(review_work.material(tmp_path), review_work.queue(tmp_path), kind="mapping").names
    head, items = batches.load(tmp_path, name), batches.items(tmp_path, name)
    board = MemoryBoard()
    done = push.push(board, head, items, batches.layout_of(tmp_path, name))
    # Somebody holds another category right than the mapper, on every clause.
    other = next(
        c.code
        for c in reversed(TREE.leaves())
        if all(TREE.qualified(c.code) != m.category for m in before.values())
    )
    for one in items:
        parts = [
            {"from_name": "verdict", "to_name": "subject", "type": "choices", "value": {"choices": ["revise"]}},
            {"from_name": "category", "to_name": "subject", "type": "taxonomy", "value": {"taxonomy": [[other]]}},
            {"from_name": "reasons", "to_name": "subject", "type": "choices", "value": {"choices": ["wrong-category"]}},
            {"from_name": "seen_rev", "to_name": "subject", "type": "textarea", "value": {"text": [one.revision]}},
        ]  # fmt: skip
        board.annotate(done.project, one, "ann", parts)
    found = pull.pull(
        board, done.project, head, items, [], lambda who: who, {"wrong-category": "wrong-category"},
        {c.code: c.code for c in TREE.leaves()},
    )  # fmt: skip
    assert {j.status for j in found.new} == {"active"}
    tables.append_jsonl(batches.folder(tmp_path, name) / "judgements.jsonl", found.new)
    after = best(tmp_path)
    assert {i.subject for i in items} == {f"rules@1#item_{n}" for n in (1, 2, 3)}  # no heading is asked about
    assert {after[i.subject].category for i in items} == {TREE.qualified(other)}
    assert not {before[i.subject].category for i in items} & {TREE.qualified(other)}
