"""What the commands on taxonomies and mappings open first: they work with and without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from curation.cli import shell
from curation.core.errors import StateError

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy


def own_workspace(given: Path | None) -> Path | None:
    """The workspace when there is one: these commands work without."""
    try:
        return shell.workspace(given)
    except StateError:
        if given is not None:
            raise
        return None


def open_taxonomy(name: str, workspace: Path | None) -> Taxonomy:
    """The taxonomy in a CSV file, or the one of that name in the workspace or the package."""
    from curation import taxonomy

    return taxonomy.load_file(Path(name)) if name.endswith(".csv") else taxonomy.load(name, workspace)
