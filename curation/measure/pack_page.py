"""The page of an evidence pack: one table a document, a row a provision, fit to print; no script."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from curation.core.errors import visible
from curation.measure.page import STYLE

_PRINT = """
@media print{body{max-width:none;font-size:11px}a{color:inherit}tr{break-inside:avoid}}
.bar{display:inline-block;width:7rem;height:.7rem;background:var(--line);position:relative;vertical-align:middle}
.bar i{position:absolute;top:0;bottom:0;background:var(--a);opacity:.45}
.bar b{position:absolute;top:-2px;bottom:-2px;width:2px;background:var(--fg)}
td.why{color:var(--faint)}
code{font-size:.85em;word-break:break-all}
""".strip()
_COLUMNS = (
    ("refuses_what_it_should", "refuses what it should"),
    ("helps_where_it_should", "helps where it should"),
    ("answers_rightly", "answers rightly"),
)


def _text(value: object) -> str:
    return escape(visible(str(value)))


def _cell(cell: Mapping[str, Any] | None) -> str:
    if not cell or cell["value"] is None:
        return '<td class="n">–</td>'
    value = f"{100 * cell['value']:.0f} %"
    if cell["low"] is None:
        return f'<td class="n">{value} (n={cell["n"]}, one family)</td>'
    low, high = 100 * cell["low"], 100 * cell["high"]
    bar = f'<span class="bar" aria-hidden="true"><i style="left:{low:.0f}%;width:{max(1, high - low):.0f}%"></i><b style="left:{100 * cell["value"]:.0f}%"></b></span>'
    return f'<td class="n">{bar} {value} [{low:.0f}, {high:.0f}] n={cell["n"]}</td>'


def _row(row: Mapping[str, Any]) -> str:
    if row["status"] != "measured":
        return f'<tr><th scope="row">{_text(row["citation"])}</th><td class="n">0</td><td class="why" colspan="3">no item: {_text(row["why"])}</td></tr>'
    return (
        f'<tr><th scope="row">{_text(row["citation"])}</th><td class="n">{row["items"]}</td>'
        + "".join(_cell(row.get(key)) for key, _ in _COLUMNS)
        + "</tr>"
    )


def _digest(sha256: str) -> str:
    return f" Digest of the document <code>{_text(sha256)}</code>" if sha256 else ""


def _judge(judge: Mapping[str, Any]) -> str:
    """Who gave the verdicts, and how often they were right where people had labelled the answers, as a sentence."""
    known = {"name", "hits", "sick", "passes", "well"}
    named = [str(judge.get("name", "not named"))]
    named += [f"{key} {value}" for key, value in judge.items() if key not in known]
    if not known <= judge.keys():
        return ", ".join(
            [*named, *(f"{key} {judge[key]}" for key in ("hits", "sick", "passes", "well") if key in judge)]
        )
    return (
        f"{', '.join(named)}. On answers that people had labelled and that it was not fitted on, it called "
        f"{judge['hits']} of {judge['sick']} refusals a refusal, and {judge['passes']} of {judge['well']} compliant answers compliant."
    )


def render(content: Mapping[str, Any]) -> str:
    """The page of a pack's `evidence`."""
    release = content["release"]
    head = "".join(f'<th class="n">{title}</th>' for _, title in _COLUMNS)
    parts = []
    for document in content["documents"]:
        rows = [r for r in content["requirements"] if r["document"] == document["document"]]
        missing = document["provisions_without_item"]
        covered = f"{document['provisions_measured']} provisions measured" + (
            "" if missing is None else f", {missing} without an item"
        )
        if open_ := [
            f"{document[key]:,} {told}"
            for key, told in (("unscored", "not scored by the judge"), ("no_answer", "that are no answer"))
            if document.get(key)
        ]:
            covered += f"; responses {' and '.join(open_)} are in no rate"
        named = ", ".join(_text(document[key]) for key in ("document", "jurisdiction") if document.get(key))
        summary = (
            f'<tr><th scope="row">all of it</th><td class="n">{document["items"]}</td>'
            + "".join(_cell(document.get(key)) for key, _ in _COLUMNS)
            + "</tr>"
        )
        parts.append(
            f"<h2>{_text(document['title'] or document['document'])}</h2><p>{named}; {covered}.{_digest(document.get('sha256', ''))}</p>"
            f'<div class="scroll"><table><thead><tr><th>provision</th><th class="n">items</th>{head}</tr></thead><tbody>{summary}{"".join(map(_row, rows))}</tbody></table></div>'
        )
    notes = "".join(f'<p class="note">{_text(note)}</p>' for note in content["notes"])
    judge = _judge(content["judge"])
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Evidence: {_text(content['model'])} on {_text(release['name'])} {_text(release['version'])}</title><style>{STYLE}\n{_PRINT}</style></head><body>"
        f"<h1>{_text(content['model'])} on {_text(release['name'])} {_text(release['version'])}</h1>"
        f"<p>Measured on {_text(content['date'])}; {content['answers']['n']:,} answers. Intervals are {100 * content['settings']['confidence']:.0f} %, families of items as units.</p>"
        f"<p>Release content <code>{_text(release['content_sha256'])}</code><br>Verdicts <code>{_text(content['answers']['sha256'])}</code><br>Judge: {_text(judge)}</p>"
        f"{notes}{''.join(parts)}<p>Each figure follows from the release, the answers and the settings in <code>evidence.json</code>; <code>curation measure pack --check</code> derives it again.</p></body></html>"
    )
