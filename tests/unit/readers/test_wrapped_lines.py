"""A sentence that a file has cut at the printed ends of lines is one paragraph again."""

from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="Kites Act")
WIDTH = 60


def wrapped(text: str) -> str:
    """`text` cut at the ends of lines of `WIDTH` characters, each a paragraph."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n\n".join(lines) + "\n\n"


SENTENCE = "Whoever flies a kite near the harbour keeps a distance of one hundred metres from every mast, crane and lamp, keeps the string in both hands, tells the Master of the Harbour of Sandhaven when the flight begins and when it is over."


def read(text: str):
    return parse(DOC, text.encode())


def test_lines_of_one_sentence_are_one_paragraph():
    sentences = [SENTENCE.replace("kite", thing) for thing in ("kite", "drone", "balloon")]
    found = read("# Kites\n\n" + "".join(map(wrapped, sentences)))
    assert [clause.text for clause in found.clauses if clause.kind == "text"] == sentences


def test_the_first_words_of_an_article_on_a_line_of_its_own_are_no_heading():
    articles = "".join(
        f"##### ARTÍCULO {n}°.- " + wrapped("Créase el registro de cometas que el puerto lleva con cuidado y que publica cada año en el mes de enero, con nombre y color de cada una, para que toda persona sepa quién vuela.")
        for n in (1, 2, 3)
    )  # fmt: skip
    found = {clause.eid: clause.text for clause in read(f"# Decreto\n\n{articles}").clauses}
    assert list(found) == ["art_1", "art_2", "art_3"]
    assert found["art_2"].endswith("quién vuela.")


def test_lines_of_an_item_are_one_item():
    found = read(
        "# Kites\n\n"
        + wrapped(SENTENCE) * 3
        + "a) "
        + wrapped(SENTENCE[0].lower() + SENTENCE[1:])
        + "b) no kite at night.\n\n"
    )
    assert [clause.text for clause in found.clauses if clause.kind == "item"] == [
        SENTENCE[0].lower() + SENTENCE[1:], "no kite at night.",
    ]  # fmt: skip


def test_a_line_with_a_small_letter_that_a_file_shows_as_a_heading_goes_on():
    cut = wrapped(SENTENCE).replace("one hundred", "##### one hundred", 1)
    found = read("# Kites\n\n" + cut + wrapped(SENTENCE) * 2)
    assert [clause.text for clause in found.clauses if clause.kind == "text"] == [SENTENCE] * 3


def test_short_lines_and_names_are_not_joined():
    short = "\n\n".join(
        ("Harbour of Sandhaven", "Office of the Master", "kites and drones", "strings", "tails")
    )
    found = read("# Kites\n\n" + wrapped(SENTENCE) * 3 + short)
    texts = [clause.text for clause in found.clauses if clause.kind == "text"]
    assert len(texts) == 8 and texts[-5:] == short.split("\n\n")


def test_one_broken_sentence_in_a_file_of_whole_paragraphs_stays():
    cut = "Whoever flies a kite near the harbour keeps a distance of\n\none hundred metres.\n\n"
    found = read("# Kites\n\n" + cut + f"{SENTENCE}\n\n" * 3)
    assert len([clause for clause in found.clauses if clause.kind == "text"]) == 5


def test_recitals_before_the_first_article_are_left_out_as_preamble():
    text = (
        "# Decreto\n\nPUERTO DE COMETAS\n\nVISTO el Expediente 1, y\n\nQue las cometas vuelan.\n\n"
        + "".join(f"## Artículo {n}\n\nRige.\n\n" for n in (1, 2, 3))
    )
    assert {
        piece.reason for piece in read(text).dropped if "VISTO" in piece.text or "Que las" in piece.text
    } == {"preamble"}
