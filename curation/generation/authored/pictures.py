"""The pictures that hand-written items name: found beside the file of the items, looked at, and made records of."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from curation.core.digests import sha256
from curation.core.errors import InputError, Issue, visible
from curation.core.files import disk
from curation.core.records import Picture
from curation.pictures import decoding

COLUMN = "pictures"
"""The field that names them; `alt`, `picture_source`, `picture_licence` and `sha256` say more of each."""
MORE = ("alt", "picture_source", "picture_licence", "sha256")
_MOST_FILES = 200_000


class Folder:
    """A folder in which pictures are looked for, and below which every one of them has to lie."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for number, path in enumerate(sorted(self.root.rglob("*"))):
            if number >= _MOST_FILES:
                break
            if path.is_file():
                found.setdefault(_key(path.name), []).append(path)
        return found

    def find(self, name: str, base: Path, where: str) -> Path:
        """The file of a name that stands in a table: as a path from the table's folder or from the root, else by its bare name.

        Raises: InputError when there is none, when two files have that name, or when it lies outside of the folder.
        """
        shown = visible(name)[:120]
        steps = PurePosixPath(name.replace("\\", "/"))
        for start in (base, self.root):
            path = start / steps
            if path.is_file():
                if not path.resolve().is_relative_to(self.root):
                    raise InputError.one(where, "picture-outside", _OUTSIDE.format(shown))
                return path
        if steps.is_absolute() or ".." in steps.parts or (len(name) > 1 and name[1] == ":"):
            raise InputError.one(where, "picture-outside", _OUTSIDE.format(shown))
        named = [p for p in self._by_name.get(_key(steps.name), []) if p.resolve().is_relative_to(self.root)]
        if len(named) > 1:
            places = ", ".join(visible(str(p.relative_to(self.root)))[:120] for p in named[:3])
            message = f"several pictures are called {shown!r} ({places}); write the path from the folder of the table"
            raise InputError.one(where, "picture-ambiguous", message)
        if not named:
            message = f"there is no picture {shown!r} beside the table; name its folder with --pictures, or write its path"
            raise InputError.one(where, "picture-missing", message)
        return named[0]


_OUTSIDE = "the picture {!r} lies outside of the folder that is brought in; copy it there, or name its folder with --pictures"


def _key(name: str) -> str:
    """A file's name whatever system wrote it: composed characters, no letter case."""
    return unicodedata.normalize("NFC", name).casefold()


def gather(
    records: Sequence[dict[str, Any]], bases: Sequence[Path], root: Path, where: str
) -> list[tuple[Picture, bytes]]:
    """The pictures of normalised lines, each once, with the bytes to keep; the lines then hold records of them.

    Args:
        records: The lines; `pictures` is a path, several with line breaks, ` | ` or `;` between them, a list of paths, or of objects
            as published sets have them (`{"bytes": …, "path": …}`). A line whose `pictures` are records already stays.
        bases: The folder of each line's file.
        root: The folder below which every picture has to lie.
        where: The name of the file, for messages.

    Raises: InputError with everything that is wrong with any picture of any line.
    """
    folder = Folder(root)
    known: dict[Path, tuple[Picture, bytes]] = {}
    kept: dict[str, tuple[Picture, bytes]] = {}
    issues: list[Issue] = []
    for number, (line, base) in enumerate(zip(records, bases, strict=True), 1):
        place = f"{where} > line {number}"
        named = split(line.get(COLUMN))
        more = {name: line.pop(name, None) for name in MORE}
        if not named:
            if more["alt"]:
                message = "has an alternative text and names no picture; name the picture, or remove the text"
                issues.append(Issue(place, "picture-missing", message))
            continue
        if all(isinstance(one, Mapping) and "media_type" in one for one in named):
            continue
        try:
            described = _described(more, len(named), place)
        except InputError as error:
            issues += error.issues
            continue
        records_of_line: list[dict[str, Any]] = []
        for one, facts in zip(named, described, strict=True):
            try:
                picture, data = _read(one, facts, base, folder, known, place)
            except InputError as error:
                issues += error.issues
                continue
            kept.setdefault(picture.sha256, (picture, data))
            records_of_line.append(picture.model_dump(mode="json", exclude_defaults=True))
        line[COLUMN] = records_of_line
    if issues:
        raise InputError(issues)
    return list(kept.values())


