"""Citations of every tradition and language round-trip, and their words stand for one thing each."""

import pytest
from curation.readers.citations.identifiers import Reference, parse, resolve, write
from curation.text.document_words.part_words import STYLES, WORDS
from hypothesis import given
from hypothesis import strategies as st

digits = st.integers(1, 400).map(str)
small = st.integers(1, 30).map(str)
letters = st.sampled_from("abcdefghjkmnp")
roman = st.sampled_from(["i", "ii", "iii", "iv", "vi", "ix"])
capital = st.sampled_from(["I", "II", "III", "IV", "IX"])
inserted = st.builds(lambda n, a: f"{n}{a}", digits, st.sampled_from(["", "", "a", "bis"]))
languages = st.sampled_from(sorted(WORDS))


def path(*parts):
    """Identifiers whose parts are drawn from `parts`: a name with its number, or None for a part left out."""
    return st.tuples(*parts).map(lambda found: "__".join(part for part in found if part))


def part(name, numbers):
    return numbers.map(lambda number: f"{name}_{number}")


def maybe(strategy):
    return st.one_of(st.none(), strategy)


european = st.one_of(
    path(part("art", inserted), part("para", inserted), maybe(part("point", letters)), maybe(part("wrapup", small))),
    path(part("art", digits), part("para", small), part("point", letters), part("point", roman)),
    path(part("art", digits), part("para", small), part("item", small)),
    path(part("rec", digits)),
    path(part("annex", capital), maybe(part("part", st.sampled_from("AB"))), maybe(part("point", digits)), maybe(part("point", letters))),
    path(part("chp", capital), maybe(part("sec", small))),
)  # fmt: skip
policies = st.one_of(
    path(part("sec", st.builds(lambda a, b: f"{a}-{b}", small, small)), maybe(part("point", letters)), maybe(part("item", small))),
    path(part("item", small), maybe(part("item", small)), maybe(part("item", small))),
    path(part("att", st.sampled_from("AB")), part("item", small)),
    path(part("para", small)),
    path(part("hcontainer", small)),
)  # fmt: skip
german = st.one_of(
    path(part("sec", inserted), maybe(part("para", inserted)), maybe(part("point", small)), maybe(part("letter", letters)), maybe(part("wrapup", small))),
    path(part("annex", capital), maybe(part("point", small))),
    path(part("chp", small)),
)  # fmt: skip
chinese = st.one_of(
    path(part("art", digits), maybe(part("para", small)), maybe(part("item", small)), maybe(part("subitem", small))),
    path(part("art", st.builds(lambda a, b: f"{a}-{b}", digits, small)), part("para", small)),
    path(part("chp", small), maybe(part("sec", small))),
)  # fmt: skip
agreements = st.one_of(path(part("sec", st.builds(lambda a, b: f"{a}-{b}", small, small)), maybe(part("item", small))), path(part("item", small), maybe(part("item", small))))  # fmt: skip
american = st.one_of(
    path(part("sec", st.builds(lambda a, b: f"{a}-{b}", digits, digits)), maybe(part("para", letters)), maybe(part("para", small)), maybe(part("al", small))),
    path(part("part", digits), maybe(part("subpart", st.sampled_from("ABC"))), maybe(part("app", st.sampled_from("ABC")))),
)  # fmt: skip
commonwealth = path(
    part("sec", inserted), part("subsec", small), part("para", letters), maybe(part("subpara", roman))
)


us_laws = path(
    maybe(part("div", st.sampled_from("ABC"))), part("sec", digits), maybe(part("para", letters)), maybe(part("para", small)), maybe(part("para", capital))
)  # fmt: skip
british = st.one_of(
    path(part("sec", inserted), part("subsec", small), maybe(part("para", letters)), maybe(part("subpara", roman))),
    path(st.builds(lambda name, n: f"{name}_{n}", st.sampled_from(["reg", "rule"]), small), part("para", small), maybe(part("subpara", letters))),
    path(part("sch", small), part("para", small), maybe(part("subpara", small)), maybe(part("point", letters))),
)  # fmt: skip
canadian = path(
    part("sec", inserted), part("subsec", small), maybe(part("para", letters)), maybe(part("subpara", roman)), maybe(part("clause", st.sampled_from("ABC")))
)  # fmt: skip
swiss = path(
    part("art", inserted), part("para", small), maybe(part("letter", letters)), maybe(part("point", small))
)
japanese = st.one_of(
    path(part("art", digits), part("para", small), maybe(part("item", small)), maybe(part("subitem", st.sampled_from("イロハ")))),
    path(part("art", st.builds(lambda a, b: f"{a}-{b}", digits, small)), part("item", small)),
    path(part("suppl", st.just("1")), part("art", small)),
    path(part("annex", small)),
)  # fmt: skip


def same(act, eid, family, language="en"):
    assert parse(write(act, eid, family, language)) == Reference(act, eid)


@pytest.mark.slow
@given(european, languages)
def test_european_acts_in_every_language(eid, language):
    same("Regulation (EU) 2024/1689", eid, "eu", language)


@pytest.mark.slow
@given(policies, languages)
def test_policies_in_every_language(eid, language):
    same("Acme Usage Policy", eid, "policy", language)


@given(german)
def test_german_laws(eid):
    same("GefStoffV", eid, "de", "de")


@given(chinese)
def test_chinese_laws(eid):
    same("示例条例", eid, "zh", "zh")


@given(agreements)
def test_chinese_agreements(eid):
    same("用户协议", eid, "policy", "zh")


@given(american)
def test_american_regulations(eid):
    same("27 CFR", eid, "cfr")


