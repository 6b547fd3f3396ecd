"""Lines that name the parts of an act, in the languages of the Union."""

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.eurlex import part_names


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Article 5", ("5", "")),
        ("Article 5 - Scope", ("5", "Scope")),
        ("Article premier", ("1", "")),
        ("Artykuł 5a", ("5a", "")),
        ("5 artikla", ("5", "")),
        ("5. cikk", ("5", "")),
        ("Άρθρο 3", ("3", "")),
        ("Sole Article", ("1", "")),
        ("Articles 5 and 6", None),
        ("An article 5", None),
    ],
)
def test_articles(line, wanted):
    assert part_names.article(line) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("CHAPTER III", ("chp", "III")),
        ("ROZDZIAŁ II", ("chp", "II")),
        ("I LUKU", ("chp", "I")),
        ("II. FEJEZET", ("chp", "II")),
        ("CHAPITRE PREMIER", ("chp", "I")),
        ("TITLE IV", ("title", "IV")),
        ("A part of this", None),
        ("Sections 2", None),
    ],
)
def test_divisions(line, wanted):
    found = part_names.division(line)
    assert (found and (found[0][1], found[1])) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("ANNEX", ""),
        ("ANNEX IIIa", "IIIa"),
        ("LIITE I", "I"),
        ("I. MELLÉKLET", "I"),
        ("ZAŁĄCZNIK III", "III"),
    ],
)
def test_annexes(line, wanted):
    assert part_names.annex(line)[0] == wanted
    assert part_names.annex("ANNEXES") is None


@pytest.mark.parametrize(
    ("article", "chapter", "annex"),
    [
        ("Artykuł {}", "ROZDZIAŁ {}", "ZAŁĄCZNIK {}"),
        ("{} artikla", "{} LUKU", "LIITE {}"),
        ("Artikel {}", "KAPITEL {}", "BILAGA {}"),
    ],
)
def test_an_act_in_any_of_the_languages_has_the_same_identifiers(article, chapter, annex):
    page = (
        f'<html><body><p class="oj-ti-section-1">{chapter.format("I")}</p><p class="oj-ti-art">{article.format(1)}</p><p class="oj-normal">1.   X y z.</p>'
        f'<p class="oj-ti-art">{article.format("2")}</p><p class="oj-normal">X y z.</p><p class="oj-doc-ti">{annex.format("I")}</p>'
        "<table><tr><td>1.</td><td>X.</td></tr></table></body></html>"
    )
    found = parse(Document(slug="doc", title=""), page.encode()).clauses
    assert [clause.eid for clause in found] == [
        "chp_I",
        "art_1",
        "art_1__para_1",
        "art_2",
        "annex_I",
        "annex_I__point_1",
    ]
