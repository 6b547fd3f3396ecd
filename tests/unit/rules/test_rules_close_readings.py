"""Sentences in which a noun, an opening word or a figure looks like something else."""

from __future__ import annotations

import pytest
from curation.rules.numbers.values import numbers
from curation.text.phrases import fold
from rules_fixtures import only, rules_of, texts

NONE = "nothing"
WHAT_IT_DOES = [
    # a noun for a change of a text is the subject of a verb
    ("The deletion of personal data must be recorded in the log.", "obligation"),
    ("The omission of a required warning is prohibited.", "prohibition"),
    ("The deletion of logs requires the written approval of the owner.", "obligation"),
    ("The revocation of a badge shall be notified by the porter.", "obligation"),
    ("By the deletion of the words “must be kept” in rule 4.", "procedure"),
    ("The substitution for “shall” of “must” in section 4:", "procedure"),
    ("The insertion after section 5 of the following section: 6 A guest must sign.", "procedure"),
    # a denied verb in front of its subject
    ("Under no circumstances may the responsible person leave the kiln unattended.", "prohibition"),
    ("At no time may a driver, who is bound by the rules, text while driving.", "prohibition"),
    ("Under no circumstances is a person bound by the rules allowed to smoke.", "prohibition"),
    ("In no event shall the required guard be removed.", "prohibition"),
    ("In no event shall the host or its agents be held liable for lost coats.", "exemption"),
    ("In no case is the tenant responsible for the roof.", "exemption"),
    ("Under no circumstances shall a guest be required to sign.", "exemption"),
    # a reference that somebody writes, and one that stands in a text
    ("References must include the names of two former employers.", "obligation"),
    ("References shall include the names of two former employers.", "obligation"),
    ("Any reference to a competitor in an advertisement must not include a price.", "prohibition"),
    ("Any reference to a competitor in an advertisement shall not include a price.", "prohibition"),
    ("A reference in this Act to a ship shall include a raft.", "definition"),
    ("References to a ship shall include references to a raft.", "definition"),
    ("A reference to a ship includes a raft.", "definition"),
    ("The form must not include a price.", "prohibition"),
    ("The period shall not include holidays.", "exemption"),
    # what something is for
    ("Every access point is to be locked at night.", "obligation"),
    ("The object is to be handled with gloves.", "obligation"),
    ("The task lighting is to be switched off by the operator.", "obligation"),
    ("The task force is to report every month.", "obligation"),
    ("The purpose of this section is to protect guests.", NONE),
    ("One of the aims of the club is to teach swimming.", NONE),
    ("The aim set out in Article 2 is to protect users.", NONE),
    ("The objective set by the board is to reduce noise.", NONE),
    ("The purpose described in section 3 is to protect users.", NONE),
    ("The aim pursued is to protect health.", NONE),
    ("The goal here is to reduce waste.", NONE),
    ("The best way forward is to apply early.", NONE),
    # what something is
    ("The chair shall be a judge.", "obligation"),
    ("The amount payable shall be the difference between the two.", "definition"),
    ("The fee payable under this section shall be the lesser of the two amounts.", "definition"),
    ("The date set by the court shall be the first Monday in May.", "definition"),
    ("The period allowed for appeal shall be a month.", "definition"),
    ("The supervisor shall be a qualified electrician for the period of the work.", "obligation"),
    ("The office manager shall be a trained nurse.", "obligation"),
    ("The date of notice shall be the date of posting.", "definition"),
    ("The club shall be a body corporate.", "definition"),
    # a sentence without a verb
    ("No deposit for members.", "exemption"),
    ("No charge for replacement cards.", "exemption"),
    ("No fee for children under five.", "exemption"),
    ("No permit required for tents.", "exemption"),
    ("No further action.", NONE),
    ("No charge cards.", "prohibition"),
    ("No adult content of any kind.", "prohibition"),
    # what somebody does or gives, and what nobody bears
    ("No payment of bribes.", "prohibition"),
    ("No payment by cheque.", "prohibition"),
    ("No payment in cash.", "prohibition"),
    ("No payment to officials or their families.", "prohibition"),
    ("No deposit of rubbish.", "prohibition"),
    ("No deposit of waste on the premises.", "prohibition"),
    ("No interest in competing firms.", "prohibition"),
    ("No commission to agents.", "prohibition"),
    ("No charge on staff without consent.", "prohibition"),
    ("No information to the media.", "prohibition"),
    ("No step on the roof.", "prohibition"),
    ("No commission if sold privately.", "exemption"),
    ("No interest on late fees.", "exemption"),
    # what is left out
    ("Minors are excluded from the hall.", "prohibition"),
    ("Private homes are excluded from this rule.", "exemption"),
    ("Private homes are excluded from the scope of the permit.", "exemption"),
    ("Private homes are excluded.", "exemption"),
    # a need that is denied
    ("The tenant shall not have to keep a log.", "exemption"),
    ("No tenant has to keep a log.", "exemption"),
    ("No tenant needs to keep a log.", "exemption"),
    ("The tenant shall have to keep a log.", "obligation"),
    ("No tenant has the right to sublet the flat.", NONE),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("sentence", "modality"), WHAT_IT_DOES)
