"""Laws that hold for every document and every identifier."""

import pytest
from curation.core.errors import InputError
from curation.core.records import Document
from curation.editions.comparison import compare
from curation.readers import parse
from curation.readers.citations import identifiers
from curation.readers.structure import numbering
from curation.readers.xml import cfr_levels
from hypothesis import given, settings
from hypothesis import strategies as st

DOC = Document(slug="doc", title="")
number = st.integers(1, 400).map(str)
letter = st.sampled_from("abcdefgh")
lines = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60), max_size=12)
marked = st.lists(
    st.tuples(
        st.sampled_from(["# ", "- ", "1. ", "  - ", "(a) ", "第一条 ", "### § 1 ", "", "| a | "]),
        st.text(max_size=30),
    ),
    max_size=15,
)


@pytest.mark.slow
@settings(deadline=None)
@given(lines)
def test_every_clause_is_a_slice_of_the_canonical_text(found):
    _check("\n".join(found).encode())


@pytest.mark.slow
@settings(deadline=None)
@given(marked, st.sampled_from(["own", "whole"]))
def test_every_clause_of_a_marked_text_is_a_slice_and_has_its_own_id(found, scope):
    _check("\n".join(a + b for a, b in found).encode("utf-8", "replace"), scope)


@given(st.binary(max_size=400))
def test_any_bytes_are_clauses_or_a_listed_issue(data):
    _check(data)


@given(
    st.sampled_from(
        [
            b"%PDF-1.4\n",
            b"PK\x03\x04[Content_Types].xml",
            b"<?xml version='1.0'?><ECFR>",
            b"<html><p class='oj-ti-art'>Article 1</p>",
        ]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_after_a_known_head_are_clauses_or_a_listed_issue(head, tail):
    _check(head + tail)


def _check(data, scope="own"):
    try:
        found = parse(DOC, data, scope)
    except InputError as error:
        assert error.issues
        return
    assert all(found.canonical_text[c.start : c.end] == c.text for c in found.clauses)
    assert len({c.eid for c in found.clauses}) == len(found.clauses)


@given(number, st.lists(letter, max_size=3))
def test_european_citations_round_trip(article, points):
    eid = "__".join([f"art_{article}", "para_1", *(f"point_{p}" for p in points)])
    for language in ("en", "de", "nl", "fr"):
        act = "Regulation (EU) 2024/1689"
        assert identifiers.parse(identifiers.write(act, eid, "eu", language)) == identifiers.Reference(
            act, eid
        )


@given(number, number, st.lists(st.one_of(letter, number), max_size=4))
def test_american_citations_round_trip(part, section, paras):
    eid = "__".join([f"sec_{part}-{section}", *(f"para_{p}" for p in paras)])
    assert identifiers.parse(identifiers.write("29 CFR", eid, "cfr")) == identifiers.Reference("29 CFR", eid)


@given(st.integers(1, 999), st.integers(1, 30), st.integers(1, 30))
def test_chinese_citations_round_trip(article, para, item):
    eid = f"art_{article}__para_{para}__item_{item}"
    assert identifiers.parse(identifiers.write("网络安全法", eid, "zh")) == identifiers.Reference(
        "网络安全法", eid
    )


@given(number, number, number)
def test_german_citations_round_trip(section, para, point):
    eid = f"sec_{section}__para_{para}__point_{point}"
    assert identifiers.parse(identifiers.write("GefStoffV", eid, "de")) == identifiers.Reference(
        "GefStoffV", eid
    )


@given(st.lists(number, min_size=1, max_size=4))
def test_citations_of_policies_round_trip(items):
    eid = "__".join(f"item_{n}" for n in items)
    assert identifiers.parse(identifiers.write("Kite Policy", eid, "policy")) == identifiers.Reference(
        "Kite Policy", eid
    )


@given(st.integers(1, 3999))
def test_numbers_round_trip(value):
    assert numbering.roman(numbering.to_roman(value)) == value
    assert numbering.han(numbering.to_han(value)) == value


@st.composite
def trees(draw, depth=0):
    """Markers of a well-formed section with their depths, in the handbook's order."""
    out = []
    shapes = ["{a}", "{n}", "{r}", "{A}"]
    for place in range(draw(st.integers(1 if depth == 0 else 2, 5))):
        text = {
            "{a}": chr(97 + place),
            "{n}": str(place + 1),
            "{r}": numbering.to_roman(place + 1),
            "{A}": chr(65 + place),
        }[shapes[depth]]
        below = draw(trees(depth + 1)) if depth < 3 and draw(st.booleans()) else []
        out += [(text, depth + 1), *below]
    return out


@given(trees())
def test_the_depth_of_well_formed_paragraphs_is_found(tree):
    assert list(cfr_levels.depths(tuple(cfr_levels.Marker(text) for text, _ in tree))) == [
        depth for _, depth in tree
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "alpha beta gamma delta",
                "one two three four five",
                "red green blue white black",
                "north south east west",
            ]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_an_edition_compared_with_itself_has_not_changed(found):
    clauses = parse(DOC, "\n".join(f"- {line}" for line in found).encode()).clauses
    assert {change.kind for change in compare(clauses, clauses)} == {"same"}


@given(st.lists(st.integers(1, 26), min_size=1, max_size=4))
def test_items_of_a_policy_are_cited_as_printed_and_others_by_their_place(items):
    eid = "__".join(["sec_3", *(f"item_{n}" for n in items)])
    letters = [f"({chr(96 + n)})" for n in items]
    assert identifiers.write("Kites", eid, "policy", listed=letters) == f"Kites, Section 3{''.join(letters)}"
    for bullets in (["-"] * len(items), [f"{n}." for n in items], ["(zz)"] * len(items)):
        assert identifiers.write("Kites", eid, "policy", listed=bullets) == identifiers.write(
            "Kites", eid, "policy"
        )
