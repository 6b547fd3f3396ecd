"""Before money is spent: what a run of the models would ask and cost, and a trial of a few items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from curation.core import tables
from curation.core.ports import Completion, Request
from curation.core.records import UNSETTLED, Candidate, Failure
from curation.generation.model.estimate import LETTERS_A_TOKEN
from curation.generation.run import context_of
from curation.pipeline.models import prices
from curation.pipeline.steps.generating import GenerationMaterial, inputs, outside, results

if TYPE_CHECKING:
    from curation.pipeline.workspace_run import Run

SECONDS = 6.0
"""Seconds that a request is taken to need where nothing was measured."""


@dataclass
class Unsent:
    """A completer that sends nothing and counts what it was asked: the doubtful rules and mappings that a run would put to a model."""

    fingerprint: str
    requests: int = 0
    input_tokens: int = 0

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """No answer to any of the requests, all of which count."""
        self.requests += len(requests)
        self.input_tokens += (
            sum(len(m["content"]) for one in requests for m in one.messages) // LETTERS_A_TOKEN
        )
        for _ in requests:
            yield Completion("transport", error="a plan sends nothing")


def unsent(run: Run) -> Unsent | None:
    """What takes the place of a run's completer, so that the steps before `generate` send nothing; None where they send nothing anyhow.

    Answers that were recorded are replayed as in any run.
    """
    chosen = run.settings
    asks = chosen.rules.ask_model or chosen.map.judge or chosen.map.ranker
    if run.adapters.completer is None or not asks or chosen.models.recording == "replay":
        return None
    counting = Unsent(run.adapters.completer().fingerprint)
    run.adapters = replace(run.adapters, completer=lambda: counting)
    return counting


def estimates(material: GenerationMaterial, pilot: int | None = None) -> list[dict[str, Any]]:
    """For each dataset what its models would be asked: sections, items, requests and tokens by pass, money, time.

    Nothing is sent. Money is None where the price of a model is not known (`pipeline.models.prices`), and 0 for datasets whose generators
    ask no model.
    """
    from curation.generation.model.estimate import estimate

    options = material.settings.models.options
    told = []
    for dataset in material.settings.dataset:
        given = inputs(material, dataset)
        asks = "llm" in given.settings.generators
        context = context_of(
            given.clauses, given.mappings, dataset.name, given.settings, [given.taxonomy], None, material.rules,
            outside(material, dataset.name, pilot),
        )  # fmt: skip
        one = estimate(context, dataset.kind) if asks else None
        tokens_in, tokens_out = (one.input_tokens, one.output_tokens) if one else (0, 0)
        by_model = {n: (m.input_tokens, m.output_tokens) for n, m in one.models.items()} if one else {}
        bill = prices.bill(material.settings.models, material.workspace, by_model)
        requests = one.requests if one else 0
        told.append(
            {
                "dataset": dataset.name,
                "kind": dataset.kind,
                "sections": one.sections if one else 0,
                "items": one.items if one else 0,
                "requests": requests,
                "input_tokens": tokens_in,
                "output_tokens": tokens_out,
                "money": bill.money,
                "currency": bill.currency,
                "cost": bill.told(),
                "without_price": list(bill.unknown),
                "prices": list(bill.sources),
                "minutes": round(requests * SECONDS / options.concurrency / 60, 1),
                "passes": {name: vars(each) for name, each in one.passes.items()} if one else {},
            }
        )
    return told


def trial(material: GenerationMaterial, pilot: int) -> list[dict[str, Any]]:
    """A trial of at most `pilot` items a dataset: what each pass did with them, and how many pass the checks of the lint step.

    The answers are kept, so a run proper does not pay for them again. No step is made.
    """
    from curation import checks

    told = []
    for name, result in results(material, pilot):
        mine = result.candidates.filter(result.candidates["origin"].struct.field("generator") == "llm")
        findings = checks.lint(mine, material.all_clauses, material.settings.lint)
        troubled = findings.filter(
            findings["severity"].is_in(["error", "warn"]) & (findings["candidate"] != "")
        )
        failures = list(tables.rows(result.failures, Failure))
        made = list(tables.rows(mine, Candidate))
        items = len({one.pair or one.id for one in made})
        told.append(
            {
                "dataset": name,
                "accepted": items + result.surplus,
                "surplus": result.surplus,
                "without_findings": items - _pairs(made, troubled["candidate"].to_list()),
                "lost": _lost(
                    f for f in failures if f.kind not in UNSETTLED and not f.error.startswith("plan:")
                ),
                "sections_without": sum(
                    f.kind not in UNSETTLED and f.error.startswith("plan:") for f in failures
                ),
                "pending": result.unsettled,
                "trouble": result.trouble,
                "passes": {stage: vars(tally) for stage, tally in result.asked.items()},
                "passed": _passed(made),
            }
        )
    return told


def _pairs(made: list[Candidate], names: list[str]) -> int:
    return len({one.pair or one.id for one in made if one.id in names})


def _lost(failures: Iterable[Failure]) -> dict[str, int]:
    """How many written items each pass lost."""
    counts: dict[str, int] = {}
    for failure in failures:
        name = failure.error.partition(":")[0]
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


def _passed(made: list[Candidate]) -> Mapping[str, dict[str, int]]:
    """For each pass how many accepted items passed it, failed it, or did not go through it."""
    counts: dict[str, dict[str, int]] = {}
    for one in made:
        for name, outcome in one.passes.items():
            own = counts.setdefault(name, {})
            own[outcome] = own.get(outcome, 0) + 1
    return counts
