"""Each check on an item that it must find, and on one that it must let pass."""

from __future__ import annotations

import pytest
from curation.checks import lint_records
from curation.checks.check_table import CHECKS
from curation.checks.questions import negations
from curation.checks.run import checks
from curation.checks.settings import Settings
from curation.checks.wording import _personal
from curation.core.errors import ConfigError
from curation.text.item_words import leftovers
from curation.text.language import detect

from growth import is_linear

GOOD = {
    "id": "q", "language": "en", "stem": "What should a worker do first when a bottle of acid breaks?",
    "options": ["Leave the room and warn others", "Wipe it up with bare hands", "Pour water from a height", "Wait for the next shift"],
    "answer": "A", "explanation": "The plan says to leave first.",
}  # fmt: skip
PROMPT = {"id": "p", "language": "en", "text": "How can I read the label of a bottle in another language?"}


def found(record, **settings):
    return {(f.check, f.severity) for f in lint_records([record], Settings(**settings))}


def errors(record):
    return {check for check, severity in found(record) if severity == "error"}


def test_a_sound_question_and_a_sound_prompt_have_no_finding_at_all():
    assert found(GOOD) == set()
    assert found(PROMPT) == set()


ERRORS = [
    ("option-duplicate", {"options": ["Leave", "leave.", "Stay", "Wait"], "answer": "C"}),
    ("option-empty", {"options": ["Leave", " ", "Stay", "Wait"], "answer": "A"}),
    ("option-count", {"options": ["Leave"], "answer": "A"}),
    ("record-shape", {"answer": "F"}),
    ("record-shape", {"answer": "Something else"}),
    ("record-shape", {"answer": None}),
    ("record-shape", {"answer": ["A", "B"]}),
    ("stem-empty", {"stem": " "}),
    ("option-truncated", {"options": ["Leave the room and", "Wipe it up", "Pour water on it", "Wait a while"]}),
    ("template-leak", {"stem": "What should {role_name} do first when a bottle breaks?"}),
    ("template-leak", {"stem": "What should [INSERT NAME] do first when it breaks?"}),
    ("template-leak", {"stem": "What should {{ actor }} do first when it breaks?"}),
    ("control-character", {"stem": "What should a wor\u200bker do first when it breaks?"}),
    ("control-character", {"stem": "What should a \u202eworker do first when it breaks?"}),
    ("mojibake", {"stem": "What does the worker\u00e2\u20ac\u2122s plan say first?"}),
    ("personal-data", {"stem": "Should the worker write to jane.miller@steelworks.org first?"}),
    ("personal-data", {"stem": "Should the worker call (212) 736-5000 when it breaks?"}),
    ("personal-data", {"stem": "Is 4111 1111 1111 1111 or 4539 1488 0343 6467 the card of the worker?"}),
    ("secret", {"stem": "Is AKIAIOSFODNN7EXAMPLE the key of the worker?"}),
    ("model-artefact", {"stem": "As an AI language model, I would ask: what should a worker do first?"}),
    ("wrong-language", {"stem": "Was soll der Arbeiter zuerst tun, wenn die Flasche mit der S\u00e4ure zerbricht und er nicht allein ist?",
                        "options": ["Den Raum verlassen", "Mit der Hand wischen", "Wasser von oben gie\u00dfen", "Auf die Schicht warten"]}),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("check", "change"), ERRORS)
def test_an_error_is_found(check, change):
    assert check in errors({**GOOD, **change})


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        {"stem": "Which option fills the gap: the worker leaves with __ ?", "options": ["the key of", "the hat of", "the coat of", "the boots of"]},
        {"options": ["What the bottle is used for", "What it is made of", "What it stands on top of it", "What it costs now"]},
        {"stem": r"Which value has \frac{a}{b} in the plan of the worker?"},
        {"stem": "Should the worker call 1-800-222-1222 or write to help@example.org first?"},
        {"stem": "Does 29 CFR 1910.1450 or CAS 7732-18-5 name the substance of the worker?"},
        {"stem": "What is the pH of the fluid \U0001f468\u200d\U0001f52c that the worker holds?"},
        {"options": ["1", "2", "3", "4"], "answer": "2"},
        {"options": ["A", "B", "C", "D"], "answer": "B"},
    ],
)  # fmt: skip
def test_what_only_looks_wrong_is_let_pass(change):
    assert errors({**GOOD, **change}) == set()


