"""Writes docs/licences.md: the licence of every package that `curation[all]` installs, from the metadata of this environment.

`python docs/licences.py` after a change of the dependencies; `--sbom FILE` writes the same packages as a CycloneDX bill of materials.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).with_name("licences.md")
HEAD = """# Licences

What `curation[all]` installs, and under which licence, as the packages say themselves. Written by `python docs/licences.py`; each release
carries the same as a bill of materials (CycloneDX) for its light installation. The texts and vectors that come with curation are listed
in the [architecture](architecture.md); the weights of the default embedding model are all-MiniLM-L6-v2 (Apache-2.0), pinned by the
SHA-256 of their file in `embedding-model.txt` and of the weights in `curation/services/embeddings.py`.

| package | licence |
|---|---|
"""


def installed(start: str = "curation", extras: tuple[str, ...] = ("all",)) -> list[metadata.Distribution]:
    """The distributions that `start[extras]` leads to, as far as they are installed, sorted by name."""
    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, str]] = set()
    queue = [(start, extra) for extra in ("", *extras)]
    while queue:
        name, extra = queue.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            one = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[canonicalize_name(name)] = one
        for line in one.requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                queue += [(canonicalize_name(needed.name), more) for more in ("", *needed.extras)]
    found.pop(canonicalize_name(start))
    return [found[name] for name in sorted(found)]


def licence(one: metadata.Distribution) -> str:
    """What a package says about its licence, in the shortest form that it gives."""
    about = one.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")
    ]
    named = [c for c in classifiers if c != "OSI Approved"]
    text = str(about.get("License") or "").strip().split("\n")[0]
    return ", ".join(named) or (text if 0 < len(text) < 60 else "see the package")


def page(packages: list[metadata.Distribution]) -> str:
    """The text of docs/licences.md."""
    rows = [f"| {canonicalize_name(one.name)} | {re.sub(r'[|]', '/', licence(one))} |" for one in packages]
    return HEAD + "\n".join(rows) + "\n"


def bill(packages: list[metadata.Distribution]) -> dict[str, object]:
    """A CycloneDX 1.5 bill of materials."""
    parts = [
        {
            "type": "library", "name": one.name, "version": one.version,
            "purl": f"pkg:pypi/{canonicalize_name(one.name)}@{one.version}",
            "licenses": [{"license": {"name": licence(one)}}],
        }
        for one in packages
    ]  # fmt: skip
    about = {"type": "application", "name": "curation", "version": metadata.version("curation")}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": about},
        "components": parts,
    }


def main(words: list[str]) -> None:
    """Writes the page, or the bill of materials where `--sbom FILE` is given."""
    if words[:1] == ["--sbom"]:
        Path(words[1]).write_text(json.dumps(bill(installed()), indent=1) + "\n", "utf-8")
    else:
        PAGE.write_text(page(installed()), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
