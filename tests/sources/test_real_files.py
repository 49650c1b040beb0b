"""The real files, in any order: of the large ones what tells of a part of all works, of the small ones everything.

`python -m bench import_order` does the same with all of them.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest
from django.db import transaction

from tests.sources.digest import digest_lines, queue_lines
from zukan.catalogue.models import (
    Change,
    Episode,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaStreamingEpisode,
    VoiceRole,
)
from zukan.sources.formats import Reading
from zukan.sources.importing import ImportReport, import_records
from zukan.sources.models import SourceRecord
from zukan.sources.reading import files_of, records
from zukan.sources.records import AnyRecord, MediaRecord
from zukan.sources.sites import UNLICENSED_HOSTS

FOLDERS = ("anilist", "catalogue", "schemas")
IDS = "fribb_idmap_2026-06-30.tsv.gz"  # the map that joins most sites
ONE_OF = 60  # of so many works one is kept
ALWAYS = {"1", "21", "52991", "54794"}  # MyAnimeList's ids of works that are kept
WHOLE = {
    *("animedex_exchanges.jsonl.gz", "pyanilist_exchanges.jsonl.gz", "pyanilist_media.jsonl.gz"),
    *("modb_site_responses.jsonl.gz", "metallic_rouge_162985.json", "seanime_media_list_collection.json.gz"),
    *("tsugi_manga_media.json", "media_tags_2025-07.json", "titles_multilingual_by_mal_id.json"),
    *("kitsu_api_responses.jsonl.gz", "anime-offline-database.example.json"),
}
COMMANDS = (1, 5, 1_000)  # into how many imports each shuffled order is cut, at most one a file
NAMING = {"character", "staff", "studio", "tag"}  # fields of a work's record that name other things
Files = list[list[AnyRecord]]
Id = tuple[str, str]  # site, key there
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files(test_data: Path) -> Files:
    """The records of each file."""
    folders = [test_data / "data" / name for name in FOLDERS]
    paths = [path for path, _ in files_of(folders)]
    wanted = ids_of_some(next(path for path in paths if path.name == IDS))
    return [part for path in paths if (part := list(part_of(path, wanted)))]


def read(path: Path) -> Iterator[AnyRecord]:
    """Yield all records of a file."""
    return records(path, Reading(keep_good=True), is_named=False)


def ids_of_some(path: Path) -> set[Id]:
    """Return the ids on all sites of a part of all works."""
    found: set[Id] = set()
    for one in read(path):
        keys = one.ids.get("myanimelist", ())
        if any(key in ALWAYS or crc32(key.encode()) % ONE_OF == 0 for key in keys):
            found |= ids_of(one)
    return found


def ids_of(record: AnyRecord) -> set[Id]:
    """Return what a record says that it is on which site."""
    return {(site, key) for site, keys in record.ids.items() for key in keys}


def part_of(path: Path, wanted: set[Id]) -> Iterator[AnyRecord]:
    """Yield the records of the works that are wanted, and of what they name; all of a small file."""
    if path.name in WHOLE:
        yield from read(path)
        return
    others: list[AnyRecord] = []
    names: set[str] = set()
    for one in read(path):
        if not isinstance(one, MediaRecord):
            others.append(one)
        elif ids_of(one) & wanted or crc32(one.key.encode()) % (ONE_OF * 10) == 0:
            names.update(named(msgspec.to_builtins(one)))
            yield one
    yield from (one for one in others if one.key in names)


def named(value: Any) -> Iterator[str]:
    """Yield what a record names, however deep."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key in NAMING and isinstance(inner, str):
            yield inner
        else:
            yield from named(inner)
    for inner in value if isinstance(value, list) else ():
        yield from named(inner)


def import_all(files: Files) -> ImportReport:
    """Import the records of files in one go."""
    return import_records((one for records in files for one in records), "test")


def test_any_order_and_any_number_of_times_give_one_catalogue(files: Files, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    with transaction.atomic():
        first = import_all(files)
        lines = [*digest_lines(), *queue_lines()]
        assert first.outcome.new["media"] > 5_000
        assert set(Media.objects.order_by().values_list("type", flat=True).distinct()) == {"ANIME", "MANGA"}
        changes = Change.objects.count()
        again = import_all(files)
        assert not again.outcome.new
        assert not again.outcome.changed
        assert Change.objects.count() == changes
        assert [*digest_lines(), *queue_lines()] == lines
        assert_metallic_rouge()
        assert_a_whole_cast()
        assert_no_unlicensed_host()
        transaction.set_rollback(True)
    for seed, count in enumerate(COMMANDS, 1):
        shuffled = random.Random(seed).sample(files, len(files))  # noqa: S311  # an order, not a secret
        size = -(-len(files) // min(count, len(files)))
        with transaction.atomic():
            for start in range(0, len(files), size):
                import_all(shuffled[start : start + size])
            other = [*digest_lines(), *queue_lines()]
            transaction.set_rollback(True)
        assert sorted(set(other) ^ set(lines))[:20] == []
        assert len(other) == len(lines)


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
    assert len(urls) > 2_000
    assert not [url for url in urls for host in UNLICENSED_HOSTS if host in url]
    for (claims,) in SourceRecord.objects.values_list("claims").iterator():
        assert not any(host.encode() in bytes(claims) for host in UNLICENSED_HOSTS)
