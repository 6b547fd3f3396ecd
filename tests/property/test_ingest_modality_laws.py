"""What a clause does by its words alone, in every language that has phrases."""

import pytest
from curation.text import modality, packs


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "It takes effect on May 1, 2030.", "other"),
        ("en", "An agency MAY buy systems.", "permission"),
        ("en", "You can’t resell it.", "prohibition"),
        ("fr", "Il est interdit de fumer.", "prohibition"),
        ("fr", "Le fournisseur doit tenir un registre.", "obligation"),
        ("fr", "L’État peut accorder une aide.", "permission"),
        ("nl", "Het is verboden te roken.", "prohibition"),
        ("de", "Es ist verboten, zu rauchen.", "prohibition"),
        ("zh", "任何人不得吸烟。", "prohibition"),
        ("zh", "雇主应当提供手套。", "obligation"),
        ("zh", "工人可以离开工作场所。", "permission"),
        ("en", "Paragraph 1 shall not apply to small firms.", "exemption"),
        ("en", "This part shall not affect other duties.", "scope"),
        ("en", "Workers should wear gloves.", "recommendation"),
        ("es", "El empresario deberá llevar un registro.", "obligation"),
        ("es", "Queda prohibido fumar.", "prohibition"),
        ("es", "El trabajador podrá abandonar el puesto.", "permission"),
        ("it", "Il datore di lavoro deve tenere un registro.", "obligation"),
        ("it", "È vietato fumare.", "prohibition"),
        ("it", "Il lavoratore può lasciare il posto.", "permission"),
        ("pt", "O empregador deve manter um registo.", "obligation"),
        ("pt", "É proibido fumar.", "prohibition"),
        ("pt", "O trabalhador pode deixar o posto.", "permission"),
        ("ja", "事業者は記録を作成しなければならない。", "obligation"),
        ("ja", "喫煙してはならない。", "prohibition"),
        ("ja", "労働者は退避することができる。", "permission"),
        ("ko", "사업주는 기록을 작성하여야 한다.", "obligation"),
        ("ko", "누구든지 담배를 피워서는 아니 된다.", "prohibition"),
        ("ko", "근로자는 작업장을 떠날 수 있다.", "permission"),
        ("ru", "Работодатель обязан вести журнал.", "obligation"),
        ("ru", "Курение запрещается.", "prohibition"),
        ("ru", "Работник вправе покинуть рабочее место.", "permission"),
        ("pl", "Pracodawca musi prowadzić rejestr.", "obligation"),
        ("pl", "Zabrania się palenia.", "prohibition"),
        ("pl", "Pracownik może opuścić stanowisko.", "permission"),
        ("sv", "Arbetsgivaren ska föra ett register.", "obligation"),
        ("de", "Der Arbeitgeber hat ein Verzeichnis zu führen.", "obligation"),
        ("de", "Absatz 1 gilt nicht für Labore.", "exemption"),
        ("nl", "De werkgever moet een register bijhouden.", "obligation"),
    ],
)
def test_what_a_sentence_does(language, text, wanted):
    assert modality.modality(text, language) == wanted


@pytest.mark.parametrize("language", packs.languages())
def test_every_language_with_a_pack_can_oblige_forbid_and_permit(language):
    assert all(modality.phrases(language, kind) for kind in ("obligation", "prohibition", "permission"))


def test_a_language_without_phrases_is_asked_the_english_ones():
    assert modality.modality("You must not smoke.", "eo") == "prohibition"
