"""Runs the generators of the settings over mapped clauses, journals what costs, and keeps to the quota."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from curation.core import tables
from curation.core.errors import StateError
from curation.core.records import UNSETTLED, Candidate, Clause, Document, Failure, Rule
from curation.core.remote.asking import Asker, Tally, Watch, unwatched
from curation.generation import journal as journals
from curation.generation import polarity, quota, topics
from curation.generation.authored import items
from curation.generation.context import Context, Decided, Faults, Generator, Job, Outcome
from curation.generation.plugin_generators import opened, plugins_of
from curation.generation.settings import Settings
from curation.generation.skip_reasons import nearest

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Completer
    from curation.taxonomy import Taxonomy

_BATCH = 16
"""Jobs between two entries in the journal: what a kill can cost at most is bounded by the completion cache below."""


Follow = Callable[[list[Candidate]], tuple[list[Candidate], list[Failure]]]


@dataclass(frozen=True)
class Outside:
    """What a run is told besides clauses, mappings and rules."""

    documents: Sequence[Document] = ()
    """The documents, for their titles, issuers and jurisdictions."""
    decided: Sequence[Decided] = ()
    """What people decided of earlier candidates."""
    refused: Callable[[str, str], bool | None] | None = None
    """Whether an answer (prompt, answer) refuses."""
    pilot: int | None = None
    """Most items to make, for a trial."""
    watch: Watch = unwatched
    """Told how far a batch of requests is."""
    spent: Callable[[], str] = str
    """The cost so far, in words."""
    keep: bool = True
    """Whether answers are kept beside the journal of jobs; not where the completer records them, so that it sees every request."""
    earlier: Mapping[str, Clause] = field(default_factory=dict)
    """Clauses by id of editions that are no longer in force, which a hand-written item may cite."""
    follow: Follow | None = None
    """Puts hand-written items on the editions in force, and says of which the clause is gone."""
    faults: Faults | None = None
    """Names what the checks warn of in a candidate; an offline question with a warning does not leave its generator."""


@dataclass(frozen=True)
class Generated:
    """What the generators made, what did not work out, how far each leaf is from its quota, and which clauses gave nothing."""

    candidates: pl.DataFrame
    failures: pl.DataFrame
    quota: list[dict[str, object]]
    skipped: pl.DataFrame
    """One row a mapped clause and generator without a candidate: `clause`, `generator`, `reason` (a code of `REASONS`)."""
    unsettled: int = 0
    """How many requests to a model got no answer: what waits for them is not lost, and the step is not done."""
    trouble: str = ""
    """Why the first of them got none."""
    asked: Mapping[str, Tally] = field(default_factory=dict)
    """What each pass asked of a model."""
    surplus: int = 0
    """How many candidates the quota left out; the twin of a pair is not counted."""


def context_of(
    clauses: pl.DataFrame,
    mappings: pl.DataFrame,
    dataset: str,
    settings: Settings,
    taxonomies: Sequence[Taxonomy],
    completer: Completer | None = None,
    rules: pl.DataFrame | None = None,
    more: Outside | None = None,
    journal: Path | None = None,
) -> Context:
    """The context of a run, from frames of clauses, mappings and rules, and what comes from outside of them.

    Args:
        clauses: Rows of `Clause`.
        mappings: Rows of `Mapping`; those to `none` are left out.
        dataset: The slug of the dataset.
        settings: Those of the step `generate`.
        taxonomies: Those that `mappings` names.
        completer: The language model; None where the settings name none.
        rules: Rows of `Rule`; None where rules were not read.
        more: What lies outside of the tables: documents, decisions of people, the size of a trial.
        journal: The journal of jobs, beside which answers of models are kept; None keeps none.
    """
    links: dict[str, list[tuple[str, float]]] = {}
    ordered = mappings.sort("clause", "rank", "category")
    for clause, category, score in ordered.select("clause", "category", "score").iter_rows():
        if not category.endswith(":none"):
            links.setdefault(clause, []).append((category, score))
    leaves = {
        taxonomy.qualified(leaf.code): (leaf.name, leaf.definition)
        for taxonomy in taxonomies
        for leaf in taxonomy.leaves()
    }
    known = tuple(tables.rows(clauses, Clause))
    more = more or Outside()
    return Context(
        dataset, known, links, leaves, settings, completer, rules=_rules_of(rules, known),
        documents={document.slug: document for document in more.documents},
        asker=asker_of(completer, settings, journal, more) if completer is not None else None,
        decided=more.decided, refused=more.refused, pilot=more.pilot, faults=more.faults,
    )  # fmt: skip


def asker_of(completer: Completer, settings: Settings, journal: Path | None, more: Outside) -> Asker:
    """What asks the completer and keeps its answers beside the journal of jobs."""
    path = journal.with_name(f"{journal.name}.answers.jsonl") if journal and more.keep else None
    return Asker(completer, path, settings.early_stop, more.watch, more.spent)


def _rules_of(rules: pl.DataFrame | None, clauses: Sequence[Clause]) -> dict[str, list[Rule]]:
    """The rules by the clause that holds their own words; none of clauses that are not here, none that only sets a measure."""
    found: dict[str, list[Rule]] = {}
    here = {clause.id for clause in clauses}
    for rule in tables.rows(rules, Rule) if rules is not None else ():
        if (home := rule.id.rpartition("!")[0]) in here and rule.modality != "other":
            found.setdefault(home, []).append(rule)
    return found


def generate(
    clauses: pl.DataFrame,
    mappings: pl.DataFrame,
    dataset: str,
    settings: Settings,
    taxonomies: Sequence[Taxonomy],
    completer: Completer | None = None,
    journal: Path | None = None,
    authored: Path | None = None,
    rules: pl.DataFrame | None = None,
    more: Outside | None = None,
) -> Generated:
    """Candidates of a dataset from clauses and what they are mapped to, with every failure and the quota's shortfall.

    `authored` is the folder with the dataset's hand-written items (`author.folder_of`): all of them are candidates, whatever
    the quota. `rules` are those of the clauses; without them no offline question is made, and nothing that a model
    should refuse.

    Args:
        clauses: Table of `Clause`.
        mappings: Table of `Mapping` of these clauses.
        dataset: Name of the dataset.
        settings: What is made, and how many of each kind.
        taxonomies: Those whose codes the mappings have.
        completer: Answers the requests of generators that need a model.
        journal: File in which answers of an unfinished run are kept; None keeps none.
        authored: Folder of hand-written items.
        rules: Table of `Rule` of these clauses.
        more: What a generator may ask the pipeline for, such as the warnings of the checks.

    Raises: StateError when a generator of the settings needs a model and none is configured; ConfigError for an unknown
    generator; InputError when the journal or a hand-written item cannot be read.
    """
    context = context_of(clauses, mappings, dataset, settings, taxonomies, completer, rules, more, journal)
    made: list[Candidate] = []
    failures: list[Failure] = []
    if authored is not None:
        more = more or Outside()
        made = items.load(authored, dataset, context.by_id, context.leaves, settings.kinds, more.earlier)
        if more.follow is not None:
            made, failures = more.follow(made)
    gone: list[tuple[str, str, str]] = []
    gave: dict[str, set[str]] = {}
    if authored is not None and not settings.generators:
        cited = {clause for one in made for clause in one.clauses}
        mapped = (c.id for c in context.clauses if context.categories(c))
        gone += [(clause, items.NAME, "uncited") for clause in mapped if clause not in cited]
    for plugin in plugins_of(settings):
        generator, name = opened(plugin), plugin.name
        if generator.paid and completer is None:
            raise StateError(
                f"the {name} generator needs a model: set models.completer and models.model in curation.toml"
            )
        found = [_forbidden_only(context, one) for one in outcomes(generator, _with(context, made), journal)]
        for outcome in found:
            made += (_with_topic(context, one) for one in outcome.candidates)
            failures += outcome.failures
        gave[generator.name] = {clause for one in found for c in one.candidates for clause in c.clauses}
        if generator.name not in ("variants", "forms"):
            gone += _without(generator, context, found, gave[generator.name])
    kept = quota.select(quota.one_of_each_fact(made), settings.per_category, settings.recall_share)
    left = {(clause, c.origin.generator) for c in kept for clause in c.clauses}
    gone += [
        (clause, name, "quota")
        for name, clauses_ in gave.items()
        for clause in sorted(clauses_)
        if (clause, name) not in left and context.links.get(clause)
    ]
    return Generated(
        tables.frame(kept, Candidate),
        tables.frame(failures, Failure),
        quota.report(kept, context.leaves, settings.kinds, settings.per_category),
        _skipped(gone),
        unsettled=sum(failure.kind in UNSETTLED for failure in failures),
        trouble=(context.asker.trouble if context.asker else "")
        or next((f.error for f in failures if f.kind in UNSETTLED), ""),
        asked=context.asker.tallies if context.asker else {},
        surplus=sum(c.parent is None for c in made) - sum(c.parent is None for c in kept),
    )


def _without(
    generator: Generator, context: Context, found: Sequence[Outcome], gave: set[str]
) -> Iterator[tuple[str, str, str]]:
    """Each mapped clause that gave a generator nothing, with the reason that came nearest to a candidate."""
    codes: dict[str, list[str]] = {}
    for outcome in found:
        failed = "failed" if outcome.failures and not outcome.skipped else outcome.skipped
        codes.setdefault(outcome.job.clause, []).append(failed)
    for clause in context.clauses:
        if context.categories(clause) and clause.id not in gave:
            reason = nearest(codes.get(clause.id, ())) if clause.text.strip() else "empty"
            yield clause.id, generator.name, reason


def _skipped(rows: Sequence[tuple[str, str, str]]) -> pl.DataFrame:
    import polars as pl

    schema = {"clause": pl.String, "generator": pl.String, "reason": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("clause", "generator", "reason")


def _with(context: Context, made: Sequence[Candidate]) -> Context:
    return replace(context, bases=tuple(made))


def _with_topic(context: Context, one: Candidate) -> Candidate:
    """The candidate with what the heading over its first clause says that it is about, where its generator did not say it."""
    home = context.by_id.get(one.clauses[0]) if one.clauses and not one.topic else None
    return one if home is None else one.model_copy(update={"topic": topics.of(home)})


def _forbidden_only(context: Context, outcome: Outcome) -> Outcome:
    """The outcome without items that a model should refuse and that quote no ban and no duty: nobody may be asked to refuse them."""
    right = tuple(one for one in outcome.candidates if not polarity.wrong(context, one))
    if len(right) == len(outcome.candidates):
        return outcome
    return replace(outcome, candidates=right, skipped=outcome.skipped or ("" if right else "polarity"))


def outcomes(generator: Generator, context: Context, journal: Path | None) -> Iterator[Outcome]:
    """The outcome of each planned job, in the order of the plan, from the journal where it is there.

    A paid generator stops when more than `early_stop` of at least ten jobs failed; the jobs left are the shortfall.
    """
    jobs = list(generator.plan(context))
    if not generator.paid or getattr(generator, "keeps_answers", False):
        yield from generator.run(context, jobs)
        return
    known = journals.read(journal) if journal else {}
    failed = done = 0
    for first in range(0, len(jobs), _BATCH):
        batch = jobs[first : first + _BATCH]
        fresh = _fresh(generator, context, [job for job in batch if job.key not in known], journal)
        for job in batch:
            outcome = Outcome(job, *known[job.key]) if job.key in known else next(fresh)
            done += 1
            failed += bool(outcome.failures) and not outcome.candidates
            yield outcome
        if done >= 10 and failed > context.settings.early_stop * done:
            yield _stopped(generator, jobs[first + _BATCH :], failed, done)
            return


def _fresh(
    generator: Generator, context: Context, jobs: Sequence[Job], journal: Path | None
) -> Iterator[Outcome]:
    for outcome in generator.run(context, jobs):
        if journal and journals.settled(outcome):
            journals.append(journal, [outcome])
        yield outcome


def _stopped(generator: Generator, left: Sequence[Job], failed: int, done: int) -> Outcome:
    job = Job("", generator.name, "", "", "stopped")
    reason = f"stopped early: {failed} of {done} jobs failed; {len(left)} were not tried"
    failure = Failure(
        step="generate", id=generator.name, kind="transport", where=generator.name, error=reason
    )
    return Outcome(job, failures=(failure,))
