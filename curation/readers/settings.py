"""What may be set about reading documents."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """The `[ingest]` table of curation.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    max_bytes: int = 256 * 1024 * 1024
    """Largest document read, in bytes; a larger one is refused."""
    max_clauses: int = 200_000
    """Most clauses one document may have; more is taken for a mistake or an attack."""
    readers: dict[str, str] = {}
    """Further readers: name to `module:function`, each a function from bytes to `Parsed`."""
    replace: list[str] = []
    """Shipped readers that one of `readers` of the same name takes the place of; without this, such a name is refused."""
