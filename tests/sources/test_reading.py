"""Files that cannot be imported are refused with one clear sentence, before anything is written."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.sources.answers import media
from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import Media
from zukan.sources.errors import SourceError, UnknownFormatError
from zukan.sources.models import SourceRecord
from zukan.sources.records import CharacterRecord, MediaRecord, ReviewText
from zukan.sources.sites import SITES, is_licensed_link, page_url, site_of
from zukan.sources.zukan.form import read_records, write_records


@pytest.mark.parametrize(
    ("name", "content", "seems"),
    [
        ("page.json", "<!DOCTYPE html><title>x</title>", "a web page"),
        ("list.xml", "<?xml version='1.0'?><myanimelist><myinfo/></myanimelist>", "a MyAnimeList list export"),
        ("feed.xml", "<?xml version='1.0'?><rss/>", "an XML file"),
        ("table.csv", "id,title,score\n1,A,2\n", "a CSV table"),
        ("table.tsv", "id\ttitle\tscore\n", "a table with tabs"),
        ("empty.json", "", "an empty file"),
        ("db", b"SQLite format 3\x00" + bytes(90), "a SQLite database"),
        ("notes.txt", "some words", "plain text"),
        ("other.json", '{"colour": 1, "size": 2}', "JSON of a kind that is not known here with the keys colour, size"),
        ("numbers.json", "[1, 2]", "JSON of a kind that is not known here"),
    ],
)
def test_an_unknown_file_is_refused_with_what_it_seems_to_be(
    write_file: WriteFile, import_files: Import, name: str, content: Any, seems: str
) -> None:
    path = write_file(name, content)
    with pytest.raises(UnknownFormatError) as refusal:
        import_files(path)
    assert str(refusal.value).startswith(f"{path}: this seems to be {seems}")


def test_a_zip_archive_is_named(tmp_path: Path, import_files: Import) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", "{}")
    with pytest.raises(UnknownFormatError, match="a zip archive"):
        import_files(path)


LINES = [json.dumps(media(number)) for number in range(900001, 900004)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("\n".join([*LINES, '{"id": 900009, "ti']), "record 4: it is not whole JSON"),
        ("\n".join([*LINES, json.dumps(media(5, episodes="many"))]), r"record 4: .*`\$\.Media.*\.episodes`"),
        ("\n".join([*LINES, json.dumps(media(5, averageScore=101))]), r"record 4: .*`\$\.Media.*\.averageScore`"),
        ("\n".join([*LINES, json.dumps(media(5, format="FILM"))]), r"record 4: .*'FILM'.*\.format`"),
        ("\n".join([*LINES, json.dumps(media(2**70))]), "record 4: "),
        ("\n".join([*LINES, json.dumps(media(title={"romaji": "a\x00b"}))]), "record 4: it holds a NUL character"),
        ("\n".join(LINES).encode() + b'\n{"id": 5, "title": {"romaji": "\xff"}}', "record 4: "),
        ("\n".join([*LINES, "[" * 100_000]), "record 4: "),
        ("\n".join([*LINES, '{"id": 5, "title": {}, "averageScore": NaN}']), "record 4: it is not whole JSON"),
        (gzip.compress("\n".join(LINES).encode())[:-20], "the file is cut off"),
        (b"\x1f\x8b\x08\x00" + bytes(60), "the file is damaged"),
        (zstandard.compress("\n".join(LINES).encode() * 50)[:-8], "the file is cut off"),
    ],
)
def test_a_broken_file_gives_one_error_with_file_record_and_field(
    write_file: WriteFile, import_files: Import, content: Any, problem: str
) -> None:
    good, bad = write_file("good.json", media()), write_file("bad.jsonl", content)
    with pytest.raises(SourceError, match=problem) as error:
        import_files(good, bad)
    assert str(error.value).startswith(str(bad))
    assert "\n" not in str(error.value)
    assert not SourceRecord.objects.exists()


def test_a_file_of_several_packed_frames_is_read_to_its_end(write_file: WriteFile, import_files: Import) -> None:
    frames = b"".join(zstandard.compress(f"{line}\n".encode()) for line in LINES)
    import_files(write_file("lines.jsonl.zst", frames))
    assert Media.objects.count() == 3


def test_a_missing_file_is_named(tmp_path: Path, import_files: Import) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder"):
        import_files(tmp_path / "nowhere")


def test_a_folder_is_all_its_files(tmp_path: Path, write_file: WriteFile, import_files: Import) -> None:
    (tmp_path / "inner").mkdir()
    files = [write_file("a.json", media()), write_file("inner/b.json", media(900002))]
    (tmp_path / "home").mkdir(exist_ok=True)
    folder = tmp_path / "both"
    folder.mkdir()
    for path in files:
        path.rename(folder / path.name)
    assert import_files(folder).files == 2
    assert Media.objects.count() == 2


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_our_own_form_is_the_same_bytes_in_any_order(tmp_path: Path, name: str) -> None:
    records = [
        MediaRecord(source="anilist", key="1", observed_at=5, ids={"anilist": ["1"]}, type="ANIME", genres=["Drama"]),
        MediaRecord(source="anilist", key="1", observed_at=9, reviews=[ReviewText(key="12", score=3)]),
        CharacterRecord(source="editors", key="~Ada", name_full="Ada"),
    ]
    first, second = tmp_path / name, tmp_path / f"again-{name}"
    write_records(first, records, {"licences": "x"})
    write_records(second, [*reversed(records), records[0]], {"licences": "x"})
    assert first.read_bytes() == second.read_bytes()
    assert {(one.key, one.observed_at) for _, one in read_records(first)} == {("1", 0), ("1", 5), ("1", 9), ("~Ada", 0)}


def test_our_own_form_names_a_broken_record(write_file: WriteFile, import_files: Import) -> None:
    lines = [{"zukan": 1}, {"kind": "media", "source": "x", "key": "1", "episodes": -1}]
    path = write_file("own.jsonl", lines, lines=True)
    with pytest.raises(SourceError, match=r"own\.jsonl, record 2: .*\$\.episodes"):
        import_files(path)


def test_our_own_form_of_a_later_version_is_refused(write_file: WriteFile, import_files: Import) -> None:
    with pytest.raises(SourceError, match="it is of version 2"):
        import_files(write_file("own.jsonl", [{"zukan": 2}], lines=True))


def test_our_own_form_may_not_bring_unlicensed_links(write_file: WriteFile, import_files: Import) -> None:
    link = {"url": "https://mikanani.me/Home/Bangumi/1"}
    record = {"kind": "media", "source": "x", "key": "1", "type": "ANIME", "external_links": [link]}
    import_files(write_file("own.jsonl", [{"zukan": 1}, record], lines=True))
    assert "mikanani" not in bytes(SourceRecord.objects.get().claims).decode()


def test_sites_are_known_by_the_names_that_sources_use() -> None:
    assert [site_of(name) and site_of(name).key for name in ("aniList", "mal", "tmdb", "nowhere")] == [  # type: ignore[union-attr]  # asked for before
        *("anilist", "myanimelist", "themoviedb"),
        None,
    ]
    assert page_url("myanimelist", "1", "MANGA") == "https://myanimelist.net/manga/1"
    assert all(site.url and "{key}" in site.url for site in SITES.values())


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://nyaa.si/view/1", False),
        ("https://NYAA.si./view/1", False),
        ("https://share.dmhy.org/x", False),
        ("http://notnyaa.si/", True),
        ("ftp://a.example/", False),
        ("//a.example/", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_web_addresses_of_licensed_hosts_are_linked(url: str, linked: bool) -> None:
    assert is_licensed_link(url) is linked
