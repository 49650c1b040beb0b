"""Dates, lengths, regions and languages as pages write them."""

from datetime import date

import pytest

from zukan.web.dates import date_machine, date_words, length_words, season_of, tomorrow_number, wait_words
from zukan.web.wording import few_regions, host, plural, region_words, title_language


@pytest.mark.parametrize(
    ("year", "month", "day", "words", "machine"),
    [
        (2024, 1, 11, "11 January 2024", "2024-01-11"),
        (2024, 1, None, "January 2024", "2024-01"),
        (2024, None, None, "2024", "2024"),
        (2024, None, 5, "2024", "2024"),
        (None, 6, 26, "26 June", ""),
        (None, None, None, "", ""),
        (987, 12, 1, "1 December 987", "0987-12-01"),
    ],
)
def test_date_is_as_exact_as_what_is_known(
    year: int | None, month: int | None, day: int | None, words: str, machine: str
) -> None:
    fuzzy = {"year": year, "month": month, "day": day}
    assert (date_words(fuzzy), date_machine(fuzzy)) == (words, machine)
    assert (date_words(None), date_machine(None)) == ("", "")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (186_000, "2 days 3 hours"),
        (86_400, "1 day"),
        (3_660, "1 hour 1 minute"),
        (59, "less than a minute"),
        (-5, "less than a minute"),
    ],
)
def test_wait_names_its_two_largest_units(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


def test_length_is_in_hours_and_minutes() -> None:
    assert [length_words(minutes) for minutes in (23, 60, 115)] == ["23 min", "1 h", "1 h 55 min"]


def test_winter_begins_in_january() -> None:
    days = [date(2026, month, 1) for month in (1, 3, 4, 9, 10, 12)]
    assert [season_of(day)[0] for day in days] == ["WINTER", "WINTER", "SPRING", "SUMMER", "FALL", "FALL"]


def test_tomorrow_turns_the_year() -> None:
    assert tomorrow_number(date(2026, 12, 31)) == 20270101


def test_regions_are_named_and_cut_short() -> None:
    assert region_words("HK, MO,XX") == "Hong Kong, Macau, XX"
    assert region_words(None) == ""
    assert few_regions("HK, MO, TW, SG, MY, TH, ID, PH") == "Hong Kong, Macau, Taiwan, Singapore, Malaysia and 3 more"
    assert few_regions("HK, MO, TW, SG, MY, TH").endswith("Malaysia, Thailand")


def test_titles_know_their_language() -> None:
    assert title_language("紙の提灯", "JP") == "ja"
    assert title_language("Kami", "JP") == "ja-Latn"
    assert title_language("全职高手", "CN") == "zh-Hans"
    assert title_language("Na Honjaman", "KR") == "ko-Latn"
    assert title_language("無題", None) == "ja"


def test_host_is_as_readers_know_it() -> None:
    assert host("https://www.example.com/a?b") == "example.com"
    assert host("https://[broken/") == host("") == ""


def test_numbers_agree_with_their_nouns() -> None:
    assert [plural(number, "episode") for number in (0, 1, 1_071)] == ["0 episodes", "1 episode", "1,071 episodes"]
