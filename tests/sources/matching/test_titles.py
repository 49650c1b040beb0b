"""Reading titles."""

import pytest

from zukan.sources.matching.titles import read_title, without_reading


@pytest.mark.parametrize(
    "text",
    [
        "Shingeki no Kyojin 2nd Season",
        "Shingeki no Kyojin Season 2",
        "Shingeki no Kyojin Second Season",
        "Shingeki no Kyojin II",
        "Shingeki no Kyojin Ⅱ",
        "Shingeki no Kyojin S2",
        "Shingeki no Kyojin 2",
        "Shingeki no Kyojin 第2期",
        "Shingeki no Kyojin 第二季",
        "Shingeki no Kyojin 2期",
        "Shingeki no Kyojin Di Er Ji",
    ],
)
def test_a_second_season_is_one_title_however_its_number_is_written(text):
    title = read_title(text)
    assert (title.words, title.numbers) == ("shingeki no kyojin", ("2",))


def test_a_part_is_told_from_a_season():
    assert read_title("Attack on Titan Season 3 Part 2").numbers == ("3", "p2")
    assert read_title("Attack on Titan Season 3").numbers == ("3",)
    assert read_title("進撃の巨人 Season 3 第2クール").numbers == ("3", "p2")
    assert read_title("刀使ノ巫女 後編").numbers == ("p2",)


def test_a_first_season_has_no_number_but_says_so():
    title = read_title("Mob Psycho 100 Season 1")
    assert title.numbers == ()
    assert title.first
    assert not read_title("Mob Psycho 100").first


def test_a_final_season_is_numbered_by_its_name():
    assert read_title("Shingeki no Kyojin: The Final Season").numbers == ("final",)


@pytest.mark.parametrize("text", ["86", "91 Days", "20 Seiki Shounen", "Mob Psycho 100", "Room 203", "X"])
def test_a_number_that_is_the_title_or_stands_within_it_is_no_season(text):
    assert read_title(text).numbers == ()


def test_a_number_between_a_title_and_its_subtitle_is_a_season():
    assert read_title("Bakugan 2: New Vestroia").numbers == ("2",)


def test_a_film_is_numbered_apart_from_seasons():
    assert read_title("Detective Conan Movie 3: The Last Wizard").numbers == ("f3",)


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ("Eiga K-On!", "MOVIE"),
        ("劇場版 空の境界", "MOVIE"),
        ("Bleach the Movie", "MOVIE"),
        ("Noragami OAD", "OVA"),
        ("Ranma 1/2 Special", "SPECIAL"),
        ("Hellsing (TV)", "TV"),
        ("Bakemonogatari Recap", "EXTRA"),
        ("Momotarou (Music)", "MUSIC"),
    ],
)
def test_words_that_name_a_format_are_read_as_one(text, format_name):
    assert read_title(text).formats == {format_name}


def test_a_title_that_is_nothing_but_a_format_keeps_its_words():
    assert read_title("Movie").words == "movie"


def test_a_year_in_brackets_is_no_part_of_the_title():
    title = read_title("Hunter × Hunter (2011)")
    assert (title.words, title.year) == ("hunter x hunter", 2011)
    assert read_title("Blade Runner 2049").year is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kidou Senshi", "Kido Senshi"),
        ("Toaru Majutsu", "To Aru Majutsu"),
        ("Isekai Meikyuu de Harem wo", "Isekai Meikyuu de Harem o"),
        ("Tsubasa", "Tubasa"),
        ("Shinichi", "Sinichi"),
        ("SPY×FAMILY", "Spy x Family"),
        ("クイズ", "くいず"),
    ],
)
def test_ways_of_writing_a_sound_are_one(one, other):
    assert read_title(one).sounds == read_title(other).sounds


def test_marks_at_the_end_tell_sequels_apart():
    assert read_title("K-On!").ending == "!"
    assert read_title("K-On!!").ending == "!!"
    assert read_title("Gintama°").ending == "°"


def test_kana_in_brackets_are_how_to_read_a_title_and_anything_else_is_not():
    assert without_reading("戦×恋(ヴァルラヴ)") == "戦×恋"
    assert without_reading("Buddy Go! (2016)") is None
    assert without_reading("怪獣娘(黒)") is None
    assert without_reading("(カナ)") is None
