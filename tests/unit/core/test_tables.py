"""Record types as tables."""

from pathlib import Path

import polars as pl
import pytest
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.errors import InputError
from curation.core.records import RECORDS, Cluster, Mapping, ReviewItem


def mapping(clause: str, score: float = 0.5) -> Mapping:
    return Mapping(
        clause=clause,
        clause_sha256=text_digest(clause),
        category="t@1:1",
        score=score,
        rank=1,
        method="m",
        evidence_start=0,
        evidence_end=1,
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_record_type_has_a_schema_and_an_empty_frame(record):
    assert tables.frame([], record).schema == tables.schema(record)


def test_a_frame_gives_back_the_records_it_was_made_of():
    records = [mapping("a", 0.25), mapping("b")]
    assert list(tables.rows(tables.frame(records, Mapping), Mapping)) == records


def test_free_form_fields_survive_the_table():
    item = ReviewItem(
        id="i",
        batch="b",
        kind="prompt",
        subject="s",
        revision="r",
        dataset="d",
        shown={"text": "x", "n": [1, None]},
    )
    assert list(tables.rows(tables.frame([item], ReviewItem), ReviewItem)) == [item]


def test_a_wrong_table_lists_every_fault_at_once():
    wrong = pl.DataFrame(
        {
            "kept": ["a", "a"],
            "member": ["b", None],
            "method": ["m"] * 2,
            "score": ["high"] * 2,
            "colour": ["red"] * 2,
        }
    )
    with pytest.raises(InputError) as caught:
        tables.conform(wrong, Cluster, "clusters")
    assert {(i.code, i.message.split("'")[1]) for i in caught.value.issues} == {
        ("column-missing", "path"),
        ("column-unknown", "colour"),
    }
    with pytest.raises(InputError) as caught:
        tables.conform(wrong.drop("colour").with_columns(path=pl.lit(["a"])), Cluster, "clusters")
    assert {i.code for i in caught.value.issues} == {"column-type", "column-null"}


def test_a_failed_write_leaves_no_file_and_no_part(tmp_path: Path):
    with pytest.raises(InputError):
        tables.write(pl.DataFrame({"kept": ["a"]}), tmp_path / "clusters.parquet", Cluster)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_parquet_is_an_issue(tmp_path: Path):
    (tmp_path / "x.parquet").write_bytes(b"not parquet")
    with pytest.raises(InputError, match="table-unreadable"):
        tables.read(tmp_path / "x.parquet", Cluster)


def test_content_digest_ignores_chunks_and_sees_every_value():
    one, two = tables.frame([mapping("a")], Mapping), tables.frame([mapping("b")], Mapping)
    assert tables.content_digest(pl.concat([one, two], rechunk=False)) == tables.content_digest(
        pl.concat([one, two], rechunk=True)
    )
    assert tables.content_digest(one) != tables.content_digest(
        tables.frame([mapping("a", 0.500001)], Mapping)
    )


def test_a_torn_last_line_is_cut_off_before_the_next_append(tmp_path: Path):
    path = tmp_path / "log.jsonl"
    tables.append_jsonl(path, [mapping("a")])
    with path.open("a") as file:
        file.write('{"clause": "tor')
    assert tables.read_jsonl(path, Mapping) == [mapping("a")]
    tables.append_jsonl(path, [mapping("b")])
    assert tables.read_jsonl(path, Mapping) == [mapping("a"), mapping("b")]


def test_a_bad_line_is_named_and_so_is_every_other(tmp_path: Path):
    path = tmp_path / "log.jsonl"
    path.write_text('{"clause": 1}\n\nnot json\n')
    with pytest.raises(InputError) as caught:
        tables.read_jsonl(path, Mapping)
    assert [i.where for i in caught.value.issues] == ["log.jsonl > line 1", "log.jsonl > line 3"]
