"""How a release is cited: BibTeX on the card and in `croissant.json`, `CITATION.cff` in the folder.

https://citation-file-format.github.io (1.2.0). A citation names version and content digest, since a score says nothing without them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from curation.release.draft import ReleaseDraft

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
}


def bibtex(draft: ReleaseDraft, content: str) -> str:
    """The BibTeX entry of the release."""
    dataset = draft.inputs.dataset
    fields = {
        "title": f"{{{_tex(title(draft))}}}",
        "author": " and ".join(_tex(a) if "," in a else f"{{{_tex(a)}}}" for a in authors(draft)),
        "year": draft.date[:4],
        "version": str(draft.version),
        "doi": dataset.doi,
        "url": dataset.homepage,
        "note": f"Content digest (SHA-256) {content}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"[^a-z0-9]+", "-", f"{dataset.name}-{draft.version}".lower())
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def lines(draft: ReleaseDraft, content: str) -> list[str]:
    """The section of the card."""
    return ["```bibtex", bibtex(draft, content), "```", "", "`CITATION.cff` says the same."]


def cff(draft: ReleaseDraft, content: str) -> str:
    """The text of `CITATION.cff`."""
    dataset = draft.inputs.dataset
    value: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you report scores on this dataset, cite it with its version and content digest.",
        "type": "dataset",
        "title": title(draft),
        "authors": [_author(name) for name in authors(draft)],
        "version": str(draft.version),
        "date-released": draft.date,
        "license": dataset.licence,
        "doi": dataset.doi,
        "url": dataset.homepage,
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{content}",
                "description": "The digest of all rows of this version.",
            }
        ],
        "keywords": ["safety", "benchmark", "regulation"],
    }
    kept = {name: part for name, part in value.items() if part}
    text: str = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=1000)
    return f"# Canary: {dataset.canary}\n{text}"


def title(draft: ReleaseDraft) -> str:
    """What a citation calls the release."""
    return draft.inputs.dataset.title or draft.inputs.dataset.name


def authors(draft: ReleaseDraft) -> list[str]:
    """Who is cited; where nobody is named, those who curate the dataset."""
    return draft.inputs.dataset.authors or [f"The curators of {draft.inputs.dataset.name}"]


def _author(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family-names": family, "given-names": given} if comma else {"name": name}


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in " ".join(text.split()))
