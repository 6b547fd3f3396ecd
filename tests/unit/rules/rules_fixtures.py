"""Small documents of our own, read as the pipeline reads them."""

from __future__ import annotations

from curation import readers, rules
from curation.core.records import Clause, Document, Rule


def clauses_of(text: str, language: str = "en") -> list[Clause]:
    """The clauses of a Markdown document."""
    document = Document(slug="act", title="Device Act", citation="DA", language=language)
    return list(readers.read(document, text.encode()))


def rules_of(text: str, language: str = "en") -> list[Rule]:
    """The rules of a Markdown document."""
    return rules.extract(clauses_of(text, language))


def only(sentence: str, language: str = "en") -> Rule:
    """The one rule of a sentence."""
    found = rules_of(f"# Act\n\n## 1 Rules\n\n{sentence}\n", language)
    assert len(found) == 1, [(rule.modality, rule.action) for rule in found]
    return found[0]


def texts(parts) -> list[str]:
    """The words of parts."""
    return [part.text for part in parts]
