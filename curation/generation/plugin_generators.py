"""Generators from outside the package: found by name, and held to what a generator promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curation.core import plugins
from curation.core.errors import ConfigError, Issue, PluginError
from curation.core.items import rubric, turns
from curation.core.plugins import Plugin
from curation.core.records import Candidate, Failure
from curation.generation.context import Context, Generator, Job, Outcome
from curation.generation.generator_table import GENERATORS
from curation.generation.settings import Settings
from curation.generation.skip_reasons import REASONS


def plugins_of(settings: Settings, where: str = "generate.generators") -> list[Plugin]:
    """The generators that the settings name, in order, shipped ones included; `where` is the setting that names them.

    Raises: ConfigError listing every name that is no generator, or is taken without being given up in `replace`.
    """
    found: list[Plugin] = []
    issues: list[Issue] = []
    for name in settings.generators:
        try:
            found.append(
                plugins.resolve("generator", name, GENERATORS, where=where, shape=_shape, named=_own_name)
            )
        except ConfigError as error:
            issues += error.issues
    if issues:
        raise ConfigError(issues)
    plugins.admit(found, [*GENERATORS, "author", "review"], settings.replace, "generate")
    return found


def opened(plugin: Plugin) -> Generator:
    """The generator of a plugin; one from outside has its qualified name and is held to the laws of a generator."""
    if plugin.shipped:
        generator: Generator = plugin.value()
        return generator
    with plugins.guard(plugin, "it is made"):
        inner = plugin.value()
    return _Guarded(plugin, inner)


def _own_name(make: Any) -> str:
    return str(make().name)


def _shape(make: Any) -> str:
    """What is wrong with what gives a generator, in words; empty when nothing is."""
    if not callable(make):
        return "it cannot be called"
    made = make()
    faults = [
        f"what it gives has no {name} of the right type"
        for name, kind in (("name", str), ("version", str), ("paid", bool))
        if not isinstance(getattr(made, name, None), kind)
    ]
    faults += [
        f"what it gives has no method {name}"
        for name in ("plan", "run")
        if not callable(getattr(made, name, None))
    ]
    return "; ".join(faults)


class _Guarded:
    """A generator from outside: each job, outcome and candidate is checked before anything rests on it."""

    def __init__(self, plugin: Plugin, inner: Generator) -> None:
        self._plugin, self._inner = plugin, inner
        self.name = plugin.name
        self.version = inner.version
        self.paid = inner.paid
        self._ids: set[str] = set()

    def plan(self, context: Context) -> Iterator[Job]:
        """The jobs of the inner generator; each names a clause of the context and has a key of its own."""
        keys: set[str] = set()
        for job in plugins.guarded(self._plugin, "its plan is made", lambda: self._inner.plan(context)):
            if what := job_fault(job, context, keys):
                raise self._fault(job, what)
            keys.add(job.key)
            yield job

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """One checked outcome for each job; candidates carry the qualified name as their generator."""
        results = plugins.guarded(
            self._plugin, f"{len(jobs)} jobs are done", lambda: self._inner.run(context, jobs)
        )
        for job in jobs:
            outcome = next(results, None)
            if outcome is None:
                raise self._fault(job, "fewer outcomes than jobs")
            if what := outcome_fault(outcome, job, context, self._plugin.own_name, self._ids):
                raise self._fault(job, what)
            self._ids |= {candidate.id for candidate in outcome.candidates}
            yield Outcome(
                outcome.job, tuple(map(self._named, outcome.candidates)), outcome.failures, outcome.skipped
            )
        if next(results, None) is not None:
            raise self._fault(jobs[-1] if jobs else None, "more outcomes than jobs")

    def _named(self, candidate: Candidate) -> Candidate:
        origin = candidate.origin.model_copy(update={"generator": self.name})
        return candidate.model_copy(update={"origin": origin})

    def _fault(self, job: Any, what: str) -> PluginError:
        clause = getattr(job, "clause", None)
        where = f"clause {clause}" if isinstance(clause, str) else "its jobs"
        return plugins.fault(self._plugin, where, what)


def job_fault(job: Any, context: Context, keys: set[str]) -> str:
    """What is wrong with a planned job, in words; empty when nothing is. `keys` are those of the jobs before it."""
    if not isinstance(job, Job):
        return f"a {type(job).__name__} and not a Job"
    if not all(
        isinstance(getattr(job, name), str) for name in ("key", "generator", "clause", "category", "slot")
    ):
        return "a job with a field that is no text"
    if job.clause not in context.by_id:
        return "a job for a clause that is not there"
    return "a key that two jobs have" if not job.key or job.key in keys else ""


def outcome_fault(outcome: Any, job: Job, context: Context, generator: str, ids: set[str]) -> str:
    """What is wrong with what became of a job, in words; empty when nothing is. `ids` are those given before.

    Args:
        outcome: What the plugin gave for the job.
        job: The job that was given to the plugin.
        context: The context of the run, for the clauses and the dataset that a candidate may name.
        generator: The name of the plugin.
        ids: Ids of the candidates of earlier jobs.
    """
    if not isinstance(outcome, Outcome):
        return f"a {type(outcome).__name__} and not an Outcome"
    if outcome.job != job:
        return "the outcome of another job than the next one"
    if not all(isinstance(one, Failure) for one in outcome.failures):
        return "a failure that is no Failure"
    if outcome.skipped and outcome.skipped not in REASONS:
        return f"the reason {outcome.skipped!r}, which is none of {', '.join(REASONS)}"
    names = [getattr(one, "id", None) for one in outcome.candidates]
    if len(set(names)) < len(names) or set(names) & ids:
        return "an id that two candidates have"
    for candidate in outcome.candidates:
        if what := candidate_fault(candidate, context, generator):
            return what
    return ""


def candidate_fault(candidate: Any, context: Context, generator: str) -> str:
    """What is wrong with a candidate of the generator of that name, in words; empty when nothing is."""
    if not isinstance(candidate, Candidate):
        return f"a {type(candidate).__name__} and not a Candidate"
    wrong: Mapping[str, bool] = {
        f"a candidate for the dataset {candidate.dataset!r}": candidate.dataset != context.dataset,
        f"a {candidate.kind}, which was not asked for": candidate.kind not in context.settings.kinds,
        "a candidate of another generator's name": candidate.origin.generator != generator,
        "a candidate of no clause": not candidate.clauses,
        "a candidate of a clause that is not there": not set(candidate.clauses) <= set(context.by_id),
        "a prompt without a text, or with parts of a question": candidate.kind == "prompt"
        and (not candidate.text.strip() or bool(candidate.stem or candidate.options)),
        "a question without a stem, or with the text of a prompt": candidate.kind == "question"
        and (not candidate.stem.strip() or bool(candidate.text)),
        "turns in the wrong order, or a text that is not what the user says in them": bool(candidate.messages)
        and (
            candidate.kind != "prompt"
            or bool(turns.problem(candidate.messages))
            or candidate.text != turns.of_user(candidate.messages)
        ),
        "a task without a situation, an instruction or a sound rubric": candidate.kind == "task"
        and not (
            candidate.text.strip() and candidate.instruction.strip() and not rubric.problems(candidate.rubric)
        ),
        "a rubric or an instruction of what is no task": candidate.kind != "task"
        and bool(candidate.rubric or candidate.instruction),
        "an answer that names no option": candidate.kind == "question"
        and not (candidate.answer is not None and 0 <= candidate.answer < len(candidate.options)),
    }
    for what, holds in wrong.items():
        if holds:
            return what
    for quote in candidate.evidence:
        clause = context.by_id.get(quote.clause)
        if clause is None:
            return "a quote of a clause that is not there"
        if clause.sha256 != quote.clause_sha256 or clause.text[quote.start : quote.end] != quote.quote:
            return "a quote that is not the words of its clause"
    return ""
