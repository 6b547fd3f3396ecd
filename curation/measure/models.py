"""A base model and a tuned one, both in local folders, put through Inspect on a release: two folders of logs to compare."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from curation.errors import InputError, MissingExtra, ServiceError
from curation.measure.release import load
from curation.measure.tasks import kinds


def is_adapter(folder: Path) -> bool:
    """Whether the folder holds a LoRA adapter (to be loaded onto its base with peft) rather than a whole model."""
    return (folder / "adapter_config.json").is_file()


def _check(folder: Path) -> None:
    if not (folder / "config.json").is_file() and not is_adapter(folder):
        raise InputError.one(
            str(folder),
            "model-missing",
            "holds neither config.json nor adapter_config.json; name a Hugging Face model folder",
        )
    needed = ("inspect_ai", "transformers", "accelerate", *(("peft",) if is_adapter(folder) else ()))
    for module in needed:
        if find_spec(module) is None:
            raise MissingExtra("local-models", f"running a local model ({module} is not installed)")


def evaluate(
    release: Path,
    model: Path,
    tokenizer: Path,
    logs: Path,
    device: str = "cpu",
    max_tokens: int = 256,
    limit: int | None = None,
    epochs: int = 1,
) -> list[Path]:
    """The Inspect logs of a local model on every kind of item that the release holds; the files are below `logs`.

    Raises: InputError for a folder that is no model; MissingExtra; ServiceError when an evaluation does not end well.
    """
    _check(model)
    # Both folders are local; without this the loader asks the Hub for a model of the folder's name. Read once, at the first import.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from inspect_ai import eval as run
    from inspect_ai.model import get_model

    from curation.measure import inspect_tasks

    found = set(kinds(load(release)).values())
    tasks: list[Any] = []
    if found & {"prompt", "mixed"}:
        tasks.append(inspect_tasks.prompts(release=str(release), temperature=None))
    if found & {"question", "mixed"}:
        tasks.append(inspect_tasks.questions(release=str(release), temperature=None))
    # Greedy by do_sample=False: transformers refuses the temperature 0 by which services mean the same.
    local = get_model(
        f"hf/{model.resolve()}",
        model_path=str(model),
        tokenizer_path=str(tokenizer),
        device=device,
        do_sample=False,
        memoize=False,
    )
    results = run(
        tasks,
        model=local,
        log_dir=str(logs),
        display="none",
        limit=limit,
        epochs=epochs,
        max_tokens=max_tokens,
        max_tasks=1,
        fail_on_error=True,
    )
    bad = [f"{log.eval.task}: {log.status}" for log in results if log.status != "success"]
    if bad:
        raise ServiceError(f"{model.name} could not be measured ({'; '.join(bad)}); see the logs in {logs}")
    return [Path(str(log.location)) for log in results]
