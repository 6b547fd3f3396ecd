"""What touches the file system: names that may end in a path, paths that stay inside a folder, whole writes, the lock of a workspace.

Names come from people, files and servers, so every name that becomes part of a path passes `safe_name`, and every path that
is written passes `inside`. A writer holds the lock of its workspace: two commands never interleave a read-modify-write.
"""

from __future__ import annotations

import errno
import fcntl
import glob
import json
import os
import re
import shutil
import socket
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from curation.core.errors import InputError, StateError, visible

LOCK = "writer.lock"
"""File of the lock, below `.curation/` of a workspace."""
WAIT = 30.0
"""Seconds that a writer waits for another one; `CURATION_LOCK_WAIT` sets it."""
LONGEST_NAME = 120
"""Characters of a name: with a suffix and a temporary mark it stays below the 255 bytes of most file systems."""

_FORBIDDEN = frozenset('/\\:*?"<>|#@%')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)
_PART = re.compile(r"^\.(?:part|.+)[.-](\d+)-[0-9a-f]{32}$")
_OLD_PART = re.compile(r"^\.(?:part-|.+\.)[0-9a-f]{32}$")
_OLD_AGE = 600.0

# --- names and places ---------------------------------------------------------------------------------------------


def safe_name(name: str, what: str) -> str:
    """`name`, which may be one component of a path on every system. `what` says what it names, for the message.

    Raises: InputError for a separator, a character that some file system or our own ids give a meaning to, a leading dot
    or hyphen, a trailing dot or space, a device name, or an empty or overlong name.
    """
    problem = _name_problem(name)
    if problem:
        raise InputError.one(
            f"{what} {name!r}",
            "name-unsafe",
            f"{problem}; use letters, digits, dots, hyphens and underscores",
        )
    return name


def _name_problem(name: str) -> str:
    if not name.strip():
        return "is empty"
    if len(name) > LONGEST_NAME or len(name.encode("utf-8", "replace")) > 2 * LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} characters"
    if bad := sorted({c for c in name if c in _FORBIDDEN or not c.isprintable()}):
        return f"holds {' '.join(visible(c) for c in bad)}, which a file name cannot hold everywhere"
    if name[0] in ".- " or name[-1] in ". ":
        return "begins with a dot, a hyphen or a space, or ends with a dot or a space"
    if _RESERVED.match(name):
        return "is the name of a device on some systems"
    return ""


def inside(root: Path, path: Path) -> Path:
    """`path`, which lies below `root` once every link is followed.

    Raises: InputError when it does not: nothing is ever written outside the workspace.
    """
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError.one(str(path), "path-outside", f"is outside {root}; nothing is written there")
    return path


# --- whole writes and what killed ones leave ----------------------------------------------------------------------


