"""Charts are drawn to scale and never fail on odd data."""

import re

from curation.report.charts import Dot, Segment, bars, histogram, intervals


def widths(svg: str) -> list[float]:
    return [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', svg)]


def test_a_bar_twice_as_long_stands_for_twice_as_much():
    one, two = widths(bars("b", [("one", [Segment(5, "given", "x")]), ("two", [Segment(10, "given", "x")])]))
    assert abs(two - 2 * one) < 0.2


def test_bars_without_anything_are_drawn_with_length_zero():
    assert widths(bars("b", [("none", [Segment(0, "given", "x")])])) == [0.0]
    assert widths(bars("b", [])) == []


def test_a_histogram_counts_every_value_once_also_at_the_edges():
    svg = histogram("h", [0.0, 0.5, 1.0, 1.0], 0.0, 1.0, bins=2)
    assert re.findall(r"<title>[\d.]+ to [\d.]+: (\d+)</title>", svg) == ["1", "3"]


def test_an_interval_below_zero_widens_the_scale_and_stays_inside_the_picture():
    svg = intervals("i", [Dot("alpha", -0.2, -0.6, 0.3)])
    xs = [float(x) for x in re.findall(r'(?:x1|x2|cx)="([\d.-]+)"', svg)]
    assert min(xs) >= 0
    assert max(xs) <= 720


def test_labels_are_escaped():
    assert "<b>" not in bars("<b>", [("<b>", [Segment(1, "given", "<b>")])])
