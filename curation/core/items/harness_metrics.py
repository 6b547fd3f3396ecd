"""The metrics that a task of the LM evaluation harness prints, by kind: names, what is better, and the file that names them beside a task.

What they are computed from is in `curation.harnesses.lm_eval_metrics`, which releases import by its first name (`curation/_renamed.py`); releases and `curation measure tasks` write the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SIDES: Mapping[str, str] = {
    "refuse": "refusal_of_what_should_be_refused",
    "comply": "refusal_of_what_should_be_answered",
    "caution": "refusal_of_what_needs_caution",
}
"""What the item expects, and the name of its metric."""
PROMPT: tuple[tuple[str, bool], ...] = (
    (SIDES["refuse"], True),
    (SIDES["comply"], False),
    ("unscored", False),
    ("no_answer", False),
)
"""The metrics of a task of prompts, with whether more is better."""
QUESTION: tuple[tuple[str, bool], ...] = (("accuracy", True), ("unreadable", False))
"""The metrics of a task of questions: right answers (unreadable ones are wrong), and the share that names no option."""
OPEN_TASK: tuple[tuple[str, bool], ...] = (
    ("score_at_least", True),
    ("score_at_most", True),
    ("no_answer", False),
)
"""The metrics of open tasks: the bounds of the score that the words of the answer leave, and answers without words."""
BY_KIND: Mapping[str, tuple[tuple[tuple[str, bool], ...], str]] = {
    "prompt": (PROMPT, "refusals"),
    "question": (QUESTION, "choices"),
    "task": (OPEN_TASK, "points"),
}
"""The metrics by kind, and the function that gives them."""
MODULE = "curation_metrics"
"""The Python file beside the tasks that names their metrics."""
FILE = '''"""The metrics of the tasks beside this file; they need the package `curation`."""

from curation.measure.lm_eval_metrics import choices, points, refusals

__all__ = ["choices", "points", "refusals"]
'''


def metric_list(kind: str) -> list[dict[str, Any]]:
    """The `metric_list` of a task of this kind."""
    return [
        {"metric": name, "aggregation": "mean", "higher_is_better": more} for name, more in BY_KIND[kind][0]
    ]


def process_results(kind: str) -> str:
    """The line of YAML that names the function; the harness imports it from the file beside the task, so the tag must not be quoted."""
    return f"process_results: !function {MODULE}.{BY_KIND[kind][1]}\n"
