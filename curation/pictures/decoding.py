"""What the bytes of a picture are. They are decoded in the limited process that documents are read in; only this package imports Pillow.

A picture is taken for what its bytes say, never for what its name says. Four formats are read, of which every browser and every
vision model reads the still picture: PNG, JPEG, WebP and GIF. SVG is refused: it is a program (scripts, references to files
and addresses) that looks different in every viewer, and no model reads it (docs/decisions/0024-pictures.md).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from curation.core.digests import sha256
from curation.core.errors import InputError, MissingExtra
from curation.core.files import limited
from curation.core.records import Picture, PictureType
from curation.pictures.carried import carried_texts

MOST_BYTES = 20_000_000
"""Most bytes of a picture: model services take 5 to 20 MB, and a release holds every picture of its items."""
MOST_PIXELS = 40_000_000
"""Most pixels: a photograph of a good camera has 24 million; 200 million take 800 MB to decode."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
GRID = 16
"""Rows and columns of the grid in which the look of a picture is kept."""
_FLAT = 6
"""Grey levels (of 255) by which two neighbours must differ to count as different: paper and noise of JPEG stay below."""


@dataclass(frozen=True)
class Seen:
    """What a picture is, once it has been decoded."""

    media_type: PictureType
    width: int
    height: int
    frames: int
    """1 for a still picture; of an animation only the first frame is judged."""
    look: bytes
    """The look, 128 bytes; `likeness` compares two."""
    levels: int
    """How many grey levels it has; 1 is a picture of one colour, on which nothing can be seen."""
    located: bool
    """Whether the file says where on earth it was taken."""
    texts: tuple[str, ...] = ()
    """The words that the file carries beside its pixels (title, caption, comment, …), white space squeezed; words that are drawn
    are not among them, since nothing here reads pixels."""


@dataclass(frozen=True)
class Decoded:
    """A picture to keep: its bytes, which are its first frame as a PNG where it was an animation, and what they are."""

    data: bytes
    seen: Seen


def look_at(data: bytes, where: str) -> Seen:
    """What the bytes of a picture are, decoded to the last pixel.

    Raises: InputError, its place `where`, for bytes that are no picture of the four formats, that are broken, too many, or need
    more memory or time than a picture may; MissingExtra without Pillow.
    """
    return decode(data, where).seen


def decode(data: bytes, where: str) -> Decoded:
    """The picture to keep of some bytes: the same bytes, or of an animation its first frame as a PNG.

    Raises: as `look_at`.
    """
    _library()
    if len(data) > MOST_BYTES:
        raise InputError.one(where, "picture-too-large", too_large(len(data)))
    limits = limited.Limits(1000 * limited.MB, 60, 64 * limited.MB)
    try:
        return limited.call(_decode, (data, where), limits, "pictures", where)
    except InputError as error:
        if error.issues[0].code.startswith("document-"):
            message = (
                "takes more memory or time to decode than a picture may; save it again as a plain PNG or JPEG"
            )
            raise InputError.one(where, "picture-costly", message) from error
        raise


def facts(data: bytes, where: str, **more: Any) -> tuple[Picture, bytes]:
    """The record of a picture and the bytes to keep; `more` are its other fields (`alt`, `name`, `source`, `licence`, …).

    Raises: as `look_at`.
    """
    decoded = decode(data, where)
    seen = decoded.seen
    record = Picture(
        sha256=sha256(decoded.data),
        media_type=seen.media_type,
        width=seen.width,
        height=seen.height,
        **more,
    )
    return record, decoded.data


def too_large(size: int) -> str:
    """The words for a file of too many bytes."""
    return _large(f"{size:,} bytes", f"{MOST_BYTES:,} bytes")


def _large(what: str, most: str) -> str:
    return f"has {what}, more than {most}; save it smaller (a side of 2,000 pixels is enough for people and for models)"


def _library() -> Any:
    try:
        from PIL import Image
    except ImportError as error:
        raise MissingExtra("pictures", "decoding pictures") from error
    return Image


# --- in the worker ------------------------------------------------------------------------------------------------

_BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError, AssertionError,
    AttributeError, struct.error, zlib.error,
)  # fmt: skip
"""What the decoders raise for broken bytes; Pillow names no common class."""


def _decode(data: bytes, where: str) -> Decoded:
    kind = _kind(data, where)
    try:
        return _frame(data, where, kind)
    except InputError:
        raise
    except _BROKEN as error:
        message = f"is a broken {kind} picture ({type(error).__name__}); open it and save it again"
        raise InputError.one(where, "picture-unreadable", message) from error


def _kind(data: bytes, where: str) -> str:
    """The format, by the first bytes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if not data.strip():
        raise InputError.one(where, "picture-unreadable", "the file is empty; take it from its source again")
    if b"<svg" in data[:4096].lower() or data[:2] == b"\x1f\x8b":
        message = (
            "is an SVG drawing: it may hold scripts and references, and no model reads it; "
            "open it in a browser or drawing program and save it as PNG"
        )
        raise InputError.one(where, "picture-svg", message)
    message = "is no PNG, JPEG, WebP or GIF picture; save it as PNG or JPEG"
    raise InputError.one(where, "picture-kind", message)


def _frame(data: bytes, where: str, kind: str) -> Decoded:
    image_module = _library()
    image_module.MAX_IMAGE_PIXELS = None  # the bound is checked here, before a pixel is decoded
    with image_module.open(io.BytesIO(data), formats=[kind]) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise InputError.one(
                where,
                "picture-too-large",
                _large(f"{width:,} × {height:,} pixels", f"{MOST_PIXELS:,} pixels"),
            )
        frames = int(getattr(image, "n_frames", 1))
        located = bool(image.getexif().get_ifd(0x8825))
        image.seek(0)
        image.load()
        if frames > 1:
            still = _png(image)
            return _frame(still, where, "PNG")
        media: PictureType = f"image/{kind.lower()}"  # type: ignore[assignment]
        assert media in get_args(PictureType)
        grey = _grey(image)
        texts = carried_texts(image)
        seen = Seen(media, width, height, frames, _look(grey), _levels(grey), located, texts)
    return Decoded(data, seen)


def _png(image: Any) -> bytes:
    file = io.BytesIO()
    image.convert("RGBA").save(file, "PNG", optimize=False)
    return file.getvalue()


def _grey(image: Any) -> Any:
    """The picture in shades of grey on white, as a browser shows it, turned as its camera says."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(image)
    coloured = turned.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("L")


def _levels(grey: Any) -> int:
    return sum(1 for count in grey.histogram() if count)


def _look(grey: Any) -> bytes:
    """Two bits for each pair of neighbours of a grid, to the right and below: brighter, darker, or (neither) alike.

    A difference hash (N. Krawetz, "Kind of Like That", 2013) with a dead zone: on drawings most of the picture is paper, where
    the sign of a difference would be noise.
    """
    from PIL import Image

    bits: list[int] = []
    across = grey.resize((GRID + 1, GRID), Image.Resampling.BOX).tobytes()
    down = grey.resize((GRID, GRID + 1), Image.Resampling.BOX).tobytes()
    for row in range(GRID):
        for column in range(GRID):
            start = row * (GRID + 1) + column
            bits += _signs(across[start], across[start + 1])
            bits += _signs(down[row * GRID + column], down[(row + 1) * GRID + column])
    return int("".join(map(str, bits)), 2).to_bytes(len(bits) // 8, "big")


def _signs(first: int, second: int) -> Sequence[int]:
    return (int(second - first > _FLAT), int(first - second > _FLAT))
