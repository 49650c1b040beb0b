"""Names are found as people type them: in any script, with slips, half, and in any order."""

import random

import pytest
from django.contrib.auth import get_user_model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.conftest import MakeWorks, found
from zukan.catalogue.models import Character, Media, Staff, Studio
from zukan.search.building import build
from zukan.search.finding import find

pytestmark = pytest.mark.django_db

NAMES = {
    900001: [
        "Kaze no Chizu",
        "Map of the Wind",
        "風の地図",
        "Карта ветра",
        "바람의 지도",
        "خريطة الريح",
        "แผนที่แห่งสายลม",
    ],
    900002: ["Kaze no Chizu Season 2", "Map of the Wind II", "風の地図 第2期"],
    900003: ["Tōfu Shōnen", "The Tofu Boy"],
    900004: ["Hoshizora Denwa", "Starlit Telephone", "ほしぞらでんわ"],
    900005: ["Kitsune × Tanuki", "Fox and Badger"],
    900006: ["!!", "Punctuation Alone"],
    900007: ["Mukashi Mukashi no Monogatari to Sono Tsuzuki", "A Tale of Long Ago and What Became of It"],
}


@pytest.fixture
def catalogue(index: MakeWorks) -> None:
    index(NAMES)


@pytest.mark.parametrize(("words", "media"), [(name, pk) for pk, names in NAMES.items() for name in names])
def test_each_name_finds_its_work_first(catalogue: None, words: str, media: int) -> None:
    assert found(words)[0] == media


@pytest.mark.parametrize(
    ("words", "media"),
    [
        *(("kaze no tizu", 900001), ("kaze no chidu", 900001), ("KAZENOCHIZU", 900001), ("kaze+no+chizu", 900001)),
        *(("wind map", 900001), ("of wind the ma", 900001), ("地図", 900001), ("지도", 900001), ("สายลม", 900001)),
        *(("map of the wind s2", 900002), ("kaze no chizu 2nd season", 900002), ("kaze no chizu II", 900002)),
        *(
            ("kaze no chizu s2:e13+", 900002),
            ("toufu shounen", 900003),
            ("tofu syonen", 900003),
            ("とうふしょうねん", 900003),
        ),
        *(
            ("hosizora", 900004),
            ("ホシゾラデンワ", 900004),
            ("ぞらでんわ", 900004),
            ("starl", 900004),
            ("telephone", 900004),
        ),
        *(("kitsune tanuki", 900005), ("fox & badger", 900005), ("mukasi", 900007), ("what became", 900007)),
    ],
)
def test_other_ways_to_write_it_find_it_first(catalogue: None, words: str, media: int) -> None:
    assert found(words)[0] == media


@pytest.mark.parametrize(
    ("words", "media"),
    [
        *(
            ("kaze no chziu", 900001),
            ("map of teh wind", 900001),
            ("mpa of the wnid", 900001),
            ("mapp of the windd", 900001),
        ),
        *(("starlit telefone", 900004), ("starlit tel3phone", 900004), ("starlti", 900004), ("telephnoe", 900004)),
        *(("fox and badgre", 900005), ("became a tale lnog", 900007), ("tofu byo", 900003)),
    ],
)
def test_slips_are_forgiven(catalogue: None, words: str, media: int) -> None:
    assert media in found(words)[:2]


def slip(name: str, kind: str, place: int) -> str:
    at = place % (len(name) - 1)
    return {
        "dropped": name[:at] + name[at + 1 :],
        "doubled": name[:at] + name[at] + name[at:],
        "transposed": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        "mistaken": name[:at] + "q" + name[at + 1 :],
    }[kind]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([(name, pk) for pk, names in NAMES.items() for name in names if len(name) >= 8]),
    st.sampled_from(["dropped", "doubled", "transposed", "mistaken"]),
    st.integers(0, 200),
)
def test_any_slip_in_a_whole_name_leaves_it_among_the_first_five(
    catalogue: None, named: tuple[str, int], kind: str, place: int
) -> None:
    name, media = named
    assert media in found(slip(name, kind, place))[:5]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=60))
def test_no_text_is_a_fault(catalogue: None, words: str) -> None:
    assert find("media", words) is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30), min_size=1, max_size=5)
)
def test_every_name_finds_its_work_among_the_first_five(
    own_home: object, make_works: MakeWorks, names: list[str]
) -> None:
    Media.objects.all().delete()
    make_works({900001 + number: [name] for number, name in enumerate(names)})
    build()
    for number, name in enumerate(names):
        assert 900001 + number in found(name)[:5] or not name.replace("+", " ").strip()


