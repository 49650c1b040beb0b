"""Where the files of pictures lie, and how they are called."""

from pathlib import Path

from django.conf import settings

from zukan.pictures.models import PictureKind

FORMATS = ("avif", "webp")  # as files end; the better one first

# The widths in which pages show them, once and for screens of twice the density. A picture is never enlarged.
WIDTHS = {
    PictureKind.COVER: (112, 184, 276, 552),
    PictureKind.BANNER: (720, 1280, 1920),
    PictureKind.PORTRAIT: (44, 88, 230),
}


def file_name(name: str, width: int, format_: str) -> str:
    return f"{name}-{width}.{format_}"


def path_of(file: str) -> Path:
    """Return where a file lies. In folders by the first letters: no folder grows too long to list."""
    return Path(settings.MEDIA_ROOT) / "pictures" / file[:2] / file


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # it is there only when the disk is full
