"""Every common way to name an option is read, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation.measure.answers import parse

OPTIONS = ["Acetone", "Dilute nitric acid", "Nitric acid", "Water only"]
QUESTIONS = Path(__file__).resolve().parents[3] / "../shared/data/questions/labsafety_mcq_160.jsonl"


@pytest.mark.parametrize(
    ("text", "index", "form"),
    [
        ("B", 1, "letter"),
        ("(b)", 1, "letter"),
        ("**C**", 2, "letter"),
        ("Option B", 1, "letter"),
        ("B. Dilute nitric acid\n\nExplanation: it is weak.", 1, "letter"),
        ("I weighed them all.\n\nD", 3, "letter"),
        ("Acetone", 0, "text"),
        ("dilute nitric acid.", 1, "text"),
        ("I think that nitric acid is best", 2, "text"),
        ('{"answer": "C"}', 2, "json"),
        ('{"reasoning": "A is bad", "answer": "water only"}', 3, "json"),
        ('Here it is:\n```json\n{"Final Answer": "B. Dilute nitric acid"}\n```', 1, "json"),
        ("Answer: D", 3, "letter"),
        ("The correct answer is **B. Dilute nitric acid**.", 1, "final"),
        ("A is flammable. B is weak. Therefore, the answer is C.", 2, "final"),
        ("The answer is A. No, wait. The final answer is D.", 3, "final"),
        ("The answer is not A. The answer is D.", 3, "final"),
        ("A is wrong; option C is correct.", 2, "final"),
        ("I would choose C because it is safe.", 2, "final"),
        ("So \\boxed{B}", 1, "boxed"),
        ("<think>Perhaps A? The answer is A.</think>\nB", 1, "letter"),
    ],
)
def test_a_choice_is_read_in_any_form(text, index, form):
    choice = parse(text, OPTIONS)
    assert choice.index == index
    assert choice.form == form or {choice.form, form} == {"json", "letter"}


@pytest.mark.parametrize(
    "text",
    [
        "I don't know.",
        "B or C",
        "A) Acetone\nB) Dilute nitric acid",
        "A person should be careful.",
        "The answer is Z.",
        "Answer is a matter of taste.",
    ],
)
def test_what_names_no_option_or_two_is_unparsed_never_wrong(text):
    assert parse(text, OPTIONS).index is None
    assert parse(text, OPTIONS).form == "unparsed"


@pytest.mark.parametrize("text", [None, "", "  \n", "<think>The answer is A."])
def test_no_answer_is_empty(text):
    assert parse(text, OPTIONS).form == "empty"


FORMS = {
    "letter": lambda q, k: "ABCD"[k],
    "letter and text": lambda q, k: f"{'ABCD'[k]}. {q['options'][k]}",
    "text": lambda q, k: q["options"][k],
    "sentence": lambda q, k: f"The correct answer is {'ABCD'[k]}: {q['options'][k]}",
    "json": lambda q, k: json.dumps({"answer": "ABCD"[k]}),
    "json text": lambda q, k: json.dumps({"explanation": "see above", "answer": q["options"][k]}),
    "chain of thought": lambda q, k: (
        "Let me think.\n"
        + "\n".join(f"{'ABCD'[i]} would mean: {o}" for i, o in enumerate(q["options"]))
        + f"\nTherefore, the answer is {'ABCD'[k]}."
    ),
    "bold end": lambda q, k: f"All four have merits.\n\n**Final answer: {'ABCD'[k]}**",
}


@pytest.mark.slow
@pytest.mark.skipif(
    not QUESTIONS.is_file(), reason="the laboratory-safety questions are not beside the repository"
)
@pytest.mark.parametrize("form", FORMS)
def test_all_real_questions_are_read_back_in_every_form(form):
    questions = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    keys = [(q, "ABCD".index(q["answer"])) for q in questions if len(q["options"]) == 4]
    right = sum(parse(FORMS[form](q, k), q["options"]).index == k for q, k in keys)
    wrong = sum(parse(FORMS[form](q, k), q["options"]).index not in (k, None) for q, k in keys)
    assert wrong == 0
    assert right >= 0.98 * len(keys)