def test_exact_names_come_before_beginnings_and_these_before_words(index: MakeWorks) -> None:
    index({900002: ["Kite Runners"], 900003: ["Kite"], 900001: ["The Kite"]})
    assert found("kite") == [900003, 900002, 900001]


def test_more_popular_works_come_first_among_those_that_begin_alike(index: MakeWorks) -> None:
    index({900002: ["Lantern Hill"], 900003: ["Lantern Lane"], 900001: ["Lantern Road"]})
    assert found("lant") == [900002, 900003, 900001]


def test_name_by_which_it_was_found_is_told(catalogue: None) -> None:
    assert [(one.id, one.name) for one in find("media", "карта вет") or []][:1] == [(900001, "Карта ветра")]
    assert (find("media", "star-lit telephone") or [])[0].name == "Starlit Telephone"


def test_what_only_comes_near_is_marked(catalogue: None) -> None:
    assert [one.is_near for one in find("media", "starlit telefone") or []][:1] == [True]
    assert [one.is_near for one in find("media", "starlit telephone") or []][:1] == [False]


def test_slips_are_not_looked_for_where_enough_is_found_exactly(index: MakeWorks) -> None:
    index({900001 + number: [f"Kite {number}"] for number in range(6)} | {900010: ["Kita"]})
    assert 900010 not in found("kite")


def test_limit_bounds_what_is_returned(index: MakeWorks) -> None:
    index({900001 + number: [f"Kite Tale {number}"] for number in range(9)})
    assert len(find("media", "kite", limit=3) or []) == 3
    assert len(find("media", "kite") or []) == 9


@pytest.mark.parametrize("words", ["", " ", "+", "\t\n", "\u3000"])
def test_blanks_find_nothing(catalogue: None, words: str) -> None:
    assert find("media", words) == []


@pytest.mark.parametrize(
    "words", ["a" * 100_000, "(((", "[a-z]*", "\\", '"', "a AND b OR", "words:x", "\x00", "\ud800", "*", "%_"]
)
def test_nothing_that_is_typed_is_a_fault(catalogue: None, words: str) -> None:
    assert isinstance(find("media", words), list)


def test_unlike_words_find_nothing(catalogue: None) -> None:
    assert found("xyzzy plugh") == []


def test_people_studios_and_users_are_found(own_home: object, db: None) -> None:
    Character.objects.create(id=1, name_full="Mio Hoshino", name_native="星野 みお", name_alternative=["The Fox"])
    Staff.objects.create(id=2, name_full="Kenji Hayashi", name_native="林 健二", name_alternative=["K. Hayashi"])
    Studio.objects.create(id=3, name="Studio Kitefisher")
    user = get_user_model().objects.create(username="lantern_fan")
    get_user_model().objects.create(username="lantern_gone", is_active=False)
    build()
    assert [found(words, "character") for words in ("mio hosino", "hoshino mio", "星野", "fox", "mio hoshinp")] == [
        [1]
    ] * 5
    assert [found(words, "staff") for words in ("hayashi kenzi", "林 健二", "kenji")] == [[2]] * 3
    assert found("kitefish", "studio") == [3]
    assert found("lantern", "user") == [user.pk]


def test_secret_name_finds_a_character_and_is_not_shown(own_home: object, db: None) -> None:
    Character.objects.create(id=1, name_full="Masked Rider", name_alternative_spoiler=["Taro Yamada"])
    build()
    assert [(one.id, one.name) for one in find("character", "taro ya") or []] == [(1, "Masked Rider")]


def test_name_is_told_as_it_is_stored(index: MakeWorks) -> None:
    index({900001: ["凧\u3000の\u3000道　～Kite Road～"]})
    assert [one.name for one in find("media", "kite road") or []] == ["凧\u3000の\u3000道　～Kite Road～"]


def test_two_words_of_a_name_in_any_order_find_it(catalogue: None) -> None:
    chance = random.Random(1)  # noqa: S311
    for _ in range(30):
        assert 900007 in found(" ".join(chance.sample(["mukashi", "monogatari", "sono", "tsuzuki"], 2)))[:5]
