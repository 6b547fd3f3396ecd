"""Where the pictures of a workspace are kept: `raw/images/<sha256>.<suffix>`, each file once, named after its bytes.

A name that is the digest of the bytes cannot be given to two pictures, and a picture that somebody exchanged no longer has the
bytes that its name says. What people judged names the digest, so the exchange is seen whoever made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from curation.core.digests import sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import naming, write_atomic
from curation.core.records import Picture
from curation.pictures.decoding import Seen, look_at

FOLDER = "raw/images"
"""Folder of a workspace, with forward slashes."""


def place(workspace: Path, picture: Picture) -> Path:
    """Where a picture is kept in a workspace, whether it is there or not."""
    return workspace / FOLDER / picture.file_name


def read(workspace: Path, picture: Picture) -> bytes:
    """The bytes of a picture.

    Raises: InputError when the file is missing, cannot be read, or holds other bytes than it is named after.
    """
    path = place(workspace, picture)
    where = f"{FOLDER}/{path.name}"
    try:
        data = disk.data(path)
    except FileNotFoundError as error:
        message = "the picture is missing; take it from the last commit again, or bring the item in again"
        raise InputError.one(where, "picture-missing", message) from error
    except OSError as error:
        message = f"the picture cannot be read ({error.strerror}); look at its permissions"
        raise InputError.one(where, "picture-unreadable", message) from error
    if sha256(data) != picture.sha256:
        message = (
            "these are not the bytes that the file is named after: somebody exchanged the picture after the item was made; "
            "take it from the last commit again, or bring the item in again as a new one"
        )
        raise InputError.one(where, "picture-swapped", message)
    return data


def problems(workspace: Path, pictures: Iterable[Picture]) -> Iterator[tuple[Picture, Issue]]:
    """Each picture, once, that is missing, cannot be read or was exchanged, with what is wrong."""
    for picture in {one.sha256: one for one in pictures}.values():
        try:
            read(workspace, picture)
        except InputError as error:
            yield picture, error.issues[0]


def looks(workspace: Path, pictures: Iterable[Picture]) -> dict[str, Seen | Issue]:
    """By digest what each picture is, decoded to the last pixel, or what is wrong with it (missing, exchanged, unreadable).

    Raises: MissingExtra without Pillow, where there is a picture.
    """
    found: dict[str, Seen | Issue] = {}
    for picture in {one.sha256: one for one in pictures}.values():
        try:
            found[picture.sha256] = look_at(read(workspace, picture), f"{FOLDER}/{picture.file_name}")
        except InputError as error:
            found[picture.sha256] = error.issues[0]
    return found


def held(workspace: Path, pictures: Iterable[Picture]) -> dict[str, bytes]:
    """The bytes of pictures by digest; those that are missing, cannot be read or were exchanged are left out."""
    found: dict[str, bytes] = {}
    for picture in {one.sha256: one for one in pictures}.values():
        try:
            found[picture.sha256] = read(workspace, picture)
        except InputError:
            continue  # `problems` says what is wrong
    return found


def keep(workspace: Path, pictures: Iterable[tuple[Picture, bytes]]) -> int:
    """Keeps pictures under their digests, each file whole or not at all; gives the number of files that were not there.

    A file that is there with the right bytes is let be, one with other bytes is replaced.
    """
    written = 0
    for picture, data in pictures:
        path = place(workspace, picture)
        if path.is_file() and sha256(disk.data(path)) == picture.sha256:
            continue
        with naming(path):
            write_atomic(path, data)
        written += 1
    return written


def state(workspace: Path) -> list[list[str]]:
    """Name and digest of every file that is kept, in order of name: a part of the key of steps that look at pictures."""
    folder = workspace / FOLDER
    return [[p.name, sha256(disk.data(p))] for p in sorted(folder.glob("*.*")) if p.is_file()]
