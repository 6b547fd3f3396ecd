"""What may be set about reading documents."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The `[ingest]` table of curation.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    max_bytes: int = 256 * 1024 * 1024
    """Largest document read, in bytes; a larger one is refused."""
    max_clauses: int = 200_000
    """Most clauses one document may have; more is taken for a mistake or an attack."""
    max_memory_mb: int = Field(default=4000, ge=100)
    """Most memory that reading one document may take, in MB; a small document gets less (400 MB plus 60 bytes for each byte of it)."""
    max_seconds: int = Field(default=1800, ge=1)
    """Most seconds of CPU that reading one document may take; a small document gets less (60 s plus 30 s for each megabyte of it)."""
    readers: dict[str, str] = {}
    """Further readers: name to `module:function`, each a function from bytes to `Parsed`."""
    replace: list[str] = []
    """Shipped readers that one of `readers` of the same name takes the place of; without this, such a name is refused."""