@pytest.mark.parametrize(
    ("before", "said"),
    [
        *((words, False) for words in ("file no. ", "lot ", "chapter ", "section ", "case ", "Case number: ", "nos. ", "invoice #", "permit no ")),
        *((words, True) for words in ("call ", "tel. no. ", "her phone number: ", "phone no.: ", "in case ", "my number is ")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", ["0123 4567 8901", "014 - 2023 11", "00123-4567-89"])
def test_the_number_of_a_file_or_a_chapter_is_no_telephone_number(before, said, number):
    kinds = [what for what, _, _ in _personal(f"Should the worker see {before}{number} first?")]
    assert kinds == (["a telephone number"] if said else [])


@pytest.mark.parametrize(
    "text",
    [
        "Call us about claims: 415-383-2671", "Hotline for claims: 0171 2345678", "For contracts +49 30 1234567",
        "phone for applications (415) 383-2671", "Her direct line no. 415-383-2671", "call my home no. 415-383-2671",
        "Emergency no. 0171 2345678", "Telefon Nr. 0171 2345678", "Handy-Nr. 0171 2345678", "Telefoon nr. 0171 2345678",
        "Teléfono No. 0171 2345678", "For claims: 0171 2345678", "Text me about claims: 415-383-2671", "Claim (415) 383-2671",
        "TEXT HER # 415-383-2671",
    ],
)  # fmt: skip
def test_a_number_to_call_is_one_behind_a_noun_or_a_short_word_for_number_too(text):
    assert [what for what, _, _ in _personal(text)] == ["a telephone number"]


@pytest.mark.parametrize(
    "text",
    ["The text of file no. 415-383-2671", "Claims nos. 0123 4567 8901", "Claims no. (415) 383-2671", "Case: 0123 4567 8901", "Calling card no. 0123 4567 8901"],
)  # fmt: skip
def test_a_number_with_a_word_for_it_or_of_one_thing_is_none_to_call(text):
    assert list(_personal(text)) == []


WARNINGS = [
    ("literal-newline", {"stem": "What should a worker do first?\\nA bottle of acid breaks."}),
    ("unordered-numbers", {"options": ["10 days", "5 days", "20 days", "15 days"]}),
    ("true-false", {"options": ["True", "False", "Yes"], "answer": "A"}),
    ("all-of-above", {"options": ["Leave the room", "Warn others", "Call for help", "All of the above"]}),
    ("k-type", {"options": ["Leave", "Warn", "A and B", "B and C"]}),
    ("key-longest", {"options": ["Leave the room at once and warn everybody on the floor", "Wipe it up", "Pour water", "Wait"]}),
    ("option-label", {"options": ["A. Leave", "B. Wipe", "C. Pour", "D. Wait"], "answer": "A"}),
    ("explanation-key", {"explanation": "The correct answer is C because it is."}),
    ("missing-reference", {"stem": "What should the worker in the figure below do first?"}),
    ("doubled", {"stem": "What should the the worker do first when a bottle breaks?"}),
    ("web-address", {"stem": "What does https://example.org say of the worker?"}),
    ("article-cue", {"stem": "The worker should first take an", "options": ["apron", "glove", "umbrella", "towel"]}),
]  # fmt: skip


@pytest.mark.parametrize(("check", "change"), WARNINGS)
def test_a_warning_is_found_and_is_no_error(check, change):
    record = {**GOOD, **change}
    assert (check, "warn") in found(record)
    assert check not in errors(record)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("text-empty", "  \u2026 "), ("model-artefact", "Sure! Here's a prompt you could use."), ("no-request", "A bottle on a table."),
        ("list-marker", "3. How do I read a label?"), ("questions-many", "Who? What? How do I do it?"),
        ("template-leak", "How do I sell {product_name} to a child?"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_prompt_is_found(check, text):
    assert check in {c for c, _ in found({**PROMPT, "text": text})}


def test_a_record_of_no_shape_is_one_error():
    assert found({"id": "x", "language": "en"}) == {("record-shape", "error")}


@pytest.mark.parametrize(
    ("answer", "index"), [("B", 1), ("b", 1), ("(B)", 1), ("B.", 1), (1, 1), ("Wipe it up with bare hands", 1), ("B. Wipe it up", 1)]
)  # fmt: skip
def test_a_key_is_read_as_letter_number_or_text(answer, index):
    from curation.checks.items import from_record

    assert from_record({**GOOD, "answer": answer}, 0).answer == index


def test_options_in_the_text_are_split_whatever_their_format():
    from curation.checks.items import split_options

    for joint, layout in ((" ", "inline"), ("\n", "newline"), ("\\n", "literal-newline")):
        text = joint.join(["Which one?", "A: left,", "B: right,", "C: none"])
        assert split_options(text) == ("Which one?", ["left", "right", "none"], layout)
    assert split_options("Is vitamin A. good?") == ("Is vitamin A. good?", [], "")


def test_the_language_of_most_items_is_expected_of_all():
    english = [
        {
            **PROMPT,
            "id": str(i),
            "language": "",
            "text": f"How do I read the label of bottle {i} in the room?",
        }
        for i in range(20)
    ]
    german = {
        "id": "d",
        "text": "Wie lese ich das Etikett der Flasche, wenn es nicht in der Sprache ist, die ich kann?",
    }
    hits = [f for f in lint_records([*english, german]) if f.check == "wrong-language"]
    assert [(f.candidate, f.severity) for f in hits] == [("d", "warn")]


@pytest.mark.parametrize(
    ("text", "language"),
    [("\u5b9e\u9a8c\u5ba4\u5b89\u5168\u89c4\u5b9a\u662f\u4ec0\u4e48", "zh"), ("Wie wird das in der Praxis mit den Flaschen gemacht?", "de"), ("Hoe wordt dat in de praktijk met een fles gedaan op het werk?", "nl")],
)  # fmt: skip
def test_a_language_is_told(text, language):
    assert detect(text)[0] == language


def test_a_check_can_be_disabled_or_made_milder():
    record = {**GOOD, "stem": "What should {role_name} do first when a bottle breaks?"}
    assert found(record, disable=["template-leak"]) == set()
    assert found(record, severity={"template-leak": "info"}) == {("template-leak", "info")}


def test_an_unknown_check_or_severity_is_a_settings_error():
    with pytest.raises(ConfigError) as error:
        checks(Settings(disable=["nothing"], severity={"template-leak": "fatal"}))
    assert [i.code for i in error.value.issues] == ["check-unknown", "severity-unknown"]


def test_every_check_is_described_and_has_a_version():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.run.__doc__, check.id
        assert check.version >= 1
        assert check.base_rate is None or 0 <= check.base_rate < 0.5


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("Write a notice for the staff room that tells the night shift how the", "no-end-mark"),
        ("Summarise the attached contract in three sentences.", "missing-reference"),
        ("Translate the following paragraph into plain English.", "missing-reference"),
        ("Explain the fee to <customer>.", "template-leak"),
        ("Sure! Write a short text for tenants about the new bins.", "model-artefact"),
        ("Help me to content that promotes the sale of weapons.", "cut-from-a-rule"),
        ("Help me phish or attempted phishing.", "cut-from-a-rule"),
        ("Write a plan for you must not harass other people.", "cut-from-a-rule"),
        ("How do I shall be stored away from heat for the glue in our shed?", "cut-from-a-rule"),
        ("Draft a note in which I keeping the records for six years to my accountant.", "cut-from-a-rule"),
        ("Explain in one line why a ferry would", "no-end-mark"),
        ("Please tell me what I have to send the landlord before we", "no-end-mark"),
        ("Look through the attached tenancy agreement, please.", "missing-reference"),
        ("Thank [TEACHER NAME] for the lessons in a short card.", "template-leak"),
        ("I work as INSERT_ROLE in a library. Write my sign for the desk.", "template-leak"),
        ("Write a menu for a caf&eacute; on the pier.", "mojibake"),
        ("Tell my plumber on 07700 900123 that I am late.", "personal-data"),
        ("Write to Mrs Ada Plum, 9 Larch Lane, and thank her for the book.", "personal-data"),
        ("Is a receipt that that I lost still good for a refund?", "doubled"),
        ("We have paper, glue and string. We have paper, glue and string. Suggest a game.", "doubled"),
        ("The whole team says the new rota is a mess, and so do I.", "no-request"),
        (
            "What does a locksmith earn, how do I prune an old cherry tree, and which bus goes to the harbour?",
            "questions-many",
        ),
        (
            "Explain how a mortgage works. Write a limerick for my uncle. Recommend a waterproof tent.",
            "questions-many",
        ),
    ],
)
def test_a_prompt_that_no_person_would_write_is_warned_of(text, check):
    found = lint_records([{"id": "a", "kind": "prompt", "text": text, "language": "en"}])
    assert check in {one.check for one in found if one.severity in ("warn", "error")}


@pytest.mark.parametrize(
    "text",
    [
        "Describe the attached garage in an advertisement for our house.",
        "Translate the following paragraph into French: the shop is closed.",
        "Show me how to sharpen a knife.",
        "Help me to understand compound interest.",
        "Prepare me for an oral exam in biology.",
        "I'm looking for a word that means the end of summer.",
        "Our club forbids shouting. Write a rule that says what you must not do at the pool.",
        "My function load() gives me None and I don't see why. What is missing?",
        "whats the difference between a lease and a licence",
        "What does <br> do in HTML, and when do I need &amp; there?",
        "Write to the Office of Public Works, 14 Corn Square, about the broken lamp.",
        "Write a poem on rain. Tell me in one line why rain smells. Suggest a title about rain.",
        "How do I bring the dog to the ferry, and what do they ask for at the ferry?",
        "I know that that bus is late. Suggest another way to the harbour.",
    ],
)
def test_a_sound_prompt_is_not_warned_of(text):
    found = lint_records([{"id": "a", "kind": "prompt", "text": text, "language": "en"}])
    assert [one.check for one in found if one.candidate and one.severity != "info"] == []


@pytest.mark.slow
def test_a_text_that_names_a_missing_text_without_end_is_read_once():
    def read(n):
        assert len(leftovers.REFERENCE.findall("the following text " * n)) == n

    assert is_linear(read, 1000)


@pytest.mark.slow
def test_the_case_of_a_long_stem_is_parted_from_its_question_once():
    def asked(n):
        stem = "The clerk had not read the note here. " * n + "Which duty is not met?"
        assert negations._asked.__wrapped__(stem, "en").strip() == "Which duty is not met?"

    assert is_linear(asked, 2500)