def test_a_sentence_is_read_by_its_head_and_its_verb(sentence, modality):
    found = rules_of(f"# Act\n\n## 1 Rules\n\n{sentence}\n")
    assert {rule.modality for rule in found} - {"other"} == ({modality} - {NONE})


@pytest.mark.parametrize(
    ("sentence", "modality", "bearer", "conditions"),
    [
        ("Provided that the gate is locked, the guard may leave the post.", "permission", "the guard", ["Provided that the gate is locked"]),
        ("Provided that the owner pays the fee, the guard must open the gate.", "obligation", "the guard", ["Provided that the owner pays the fee"]),
        ("Provided that the owner may waive the fee.", "permission", "the owner", []),
        ("Provided further that the owner, with leave of the board, may waive the fee.", "permission", "the owner", ["with leave of the board"]),
        ("Provided that where the owner is away, the guard must sign.", "obligation", "the guard", ["where the owner is away"]),
        ("Provided that the owner, the tenant and the guard must sign.", "obligation", "the owner, the tenant and the guard", []),
        ("Whereas residents may park free of charge, visitors must pay the fee.", "obligation", "visitors", []),
        ("Whereas residents park free of charge, visitors must pay the fee.", "obligation", "visitors", []),
        ("Whereas a resident is free to park, a visitor shall not park in the yard.", "prohibition", "a visitor", []),
    ],
)  # fmt: skip
def test_an_opening_is_a_condition_where_a_main_clause_follows_it(sentence, modality, bearer, conditions):
    rule = only(sentence)
    assert (rule.modality, rule.bearer and rule.bearer.text) == (modality, bearer)
    assert texts(rule.conditions) == conditions


@pytest.mark.parametrize(
    "sentence",
    [
        "Whereas the owner must keep the hall safe;",
        "Whereas, in order to protect guests, rules must be made.",
        "Whereas the owner is bound to keep the hall safe, and the tenant must help him.",
    ],
)
def test_a_recital_lays_nothing_down(sentence):
    assert rules_of(f"# Act\n\n## 1 Rules\n\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("language", "text", "words", "number"),
    [
        ("en", "not more than 0.125 mg of lead", "not more than 0.125 mg", 0.125),
        ("en", "not more than 2.125 mg of lead", "not more than 2.125 mg", 2.125),
        ("en", "not more than 1,500 mg of lead", "not more than 1,500 mg", 1500),
        ("de", "höchstens 0,125 mg/l", "höchstens 0,125 mg/l", 0.125),
        ("de", "höchstens 2,125 mg/l", "höchstens 2,125 mg/l", 2.125),
        ("de", "höchstens 1.500 mg/l", "höchstens 1.500 mg/l", 1500),
        ("fr", "au plus 0,250 kg", "au plus 0,250 kg", 0.25),
        ("en", "within one hundred and twenty days", "within one hundred and twenty days", 120),
        ("en", "within forty-eight hours", "within forty-eight hours", 48),
        ("en", "within two thousand five hundred hours", "within two thousand five hundred hours", 2500),
        ("en", "within twenty one (21) days", "within twenty one (21) days", 21),
        ("en", "a fine of 10.000 euros", "10.000 euros", 10000),
        ("en", "a sum of 1.250 million euros", "1.250 million euros", 1250000),
        ("en", "a fine of $1.250 million", "$1.250 million", 1250000),
        ("en", "a bag of 2.125 kg", "2.125 kg", 2.125),
        ("en", "twenty five-day courses", "five-day", 5),
        ("en", "within twenty five days", "within twenty five days", 25),
        ("en", "between one hundred and two hundred people", "one hundred and two hundred people", 100),
        (
            "en",
            "between one hundred and ten thousand and one hundred and fifty thousand euros",
            "one hundred and ten thousand and one hundred and fifty thousand euros",
            110000,
        ),
        ("en", "a sum of one hundred and two euros", "one hundred and two euros", 102),
        (
            "en",
            "a sum of one hundred and twenty thousand euros",
            "one hundred and twenty thousand euros",
            120000,
        ),
        ("de", "innerhalb von 30 Tagen (einschließlich der Feiertage)", "innerhalb von 30 Tagen", 30),
        ("de", "innerhalb von 30 Tagen (dreißig Tagen)", "innerhalb von 30 Tagen (dreißig Tagen)", 30),
    ],
)
def test_a_figure_has_the_value_and_the_words_that_the_text_gives_it(language, text, words, number):
    (value,) = numbers(fold(text), language)
    assert (text[value.start : value.end], value.number) == (words, number)


def test_a_second_modal_behind_and_leaves_the_first_command_whole():
    rules = rules_of(
        "# Act\n\n## 1 Hall\n\nWhere appropriate, fire wardens shall work with other bodies, and may consult actors.\n"
    )
    assert [(rule.modality, rule.bearer.text if rule.bearer else "") for rule in rules] == [
        ("obligation", "fire wardens"),
        ("permission", "fire wardens"),
    ]


def test_the_first_of_several_subjects_is_no_part_of_the_text_that_a_sentence_holds_in():
    rule = only(
        "For the purposes of this Act, the operator, the owner and the master shall keep the register."
    )
    assert texts(rule.conditions) == ["For the purposes of this Act"]
