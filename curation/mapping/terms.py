"""The words by which clauses and categories are compared: stems without the words that every policy repeats."""

from __future__ import annotations

from curation.text.stems import plain_text, stem_tokens
from curation.text.words import Token

UNTELLING = frozenset(
    [
        "ai",
        "system",
        "systems",
        "model",
        "models",
        "chatbot",
        "chatbots",
        "chatgpt",
        "generative",
        "genai",
        "llm",
        "llms",
        "tool",
        "tools",
        "use",
        "used",
        "uses",
        "using",
        "include",
        "including",
        "includes",
        "included",
        "ensure",
        "provide",
        "provided",
        "make",
        "made",
        "e",
        "g",
        "eg",
        "ie",
        "etc",
    ]
)
"""Words that stand in nearly every clause of a policy on AI, so that they tell no category from another."""


def terms(text: str) -> list[Token]:
    """The stem, start and end of every telling word of `text`, in order."""
    return stem_tokens(text, leave_out=UNTELLING)


def term_stems(text: str) -> list[str]:
    """The stems of the telling words of `text` in order, for text that is not cited by span."""
    return [term.word for term in terms(plain_text(text))]
