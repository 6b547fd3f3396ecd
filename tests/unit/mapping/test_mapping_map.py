import polars as pl
import pytest
from curation import mapping, taxonomy
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Clause, Judgement, Mapping
from curation.mapping.coverage import coverage
from curation.mapping.settings import Settings

AIR = taxonomy.load("air-2024")
LAB = taxonomy.load("lab-safety")


def clause(number: int, text: str, kind: str = "item", modality: str = "prohibition") -> Clause:
    return Clause(
        id=f"policy@1#item_{number}", document="policy", edition="1", eid=f"item_{number}", kind=kind, citation="", path=[],
        marker="", text=text, start=0, end=len(text), modality=modality, language="en", sha256=text_digest(text),
    )  # fmt: skip


def frame(*clauses: Clause) -> pl.DataFrame:
    return tables.frame(clauses, Clause)


MALWARE = clause(1, "You must not use the service to write ransomware or other malware.")
SUICIDE = clause(2, "Do not encourage suicide.")
DATES = clause(3, "This text takes effect on the first day of the month.", modality="other")
HEADING = clause(4, "Malware", kind="heading")


def first(texts: list[str], tax=AIR) -> list[str]:
    found = mapping.map_texts(texts, tax, Settings(method="lexical"), None, 5)
    return [next(c["code"] for c in candidates if c["code"] != "none") for candidates in found]


@pytest.mark.slow
def test_plain_clauses_find_their_leaf_by_words_alone():
    assert first([MALWARE.text, SUICIDE.text, "Do not generate child sexual abuse material."]) == [
        "1.2.7",
        "7.23.1",
        "6.22.7",
    ]


def test_a_product_leaf_is_found_by_its_two_factors():
    assert first(["Inferring a person's health data from other facts about them"]) == ["15.4142.47"]


def test_laboratory_clauses_go_to_the_laboratory_taxonomy():
    assert first(
        [
            "Wear goggles and gloves.",
            "Rinse the eyes at the eyewash for 15 minutes and call first aid.",
            "Unplug the frayed power cord.",
        ],
        LAB,
    ) == ["3.3", "4.1", "3.2"]


def test_mapping_keeps_order_threshold_and_evidence_inside_the_clause():
    made = mapping.map_clauses(
        frame(MALWARE, SUICIDE, DATES, HEADING), [AIR], Settings(method="lexical"), None
    )
    assert made.schema == tables.schema(Mapping)
    texts = {c.id: c.text for c in (MALWARE, SUICIDE, DATES, HEADING)}
    for row in tables.rows(made, Mapping):
        assert 0 <= row.evidence_start < row.evidence_end <= len(texts[row.clause])
    best = {r.clause: r for r in tables.rows(made, Mapping) if r.rank == 1}
    assert best[HEADING.id].category == "air-2024@1.0:none"
    assert best[DATES.id].category == "air-2024@1.0:none"
    assert best[MALWARE.id].category == "air-2024@1.0:1.2.7"
    quote = MALWARE.text[best[MALWARE.id].evidence_start : best[MALWARE.id].evidence_end]
    assert "malware" in quote


def judgement(number: int, labels: list[str]) -> Judgement:
    return Judgement(
        id=f"j{number}", item="i", batch="b", kind="mapping", subject=f"policy@1#item_{number}", revision="r", reviewer="a",
        verdict="accept", labels=labels, made="2026-01-01T00:00:00Z", layout="l", source=f"s{number}",
    )  # fmt: skip


def test_what_people_said_of_a_clause_stands():
    said = [judgement(1, ["air-2024@1.0:1.1.1"]), judgement(2, [])]
    made = mapping.map_clauses(frame(MALWARE, SUICIDE), [AIR], Settings(method="lexical"), None, said)
    rows = {r.clause: (r.category, r.score, r.method) for r in tables.rows(made, Mapping)}
    assert rows == {
        MALWARE.id: ("air-2024@1.0:1.1.1", 1.0, "judged"),
        SUICIDE.id: ("air-2024@1.0:none", 1.0, "judged"),
    }


@pytest.mark.slow
def test_judgements_move_what_is_proposed_for_other_clauses():
    text = "Keep our wording house style in every answer."
    judged = [clause(i, f"{text} ({i})") for i in range(1, 9)]
    said = [judgement(i, ["air-2024@1.0:10.33.6"]) for i in range(1, 9)]
    other = clause(99, text)
    settings = Settings(method="lexical", threshold=0.0, top=100)

    def rank(judgements):
        made = mapping.map_clauses(frame(*judged, other), [AIR], settings, None, judgements)
        return next(
            (
                r.rank
                for r in tables.rows(made, Mapping)
                if r.clause == other.id and r.category.endswith(":10.33.6")
            ),
            999,
        )

    assert rank(said) < rank([])


@pytest.mark.slow
def test_coverage_counts_clauses_once_and_names_what_nobody_regulates():
    clauses = frame(MALWARE, SUICIDE)
    made = mapping.map_clauses(clauses, [AIR], Settings(method="lexical", threshold=0.3, top=3), None)
    found = coverage(clauses, made, AIR, 2)
    security = next(c for c in found.cells if c.category == "1")
    assert (security.clauses, security.strongest, security.prohibitions) == (1, MALWARE.id, 1)
    assert "13" in found.nobody and found.only["1"] == "policy"
