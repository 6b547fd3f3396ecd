"""How rules are shown: to reviewers, on the command line, and as the contract of the JSON lines."""

from __future__ import annotations

import json

import pytest
from curation import rules
from curation.cli.main import app
from curation.review.board import rule_words, screen_text
from rules_fixtures import clauses_of
from typer.testing import CliRunner


def run(*words):
    """What a command prints and its exit code."""
    return CliRunner().invoke(app, [str(word) for word in words])


TEXT = """# Act

## 1 Pits

Except with leave of the owner, no person shall enter the pit within 15 days after the flood.
"""


def test_a_reviewer_sees_who_when_and_except_marked_in_the_clause():
    clauses = clauses_of(TEXT)
    found = rules.extract(clauses)
    (clause,) = [c for c in clauses if c.id == found[0].clauses[-1]]
    shown = {"clause": clause.text} | rule_words.shown([clause], found)
    assert shown["rules"] == [
        "Forbids · who: no person · what: enter the pit within 15 days after the flood · except: Except with leave of the owner"
    ]
    html = screen_text.provision(shown)
    assert '<span class="cur-exception" title="except">Except with leave of the owner</span>' in html
    assert '<span class="cur-bearer" title="who">no person</span>' in html


def test_an_action_and_an_object_end_before_the_exceptions_at_their_end():
    text = "# Act\n\n## 1 Pits\n\nA guest must not open a pit without the consent of the owner, except in winter.\n"
    (rule,) = rules.extract(clauses_of(text))
    shown = rules.row(rule)
    assert shown["action"]["text"] == "open a pit"
    assert sorted(part["text"] for part in shown["exceptions"]) == [
        "except in winter",
        "without the consent of the owner",
    ]
    assert "without" not in str(shown["object"])
    assert rules.cells(rule)[3] == "open a pit" and "without" in rules.cells(rule)[5]
    clause = next(c for c in clauses_of(text) if c.id == shown["action"]["clause"])
    assert clause.text[shown["action"]["start"] : shown["action"]["end"]] == "open a pit"


def test_words_of_an_exception_inside_an_action_stay():
    text = "# Act\n\n## 1 Pits\n\nA guest must not, without the consent of the owner, open a pit.\n"
    (rule,) = rules.extract(clauses_of(text))
    assert rules.row(rule)["action"]["text"].endswith("open a pit")


def test_a_part_that_overlaps_a_quote_is_not_marked_twice():
    html = screen_text.cited("No person shall enter.", ["No person shall"], [("bearer", "No person")])
    assert html == "<mark>No person shall</mark> enter."


def test_words_of_a_document_are_escaped():
    html = screen_text.provision(
        {"clause": "a <b> c", "rules": ["<i>"], "parts": [{"kind": "bearer", "text": "<b>"}]}
    )
    assert "<b>" not in html.replace("<mark>", "")
    assert "<i>" not in html


def test_a_clause_with_many_rules_says_how_many_are_left_out():
    text = "# Act\n\n## 1 X\n\n" + " ".join(f"The owner shall keep book {n}." for n in "abcdefgh") + "\n"
    clauses = clauses_of(text)
    shown = rule_words.shown(clauses, rules.extract(clauses))
    assert shown["rules"][-1] == "2 more"


def test_the_json_lines_have_the_documented_fields(tmp_path):
    path = tmp_path / "act.md"
    path.write_text(TEXT, "utf-8")
    done = run("rules", str(path), "--json")
    assert done.exit_code == 0
    (line,) = [json.loads(row) for row in done.stdout.splitlines()]
    wanted = "id document clauses citation language modality bearer action object conditions exceptions lifts values elements certainty unparsed"
    assert set(wanted.split()) <= set(line)
    assert line["modality"] == "prohibition"
    assert line["bearer"]["text"] == "no person"
    assert line["object"]["text"] == "the pit"
    value = line["values"][0]
    assert {key: value[key] for key in ("comparator", "number", "unit", "kind", "counted_from")} == {
        "comparator": "at most", "number": 15, "unit": "day", "kind": "deadline", "counted_from": "the flood",
    }  # fmt: skip


def test_rules_of_one_modality_can_be_asked_for(tmp_path):
    path = tmp_path / "act.md"
    path.write_text(TEXT + "\nThe owner may sell the pit.\n", "utf-8")
    done = run("rules", str(path), "--json", "--modality", "permission")
    assert [json.loads(row)["modality"] for row in done.stdout.splitlines()] == ["permission"]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    done = run("rules", str(tmp_path / "none.md"))
    assert done.exit_code == 1
    assert "none.md" in f"{done.output}{done.exception}"


SETTINGS = """
name = "pits"
[models]
embedder = "none"
[[dataset]]
name = "pits"
kind = "prompt"
title = "Pits"
taxonomy = "air-2024"
licence = "MIT"
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A workspace whose steps were run on one policy."""
    folder = tmp_path_factory.mktemp("pits")
    (folder / "curation.toml").write_text(SETTINGS, "utf-8")
    text = "# Use policy\n\n1.1 Users must not write malware to attack other computers.\n\n1.2 Users may write to the office about malware.\n"
    (folder / "policy.md").write_text(text, "utf-8")
    for words in (("source", "add", "policy", folder / "policy.md", "--title", "Policy"), ("run",)):
        done = run(*words, "-w", folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.mark.slow
def test_coverage_by_rule_names_each_rule_with_its_items_or_the_reason(workspace):
    done = run("coverage", "--by", "rule", "--json", "-w", workspace)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    by_modality = {row["modality"]: row for row in told["rows"]}
    assert by_modality["prohibition"]["items"]
    assert by_modality["prohibition"]["reason"] == ""
    assert by_modality["permission"]["items"] == []
    assert by_modality["permission"]["reason"]
    assert told["rules"] == len(told["rows"]) == 2


@pytest.mark.slow
def test_coverage_by_something_else_is_refused(workspace):
    assert run("coverage", "--by", "weather", "-w", workspace).exit_code == 2


@pytest.mark.slow
def test_the_life_of_a_clause_shows_its_rules(workspace):
    told = json.loads(run("coverage", "--by", "rule", "--json", "-w", workspace).stdout)
    clause = told["rows"][0]["id"].rpartition("!")[0]
    done = run("show", "rules", clause, "-w", workspace)
    assert done.exit_code == 0, done.output
    assert "prohibition" in done.output
    assert "Users" in done.output
