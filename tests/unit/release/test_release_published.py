"""What a published file may hold: no passage of a closed document, no pseudonym, no comment, no time; in any file."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from curation import release
from curation.core.errors import InputError
from curation.release.contents import evidence
from curation.release.contents.quotation import Passages, closed_passages, repeats_heading
from curation.release.publication import published

from release_world import clause, document, question, settings, tables_of_closed, world

ROOT = Path(__file__).resolve().parents[3]
LAW = "The keeper of the store shall inspect every cylinder before dusk and enter the result in the bound book. Doors stay shut."


def test_the_threat_model_lists_exactly_what_a_release_says_of_a_judgement():
    text = (ROOT / "docs/threat-model.md").read_text("utf-8")
    for part, fields in (("judgements", evidence.JUDGEMENT_FIELDS), ("decisions", evidence.DECISION_FIELDS)):
        row = next(line for line in text.split("\n") if line.startswith(f"| {part} |"))
        assert set(re.findall(r"`(\w+)`", row)) == fields
    assert not {"seconds", "made", "comment", "source"} & evidence.JUDGEMENT_FIELDS


@pytest.mark.slow
def test_a_release_says_no_more_of_judgements_than_that(tmp_path):
    folder = release.cut(world(3), "1.0.0", tmp_path, validate=False)
    audit = json.loads((folder / "audit.json").read_text())
    assert {key for j in audit["judgements"] for key in j} == evidence.JUDGEMENT_FIELDS
    assert {key for d in audit["decisions"] for key in d} == evidence.DECISION_FIELDS
    assert list(published.times(folder)) == []


@pytest.fixture
def passages():
    return Passages([("law", LAW)])


@pytest.mark.parametrize(
    "text",
    [LAW, LAW.upper(), LAW.replace(" ", "  \n"), "He says: " + " ".join(LAW.split()[3:15]), "x " * 50 + LAW,
     LAW.replace("the bound", "the \u00adbound")],
)  # fmt: skip
def test_a_passage_is_found_in_any_case_with_any_white_space_and_anywhere(passages, text):
    assert passages.found_in(text) == "law"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The keeper of the store",
        " ".join(LAW.split()[3:14]),
        "Doors stay shut.",
        "Cylinders are inspected before dusk.",
    ],
)
def test_eleven_words_in_a_row_and_a_short_sentence_are_nobodys(passages, text):
    assert passages.found_in(text) is None


def test_a_whole_sentence_of_forty_characters_is_a_passage_however_few_its_words():
    found = Passages([("law", "Extraordinarily flammable preparations require authorisation. More.")])
    assert (
        found.found_in("As is said, extraordinarily flammable preparations require authorisation!") == "law"
    )
    assert found.found_in("Flammable preparations require authorisation.") is None


def test_scripts_without_spaces_are_counted_by_characters():
    law = "保管人は日没前にすべてのガスボンベを点検し、その結果を帳簿に記入しなければならない。"
    found = Passages([("law", law)])
    assert found.found_in(f"問い：{law[4:32]}") == "law"
    assert found.found_in(law[4:20]) is None


def test_what_also_stands_in_an_open_text_a_title_or_a_citation_is_nobodys():
    closed, open_ = document("secret", redistribute=False, title=LAW), document("open")
    inputs = tables_of_closed(
        [closed, open_], [clause("secret", 1, LAW), clause("open", 1, "Something else.")]
    )
    assert not closed_passages(*inputs)
    other = document("secret", redistribute=False)
    assert closed_passages(*tables_of_closed([other], [clause("secret", 1, LAW)])).found_in(LAW)


PLACES = {
    "the description on the card": {"description": f"It rests on this: {LAW}"},
    "the limits": {"limits": LAW},
    "the title": {"title": LAW},
}


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_passage_in_any_text_of_the_release_stops_it(tmp_path, place):
    on = clause("secret", 1, LAW)
    inputs = world(
        0,
        dataset=settings(**PLACES[place]),
        documents=[document("secret", redistribute=False)],
        clauses=[on],
        candidates=[question(1, on, evidence=[])],
        judged=False,
    )
    with pytest.raises(InputError) as error:
        release.cut(inputs, "0.1.0", tmp_path, preview=True, validate=False)
    assert {i.code for i in error.value.issues} == {"gate-licences"}
    files = {i.where.split(" > ")[1] for i in error.value.issues}
    assert {"README.md", "release.json"} <= files
    assert LAW not in str(error.value)
    assert list((tmp_path / "toy-set").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("where", ["title", "limits"])
def test_a_pseudonym_or_a_comment_in_any_text_stops_a_release(tmp_path, where):
    for text in ("checked by ada-l", "as bob-n says hello: bob-n says hello"):
        with pytest.raises(InputError) as error:
            release.cut(world(2, dataset=settings(**{where: text})), "1.0.0", tmp_path, validate=False)
        assert {i.code for i in error.value.issues} == {"gate-privacy"}


@pytest.mark.slow
def test_every_file_of_a_release_of_a_closed_document_is_free_of_its_sentences(tmp_path):
    """As the finding measured it: sentences of 40 characters or more that stand word for word in any file."""
    sentences = [
        f"The holder of licence {n} shall keep record number {n + 7} of every single delivery for {n + 2} years."
        for n in range(30)
    ]
    clauses = [clause("secret", n, s) for n, s in enumerate(sentences)]
    told = [question(n, c) for n, c in enumerate(clauses[:20])]
    copies = [
        question(20 + n, c, explanation=f"The clause says: {c.text}") for n, c in enumerate(clauses[20:])
    ]
    inputs = world(
        0,
        documents=[document("secret", redistribute=False)],
        clauses=clauses,
        candidates=[*told, *copies],
        judged=False,
    )
    folder = release.cut(inputs, "0.1.0", tmp_path, preview=True, validate=False)
    every = "".join(p.read_bytes().decode("utf-8", "replace") for p in folder.rglob("*") if p.is_file())
    assert [s for s in sentences if s in every] == []
    rows = release.read_items(folder)
    assert rows.height == 30
    assert (rows["explanation"] == "").sum() == 10  # an item is whole without the explanation that quotes
    assert "10 rows have no explanation" in (folder / "README.md").read_text()
    assert release.verify(folder) == []


@pytest.mark.parametrize(
    ("topic", "heading", "repeats"),
    [
        ("范围", "1. 范围", True),
        ("记录和保存", "3 记录和保存", True),
        ("记录和保存义务", "第三章 记录和保存", True),
        ("記録の保存", "第三条（記録の保存）", True),
        ("AI 模型", "3 AI 模型的规定", True),
        ("总则下的罚款", "第一章 总则", False),
        ("罚款", "1. 范围", False),
        ("การเก็บบันทึกข้อมูล", "3 การเก็บบันทึก", True),
        ("record keeping", "3. Record keeping", True),
        ("record keeping duties", "Record keeping", True),
        ("record keeping duties", "Article 5 – Record keeping", True),
        ("scope of duties", "1. Scope", False),
        ("article 5 of the act", "Article 5", False),
        ("vitamin 12 rules", "Vitamin 12", True),
        ("keeping", "Record keepings", False),
        ("kites", "§ 3 AI 模型", False),
        ("", "1. Scope", False),
    ],
)
def test_a_topic_repeats_a_heading_in_either_direction(topic, heading, repeats):
    assert repeats_heading(topic, [heading]) is repeats


@pytest.mark.parametrize("many", [1, 40])
def test_a_comment_is_found_in_any_string_of_a_json_file_however_many_there_are(tmp_path, passages, many):
    comments = [f"{n} the answer of the second baker is half right" for n in range(many)]
    (tmp_path / "eval.json").write_text(
        json.dumps({"decisions": [], "judgements": [{"why": [{"note": f'She wrote: "{comments[-1]}"'}]}]})
    )
    (tmp_path / "plain.json").write_text(json.dumps({"title": "The answer of the second baker"}))
    told = [
        (issue.where, issue.code)
        for issue in published.problems(tmp_path, passages, [], comments)
        if "comment" in issue.message
    ]
    assert told == [(f"{tmp_path.name} > eval.json > judgements > why > note", "gate-privacy")]


def test_a_key_of_a_json_file_is_read_as_its_values_are(tmp_path, passages):
    (tmp_path / "eval.json").write_text(json.dumps({"task": {"a": {"ada-l": 1}, "b": {"no one": 2}}}))
    told = [issue.where for issue in published.problems(tmp_path, passages, ["ada-l"])]
    assert told == [f"{tmp_path.name} > eval.json > task > a"]


def test_time_to_find_comments_grows_with_the_text_and_not_with_their_number():
    text = "the clerk writes and reads it all again " * 500
    few, many = (
        published._Comments([f"{n:05d} is what the clerk had to say of it" for n in range(count)])
        for count in (100, 20_000)
    )

    def seconds(said):
        start = time.process_time()
        assert not said.found_in(text)
        return time.process_time() - start

    assert min(seconds(many) for _ in range(3)) < 8 * min(seconds(few) for _ in range(3)) + 0.01


def _audit(folder: Path, **parts: object) -> list[str]:
    """What `times` says of an audit in which `parts` take the place of the sound ones."""
    judged = [
        {"id": f"j-{i}", "reviewer": f"reviewer-{1 + i % 2}", "answers": {"closed": 1}} for i in range(4)
    ]
    audit = {
        "judgements": judged,
        "decisions": [{"subject": "q-1", "labels": []}],
        "behind": [],
        "error": None,
    }
    (folder / "audit.json").write_text(json.dumps({**audit, **parts}))
    return [f"{issue.where.partition(' > ')[2]}: {issue.message[:24]}" for issue in published.times(folder)]


def test_a_sound_audit_says_nothing_that_may_not_be_published(tmp_path):
    assert _audit(tmp_path) == []
    assert _audit(tmp_path, judgements=[], decisions=[]) == []


def test_a_field_of_one_judgement_in_many_that_no_release_says_is_named(tmp_path):
    judged = [{"id": f"j-{i}", "reviewer": "reviewer-1"} for i in range(5)] + [
        {"id": "j-5", "reviewer": "reviewer-1", "mood": "cross"}
    ]
    assert _audit(tmp_path, judgements=judged) == ["audit.json > judgements > mood: is a field that may not "]
    assert _audit(tmp_path, decisions=[{"subject": "q-1", "reviewer": "reviewer-1"}]) == [
        "audit.json > decisions > reviewer: is a field that may not "
    ]


def test_a_time_is_found_however_deep_it_stands_and_a_word_of_the_same_name_is_none(tmp_path):
    assert _audit(tmp_path, error={"lots": [{"of": {"seconds": 4}}]}) == [
        "audit.json > seconds: says when or how long so"
    ]
    assert _audit(tmp_path, error={"lot": ["seconds", {"unit": "seconds"}]}) == []


def test_a_judgement_with_a_name_in_place_of_a_number_is_named(tmp_path):
    judged = [{"id": "j-1", "reviewer": "reviewer-1"}, {"id": "j-2", "reviewer": "reviewer-0"}]
    assert _audit(tmp_path, judgements=judged) == [
        "audit.json > judgements > reviewer: is not a number of the r"
    ]
    # What is no judgement may have a field of this name.
    assert _audit(tmp_path, error={"reviewer": "two of them"}) == []


def test_strings_of_a_large_file_are_found_in_every_block_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr(published, "_BLOCK", 30)
    entries = [{"id": f"row number {i}", "said": 'a "b"\nc\\'} for i in range(9)]
    path = tmp_path / "x.json"
    for indent in (None, 1):
        path.write_text(json.dumps(entries, indent=indent))
        assert set(published._json_texts(path)) == {"id", "said", 'a "b"\nc\\'} | {e["id"] for e in entries}
