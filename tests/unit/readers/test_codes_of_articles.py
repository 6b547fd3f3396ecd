"""Codes of law in Markdown: articles with composed numbers, books, unnumbered paragraphs, names of laws."""

from curation.core.records import Document
from curation.readers import reading

CODE = """# Code des vergers

## Livre Ier : Régime général

### Titre Ier bis : Des serres

##### Article 6

Le pépiniériste tient un registre.

Le registre est ouvert au public.

##### Article 68-19

Le conseil comprend :

1° Le maire ;

2° Deux apiculteurs.

Le conseil siège en mai.

##### Article L4121-3

Le pépiniériste évalue les risques.
"""


def clauses(text: str, **fields: str) -> dict[str, str]:
    document = Document(slug="d", title="", sha256="0" * 64, **fields)
    return {clause.eid: clause.citation for clause in reading.read(document, text.encode())}


def test_an_article_of_a_code_is_cited_by_its_number_and_its_unnumbered_paragraphs_by_theirs():
    found = clauses(CODE)
    assert found["art_6__para_2"].endswith("article 6, alinéa 2")
    assert found["art_68-19"].endswith("article 68-19")
    assert any(eid.startswith("art_68-19__para_1__") for eid in found)
    assert "art_68-19__para_2" in found
    assert found["art_L4121-3"].endswith("article L4121-3")


def test_a_law_that_says_how_it_is_cited_is_cited_so():
    front = "---\nTitle: Gesetz über die Pflege von Gärten\n  und Hecken\njurabk: GartG\n---\n# § 1 Zweck\n\n(1) Der Gärtner hat zu gießen.\n\n# § 2 Wasser\n\n(1) Wasser ist zu sparen.\n\n# § 3 Hecken\n\n(1) Hecken sind zu schneiden.\n"
    assert "§ 2 Abs. 1 GartG" in clauses(front).values()
    law = (
        "## Wet van 1 mei 1999, houdende bepalingen over het onderhoud van tuinen en hagen (Tuinwet 1999)\n\n"
        + "".join(f"### Artikel {n}\n\n####Water\n\n1. De tuinman geeft water.\n\n" for n in (1, 2, 3))
    )
    assert any(citation.startswith("Tuinwet 1999, artikel 2") for citation in clauses(law).values())


def test_a_heading_without_a_space_is_a_heading_and_a_tag_of_one_mark_is_none():
    found = reading.read(
        Document(slug="d", title="T", sha256="0" * 64),
        b"# Garden rules\n\n##Scope\n\nThis covers all.\n\n#garden is a tag.\n",
    )
    assert [clause.kind for clause in found if clause.text == "Scope"] == ["heading"]
    assert any(clause.text == "#garden is a tag." and clause.kind != "heading" for clause in found)


ACT = """# Ley de cometas (Ley 7)

Principio de prudencia: el volador vuela con cuidado.

## Artículo 1

El volador lleva un registro.

## Artículo 2

El registro es público.

## Artículo 3

La cola mide un metro.
"""


def test_what_stands_before_the_first_article_of_a_law_is_kept():
    found = reading.read(Document(slug="d", title="", sha256="0" * 64), ACT.encode())
    assert any("Principio de prudencia" in clause.text for clause in found)


def test_a_section_of_an_annex_stays_in_the_annex_and_no_item_of_it_is_lost():
    text = "".join(f"## Article {n}\n\nA kite has a tail.\n\n" for n in (1, 2, 3))
    text += "## ANNEX I\n\nSection A - Kites of clubs\n\n1. A list of names.\n\n2. A list of places.\n"
    found = reading.read(Document(slug="d", title="T", sha256="0" * 64), text.encode())
    assert [clause.eid for clause in found if "list of" in clause.text and clause.marker] == [
        "annex_I__part_A__point_1",
        "annex_I__part_A__point_2",
    ] or [clause.eid for clause in found if "list of" in clause.text and clause.marker] == [
        "annex_I__sec_A__point_1",
        "annex_I__sec_A__point_2",
    ]
