"""Forms of sentences that laws, standards and policies share: who answers for what, what is not borne, and limits in unusual places."""

from __future__ import annotations

import pytest
from curation.rules.english.bearers import agentive
from rules_fixtures import only, rules_of, texts

SILENT = "nothing"


def _does(sentence: str, language: str = "en") -> str:
    found = [
        rule for rule in rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n", language) if rule.modality != "other"
    ]
    return found[0].modality if found else SILENT


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Responsibility for the boats rests with the harbour master.", "obligation"),
        ("Sweeping the pier is the responsibility of the lessee.", "obligation"),
        ("It falls to the chair to ring the bell.", "obligation"),
        ("The responsibility of the club is described in Part 2.", SILENT),
        ("A potter is under a duty to label each jar.", "obligation"),
        ("A potter is under no obligation to label a jar.", "exemption"),
        ("A potter has no duty to label a jar.", "exemption"),
        ("We don't allow pictures of weapons.", "prohibition"),
        ("We promote kindness and won't tolerate threats.", "prohibition"),
        ("We will not tolerate threats against members.", "prohibition"),
        ("Steer clear of gossip about guests.", "prohibition"),
        ("Keep out of the engine room.", "prohibition"),
        ("Keep the engine room clean.", "obligation"),
        ("There shall be no fires on the beach.", "prohibition"),
        ("There shall be no fee for pupils.", "exemption"),
        ("There shall be no appeal from the decision.", SILENT),
        ("There must be at least one lifeguard on duty.", "obligation"),
        ("There must be no more than four people in the lift.", "obligation"),
        ("Late entries will not be considered.", SILENT),
        ("A kite shall not be considered a toy.", "exemption"),
        ("Failure to sign the log will result in dismissal.", "penalty"),
        ("A licence is not needed for a rowing boat.", "exemption"),
        ("It shall be sufficient to give notice by post.", "permission"),
        ("The rail shall be sufficient to hold a guest.", "obligation"),
        ("Save where this Act provides otherwise, a warden holds office for a year.", SILENT),
        ("Save the form before you close the page.", "obligation"),
        ("Should the pump fail, the warden is to close the valve.", "obligation"),
        ("The organization identifies risks arising from its suppliers.", "obligation"),
        ("The company identifies risks faster than its rivals.", SILENT),
        ("If you see a post that breaks the rules, please report it to the team.", "obligation"),
        ("The reader of a post that you, the owner, keep is a guest.", SILENT),
        ("By using the pier you agree to keep it clean.", "obligation"),
        ("When diving you must wear a vest.", "obligation"),
        ("When diving: wear a vest.", "obligation"),
        ("Content that sexualises minors is strictly forbidden.", "prohibition"),
        ("If you have any questions, please contact us.", SILENT),
        ("This Act and the Act of 1966 shall be construed together as one Act.", "procedure"),
        ("Properly perform a check of the hull.", "obligation"),
        ("Family matters are private.", SILENT),
        ("cannot be shown in a misleading manner.", "prohibition"),
    ],
)
def test_an_english_form_does_what_it_says(sentence, modality):
    assert _does(sentence) == modality


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("Responsibility for the boats rests with the harbour master.", "the harbour master"),
        ("The board requires each member to sign the roll.", "each member"),
        ("The law prohibits employers from asking about age.", "employers"),
        ("We prohibit the sale of fireworks.", None),
        ("Upon receipt of a complaint, the ombudsman shall open a file.", "the ombudsman"),
        ("Were the dam to overflow, the warden shall sound the siren.", "the warden"),
        ("EXCEPT IN AN EMERGENCY The driver shall not reverse on the pier.", "The driver"),
        ("A hall for three hundred guests must have four exits.", None),
        ("Vendrixa shall log all visits.", "Vendrixa"),
        ("Regulatory changes: after a review, the QMO may require more training.", "the QMO"),
        ("Closing a Case - After a talk with the owner, he/she shall leave the hall.", "he/she"),
        (
            "Where, in relation to a fair, it is proposed that there are to be changes to it, an authorised person shall make a plan.",
            "an authorised person",
        ),
    ],
)
def test_the_bearer_is_who_has_to_act(sentence, bearer):
    rule = only(sentence)
    assert (rule.bearer and rule.bearer.text) == bearer


