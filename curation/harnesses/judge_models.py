"""The encoders of the judge of refusal: the same for the commands, the Inspect scorer, the tasks of the LM harness and the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from curation.core import resources
from curation.core.errors import MissingExtra
from curation.measure import refusal, samples
from curation.measure.refusals.refusal_english import uses_vectors
from curation.measure.refusals.refusal_sentences import usable
from curation.measure.refusals.refusal_verdicts import Readers, Verdict
from curation.measure.samples import ModelRun
from curation.services import embeddings


@lru_cache(maxsize=2)
def readers(keep: bool = True) -> Readers:
    """The encoders of the judge that are installed, opened once in a process for each value of `keep`; none without the extra `embedding`.

    Args:
        keep: whether vectors are kept on disk. One file is written for each call that finds new texts, so who judges answers one by one keeps none.
            Callers of one task ask with the same value, written in the same way (`keep=False`): another one opens the encoders again.
    """
    place = resources.cache_folder() / "vectors" if keep else None
    try:
        beginnings = embeddings.load("minilm", cache=place)
    except MissingExtra:
        return Readers()
    return Readers(beginnings, embeddings.load("use", cache=place) if embeddings.multilingual() else None)


def described(models: Readers) -> str:
    """The name of the judge with what it judges by, as logs and evidence packs give it."""
    if not uses_vectors(models.beginnings):
        return "refusal detector, phrases alone"
    return "refusal detector with vectors" + ("" if usable(models.sentences) else ", English alone")


GIVEN = "the verdicts that came with the answers"
"""What judged a run in which every answer had its verdict already."""


def judged(run: ModelRun, models: Readers) -> ModelRun:
    """The run with the detector's verdicts made again by the models of the judge; verdicts that came with the answers stay."""
    if models.beginnings is None:
        return run
    return replace(run, samples=samples.judged(run.samples, models.beginnings, encoder=models.sentences))


def used(runs: Sequence[ModelRun], models: Readers) -> str:
    """The name of what judged the prompts of runs: the judge, the verdicts that came with the answers, or both; empty for no prompt.

    Args:
        runs: judged by `judged`.
        models: that they were judged with.
    """
    prompts = [sample for run in runs for sample in run.samples if sample.kind == "prompt"]
    ours = any(sample.judge == "detector" for sample in prompts)
    given = any(sample.judge != "detector" for sample in prompts)
    return "; ".join([described(models)] * ours + [GIVEN] * given)


def verdict(prompt: str, response: str) -> Verdict:
    """The verdict on one answer, by the encoders that are installed: what `curation measure refusal` says of it."""
    models = readers(keep=False)
    return refusal.judge_many([(prompt, response)], models.beginnings, encoder=models.sentences)[0]
