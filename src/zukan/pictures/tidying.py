"""The folder of pictures and the database, made to agree again."""

from pathlib import Path

from django.conf import settings

from zukan.pictures.files import FORMATS, file_name, path_of
from zukan.pictures.models import Picture

AT_ONCE = 500  # rows of one statement
YOUNG_SECONDS = 3_600  # a file is written before its picture is noted


def forget_lost() -> int:
    """Forget the pictures whose smallest file is gone. Returns how many."""
    lost = [
        id_
        for id_, name, widths in Picture.objects.values_list("id", "name", "widths").iterator()
        if not path_of(file_name(name, widths[0], FORMATS[-1])).exists()
    ]
    for start in range(0, len(lost), AT_ONCE):
        Picture.objects.filter(id__in=lost[start : start + AT_ONCE]).delete()
    return len(lost)


def remove_stray(now: float) -> int:
    """Remove the files that belong to no picture. now: Unix seconds. Returns how many."""
    known = set(Picture.objects.values_list("name", flat=True))
    removed = 0
    for path in (Path(settings.MEDIA_ROOT) / "pictures").glob("??/*"):
        if path.name.partition("-")[0] not in known and path.stat().st_mtime < now - YOUNG_SECONDS:
            path.unlink()
            removed += 1
    return removed
