"""What the arguments of Page.media find."""

import pytest

from tests.graph.conftest import Ask

BORN_HERE = 2**30


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("id: 5", [5]),
        ("idMal: 1", [1]),
        ("idMal: 2, type: ANIME", []),
        ("type: MANGA", [30002]),
        ("format: TV", [1]),
        ("format_in: [TV, MOVIE]", [1, 5]),
        ("format_not: TV", [5, 30002]),
        ("status: HIATUS", [5]),
        ("season: SPRING", [1]),
        ("seasonYear: 2001", [5]),
        ("season: SPRING, seasonYear: 2001", []),
        ('genre: "action"', [1, 5]),
        ('genre_in: ["Action", "Sci-Fi"]', [1]),
        ('genre_in: ["Action", "Space"]', []),
        ('genre_not_in: ["Sci-Fi", "Drama"]', [5, BORN_HERE]),
        ('tag: "Space"', [1, 5]),
        ('tag: "Noir"', []),
        ('tag: "Noir", minimumTagRank: 10', [1]),
        ('tag_in: ["Space"], minimumTagRank: 61', [1]),
        ('tag_not_in: ["Space"]', [30002, BORN_HERE]),
        ('tagCategory: "Setting-Universe"', [1, 5]),
        ("id_in: [30002, 1, 7]", [1, 30002]),
        ("id_not_in: [30002, 1]", [5, BORN_HERE]),
        ("isAdult: true", []),
        ("isLicensed: true", [5]),
        ("startDate: 20010900", [5]),
        ("startDate_greater: 19980403", [5]),
        ('startDate_like: "1998%"', [1]),
        ("episodes_lesser: 26", [5]),
        ("averageScore_not: 86", [5]),
        ("countryOfOrigin: JP", [1]),
        ('countryOfOrigin: "JP"', [1]),
        ("source_in: [WEB_NOVEL]", [5]),
        ('licensedBy: "Hulu"', [1]),
        ("licensedById_in: [7]", [1]),
        ("sort: TITLE_ROMAJI", [BORN_HERE, 30002, 1, 5]),
        ("sort: START_DATE", [30002, BORN_HERE, 1, 5]),
        ("sort: START_DATE_DESC", [5, 1, 30002, BORN_HERE]),
        ("sort: [TYPE_DESC, POPULARITY_DESC]", [30002, 1, 5, BORN_HERE]),
        ("sort: SEARCH_MATCH", [1, 5, 30002, BORN_HERE]),
        ('search: "cowboy bebop"', [1, 5]),
        ('search: "無名"', [BORN_HERE]),
        ('search: "   "', []),
        ('search: "%"', []),
        ('search: "no such thing"', []),
    ],
)  # fmt: skip
def test_arguments_find(ask: Ask, arguments: str, found: list[int]) -> None:
    answer = ask(f"{{ Page {{ media({arguments}) {{ id }} }} }}")
    assert [media["id"] for media in answer["Page"]["media"]] == found


def test_text_that_looks_like_sql_is_only_text(ask: Ask) -> None:
    hostile = "x'); drop table catalogue_media; --"
    document = """query($t: String, $l: [String]) {
      Page { media(search: $t, genre_in: $l, tag: $t, startDate_like: $t) { id } } }"""
    assert ask(document, {"t": hostile, "l": [hostile, "\\", '"']}) == {"Page": {"media": []}}
    assert ask("{ Media(id: 1) { id } }")


def test_page_information_follows_the_recorded_rule(ask: Ask) -> None:
    document = """query($p: Int) { Page(page: $p, perPage: 3) {
      pageInfo { total perPage currentPage lastPage hasNextPage count } media { id } } }"""
    first, last, beyond, zero = (ask(document, {"p": page})["Page"] for page in (1, 2, 7, 0))
    assert first["pageInfo"] == {
        "total": 5000, "perPage": 3, "currentPage": 1, "lastPage": 1667, "hasNextPage": True, "count": 4
    }  # fmt: skip
    assert last["pageInfo"] == {
        "total": 4, "perPage": 3, "currentPage": 2, "lastPage": 2, "hasNextPage": False, "count": 4
    }  # fmt: skip
    assert (beyond["media"], beyond["pageInfo"]["hasNextPage"], beyond["pageInfo"]["total"]) == ([], False, 18)
    assert zero == first
