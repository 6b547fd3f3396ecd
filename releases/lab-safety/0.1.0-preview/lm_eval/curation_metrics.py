"""The metrics of the tasks beside this file; they need the package `curation`."""

from curation.measure.lm_eval_metrics import choices, points, refusals

__all__ = ["choices", "points", "refusals"]
