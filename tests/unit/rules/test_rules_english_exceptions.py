"""Exceptions in every form of English law, and sentences that only look like duties or bans; the sentences are our own."""

from __future__ import annotations

import pytest
from curation import rules
from rules_fixtures import clauses_of, only, rules_of, texts

EXCEPTIONS = [
    ("An operator shall not load the vessel unless the master has signed the list.", "prohibition", ["unless the master has signed the list"]),
    ("Except where the harbour master agrees, no vessel shall anchor in the channel.", "prohibition", ["Except where the harbour master agrees"]),
    ("Except as provided in subsection (2), a keeper must record each sale.", "obligation", ["Except as provided in subsection (2)"]),
    ("Save as provided in regulation 4, a person shall not enter the yard.", "prohibition", ["Save as provided in regulation 4"]),
    ("Save where the contrary intention appears, notices shall be in writing.", "obligation", ["Save where the contrary intention appears"]),
    ("Save in an emergency, the gate shall be kept shut.", "obligation", ["Save in an emergency"]),
    ("Save with the consent of the Board, no member shall disclose the minutes.", "prohibition", ["Save with the consent of the Board"]),
    ("A person shall not sell spirits otherwise than in a sealed bottle.", "prohibition", ["otherwise than in a sealed bottle"]),
    ("Otherwise than in accordance with a permit, no person shall take water from the river.", "prohibition", ["Otherwise than in accordance with a permit"]),
    ("The fee shall be paid by every trader but not by a charity.", "obligation", ["but not by a charity"]),
    ("The operator must fence every pit, but not one that is less than a metre deep.", "obligation", ["but not one that is less than a metre deep"]),
    ("The owner shall keep all records, excluding drafts, for five years.", "obligation", ["excluding drafts"]),
    ("Apart from the crew, nobody may stay on deck.", "prohibition", ["Apart from the crew"]),
    ("Aside from routine repairs, no work shall be done on the pier.", "prohibition", ["Aside from routine repairs"]),
    ("With the exception of guide dogs, animals must not be brought into the hall.", "prohibition", ["With the exception of guide dogs"]),
    ("The licensee shall open the gates daily, provided that the gates may be kept shut on public holidays.", "obligation", ["provided that the gates may be kept shut on public holidays"]),
    ("No person shall be appointed a member of the Board: Provided that a retired member may be appointed again once.", "prohibition", ["Provided that a retired member may be appointed again once"]),
    ("All staff must wear badges except as noted in Appendix B.", "obligation", ["except as noted in Appendix B"]),
    ("Passwords must be changed every 90 days, except for service accounts.", "obligation", ["except for service accounts"]),
    ("Users must not share accounts, except when approved by the CISO.", "prohibition", ["except when approved by the CISO"]),
    ("You may not resell the service, except as expressly permitted by your agreement.", "prohibition", ["except as expressly permitted by your agreement"]),
    ("Except with our prior written consent, you must not benchmark the service.", "prohibition", ["Except with our prior written consent"]),
    ("You must not scrape the site without our prior written consent.", "prohibition", ["without our prior written consent"]),
    ("You agree not to copy any content, save to the extent permitted by law.", "prohibition", ["save to the extent permitted by law"]),
    ("The register shall be open to the public, except insofar as it holds medical data.", "obligation", ["except insofar as it holds medical data"]),
    ("No officer shall, except under a warrant, enter a dwelling.", "prohibition", ["except under a warrant"]),
    ("A person commits an offence if, without reasonable excuse, the person obstructs an inspector.", "penalty", ["without reasonable excuse"]),
    ("A person must not, without reasonable excuse, fail to comply with a notice.", "prohibition", ["without reasonable excuse"]),
    ("A person must not without lawful authority open the sluice.", "prohibition", ["without lawful authority"]),
    ("A master must not leave the berth without having obtained clearance.", "prohibition", ["without having obtained clearance"]),
    ("No vehicle may be parked here, unless it is a vehicle of the service, in which case it must show a card.", "prohibition", ["unless it is a vehicle of the service"]),
    ("The tenant shall, unless the lease says otherwise, repair the roof.", "obligation", ["unless the lease says otherwise"]),
    ("Unless otherwise agreed, the buyer must collect the goods.", "obligation", ["Unless otherwise agreed"]),
    ("No person other than a diver shall use the ladder.", "prohibition", ["other than a diver"]),
    ("No one but the warden may hold the key.", "prohibition", ["but the warden"]),
    ("No alcohol may be sold before noon, Sundays excepted.", "prohibition", ["Sundays excepted"]),
    ("All vessels, fishing boats excluded, shall carry a beacon.", "obligation", ["fishing boats excluded"]),
    ("Every shop must close at 10 p.m., with the sole exception of pharmacies.", "obligation", ["with the sole exception of pharmacies"]),
    ("Every shop, except a pharmacy, must close at 10 p.m.", "obligation", ["except a pharmacy"]),
    ("Every ship, not being a fishing vessel, must carry a surgeon.", "obligation", ["not being a fishing vessel"]),
    ("A person, not being an officer of the court, shall not take the file away.", "prohibition", ["not being an officer of the court"]),
    ("A permit is required for any stall except where the council has given a waiver.", "obligation", ["except where the council has given a waiver"]),
    ("Data must be deleted after 30 days unless retention is required by law.", "obligation", ["unless retention is required by law"]),
    ("The operator shall comply with section 5 except paragraphs (b) and (c).", "obligation", ["except paragraphs (b) and (c)"]),
    ("A tenant shall not keep animals, saving those which the landlord has allowed.", "prohibition", ["saving those which the landlord has allowed"]),
    ("You are not allowed to host malware, except in an isolated sandbox for research.", "prohibition", ["except in an isolated sandbox for research"]),
    ("Do not store keys in code, except for test keys.", "prohibition", ["except for test keys"]),
    ("Do not tow a trailer unless it is braked.", "prohibition", ["unless it is braked"]),
    ("Never lift the guard unless the power is off.", "prohibition", ["unless the power is off"]),
    ("Encrypt all disks unless an exception has been approved.", "obligation", ["unless an exception has been approved"]),
    ("The scheme shall not be operated except by a body corporate.", "prohibition", ["except by a body corporate"]),
    ("The scheme shall not be operated except in the case of a drought.", "prohibition", ["except in the case of a drought"]),
    ("A pilot shall not fly below 300 m except when taking off or landing.", "prohibition", ["except when taking off or landing"]),
    ("The holder shall not, save for the purpose of training, use the range.", "prohibition", ["save for the purpose of training"]),
    ("No person shall, except for the purposes of this Act, disclose a return.", "prohibition", ["except for the purposes of this Act"]),
    ("The worker may refuse the task unless and until the guard is fitted.", "permission", ["unless and until the guard is fitted"]),
    ("Except to the extent that the law requires otherwise, every owner shall keep the data for one year.", "obligation", ["Except to the extent that the law requires otherwise"]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("sentence", "modality", "exceptions"), EXCEPTIONS)
def test_what_a_sentence_takes_out_of_its_rule_is_an_exception(sentence, modality, exceptions):
    found = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")
    assert found[0].modality == modality
    assert [text.rstrip(".") for rule in found for text in texts(rule.exceptions)] == exceptions


NO_DUTIES = [
    "Notwithstanding subsection (1), a farmer may burn stubble in March.",
    "Despite section 8, a driver need not stop at the second gate.",
    "Subsection (1) does not apply to a vehicle used by the fire service.",
    "Subsection (2) does not apply where the goods are for personal use.",
    "This section does not apply if the tank is empty.",
    "A keeper need not register a dog that is under six months old.",
    "The dealer is not required to keep a copy if the seller keeps one.",
    "Nothing in this section prevents a constable from entering the premises.",
    "Nothing in subsection (1) requires a person to disclose a trade secret.",
    "A person shall not be taken to have sold goods merely because he displayed them.",
    "Provided that nothing in this sub-section shall apply to a tenant of the Crown.",
    "Provided further that the Board may waive the fee in a deserving case.",
    "A trainee may operate the crane, but only if a supervisor is present.",
    "The exception in paragraph (2) applies only to vessels under 10 metres.",
    "This section applies only to a lift installed after 1 May 2001.",
    "A small trader is exempt from section 4.",
    "Vehicles used for farming are exempted from the tax.",
    "The following persons are exempt from the fee:",
    "A person commits an offence if, without reasonable excuse, the person obstructs an inspector.",
    "Unless the context otherwise requires, words in the singular include the plural.",
    "Only a qualified electrician may open the panel.",
    "It is an offence to sell eggs unless they are marked.",
    "The limit in paragraph (1) may be exceeded only where a doctor certifies the need.",
    "The Minister may exempt any class of vessel from this Part.",
    "The prohibition in section 3 does not extend to gifts.",
    "A reference in this Act to a ship does not include a barge.",
    "Nothing in this Policy is intended to limit your rights under law.",
    "Where a person holds a pass, the person is not obliged to pay.",
    "Until the contrary is proved, a vessel shall be presumed to be seaworthy.",
    "No fee is payable by a student.",
    "Fees are not payable in respect of a vehicle used solely for farming.",
    "A licence is not required for a raffle held at a school.",
    "No licence is required where the prize is worth less than 50 euros.",
    "The worker may refuse the task unless and until the guard is fitted.",
    "Regardless of paragraph (1), a nurse may act alone at night.",
    "This Act may be cited as the Canal Act 2020.",
    "This Act shall come into force on 1 June 2021.",
    "These rules shall be known as the Harbour Rules.",
    "The Tribunal shall consist of a chair and two members.",
    "The Board shall be a body corporate with perpetual succession.",
    "A document sent by post shall be deemed to have been received on the third day.",
    "A reference to a minister must be read as a reference to the agency.",
    "In these Regulations, words shall have the same meaning as in the Act.",
    "The schedule shall be construed as one with this Act.",
    "A person who contravenes section 3 shall be liable on conviction to a fine not exceeding 500 pounds.",
    "A person guilty of an offence shall be punished with imprisonment for a term not exceeding 2 years.",
    "The penalty shall not exceed 200 dollars.",
    "The Minister may by order amend the Schedule.",
    "A person aggrieved may appeal within 28 days.",
    "An employee shall be entitled to two days of leave.",
    "Every child shall have the right to a name.",
    "The words \"and tar\" shall be omitted from section 2.",
    "Requirements for ladders",
    "Whereas the Council should be able to act at once,",
    "The Commission should adopt guidance to help small firms.",
    "The amount of the grant shall be the lesser of 100 euros and the cost.",
    "Every rule made under this Act shall have effect as if enacted in it.",
    "The lease shall terminate on the death of the tenant.",
    "The appointment shall cease when the holder retires.",
    "An offence under this section shall be triable by a magistrate.",
    "The certificate shall be evidence of the facts stated in it.",
    "A decision of the court shall be final.",
    "Property of the company shall vest in the Minister.",
    "Interest shall accrue at 3 per cent from the day of default.",
    "No action shall lie against a member for anything done in good faith.",
    "No person shall be liable for damage caused by the flood.",
    "No compensation shall be payable under this section.",
    "A contract made in breach of this section shall be void.",
    "A failure to give notice shall not invalidate the sale.",
    "We may suspend your account if you breach these terms.",
    "Violations may result in suspension.",
    "Your account will be terminated if you send spam.",
    "You will receive an email when the review is done.",
    "We will review reports within 48 hours.",
    "The purpose of this policy is to ensure that all data must be kept safe.",
    "This guide explains what you must do before a dive.",
    "A list of the items that must be declared is in Annex 2.",
    "Risk: the load may fall if the sling is worn.",
    "Failure to comply may be a breach of the contract.",
    "An undertaking that must hold a licence is in this Part called a holder.",
    "The holder of an office which may not be held with another is listed below.",
    "Payment shall not constitute an admission.",
    "The powers of the Board shall include the power to borrow.",
    "The sum shall be recoverable as a civil debt.",
    "The regulations may provide for fees.",
    "Regulations under subsection (1) may, in particular, set limits on noise.",
    "A vehicle which must be tested is a vehicle of class A.",
    "The inspector's report shall, in the absence of evidence to the contrary, be proof of its contents.",
    "You do not need to register a bicycle.",
    "A visitor does not have to pay.",
    "In no event will the owners be liable to you for a loss.",
    "In subsection (3), references to a person include a partnership.",
    "Maximum penalty: 50 penalty units.",
    "An applicant is not entitled to a refund.",
    "To avoid doubt, this section does not limit section 20.",
    "When you use the hosted platform, both the field and the surface accept content that you, the user, choose to supply.",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("sentence", NO_DUTIES)
def test_a_sentence_that_only_describes_is_no_duty_and_no_ban(sentence):
    found = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")
    assert not {rule.modality for rule in found} & {"obligation", "prohibition"}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Data must be deleted after 30 days.", "obligation"),
        ("The use of the hall must end within the hour.", "obligation"),
        ("It shall be the duty of every employer to keep the hall dry.", "obligation"),
        ("It is the responsibility of each manager to review access.", "obligation"),
        ("Under no circumstances may a guest share the key.", "prohibition"),
        ("Shared accounts will not be used on lab systems.", "prohibition"),
        ("No adult content of any kind.", "prohibition"),
        ("The training shall cover the reading of labels.", "obligation"),
        ("This Part shall cover boats of class A.", "scope"),
        ("No owner of any land to which these rules apply shall permit waste to lie there.", "prohibition"),
    ],
)
def test_a_duty_or_a_ban_in_a_rare_form_is_read(sentence, modality):
    assert rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")[0].modality == modality


