"""All ways to write a name are compared as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zukan.search.asking import question
from zukan.search.spelling import folded, spelt

ALIKE = [
    [
        "Tōkyō Gakuen",
        "Toukyou Gakuen",
        "Tokyo Gakuen",
        "TOOKYOO GAKUEN",
        "とうきょうがくえん",
        "トウキョウガクエン",
        "ﾄｳｷｮｳｶﾞｸｴﾝ",
    ],
    ["Tsuki wo Shinjite", "Tuki o Sinzite", "Ｔｓｕｋｉ　ｗｏ　Ｓｈｉｎｊｉｔｅ", "つきをしんじて"],
    ["Shōnen to Jānarisuto", "Syounen to Zyanarisuto"],
    ["Fuwa-fuwa Shimbun", "huwahuwa sinbun", "ふわふわしんぶん"],
    ["Matcha", "maccha", "mattya", "まっちゃ"],
    ["Jun'ichi", "Junichi", "Jun’ichi", "ジュンイチ"],
    ["Lantern;Gate!", "Lantern Gate", "lantern-gate", "LANTERNGATE", "lantern+gate"],
    ["Sun × Moon", "sun x moon", "SUN×MOON"],
    ["Salt & Pepper", "Salt and Pepper"],
    ["Köln Øre", "koln ore"],
    *(
        [f"Kite {way}" for way in ways]
        for ways in (
            ["2", "II", "Season 2", "2nd Season", "Second Season", "S2", "S02E05", "season two", "第2期", "第二季"],
            ["Season 3", "III", "3rd season", "시즌 3", "3기", "temporada 3", "3 сезон", "シーズン3"],
            ["", "Season 1", "1st Season", "S1", "第1期"],
            ["Part 2", "Part II", "2nd Part", "Cour 2", "第2部"],
        )
    ),
]


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_ways_to_write_a_name_are_one(names: list[str]) -> None:
    wholes = [set(asked.wholes) for name in names if (asked := question(name)) is not None]
    assert [name for name, some in zip(names, wholes, strict=True) if not some & wholes[0]] == []


@pytest.mark.parametrize("name", ["四季", "X", "I", "Mob 100", "Area 88", "Second Kiss", "V", "1"])
def test_what_counts_no_season_is_left_as_it_is(name: str) -> None:
    asked = question(name)
    assert asked is not None
    assert asked.plain[0] == " ".join(name.lower().split())


@given(st.text(max_size=40))
def test_every_name_has_a_spelling_unless_it_is_blank(name: str) -> None:
    asked = question(name)
    assert (asked is None) == (not " ".join(name.replace("+", " ").split()))
    assert asked is None or asked.whole


@given(st.lists(st.text(max_size=15).map(lambda name: " ".join(name.split())), min_size=1))
def test_names_are_spelt_the_same_alone_and_among_others(names: list[str]) -> None:
    together, folds = spelt(folded(names), names), folded(names)
    assert len(folds) == len(names)
    for at, name in enumerate(names):
        alone = spelt(folded([name]), [name])
        mine = [position for position, owner in enumerate(together.owners) if owner == at]
        assert [together.ones[position] for position in mine] == alone.ones
        assert [together.wholes[position] for position in mine] == alone.wholes
