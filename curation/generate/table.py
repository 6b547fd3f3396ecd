"""The generators by name: a new one is an object with `name`, `version`, `paid`, `plan` and `run`, and one line here."""

from __future__ import annotations

GENERATORS: dict[str, str] = {
    "template": "curation.generate.template:make",
    "llm": "curation.generate.llm:make",
    "variants": "curation.generate.variants:make",
}
"""Name to `module:attribute`; the attribute is called without arguments and gives the generator."""