def test_an_exception_of_a_lead_in_holds_for_each_of_its_items():
    found = rules_of(
        "# Act\n\n## 1 Port\n\nExcept with a permit, no person shall:\n\n(a) anchor in the channel;\n\n(b) moor at the pier, other than pier 4.\n"
    )
    assert [texts(rule.exceptions) for rule in found[1:]] == [
        ["Except with a permit"],
        ["Except with a permit", "other than pier 4"],
    ]


def test_a_list_below_subject_to_exceptions_is_exempt():
    clauses = clauses_of(
        "# Act\n\n## 1 Road\n\nSubject to the following exceptions, every driver must carry a licence:\n\n(a) a driver of a tractor;\n\n(b) a driver under instruction.\n"
    )
    assert list(rules.modalities(rules.extract(clauses)).values()) == ["obligation", "exemption", "exemption"]


def test_a_label_takes_an_item_out_of_a_list_of_bans():
    clauses = clauses_of(
        "# Policy\n\n## Prohibited content\n\n- Allowed: general messages without a slogan\n- Hate speech\n- Exception: satire\n"
    )
    assert list(rules.modalities(rules.extract(clauses)).values()) == [
        "permission",
        "prohibition",
        "exemption",
    ]


def test_verbs_below_a_time_alone_are_duties():
    clauses = clauses_of(
        "# Act\n\n## 1 Board\n\nThe board shall during the hearing:\n\n(a) keep order; and\n\n(b) hear each party.\n"
    )
    assert list(rules.modalities(rules.extract(clauses)).values()) == ["obligation"] * 3


