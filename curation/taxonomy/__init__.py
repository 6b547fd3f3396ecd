"""Taxonomies as versioned data: load, walk, lint, diff."""

from curation.taxonomy.checks import Difference, diff, lint
from curation.taxonomy.files import load, load_file, names
from curation.taxonomy.model import NONE, Factor, Product, Taxonomy, split_qualified

__all__ = [
    "NONE",
    "Difference",
    "Factor",
    "Product",
    "Taxonomy",
    "diff",
    "lint",
    "load",
    "load_file",
    "names",
    "split_qualified",
]
