"""Files that cannot be imported are refused with one clear sentence, before anything is written."""

import gzip
import json
import time
import zipfile
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import zstandard

from tests.sources.answers import media
from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import (
    EpisodeAudio,
    ExternalId,
    Media,
    MediaExternalLink,
    MediaName,
    MediaStaff,
    Staff,
    VoiceRole,
)
from zukan.sources import files, vocabulary
from zukan.sources.anilist.evidence import Request
from zukan.sources.attribution import split_attribution
from zukan.sources.errors import SourceError, UnknownFormatError
from zukan.sources.formats import Reading
from zukan.sources.models import SourceRecord
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, CharacterRecord, MediaRecord, Record, ReviewText
from zukan.sources.sites import SITES, is_licensed_link, page_url, site_of
from zukan.sources.zukan.form import write_records


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
        (gzip.compress("\n".join(LINES).encode(), mtime=0)[:-20], "the file is cut off"),
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
    written: list[AnyRecord] = [
        MediaRecord(source="anilist", key="1", observed_at=5, ids={"anilist": ["1"]}, type="ANIME", genres=["Drama"]),
        MediaRecord(source="anilist", key="1", observed_at=9, reviews=[ReviewText(key="12", score=3)]),
        CharacterRecord(source="editors", key="~Ada", name_full="Ada"),
    ]
    first, second = tmp_path / name, tmp_path / f"again-{name}"
    write_records(first, written, {"licences": "x"})
    write_records(second, [*reversed(written), written[0]], {"licences": "x"})
    assert first.read_bytes() == second.read_bytes()
    assert {(one.key, one.observed_at) for one in records(first, Reading())} == {
        ("1", 0),
        ("1", 5),
        ("1", 9),
        ("~Ada", 0),
    }


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


def test_another_source_may_speak_of_zukan(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("one.json", json.dumps(media(synonyms=["zukan"]))))
    assert Media.objects.count() == 1
    with pytest.raises(UnknownFormatError):
        import_files(write_file("other.json", '["zukan"]'))


def test_blanks_packed_to_almost_nothing_are_refused_soon(write_file: WriteFile, import_files: Import) -> None:
    path = write_file("blanks.json.zst", zstandard.compress(b'{"siteMeta": {}, "items": [' + b" " * 2**26))
    started = time.process_time()
    with pytest.raises(SourceError, match="it is not whole JSON"):
        import_files(path)
    assert time.process_time() - started < 5


def test_a_value_longer_than_any_is_refused(
    write_file: WriteFile, import_files: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_ITEM", 2**20)
    start = b'{"id": 1, "title": {}'
    for content in (start + b" " * 2**21, start + b"\n" + b" " * 2**21, start + b"}\n" + b" " * 2**21):
        with pytest.raises(SourceError, match="one value in it is longer"):
            import_files(write_file("blanks.json.zst", zstandard.compress(content)))


def test_an_attribution_that_never_ends_costs_little() -> None:
    started = time.process_time()
    split_attribution("(" + " " * 20_000)
    split_attribution("( " * 20_000)
    assert time.process_time() - started < 2
    assert split_attribution("x " * 5_000 + "<br>(Source: A)")[1] == "A"


def test_fragments_that_double_are_opened_once_each() -> None:
    steps = "".join(f"fragment F{n} on Media {{ ...F{n + 1} ...F{n + 1} }} " for n in range(40))
    request = Request("{ Media { ...F0 } } " + steps + "fragment F40 on Media { id }", {})
    assert list(request.roots({"Media": {"id": 5}})) == [("Media", {"id": 5})]


def test_a_request_for_too_many_fields_is_refused() -> None:
    request = Request("{" + " ".join(f"a{n}: Media {{ id }}" for n in range(10_001)) + "}", {})
    with pytest.raises(ValueError, match="more than 10000 fields"):
        list(request.roots({}))


@pytest.mark.parametrize(
    "fields",
    [
        {"synonyms": ["x" * 601]},
        {"external_links": [{"url": "https://a.example/" + "é" * 600}]},
        {"ids": {"x" * 21: ["1"]}},
        {"translated_titles": [{"language": "x" * 13, "text": "x"}]},
        {"airing_schedule": [{"episode": 1, "airing_at": 2**50}]},
        {"episodes": 1, "broadcast": {"begin": 253_402_290_000, "end": 253_402_290_000, "period_days": 7}},
        {"observed_at": 253_402_300_800},
    ],
)
def test_what_the_database_cannot_hold_is_refused_before_anything_is_written(
    write_file: WriteFile, import_files: Import, fields: dict[str, Any]
) -> None:
    good = {"kind": "media", "source": "x", "key": "1", "type": "ANIME"}
    path = write_file("own.jsonl", [{"zukan": 1}, good, {**good, "key": "2", **fields}], lines=True)
    with pytest.raises(SourceError, match="record 3"):
        import_files(path)
    assert not SourceRecord.objects.exists()


def test_control_characters_of_an_answer_are_dropped(write_file: WriteFile, import_files: Import) -> None:
    credit = {"role": "Direc\x1ftor", "node": {"id": 900100, "name": {"full": "Ada"}}}
    import_files(write_file("one.json", media(staff={"edges": [credit]})))
    assert MediaStaff.objects.get().role == "Director"


def test_an_answer_is_held_to_the_same_limits(write_file: WriteFile, import_files: Import) -> None:
    with pytest.raises(SourceError, match="synonyms"):
        import_files(write_file("one.json", media(synonyms=["x" * 601])))


LIMITS: list[tuple[Any, Any]] = [
    (one, column._meta.get_field(name))
    for one, column, name in (
        (vocabulary.SiteKey, ExternalId, "site"),
        (vocabulary.LanguageTag, MediaName, "language"),
        (vocabulary.ShortText, VoiceRole, "language"),
        (vocabulary.ShortText, EpisodeAudio, "language"),
        (vocabulary.ShortText, MediaExternalLink, "language"),
        (vocabulary.ShortText, Staff, "language"),
        (get_type_hints(Record, include_extras=True)["key"], SourceRecord, "key"),
    )
]


@pytest.mark.parametrize(("limited", "column"), LIMITS)
def test_no_limit_of_a_record_is_beyond_its_columns(limited: Any, column: Any) -> None:
    assert get_args(limited)[1].max_length <= column.max_length


def test_texts_that_tell_rows_apart_fit_into_an_index() -> None:
    for limited in (vocabulary.NameText, vocabulary.KeyOfSite, vocabulary.Reference):
        assert get_args(limited)[1].max_length * 4 < 2_600
