"""The one place that reads and changes files beside `core/files/io` (whole writes, names, locks) and `core/files/table_files` (tables).

A read has a limit, and a text that is no text is a listed issue with its line. What writes evidence calls `io.write_atomic`,
`io.whole_file` or `io.whole_folder`: the changes here are those of logs that only grow, of folders, and of what can be made again.
"""

from __future__ import annotations

import errno
import os
import shutil
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, BinaryIO

from curation.core.errors import InputError
from curation.core.files.io import part_of

MOST = 2 << 30
"""Most bytes of a file that is read whole."""
_PART = 1 << 20


class Unusable(InputError, ValueError):
    """A file that cannot be what it should be: too large, or not the text that it is read as."""


def data(path: Path | Traversable, most: int = MOST) -> bytes:
    """The bytes of a file.

    Raises: OSError when it cannot be read; Unusable when it has more than `most` bytes.
    """
    parts: list[bytes] = []
    left = most
    with path.open("rb") as file:
        # In parts: a file that grows for ever (a device, a pipe) ends at the limit, and a small one takes no large buffer.
        while part := file.read(min(_PART, left + 1)):
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise Unusable.one(
                    str(path), "file-large", f"has more than {most:,} bytes; split it, or name another file"
                )
    return parts[0] if len(parts) == 1 else b"".join(parts)


def text(path: Path | Traversable, encoding: str = "utf-8", most: int = MOST) -> str:
    """The text of a file, line ends as `\\n`.

    Raises: OSError when it cannot be read; Unusable when it is larger than `most` bytes or not in `encoding`.
    """
    content = data(path, most)
    try:
        decoded = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable.one(
            f"{path} > line {line}",
            "file-encoding",
            f"byte {content[error.start]:#04x} is not {encoding.upper().removesuffix('-SIG')}; save the file as UTF-8",
        ) from error
    return decoded.replace("\r\n", "\n").replace("\r", "\n") if "\r" in decoded else decoded


def opened(path: Path) -> BinaryIO:
    """A file to read in pieces."""
    return path.open("rb")


def folder(path: Path, private: bool = False) -> Path:
    """`path`, which is a folder now, with those above it; one that is made `private` is for the owner alone."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
    return path


def private(path: Path) -> None:
    """Lets only the owner read and write a file, or look into a folder."""
    path.chmod(0o700 if path.is_dir() else 0o600)


def secret(path: Path) -> BinaryIO:
    """A new file for the owner alone, to write; its folder is made.

    Raises: FileExistsError when it is there.
    """
    folder(path.parent)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def appended(path: Path) -> IO[bytes]:
    """A log that only grows, to read and to append to; its folder is made."""
    folder(path.parent)
    return path.open("a+b")


def logged(path: Path) -> BinaryIO:
    """A log for the owner alone, to append to."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    return path.open("ab")


def written(path: Path, content: str) -> None:
    """Writes a file that can be made again; a kill may leave half of it, so whoever reads it compares it first."""
    path.write_text(content, "utf-8")


def copied(source: Path, target: Path) -> None:
    """Copies the bytes of a file; the folder is made."""
    folder(target.parent)
    shutil.copyfile(source, target)


def shared(source: Path, target: Path) -> None:
    """Gives a file, or all below a folder, a second name; a copy where the file system has no links."""

    def link(one: str, other: str) -> str:
        try:
            os.link(one, other)
        except OSError:
            shutil.copy2(one, other)
        return other

    if source.is_dir():
        shutil.copytree(source, target, copy_function=link)
    else:
        link(str(source), str(target))


def pointed(path: Path, target: Path) -> None:
    """Makes `path` a link to `target`."""
    path.symlink_to(target)


def replaced_folder(part: Path, path: Path) -> None:
    """Gives a folder that is whole the name `path`; one that was there, or that another process puts there meanwhile, goes.

    Raises: OSError when what is there cannot be moved or removed.
    """
    for last in (*[False] * 9, True):
        try:
            _moved_away(path)
            part.rename(path)
        except OSError as error:
            if last or error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return


def _moved_away(path: Path) -> None:
    """Frees the name of a folder in one step, so that no other process sees it half removed, and removes the folder."""
    away = part_of(path)
    try:
        path.rename(away)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # A layer of a container below the one that is written renames no folder.
        shutil.rmtree(path)
    folder_removed(away)


def removed(path: Path) -> None:
    """Removes a file; nothing happens where there is none."""
    path.unlink(missing_ok=True)


def folder_removed(path: Path) -> None:
    """Removes a folder with all in it, as far as that goes; nothing happens where there is none."""
    shutil.rmtree(path, ignore_errors=True)
