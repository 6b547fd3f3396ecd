"""Elements of a page as strings that cannot be forgotten to escape: only `Html` passes unescaped."""

from __future__ import annotations

import base64
import hashlib
import html as _html
from collections.abc import Iterable, Sequence

from curation.core.errors import visible

VOID = frozenset({"br", "hr", "meta", "link", "input", "col", "img"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | int | float | None | Iterable["Child"]


def text(value: object) -> Html:
    """`value` as text: markup escaped; control, bidi and zero-width characters shown as escapes."""
    if isinstance(value, Html):
        return value
    lines = str(value).replace("\r\n", "\n").split("\n")
    return Html(_html.escape("\n".join(visible(line.replace("\t", " ")) for line in lines), quote=True))


def tag(name: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Html:
    """An element. Attribute names: a trailing `_` is cut, `_` becomes `-`; True is a bare attribute, None and False none."""
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        parts.append(label if value is True else f'{label}="{text(value)}"')
    head = f"<{' '.join(parts)}>"
    if name in VOID:
        return Html(head)
    return Html(f"{head}{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Children one after the other, each escaped unless it is markup already."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, (str, int, float)):
            parts.append(text(child))
        else:
            parts.append(join(child))
    return Html("".join(parts))


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[Child]], numeric: Sequence[int] = ()
) -> Html:
    """A table with a caption and a header row; the first cell of each row is its header. `numeric` columns align right."""

    def cells(row: Sequence[Child]) -> Iterable[Html]:
        for index, cell in enumerate(row):
            kind = "n" if index in numeric else None
            yield tag("th", cell, scope="row") if index == 0 else tag("td", cell, class_=kind)

    head = tag(
        "tr", [tag("th", c, scope="col", class_="n" if i in numeric else None) for i, c in enumerate(columns)]
    )
    body = [tag("tr", cells(row)) for row in rows]
    grid = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body))
    return tag("div", grid, class_="scroll", tabindex=0, role="region", aria_label=caption)


def note(message: Child) -> Html:
    """A short remark in place of something that is not there yet."""
    return tag("p", message, class_="note")


def code(value: str) -> Html:
    """A name or a command."""
    return tag("code", value)


def document(title: str, style: str, script: str, *body: Child) -> str:
    """A whole page of HTML that loads nothing: its policy lets only its own `script` run, which stands at its end."""
    allowed = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        Html(f"<style>{style}</style>"),
    )
    page = tag("html", head, tag("body", *body, Html(f"<script>{script}</script>")), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"
