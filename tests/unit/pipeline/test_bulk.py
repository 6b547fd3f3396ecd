"""The steps up to the mapping are the same bytes in parts, in other processes, and when a worker is killed."""

from __future__ import annotations

import io
import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from curation import mapping, rules, taxonomy
from curation.core import tables
from curation.core.records import Clause, Rule
from curation.mapping.settings import Settings
from curation.pipeline import bulk, open_run, running
from curation.pipeline.bulk import mapping as mapping_in_parts
from curation.pipeline.bulk import ruling
from curation.pipeline.step_table import WORK
from curation.services.local_engine import LocalEngine
from curation.services.process_engine import ProcessEngine

import kite_world

STEPS = {"ingest": ("clauses", "dropped", "placements"), "rules": ("rules",), "map": ("mappings",)}
TAXONOMY = taxonomy.load("lab-safety")
WORDS = Settings(method="lexical")


class Pickled(LocalEngine):
    """An engine that sends everything through pickle, as a process does, and stays in this one."""

    in_processes = True

    def map(self, function, items):
        sent = [pickle.dumps((function, items[place])) for place in range(len(items))]
        results = [pickle.dumps(work(item)) for work, item in map(pickle.loads, sent)]
        return [pickle.loads(result) for result in results]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return kite_world.make(tmp_path_factory.mktemp("w"))


def as_file(frame) -> bytes:
    """A table as the file that a step keeps of it."""
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", compression_level=3, statistics=True)
    return file.getvalue()


def tables_of(place: Path, engine) -> dict[str, bytes]:
    """Every table up to the mapping as bytes, the steps run anew with an engine."""
    run = open_run(place)
    running.look(run)
    run = replace(run, adapters=replace(run.adapters, engine=engine))
    outputs = {step: WORK[step](run) for step in STEPS}
    return {
        f"{step}/{name}": as_file(outputs[step].tables[name])
        for step, names in STEPS.items()
        for name in names
    }


@pytest.mark.slow
def test_the_steps_give_the_same_bytes_in_parts(place):
    alone = tables_of(place, None)
    assert len(alone) == 5 and all(alone.values())
    assert tables_of(place, Pickled(1)) == alone


def clauses():
    """Clauses of two small documents with headings, items and exceptions, in the order of the text."""
    texts = [
        ("a", "1", "A keeper must test every valve before use."),
        ("a", "2", "Nobody may open a store of acid unless a keeper is there."),
        ("a", "3", "A keeper must test every valve before use."),
        ("b", "1", "Goggles must be worn near the burner."),
        ("b", "2", "A visitor may not handle biological agents."),
    ]
    from curation.core.digests import text_digest

    return tables.frame(
        [
            Clause(
                id=f"{d}@1#{e}", document=d, edition="1", eid=e, kind="paragraph", citation="", path=[], marker="", text=t, start=0,
                end=len(t), modality="obligation", language="en", sha256=text_digest(t),
            )
            for d, e, t in texts
        ],
        Clause,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_size_of_a_part_changes_neither_rules_nor_mappings(size, monkeypatch):
    monkeypatch.setattr(ruling, "RULED", size)
    frame = clauses()
    assert ruling.rules(frame, Pickled(1)).equals(
        tables.frame(rules.extract(tables.rows(frame, Clause)), Rule)
    )
    whole = mapping.map_clauses(frame, [TAXONOMY], WORDS, None)
    sent = mapping_in_parts.mappings(frame, TAXONOMY, WORDS, None, Pickled(1), size)
    here = mapping_in_parts.mappings(frame, TAXONOMY, WORDS, None, None, size)
    assert sent.equals(whole) and as_file(here) == as_file(sent) == as_file(whole)
    assert whole.height >= frame.height


def test_rows_of_a_document_that_stand_apart_are_read_together(monkeypatch):
    monkeypatch.setattr(ruling, "RULED", 1)
    apart = clauses()[[0, 3, 1, 4, 2]]
    together = ruling.rules(apart, Pickled(1))
    assert together.equals(tables.frame(rules.extract(tables.rows(apart, Clause)), Rule))


def test_no_clause_gives_tables_without_a_row():
    empty = clauses().clear()
    assert ruling.rules(empty, Pickled(1)).height == 0
    assert mapping_in_parts.mappings(empty, TAXONOMY, WORDS, None, Pickled(1)).height == 0


def test_threads_are_not_asked_to_read_documents():
    assert not bulk.leaves_process(None) and not bulk.leaves_process(LocalEngine(2))
    assert bulk.leaves_process(ProcessEngine(2))


# --- processes ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_processes_give_the_same_bytes(place):
    assert tables_of(place, ProcessEngine(2)) == tables_of(place, None)


@pytest.mark.slow
def test_results_of_processes_come_in_order_and_an_error_as_it_was():
    engine = ProcessEngine(2)
    assert engine.map(abs, list(range(-20, 0))) == list(range(20, 0, -1))
    assert engine.map(abs, []) == []
    with pytest.raises(ValueError, match="invalid literal"):
        engine.map(int, ["1", "x", "3"])


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_its_items_a_second_try(tmp_path, monkeypatch):
    import bulk_work

    monkeypatch.setenv(
        "PYTHONPATH",
        os.pathsep.join([str(Path(bulk_work.__file__).parent), os.environ.get("PYTHONPATH", "")]),
    )
    items = [(str(tmp_path / "killed"), n) for n in range(12)]
    assert ProcessEngine(2).map(bulk_work.killed_once, items) == list(range(12))
    assert (tmp_path / "killed").exists()
