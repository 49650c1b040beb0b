"""Episode redirection rules: unknown ids, repeated ids, and rules that stand for two."""

import re
from pathlib import Path

import pytest

from tests.sources.conftest import WriteFile
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import EpisodeRedirect, MediaRecord

HEAD = """# A comment -> 1|2|3:4
::meta

- version: 1.3.0
- last_modified: 2026-08-03

::rules

# Yoru no Fune -> ~ 2
"""


def read(write_file: WriteFile, *rules: str) -> list[MediaRecord]:
    path = write_file("anime-relations.txt", HEAD + "\n".join(rules) + "\n")
    return [one for one in records(path, Reading()) if isinstance(one, MediaRecord)]


def redirects(found: list[MediaRecord]) -> dict[str, tuple[int, int, str, int, int]]:
    said = ((one.key, redirect) for one in found for redirect in one.episode_redirects or ())
    return {key: (one.first, one.last, one.media, one.media_first, one.media_last) for key, one in said}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("- 1|2|3:14 -> 4|5|6:1", {"anilist/3": (14, 14, "anilist/6", 1, 1)}),
        ("- 1|2|3:14-26 -> 4|5|6:1-13", {"anilist/3": (14, 26, "anilist/6", 1, 13)}),
        ("- 1|2|?:14 -> 4|5|6:1", {"myanimelist/1": (14, 14, "anilist/6", 1, 1)}),
        ("- ?|2|?:14 -> ?|5|?:1", {"kitsu/2": (14, 14, "kitsu/5", 1, 1)}),
        ("- 1|2|3:0 -> ~|~|~:13", {"anilist/3": (0, 0, "anilist/3", 13, 13)}),
        ("- 1|?|?:0 -> ~|?|6:13", {"myanimelist/1": (0, 0, "anilist/6", 13, 13)}),
        ("- ?|?|3:14-? -> ?|?|6:1-?", {"anilist/3": (14, 0, "anilist/6", 1, 0)}),
        ("- 1|2|3:1-4 -> 4|5|6:1", {"anilist/3": (1, 4, "anilist/6", 1, 1)}),
        (
            "- 1|2|3:14-26 -> 4|5|6:1-13!",
            {"anilist/3": (14, 26, "anilist/6", 1, 13), "anilist/6": (14, 26, "anilist/6", 1, 13)},
        ),
    ],
)
def test_a_rule_says_whose_episodes_are_whose(
    write_file: WriteFile, rule: str, expected: dict[str, tuple[int, int, str, int, int]]
) -> None:
    assert redirects(read(write_file, rule)) == expected


def test_the_ids_of_both_works_are_kept(write_file: WriteFile) -> None:
    source, target = read(write_file, "- 1|2|3:14 -> ~|?|6:1")
    assert source.ids == {"myanimelist": ["1"], "kitsu": ["2"], "anilist": ["3"]}
    assert target.ids == {"myanimelist": ["1"], "anilist": ["6"]}
    assert (source.ids_number, source.type) == ("ANIME", None)


def test_the_file_tells_its_own_day(write_file: WriteFile) -> None:
    assert {one.observed_at for one in read(write_file, "- 1|2|3:14 -> 4|5|6:1")} == {1_785_715_200}


@pytest.mark.parametrize(
    "rule",
    [
        "- 1|2|3:14 => 4|5|6:1",
        "- 1|2:14 -> 4|5|6:1",
        "- 1|2|3:14 -> ?|?|?:1",
        "- 1|2|3:26-14 -> 4|5|6:1-13",
        "- ~|~|~:14 -> 4|5|6:1",
        "41 Rooms",
    ],
)
def test_a_broken_rule_names_its_line(write_file: WriteFile, rule: str) -> None:
    with pytest.raises(SourceError, match=r"anime-relations\.txt, line 11: "):
        read(write_file, "- 1|2|3:14 -> 4|5|6:1", rule)


def test_the_real_rules(test_data: Path) -> None:
    path = test_data / "data/filenames/anime-relations_2026-08.txt"
    found = [one for one in records(path, Reading()) if isinstance(one, MediaRecord)]
    rules = re.findall(r"^- .* -> .*$", path.read_text(), re.MULTILINE)
    twice = sum(rule.endswith("!") for rule in rules)
    said: list[EpisodeRedirect] = [one for record in found for one in record.episode_redirects or ()]
    assert (len(rules), len(said)) == (543, 543 + twice)
    assert redirects(found)["anilist/21898"] == (0, 0, "anilist/21898", 1, 1)