def test_what_a_lead_in_asks_to_state_is_no_rule_of_its_own():
    clauses = clauses_of(
        "# Act\n\n## 1 Form\n\nThe applicant shall state in the form:\n\n(a) the date on which the term will expire; and\n\n(b) the name of the owner.\n"
    )
    assert list(rules.modalities(rules.extract(clauses)).values()) == ["obligation"] * 3


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The service allows 30 requests per hour per account.", "30 requests per hour per account"),
        (
            "No wall may be exposed to more than 30 joules per square metre.",
            "more than 30 joules per square metre",
        ),
    ],
)
def test_a_figure_counted_by_a_time_or_a_thing_is_a_value(sentence, value):
    found = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")
    assert [each.text for rule in found for each in rule.values] == [value]


def test_the_bearer_of_a_proviso_is_read():
    rule = only("Provided further that the Board may waive the fee.")
    assert rule.modality == "permission"
    assert rule.bearer is not None and rule.bearer.text == "the Board"


@pytest.mark.parametrize(
    ("sentence", "bearer", "conditions"),
    [
        (
            "Where the owner removes a member from office he shall tell the board.",
            "the owner",
            ["Where the owner removes a member from office"],
        ),
        ("The owner, when appointing a clerk, shall fix the pay.", "The owner", ["when appointing a clerk"]),
        (
            "Where a settlement relates to a child, the clerk, in reading it, shall take notes.",
            "the clerk",
            ["Where a settlement relates to a child"],
        ),
        (
            "If the gate is damaged, the porter must close it at once.",
            "the porter",
            ["If the gate is damaged"],
        ),
    ],
)
def test_a_condition_that_no_comma_closes_ends_where_the_subject_begins(sentence, bearer, conditions):
    rule = only(sentence)
    assert rule.modality == "obligation"
    assert rule.bearer is not None and rule.bearer.text == bearer
    assert texts(rule.conditions) == conditions


