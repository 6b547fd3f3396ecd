"""A text that was spoiled on its way is told from one that is only short of prose."""

import random

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.text.legibility import WINDOW, spoiled_share

PROSE = {
    "en": "The keeper of the store must keep a register of all samples, and shall show it to the inspector when he asks for it. No person may take a sample out of the building without the permission of the head, who can refuse it for a reason that is given in writing. ",
    "de": "Der Halter des Lagers muss ein Verzeichnis aller Muster führen und es der Behörde auf Verlangen vorlegen. Niemand darf ein Muster aus dem Gebäude tragen, wenn die Leitung nicht zugestimmt hat; sie kann die Zustimmung mit einer Begründung versagen. ",
    "fr": "Le gardien du dépôt doit tenir un registre de tous les échantillons et le présenter à l'inspecteur qui le demande. Nul ne peut sortir un échantillon du bâtiment sans la permission du chef, qui peut la refuser pour une raison donnée par écrit. ",
    "es": "El guardián del depósito debe llevar un registro de todas las muestras y mostrarlo al inspector cuando lo pida. Nadie puede sacar una muestra del edificio sin el permiso del jefe, que puede negarlo por una razón dada por escrito. ",
    "nl": "De beheerder van het magazijn moet een register van alle monsters bijhouden en het aan de inspecteur tonen wanneer hij erom vraagt. Niemand mag een monster uit het gebouw meenemen zonder de toestemming van het hoofd, dat die kan weigeren. ",
}  # fmt: skip
ALIKE = {"h": "b", "e": "c", "n": "u", "i": "l", "l": "1", "o": "0", "t": "l", "m": "rn", "a": "o", "d": "cl"}


def misread(text: str, share: float) -> str:
    """The text as a poor reading of a scan gives it: letters that look alike, signs for letters."""
    dice = random.Random(5)
    return "".join(
        ALIKE.get(char, dice.choice("~^|;*")) if char.isalpha() and dice.random() < share else char
        for char in text
    )


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_legible_and_its_poor_readings_are_not(language):
    text = PROSE[language] * 12
    assert spoiled_share(text) == (0.0, len(text.split()) // WINDOW)
    assert spoiled_share(misread(text, 0.2))[0] > 0.5
    assert spoiled_share(" ".join(text.replace(" ", "")))[0] == 1.0
    assert spoiled_share("".join(char for char in text if char.lower() not in "aeiouäöüéèêíóú"))[0] > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Sodium chloride 7647-14-5 2 kg B12 x1 CO2 H2SO4 3a 4b IPv6 OpenAI sha256 " * 40,
        "(a) the i and the j of f(x) = a x + b, see https://example.org/a1b2 and A.1.2 in Annex IIa; " * 30,
        "保管者は見本の登録簿を備えなければならない。" * 200,
        "",
    ],
)
def test_formulas_codes_and_other_scripts_are_not_called_spoiled(text):
    assert spoiled_share(text)[0] == 0.0


def test_a_document_that_was_badly_recognised_stops_until_it_is_allowed():
    lines = "\n\n".join([PROSE["en"]] * 12)
    document = Document(slug="doc", title="")
    assert not parse(document, lines.encode()).faults
    assert [fault.code for fault in parse(document, misread(lines, 0.25).encode()).faults] == [
        "text-unreadable"
    ]


LAB = (
    "The laboratory keeps Na2SO4, K2Cr2O7, Fe2O3 and Fe2(SO4)3 in a dry room; CaCl2*2H2O,CH3COOH and NH4+ stand apart. "
    "Write the mass of each bottle into stock4you.csv with readTable2Json and the plants,seeds and fungi into list3b.pdf "
    "for Mitarbeiter*innen of N,N-dimethyl work, with kgCO2eq and US$m of each. "
)


def test_formulas_names_of_programs_and_commas_set_tight_are_not_called_spoiled():
    assert spoiled_share(LAB * 12)[0] == 0.0
    assert spoiled_share(misread(PROSE["en"] * 12, 0.1))[0] > 0.5
    assert spoiled_share(LAB * 4 + misread(PROSE["en"] * 12, 0.15))[0] > 0.5


def test_one_spoiled_look_stops_no_document():
    document = Document(slug="doc", title="")
    short = misread(PROSE["en"] * 4, 0.25)
    assert spoiled_share(short) == (1.0, 1)
    assert not parse(document, short.encode()).faults
