"""`curation run --plan` and `--pilot N`: what the model path would cost, and a trial of a few items."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.cli.shell import LINE, emit_json, progress, say, show, table, watcher
from curation.core.errors import ServiceError, StateError
from curation.stats.intervals import wilson

if TYPE_CHECKING:
    from curation.pipeline.steps.generating import GenerationMaterial
    from curation.pipeline.workspace_run import Run


def _material(look: Run) -> GenerationMaterial:
    """What the generate step works with; the steps before it are run where they are stale."""
    from curation.pipeline import running
    from curation.pipeline.steps import candidates as candidate_steps

    running.execute(look, "map")
    return candidate_steps.material(look)


def show_plan(place: Path, pilot: int | None, as_json: bool) -> None:
    """Shows what the model path would ask of a model; nothing is sent."""
    from curation.pipeline import composition
    from curation.pipeline.models import prices, trials

    with progress() as bar:
        look = composition.open_run(place, watch=watcher(bar))
        before = trials.unsent(look)
        told = trials.estimates(_material(look), pilot)
    if as_json:
        first = (
            [{"step": "rules and map", "requests": before.requests, "input_tokens": before.input_tokens}]
            if before and before.requests
            else []
        )
        emit_json([*first, *told])
        return
    if before and before.requests:
        show(
            f"rules and map: {before.requests:,} requests on doubtful rules and mappings, about {before.input_tokens:,} tokens in; "
            "what follows is planned without their answers"
        )
    for one in told:
        if not one["requests"]:
            show(f"{one['dataset']}: asks no model")
            continue
        show(
            f"{one['dataset']}: at most {one['items']:,} items of {one['sections']:,} sections, {one['requests']:,} requests, "
            f"about {one['minutes']:g} minutes"
        )
        show(f"  about {one['input_tokens']:,} tokens in and {one['output_tokens']:,} out, {one['cost']}")
        rows = (
            (name, f"{p['requests']:,}", f"{p['input_tokens']:,}", f"{p['output_tokens']:,}")
            for name, p in one["passes"].items()
        )
        if one["passes"]:
            table("", ("pass", "requests", "tokens in", "tokens out"), rows, LINE)
    show(
        "an estimate of the first round, on the high side; further rounds cost extra, and answers that are kept already cost nothing again"
    )
    for source in sorted({source for one in told for source in one["prices"]}):
        show(f"prices: {source}")
    if any(one["without_price"] for one in told):
        show(f"for the cost, {prices.ADVICE}")


def run_pilot(place: Path, pilot: int, as_json: bool) -> None:
    """Makes at most `pilot` items a dataset and shows what each pass did with them; no step is made.

    Raises: StateError without a model; ServiceError when requests got no answer.
    """
    from curation.pipeline import composition
    from curation.pipeline.models import trials
    from curation.pipeline.steps import generating

    with progress() as bar:
        material = _material(composition.open_run(place, watch=watcher(bar)))
        if material.completer is None:
            raise StateError("a trial needs a model: set models.completer and models.model in curation.toml")
        told = trials.trial(material, pilot)
    cost = generating.spent(material)
    if as_json:
        emit_json(told)
    else:
        for one in told:
            _show(one)
        if cost:
            say(f"model: {cost}")
    if any(one["pending"] for one in told):
        first = next(one["trouble"] for one in told if one["pending"])
        n = sum(one["pending"] for one in told)
        raise ServiceError(f"{n} items wait for an answer: {first}; what was answered is kept, run it again")


def _show(one: dict[str, Any]) -> None:
    n = one["accepted"] + sum(one["lost"].values())
    share = f", {wilson(one['accepted'], n)}" if n else ""
    show(f"{one['dataset']}: {one['accepted']} of {n} written items accepted by the passes{share}")
    kept = one["accepted"] - one["surplus"]
    notes = [f"{one['without_findings']} of the {kept} kept have no finding of the checks"]
    notes += [f"{one['surplus']} more than the quota keeps"] if one["surplus"] else []
    notes += ["lost: " + ", ".join(f"{name} {k}" for name, k in one["lost"].items())] if one["lost"] else []
    notes += [f"{one['sections_without']} sections or briefs bore nothing"] if one["sections_without"] else []
    notes += [f"{one['pending']} wait for an answer"] if one["pending"] else []
    show("  " + "; ".join(notes))
    rows = (
        (
            name,
            *(f"{p[field]:,}" for field in ("asked", "kept", "unsettled", "input_tokens", "output_tokens")),
        )
        for name, p in one["passes"].items()
    )
    table("", ("pass", "asked", "kept before", "unanswered", "tokens in", "tokens out"), rows, LINE)
