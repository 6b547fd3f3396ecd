"""The files of a release: card, manifest, tables and descriptions, each written and read in one module."""
