"""A number that a provision prints again is taken off it; nothing else that begins with the number of the heading is."""

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.markdown import blocks
from curation.readers.structure.repeated_numbers import parted

from growth import is_linear

DOC = Document(slug="doc", title="")


def read(text: str):
    return parse(DOC, text.encode())


def texts(text: str) -> list[str]:
    return [clause.text for clause in read(text).clauses]


def repeated(text: str) -> list[str]:
    return [piece.text for piece in read(text).dropped if piece.reason == "repeated"]


def words(reading) -> str:
    return " ".join(clause.text for clause in reading.clauses)


SENTENCES = [
    ("Class 3 lasers", "Class 3 lasers must not be used by visitors."),
    ("Section 5 Retention", "Section 5 does not apply to charities."),
    ("Section 5 Retention", "Section 5 Charities are exempt from."),
    ("Article 1 Parties", "Article 1 of the Act must be observed by the parties."),
    ("Section 6 Readings", "Sections 6 to 9 must be read together."),
    ("Section 7: Fees", "Section 7(2) must be followed."),
    ("Section 7: Fees", "Section 7(1) Fees must be followed."),
    ("§ 2 Hunde", "§ 2 gilt nicht für Hunde."),
    ("Step 3 Payment", "Step 3. Payment must be made."),
    ("Level 3 Access", "Level 3 – Managers must lock it."),
    ("5 Years of logs", "5–10 years of logs must be kept."),
    ("7 Months of backups", "7 - 9 months of backups must be kept."),
    ("7 Months of backups", "7 — 9 months of backups must be kept."),
    ("24 Hours of notice", "24-hour notice must be given."),
    ("24 Hours of notice", "24 – hour notice must be given."),
    ("2 Keepers", "2 keepers must be there at night."),
    ("2 Keepers", "2 Keepers must be there at night."),
    ("5 Metres", "5.5 metres must be kept free."),
    ("5 Coins", "5,000 coins must be paid."),
    ("5 Coins", "5: the number of coins that must be paid."),
    ("3 Keys", "3) Keys must be kept."),
    ("PART 2 Keepers", "2.—(1) A keeper must keep a light."),
    ("Chapter 3 Duties", "3. A keeper must keep a light."),
]


@pytest.mark.parametrize(("heading", "sentence"), SENTENCES)
@pytest.mark.parametrize("above", ["", "## 41 Lights\n\n41.—(1) A light burns at night.\n\n"])
def test_a_sentence_that_begins_like_its_heading_keeps_every_word(heading, sentence, above):
    text = f"# Rules of the harbour\n\n{above}## {heading}\n\n{sentence}\n\n## 99 End\n\nThese are all the rules.\n"
    reading = read(text)
    assert not [piece for piece in reading.dropped if piece.reason == "repeated" and piece.text[:2] != "41"]
    if sentence[:2] in ("2.", "3.", "3)"):
        assert sentence[2:].lstrip("—()1 ") in words(reading)
    else:
        assert sentence in words(reading)


@pytest.mark.parametrize(
    "provision",
    ["5.—(1) {}", "5. —(1) {}", "5.— {}", "5. — {}", "5. - {}", "5.-(1) {}", "5—(1) {}", "5. (1) {}", "5.(1) {}", "5 (1) {}", "5. {}", "**5.**—(1) {}", "**5** {}", "**5** (1) {}"],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["5 Fees", "Section 5. Fees", "Article 5 – Fees"])
def test_the_forms_of_a_number_printed_again_are_one_section_with_their_heading(heading, provision):
    sentence = "A keeper pays two coins."
    reading = read(
        f"# Harbour Act\n\n##### {heading}\n\n{provision.format(sentence)}\n\n##### 6 Lights\n\nLights burn.\n"
    )
    assert len([piece for piece in reading.dropped if piece.reason == "repeated"]) == 1
    assert sentence in [clause.text for clause in reading.clauses]
    assert "sec_5" not in [clause.eid for clause in reading.clauses if not clause.text.startswith(heading)]


@pytest.mark.parametrize(
    ("heading", "provision", "number"),
    [
        ("Article 5 Fees", "Article 5.—(1) A keeper pays two coins.", "Article 5.—"),
        ("Article 5 Fees", "Art. 5. – A keeper pays two coins.", "Art. 5. –"),
        ("Section 5 Fees", "Section 5. A keeper pays two coins.", "Section 5."),
        ("Section 5 Fees", "Sec. 5. A keeper pays two coins.", "Sec. 5."),
    ],
)
def test_the_same_word_with_a_stop_behind_its_number_is_printed_again(heading, provision, number):
    text = f"# Harbour Act\n\n## {heading}\n\n{provision}\n\n## Section 6 Lights\n\nLights burn.\n"
    assert repeated(text) == [number]
    assert "A keeper pays two coins." in texts(text)


LISTS = [
    "<h2>1. Duties</h2><ol><li>a light</li><li>a buoy</li><li>a mole</li></ol><h2>2. Rights</h2><p>2. Keepers may appeal.</p>",
    "<h2>1. Duties</h2><ol><li>a light<ol><li>a lamp</li></ol></li><li>a buoy</li></ol><h2>2. Rights</h2><p>2. Keepers may appeal.</p>",
]


