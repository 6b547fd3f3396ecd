"""One self-contained page for a reviewer: the layouts of the server drawn by a small script, answers saved as a file.

The page asks nothing of a network and may send nothing (its policy allows one script and no connection). What must not be
seen yet is not in the page: the verdicts of questions come in a second page, made when the answers are in.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from curation.core import resources
from curation.core.files import disk
from curation.review.offline.screens import FORMAT, VERSION, Screen, tree


def page(title: str, ticket: str, screens: Sequence[Screen]) -> str:
    """The page as HTML. `ticket` is what the file of answers carries back."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "ticket": ticket,
        "title": title,
        "round": rounds.pop() if len(rounds := {s.round for s in screens}) == 1 else "",
        "groups": [
            {
                "project": s.project, "title": s.title, "heading": s.heading or s.title, "guidelines": s.guidelines, "layout": tree(s.layout),
                "tasks": list(s.tasks),
            }
            for s in screens
        ],
    }  # fmt: skip
    script = _file("page.js")
    style = disk.text(resources.find("labeling/style.css")) + _file("page.css")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    # In a script element only "<" can end the element or open a comment.
    embedded = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">',
            f"<title>{html.escape(title)}</title><style>{style}</style></head><body>",
            _file("page.html"),
            f'<script type="application/json" id="data">{embedded}</script>',
            f"<script>{script}</script>",
            "</body></html>\n",
        ]
    )


def _file(name: str) -> str:
    return disk.text(files("curation.review.offline") / name)
