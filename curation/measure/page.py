"""The comparison as one HTML page that opens without a network: a panel, tables and notes, no script."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

from curation.core.errors import visible

STYLE = """
:root{color-scheme:light dark;--fg:#1c1c1c;--bg:#fff;--line:#c9c9c9;--faint:#666;--a:#0b5fa5;--b:#b3451d;--c:#3d7a2a}
@media (prefers-color-scheme:dark){:root{--fg:#e8e8e8;--bg:#161616;--line:#4a4a4a;--faint:#a5a5a5;--a:#6db3f2;--b:#f0916b;--c:#8fce78}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:62rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.note{border-left:4px solid var(--b);padding:.3rem .8rem}
.scroll{overflow-x:auto}
svg text{fill:var(--fg);font:13px system-ui,sans-serif}
""".strip()

_SIDES = (
    ("refusal", "Refusal of what the regulation forbids", "a"),
    ("over_refusal", "Refusal of benign contrasts (over-refusal)", "b"),
    ("capability", "Right answers to the questions", "c"),
)


def _text(value: object) -> str:
    return escape(visible(str(value)))


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _interval(row: Mapping[str, Any], signed: bool = False) -> str:
    if row["value"] is None:
        return "–"
    form = "{:+.1f}" if signed else "{:.1f}"
    middle = form.format(100 * row["value"])
    if row["low"] is None:
        return f"{middle} [–]"
    return f"{middle} [{form.format(100 * row['low'])}, {form.format(100 * row['high'])}]"


def _p(value: float) -> str:
    return "< 0.0001" if value < 0.0001 else f"{value:.4f}"


def panel(result: Mapping[str, Any]) -> str:
    """The panel as SVG: for each figure the rate before and after with its interval, on one scale from 0 to 100 %."""
    rows = [(title, colour, result[side]["overall"]) for side, title, colour in _SIDES if result.get(side)]
    height = 50 + 74 * len(rows)
    left, width = 20, 760

    def x(value: float) -> float:
        return round(left + width * value, 1)

    parts = [
        f'<svg viewBox="0 0 800 {height}" role="img" aria-labelledby="panel-title" xmlns="http://www.w3.org/2000/svg">'
        '<title id="panel-title">Refusal and capability before (ring) and after (dot), with intervals</title>'
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        parts.append(
            f'<line x1="{x(tick)}" y1="10" x2="{x(tick)}" y2="{height - 34}" stroke="var(--line)"/>'
            f'<text x="{x(tick)}" y="{height - 16}" text-anchor="middle">{100 * tick:.0f} %</text>'
        )
    for number, (title, colour, row) in enumerate(rows):
        y = 30 + 74 * number
        parts.append(
            f'<text x="{left}" y="{y}">{escape(title)}: {_interval(row["change"], True)} points, n = {row["pairs"]}</text>'
        )
        for side, offset, fill in (("before", 16, "var(--bg)"), ("after", 34, f"var(--{colour})")):
            point = row[side]
            if point["value"] is None:
                continue
            if point["low"] is not None:
                parts.append(
                    f'<line x1="{x(point["low"])}" y1="{y + offset}" x2="{x(point["high"])}" y2="{y + offset}" stroke="var(--{colour})" stroke-width="3"/>'
                )
            parts.append(
                f'<circle cx="{x(point["value"])}" cy="{y + offset}" r="6" fill="{fill}" stroke="var(--{colour})" stroke-width="2">'
                f"<title>{side}: {_interval(point)} %</title></circle>"
            )
    parts.append("</svg>")
    return "".join(parts)


_ROOM = (70, 20, 640, 380)
"""Left and top edge, width and height of the plotting area of `trade`, in SVG units."""


def trade(result: Mapping[str, Any]) -> str:
    """The panel that answers the question: refusal lost (down) against capability kept (across), in points, with both intervals.

    Empty where the runs hold no prompts to refuse or no questions.
    """
    if not (result.get("refusal") and result.get("capability")):
        return ""
    down, across = result["refusal"]["overall"]["change"], result["capability"]["overall"]["change"]
    if down["value"] is None or across["value"] is None:
        return ""
    left, top, width, height = _ROOM
    bounds: list[tuple[float, float]] = [
        (
            min(-0.05, *(v for v in (c["low"], c["value"]) if v is not None)) - 0.03,
            max(0.05, *(v for v in (c["high"], c["value"]) if v is not None)) + 0.03,
        )
        for c in (across, down)
    ]

    def x(value: float) -> float:
        low, high = bounds[0]
        return round(left + width * (value - low) / (high - low), 1)

    def y(value: float) -> float:
        low, high = bounds[1]
        return round(top + height * (high - value) / (high - low), 1)

    def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {style}/>'

    parts = [
        f'<svg id="trade" viewBox="0 0 {left + width + 20} {top + height + 60}" role="img" aria-labelledby="trade-title" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="trade-title">Refusal {_interval(down, True)} points against right answers {_interval(across, True)} points</title>'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="var(--line)"/>'
    ]
    faint = 'stroke="var(--line)" stroke-dasharray="4 4"'
    for tick in _ticks(*bounds[0]):
        parts.append(line(x(tick), top, x(tick), top + height, faint))
        parts.append(
            f'<text x="{x(tick)}" y="{top + height + 20}" text-anchor="middle">{_points(tick)}</text>'
        )
    for tick in _ticks(*bounds[1]):
        parts.append(line(left, y(tick), left + width, y(tick), faint))
        parts.append(f'<text x="{left - 8}" y="{y(tick) + 4}" text-anchor="end">{_points(tick)}</text>')
    bar = 'stroke="var(--a)" stroke-width="3"'
    if across["low"] is not None:
        parts.append(line(x(across["low"]), y(down["value"]), x(across["high"]), y(down["value"]), bar))
    if down["low"] is not None:
        parts.append(line(x(across["value"]), y(down["low"]), x(across["value"]), y(down["high"]), bar))
    parts.append(
        f'<circle cx="{x(across["value"])}" cy="{y(down["value"])}" r="7" fill="var(--a)"/>'
        f'<text x="{left + width / 2}" y="{top + height + 46}" text-anchor="middle">right answers, change in points</text>'
        f'<text x="18" y="{top + height / 2}" text-anchor="middle" transform="rotate(-90 18 {top + height / 2})">refusal, change in points</text></svg>'
    )
    return "".join(parts)


def _points(value: float) -> str:
    return f"{100 * value:+.0f}" if round(100 * value) else "0"


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from `low` to `high`, at most nine, 0 among them."""
    step = next((s for s in (0.01, 0.02, 0.05, 0.1, 0.2) if (high - low) / s <= 8), 0.25)
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _table(title: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    corrected = any("p_holm" in row for row in rows.values())
    head = [
        "",
        "before %",
        "after %",
        "change, points",
        "lost",
        "won",
        "p",
        *(["p (Holm)"] if corrected else []),
        "pairs",
        "unscored",
    ]
    body = []
    for name, row in rows.items():
        cells = [
            _interval(row["before"]), _interval(row["after"]), _interval(row["change"], True), row["lost"], row["won"], _p(row["p"]),
            *([_p(row["p_holm"])] if corrected else []), row["pairs"], row["unscored"],
        ]  # fmt: skip
        body.append(
            f'<tr><th scope="row">{_text(name)}</th>'
            + "".join(f'<td class="n">{escape(str(c))}</td>' for c in cells)
            + "</tr>"
        )
    heads = "".join(f'<th scope="col"{" class=n" if i else ""}>{escape(h)}</th>' for i, h in enumerate(head))
    return f'<div class="scroll"><table><caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'


def render(result: Mapping[str, Any]) -> str:
    """The whole page. Names that came from files are escaped; no answer of a model is shown."""
    before, after = result["before"], result["after"]
    parts = [f"<p>Before: <b>{_text(before['model'] or before['where'])}</b>, after: <b>{_text(after['model'] or after['where'])}</b>. "
             f"Release: {_text(result['release'])}. {result['items']['both']} items in both, {result['items']['only_before']} only before, "
             f"{result['items']['only_after']} only after.</p>"]  # fmt: skip
    parts += [f'<p class="note">{_text(note)}</p>' for note in result["notes"]]
    parts.append(
        f"<figure>{panel(result)}<figcaption>Ring: before. Dot: after. Bars: {100 * result['settings']['confidence']:.0f} % intervals.</figcaption></figure>"
    )
    if plot := trade(result):
        parts.append(
            f"<figure>{plot}<figcaption>Refusal lost against capability kept, after less before, with intervals. Right and up is better; straight "
            "down is refusal lost at no cost in capability.</figcaption></figure>"
        )
    else:
        parts.append(
            "<p>Refusal lost against capability kept is drawn when both runs hold prompts to refuse and questions.</p>"
        )
    for side, title, _ in _SIDES:
        data = result.get(side)
        if not data:
            parts.append(f"<p>{escape(title)}: no such item in both runs.</p>")
            continue
        parts.append(_table(title, {"all": data["overall"]}))
        for key, name in (("by_category", "category"), ("by_region", "region")):
            if data.get(key):
                parts.append(_table(f"{title}, by {name}", data[key]))
        for k, row in data.get("at_k", {}).items():
            if int(k) > 1 and row["before"] is not None and row["after"] is not None:
                parts.append(
                    f"<p>Refused in all of {k} samples: {_percent(row['before'])} before, {_percent(row['after'])} after.</p>"
                )
        if data.get("moves"):
            moves = ", ".join(
                f"{_text(move.replace('>', ' to '))}: {count}" for move, count in data["moves"].items()
            )
            parts.append(f"<p>Answers by what they did before and after: {moves}.</p>")
    parts.append(
        "<p>Changes of single yes/no items: adjusted Wald interval (Bonett and Price 2012); of families or several samples: cluster bootstrap. "
        "Lost is yes before and no after. The exact test takes items one by one; where families are large, go by the interval. An answer that is none, or that the judge could not place, is in no rate: its pair is an unscored pair.</p>"
    )
    title = "What changed"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>{''.join(parts)}</body></html>\n"
    )
