"""A base model and a tuned one, both in local folders, put through Inspect on a release: two folders of logs to compare."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from curation.core.errors import InputError, MissingExtra, ServiceError
from curation.core.files import disk
from curation.measure.release import load
from curation.measure.tasks import kinds

_ADAPTER = "adapter_config.json"


def is_adapter(folder: Path) -> bool:
    """Whether the folder holds a LoRA adapter (to be loaded onto its base with peft) rather than a whole model."""
    return (folder / _ADAPTER).is_file()


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


@contextmanager
def _loadable(model: Path, base: Path) -> Iterator[Path]:
    """A folder that loads as it is. An adapter names its base as it was called where it was trained; here it is the folder given."""
    if not is_adapter(model):
        yield model
        return
    with tempfile.TemporaryDirectory(prefix="curation-") as room:
        place = Path(room)
        for file in model.iterdir():
            if file.is_file() and file.name != _ADAPTER:
                disk.pointed(place / file.name, file.resolve())
        config = json.loads(disk.text(model / _ADAPTER))
        config["base_model_name_or_path"] = str(base.resolve())
        disk.written(place / _ADAPTER, json.dumps(config))
        yield place


def evaluate(
    releases: Sequence[Path],
    model: Path,
    base: Path,
    logs: Path,
    device: str = "cpu",
    max_tokens: int = 256,
    limit: int | None = None,
    epochs: int = 1,
) -> list[Path]:
    """The Inspect logs of a local model on every kind of item that the releases hold; the files are below `logs`.

    With more than one epoch the answers are drawn (temperature 1, a seed for each epoch), else the likeliest is taken.
    `base` is where the tokenizer is: the model's own folder, or of a LoRA adapter the folder of the model it is put on.

    Args:
        releases: Folders of releases.
        model: Folder of a model or of a LoRA adapter.
        base: Folder with the tokenizer.
        logs: Folder that the logs are written to.
        device: `cpu`, `cuda` or another name that PyTorch knows.
        max_tokens: Most tokens of an answer.
        limit: Most items of each kind; None for all.
        epochs: Answers to each item.

    Raises: InputError for a folder that is no model; MissingExtra; ServiceError when an evaluation does not end well.
    """
    _check(model)
    # Both folders are local; without this the loader asks the Hub for a model of the folder's name. Read once, at the first import.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from inspect_ai import eval as run
    from inspect_ai.model import get_model

    from curation.harnesses import inspect_tasks

    # Greedy by do_sample=False and no temperature: transformers refuses the 0 by which services mean the same.
    warmth = 1.0 if epochs > 1 else None
    tasks = [
        task(release=str(release), temperature=warmth)
        for release in releases
        for kind, task in (
            ("prompt", inspect_tasks.prompts),
            ("question", inspect_tasks.questions),
            ("task", inspect_tasks.open_tasks),
        )
        if {kind, "mixed"} & set(kinds(load(release)).values())
    ]
    with _loadable(model, base) as folder:
        local = get_model(
            f"hf/{model.resolve()}",
            model_path=str(folder),
            tokenizer_path=str(base),
            device=device,
            do_sample=epochs > 1,
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
