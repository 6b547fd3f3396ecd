"""The generators by name: a new one is an object with `name`, `version`, `paid`, `plan` and `run`, and one line here."""

from __future__ import annotations

GENERATORS: dict[str, str] = {
    "template": "curation.generation.template.generator:make",
    "llm": "curation.generation.model.stages:make",
    "variants": "curation.generation.model.variants:make",
    "forms": "curation.generation.system_forms:make",
}
"""Name to `module:attribute`; the attribute is called without arguments and gives the generator."""
