"""Deciding which works are one."""

from hypothesis import given
from hypothesis import strategies as st

from tests.sources.matching.works import work
from zukan.sources.matching.deciding import Decided, decide
from zukan.sources.matching.profile import Profile


def verdicts(works: dict[str, Profile], pairs: list[tuple[str, str]] | None = None) -> dict[tuple[str, str], str]:
    """Return the verdicts on all pairs."""
    every = [(one, other) for one in works for other in works if one < other]
    return {(one.first, one.second): one.verdict for one in decide(works, pairs or every, with_rejected=True)}


def test_one_work_in_two_sources_is_accepted():
    works = {"a": work("Cowboy Bebop"), "b": work("Cowboy Bebop", source="right", start_date=19980403)}
    assert verdicts(works) == {("a", "b"): "accepted"}


def test_two_works_of_one_source_are_never_one():
    assert verdicts({"a": work("Cowboy Bebop"), "b": work("Cowboy Bebop", key="2")}) == {}


def test_a_title_that_two_works_of_the_other_source_have_needs_a_look():
    works = {
        "a": work("Dororo to Hyakkimaru"),
        "b": work("Dororo to Hyakkimaru", source="right", start_date=19690406),
        "c": work("Dororo to Hyakkimaru", source="right", key="2", start_date=20190107),
    }
    assert verdicts(works) == {("a", "b"): "review", ("a", "c"): "review"}


def test_a_date_settles_which_of_two_works_of_a_title_is_meant():
    works = {
        "a": work("Dororo to Hyakkimaru", start_date=20190108),
        "b": work("Dororo to Hyakkimaru", source="right", start_date=19690406),
        "c": work("Dororo to Hyakkimaru", source="right", key="2", start_date=20190107),
    }
    assert verdicts(works) == {("a", "b"): "rejected", ("a", "c"): "accepted"}


def test_two_works_that_are_each_nearest_to_their_own_are_both_accepted():
    works = {
        "a": work("New Game!", title_native="ニューゲーム!"),
        "b": work("New Game!!", title_native="ニューゲーム!!", key="2"),
        "c": work("New Game!", title_native="ニューゲーム!", source="right"),
        "d": work("New Game!!", title_native="ニューゲーム!!", source="right", key="2"),
    }
    accepted = {pair for pair, verdict in verdicts(works).items() if verdict == "accepted"}
    assert accepted == {("a", "c"), ("b", "d")}


def test_a_sequel_is_not_accepted_as_the_work_itself():
    works = {"a": work("Overlord", format="TV"), "b": work("Overlord II", source="right", format="TV")}
    assert verdicts(works)["a", "b"] != "accepted"


def test_a_work_that_a_site_knows_as_another_is_not_even_compared():
    works = {"a": work("Eden", ids={"anidb": ["1"]}), "b": work("Eden", source="right", ids={"anidb": ["2"]})}
    assert verdicts(works) == {}


def test_three_sources_never_join_two_works_of_one_through_a_third():
    same = {"start_date": 20110907, "format": "TV"}
    works = {
        "a": work("Toradora!", **same),
        "b": work("Toradora!", source="right", **same),
        "c": work("Toradora!", source="middle", **same),
        "d": work("Toradora!", source="right", key="2", start_date=20120101, format="TV"),
    }
    accepted = {pair for pair, verdict in verdicts(works).items() if verdict == "accepted"}
    assert accepted == {("a", "b"), ("a", "c"), ("b", "c")}


def test_rejected_pairs_are_told_only_when_asked_for():
    works = {"a": work("Overlord"), "b": work("Mushishi", source="right")}
    assert decide(works, [("a", "b")]) == []
    assert [one.why for one in decide(works, [("a", "b")], with_rejected=True)] == ["too much speaks against it"]


TITLES = st.sampled_from(["Overlord", "Overlord II", "Overlord (2018)", "Overlord!", "Overlord: Sub", "Overload"])
WORKS = st.builds(
    lambda title, source, date: work(title, source=source, start_date=date),
    TITLES,
    st.sampled_from(["left", "right", "middle"]),
    st.sampled_from([None, 20150707, 20180109]),
)


@given(st.dictionaries(st.sampled_from("abcdefgh"), WORKS, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_works_and_pairs_does_not_matter(works, random):
    pairs = [(one, other) for one in works for other in works if one < other]
    shuffled = [random.choice([pair, pair[::-1]]) for pair in random.sample(pairs, len(pairs))]
    others = dict(random.sample(sorted(works.items()), len(works)))
    assert decide(works, pairs) == decide(others, shuffled)


@given(st.dictionaries(st.sampled_from("abcdefgh"), WORKS, max_size=7))
def test_what_is_accepted_never_joins_two_works_of_one_source(works):
    accepted: list[Decided] = [
        one for one in decide(works, [(a, b) for a in works for b in works if a < b]) if one.verdict == "accepted"
    ]
    groups = {key: {key} for key in works}
    for one in accepted:
        joined = groups[one.first] | groups[one.second]
        for key in joined:
            groups[key] = joined
    for group in groups.values():
        assert len({next(iter(works[key].sources)) for key in group}) == len(group)
