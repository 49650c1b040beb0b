"""Matching characters and people of one work."""

import pytest

from zukan.sources.matching.people import PersonNames, person_keys, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PersonNames("Spike Spiegel"), PersonNames("Spiegel, Spike")),
        (PersonNames("Shin'ichi Kudō"), PersonNames("Kudou Shinichi")),
        (PersonNames("Yuuko Oota"), PersonNames("Yuko Ota")),
        (PersonNames("Ein"), PersonNames("Ein")),
        (PersonNames("Edward Wong", "エドワード"), PersonNames("Radical Ed", "エドワード")),
        (PersonNames("Saber", alternative=("Artoria Pendragon",)), PersonNames("Pendragon, Artoria")),
        (PersonNames("Rouge Redstar", "ルジュ・レッドスター"), PersonNames("Redstar", "ルジュ レッドスター")),
    ],
)
def test_two_are_one_by_order_romanisation_native_or_other_names(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PersonNames("Mio Akiyama"), PersonNames("Mio Naganohara")),
        (PersonNames("Tanaka Ichirou"), PersonNames("Tanaka Jirou")),
        (PersonNames("Tanaka Ichirou", alternative=("Tanaka",)), PersonNames("Tanaka Jirou", alternative=("Tanaka",))),
        (PersonNames("Yuki Tanaka", "田中雪"), PersonNames("Yuuki Tanaka", "田中勇気")),
        (PersonNames("Tachikoma A"), PersonNames("Tachikoma B")),
        (PersonNames(), PersonNames()),
    ],
)
def test_two_of_similar_names_stay_two(one, other):
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_a_nickname_of_one_word_is_no_key():
    assert person_keys("Yamada Tarou", None, ["Boss"]) == {"taro yamada"}
