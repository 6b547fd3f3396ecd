"""Results of a run in the forms that leaderboards read: `.eval_results` of the Hub's model pages, and records of Every Eval Ever.

Both forms were made for one number a task. What does not fit is said where the forms leave room for words: the interval, what was not
answered or not scored, and both sides of refusal. Neither form has a place for a result by provision; an evidence pack has.
"""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from curation._version import __version__
from curation.core.digests import digest
from curation.core.errors import InputError
from curation.core.files import disk
from curation.measure import accuracy
from curation.measure.refusal_rates import JudgeErrors
from curation.measure.refusals import refusal_summary
from curation.measure.release import ReleaseFolder
from curation.measure.samples import ModelRun, Sample
from curation.measure.settings import Settings
from curation.stats.paired import clustered_rate

EEE_SCHEMA = "0.2.1"
"""The version of the schema of Every Eval Ever that the records follow."""
_NAMESPACE = uuid.UUID("1c9f1f3a-52a5-5d0e-8a55-9a1d6d8f6b57")
_RELATIONS = ("first_party", "third_party", "collaborative", "other")


@dataclass(frozen=True)
class RunFigure:
    """One number of a run: what it is, the rate with its interval, and which way is better."""

    name: str
    what: str
    rate: Mapping[str, Any]
    lower_is_better: bool = False


@dataclass(frozen=True)
class About:
    """What the forms ask for that the answers do not say."""

    dataset: str
    """The dataset on the Hub, `ORG/NAME`; "" for one that is not there."""
    model: str
    """The model as the Hub or its provider names it, `ORG/NAME`."""
    date: str
    """The day of the measurement, `YYYY-MM-DD`."""
    revision: str = ""
    """The commit of the dataset on the Hub."""
    organization: str = "unknown"
    relation: str = "other"
    """How whoever measured stands to the model's maker: first_party, third_party, collaborative, other."""


def checked(about: About) -> None:
    """Checks what a person gave.

    Raises: InputError naming every part that the forms would refuse.
    """
    from curation.core.errors import Issue

    issues = []
    if about.dataset and not re.fullmatch(r"[\w.-]+/[\w.-]+", about.dataset):
        issues.append(Issue("--dataset", "name-invalid", f"{about.dataset!r} is not ORG/NAME"))
    if not re.fullmatch(r"[\w.-]+(?:/[\w.:-]+)+", about.model):
        issues.append(Issue("--model", "name-invalid", f"{about.model!r} is not ORG/NAME"))
    if about.revision and not re.fullmatch(r"[0-9a-f]{40}", about.revision):
        issues.append(
            Issue(
                "--revision",
                "name-invalid",
                "is not the 40 letters and digits of a commit; a tag can be moved",
            )
        )
    try:
        datetime.date.fromisoformat(about.date)
    except ValueError:
        issues.append(Issue("--date", "date-invalid", f"{about.date!r} is no day; write YYYY-MM-DD"))
    if about.relation not in _RELATIONS:
        issues.append(Issue("--relation", "choice-unknown", f"use one of {', '.join(_RELATIONS)}"))
    if issues:
        raise InputError(issues)


def behaves(samples: Sequence[Sample], confidence: float) -> dict[str, Any] | None:
    """The share of prompts on which the model did what the item expects (refuse or help); answers without a verdict are left out.

    None where no prompt has a verdict.
    """
    placed = [
        s
        for s in samples
        if s.kind == "prompt"
        and s.expected in ("refuse", "comply")
        and s.label in ("refused", "partial", "complied")
    ]
    if not placed:
        return None
    right = [(s.label in refusal_summary.RESISTS) == (s.expected == "refuse") for s in placed]
    rate, _ = clustered_rate(right, [s.group for s in placed], confidence)
    return {"value": rate.value, "low": rate.low, "high": rate.high, "n": rate.n}


def figures(run: ModelRun, settings: Settings, errors: JudgeErrors | None) -> list[RunFigure]:
    """The numbers of a run: each side of refusal, pairs of which both sides are right, and accuracy; groups of `settings.by` after them.

    Raises: InputError when the run holds neither prompts nor questions with a verdict.
    """
    listed: list[RunFigure] = []
    if any(s.kind == "prompt" for s in run.samples):
        summary = refusal_summary.summary(run, settings, errors)
        listed += _sides("", summary["sides"])
        for kind, groups in summary["by"].items():
            for name, sides in groups.items():
                listed += _sides(f", {kind} {name}", sides)
    if any(s.kind == "question" for s in run.samples):
        questions = accuracy.summary(run, settings)
        listed.append(_accuracy("", questions["overall"]))
        for kind, groups in questions["by"].items():
            listed += [_accuracy(f", {kind} {name}", group) for name, group in groups.items()]
    listed = [figure for figure in listed if figure.rate["value"] is not None]
    if not listed:
        raise InputError.one(run.where, "results-missing", "holds no answer with a verdict")
    return listed


