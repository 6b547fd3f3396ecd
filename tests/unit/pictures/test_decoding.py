"""Pictures are taken for what their bytes say, decoded within limits, and refused with a listed issue."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from curation.core.digests import sha256
from curation.core.errors import InputError
from curation.core.files import limited
from curation.pictures import carried, decoding, files, likeness
from PIL import Image, ImageDraw, PngImagePlugin


def drawn(size: tuple[int, int] = (320, 240), *, fault: bool = False, mode: str = "RGB") -> Image.Image:
    """A bench with two bottles, one of them without its label where there is a fault."""
    image = Image.new(mode, size, "white")
    draw = ImageDraw.Draw(image)
    wide, high = size
    draw.rectangle([0, high * 0.7, wide, high], fill="grey")
    for number in range(2):
        left = wide * (0.2 + 0.35 * number)
        draw.rectangle([left, high * 0.3, left + wide * 0.2, high * 0.7], fill="orange", outline="black")
        if not (fault and number):
            draw.rectangle([left + 4, high * 0.4, left + wide * 0.2 - 4, high * 0.6], fill="white")
    return image


def data_of(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel, all black: kilobytes that become megapixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packed = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    body = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def code_of(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        decoding.look_at(data, "flask.png")
    (issue,) = caught.value.issues
    assert issue.where == "flask.png"
    return issue.code


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_the_four_formats_are_read_by_their_bytes(kind):
    seen = decoding.look_at(data_of(drawn(), kind), "x.bin")
    assert (seen.media_type, seen.width, seen.height, seen.frames) == (f"image/{kind.lower()}", 320, 240, 1)


@pytest.mark.slow
def test_a_picture_of_200_megapixels_is_refused_before_a_pixel_is_decoded():
    assert code_of(huge_png(20_000, 10_000)) == "picture-too-large"


@pytest.mark.slow
def test_a_picture_that_needs_more_memory_than_allowed_is_a_listed_issue(monkeypatch):
    monkeypatch.setattr(decoding, "MOST_PIXELS", 10**12)
    limited._drop()  # the worker has the modules as they were when it was forked
    try:
        assert code_of(huge_png(60_000, 40_000)) == "picture-costly"
    finally:
        limited._drop()


@pytest.mark.parametrize(
    "text",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<?xml version='1.0'?><!-- x -->\n<SVG onload='x()'/>",
        "\ufeff<svg/>",
    ],
)
def test_an_svg_drawing_is_refused_with_or_without_a_script(text):
    assert code_of(text.encode()) == "picture-svg"


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0junk", b"RIFF\0\0\0\0WEBPVP8 "]
)
def test_broken_bytes_are_unreadable(data):
    assert code_of(data) == "picture-unreadable"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"BM\x3e\0\0\0", b"II*\0", b"hello"])
def test_other_formats_are_refused_whatever_their_name(data):
    assert code_of(data) == "picture-kind"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_cut_short_at_any_place_is_refused_or_read_and_never_ends_the_program(kind):
    data = data_of(drawn((64, 48)), kind)
    for end in range(1, len(data), max(len(data) // 25, 1)):
        try:
            decoding.look_at(data[:end], "x")
        except InputError as error:
            assert error.issues[0].code in ("picture-unreadable", "picture-kind")


def test_of_an_animation_the_first_frame_is_kept_as_a_still_picture():
    frames = [drawn(), drawn(fault=True)]
    animated = data_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    decoded = decoding.decode(animated, "x.gif")
    assert decoded.seen.media_type == "image/png"
    assert Image.open(io.BytesIO(decoded.data)).n_frames == 1
    still = decoding.look_at(data_of(frames[0]), "x")
    assert likeness.likeness(decoded.seen.look, still.look) > likeness.ALIKE


def test_a_picture_of_one_colour_has_one_level():
    assert decoding.look_at(data_of(Image.new("RGB", (40, 40), "white")), "x").levels == 1
    assert decoding.look_at(data_of(Image.new("RGBA", (40, 40), (0, 0, 0, 0))), "x").levels == 1


@pytest.mark.parametrize(
    ("kind", "more"), [("JPEG", {"quality": 60}), ("WEBP", {"quality": 50}), ("PNG", {})]
)
def test_a_picture_saved_again_looks_alike_and_one_with_a_fault_does_not(kind, more):
    first = decoding.look_at(data_of(drawn()), "x").look
    again = decoding.look_at(data_of(drawn().resize((200, 150)), kind, **more), "x").look
    other = decoding.look_at(data_of(drawn(fault=True), kind, **more), "x").look
    assert likeness.likeness(first, again) >= likeness.ALIKE > likeness.likeness(first, other)


def test_items_are_alike_only_with_as_many_pictures():
    look = decoding.look_at(data_of(drawn()), "x").look
    assert likeness.of_items([look], [look]) == 1.0
    assert likeness.of_items([look], [look, look]) == 0.0
    assert likeness.of_items([], []) == 1.0


def test_a_kept_picture_is_named_after_its_bytes_and_an_exchanged_one_is_named(tmp_path: Path):
    picture, data = decoding.facts(data_of(drawn()), "x", alt="A bench.", name="bench.png")
    assert files.keep(tmp_path, [(picture, data)]) == 1
    assert files.keep(tmp_path, [(picture, data)]) == 0
    path = files.place(tmp_path, picture)
    assert path.name == f"{sha256(data)}.png"
    assert files.read(tmp_path, picture) == data
    assert list(files.problems(tmp_path, [picture])) == []
    path.write_bytes(data_of(drawn(fault=True)))
    assert [issue.code for _, issue in files.problems(tmp_path, [picture, picture])] == ["picture-swapped"]
    path.unlink()
    assert [issue.code for _, issue in files.problems(tmp_path, [picture])] == ["picture-missing"]


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description dc:format="image/png" photoshop:Headline="a head &amp; a line"><dc:title>'
    b'<rdf:Alt><rdf:li xml:lang="x-default">a title</rdf:li></rdf:Alt></dc:title></rdf:Description></x:xmpmeta>'
)


def exif_texts() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "a description"
    exif[0x9C9B] = "a title of Windows".encode("utf-16-le") + b"\0\0"
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + "the user's words".encode("utf-16-le")
    return exif


def test_the_texts_that_a_file_carries_are_found_in_every_format():
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Title", "in a chunk")
    chunks.add_itxt("Description", "zażółć", zip=True)
    chunks.add_itxt("XML:com.adobe.xmp", XMP.decode())
    png = decoding.look_at(data_of(drawn(), pnginfo=chunks, exif=exif_texts()), "x")
    of_exif = ("a description", "a title of Windows", "the user's words")
    assert png.texts == ("in a chunk", "zażółć", *of_exif, "a title", "a head & a line")
    jpeg = data_of(drawn(), "JPEG", comment=b"a comment", exif=exif_texts(), xmp=XMP)
    assert decoding.look_at(jpeg, "x").texts == ("a comment", *of_exif, "a title", "a head & a line")
    webp = data_of(drawn(), "WEBP", exif=exif_texts(), xmp=XMP)
    assert decoding.look_at(webp, "x").texts == (*of_exif, "a title", "a head & a line")
    assert decoding.look_at(data_of(drawn(), "GIF", comment=b"a comment"), "x").texts == ("a comment",)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_file_without_texts_carries_none(kind):
    assert decoding.look_at(data_of(drawn(), kind), "x").texts == ()


def test_texts_without_end_are_cut():
    chunks = PngImagePlugin.PngInfo()
    for number in range(50):
        chunks.add_text(f"t{number}", f"{number} " + "word " * 1000)
    texts = decoding.look_at(data_of(drawn(), pnginfo=chunks), "x").texts
    assert sum(map(len, texts)) <= carried.MOST_CHARACTERS


def test_an_xmp_packet_of_tags_that_nobody_closes_is_read_in_a_moment():
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", "<dc:title>" * 100_000)
    assert decoding.look_at(data_of(drawn(), pnginfo=chunks), "x").texts == ()
