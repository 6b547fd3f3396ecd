"""The same sorts of document as other producers make them: structure comes out right whatever the markup."""

from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="")
SAMPLES = Path(__file__).with_name("samples")


def ids(name: str, scope: str = "own") -> list[str]:
    return [clause.eid for clause in parse(DOC, (SAMPLES / name).read_bytes(), scope).clauses]


def by_id(name: str) -> dict[str, object]:
    return {clause.eid: clause for clause in parse(DOC, (SAMPLES / name).read_bytes()).clauses}


def test_a_directive_with_parts_dashes_and_inserted_numbers():
    assert ids("directive.html") == [
        "rec_1", "rec_2", "title_I", "art_1", "art_2", "art_2__para_1", "art_2__para_1__point_a", "art_2__para_1__point_a__point_i",
        "art_2__para_1__point_a__point_ii", "art_2__para_1__item_1", "art_2__para_1__wrapup_1", "art_2__para_1a", "art_2a",
        "annex_1", "annex_1__part_1", "annex_1__part_1__point_1",
    ]  # fmt: skip


def test_a_french_act_is_cited_in_french():
    found = by_id("reglement.html")
    assert (
        found["art_1__para_1__point_a"].citation
        == "Règlement (UE) 2030/77, article 1, paragraphe 1, point a)"
    )
    assert found["chp_I"].text == "CHAPITRE PREMIER DISPOSITIONS"
    assert found["art_2"].modality == "prohibition"


def test_an_act_as_flat_text_has_the_identifiers_of_its_markup():
    found = by_id("verordening.md")
    assert list(found) == [
        "rec_1", "rec_2", "chp_I", "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a", "art_1__para_2__point_b",
        "art_1__para_2__point_b__point_i", "art_1__para_2__point_b__point_ii", "art_1__para_2__point_c", "art_1__para_2__wrapup_1", "art_2",
        "art_2__point_1", "art_2__point_2", "art_3", "annex_I", "annex_I__point_1", "annex_I__point_2",
    ]  # fmt: skip
    assert (
        found["art_1__para_2__point_b__point_i"].citation
        == "Verordening (EU) 2030/99, artikel 1, lid 2, onder b), i)"
    )
    assert (
        "Het is verboden te roken" in found["art_3"].text
    )  # quoted from another act, no paragraph of this one


def test_panels_that_are_folded_away_are_the_document_and_banners_are_not():
    found = by_id("accordion.html")
    texts = [clause.text for clause in found.values()]
    assert texts == [
        "Acme Usage Rules", "Last updated 3 May 2030", "Violence", "Do not use Acme to:", "Threaten people", "in person", "online", "Plan attacks",
        "Fraud", "Phishing", "Ponzi schemes", "Privacy", "Doxxing", "Stalking", "Malware", "Making malware is not allowed.", "Spam",
        "Bulk mail is not allowed.",
    ]  # fmt: skip
    assert found["item_1__item_2"].text == "online" and found["item_1__item_2"].modality == "prohibition"


def test_hidden_tabs_lettered_paragraphs_and_tables_are_kept():
    texts = [clause.text for clause in by_id("tabs.html").values()]
    assert not any("partners" in text or text in ("Essential", "Legal", "On this page") for text in texts)
    assert ids("tabs.html")[3:11] == [
        "sec_1", "sec_1__item_1", "sec_1__item_2", "sec_2", "sec_2__item_1", "sec_2__item_2", "sec_2__item_2__item_1", "sec_2__item_2__item_2",
    ]  # fmt: skip
    assert "Drones | Not allowed" in texts


@pytest.mark.parametrize("name", ["gesetz.html", "gesetz.md"])
def test_a_german_law_as_a_page_or_as_text(name):
    found = by_id(name)
    assert [eid for eid in found if eid.startswith(("sec_1", "sec_2"))] == [
        "sec_1", "sec_1__para_1", "sec_1__para_2", "sec_1__para_2__point_1", "sec_1__para_2__point_2", "sec_1__para_2__point_2__letter_a",
        "sec_1__para_2__point_2__letter_b", *(["sec_1__para_2__wrapup_1"] if name.endswith("md") else []), "sec_1a", "sec_2", "sec_2__para_1",
        "sec_2__para_1a",
    ]  # fmt: skip
    assert found["sec_1__para_2__point_2__letter_a"].citation == "§ 1 Abs. 2 Nr. 2 Buchst. a BspG"
    assert found["annex_1"].citation == "Anlage 1 BspG"


def test_a_chinese_law_with_contents_inserted_articles_and_no_blank_lines():
    found = by_id("tiaoli.md")
    assert list(found) == [
        "chp_1", "art_1__para_1", "art_2__para_1", "art_2__para_1__item_1", "art_2__para_1__item_2", "art_2__para_1__item_2__subitem_1",
        "art_2__para_1__item_2__subitem_2", "art_2__para_1__item_3", "art_2__para_2", "chp_2", "chp_2__sec_1", "art_10-1__para_1",
        "art_103__para_1", "art_104__para_1", "annex_1",
    ]  # fmt: skip
    assert found["art_10-1__para_1"].citation == "《示例管理条例》第十条之一第一款"


