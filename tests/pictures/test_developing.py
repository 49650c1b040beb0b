"""What a host sent becomes pictures in the sizes of pages, or is refused."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.pictures.conftest import drawn
from zukan.pictures import developing
from zukan.pictures.developing import develop
from zukan.pictures.failures import PictureError
from zukan.pictures.files import WIDTHS
from zukan.pictures.models import PictureKind

COVER = PictureKind.COVER


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_picture_comes_out_as_avif_and_webp_in_every_size_it_reaches(format_: str) -> None:
    developed = develop(drawn(460, 650, format_), COVER)
    assert developed.widths == [112, 184, 276, 460]
    assert (developed.width, developed.height) == (460, 650)
    sizes = {
        name.partition("-")[2]: (opened(data).format, *opened(data).size) for name, data in developed.files.items()
    }
    assert sizes == {
        f"{width}.{end}": (format_out, width, round(650 * width / 460))
        for width in developed.widths
        for end, format_out in (("avif", "AVIF"), ("webp", "WEBP"))
    }


@pytest.mark.parametrize(
    ("width", "kind", "widths"),
    [
        (50, COVER, [50]),
        (112, COVER, [112]),
        (113, COVER, [112, 113]),
        (552, COVER, [112, 184, 276, 552]),
        (2000, COVER, [112, 184, 276, 552]),
        (1900, PictureKind.BANNER, [720, 1280, 1900]),
        (230, PictureKind.PORTRAIT, [44, 88, 230]),
    ],
)
def test_picture_is_never_enlarged(width: int, kind: PictureKind, widths: list[int]) -> None:
    developed = develop(drawn(width, max(50, width // 2)), kind)
    assert developed.widths == widths
    assert developed.width <= WIDTHS[kind][-1]


def test_name_is_of_the_content_and_of_the_kind() -> None:
    name = develop(drawn(), COVER).name
    assert develop(drawn(), COVER).name == name
    assert len({name, develop(drawn(colour="#c03031"), COVER).name, develop(drawn(), PictureKind.PORTRAIT).name}) == 3


def test_place_of_a_photograph_and_what_follows_a_picture_are_dropped() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    exif[0x0112] = 6  # lies on its side
    sent = drawn(300, 200, "JPEG", exif=exif) + b"<script>alert(1)</script>"
    developed = develop(sent, COVER)
    assert (developed.width, developed.height) == (200, 300)
    assert not any(b"SECRET" in data or b"<script" in data for data in developed.files.values())
    assert not any(opened(data).getexif() for data in developed.files.values())


def test_first_of_moving_frames_is_kept() -> None:
    file = BytesIO()
    frames = [Image.new("RGB", (100, 150), colour) for colour in ("#00ff00", "#ff0000", "#0000ff")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    developed = develop(file.getvalue(), COVER)
    assert developed.color == "#00ff00"
    assert not any(getattr(opened(data), "is_animated", False) for data in developed.files.values())


def test_what_is_transparent_becomes_paper() -> None:
    data = next(iter(develop(drawn(100, 150, colour="#00000000"), COVER).files.values()))
    red, green, blue = opened(data).convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]  # three
    assert (red > 240, green > 235, blue > 225) == (True, True, True)


def png_of_size(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that unpacks to as many pixels as it says."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("sent", "cause"),
    [
        (png_of_size(60_000, 60_000), "cannot be read|too large"),
        (png_of_size(8_000, 8_000), "too large"),
        (png_of_size(3_000, 50), "no picture to show"),
        (png_of_size(300, 300), "cannot be read"),
        (drawn(20, 20), "no picture to show"),
        (drawn(1, 1), "no picture to show"),
        (drawn()[:-200], "cannot be read"),
        (drawn(format_="JPEG")[:900], "cannot be read"),
        (drawn(format_="BMP"), "cannot be read"),
        (drawn(format_="TIFF"), "cannot be read"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "cannot be read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "cannot be read"),
        (b"<!doctype html><title>Just a moment</title>", "cannot be read"),
        (b"", "cannot be read"),
    ],
)
def test_what_is_no_sound_picture_is_refused(sent: bytes, cause: str) -> None:
    with pytest.raises(PictureError, match=cause) as refused:
        develop(sent, COVER)
    assert refused.value.permanent


def test_size_is_judged_before_pixels_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(*_: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(developing, "flattened", unpack)
    monkeypatch.setattr(developing.ImageOps, "exif_transpose", unpack)
    with pytest.raises(PictureError, match="too large"):
        develop(png_of_size(8_000, 8_000), COVER)


@given(at=st.integers(0, 2_000), byte=st.integers(0, 255), cut=st.integers(0, 2_500))
def test_damaged_picture_is_developed_or_refused_and_nothing_else(at: int, byte: int, cut: int) -> None:
    sent = bytearray(drawn(60, 80, "JPEG"))
    sent[at % len(sent)] = byte
    with suppress(PictureError):
        assert develop(bytes(sent[: cut or None]), COVER).files


@pytest.mark.parametrize("colour", ["#c03030", "#2040a0", "#1d5a4a", "#777777", "#000000", "#ffffff"])
def test_colour_of_a_plain_picture_is_its_own(colour: str) -> None:
    assert develop(drawn(colour=colour), COVER).color == colour


def test_colour_is_the_strong_one_among_the_common() -> None:
    image = Image.new("RGB", (300, 400), "#f4f4f0")
    image.paste("#202020", (0, 0, 300, 150))
    image.paste("#d0402a", (50, 200, 170, 300))
    image.paste("#00ff00", (0, 0, 4, 4))
    file = BytesIO()
    image.save(file, "PNG")
    assert develop(file.getvalue(), COVER).color == "#d0402a"


def test_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zukan.pictures.files import write_file

    def no_room(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    write_file(tmp_path / "ab" / "x.webp", b"whole")
    assert (tmp_path / "ab" / "x.webp").read_bytes() == b"whole"
    monkeypatch.setattr(Path, "write_bytes", no_room)
    with pytest.raises(OSError, match="No space"):
        write_file(tmp_path / "ab" / "y.webp", b"half")
    assert [path.name for path in (tmp_path / "ab").iterdir()] == ["x.webp"]
