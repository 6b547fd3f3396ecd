"""The table of many models as one HTML page: rates with intervals, ranges of ranks, and a heat map of each kind of group; no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from curation.core.errors import visible
from curation.measure.page import STYLE

_MORE = """
table.heat td{text-align:center;font-variant-numeric:tabular-nums;min-width:3.2rem;padding:.2rem .3rem}
table.heat th.model{writing-mode:vertical-rl;transform:rotate(180deg);font-weight:400;text-align:left;max-height:14rem}
table.heat td.empty{color:var(--faint)}
table.heat td .few{opacity:.7;font-size:.85em}
tbody th{font-weight:400;max-width:26rem}
details{margin:.5rem 0}summary{cursor:pointer;font-weight:600}
svg .axis{stroke:var(--line)}
""".strip()


def _text(value: object) -> str:
    return escape(visible(str(value)))


def _span(cell: Mapping[str, Any]) -> str:
    if cell["value"] is None:
        return f"no value, n = {cell['n']} of {cell['asked']}"
    if cell["low"] is None:
        return f"{100 * cell['value']:.1f} %, one family only, n = {cell['n']} of {cell['asked']}"
    return f"{100 * cell['value']:.1f} % [{100 * cell['low']:.1f}, {100 * cell['high']:.1f}], n = {cell['n']} of {cell['asked']}"


def _heat(cell: Mapping[str, Any], model: str, good_is_high: bool) -> str:
    """A cell of the map: the number always stands in it, colour is an aid; wide intervals are pale."""
    if cell["value"] is None:
        return f'<td class="empty" title="{_text(model)}: {_text(_span(cell))}">–</td>'
    good = cell["value"] if good_is_high else 1 - cell["value"]
    width = 1.0 if cell["low"] is None else cell["high"] - cell["low"]
    strength = round(0.55 * max(0.15, 1 - width), 2)
    hue = round(20 + 190 * good)
    return (
        f'<td style="background:hsl({hue} 70% 55% / {strength})" title="{_text(model)}: {_text(_span(cell))}">'
        f"{100 * cell['value']:.0f}</td>"
    )


def forest(part: Mapping[str, Any], colour: str = "a") -> str:
    """The models of one side as SVG: a dot and an interval each, highest rate first."""
    rows = sorted((r for r in part["models"] if r["value"] is not None), key=lambda r: -r["value"])
    left, width, step = 260, 480, 26
    height = 44 + step * len(rows)

    def x(value: float) -> float:
        return round(left + width * value, 1)

    marks = [
        f'<svg viewBox="0 0 {left + width + 60} {height}" role="img" xmlns="http://www.w3.org/2000/svg"><title>{_text(part["title"])}: rate and interval of each model</title>'
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        marks.append(
            f'<line class="axis" x1="{x(tick)}" y1="6" x2="{x(tick)}" y2="{height - 30}"/><text x="{x(tick)}" y="{height - 10}" text-anchor="middle">{100 * tick:.0f} %</text>'
        )
    for number, row in enumerate(rows):
        y = 20 + step * number
        name = row["model"] if len(row["model"]) <= 34 else row["model"][:33] + "…"
        marks.append(f'<text x="{left - 10}" y="{y + 4}" text-anchor="end">{_text(name)}</text>')
        if row["low"] is not None:
            marks.append(
                f'<line x1="{x(row["low"])}" y1="{y}" x2="{x(row["high"])}" y2="{y}" stroke="var(--{colour})" stroke-width="3"/>'
            )
        marks.append(
            f'<circle cx="{x(row["value"])}" cy="{y}" r="5" fill="var(--{colour})"><title>{_text(row["model"])}: {_text(_span(row))}</title></circle>'
        )
    marks.append("</svg>")
    return "".join(marks)


def _models(part: Mapping[str, Any]) -> str:
    rows = sorted(part["models"], key=lambda r: (r["value"] is None, -(r["value"] or 0)))
    lines = [
        f'<tr><th scope="row">{_text(r["model"])}</th><td class="n">{_text(_span(r))}</td><td class="n">{r["rank_best"]}–{r["rank_worst"]}</td><td class="n">{r["answered"]} of {r["asked"] if r["released"] is None else r["released"]}</td><td class="n">{r["unscored"]}</td></tr>'
        for r in rows
    ]
    return (
        '<div class="scroll"><table><caption>Models</caption><thead><tr><th>model</th><th class="n">rate with interval</th><th class="n">ranks left open</th><th class="n">answered</th><th class="n">unscored</th></tr></thead><tbody>'
        + "".join(lines)
        + "</tbody></table></div>"
    )


def _map(kind: str, groups: Sequence[Mapping[str, Any]], models: Sequence[str], good_is_high: bool) -> str:
    head = "".join(f'<th class="model" scope="col">{_text(m)}</th>' for m in models)
    body = "".join(
        f'<tr><th scope="row">{_text(g["name"])} <span class="few">({g["items"]})</span></th>'
        + "".join(_heat(cell, model, good_is_high) for cell, model in zip(g["cells"], models, strict=True))
        + "</tr>"
        for g in groups
    )
    opened = " open" if len(groups) <= 30 else ""
    return f'<details{opened}><summary>By {_text(kind)} ({len(groups)})</summary><div class="scroll"><table class="heat"><caption>{_text(kind)}: rate in %, items in brackets; pale cells have wide intervals</caption><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div></details>'


def _holding(part: Mapping[str, Any], confidence: float) -> str:
    held = [d for d in part["differences"] if d["difference"] is not None and d["p_holm"] <= 1 - confidence]
    if not held:
        return f"<p>Of {len(part['differences'])} differences between models none holds after Holm's correction.</p>"
    held.sort(key=lambda d: -abs(d["difference"]))
    shown = "".join(
        f"<li>{_text(d['a'])} {'above' if d['difference'] > 0 else 'below'} {_text(d['b'])} by {100 * abs(d['difference']):.1f} points (p after Holm {d['p_holm']:.4f}, {d['pairs']} items)</li>"
        for d in held[:60]
    )
    more = f"<p>and {len(held) - 60} more, in the JSON.</p>" if len(held) > 60 else ""
    return f"<details><summary>{len(held)} of {len(part['differences'])} differences hold after Holm's correction</summary><ul>{shown}</ul>{more}</details>"


def render(result: Mapping[str, Any]) -> str:
    """The page of a `table.summary`."""
    parts = []
    for number, (side, part) in enumerate(result["sides"].items()):
        kinds: dict[str, list[Mapping[str, Any]]] = {}
        for group in part["groups"]:
            kinds.setdefault(group["kind"], []).append(group)
        maps = "".join(
            _map(kind, groups, result["models"], side != "over_refusal") for kind, groups in kinds.items()
        )
        parts.append(
            f"<section><h2>{_text(part['title'][0].upper() + part['title'][1:])}</h2><p>{part['items']:,} items in {part['families']:,} families.</p>"
            f"{forest(part, 'abc'[number % 3])}{_models(part)}{_holding(part, result['confidence'])}{maps}</section>"
        )
    notes = "".join(f'<p class="note">{_text(note)}</p>' for note in result["notes"])
    level = f"{100 * result['confidence']:.0f} %"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Models on {_text(result['release'])}</title><style>{STYLE}\n{_MORE}</style></head><body>"
        f"<h1>{len(result['models'])} models on {_text(result['release'])}</h1>"
        f"<p>Intervals are {level}, with families of items as units. Ranks are ranges: a model can hold any rank that no difference which holds after Holm's correction rules out.</p>"
        f"{notes}{''.join(parts)}</body></html>"
    )
