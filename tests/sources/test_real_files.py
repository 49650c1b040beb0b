"""The real files, all of them, in one order and in another."""

import gzip
import json
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.sources.digest import digest_lines
from zukan.catalogue.models import (
    Change,
    Episode,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaStreamingEpisode,
    VoiceRole,
)
from zukan.sources.importing import import_paths
from zukan.sources.models import SourceRecord
from zukan.sources.sites import UNLICENSED_HOSTS

FILES = (
    *(
        "anilist/animedex_exchanges.jsonl.gz",
        "anilist/pyanilist_exchanges.jsonl.gz",
        "anilist/pyanilist_media.jsonl.gz",
    ),
    *("anilist/voidx3d_media.jsonl.gz", "anilist/modb_site_responses.jsonl.gz", "anilist/metallic_rouge_162985.json"),
    *("anilist/seanime_media_list_collection.json.gz", "anilist/tsugi_manga_media.json"),
    *("anilist/media_tags_2025-07.json", "catalogue/bangumi-data_0.3.208.json.gz"),
    "catalogue/kawaiioverflow_arm_0.225.0.json.gz",
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def files(settings: Any, tmp_path: Path, test_data: Path) -> list[Path]:
    settings.HOME = tmp_path
    return [test_data / "data" / name for name in FILES]


def test_all_files_import_and_a_second_time_without_change(files: list[Path]) -> None:
    first = import_paths(files)
    assert first.outcome.new["media"] > 30_000
    assert Media.objects.count() > 10_000
    assert set(Media.objects.order_by().values_list("type", flat=True).distinct()) == {"ANIME", "MANGA"}
    changes = Change.objects.count()
    again = import_paths(files)
    assert not again.outcome.new
    assert not again.outcome.changed
    assert Change.objects.count() == changes
    assert_metallic_rouge()
    assert_a_whole_cast()
    assert_no_unlicensed_host()


def test_another_order_gives_the_same_catalogue(files: list[Path], tmp_path: Path) -> None:
    """Of the two large files every tenth row: enough to meet all the others."""
    *small, titles, ids = files
    some = [*small, thinned(titles, tmp_path / "titles.json", "items"), thinned(ids, tmp_path / "ids.json")]
    lines = []
    for seed in (1, 2):
        shuffled = random.Random(seed).sample(some, len(some))  # noqa: S311  # an order, not a secret
        with suppress(Undo), transaction.atomic():
            for path in shuffled:
                import_paths([path])
            lines.append(digest_lines())
            raise Undo
    assert len(lines[0]) > 30_000
    assert lines[0] == lines[1]


class Undo(Exception):  # noqa: N818  # ends a transaction whose work is not wanted
    pass


def thinned(path: Path, target: Path, rows: str | None = None) -> Path:
    """Write every tenth row of a JSON file's list."""
    content = json.loads(gzip.decompress(path.read_bytes()))
    kept = content[::10] if rows is None else {**content, rows: content[rows][::10]}
    target.write_text(json.dumps(kept))
    return target


def assert_metallic_rouge() -> None:
    """What two sources tell of one work stands together."""
    work = Media.objects.get(pk=162985)
    assert (work.title_native, work.id_mal, work.start_date, work.end_date) == (
        "メタリックルージュ",
        54794,
        20240111,
        20240404,
    )
    assert [studio.pk for studio in work.studios.all()] == [4]
    assert MediaCharacter.objects.filter(media=work).count() == 25
    aired = list(Episode.objects.filter(media=work).order_by("number").values_list("aired", flat=True))
    assert (len(aired), aired[0], aired[1], aired[-1]) == (13, 20240111, 20240118, 20240404)
    assert not work.tags.filter(pk__gte=2**30).exists()


def assert_a_whole_cast() -> None:
    """Cast and voices of a recorded answer."""
    assert MediaCharacter.objects.filter(media=99426).count() == 18
    voices = VoiceRole.objects.filter(appearance__media=99426, appearance__character=124545).order_by("position")
    first = voices[0]
    assert (first.staff.name_full, first.language) == ("Inori Minase", "Japanese")


def assert_no_unlicensed_host() -> None:
    """No index of unlicensed copies, in no column of no table."""
    urls = [*MediaExternalLink.objects.values_list("url", flat=True)]
    urls += [*MediaStreamingEpisode.objects.values_list("url", flat=True)]
    assert len(urls) > 30_000
    assert not [url for url in urls for host in UNLICENSED_HOSTS if host in url]
    for (claims,) in SourceRecord.objects.values_list("claims").iterator():
        assert not any(host.encode() in bytes(claims) for host in UNLICENSED_HOSTS)