def test_a_chinese_agreement_has_numbered_sections():
    found = by_id("xieyi.html")
    assert list(found)[2:] == [
        "sec_1", "sec_1-1", "sec_1-2", "sec_1-2__item_1", "sec_1-2__item_2", "sec_2", "sec_2-1", "sec_2-2-1", "sec_3", "sec_3__para_1"
    ]  # fmt: skip
    assert found["sec_1-2__item_2"].citation == "《示例服务协议》第1.2条第2项"


def test_akoma_ntoso_with_levels_and_schedules():
    assert ids("act.xml") == [
        "part_1", "chp_1", "sec_1", "sec_1__subsec_1", "sec_1__subsec_2", "sec_1__subsec_2__level_a", "sec_1__subsec_2__level_b",
        "sec_1__subsec_2__wrapup_1", "sec_1A", "sch_1", "sch_1__para_1",
    ]  # fmt: skip
    assert by_id("act.xml")["sec_1__subsec_2__level_a"].citation.endswith(", section 1(2)(a)")


def test_akoma_ntoso_of_another_language_and_prefix():
    found = by_id("legge.xml")
    assert list(found) == [
        "title_I", "art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_1-bis", "art_2-ter__para_1"
    ]  # fmt: skip
    assert found["art_1"].language == "it"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("controls.yaml", ["item_AC", "item_AC-1", "item_AC-2", "item_AC-2-1", "item_AU", "item_AU-1"]),
        ("requirements.yaml", ["item_R1", "item_R2", "item_R2-1"]),
    ],
)
def test_frameworks_of_nested_lists_or_of_mappings(name, wanted):
    assert ids(name) == wanted


def test_a_framework_is_cited_by_its_own_references():
    assert by_id("controls.yaml")["item_AC-2-1"].citation == "Example Controls, AC-2(1)"


def test_a_policy_with_a_quoted_note_and_decimal_numbers():
    found = by_id("policy.md")
    assert found["para_1"].text == "Note This page is a draft."
    assert [eid for eid in found if eid.startswith("sec_2")] == [
        "sec_2", "sec_2-1", "sec_2-1__point_a", "sec_2-1__point_b", "sec_2-1__point_b__point_i", "sec_2-1__point_b__point_ii", "sec_2-2"
    ]  # fmt: skip
    assert found["sec_2-1__point_b__point_i"].citation == "Policy for the use of AI, Section 2.1(b)(i)"


def test_terms_in_plain_text_nest_by_their_markers():
    found = by_id("terms.txt")
    assert found["sec_2-1__point_c__point_ii"].citation == "ACME SERVICE TERMS, Section 2.1(c)(ii)"
    assert "sch_1__para_1" in found


def test_a_bill_whose_sections_say_what_they_are():
    assert ids("bill.md") == [
        "hcontainer_1", "sec_1", "sec_1__para_1", "sec_1__para_2", "sec_1__para_2__para_A", "sec_1__para_2__para_B", "sec_2", "sec_2__para_a",
        "sec_2__para_b", "sec_2__para_b__para_1", "sec_2__para_b__para_2", "sec_3",
    ]  # fmt: skip


def test_lists_written_with_line_breaks_and_dots_are_lists():
    found = by_id("breaks.html")
    assert [(eid, clause.text) for eid, clause in found.items()][1:] == [
        ("para_1", "You must not:"), ("item_1", "send spam"), ("item_2", "run scams"), ("item_3", "harm people"), ("para_2", "First paragraph."),
        ("para_3", "Second paragraph goes on."), ("item_4", "one"), ("item_5", "two"), ("para_4", "A price of 5 • 6 dollars."),
    ]  # fmt: skip
    assert found["item_3"].modality == "prohibition"


def test_a_chinese_law_on_a_page_without_markup_of_its_own():
    found = by_id("banfa.html")
    assert list(found) == [
        "art_1__para_1", "art_2__para_1", "art_2__para_1__item_1", "art_2__para_1__item_2", "art_3__para_1"
    ]  # fmt: skip
    assert found["art_3__para_1"].citation == "《示例办法》第三条第一款"


def test_an_act_on_a_page_from_before_there_were_classes():
    found = by_id("old_directive.html")
    assert list(found) == [
        "rec_1", "rec_2", "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_a", "art_1__para_2__point_b", "art_2", "art_3", "annex_I",
        "annex_I__point_1", "annex_I__point_2",
    ]  # fmt: skip
    assert found["art_1__para_2__point_a"].citation == "Directive 93/42/EEC, Art. 1(2)(a)"


def test_a_heading_without_a_number_stays_below_the_numbered_one_above_it():
    text = "# Terms\n\n## 1. Rules\n\n### Fees\n\nPay the fee.\n\n## 2. End\n\nIt ends.\n"
    found = {clause.text: clause.path for clause in parse(DOC, text.encode()).clauses}
    assert found["Pay the fee."] == ["Terms", "1. Rules", "Fees"]
    assert found["It ends."] == ["Terms", "2. End"]
