"""When AniDB listed a work, by its number."""

import pytest

from zukan.sources.matching.listing import FIRST_NUMBERS, listed_at


@pytest.mark.parametrize(("number", "year"), [(700, 2003), (9930, 2014), (17100, 2023), (18100, 2024)])
def test_the_first_numbers_of_a_year_are_listed_at_its_beginning(number, year):
    assert listed_at(number) == pytest.approx(year)


def test_a_greater_number_is_listed_later():
    numbers = [1, *FIRST_NUMBERS, 30_000]
    years = [listed_at(number) for number in numbers]
    assert years == sorted(set(years))
