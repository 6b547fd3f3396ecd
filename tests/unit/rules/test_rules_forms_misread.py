"""Ordinary sentences that look like a form of law and say something else."""

from __future__ import annotations

import pytest
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
        ("It is up to you whether you join the club.", SILENT),
        ("It is up to the parents to decide who swims.", SILENT),
        ("Responsibility for the delay does not rest with the contractor.", SILENT),
        ("The views in this guide are the sole responsibility of the authors.", SILENT),
        ("There will be no parking available on Sunday.", SILENT),
        ("Keep out of reach of children.", "obligation"),
        ("Keep away from heat.", "obligation"),
        ("Keep off the grass.", "prohibition"),
        ("Violations of this policy must be dealt with by the panel within a week.", "obligation"),
        ("Violations of this policy will be dealt with severely.", "penalty"),
        ("Failure to follow the steps may result in injury.", SILENT),
        ("Failure to pay will result in liability for damages.", "penalty"),
        ("Failure to reply will be treated as consent.", "definition"),
        ("Failure to pay will be considered a breach of the lease.", "penalty"),
        (
            "Where a warden has reasons to think that there is an urgent need to act in order to save the lake, rule 6 shall apply.",
            "scope",
        ),
        ("We do not accept liability for lost coats.", SILENT),
        ("The owners shall be under no duty to insure the boat.", "exemption"),
        ("There may be no more than two dogs in the yard.", "obligation"),
        ("Any person with reason to think that there has been a leak may open the hatch.", "permission"),
    ],
)
def test_a_sentence_like_a_form_does_what_it_says(sentence, modality):
    assert _does(sentence) == modality


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("A driver requires a permit to enter the port.", "A driver"),
        ("We will not tolerate threats.", None),
        ("The AI may decide the outcome.", None),
        ("The API may request a token.", None),
        ("Bitumen must meet the standard.", None),
        ("It is incumbent upon the lessee to lock the gate.", "the lessee"),
        (
            "Where a boat leaks, the warden shall, if she thinks that the hull is weak, move it.",
            "the warden",
        ),
        (
            "If the Attorney General approves the plan, he shall send it to the clerk.",
            "the Attorney General",
        ),
    ],
)
def test_the_bearer_is_no_thing_and_the_whole_name(sentence, bearer):
    rule = only(sentence)
    assert (rule.bearer and rule.bearer.text) == bearer


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        ("The board shall vote on the application of the rules.", []),
        ("The agency shall issue guidance on the application of this Act.", []),
        ("The officer must focus on proof of age.", []),
        ("The bank must decide the fee that depends on the request.", []),
        ("On the application of the owner, the board may extend the permit.", ["On the application of the owner"]),
        ("The clerk shall open the safe on request.", ["on request"]),
        ("Letters received after 2:00 on Sunday must be kept.", ["after 2:00 on Sunday"]),
        ("It is incumbent upon the lessee to lock the gate.", []),
    ],
)  # fmt: skip
def test_what_something_is_about_is_no_condition(sentence, conditions):
    assert texts(only(sentence).conditions) == conditions


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("At least two classes must exist.", [(2, "class")]),
        ("At most two companies may bid.", [(2, "company")]),
        ("Members must keep up to five fire boxes.", [(5, "fire box")]),
        ("The rack must hold at least two series.", [(2, "series")]),
        ("Members must give at least one good reason.", [(1, "good reason")]),
        ("Members must keep at least one for each of the boats.", []),
        ("Members must be over the age of 80.", [(80, "year")]),
        ("The average age of 3 ships must be reported.", []),
    ],
)
def test_a_count_is_of_a_noun_in_the_singular(sentence, values):
    assert [(value.number, value.unit) for value in only(sentence).values] == values


@pytest.mark.parametrize(
    ("sentence", "language", "modality", "bearer"),
    [
        ("Die Datenbank muss täglich gesichert sein.", "de", "obligation", None),
        ("Die Leiter muss fest stehen.", "de", "obligation", None),
        ("Der Leiter der Anstalt muss das Tor schließen.", "de", "obligation", "Der Leiter der Anstalt"),
        ("Die Organisation der Feier muss der Vorstand übernehmen.", "de", "obligation", "der Vorstand"),
        ("Wird die Plane nass, so muss sie vom Amt ersetzt werden.", "de", "obligation", "Amt"),
        ("Gli agenti chimici devono restare chiusi.", "it", "obligation", None),
        ("Gli agenti devono restare in porto.", "it", "obligation", "Gli agenti"),
        ("La chambre doit rester propre.", "fr", "obligation", None),
        ("La chambre d'agriculture doit publier la liste.", "fr", "obligation", "La chambre d'agriculture"),
        ("Vous devez vous abstenir de fumer.", "fr", "prohibition", "Vous"),
        ("Vous n'êtes pas tenu de répondre.", "fr", "exemption", None),
        (
            "Le maire doit fermer le port ; il jouit de la confiance des habitants.",
            "fr",
            "obligation",
            "Le maire",
        ),
        ("Les agents jouissent de l'immunité.", "fr", "permission", "Les agents"),
        ("L'exploitant s'engage à ne pas vendre le bateau.", "fr", "prohibition", "L'exploitant"),
        ("Il personale gode di libertà di movimento.", "it", "permission", None),
        ("La información personal deberá conservarse.", "es", "obligation", None),
        ("Las Partes se comprometerán a cuidar el lago.", "es", "obligation", "Las Partes"),
        ("收到投诉的部门应当依法处理。", "zh", "obligation", "收到投诉的部门"),
        ("构成犯罪的，依法处理。", "zh", "penalty", None),
        ("任何国家对本市采取禁止、限制或者其他措施的，本市可以采取措施。", "zh", "prohibition", "任何国家"),
        ("按照国家渔业部门制定的合同与对方订立合同；", "zh", "obligation", None),
    ],
)
def test_a_word_of_another_language_names_who_it_names(sentence, language, modality, bearer):
    rule = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n", language)[0]
    assert (rule.modality, rule.bearer and rule.bearer.text) == (modality, bearer)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Le débat s'engage à neuf heures.", "fr"),
        ("Le maire jouit de la confiance des habitants.", "fr"),
        ("L'atleta gode di buona salute.", "it"),
    ],
)
def test_a_verb_of_treaties_in_another_sense_demands_nothing(sentence, language):
    assert _does(sentence, language) == SILENT


def test_a_korean_licence_leaves_out_whom_the_ban_names():
    rule = rules_of("# Act\n\n## 1 Hall\n\n누구든지 신고 없이 배를 묶어서는 아니 된다.\n", "ko")[0]
    assert texts(rule.exceptions) == ["신고 없이"]
