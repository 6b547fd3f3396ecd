"""Methods by name, and what one from outside the package gives: pairs that are checked before anything is dropped for them."""

from __future__ import annotations

import math
from typing import Any

from curation.core import plugins
from curation.core.errors import ConfigError, Issue
from curation.core.plugins import Plugin
from curation.dedup.corpus import Corpus, Pairs, Tools
from curation.dedup.method_table import COST, METHODS
from curation.dedup.settings import Settings


def plugins_of(settings: Settings) -> list[Plugin]:
    """The methods of the settings, cheapest first, plugins last.

    Raises: ConfigError listing every name that is no method, or is taken without being given up in `replace`.
    """
    plugins_named: list[Plugin] = []
    issues: list[Issue] = []
    for name in sorted(set(settings.methods)):
        try:
            plugins_named.append(plugins.resolve("dedup", name, METHODS, where="dedup.methods"))
        except ConfigError as error:
            issues += error.issues
    if issues:
        raise ConfigError(issues)
    plugins.admit(plugins_named, list(METHODS), settings.replace, "dedup")
    return sorted(plugins_named, key=lambda p: (COST.index(p.name) if p.name in COST else len(COST), p.name))


def pairs_by(plugin: Plugin, corpus: Corpus, tools: Tools) -> Pairs:
    """The pairs that a method finds.

    Raises: PluginError when a method from outside fails or gives pairs that no method may give.
    """
    where = f"{len(corpus.texts)} texts"
    with plugins.guard(plugin, where):
        pairs: Pairs = plugin.value(corpus, tools)
    if plugin.shipped:
        return pairs
    if what := fault(pairs, corpus):
        raise plugins.fault(plugin, where, what)
    import numpy as np

    left, right = pairs.left.astype(np.int64), pairs.right.astype(np.int64)
    return Pairs(left, right, pairs.score.astype(np.float64), pairs.figures)


def fault(pairs: Any, corpus: Corpus) -> str:
    """What is wrong with the pairs of a method, in words; empty when nothing is.

    Rows are whole numbers with `0 <= left < right < n`, each pair stands there once and in order, a score is a finite number in
    [0, 1], and with `corpus.split` set no pair has both its rows from there on.
    """
    import numpy as np

    if not isinstance(pairs, Pairs):
        return f"a {type(pairs).__name__} and not a curation.dedup.corpus.Pairs"
    left, right, score = (getattr(pairs, name) for name in ("left", "right", "score"))
    for name, column in (("left", left), ("right", right), ("score", score)):
        if not isinstance(column, np.ndarray) or column.ndim != 1:
            return f"{name} is no array of one dimension"
        if column.dtype.kind not in ("f" if name == "score" else "iu"):
            return f"{name} is of type {column.dtype}"
    if not len(left) == len(right) == len(score):
        return f"{len(left)} left, {len(right)} right and {len(score)} scores"
    if not isinstance(pairs.figures, dict) or not all(_finite(value) for value in pairs.figures.values()):
        return "figures that are no finite numbers by name"
    if not len(left):
        return ""
    rows = len(corpus.texts)
    if not bool(((left >= 0) & (left < right) & (right < rows)).all()):
        return f"a pair outside 0 <= left < right < {rows}"
    if not bool((np.isfinite(score) & (score >= 0) & (score <= 1)).all()):
        return "a score that is no number in [0, 1]"
    order = left.astype(np.int64) * rows + right.astype(np.int64)
    if not bool((np.diff(order) > 0).all()):
        return "pairs that are not sorted, or a pair twice"
    if corpus.split is not None and bool((left >= corpus.split).any()):
        return f"a pair of two rows from {corpus.split} on, which belong to others"
    return ""


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)
