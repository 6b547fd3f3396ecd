"""Articles of an agreement that a law has attached are cited under the annex, with their own numbers."""

from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="Kites Act")
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def cited(text: str, document: Document = DOC) -> dict[str, str]:
    return {clause.eid: clause.citation for clause in parse(document, text.encode()).clauses}


def act(attachments: str, own: str = "<article><num>Article unique.</num><content><p>Est approuvé l'accord.</p></content></article>") -> str:  # fmt: skip
    return f'<akomaNtoso xmlns="{AKN}"><act><meta/><body>{own}</body><attachments>{attachments}</attachments></act></akomaNtoso>'


def attachment(body: str, called: str = "") -> str:
    return f'<attachment><doc name="{called}"><meta/><mainBody>{body}</mainBody></doc></attachment>'


ARTICLES = "<chapter><num>Chapitre I</num><article><num>Article 1</num><heading>Objet</heading><content><p>Les cerfs-volants.</p></content></article></chapter><article><num>Article 2</num><paragraph><num>1.</num><content><p>Ils volent.</p></content></paragraph></article>"


def test_articles_of_an_attached_agreement_are_named_after_the_annex():
    found = cited(
        act(attachment(f"<p>CONVENTION</p>{ARTICLES}") + attachment("<p>PROTOCOLE</p><p>Rien d'autre.</p>"))
    )
    assert {"art_1", "annex_1__art_1", "annex_1__art_2__para_1", "annex_2"} <= set(found)
    assert found["annex_1__art_2__para_1"].endswith("annexe 1, article 2(1)")
    assert not [eid for eid in found if eid.endswith("_2__al_1") and eid.startswith("art")]


def test_an_attachment_that_is_the_act_keeps_its_articles():
    found = cited(
        f'<akomaNtoso xmlns="{AKN}"><doc name="x"><meta/><attachments>{attachment(ARTICLES)}</attachments></doc></akomaNtoso>'
    )
    assert {"art_1", "art_2__para_1"} <= set(found)


def test_articles_of_an_agreement_in_files_of_their_own_are_put_together():
    first = "<paragraph><content><p> ACCORDO \n sugli aquiloni \n Articolo 1 \n Finalita' \n Gli aquiloni volano. \n</p></content></paragraph>"
    second = "<paragraph><content><p> Articolo 2 \n Permessi e \n loro durata \n 1. Il permesso dura un anno. \n 2. E' gratuito, \n sempre. \n</p></content></paragraph>"
    rules = "<paragraph><content><p>Norme di procedura.</p></content></paragraph>"
    text = act(
        attachment(first, "Accordo-art. 1")
        + attachment(second, "Accordo-art. 2")
        + attachment(rules, "Allegato")
    )
    found = {clause.eid: clause.text for clause in parse(DOC, text.encode()).clauses}
    assert found["annex_1__art_1"] == "Articolo 1 Finalita'\nGli aquiloni volano."
    assert found["annex_1__art_2"] == "Articolo 2 Permessi e loro durata"
    assert found["annex_1__art_2__para_2"] == "2. E' gratuito, sempre."
    assert found["annex_2__al_1"] == "Norme di procedura."


def test_an_article_in_a_file_of_its_own_with_a_table_stays_as_it_is():
    body = "<paragraph><content><p> Articolo 1 \n Gli aquiloni. </p><table><tr><td>Colore</td></tr></table></content></paragraph>"
    found = {clause.text for clause in parse(DOC, act(attachment(body, "Accordo-art. 1")).encode()).clauses}
    assert {"Articolo 1 Gli aquiloni.", "Colore"} <= found


LAW = "# Ley de cometas\n\n**Artículo 1.- Objeto  \n**\n\nApruébase el Convenio sobre Cometas.\n\n**Artículo 2.- Vigencia  \n**\n\nRige desde hoy.\n\n"
AGREEMENT = "Los Estados Partes,\n\nDESEANDO volar,\n\nCONVIENEN:\n\n**ARTICULO 1  \n**\n\nLas cometas vuelan.\n\n**ARTICULO 2  \n**\n\n1. De día.\n\n2. Con permiso.\n"


def test_a_line_in_bold_whose_mark_is_closed_below_it_names_an_article():
    found = {clause.eid: clause.text for clause in parse(DOC, LAW.encode()).clauses}
    assert found["art_1"] == "Artículo 1.- Objeto"


def test_articles_of_an_agreement_behind_a_flat_law_are_named_after_its_title():
    found = cited(f"{LAW}**CONVENIO SOBRE COMETAS**\n\n{AGREEMENT}")
    assert {"art_1", "art_2", "annex_1", "annex_1__al_1", "annex_1__art_1", "annex_1__art_2__para_2"} <= set(
        found
    )
    assert found["annex_1__art_2__para_2"] == "Kites Act, anexo 1, artículo 2, párrafo 2"


def test_articles_in_a_chapter_of_an_attached_agreement_are_numbered_through():
    found = cited(
        f"{LAW}## CONVENIO\n\n## CAPÍTULO I Vuelo\n\n{AGREEMENT}\n\n## CAPÍTULO II Fin\n\n**Artículo 3**\n\nTermina.\n"
    )
    assert {"annex_1__chp_I", "annex_1__art_1", "annex_1__art_3"} <= set(found)


def test_a_law_of_three_articles_with_an_agreement_of_three_is_a_law():
    own = "".join(f"## Article {n}\n\nKites fly.\n\n" for n in (1, 2, 3))
    found = cited(f"# Kites Act\n\n{own}## AGREEMENT ON KITES\n\n{own}")
    assert {"art_3", "annex_1__art_1", "annex_1__art_3"} <= set(found)


def test_a_chapter_that_numbers_its_articles_anew_is_no_attached_act():
    own = "".join(f"## Article {n}\n\nKites fly.\n\n" for n in (1, 2, 3))
    found = cited(f"# Kites Act\n\n{own}## Rules for pilots\n\n{own}")
    assert not [eid for eid in found if eid.startswith("annex")]
