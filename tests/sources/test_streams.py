"""Files as streams: the same items however they are packed and cut, and one SourceError for anything else."""

import csv
import gzip
import io
import json
import string
import tracemalloc
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.sources.answers import media
from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import Media
from zukan.sources.errors import SourceError
from zukan.sources.files import StreamedFile
from zukan.sources.formats import FAULTS_SHOWN, Reading
from zukan.sources.json_streams import Broken, BrokenJsonError, Cursor, cleaned, is_whole, so_far
from zukan.sources.models import SourceRecord
from zukan.sources.reading import is_possible, records

json_values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=20,
)
prefixed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


class InPieces(io.BytesIO):
    """A file that never gives more than a few bytes at once."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.size)


def walked(file: BinaryIO, path: str) -> list[Any]:
    """Return what a cursor finds under a path."""
    cursor = Cursor(file)
    found = list(cursor.walk(tuple(path.split("."))))
    cursor.finish()
    return found


def expected(value: Any) -> Any:
    """Return a value as a stream gives it."""
    return cleaned(value, json.dumps(value))


@given(some.lists(json_values), some.integers(1, 40), some.booleans(), some.sampled_from([None, 1]))
def test_the_items_of_a_list_are_the_same_wherever_the_file_is_cut(
    items: list[Any], size: int, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps({"a": [1, {"b": []}], "data": items, "z": {}}, ensure_ascii=ascii_only, indent=indent)
    assert walked(InPieces(text.encode("utf-8", "surrogatepass"), size), "data.item") == [
        expected(item) for item in items
    ]


@given(json_values, some.integers(1, 40))
def test_a_value_under_a_path_is_found_wherever_the_file_is_cut(value: Any, size: int) -> None:
    text = json.dumps([{"meta": {"x": value}}, {"meta": 1}, {"meta": {"x": value}}])
    assert walked(InPieces(text.encode(), size), "item.meta.x") == [expected(value)] * 2


@given(some.lists(json_values, min_size=1), some.integers(0, 400))
def test_the_beginning_of_a_file_is_understood_as_far_as_it_goes(items: list[Any], end: int) -> None:
    text = json.dumps({"data": items}).encode()
    found = so_far(text[:end])
    assert found is None if end == 0 else set(found) <= {"data"}
    if end >= len(text):
        assert list(found) == ["data"]
        assert len(found["data"]) == len(items)


@given(some.binary(max_size=300))
def test_a_cursor_meets_nothing_that_it_does_not_name(content: bytes) -> None:
    for path in ("item", "data.item", "a"):
        try:
            walked(io.BytesIO(content), path)
        except BrokenJsonError:
            continue


STARTS = [
    b"",
    b"{",
    b'[{"id": 1, "title": {}}, ',
    b'{"id": 1, "title": {}}\n',
    b'{"zukan": 1}\n{"kind": "media", ',
    b'{"siteMeta": {}, "items": [',
    b'{"license": {}, "repository": "", "scoreRange": {}, "data": [',
    b'{"license": {}, "repository": "", "deadEntries": [',
    b'[{"mal_id": 1, ',
    b'<?xml version="1.0"?><animetitles><anime aid="1">',
    b"<anime-list><anime ",
    b"mal_id,episode,title,title_japanese,aired,score,filler,recap\n1,",
    b"n\tanilist\tmal\tanidb\tkitsu\tanisearch\n",
]
pieces = some.one_of(
    some.binary(max_size=40),
    some.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    json_values.map(lambda value: json.dumps(value).encode()),
    some.sampled_from([b"}", b"]", b"]}", b",", b"\n", b'"', b"</anime>", b"<title>", b"&a;", b"\x1f\x8b", b"\xff"]),
)


@prefixed
@given(some.sampled_from(STARTS), some.lists(pieces, max_size=6), some.sampled_from(["", ".gz", ".zst"]), some.data())
def test_any_bytes_are_records_or_one_source_error(
    tmp_path: Path, start: bytes, rest: list[bytes], packing: str, data: Any
) -> None:
    content = start + b"".join(rest)
    packed = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[packing](content)
    path = tmp_path / f"anilist.json{packing}"
    path.write_bytes(packed[: data.draw(some.integers(len(packed) // 2, len(packed)))])
    for reading in (Reading(), Reading(keep_good=True)):
        problem = str(path)
        try:
            list(records(path, reading))
        except SourceError as error:
            problem = str(error)
        assert str(path) in problem
        assert "\n" not in problem


cells = some.text(string.ascii_letters + ' ",;\n日', max_size=12)


@prefixed
@given(some.lists(some.tuples(cells, cells), max_size=8))
def test_the_rows_of_a_table_are_those_that_were_written(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "table.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("one", "two"), *rows])
    found = [item.value for item in StreamedFile(path, Reading()).rows()]
    assert found == [{"one": one, "two": two} for one, two in rows]


def test_the_streams_of_a_file_name_the_place_of_each_item(write_file: WriteFile) -> None:
    def stream(name: str, content: str) -> StreamedFile:
        return StreamedFile(write_file(name, content), Reading())

    table = stream("a.tsv", 'one\ttwo\n1\t"a\nb"\n3\t\n')
    assert list(table.rows()) == [("line 2", {"one": "1", "two": "a\nb"}), ("line 4", {"one": "3", "two": ""})]
    assert table.head.columns == ("one", "two")
    text = stream("a.txt", "\ufeffone\r\n\ntwo\x1f")
    assert list(text.lines()) == [("line 1", "one"), ("line 2", ""), ("line 3", "two")]
    tree = stream("a.xml", '<!-- <x> --><r xmlns="urn:a"><b/><a n="1"><a/></a><a n="2">t</a></r>')
    assert [(where, one.get("n")) for where, one in tree.elements("a")] == [("element 1", "1"), ("element 2", "2")]
    assert tree.head.root == "r"
    assert list(stream("a.json", '{\n"a": 1}').json_values()) == [("", {"a": 1})]
    assert list(stream("a.jsonl", '{"a": 1}\n\n{"a": 2}\n').json_values()) == [
        *(("record 1", {"a": 1}), ("record 3", {"a": 2})),
    ]
    assert list(stream("b.json", '{"a": [1, [2]], "b": 3}').json_items("a.item")) == [("item 1", 1), ("item 2", [2])]


def test_the_rows_behind_a_broken_one_keep_their_places(write_file: WriteFile) -> None:
    reading = Reading(keep_good=True)
    path = write_file("a.csv", b'one,two\n1,\xff\n\n2,"b\n\nc"\n3,d,e\n4,f\n \n')
    assert list(StreamedFile(path, reading).rows()) == [
        ("line 4", {"one": "2", "two": "b\n\nc"}),
        ("line 8", {"one": "4", "two": "f"}),
        ("line 9", {"one": " ", "two": ""}),
    ]
    assert [fault.where for fault in reading.faults] == ["line 2", "line 7"]


def test_what_is_no_text_takes_its_place_without_ending_the_stream() -> None:
    assert walked(io.BytesIO(b'["a", "\\u0000", "b\\u001f", "\\ud800"]'), "item") == [
        *("a", Broken("it holds a NUL character"), "b", Broken("it holds half a character (an unpaired surrogate)")),
    ]
    assert walked(io.BytesIO(b'["\\\\u0000"]'), "item") == ["\\u0000"]


@pytest.mark.parametrize(
    ("date", "possible"),
    [
        *(
            (20240229, True),
            (20230229, False),
            (20240231, False),
            (20241301, False),
            (20240100, True),
            (20240000, True),
        ),
        *((20240432, False), (20240431, False), (229, True), (230, False), (0, True), (99991231, True)),
    ],
)
def test_a_day_that_is_in_no_calendar_is_known(date: int, possible: bool) -> None:
    assert is_possible(date) is possible


BROKEN_LINES = [
    *(json.dumps(media(900001)), '{"id": 5, "ti', json.dumps(media(900002, episodes="many")), "[" * 9_000),
    *('{"id": 6, "title": {"romaji": "\\u0000"}}', json.dumps(media(900003))),
]


def test_good_records_are_kept_when_a_person_says_so(write_file: WriteFile, import_files: Import) -> None:
    path = write_file("some.jsonl", "\n".join(BROKEN_LINES))
    with pytest.raises(SourceError, match="record 2"):
        import_files(path)
    assert not SourceRecord.objects.exists()
    report = import_files(path, keep_good=True)
    assert set(Media.objects.values_list("pk", flat=True)) == {900001, 900003}
    assert [fault.where for fault in report.faults] == ["record 2", "record 3", "record 4", "record 5"]
    assert report.faulty == {str(path): 4}


def test_a_cut_off_file_keeps_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(json.dumps(media(number)).encode() + b"\n" for number in range(900001, 900101))
    whole = b"[" + lines.rstrip().replace(b"\n", b",") + b"]"
    cases = {
        "a.jsonl": lines[:-20],
        "b.jsonl.gz": gzip.compress(lines)[:-60],
        "c.json": whole[:-20],
        "d.json.gz": gzip.compress(whole)[:-60],
        "e.json.zst": zstandard.compress(whole * 1)[:-10],
    }
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        reading = Reading(keep_good=True)
        found = list(records(tmp_path / name, reading))
        assert reading.faults, name
        if not name.endswith(".zst"):  # whose blocks are longer than this file
            assert 50 < len(found) < 100, name


def test_only_a_whole_file_tells_what_its_source_lacks(write_file: WriteFile) -> None:
    good, bad = {"anilist_id": 1, "mal_id": 1}, {"anilist_id": "one", "mal_id": 2}
    for content, lists_all in (([good, good], True), ([good, bad], False)):
        reading = Reading(keep_good=True)
        assert list(records(write_file("arm.json", content), reading))
        assert (reading.sources["arm"].licence, reading.sources["arm"].lists_all) == ("MIT", lists_all)
    cut_off = write_file("arm.json", json.dumps([good] * 50)[:-20])
    reading = Reading(keep_good=True)
    assert list(records(cut_off, reading))
    assert (reading.sources["arm"].licence, reading.sources["arm"].lists_all) == ("MIT", False)


def test_whether_a_line_is_a_value_is_told_without_making_its_values() -> None:
    line = b"[" + b"{}," * 300_000 + b"{}]"
    tracemalloc.start()
    try:
        assert is_whole(line)
        assert tracemalloc.get_traced_memory()[1] < 2**16
    finally:
        tracemalloc.stop()


def test_of_many_faults_the_first_are_told_and_all_are_counted(write_file: WriteFile) -> None:
    path = write_file("some.jsonl", '{"id": 1, "title": {}}\n' + "{\n" * 250)
    reading = Reading(keep_good=True)
    assert len(list(records(path, reading))) == 1
    assert (len(reading.faults), reading.faulty[str(path)]) == (FAULTS_SHOWN, 250)


def test_a_folder_may_hold_files_that_are_no_catalogue(
    tmp_path: Path, write_file: WriteFile, import_files: Import
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_file("folder/one.json", media())
    notes = write_file("folder/README.md", "Notes.")
    report = import_files(folder)
    assert (report.files, Media.objects.count()) == (1, 1)
    assert report.left_out == [f"{notes}: this seems to be plain text. It cannot be imported."]
    with pytest.raises(SourceError, match="plain text"):
        import_files(folder, notes)
