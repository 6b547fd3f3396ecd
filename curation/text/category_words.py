"""Words that tell no category from another, beside the stop words of a language (`curation.text.words.stop_words`).

The two lists differ on purpose: one leaves out of clauses what nearly every policy on AI repeats, the other leaves out of a
definition what a definition of any category is made of, stop words included.
"""

from __future__ import annotations

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

FILLER = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "as",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "other",
        "the",
        "their",
        "this",
        "to",
        "whether",
        "which",
        "with",
        "if",
        "defined",
        "model",
        "response",
        "models",
        "promotes",
        "assists",
        "facilitates",
        "encourages",
        "supports",
        "refuses",
        "risk",
        "risks",
        "category",
        "content",
        "user",
        "request",
        "related",
        "activities",
    ]
)