def part_of(path: Path) -> Path:
    """A fresh name beside `path` for what is not whole yet; it names this process, so that the next run can sweep it."""
    return path.with_name(f".{path.name}.{os.getpid()}-{uuid.uuid4().hex}")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Lets an `OSError` of the block name `path`: a failed write names no file, and a temporary name helps nobody."""
    try:
        yield
    except OSError as error:
        if error.filename is None or Path(os.fsdecode(error.filename)).name.startswith(f".{path.name}."):
            error.filename, error.filename2 = str(path), None
        raise


def write_atomic(path: Path, data: bytes | str) -> None:
    """Writes `data` (text as UTF-8) to `path`, whole or not at all, and syncs it to disk."""
    with naming(path), whole_file(path) as file:
        file.write(data.encode("utf-8") if isinstance(data, str) else data)


def write_output(path: Path, data: bytes | str) -> None:
    """Writes a file that a person asked for, as `write_atomic`, and removes what killed writers of the same file left beside it."""
    for part in sorted(path.parent.glob(f".{glob.escape(path.name)}.*")):
        if _is_leftover(part) and part.is_file():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    write_atomic(path, data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that becomes `path` at the end of the block, synced; nothing is left when the block fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(path)
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside `folder` that is renamed to it at the end; nothing is left when the block fails.

    Raises: StateError when `folder` came into being meanwhile.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(folder)
    try:
        yield part
        try:
            part.rename(folder)
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
                raise StateError(
                    f"{folder} was made by another command in the meantime; nothing was changed; look at it, then run this command again if it is still needed"
                ) from error
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def sweep(*folders: Path) -> list[Path]:
    """Removes what killed writers left in `folders` (not below them); gives what was removed, sorted.

    A leftover names its process; that of a live process is let be. One without a process (version 0.1) is removed when it
    is ten minutes old. One that cannot be removed, as on a disk that is only read, stays.
    """
    removed = []
    for folder in folders:
        for path in _leftovers(folder):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            if not os.path.lexists(path):
                removed.append(path)
    return removed


def _leftovers(folder: Path) -> list[Path]:
    """What killed writers left in a folder, sorted; nothing where the folder is not there or cannot be read."""
    try:
        # Most of what lies in a large folder is told by its name alone: no path is made of it.
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.startswith("."))
    except OSError:
        return []
    return [path for path in (folder / name for name in names) if _is_leftover(path)]


def _is_leftover(path: Path) -> bool:
    if match := _PART.match(path.name):
        return not _alive(int(match[1]))
    if not _OLD_PART.match(path.name):
        return False
    with suppress(FileNotFoundError):
        return time.time() - path.lstat().st_mtime > _OLD_AGE
    return False


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


# --- the lock of a workspace --------------------------------------------------------------------------------------

_held: dict[tuple[Path, int], int] = {}


@contextmanager
def locked(workspace: Path, wait: float | None = None) -> Iterator[None]:
    """Holds the lock of `workspace`: for everything that writes `raw/`, `schemas/` or `releases/`.

    The lock belongs to the process (`flock`), so that of a killed one is free at once, whatever its file says. The file names
    the owner, its host, its command and the time, for the message of whoever waits. The same thread may take it again.
    Files that killed writers left are removed once it is held.

    Raises: StateError naming the owner when it is still held after `wait` seconds.
    """
    place = (workspace / ".curation" / LOCK).resolve()
    key = (place, threading.get_ident())
    if key in _held:
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    with signed(place, f"{workspace} is being written by", wait):
        _held[key] = 1
        try:
            sweep(*_written_folders(workspace))
            yield
        finally:
            del _held[key]


@contextmanager
def signed(place: Path, busy: str, wait: float | None = None) -> Iterator[None]:
    """Holds the lock on the file `place`, in which the owner stands for the message of whoever waits.

    `busy` begins that message: "… is being written by". The default of `wait`, in seconds, is that of every writer.

    Raises: StateError naming the owner when it is still held after `wait` seconds.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a+b") as file:
        _acquire(file, busy, _patience() if wait is None else wait)
        _sign(file)
        yield
        file.truncate(0)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Holds the lock of the workspace that `path` lies in; nothing where it lies in none.

    Raises: StateError as `locked`.
    """
    here = path.absolute()
    place = next((p for p in (here, *here.parents) if (p / "curation.toml").is_file()), None)
    if place is None:
        yield
        return
    with locked(place):
        yield


def _written_folders(workspace: Path) -> list[Path]:
    raw, releases, derived = workspace / "raw", workspace / "releases", workspace / ".curation"
    parents = (raw / "review", releases, derived, derived / "offline")
    below = [p for folder in parents if folder.is_dir() for p in sorted(folder.iterdir()) if p.is_dir()]
    folders = [
        raw,
        raw / "documents",
        raw / "images",
        raw / "review",
        releases,
        workspace / "schemas" / "taxonomies",
        derived,
        *below,
    ]
    return [folder for folder in folders if folder == derived or not folder.name.startswith(".")]


def _patience() -> float:
    try:
        return max(0.0, float(os.environ.get("CURATION_LOCK_WAIT", WAIT)))
    except ValueError:
        return WAIT


def _acquire(file: Any, busy: str, wait: float) -> None:
    end = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= end:
                raise StateError(
                    f"{busy} {_owner(file)}; wait until that is done and run the same command again"
                ) from None
            time.sleep(0.05)


def _sign(file: Any) -> None:
    about = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])[:200],
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    file.truncate(0)
    file.write((json.dumps(about) + "\n").encode())
    file.flush()


def _owner(file: Any) -> str:
    """Who holds the lock, from what the holder wrote; the file may be empty or torn for a moment."""
    try:
        file.seek(0)
        about = json.loads(file.read().decode("utf-8"))
        age = (datetime.now(UTC) - datetime.fromisoformat(about["since"])).total_seconds()
        return visible(
            f"process {about['pid']} on {about['host']} ({about['command']}), for {max(0, round(age))} seconds"
        )
    except (ValueError, KeyError, TypeError):
        return "another process"


# --- what the machine refuses -------------------------------------------------------------------------------------

OF_THE_DISK = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG}
)
"""Numbers of what a disk refuses, and no network."""
_CURES = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EDQUOT: "the disk quota is used up; free some space and run the same command again",
    errno.EROFS: "the file system is read-only; mount it for writing, or work on a copy",
    errno.EACCES: "permission denied; give your account access to it, or name another place",
    errno.EPERM: "the operation is not permitted; give your account access to it, or name another place",
    errno.EIO: "the disk reports an error; check the disk, then run the same command again",
    errno.EMFILE: "too many open files; raise the limit with: ulimit -n 4096",
    errno.ENFILE: "the system has too many open files; close some programs",
    errno.ENAMETOOLONG: "the name is too long for this file system; use a shorter one",
    errno.ESTALE: "the network file system lost the file; run the same command again",
    errno.EISDIR: "is a folder where a file is needed",
    errno.ENOTDIR: "is a file where a folder is needed",
    errno.ELOOP: "links lead in a circle; remove the link",
    errno.ENOENT: "there is no such file or folder; check the name, and that nothing removed it meanwhile",
    errno.EFBIG: "the file would be larger than this account may write; raise the limit with: ulimit -f unlimited",
    errno.EBUSY: "is in use; end what uses it and run the same command again",
    errno.ENXIO: "is no file that can be read",
    errno.ENODEV: "is no file that can be read",
    errno.ENOMEM: "the memory of this machine is used up; free some and run the same command again",
}
_NUMBER = re.compile(r"\bos error (\d+)\b")


def cure(error: BaseException) -> str | None:
    """One line that names the place and the cure of what the machine refused; None for an error that is a bug of ours."""
    number = getattr(error, "errno", None)
    if number is None and (match := _NUMBER.search(str(error))):
        number = int(match[1])
    if number not in _CURES:
        return None
    place = getattr(error, "filename2", None) or getattr(error, "filename", None)
    shown = place.decode("utf-8", "replace") if isinstance(place, bytes) else place
    return visible(f"{'the file system' if shown is None else shown}: {_CURES[number]}")
