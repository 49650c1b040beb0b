"""Names as they are compared, and as they stand in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zukan.catalogue.names import fold_name, slug_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Re:ZERO -Starting Life-", "re zero starting life"),
        ("Ｆａｔｅ／Ｚｅｒｏ", "fate zero"),
        ("Pokémon", "pokemon"),
        ("ガンダム", "ガンダム"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("카우보이 비밥", "카우보이 비밥"),
        ("The☆Ultraman", "the ultraman"),
        ("  ", ""),
    ],
)
def test_a_name_is_folded(text: str, folded: str) -> None:
    assert fold_name(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize(
    ("titles", "slug"),
    [
        (("Cowboy Bebop: Tengoku no Tobira",), "cowboy-bebop-tengoku-no-tobira"),
        ((None, "無名", "Nameless"), "nameless"),
        (("無名",), ""),
        (("Kaguya's " + "very " * 40,), "kaguyas-" + "very-" * 14 + "ve"),
    ],
)
def test_a_slug_is_of_the_first_title_that_leaves_one(titles: tuple[str | None, ...], slug: str) -> None:
    assert slug_of(*titles) == slug
