"""Every screen is well formed, asks only for what a task carries, and gives each key to one thing."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from curation import taxonomy
from curation.core.errors import InputError
from curation.core.records import Finding
from curation.review.board import layout, presentation, push
from curation.review.judgements import reasons
from curation.services.label_studio import validate_layout

from review_world import clause, item, prompt, question, task

TREES = [taxonomy.load(name) for name in ("lab-safety", "air-2024")]
NASTY = "<img src=x onerror=alert(1)> ]]> & \"'\u202e\x00 $text {{i}} =1+1" + "x" * 50000


def mapping_item():
    seen = presentation.of_clause(clause(), [])
    return presentation.freeze("b", "mapping", "c", "d", seen, 2, 1.0, [])


ITEMS = {
    "prompt": item(prompt()),
    "question": item(question()),
    "mapping": mapping_item(),
    "task": item(task()),
}
SCREENS = {
    "prompt": ("review", "adjudication", "writing"),
    "question": ("review", "blind", "verdict", "adjudication"),
    "mapping": ("review", "adjudication"),
    "task": ("review", "adjudication"),
}
CASES = [(kind, tree, screen) for kind in ITEMS for tree in TREES for screen in SCREENS[kind]]
LISTS = ("closed_choices", "open_choices", "spare_choices", "wrong_choices", "also_choices", "key_choices")


def asked_by(root):
    return {v[1:] for e in root.iter() for v in e.attrib.values() if v.startswith("$")}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "tree", "screen"), CASES)
def test_a_layout_asks_only_for_what_its_task_carries(kind, tree, screen):
    root = ET.fromstring(layout.build(kind, tree, screen=screen).xml)
    stage = "blind" if screen == "blind" else "whole"
    assert asked_by(root) <= set(push.task_of(ITEMS[kind], stage=stage).data)
    assert ("versions" in asked_by(root)) == (screen == "adjudication")
    names = [e.get("name") for e in root.iter() if e.get("name")]
    assert len(names) == len(set(names))
    assert {e.get("toName") for e in root.iter() if e.get("toName")} == {"subject"} <= set(names)
    # What comes from a document is plain text, or HTML that `screen_text` made of escaped words.
    assert not {"Markdown", "Paragraphs"} & {e.tag for e in root.iter()}
    assert {e.get("value") for e in root.iter("HyperText")} <= {
        "$provision",
        "$versions",
        "$shown",
        "$rubric_table",
    }


@pytest.mark.parametrize(("kind", "screen"), [(kind, s) for kind in ITEMS for s in SCREENS[kind]])
def test_no_key_does_two_things_and_only_what_is_always_on_the_screen_has_one(kind, screen):
    root = ET.fromstring(layout.build(kind, TREES[0], screen=screen).xml)
    keys = [e.get("hotkey") for e in root.iter() if e.get("hotkey")]
    many = question().model_copy(update={"options": [f"Option {n}" for n in range(26)], "pool": ["P", "Q"]})
    data = push.task_of(item(many)).data
    if kind == "question":
        keys += [c["hotkey"] for name in LISTS for c in data[name]]
    assert len(keys) == len(set(keys))
    typed = {key for key in keys if not key.startswith("ctrl+alt+shift+")}
    verdicts = set() if (kind, screen) == ("question", "review") else set("aeru")
    verdicts |= set("yw") if kind == "task" or (kind, screen) == ("question", "verdict") else set()
    expected = {"blind": set(), "writing": set(), "adjudication": set("12345")}.get(screen, verdicts)
    assert typed == expected - ({"4"} if (kind, screen) == ("mapping", "adjudication") else set())
    hidden = [view for view in root.iter("View") if view.get("visibleWhen") == "choice-selected"]
    assert not any(e.get("hotkey") in typed for view in hidden for e in view.iter())


def test_the_blind_task_holds_no_word_of_the_key_the_explanation_the_findings_or_the_category():
    marks = {"explanation": "explained-here", "pool": ["spare-here"], "answer": 2}
    made = question().model_copy(update=marks)
    seen = presentation.of_candidate(
        made,
        [clause()],
        [
            Finding(
                candidate="q", check="x", version=1, severity="warn", field="options[2]", message="found-here"
            )
        ],
    )
    frozen = presentation.freeze("b", "question", "q", "lab", seen, 2, 1.0, [])
    task = push.task_of(frozen, stage="blind")
    whole = str(push.task_of(frozen))
    for word in ("explained-here", "spare-here", "found-here", "lab-safety@1.0:1.1".partition(":")[2]):
        assert word in whole and word not in str(task.data)
    assert task.predictions == []
    root = layout.build("question", TREES[0], screen="blind").xml
    assert "category" not in root and "verdict" not in root and "$marked" not in root
    # The same whatever the key is: nothing in the task depends on it but the fingerprint, which also covers the rest.
    other = presentation.freeze("b", "question", "q", "lab", {**seen, "answer": 0}, 2, 1.0, [])
    drop = {"item_id", "seen_rev"}
    again = push.task_of(other, stage="blind").data
    assert {k: v for k, v in task.data.items() if k not in drop} == {
        k: v for k, v in again.items() if k not in drop
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", ITEMS)
def test_hostile_names_and_guidelines_stay_text(kind, tmp_path):
    tree = replace(
        TREES[0],
        categories=tuple(
            c.model_copy(update={"name": NASTY, "definition": NASTY}) for c in TREES[0].categories
        ),
    )
    own = tmp_path / "schemas" / "labeling"
    own.mkdir(parents=True)
    (own / f"{kind}.md").write_text(f"# {NASTY}\n- {NASTY}\n", "utf-8")
    made = layout.build(kind, tree, tmp_path)
    values = {e.get("value") for e in ET.fromstring(made.xml).iter("Choice")}
    assert any(v.startswith("<img src=x") and "\\u202e" in v for v in values)
    assert "<img" not in made.guidelines and "&lt;img" in made.guidelines
    assert layout.digest_of(made.xml) == made.digest
    assert "\u202e" not in made.xml + made.guidelines


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "tree", "screen"), CASES)
def test_the_server_s_own_parser_has_nothing_against_a_layout(kind, tree, screen):
    pytest.importorskip("label_studio_sdk", reason="the review extra is not installed")
    assert validate_layout(layout.build(kind, tree, screen=screen).xml) == []


def test_a_question_of_many_options_has_digits_for_nine_and_spares_that_are_new():
    many = question().model_copy(
        update={"options": [f"Option {n}" for n in range(12)], "pool": ["Option 3", "Spare"]}
    )
    data = push.task_of(item(many)).data
    assert [c.get("hotkey") for c in data["option_choices"]] == [*"123456789", None, None, None, "0"]
    assert [(c["alias"], c["value"]) for c in data["spare_choices"]] == [("s2", "Spare")]
    assert [c["alias"] for c in data["wrong_choices"]] == [x for x in "ABCDEFGHIJKL" if x != "B"]


def test_every_reason_has_a_key_of_its_own_and_a_meaning():
    for kind in ITEMS:
        given = reasons.of(kind, reasons.load())
        assert given and all(r.meaning and r.hotkey for r in given)


def test_a_layout_that_asks_for_an_unknown_part_is_refused(tmp_path):
    own = tmp_path / "schemas" / "labeling"
    own.mkdir(parents=True)
    (own / "prompt.xml").write_text('<View><Fill what="magic"/></View>')
    with pytest.raises(InputError, match="layout-part"):
        layout.build("prompt", TREES[0], tmp_path)
    (own / "prompt.xml").write_text("<View>")
    with pytest.raises(InputError, match="layout-malformed"):
        layout.build("prompt", TREES[0], tmp_path)