@pytest.mark.parametrize("page", LISTS)
def test_a_list_below_the_first_heading_of_a_page_keeps_its_numbers(page):
    reading = read(f"<html><body><h1>Rules</h1>{page}</body></html>")
    numbers = {clause.text: clause.eid for clause in reading.clauses}
    assert numbers["a light"].endswith("1") and "para" not in numbers["a light"]
    assert numbers["a buoy"].endswith("2")
    assert "1." not in [piece.text for piece in reading.dropped if piece.reason == "repeated"]


@pytest.mark.parametrize(
    "text",
    [
        "## 1. Scope\n\n1. To keep lights.\n2. To keep buoys.\n\n## 3. End\n\n3. To go home.\n",
        "## 1. Scope\n\n1. To keep lights.\n\n## 2. Duties\n\n2. To keep buoys.\n3. To keep moles.\n",
        "## 1. Scope\n\n1. To keep lights.\n\n## 2. Duties\n\n1. To keep buoys.\n\n## 3. End\n\nAll.\n",
        "## 1. Scope\n\nLights burn.\n\n## 2. Duties\n\nA keeper stays.\n\n## 3. End\n\n3. To go home.\n",
        "## 2. Scope\n\n2. To keep lights.\n\n   1. by day\n   2. by night\n\n3. To keep buoys.\n\n## 4. End\n\nAll.\n",
    ],
)
def test_the_items_of_a_list_that_goes_on_are_no_numbers_printed_again(text):
    reading = read(f"# Rules\n\n{text}")
    assert not [piece for piece in reading.dropped if piece.reason == "repeated"]


def test_a_date_below_a_heading_with_the_same_date_keeps_its_number():
    assert not repeated(
        "# Feiertage\n\n## 24 Dezember\n\n24. Dezember ist ein Feiertag.\n\n## 26 Dezember\n\n26. Dezember ist frei.\n"
    )


def test_provisions_with_a_stop_alone_are_one_section_each_with_their_headings():
    text = "# Act\n\n## 1 Scope\n\n1. This Act is for keepers.\n\n## 2 Lights\n\n2. A keeper keeps:\n\n   1. a lamp\n   2. a wick\n\n## 3 End\n\n3. It ends.\n"
    assert repeated(text) == ["1.", "2.", "3."]
    assert [clause.eid for clause in read(text).clauses if clause.kind == "section"] == [
        "sec_1",
        "sec_2",
        "sec_3",
    ]


def test_lines_that_begin_with_a_year_and_a_dash_open_no_sections():
    text = (
        "# History\n\n1990—The harbour was built.\n\n1995—The light was built.\n\n2001—The mole was built.\n"
    )
    assert [line for line in texts(text) if line[:1].isdigit()] == [
        "1990—The harbour was built.", "1995—The light was built.", "2001—The mole was built.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ["\t| fee\t| day\t| night\t|", "\t|---\t|---\t|---\t|", "\t| kite\t| 2\t| 3\t|", "\t| buoy\t| 1\t| 2\t|"],
        ["| fee\t| day\t| night |", "|---\t|---\t|--- |", "| kite\t| 2\t| 3 |", "| buoy\t| 1\t| 2 |"],
    ],
)  # fmt: skip
def test_a_table_with_bars_keeps_its_cells_whatever_blanks_stand_beside_them(rows):
    reading = read("# Fees\n\n" + "\n".join(rows) + "\n")
    assert [clause.text for clause in reading.clauses if clause.kind == "row"][-2:] == [
        "kite | 2 | 3",
        "buoy | 1 | 2",
    ]
    assert "---" not in words(reading)


@pytest.mark.parametrize(
    "line",
    ["-\t\tKeepers must feed dogs.", "*\t\tKeepers must feed dogs.", "1.\t\tKeepers must feed dogs.", "(a)\t\tKeepers must feed dogs.",
     "1.1\t(a)\tKeepers must feed dogs.", "1.\t(1)\tKeepers must feed dogs.", "a)\t\tKeepers must feed dogs.", ">\t\tKeepers must feed dogs."],
)  # fmt: skip
def test_lines_with_a_mark_and_tabs_are_no_rows(line):
    reading = read("# Dogs\n\n" + f"{line}\n" * 3)
    assert not [clause for clause in reading.clauses if clause.kind == "row"]
    assert "Keepers must feed dogs." in words(reading)


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_with_tabs_between_fences_is_no_table(fence):
    code = "a\tb\tc\n" * 4
    reading = read(f"# Code\n\n{fence}text\n{code}{fence}\n\nkite\tday\t2\nkite\tnight\t3\nbuoy\tday\t1\n")
    assert [clause.text for clause in reading.clauses if clause.kind == "row"] == [
        "kite | day | 2", "kite | night | 3", "buoy | day | 1",
    ]  # fmt: skip


def test_a_bullet_that_begins_with_the_sign_for_number_is_an_item():
    assert "# of users must stay below ten." in texts(
        "# Limits\n\n- # of users must stay below ten.\n- Two keys.\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1. a\n\n", "# 1 a\n\n1. b\n\n", "# 2 a\n\n2. b\n\n", "3 a\n\n3.—(1) B\n\n", "a\tb\tc\n"]
)
def test_many_such_lines_are_read_in_linear_time(unit):
    assert is_linear(lambda count: parted(blocks(unit * count)), 800)