@pytest.mark.parametrize(
    ("sentence", "conditions", "exceptions"),
    [
        (
            "The keeper shall, where the stock falls below 20 tonnes, inform the clerk.",
            ["where the stock falls below 20 tonnes"],
            [],
        ),
        ("The keeper shall, where practicable, inform the clerk.", ["where practicable"], []),
        ("Should the pump fail, the warden shall close the valve.", ["Should the pump fail"], []),
        (
            "EXCEPT IN AN EMERGENCY The driver shall not reverse on the pier.",
            [],
            ["EXCEPT IN AN EMERGENCY"],
        ),
        (
            "At the written request of a guest, the clerk shall return the key.",
            ["At the written request of a guest"],
            [],
        ),
        (
            "The clerk shall open the safe only on the owner's instructions.",
            ["only on the owner's instructions"],
            [],
        ),
        ("The clerk shall, on application by a guest, open the safe.", ["on application by a guest"], []),
        ("The clerk may sell or lend a boat, but not both.", [], []),
    ],
)
def test_a_limit_is_found_where_it_stands(sentence, conditions, exceptions):
    rule = only(sentence)
    assert texts(rule.conditions) == conditions
    assert texts(rule.exceptions) == exceptions


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("A child under the age of 14 shall not steer the boat.", ("less than", 14, "year", "age")),
        ("The chair shall send the minutes within a week.", ("at most", 1, "week", "duration")),
        ("Two thirds of the members must agree.", ("equal", 0.6667, "share", "limit")),
        ("The net must have at least two levels.", ("at least", 2, "level", "count")),
        ("You must choose up to 5 posts.", ("at most", 5, "post", "count")),
        ("The holding of at least one share is required.", ("at least", 1, "share", "count")),
    ],
)
def test_a_measure_without_a_unit_of_the_tables_is_read(sentence, value):
    (found,) = only(sentence).values
    assert (found.comparator, found.number, found.unit) == value[:3]
    assert found.kind in (value[3], "deadline")


@pytest.mark.parametrize(
    "sentence",
    [
        "The owner must keep at least one of the keys.",
        "A third party must not open the safe.",
        "Members of a certain age may join.",
    ],
)
def test_what_counts_nothing_is_no_measure(sentence):
    assert only(sentence).values == []


@pytest.mark.parametrize(
    ("sentence", "language", "modality"),
    [
        ("O disposto neste artigo não se aplica aos clubes.", "pt", "exemption"),
        ("Se o barco afundar, o dono deverá avisar o clube.", "pt", "obligation"),
        ("Vous devez signer le registre.", "fr", "obligation"),
        ("Vous ne pouvez pas vendre de billets.", "fr", "prohibition"),
        ("Vous pouvez vendre un billet.", "fr", "permission"),
        ("L'exploitant s'engage à réparer le bateau.", "fr", "obligation"),
        ("Die Vertragsparteien verpflichten sich, den Hafen zu reinigen.", "de", "obligation"),
        ("Las Partes se comprometen a limpiar el puerto.", "es", "obligation"),
        ("No puedes vender entradas.", "es", "prohibition"),
        ("Non puoi vendere biglietti.", "it", "prohibition"),
        (
            "Indien het schip zinkt, kan de havenmeester de eigenaar verplichten het te bergen.",
            "nl",
            "permission",
        ),
        ("In afwijking van het eerste lid kan een lid schriftelijk stemmen.", "nl", "permission"),
        (
            "De secretaris legt de stukken, met uitzondering van stukken waarvoor hij bevoegd is, aan de voorzitter voor.",
            "nl",
            "obligation",
        ),
        ("市人民政府及其有关部门可以采取购买服务等方式，委托协会提供服务。", "zh", "permission"),
        ("La Organización gozará de un tratamiento favorable en el puerto.", "es", "permission"),
        ("Keine Erlaubnis braucht, wer allein segelt.", "de", "exemption"),
        ("私设码头，情节严重的，依照法律的规定以危害航运罪定罪处罚。", "zh", "penalty"),
    ],
)
def test_a_form_of_another_language_does_what_it_says(sentence, language, modality):
    assert _does(sentence, language) == modality


