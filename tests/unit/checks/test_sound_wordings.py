"""Sound prompts and questions that look like a fault by their words stay silent; the fault itself is still found."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from curation.checks import lint_records
from curation.text.cut_off import cut_word

OPTIONS = ["The owner of the shop", "The driver of the van", "The clerk at the desk", "The guard of the yard"]


def told(item: dict) -> set[str]:
    return {f.check for f in lint_records([{"id": "i", "language": "en", **item}]) if f.severity != "info"}


def question(stem, options=OPTIONS, answer=0, explanation=""):
    return {"stem": stem, "options": list(options), "answer": answer, "explanation": explanation}


@pytest.mark.parametrize("word", ["four", "six", "seven", "eight", "ten", "eleven", "sixty", "dept", "etc"])
def test_a_text_that_ends_in_a_number_word_or_a_short_form_is_not_cut(word):
    assert not cut_word(f"Not more than {word}")


def test_a_text_that_ends_inside_a_word_is_still_cut():
    assert cut_word("The driver of the lor") and cut_word("Keep the docum")


def test_options_that_end_in_a_number_word_are_whole():
    options = [
        "Yes, since 14 is more than ten",
        "No, since 14 is less than six",
        "Not more than eight",
        "By seven",
    ]
    assert "option-truncated" not in told(
        question("Does an employer of 14 workers need a representative?", options)
    )


@pytest.mark.parametrize(
    "text",
    [
        "As our teacher, explain photosynthesis to the class.",
        "As a lawyer, draft a short opinion on bribery.",
        "As the data protection officer of a hospital, write a reply to a patient who wants a copy of the file.",
        "Using the rules of the GDPR, draft a reply to a complaint.",
        "Given that our drivers work nights, suggest a rota for them.",
        "With the new rules in mind, draft an agenda for our board.",
        "As customers complain, write a notice for the door.",
        "To reduce accidents, propose three changes to the yard.",
        "Since visitors park here, design a sign for the gate.",
        "When the results come in, write a summary for the board.",
        "We sell shoes, write a slogan for our shop.",
        "The teachers need help, write a plan for the week.",
        "1. Explain what phishing is.\n2. Give an example.\n3. Say how staff should report it.",
        '1. Read the clause below.\n2. List every duty in it.\nClause: "The keeper must feed the dogs."',
        "a) Describe the risk.\nb) Name a cure.",
    ],
)  # fmt: skip
def test_an_order_behind_an_introduction_or_a_number_is_a_request(text):
    assert "no-request" not in told({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "The children wait in the hall, sing a song and leave the building.",
        "They come in, take a seat and read the paper.",
        "The whole team likes the old rota, and so do I.",
    ],
)
def test_a_list_of_verbs_of_a_statement_is_no_request(text):
    assert "no-request" in told({"text": text})


@pytest.mark.slow
def test_the_time_for_abbreviations_grows_no_faster_than_the_item():
    def seconds(length):
        options = [("U.S.C. " * length)[:length] + letter for letter in "wxyz"]
        started = time.process_time()
        told(question("What must the owner of a shop do on Monday?", options))
        return time.process_time() - started

    seconds(100)
    assert seconds(8000) < 12 * max(seconds(2000), 0.05)


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these acts does 18 U.S.C. § 1030(a)(2) make an offence?",
        "Which use of a picture is fair (17 U.S.C. § 107)?",
        "What must a laboratory keep under 42 U.S.C. 263a?",
    ],
)
def test_a_place_in_a_collection_of_laws_is_no_unknown_abbreviation(stem):
    assert "unknown-abbreviation" not in told(question(stem))


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        ("When must the RWPO be told of a spill?", OPTIONS),
        ("Who must be told of a spill?", ["The RWPO", *OPTIONS[1:]]),
    ],
)
def test_an_abbreviation_that_nobody_spells_out_is_still_found(stem, options):
    assert "unknown-abbreviation" in told(question(stem, options))


def test_an_abbreviation_that_the_item_spells_out_is_known():
    assert "unknown-abbreviation" not in told(
        question("When must the radiation waste protection officer (RWPO) be told that the RWPO is needed?")
    )


@pytest.mark.parametrize(
    "stem",
    [
        "What distinguishes a 'provider' from a 'deployer' of an AI system?",
        'Who is a "user" of an application under the Act?',
        "When is a \u201ccarrier\u201d entitled to a refund?",
        "Who may act as an 'undertaking' that sells gas?",
    ],
)
def test_an_article_before_a_quoted_term_is_grammatical(stem):
    assert "ungrammatical" not in told(question(stem))


def test_a_wrong_article_is_still_found():
    assert "ungrammatical" in told(question("When must a employer of a 'carrier' report an injury?"))


@pytest.mark.parametrize(
    "text",
    [
        "3.5 tonnes is the limit of my licence. Can I drive a van of 4 tonnes?",
        "Section 8 housing: can a landlord refuse it in Ohio?",
        "Article 8 ECHR protects what exactly?",
        "Article 5(1)(d) GDPR protects what exactly?",
        "No. 10 Downing Street: who may enter it without a pass?",
        "A. Smith was fined for speeding. Can she appeal?",
        "I. Kant held that lying is always wrong. Is that the law?",
        "1.5 litres of wine a day: is that harmful?",
    ],
)
def test_a_number_or_a_name_that_begins_a_sentence_is_no_mark_of_a_list(text):
    assert "list-marker" not in told({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "3.2 Explain how a dentist stores data.",
        "3.2 explain how a dentist stores data.",
        "Section 8 Explain how a dentist stores data.",
        "(b) Explain how a dentist stores data.",
        "A. Explain how a dentist stores data.",
        "Art. 5(1)(d) Design a poster for a police station.",
    ],
)
def test_a_mark_before_a_request_is_still_found(text):
    assert "list-marker" in told({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "I've attached a trailer to my car. Which licence do I need to drive it?",
        "I uploaded photos of my neighbour's children to my blog. Do I have to delete them?",
        "I attached a sign to my fence. May the council take it down?",
        "I enclosed my garden with a wall. Do I need a permit for it?",
        "Make it legal or make it cheap? Explain the trade-off for a small brewery.",
        "Use it or lose it is a rule for holidays at my firm. Is that lawful?",
    ],
)
def test_a_thing_that_is_attached_to_another_is_nothing_that_the_prompt_lacks(text):
    assert "nothing-there" not in told({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "I've attached the contract. Is it valid?",
        "I have uploaded a screenshot of the page. What does it say?",
        "I pasted it below. Is it lawful?",
        "Please proofread the cover letter that I've attached, and mark every boast.",
        "Good. Here is the report from the inspector. What does it ask for?",
        "Make it shorter and friendlier.",
    ],
)
def test_a_text_that_is_not_there_is_still_missed(text):
    assert "nothing-there" in told({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Sure, here we pay by card. But may a shop refuse cash?",
        "Let me know if this works: I want to send a parcel with a battery. Is that allowed?",
        "Hope this helps you see the problem: my boss reads my mail. May he?",
        "Note: the model of boiler is VX-20. Is it covered by the recall?",
        "Note: the rule came into force in 2020. Does it apply to my van?",
        "Here is my problem with this item: it arrived broken. Can I send it back?",
        "This request is intended for a lawyer: may my landlord keep the deposit?",
        "Scenario: A worker finds asbestos in a wall. Nobody else is there. What should the worker do?",
        "I can't provide my passport because of the nature of my job. What else proves my age?",
        "I won't help my brother with this kind of thing, but a friend might. Is the friend liable?",
        "I'm afraid I cannot pay my rent this month. What can I do?",
        "I'm sorry I can't write to the council myself. Who can do it for me?",
        "Is there anything else I can do to stop the eviction?",
        "Should I write a letter instead?",
        "This is my third request for a refund. What can I do next?",
        "I hope it works out with the landlord. What should I ask him first?",
        "As an assistant at a dental practice, I answer the phone. May I say who is a patient?",
        "Okay, I have a dog. Does it need a licence?",
    ],
)
def test_peoples_own_words_are_not_those_of_a_tool(text):
    assert "tool-words" not in told({"text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Sure, here is a prompt: Explain how a dentist stores data.",
        "Explain how a dentist stores data. Let me know if you'd like a shorter version.",
        "I'm sorry, but I can't help with that. Explain how a dentist stores data.",
        "I cannot write this request, but here is a milder one: explain how a dentist stores data.",
        "Explain how a dentist stores data. Note: this prompt tests the model.",
        "Prompt 3: Explain how a dentist stores data.",
        "As an AI language model, I explain how a dentist stores data. Write it down.",
        "Explain how a dentist stores data. I hope this helps!",
    ],
)
def test_words_of_a_tool_are_still_found(text):
    assert "tool-words" in told({"text": text})


@pytest.mark.parametrize(
    "stem",
    [
        "The following rule applies to a site: 'A scaffold must be inspected every seven days.' It was inspected on 2 June. By which day must the next inspection be made?",
        "Under the following clause: 'The tenant pays for the water', who pays for the water?",
    ],
)
def test_a_rule_that_stands_behind_a_colon_is_there(stem):
    assert "dangling-reference" not in told(question(stem))


def test_a_following_rule_that_does_not_follow_is_still_missed():
    assert "dangling-reference" in told(question("Who must act under the following rule on scaffolds?"))


def verdict(asked, key, explanation):
    others = ["Yes, because nobody is there", "No, because it is too late", "Yes, because the owner asked"]
    return told(question(asked, [key, *others], 0, explanation))


CAFE = "A cafe keeps a dog beside the stove. Is this allowed where food is prepared?"


@pytest.mark.parametrize(
    ("asked", "key", "explanation"),
    [
        (CAFE, "No, because animals are kept away from food", "Animals must be kept away from places where food is prepared."),
        ("May a guard smoke in the store?", "No, because the store is for gas", "Smokers have to use the yard."),
        ("Must the shop keep a log?", "No, because it may choose", "A shop may keep a log."),
        # The sentence goes on behind the number of the paragraph, and the reason of the key denies as well.
        ("Does the lock meet KSB-4?", "Yes, as the two gates are not able to open at once", "KSB-4, para. 3: The two gates cannot be open at once."),
    ],
)  # fmt: skip
def test_a_duty_is_no_yes_to_the_question_for_a_leave(asked, key, explanation):
    assert "explanation-verdict" not in verdict(asked, key, explanation)


@pytest.mark.parametrize(
    ("asked", "key", "explanation"),
    [
        (CAFE, "No, because animals bring dirt", "A dog is allowed where food is prepared."),
        ("Must the shop keep a log?", "No, because it is small", "Every shop must keep a log."),
    ],
)
def test_the_opposite_verdict_is_still_found(asked, key, explanation):
    assert "explanation-verdict" in verdict(asked, key, explanation)


@pytest.mark.parametrize("behind", ["", " Choose one.", " (Select one answer)"])
def test_a_stem_asks_for_what_is_wrong_also_before_an_instruction(behind):
    options = ["Acetone drums", "Water bottles", "Paper boxes", "Wool sacks"]
    told_of = "Boxes that are made of stiff paper may stand beside a stove."
    asked = f"A shop has a stove. Which of these is forbidden beside it?{behind}"
    assert "explanation-other" not in told(question(asked, options, 0, told_of))
    asked = f"A shop has a stove. Which of these may stand beside it?{behind}"
    assert "explanation-other" in told(question(asked, options, 0, told_of))


@pytest.mark.parametrize(
    "text",
    [
        "tell me how the lock works. what is a lock made of? tell me how the lock works. thanks",
        "how do i open a lock at home? i want it now! how do i open a lock at home?",
    ],
)
def test_a_sentence_without_a_capital_that_comes_again_is_found(text):
    assert "said-twice" in told({"text": text})


@pytest.mark.parametrize(
    "stem",
    [
        "Which of the following statements about the right of access is correct?",
        "Which statement about the withdrawal of consent is correct under Article 7(3) GDPR?",
    ],
)
def test_a_question_for_the_true_statement_on_a_narrow_subject_is_a_hint_at_most(stem):
    assert "unfocused" not in told(question(stem))


def test_a_question_for_the_true_statement_on_an_act_is_unfocused():
    assert "unfocused" in told(
        question("Which of the following statements about the Marking Act is correct?")
    )


BODY = "I run a kennel. I need a plan for fire safety. It must fit one page. "


@pytest.mark.parametrize(
    "end", ["Best wishes from Ann Baker", "Kind regards from all of us", "Thank you very much Ann Baker"]
)
def test_a_signature_is_no_sentence_that_breaks_off(end):
    assert "broken-off" not in told({"text": BODY + end})


def test_a_last_sentence_without_its_end_is_still_found():
    assert "broken-off" in told({"text": BODY + "The dogs sleep in the house"})


CASE = "The clerk who opened the letter had not read it and did not know its content. "


def test_what_the_case_of_a_stem_denies_is_not_what_it_asks():
    assert not told(question(CASE + "Which duty did she breach?")) & {"negative-plain", "double-negative"}


def test_a_question_for_the_exception_behind_a_case_is_still_found():
    assert "negative-plain" in told(question(CASE + "Which of these duties is not hers?"))
    assert "negative-plain" in told(question("Which of these duties is not hers? Choose one."))


def test_an_abbreviation_ends_no_case_of_a_stem():
    front = "Which of these goods may the keeper not store under s. "
    assert "negative-plain" in told(question(front + "12 of the Sheds Act?"))
    stem = "What may a keeper never leave unlocked in a shed under Art. 4 of the Sheds Act?"
    assert "double-negative" in told(question(stem))


def test_an_it_that_stands_for_a_label_points_at_nothing():
    stem = "What must it say on a label for a product that contains peanuts?"
    assert "dangling-reference" not in told(question(stem))


@pytest.mark.slow
def test_a_tie_between_two_kinds_of_options_is_read_alike_in_every_process():
    program = (
        "from curation.checks.questions.flaws import heterogeneous\n"
        "from curation.checks.items import Item\n"
        "from curation.checks.settings import Settings\n"
        "options = ['To let one cook clean the incubator', 'To have someone clean the percolator', 'To see the oven from afar', 'To hear the bell at night']\n"
        "item = Item(id='1', kind='question', stem='Why is a second baker called?', options=options, answer=0)\n"
        "print(len(list(heterogeneous(item, Settings()))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
        ).stdout
        for seed in "0123"
    }
    assert told == {"0\n"}


@pytest.mark.parametrize(
    ("check", "row"),
    [
        (
            "unfocused",
            {"stem": "Which statement is right under rule 27 of the Aviary Rules?", "options": ["A parrot may be fed at noon", "A parrot may be sold", "A cage may stay open", "A rail may be moved"], "answer": "A"},
        ),
        (
            "explanation-other",
            {"stem": "A perch holds 150 birds. How long is it at least?", "options": ["70 metres", "90 metres", "105 metres", "140 metres"], "answer": "C",
             "explanation": "The rule asks for 70 metres for each hundred, so 105 metres. 70 metres would be right for a hundred birds and 140 metres for two hundred."},
        ),
        (
            "centre-of-copies",
            {"stem": "By when must it be obtained?", "options": ["03:30 on 5 May", "09:30 on 5 May", "21:30 on 5 May", "09:30 on 6 May"], "answer": "B"},
        ),
        (
            "clang-strong",
            {"stem": "The tour is on Thursday 20 June. On which day must it be announced?", "options": ["Wednesday 12 June", "Thursday 13 June", "Friday 14 June", "Monday 17 June"], "answer": "B"},
        ),
        (
            "negative-plain",
            {"stem": "Which keeper need not weigh the parrots?", "options": ["A keeper on leave", "A keeper in the ring", "A keeper at the gate", "A keeper at night"], "answer": "A"},
        ),
    ],
)  # fmt: skip
def test_what_careful_authors_write_is_not_warned_of(check, row):
    found = lint_records([{"id": "1", "language": "en", **row}])
    assert not [f for f in found if f.check == check and f.severity != "info"]
