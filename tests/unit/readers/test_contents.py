"""A list of contents is no section: however it is printed, the parts that it names are read once, where their words stand."""

from itertools import pairwise

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.structure import contents
from curation.readers.structure.blocks import Block
from pdf_maker import pdf

from growth import is_linear

DOC = Document(slug="doc", title="")
TITLES = ["Scope", "Who may sail at night", "Duties of the keeper", "Fines and costs"]
WORDS = [
    "This policy applies to every boat.",
    "Nobody may sail at night.",
    "The keeper must keep a list.",
    "A fine is ten coins.",
]
NUMBERED = [f"{n}. {title}" for n, title in enumerate(TITLES, 1)]
BODY = "\n\n".join(f"## {title}\n\n{words}" for title, words in zip(NUMBERED, WORDS, strict=True))
RUN_IN = "\n\n".join(f"{title}. {words}" for title, words in zip(NUMBERED, WORDS, strict=True))


def kinds(data: str | bytes) -> list[tuple[str, str]]:
    reading = parse(DOC, data.encode() if isinstance(data, str) else data)
    return [(clause.eid, clause.kind) for clause in reading.clauses]


@pytest.mark.parametrize(
    "listed",
    [
        "\n\n".join(NUMBERED),
        "\n\n".join(f"{line} {n}" for n, line in enumerate(NUMBERED, 4)),
        "\n".join(NUMBERED),
        " ".join(NUMBERED),
        f"| {NUMBERED[0]} | {NUMBERED[2]} |\n|---|---|\n| {NUMBERED[1]} | {NUMBERED[3]} |",
        "| | |\n|---|---|\n" + "\n".join(f"| {n}. | {title} |" for n, title in enumerate(TITLES, 1)),
        "\n\n".join(f"## {line}" for line in NUMBERED),
    ],
)
def test_a_list_of_contents_in_any_layout_names_no_section(listed):
    found = kinds(f"# Boat policy\n\nContents\n\n{listed}\n\n{BODY}")
    assert [eid for eid, kind in found if kind == "section"] == ["sec_1", "sec_2", "sec_3", "sec_4"]
    assert {eid.split("_")[0] for eid, kind in found if kind != "section"} <= {"hcontainer", "toc", "sec"}


def test_titles_that_open_their_paragraph_in_the_body_are_listed_too():
    found = kinds(
        f"Boat policy\n\n{chr(10).join(f'{line} {n}' for n, line in enumerate(NUMBERED, 4))}\n\n{RUN_IN}"
    )
    assert [kind for eid, kind in found if eid.startswith("item")] == ["item"] * 4
    assert sum(kind == "contents" for _, kind in found) == 4


LAW = [("Anwendungsbereich", "Diese Verordnung gilt für alle Boote."), ("Begriffe", "Ein Boot ist ein Ding."), ("Pflichten", "Der Halter muss es prüfen.")]  # fmt: skip
TITLE = "Verordnung über Boote"


def law_body(n: int, title: str, words: str) -> list[str]:
    return [f"§ {n}", title, f"(1) {words}", "(2) Das gilt jedes Jahr."]


def test_a_german_law_may_set_the_number_of_a_section_and_its_title_on_two_lines():
    listed = [f"§ {n} {title}" for n, (title, _) in enumerate(LAW, 1)]
    lines = [TITLE, "Inhaltsübersicht", *listed, "Anlage 1 Muster"]
    lines += [line for n, (title, words) in enumerate(LAW, 1) for line in law_body(n, title, words)]
    reading = parse(
        DOC, "\n\n".join([*lines, "Abschnitt 2", "Schluss", "§ 4", "Strafe", "Die Strafe ist hoch."]).encode()
    )
    assert [c.eid for c in reading.clauses if c.kind == "section"] == ["sec_1", "sec_2", "sec_3", "sec_4"]
    assert {c.eid: c.text for c in reading.clauses}["sec_2"].startswith("§ 2 Begriffe")
    assert [c.text for c in reading.clauses if c.kind == "chapter"] == ["Abschnitt 2 Schluss"]
    assert [piece.text for piece in reading.dropped if piece.reason == "contents"] == [lines[1], *listed]