@pytest.mark.parametrize(
    ("sentence", "language", "bearer"),
    [
        ("Ein Vertragsstaat kann den Hafen schließen.", "de", "Ein Vertragsstaat"),
        (
            "Ist der Sicherheitsrat der Auffassung, dass der Hafen voll ist, so kann er ihn schließen.",
            "de",
            "der Sicherheitsrat",
        ),
        ("De onderneming moet de boot melden.", "nl", "De onderneming"),
        ("De KNB draagt zorg voor de proef.", "nl", "De KNB"),
        ("Das BHW kann das Boot prüfen.", "de", "Das BHW"),
        ("Das BHW kann geprüft werden.", "de", None),
        ("El capitán deberá cerrar la compuerta.", "es", "El capitán"),
        ("Il cliente deve chiudere il cancello.", "it", "Il cliente"),
        ("O professor deverá fechar o portão.", "pt", "O professor"),
        ("Compete ao município fiscalizar os estabelecimentos.", "pt", "município"),
        ("Le rapport est établi par le ministre de la mer.", "fr", "le ministre de la mer"),
        ("La secretaría señalará el precio.", "es", "La secretaría"),
        ("市和港口部门应当依据规定建立制度。", "zh", "市和港口部门"),
        ("处理个人信息应当取得同意。", "zh", None),
    ],
)
def test_who_is_bound_in_another_language(sentence, language, bearer):
    rule = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n", language)[0]
    assert (rule.bearer and rule.bearer.text) == bearer


@pytest.mark.parametrize(
    ("sentence", "language", "exceptions"),
    [
        ("除法律另有规定外，船主应当登记。", "zh", ["除法律另有规定外"]),
        ("Sous réserve de l'article 4, le titulaire doit informer le maire.", "fr", ["Sous réserve de l'article 4"]),
        ("Vorbehaltlich der Absätze 2 und 3 muss der Halter das Boot melden.", "de", ["Vorbehaltlich der Absätze 2 und 3"]),
        ("누구든지 허가를 받지 아니하고 배를 묶어서는 아니 된다.", "ko", ["허가를 받지 아니하고"]),
    ],
)  # fmt: skip
def test_what_takes_cases_out_in_another_language(sentence, language, exceptions):
    rule = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n", language)[0]
    assert texts(rule.exceptions) == exceptions


def test_a_japanese_proviso_is_an_exception():
    found = rules_of(
        "# Act\n\n## 1 Hall\n\n船主は、帳簿を保存しなければならない。ただし、船が沈んだ場合は、この限りでない。\n",
        "ja",
    )
    assert any("この限りでない" in part.text for rule in found for part in rule.exceptions)


def test_measures_and_table_heads_below_a_heading_of_duties_demand_nothing():
    found = rules_of(
        "# Act\n\n## Requirements\n\n- % of leaks closed within a day\n- Close the valve at night.\n"
    )
    assert [rule.action.text for rule in found if rule.modality == "obligation"] == [
        "Close the valve at night"
    ]


def test_a_long_noun_phrase_is_asked_in_linear_time():
    words = "by using the " * 3000
    assert agentive(f"the owner {words}") is True
    assert agentive(f"{words}gate, the owner") is True


def test_a_condition_that_a_colon_closes_holds_for_the_items_that_command():
    found = rules_of(
        "# Act\n\n## 1 Hall\n\nIf you dive for the club:\n\n- you must wear a vest.\n- members must watch you.\n"
    )
    duties = [rule for rule in found if rule.modality == "obligation"]
    assert [rule.bearer.text for rule in duties] == ["you", "members"]
    assert all("If you dive for the club" in texts(rule.conditions)[0] for rule in duties)


def test_items_that_command_nothing_stay_the_condition_of_the_words_behind_them():
    found = rules_of(
        "# Act\n\n## 1 Hall\n\nIf the owner of the boat:\n\n- is ill; or\n- has died,\n\nthe clerk must keep the key.\n"
    )
    assert not any(
        rule.modality == "obligation" and rule.bearer and rule.bearer.text != "the clerk" for rule in found
    )
