"""Files that were made to harm, or are broken in the worst way, cost one clear error and little memory."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

LIMIT_MB = 400
START = (
    b'{"license": {"name": "x"}, "repository": "https://a.example", "scoreRange": {}, "lastUpdate": "2026-01-31",'
    b' "data": ['
)
ENTRY = {
    "sources": ["https://anidb.net/anime/1"],
    "title": "A",
    "type": "TV",
    "episodes": 1,
    "status": "FINISHED",
    "animeSeason": {"season": "FALL", "year": 2006},
    "picture": "",
    "thumbnail": "",
    "synonyms": [],
    "tags": [],
    "studios": [],
    "producers": [],
    "relatedAnime": [],
}
GOOD = json.dumps(ENTRY).encode()
TITLES = b'<?xml version="1.0"?><animetitles><anime aid="1"><title xml:lang="en" type="main">A</title></anime>'
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
TABLE = b"mal_id,episode,title,title_japanese,aired,score,filler,recap\n1,1,A,B,2020-01-01,4,0,0\n"


def two_gigabytes(of: bytes, start: bytes = b"", end: bytes = b"") -> bytes:
    """Return the zstd packing of two gigabytes of the same few bytes, between a start and an end: some kilobytes."""
    many = zstandard.compress(of * (2**24 // len(of)))
    return zstandard.compress(start) + many * 128 + zstandard.compress(end or b" ")


# Name -> (content, what the error says).
FILES: dict[str, tuple[bytes, str]] = {
    "deep.json": (START + GOOD + b"," + b"[" * 100_000, "item 2: it is nested too deep"),
    "deep-objects.json": (START + b'{"a":' * 100_000, "item 1: it is nested too deep"),
    "deep-line.jsonl": (b'{"id": 1, "title": {}}\n' + b"[" * 100_000, "record 2: it is nested too deep"),
    "only-deep.json": (b"[" * 100_000, "JSON of a kind that is not known here"),
    "nested-aside.json": (START[:-9] + b'"x": ' + b"[" * 100_000, "nested too deep"),
    "long-text.json.zst": (two_gigabytes(b"a", START + b'{"title": "'), "item 1: one value in it is longer than 32 MB"),
    "quotes.json.zst": (two_gigabytes(b'\\"', START + b'{"title": "'), "item 1: one value in it is longer than 32 MB"),
    "many-values.json.zst": (two_gigabytes(b"[],", START + b"["), "item 1: one value in it consists of more than"),
    "long-line.jsonl.zst": (two_gigabytes(b"a", b'{"id": 1, "title": {}}\n"'), "one value in it is longer than 32 MB"),
    "long-number.json": (START + b'{"title": ' + b"1" * 10_000 + b"}]}", "item 1: it is not whole JSON"),
    "long-row.csv.zst": (two_gigabytes(b"a", TABLE), "is longer than 32 MB"),
    "long-cell.csv.zst": (two_gigabytes(b"a\n", TABLE + b'1,2,"'), "field larger than field limit"),
    "bomb.xml": (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>'.encode() + TITLES[21:] + b"&a11;</animetitles>",
        "it defines entities",
    ),
    "outside.xml": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        + TITLES[21:].replace(b">A<", b">&a;<"),
        "it defines entities",
    ),
    "long-text.xml.zst": (two_gigabytes(b"a", TITLES + b'<anime aid="2">'), "element 2: one element in it is longer"),
    "long-attribute.xml.zst": (two_gigabytes(b"a", TITLES + b'<anime aid="'), "element 2: one element in it is longer"),
    "deep.xml": (TITLES + b'<anime aid="2">' + b"<a>" * 100_000, "element 2: it is not whole XML"),
    "many.xml.zst": (two_gigabytes(b"<a/>", TITLES + b'<anime aid="2">'), "element 2: one element in it"),
    "cut-off.xml": (TITLES + b"<anime", "element 2: it is not whole XML"),
    "not-a-number.json": (START + GOOD.replace(b'"episodes": 1', b'"episodes": NaN') + b"]}", "NaN is no number"),
    "infinite.json": (START + GOOD.replace(b'"episodes": 1', b'"episodes": 1e999') + b"]}", "is out of range"),
    "beyond-64-bits.json": (START + GOOD.replace(b'"episodes": 1', b'"episodes": 9%d' % 2**70) + b"]}", "item 1: "),
    "no-such-day.json": (
        json.dumps({"id": 1, "title": {}, "startDate": {"year": 2024, "month": 2, "day": 31}}).encode(),
        "There is no such day as 20240231 - at `$.start_date`",
    ),
    "no-such-update.json": (START.replace(b"2026-01-31", b"2026-02-31") + b"]}", "$.lastUpdate"),
    "latin.json": (START + GOOD.replace(b'"A"', b'"\xe9"') + b"]}", "it is not UTF-8"),
    "latin.csv": (TABLE + b"1,2,\xe9,B,2020-01-01,4,0,0\n", "line 3: it is not UTF-8"),
    "utf-16.json": ((START + b"]}").decode().encode("utf-16"), "this seems to be"),
    "nul.json": (START + GOOD.replace(b'"A"', b'"\\u0000"') + b"]}", "item 1: it holds a NUL character"),
    "nul.csv": (TABLE + b"1,2,\0,B,2020-01-01,4,0,0\n", "line 3: it holds a NUL character"),
    "half.json": (START + GOOD.replace(b'"A"', b'"\\ud800"') + b"]}", "item 1: it holds half a character"),
    "two.json": (START + GOOD + b"]} {}", "that cannot be there"),
    "cut-off.json.gz": (gzip.compress(START + GOOD + b"," + GOOD + b"]}")[:-40], "the file is cut off"),
    "wrong-checksum.json.gz": (gzip.compress(START + GOOD + b"]}")[:-8] + bytes(8), "the file is damaged"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return name -> what came of reading the file, and "memory": the most that all of them took, in MB."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in FILES.items():
        (folder / name).write_bytes(content)
    paths = [str(folder / name) for name in FILES]
    script = Path(__file__).with_name("hostile.py")
    done = subprocess.run([sys.executable, script, *paths], capture_output=True, text=True, timeout=300, check=True)
    *lines, memory = done.stdout.splitlines()
    return {one["name"]: one for one in map(json.loads, lines)} | {"memory": int(memory)}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gives_one_error_that_names_the_place(outcomes: dict[str, Any], name: str) -> None:
    problem = outcomes[name]["problem"]
    assert FILES[name][1] in problem
    assert name in problem
    assert len(problem) < 1_000


def test_hostile_files_take_little_memory(outcomes: dict[str, Any]) -> None:
    assert 0 < outcomes["memory"] < LIMIT_MB
