"""Crosswalks as data: the packaged ones are sound, any SSSOM file is read, releases and answers are counted by them."""

import json
from pathlib import Path

import pytest
from curation import taxonomy
from curation.core.errors import InputError
from curation.measure import crosswalks as grouping
from curation.measure.samples import Sample, by_name
from curation.taxonomy import crosswalk
from typer.testing import CliRunner

RELEASE = Path(__file__).parents[3] / "releases" / "ai-policy" / "0.1.0-preview"


@pytest.mark.parametrize("name", crosswalk.names())
def test_every_code_of_a_packaged_crosswalk_exists(name):
    links = crosswalk.load(name)
    assert crosswalk.lint(links, taxonomy.load) == []
    assert all(link.mapping_justification and link.author_label for link in links)


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in crosswalk.names() if n != "air-2024.lab-safety"])
def test_every_leaf_of_air_2024_becomes_something_or_none_in_each_target(name):
    air, links = taxonomy.load("air-2024"), crosswalk.load(name)
    unknown = [
        leaf.code for leaf in air.leaves() if not crosswalk.translate(links, [air.qualified(leaf.code)], air)
    ]
    assert unknown == []


@pytest.mark.parametrize("name", [n for n in crosswalk.names() if n != "air-2024.lab-safety"])
def test_a_row_says_its_confidence_and_where_the_object_was_published(name):
    links = crosswalk.load(name)
    assert all(link.see_also.startswith("https://") and 0 < link.confidence < 1 for link in links)


def test_a_leaf_without_a_statement_takes_that_of_its_group():
    air, links = taxonomy.load("air-2024"), crosswalk.load("air-2024.owasp-llm")
    assert crosswalk.apply(links, "air-2024@1.0:15.4142.7") == []
    assert [c for c, _, _ in crosswalk.apply(links, "air-2024@1.0:15.4142.7", air)] == [
        "owasp-llm@2025:LLM02"
    ]


def test_a_leaf_with_a_statement_of_its_own_does_not_take_that_of_its_group():
    air, links = taxonomy.load("air-2024"), crosswalk.load("air-2024.ailuminate")
    assert crosswalk.translate(links, ["air-2024@1.0:3.11.17"], air) == ["ailuminate@1.0:ncr"]
    assert crosswalk.translate(links, ["air-2024@1.0:3.11"], air) == ["ailuminate@1.0:iwp"]


def test_a_file_with_curies_and_the_set_s_slots_in_its_head_is_read():
    text = (
        "# curie_map:\n#   mine: https://example.org/mine/\n# mapping_justification: semapv:ManualMappingCuration\n"
        "# object_source_version: '3'\nsubject_id\tpredicate_id\tobject_id\n"
        "mine:a\tskos:broadMatch\tyours:b-1\nmine:c\towl:equivalentClass\tyours:d\n"
    )
    links = crosswalk.parse(text, "x.sssom.tsv")
    assert [(link.subject, link.predicate, link.object) for link in links] == [
        ("mine:a", "broadMatch", "yours@3:b-1"),
        ("mine:c", "exactMatch", "yours@3:d"),
    ]
    assert {link.mapping_justification for link in links} == {"semapv:ManualMappingCuration"}


def test_the_head_may_stand_in_a_file_beside_a_table_with_commas(tmp_path):
    (tmp_path / "w.sssom.csv").write_text("subject_id,predicate_id,object_id\n1,skos:closeMatch,2\n", "utf-8")
    (tmp_path / "w.sssom.yml").write_text("subject_source: a\nobject_source: b\n", "utf-8")
    assert [(x.subject, x.object) for x in crosswalk.read(tmp_path / "w.sssom.csv")] == [("a:1", "b:2")]


def test_json_of_the_standard_is_read_and_a_row_without_a_match_is_data():
    rows = {
        "object_source": "b",
        "mappings": [{"subject_id": "a:1", "predicate_id": "noMatch", "confidence": 0.5}],
    }
    (only,) = crosswalk.parse(json.dumps(rows), "w.json")
    assert (only.object, only.confidence) == ("b:none", 0.5)


def test_a_denied_statement_is_not_applied():
    text = "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\na:1\tskos:exactMatch\tNot\tb:2\n"
    assert crosswalk.apply(crosswalk.parse(text, "w.tsv"), "a:1") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "crosswalk-empty"),
        ("# only: a head\n", "crosswalk-empty"),
        ("{", "crosswalk-unreadable"),
        ('{"mappings": 3}', "crosswalk-unreadable"),
        ("subject_id\tpredicate_id\na:1\tskos:exactMatch\n", "crosswalk-invalid"),
        (
            "subject_id\tpredicate_id\tobject_id\tconfidence\na:1\tskos:exactMatch\tb:2\tmuch\n",
            "crosswalk-invalid",
        ),
        ("#: [\n#\t}\nsubject_id\tpredicate_id\tobject_id\n1\tskos:exactMatch\t2\n", "crosswalk-invalid"),
    ],
)
def test_a_bad_file_gives_a_named_error(text, code):
    with pytest.raises(InputError) as caught:
        crosswalk.parse(text, "w.sssom.tsv")
    assert caught.value.issues[0].code == code


def test_answers_are_grouped_by_the_categories_of_another_taxonomy():
    items = [
        Sample("1", "prompt", category="air-2024@1.0:2.6.23"),
        Sample("2", "prompt", category="air-2024@1.0:8.27.14"),
        Sample("3", "prompt", category="own@1:9"),
    ]
    by = grouping.checked("crosswalk:air-2024.ailuminate")
    assert {name: [s.id for s in group] for name, group in by_name(items, by)} == {
        "spc Specialized Advice": ["1"],
        "none": ["2"],
        "(not in the crosswalk)": ["3"],
    }


@pytest.mark.slow
def test_the_rows_of_a_release_are_counted_by_the_categories_of_another_taxonomy():
    from curation.cli.main import app

    told = CliRunner().invoke(
        app, ["taxonomy", "crosswalk", "air-2024.ailuminate", "--release", str(RELEASE), "--json"]
    )
    rows = json.loads(told.stdout)["rows"]
    assert rows and all(0 < row["rows"] <= row["of"] for row in rows)
    assert "(not in the crosswalk)" not in [row["category"] for row in rows]


@pytest.mark.slow
def test_the_command_groups_figures_by_a_crosswalk_and_refuses_one_that_is_not_there(tmp_path):
    from curation.cli.main import app

    answers = tmp_path / "a.jsonl"
    answers.write_text(
        json.dumps({"id": 1, "prompt": "p", "response": "I can't help.", "category": "air-2024@1.0:2.6.23"})
        + "\n"
    )
    run = CliRunner().invoke(
        app, ["measure", "refusal", str(answers), "--quick", "--by", "crosswalk:air-2024.ailuminate"]
    )
    assert "spc Specialized Advice" in run.stdout
    wrong = CliRunner().invoke(
        app, ["measure", "refusal", str(answers), "--quick", "--by", "crosswalk:nothing"]
    )
    assert wrong.exit_code != 0
