"""From what a host sent to the files that pages show: nothing of the original but its pixels is kept."""

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from zukan.pictures.failures import PictureError
from zukan.pictures.files import FORMATS, WIDTHS, file_name
from zukan.pictures.main_colour import main_colour
from zukan.pictures.models import PictureKind

READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")  # Pillow's names; each of its other readers is one more way in
MOST_PIXELS = 24_000_000
FEWEST_PIXELS_ACROSS = 40  # less is a counter's dot or a placeholder
LONGEST_SIDE_RATIO = 8
WRITTEN = {"avif": {"quality": 60, "speed": 7}, "webp": {"quality": 80, "method": 4}}
PAPER = (248, 244, 234)  # behind what is transparent
ENCODING = 1  # counts changes of what is written: names hold it, so that browsers let go of old files


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture in all its sizes. files: by name."""

    name: str
    width: int
    height: int
    widths: list[int]
    color: str
    files: dict[str, bytes]


def develop(content: bytes, kind: PictureKind) -> Developed:
    """Return a picture in the sizes of its kind. Raises PictureError for anything but a sound picture."""
    image = read_image(content)
    widths = widths_for(image.width, kind)
    name = hashlib.blake2b(content, digest_size=16, key=f"{kind}{ENCODING}".encode()).hexdigest()
    largest = resized(image, widths[-1])
    files = {file_name(name, width, format_): data for width in widths for format_, data in written(largest, width)}
    return Developed(name, largest.width, largest.height, widths, main_colour(largest), files)


def read_image(content: bytes) -> Image.Image:
    """Return the first frame, upright, in red, green and blue. Raises PictureError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on odd metadata, and on sizes that are judged below
        try:
            with Image.open(BytesIO(content), formats=READ) as image:
                refuse_odd_sizes(image.width, image.height)
                return flattened(ImageOps.exif_transpose(image))
        except PictureError:
            raise
        except Exception as error:  # a broken file may raise anything
            raise PictureError(f"cannot be read: {error}"[:200], permanent=True) from error


def refuse_odd_sizes(width: int, height: int) -> None:
    """Raise PictureError for a size that no picture of a title has."""
    short, long = sorted((width, height))
    if width * height > MOST_PIXELS:
        raise PictureError(f"{width} by {height} is too large", permanent=True)
    if short < FEWEST_PIXELS_ACROSS or long > short * LONGEST_SIDE_RATIO:
        raise PictureError(f"{width} by {height} is no picture to show", permanent=True)


def flattened(image: Image.Image) -> Image.Image:
    """Return an image without transparency and palette."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGB", seen.size, PAPER)
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def widths_for(width: int, kind: PictureKind) -> list[int]:
    """Return the widths to write: those of the kind that the original reaches, and then its own."""
    smaller = [wanted for wanted in WIDTHS[kind] if wanted < width]
    return [*smaller, min(width, WIDTHS[kind][-1])] if len(smaller) < len(WIDTHS[kind]) else smaller


def resized(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def written(image: Image.Image, width: int) -> Iterator[tuple[str, bytes]]:
    """Yield each format's name and the image's bytes in it."""
    small = resized(image, width)
    for format_ in FORMATS:
        file = BytesIO()
        small.save(file, format_, **WRITTEN[format_])
        yield format_, file.getvalue()