@given(
    part("sec", st.builds(lambda a, b: f"{a}{b}", digits, st.sampled_from(["", "a", "aa-1"]))),
    maybe(part("para", letters)),
)
def test_the_united_states_code(section, paragraph):
    same("18 U.S.C.", "__".join(filter(None, (section, paragraph))), "cfr")


@given(commonwealth)
def test_acts_in_akoma_ntoso(eid):
    same("Fire Safety By-law", eid, "akn")


@given(us_laws)
def test_american_laws_and_bills(eid):
    same("119 HR 9999 IH", eid, "us")


@given(british)
def test_acts_and_instruments_of_the_united_kingdom(eid):
    same("Sample Regulations 2030", eid, "uk")


@given(canadian, st.sampled_from(["en", "fr"]))
def test_canadian_acts_in_both_languages(eid, language):
    same("Sample Act, RSC 1985, c A-1", eid, "ca", language)


@given(swiss, st.sampled_from(["de", "fr", "it"]))
def test_swiss_acts_in_three_languages(eid, language):
    same("DSG", eid, "ch", language)


@given(japanese)
def test_japanese_laws(eid):
    same("見本保管法", eid, "ja", "ja")


@given(st.from_regex(r"[A-Z]{2,8} [0-9](\.[0-9]{1,2})?", fullmatch=True))
def test_frameworks_by_their_references(label):
    eid = f"item_{label.replace(' ', '').replace('.', '-')}"
    assert parse(write("AI Framework 1.0", eid, "framework", "en", label)) == Reference(
        "AI Framework 1.0", eid
    )


@given(st.text(max_size=40))
def test_any_text_is_a_reference_or_none(text):
    found = parse(text)
    assert found is None or isinstance(found.eid, str)


def test_no_word_stands_for_two_things():
    seen: dict[str, str] = {}
    for words in WORDS.values():
        for key, word in words.items():
            assert seen.setdefault(word.lower(), key) == key
    for style in STYLES.values():
        for word, key in ((style.para, "para"), (style.number, "point"), (style.letter, "point")):
            assert seen.setdefault(word.lower(), key) == key


@pytest.mark.parametrize(
    ("citation", "act", "eid"),
    [
        ("29 C.F.R. § 1910.1450(e)(3)(viii)", "29 CFR", "sec_1910-1450__para_e__para_3__para_viii"),
        ("Regulation (EU) 2024/1689, Article 5(1)(a)", "Regulation (EU) 2024/1689", "art_5__para_1__point_a"),
        ("Verordening (EU) 2024/1689, artikel 5, lid 1, onder a)", "Verordening (EU) 2024/1689", "art_5__para_1__point_a"),
        ("Règlement (UE) 2024/1689, article 5, paragraphe 1, point a)", "Règlement (UE) 2024/1689", "art_5__para_1__point_a"),
        ("第十二条第二款第（一）项", "", "art_12__para_2__item_1"),
        ("119 HR 9999 IH, sec. 2(a)", "119 HR 9999 IH", "sec_2__para_a"),
        ("Sample Regulations 2030, regulation 2(1)(a)", "Sample Regulations 2030", "reg_2__para_1__subpara_a"),
        ("Loi type, LRC 1985, c A-1, art 2(1)a)(i)", "Loi type, LRC 1985, c A-1", "sec_2__subsec_1__para_a__subpara_i"),
        ("Sample Rules, SOR/2030-1, s 11.15(3.1)(a)", "Sample Rules, SOR/2030-1", "sec_11-15__subsec_3-1__para_a"),
        ("art. 5 al. 1 let. a ch. 2 LPD", "LPD", "art_5__para_1__letter_a__point_2"),
        ("見本保管法第二条の二第一項第三号イ", "見本保管法", "art_2-2__para_1__item_3__subitem_イ"),
        ("§ 7 Abs. 2 GefStoffV", "GefStoffV", "sec_7__para_2"),
    ],
)  # fmt: skip
def test_citations_as_lawyers_write_them(citation, act, eid):
    assert parse(citation) == Reference(act, eid)


def test_a_document_settles_what_a_citation_alone_cannot():
    known = {"Regulation (EU) 2024/1689, Art. 3(1)": "art_3__point_1"}
    assert resolve("regulation (EU) 2024/1689, Art.3 (1)", known) == "art_3__point_1"


@pytest.mark.parametrize(
    ("family", "language", "eid", "label", "citation"),
    [
        ("ca", "en", "sec_11-15__subsec_3-1", "(3.1)", "Act, s 11.15(3.1)"),
        ("ca", "en", "sec_11-15__subsec_3-1__para_a", "(a)", "Act, s 11.15(3.1)(a)"),
        ("ca", "en", "sec_4__subsec_3-5", "(3)\u2013(5)", "Act, s 4(3-5)"),
        ("ca", "fr", "sec_4__subsec_2-1__para_a-1", "a.1)", "Act, art 4(2.1)a.1)"),
        ("ca", "en", "sec_4__subsec_2__para_a-1__subpara_i", "(i)", "Act, s 4(2)(a.1)(i)"),
        ("policy", "en", "sec_4__point_2-1", "(2.1)", "Act, Section 4(2.1)"),
        ("policy", "en", "sec_4__point_2-3", "(2-3)", "Act, Section 4(2-3)"),
        ("us", "en", "sec_4__para_2-1", "(2-1)", "Act, sec. 4(2-1)"),
    ],
)
def test_a_number_in_brackets_is_cited_with_the_point_that_is_printed(family, language, eid, label, citation):
    assert write("Act", eid, family, language, label) == citation
    if family == "ca":
        assert parse(citation) == Reference("Act", eid)