@pytest.mark.parametrize(
    "title",
    [
        "Maßnahmen zugunsten der Beschäftigten",
        "Abweichungen zulasten der Mieter",
        "Befreiungen zugunsten dieser Personen",
        "Die Nutzung öffentlichen Raums",
        "Die Aufsicht führenden Behörden",
    ],
)
def test_a_title_below_its_number_may_hold_a_word_that_looks_like_a_verb(title):
    lines = [line for n, part in enumerate([*LAW, (title, "Das gilt.")], 1) for line in law_body(n, *part)]
    reading = parse(DOC, "\n\n".join([TITLE, *lines]).encode())
    assert {c.eid: c.text for c in reading.clauses}["sec_4"] == f"§ 4 {title}"


@pytest.mark.parametrize("columns", [False, True])
def test_a_printed_law_with_its_contents_above_it_has_each_section_once(columns):
    first = [(TITLE, 72, 780, 14), ("Inhaltsübersicht", 200, 735, 10)]
    second, y = [], 780.0
    for n, (title, words) in enumerate(LAW, 1):
        x, height = (320, 715 - 13 * (n - 2)) if columns and n > 1 else (72, 715 - 13 * (n - 1))
        first.append((f"§ {n} {title}", x, height, 9))
        for line in law_body(n, title, words):
            second.append((line, 72 if line.startswith("(") else 150, y, 10))
            y -= 16
    found = kinds(pdf([first, second]))
    assert [eid for eid, kind in found if kind == "section"] == ["sec_1", "sec_2", "sec_3"]


def test_the_fields_of_a_form_that_is_printed_three_times_are_no_list_of_contents():
    fields = "Name\n\nDate\n\nSignature"
    found = kinds("Boat policy\n\n" + "\n\n".join(f"Form {letter}\n\n{fields}" for letter in "ABC"))
    assert "contents" not in {kind for _, kind in found}


def test_a_list_of_duties_that_is_said_again_in_sentences_stays():
    duties = ["Keep the list", "Close the door", "Feed the keeper"]
    text = "# Rules\n\n" + "\n".join(f"- {duty}" for duty in duties)
    text += "\n\n" + "\n\n".join(f"{duty} every day, whatever the weather may be." for duty in duties)
    assert [kind for _, kind in kinds(text)].count("item") == 3


@pytest.mark.slow
@pytest.mark.parametrize("lines", [["a line"], ["one line", "two lines"], [f"line {n}" for n in range(4000)]])
def test_lines_that_repeat_very_often_are_looked_at_in_linear_time(lines):
    def repeated(count):
        return [Block("text", line) for line in lines[:count]] * (count // len(lines[:count]))

    assert is_linear(lambda count: contents.find(repeated(count)), 2_500)
    blocks = repeated(20_000)
    found = contents.find(blocks)
    assert [block.text for block in found] == [block.text for block in blocks]
    assert all(one.kind in ("text", "contents") for one, _ in pairwise(found))


@pytest.mark.parametrize("word", ["Article", "Clause", "Part"])
def test_titles_that_begin_with_the_same_word_are_listed_too(word):
    titles = [*TITLES, "Lights", "Anchors", "Guests", "Entry"]
    listed = [f"{word} {n}. {title}" for n, title in enumerate(titles, 1)]
    body = [f"{line}. A keeper shall obey rule {n} on every day." for n, line in enumerate(listed)]
    found = kinds("\n\n".join(["# Boat policy", *listed, *body]))
    assert sum(kind == "contents" for _, kind in found) == 8


def test_an_arrangement_of_sections_over_two_pages_may_spell_a_title_in_another_way():
    titles = [
        "Short title.",
        "Declaration as to expediency of harbours.",
        "Definitions of craft.",
        "Duties of the keeper.",
    ]
    text = "THE HARBOUR ACT, 2015\n\nARRANGEMENT OF SECTIONS\n\nSECTIONS\n\n1. {}\n\n2. {}\n\nSECTIONS\n\n3. {}\n\n4. {}\n\n".format(
        *titles
    )
    titles[1] = "Declaration as to expendiency of harbours."
    text += "".join(
        f"{n}. {title.rstrip('.')}.—It is so that a keeper of the harbour shall {n} things do.\n\n"
        for n, title in enumerate(titles, 1)
    )
    read = parse(DOC, text.encode())
    assert [clause.text[:4] for clause in read.clauses if clause.kind == "section"] == [
        "1 Sh",
        "2 De",
        "3 De",
        "4 Du",
    ]
    assert "2. Declaration as to expediency of harbours." in [
        clause.text for clause in read.clauses if clause.kind == "contents"
    ]