def test_a_whole_sentence_with_a_command_ends_the_list_of_limits_above_it():
    clauses = clauses_of(
        "# Act\n\n## 1 Hall\n\nThe hall may be closed if:\n\n(a) it is wet;\n\n(b) The owner shall give notice of the closure.\n"
    )
    assert list(rules.modalities(rules.extract(clauses)).values())[-1] == "obligation"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("It is lawful for the council to hold a fair.", "permission"),
        ("A trader shall, while so suspended, be disqualified from sitting on the board.", "prohibition"),
        ("Your firm will need to develop a method to share logs.", "obligation"),
        ('The expression "annual sum" does not include a rent.', "definition"),
        ("The insertion after paragraph 2 of the following paragraphs:", "procedure"),
        (
            "In every case to which this section applies the board shall send a copy to the owner.",
            "obligation",
        ),
    ],
)
def test_rare_forms_of_acts_are_read(sentence, modality):
    assert rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")[0].modality == modality


def test_consent_of_somebody_who_is_named_before_takes_cases_out():
    found = rules_of(
        "# Policy\n\n## Prohibited content\n\n- images that depict a person without their consent\n"
    )
    assert texts(found[0].exceptions) == ["without their consent"]


@pytest.mark.slow
def test_a_proviso_that_repeats_itself_three_thousand_times_is_still_read_to_its_end():
    found = rules_of("# Act\n\n## 1 Hall\n\n" + "Provided that " * 3000 + "the owner must lock the hall.\n")
    assert all(rule.modality in ("obligation", "other") for rule in found)