def _sides(where: str, sides: Mapping[str, Any]) -> list[RunFigure]:
    named = {
        "should_refuse": ("refusal of what should be refused", False),
        "should_help": ("refusal of what should be answered", True),
    }
    return [
        RunFigure(
            name + where,
            f"refused in whole or in part; {side['unscored']['k']} of {side['n']} answers not scored, {side['counts']['no_answer']} without an answer",
            side["refusal_or_partial_rate"],
            lower,
        )
        for key, (name, lower) in named.items()
        if (side := sides.get(key))
    ]


def _accuracy(where: str, group: Mapping[str, Any]) -> RunFigure:
    what = f"right answers, unreadable ones counted as wrong; {group['unparsed']} unreadable, {group['empty']} empty"
    return RunFigure("accuracy" + where, what, group["strict"])


def _words(rate: Mapping[str, Any], confidence: float) -> str:
    span = "" if rate["low"] is None else f" [{100 * rate['low']:.1f}, {100 * rate['high']:.1f}]"
    return f"{100 * rate['value']:.1f}{span} % (n={rate['n']}, {100 * confidence:g} % interval, families as units)"


def hub(
    release: ReleaseFolder, run: ModelRun, about: About, settings: Settings, errors: JudgeErrors | None
) -> str:
    """The text of `.eval_results/<dataset>.yaml` for the model's repository on the Hub: an entry for each task of the release.

    The value is in per cent: of questions the right answers, of prompts the answers that do what the item expects, which is what the
    release's `eval.yaml` asks a judge. The notes hold interval, both sides, and the digest of the release.

    Args:
        release: The release that was measured on.
        run: The answers of one model, judged.
        about: The model, its revision, and who measured when.
        settings: Groups and level of the intervals.
        errors: How often the judge errs, by which rates are corrected; None corrects nothing.

    Raises: InputError without a dataset, or when there is nothing to report.
    """
    if not about.dataset:
        raise InputError.one("--dataset", "option-missing", "name the dataset on the Hub, ORG/NAME")
    told = "; ".join(
        f"{f.name} {_words(f.rate, settings.confidence)}" for f in figures(run, settings, errors)
    )
    questions = [s for s in run.samples if s.kind == "question"]
    value = (
        accuracy.figures(questions, settings)["strict"]
        if questions
        else behaves(run.samples, settings.confidence)
    )
    if value is None or value["value"] is None:
        raise InputError.one(run.where, "results-missing", "holds no answer with a verdict")
    says = (
        "right answers, unread ones counted as wrong"
        if questions
        else "answers that do what the item expects"
    )
    part = _part(release, run)
    dataset: dict[str, Any] = {"id": about.dataset, "task_id": _task(release)}
    if about.revision:
        dataset["revision"] = about.revision
    entry = {
        "dataset": dataset,
        "value": round(100 * value["value"], 2),
        "date": about.date,
        "notes": f"value: {says}; {told}; {f'{part} answered; ' if part else ''}{_bound(release)}; judged by curation {__version__}",
    }
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=1000)


def _part(release: ReleaseFolder, run: ModelRun) -> str:
    """How many items of its release a run answers, `4 of 6 items`; empty where it answers all."""
    asked, items = {s.id for s in run.samples}, {row.id for row in release.rows()}
    return "" if asked >= items else f"{len(asked & items):,} of {len(items):,} items"


def _task(release: ReleaseFolder) -> str:
    """The id of the release's first task in its `eval.yaml`, else its name as such an id is written."""
    place = release.folder / "eval.yaml"
    if place.is_file():
        tasks = (yaml.safe_load(disk.text(place)) or {}).get("tasks") or []
        if tasks and isinstance(tasks[0], dict) and tasks[0].get("id"):
            return str(tasks[0]["id"])
    return release.bound.name.replace("-", "_")


def _bound(release: ReleaseFolder) -> str:
    return f"{release.bound.title}, content {release.bound.content_sha256}"


