"""Fonts that a PDF draws sign by sign have no em box: the height of the ink is no size, and a paragraph does not end where it changes."""

from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="")
_TALL = {"b", "d", "f", "h", "k", "l", "t"}
_NAMES = {
    "period": ".",
    "space": " ",
    "colon": ":",
    **{c: c for c in "abcdefghijklmnopqrstuvwxyz"},
    **{c: c for c in "ACNOT"},
}


def drawn(lines: list[tuple[str, float, float]]) -> bytes:
    """A page in two drawn fonts, one of tall signs and one of low ones; lines of text with their place."""
    fonts = [
        [(n, c) for n, c in _NAMES.items() if (c in _TALL or c.isupper()) == tall] for tall in (True, False)
    ]
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</T 5 0 R/L 6 0 R>>>>>>"]  # fmt: skip
    shown = "".join(
        f"BT 0.7 0 0 0.7 {x} {y} Tm {''.join(f'/{_font(c)} 16 Tf <{ord(c):02x}> Tj ' for c in text)} ET\n"
        for text, x, y in lines
    )
    objects.append(f"<</Length {len(shown)}>>stream\n{shown}endstream")
    place, procs = 7, []
    for signs in fonts:
        refs = "".join(f"/{name} {place + n} 0 R" for n, (name, _) in enumerate(signs))
        codes = "".join(f"{ord(sign)}/{name} " for name, sign in signs)
        objects.append(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 32/LastChar 122"
            f"/Widths[{' '.join(['600'] * 91)}]/CharProcs<<{refs}>>/Encoding<</Type/Encoding/Differences[{codes}]>>/Resources<<>>>>"
        )
        for _, sign in signs:
            height = 0 if sign == " " else 760 if _font(sign) == "T" else 480
            procs.append(f"600 0 0 0 500 {height} d1 0 0 500 {height} re f")
        place += len(signs)
    objects += [f"<</Length {len(body)}>>stream\n{body}\nendstream" for body in procs]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def _font(sign: str) -> str:
    return "T" if sign in _TALL or sign.isupper() else "L"


LINES = [
    ("The rooms are open to all of the crew and to", 70, 780), ("no one else as a rule in summer.", 70, 765), ("No one may carry:", 70, 750),
    ("a. a lamp that the tall old lad lit at the bell", 100, 735), ("near a moor or a cove", 120, 720),
    ("b. a file of the old chief that was not filed in", 100, 705), ("an oven or a can", 120, 690), ("c. a can of oil", 100, 675),
]  # fmt: skip


def test_lines_of_a_drawn_font_join_to_their_paragraphs_and_points():
    texts = [clause.text for clause in parse(DOC, drawn(LINES)).clauses]
    assert texts[-3:] == [
        "a lamp that the tall old lad lit at the bell near a moor or a cove",
        "a file of the old chief that was not filed in an oven or a can",
        "a can of oil",
    ]
    assert any(text.startswith("The rooms") and text.endswith("in summer.") for text in texts)


def test_a_letter_goes_on_with_a_list_though_a_paragraph_stands_between():
    lines = [*LINES[:7], ("all cans are old.", 70, 650), ("c. a can of oil", 100, 630)]
    clauses = {clause.text: clause.kind for clause in parse(DOC, drawn(lines)).clauses}
    assert clauses["a can of oil"] == "item"


def test_a_line_that_begins_with_an_article_inside_brackets_goes_on():
    from pdf_maker import pdf

    lines = [
        ("Every keeper of a light writes down what he does and when (see the guide on lamps and wicks –", 72, 780, 10),
        ("Art. 30 of the Harbour Code) and keeps it for a year.", 72, 767, 10), ("A guest stays away.", 72, 740, 10),
    ]  # fmt: skip
    texts = [clause.text for clause in parse(DOC, pdf([lines])).clauses]
    assert any("wicks – Art. 30 of the Harbour Code)" in text for text in texts)


def test_a_font_of_negative_size_on_a_page_turned_over_is_no_drawn_font(monkeypatch):
    import pdf_maker

    lines = [
        ("1 HARBOUR LIGHTS ACT", 72, 790, 8), ("Amended lights of the old harbour.", 72, 760, 9),
        ("A keeper who lights a lamp at the harbour keeps a book in which he writes down what he does", 72, 740, 9), ("and when he does it.", 72, 728, 9),
    ]  # fmt: skip
    plain = parse(DOC, pdf_maker.pdf([lines])).clauses
    shown = pdf_maker._shown
    monkeypatch.setattr(
        pdf_maker,
        "_shown",
        lambda *line: shown(*line).replace(b"/F1 ", b"/F1 -").replace(b" Tf 1 0 0 1 ", b" Tf -1 0 0 -1 "),
    )
    turned = parse(DOC, pdf_maker.pdf([lines])).clauses
    assert [clause.text for clause in turned] == [clause.text for clause in plain]
