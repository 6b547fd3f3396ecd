"""What git would do to a release: a file that it ignores is missing from every clone, one whose line ends it changes differs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from curation.core.errors import InputError, Issue


def check(folder: Path, part: Path) -> None:
    """Asks git about the files of the release that is to be `folder` and now lies in `part`.

    Raises: InputError naming each file that git ignores. Nothing is asked where there is no git or no repository.
    """
    names = sorted(p.relative_to(part).as_posix() for p in part.rglob("*") if p.is_file())
    ignored = set(ignored_by_git(folder.parent, [f"{folder.name}/{name}" for name in names]))
    if ignored:
        raise InputError(
            Issue(
                f"{folder.parent.name} > {name}",
                "release-ignored",
                "git ignores this file, so every clone would lack it; anchor or remove the pattern in .gitignore",
            )
            for name in sorted(ignored)
        )


def ignored_by_git(folder: Path, names: Sequence[str]) -> list[str]:
    """Those of `names` (paths relative to `folder`, which need not exist) that git ignores; none outside a repository."""
    done = _git(folder, ["check-ignore", "--no-index", "-z", "--stdin"], "\0".join(names))
    return [name for name in done.split("\0") if name] if done else []


def line_ends_may_change(folder: Path, names: Sequence[str]) -> list[str]:
    """Those of `names` whose line ends git may change on some system: they are not marked `-text`."""
    done = _git(folder, ["check-attr", "-z", "--stdin", "text"], "\0".join(names))
    parts = done.split("\0") if done else []
    return [name for name, value in zip(parts[::3], parts[2::3], strict=False) if value != "unset"]


def _git(folder: Path, arguments: Sequence[str], given: str) -> str:
    """What git says; empty where there is no git, no repository or nothing to say."""
    tool = shutil.which("git")
    if tool is None or not folder.is_dir():
        return ""
    done = subprocess.run(
        [tool, "-C", str(folder), *arguments], input=given.encode(), capture_output=True, check=False
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