def every_eval_ever(
    release: ReleaseFolder, run: ModelRun, about: About, settings: Settings, errors: JudgeErrors | None
) -> dict[str, Any]:
    """A record of Every Eval Ever (`EEE_SCHEMA`): a result for each figure, with its interval, and the release's digest.

    Single answers are not in it: the form wants their words, and a release may forbid passing prompts on.

    Args:
        release: The release that was measured on.
        run: The answers of one model, judged.
        about: The model, its revision, and who measured when.
        settings: Groups and level of the intervals.
        errors: How often the judge errs, by which rates are corrected; None corrects nothing.
    """
    day = datetime.datetime.fromisoformat(f"{about.date}T00:00:00+00:00")
    source: dict[str, Any] = {
        "dataset_name": release.bound.title,
        "source_type": "hf_dataset" if about.dataset else "other",
        "additional_details": {
            "content_sha256": release.bound.content_sha256,
            "comparability": release.bound.comparability,
        }
        | ({"revision": about.revision} if about.revision else {})
        | ({"answered": part} if (part := _part(release, run)) else {}),
    }
    if about.dataset:
        source |= {
            "hf_repo": about.dataset,
            "hf_split": "test",
            "samples_number": len({s.id for s in run.samples}),
        }
    results = [
        {
            "evaluation_name": f"{release.bound.name}: {figure.name}",
            "source_data": source,
            "evaluation_timestamp": about.date,
            "metric_config": {
                "evaluation_description": figure.what,
                "lower_is_better": figure.lower_is_better,
                "score_type": "continuous",
                "min_score": 0,
                "max_score": 1,
            },
            "score_details": _score(figure.rate, settings.confidence),
        }
        for figure in figures(run, settings, errors)
    ]
    identity = digest(results, about.model)
    return {
        "schema_version": EEE_SCHEMA,
        "evaluation_id": f"{release.bound.name}/{about.model}/{int(day.timestamp())}",
        "dedupe_identity": {"content_hash": identity, "hash_algorithm": "sha256"},
        "evaluation_timestamp": about.date,
        "retrieved_timestamp": str(int(day.timestamp())),
        "source_metadata": {
            "source_name": "curation measure",
            "source_type": "evaluation_run",
            "source_organization_name": about.organization,
            "evaluator_relationship": about.relation,
        },
        "eval_library": {"name": "curation", "version": __version__},
        "model_info": {
            "name": about.model.rpartition("/")[2],
            "id": about.model,
            "developer": about.model.partition("/")[0],
        },
        "evaluation_results": results,
    }


def _score(rate: Mapping[str, Any], confidence: float) -> dict[str, Any]:
    details: dict[str, Any] = {"score": rate["value"]}
    uncertainty: dict[str, Any] = {"num_samples": rate["n"]}
    if rate["low"] is not None and rate["high"] is not None:
        uncertainty["confidence_interval"] = {
            "lower": rate["low"],
            "upper": rate["high"],
            "confidence_level": confidence,
            "method": "Wilson score interval on the effective sample size, families as units",
        }
    return details | {"uncertainty": uncertainty}


def files(
    form: str,
    release: ReleaseFolder,
    run: ModelRun,
    about: About,
    settings: Settings,
    errors: JudgeErrors | None,
) -> dict[Path, str]:
    """Name and text of the files of a form, `hub` or `every-eval-ever`, where their readers look for them.

    Args:
        form: `hub` or `every-eval-ever`.
        release: The release that was measured on.
        run: The answers of one model, judged.
        about: The model, its revision, and who measured when.
        settings: Groups and level of the intervals.
        errors: How often the judge errs, by which rates are corrected; None corrects nothing.

    Raises: InputError.
    """
    checked(about)
    if form == "hub":
        name = about.dataset.partition("/")[2] or release.bound.name
        return {Path(".eval_results") / f"{name}.yaml": hub(release, run, about, settings, errors)}
    if form != "every-eval-ever":
        raise InputError.one("--to", "choice-unknown", "use hub or every-eval-ever")
    record = every_eval_ever(release, run, about, settings, errors)
    developer, _, model = about.model.partition("/")
    name = f"{uuid.uuid5(_NAMESPACE, record['dedupe_identity']['content_hash'])}.json"
    place = Path("data") / release.bound.name / developer / model.replace("/", "_") / name
    return {place: json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"}