def split(value: Any) -> list[Any]:
    """The pictures that a cell names, in order: paths as text, or objects."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [one for one in value if one]
    return parts(str(value).replace(";", "\n"))


def parts(value: Any) -> list[str]:
    """The texts of a list, or of a text with line breaks or ` | ` between them."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(one).strip() for one in value]
    text = str(value or "")
    return [piece.strip() for piece in text.replace(" | ", "\n").splitlines() if piece.strip()]


def _described(more: Mapping[str, Any], count: int, where: str) -> list[dict[str, str]]:
    """What a line says of each of its pictures; a source or a licence said once is that of all.

    Raises: InputError when it says something of another number of pictures.
    """
    described: list[dict[str, str]] = [{} for _ in range(count)]
    for name, value in more.items():
        texts = [str(value).strip()] if count == 1 and isinstance(value, str) else parts(value)
        if not texts:
            continue
        if len(texts) == 1 and name in ("picture_source", "picture_licence"):
            texts *= count
        if len(texts) != count:
            message = f"names {count} pictures and {len(texts)} in {name}; write one for each, with a line break or ` | ` between them"
            raise InputError.one(where, "picture-count", message)
        for one, text in zip(described, texts, strict=True):
            one[name.removeprefix("picture_")] = text
    return described


def _read(
    one: Any, facts: dict[str, str], base: Path, folder: Folder, known: dict[Path, tuple[Picture, bytes]], where: str
) -> tuple[Picture, bytes]:  # fmt: skip
    said = facts.pop("sha256", "").lower()
    inner = one if isinstance(one, Mapping) else {}
    facts |= {
        k: str(inner[k]) for k in ("alt", "source", "licence", "clause") if inner.get(k) and k not in facts
    }
    from_document = {k: inner[k] for k in ("document", "page", "box") if inner.get(k)}
    name = str(inner.get("path") or inner.get("file_name") or "") if inner else str(one).strip()
    place = f"{where} > {visible(name)[:120] or 'picture'}"
    if isinstance(data := inner.get("bytes"), bytes):
        picture, data = decoding.facts(data, place, name=PurePosixPath(name).name, **facts)
    elif not name:
        message = "names a picture by neither a path nor bytes"
        raise InputError.one(place, "picture-missing", message)
    else:
        path = folder.find(name, base, place)
        if path not in known:
            known[path] = decoding.facts(_bytes(path, place), place, name=path.name)
        picture, data = known[path]
        picture = picture.model_copy(update=facts)
    if from_document:
        try:
            picture = Picture.model_validate({**picture.model_dump(), **from_document})
        except ValidationError as error:
            message = (
                "says a page that is no number, or a box that is not four numbers (left, bottom, right, top)"
            )
            raise InputError.one(place, "picture-record", message) from error
    if said and said not in (picture.sha256, sha256(data)):
        message = "the picture has another SHA-256 than the table says; it was exchanged, or the table is of an older one"
        raise InputError.one(place, "picture-swapped", message)
    return picture, data


def _bytes(path: Path, where: str) -> bytes:
    try:
        if (size := path.stat().st_size) > decoding.MOST_BYTES:
            raise InputError.one(where, "picture-too-large", decoding.too_large(size))
        return disk.data(path)
    except OSError as error:
        message = f"the picture cannot be read ({error.strerror}); look at its permissions"
        raise InputError.one(where, "picture-unreadable", message) from error


def records_of(value: Any, where: str, issues: list[Issue]) -> list[Picture]:
    """The records of the pictures of a line that was brought in; what is none is listed in `issues`."""
    pictures: list[Picture] = []
    for number, one in enumerate(split(value), 1):
        try:
            pictures.append(Picture.model_validate(one))
        except ValidationError:
            message = (
                "names a picture that was not brought in; bring the file in with: curation author import"
            )
            issues.append(Issue(f"{where} > picture {number}", "picture-record", message))
    return pictures
