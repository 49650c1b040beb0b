"""What speaks against two works being one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zukan.sources.matching
from tests.sources.matching.works import work
from zukan.sources.matching.penalties import compare
from zukan.sources.matching.profile import Profile
from zukan.sources.matching.weights import TABLE

PAGE = Path(zukan.sources.matching.__file__).parent / "README.md"
FULL = {"format": "TV", "start_date": 20110907, "episodes": 12}


def names(one: Profile, other: Profile) -> set[str]:
    """Return the names of what speaks against a pair."""
    return {part.name for part in compare(one, other).named}


def test_nothing_speaks_against_a_work_and_itself():
    assert compare(work("Cowboy Bebop", **FULL), work("Cowboy Bebop", source="right", **FULL)).total == 0


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ({"start_date": 20110101}, {"start_date": 20110201}, "weeks apart"),
        ({"start_date": 20110101}, {"start_date": 20110601}, "months apart"),
        ({"start_date": 20110101}, {"start_date": 20120601}, "year off by one"),
        ({"start_date": 20110000}, {"start_date": 20120000}, "year off by one"),
        ({"start_date": 20110101}, {"start_date": 20190101}, "year differs"),
        ({"start_date": 20110000}, {"start_date": 20110601}, "month not known"),
        ({}, {"start_date": 20110601}, "date not known"),
        ({"format": "TV"}, {"format": "ONA"}, "format akin"),
        ({"format": "TV"}, {"format": "SPECIAL"}, "series and special"),
        ({"format": "TV"}, {"format": "MOVIE"}, "format differs"),
        ({"format": "TV"}, {}, "format not known"),
        ({"format": "MUSIC"}, {}, "music video"),
        ({"episodes": 12}, {"episodes": 13}, "episodes differ"),
        ({"country_of_origin": "JP"}, {"country_of_origin": "CN"}, "country differs"),
        ({"is_adult": True}, {"is_adult": False}, "one is for adults"),
        ({"ids": {"anidb": ["1"]}}, {"ids": {"anidb": ["2"]}}, "ids disagree"),
        ({"title_native": "道"}, {"title_native": "路"}, "native titles differ"),
        ({"title_native": "ひつじ"}, {"title_native": "羊"}, "scripts differ"),
        ({"title_english": "Road"}, {"title_english": "Lane"}, "english titles differ"),
    ],
)
def test_what_two_works_say_otherwise_has_a_name(one, other, name):
    assert name in names(work("Some Title", **one), work("Some Title", source="right", **other))


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("K-On", "K: On!", "title in another writing"),
        ("Overlord II", "Overlord 2nd Season", "title in another wording"),
        ("Kidou Keisatsu", "Kido Keisatsu", "title in another romanisation"),
        ("Shirobako", "Shirobakoo no Tabi", "title alike"),
        ("Overlord II", "Overlord III", "numbers differ"),
        ("Overlord", "Overlord III", "number in one title only"),
        ("Attack on Titan Season 3", "Attack on Titan Season 3 Part 2", "numbers differ in part"),
        ("Conan Movie 3", "Conan Movie 4", "numbers differ"),
        ("Kemurikusa", "Kemurikusa (2018)", "year in one title only"),
        ("Golden Kamuy", "Golden Kamuy: Saishuushou", "subtitle in one title only"),
        ("Yorinuki Gintama", "Ginga Yorinuki Gintama", "series in one title only"),
        ("Hellsing", "Hellsing (TV)", "tv in one title only"),
        ("Norasco", "Norasco (Movie)", "format in one title only"),
        ("Norasco", "Norasco Specials", "special in one title only"),
        ("Line", "Line", "short title"),
    ],
)
def test_what_two_titles_say_otherwise_has_a_name(one, other, name):
    assert name in names(work(one), work(other, source="right"))


def test_a_word_of_format_does_not_count_where_the_other_work_has_that_format():
    named = names(work("Bleach", format="MOVIE"), work("Bleach the Movie", source="right", format="MOVIE"))
    assert named == {"title in another wording", "date not known", "short title"}


def test_a_word_of_format_counts_more_where_the_other_work_has_another_format():
    assert "title names another format" in names(work("Bokura no", format="TV"), work("Bokura no Special", format="TV"))


def test_a_word_of_format_before_a_subtitle_counts_little_where_the_titles_are_the_same():
    one = work("Doraemon: Nobita no Tabi")
    assert "format before a subtitle" in names(one, work("Doraemon Movie 19: Nobita no Tabi", source="right"))
    assert "format in one title only" in names(one, work("Doraemon: Nobita no Tabi Movie", source="right"))


def test_a_word_of_format_in_an_english_title_alone_does_not_count():
    one = work("Kurenai no Buta", format="MOVIE")
    other = work("Kurenai no Buta", title_english="Crimson Pig TV Special", format="MOVIE", source="right")
    assert "title names another format" not in names(one, other)


def test_tv_in_a_title_counts_little_beside_the_year_in_the_other():
    other = work("Mirai Nikki (TV)", source="right", start_date=20111009)
    assert "tv beside a year" in names(work("Mirai Nikki (2011)"), other)


def test_a_number_counts_less_where_another_name_of_the_other_work_says_it():
    one = work("Walkure: Yasoukyoku", title_english="Walkure 2: Nocturne")
    other = work("Walkure 2: Yasoukyoku", title_english="Walkure 2: Nocturne", source="right")
    assert "number in another name" in names(one, other)
    assert "number in one title only" in names(work("Walkure: Yasoukyoku"), other)


def test_a_subtitle_counts_less_where_another_name_of_the_other_work_holds_it():
    other = work("Ged Senki: Tales from Earthsea", source="right")
    assert "subtitle in another name" in names(work("Ged Senki", title_english="Tales from Earthsea"), other)
    assert "subtitle in one title only" in names(work("Ged Senki"), other)


@pytest.mark.parametrize(
    ("start_date", "name"),
    [
        (20140401, "listed when it began"),
        (19980403, "listed later"),
        (20190401, "listed long before it began"),
        (None, "date not known"),
    ],
)
def test_when_anidb_listed_a_work_stands_in_for_a_date(start_date, name):
    one = work("Cowboy Bebop", ids={"anidb": ["10000"]})
    assert name in names(one, work("Cowboy Bebop", source="right", start_date=start_date))
    assert name in names(work("Cowboy Bebop", source="right", start_date=start_date), one)


def test_when_anidb_listed_a_work_does_not_count_where_both_have_a_date():
    one = work("Cowboy Bebop", start_date=19980403, ids={"anidb": ["10000"]})
    assert not names(one, work("Cowboy Bebop", source="right", start_date=19980403)) & {
        "listed later",
        "date not known",
    }


def test_a_year_in_the_title_makes_up_for_a_number_in_the_other():
    named = names(work("Iruma-kun (2022)"), work("Iruma-kun 3rd Season", source="right", start_date=20221008))
    assert "number beside a year" in named
    assert "number in one title only" not in named


def test_an_equal_synonym_counts_less_than_an_equal_title():
    one = work("Ginga Eiyuu Densetsu", synonyms=["Heldensagen"])
    assert "title only by a synonym" in names(one, work("Heldensagen", source="right"))


def test_how_to_read_a_native_title_in_brackets_does_not_count():
    one, other = work(title_native="戦×恋(ヴァルラヴ)"), work(title_native="戦×恋", source="right")
    assert not names(one, other) & {"native titles differ", "subtitle in one title only"}


def test_a_sequel_by_its_marks_alone_is_further_than_the_work_itself():
    k_on = work("K-On!", title_native="けいおん!")
    assert compare(k_on, work("K-On!!", title_native="けいおん!!")).total > compare(k_on, k_on).total + 0.05


def test_every_penalty_is_in_the_table_on_the_page():
    page = PAGE.read_text()
    for name, row in TABLE.items():
        assert f"| {name} | {row.weight:.2f} | {row.meaning} |" in page


TITLES = st.sampled_from(
    [
        "Overlord",
        "Overlord II",
        "Overlord (2018)",
        "Overlord Movie 1",
        "オーバーロード",
        "Lord",
        "K",
        "K-On!!",
        "進撃の巨人 第2期",
    ]
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title_native": TITLES,
        "title_english": TITLES,
        "synonyms": st.lists(TITLES, max_size=2),
        "start_date": st.sampled_from([20110000, 20110400, 20110907, 20180101]),
        "format": st.sampled_from(["TV", "OVA", "MOVIE", "SPECIAL", "MUSIC"]),
        "episodes": st.integers(1, 26),
    },
)
WORKS = st.builds(lambda title, fields: work(title, **fields), TITLES, FIELDS)


@given(WORKS, WORKS)
def test_it_does_not_matter_which_work_comes_first(one, other):
    forth, back = compare(one, other), compare(other, one)
    assert forth.total == back.total
    assert sorted(forth.named) == sorted(back.named)


@given(WORKS, WORKS)
def test_the_total_is_the_sum_of_what_is_named(one, other):
    penalty = compare(one, other)
    assert penalty.total == pytest.approx(sum(part.weight for part in penalty.named), abs=1e-6)
    assert {part.name for part in penalty.named} <= TABLE.keys()


CONFLICTS = st.sampled_from(
    [
        ({"episodes": 12}, {"episodes": 99}),
        ({"country_of_origin": "JP"}, {"country_of_origin": "KR"}),
        ({"is_adult": True}, {"is_adult": False}),
        ({"ids": {"kitsu": ["1"]}}, {"ids": {"kitsu": ["2"]}}),
        ({"start_date": 19800101}, {"start_date": 20240101}),
    ]
)


@given(TITLES, TITLES, st.lists(CONFLICTS, max_size=4), CONFLICTS)
def test_more_evidence_against_a_pair_never_lowers_its_total(one, other, before, conflict):
    mine = {key: value for fields, _ in before for key, value in fields.items()}
    theirs = {key: value for _, fields in before for key, value in fields.items()}
    less = compare(work(one, **mine), work(other, source="right", **theirs)).total
    more = compare(work(one, **mine | conflict[0]), work(other, source="right", **theirs | conflict[1])).total
    assert more >= less
