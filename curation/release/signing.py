"""Signing a release with minisign, where it is installed: the manifest holds every file's digest, so its signature covers all.

https://jedisct1.github.io/minisign/ (Ed25519). Nothing here handles a key: the tool reads it, and asks for its password itself.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from curation.core.errors import Issue, StateError, visible
from curation.release import manifest

_TOOL = "minisign"
SIGNATURE = manifest.SIGNATURES[0]


def sign(folder: Path, key: Path) -> Path:
    """Signs the manifest of the release in `folder` with the secret key in the file `key`; gives the signature's path.

    Raises: InputError when `folder` holds no release; StateError without the tool or when it refuses.
    """
    manifest.load(folder)
    done = _run("-S", "-s", str(key), "-m", str(folder / manifest.FILE), "-x", str(folder / SIGNATURE))
    if done.returncode:
        raise StateError(f"{_TOOL} did not sign: {_said(done)}")
    return folder / SIGNATURE


def check(folder: Path, key: str) -> list[Issue]:
    """What is wrong with the signature of the release in `folder` under a public key (its text, or the file that holds it).

    Raises: StateError without the tool.
    """
    where = f"{folder.name} > {SIGNATURE}"
    if not (folder / SIGNATURE).is_file():
        return [Issue(where, "signature-missing", "is not there: nobody signed this release")]
    given = ("-p", key) if Path(key).is_file() else ("-P", key)
    done = _run("-V", "-q", *given, "-m", str(folder / manifest.FILE), "-x", str(folder / SIGNATURE))
    if done.returncode:
        return [
            Issue(where, "signature-wrong", f"does not hold for this manifest and this key: {_said(done)}")
        ]
    return []


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    tool = shutil.which(_TOOL)
    if tool is None:
        raise StateError(f"{_TOOL} is not installed; it is in the packages of most systems")
    return subprocess.run(
        [tool, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def _said(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return visible(lines[-1])[:200] if lines else f"exit code {done.returncode}"
