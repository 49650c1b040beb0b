"""Finding the pairs to compare."""

from tests.sources.matching.works import work
from zukan.sources.matching.blocking import MOST_BEARERS, MOST_KEYS, candidates, hashed, title_keys


def share(one, other):
    """Return whether two works share a key."""
    return not set(title_keys(one)).isdisjoint(title_keys(other))


def test_works_share_a_key_whatever_season_or_romanisation():
    assert share(work("Kidou Senshi 2nd Season"), work("Kido Senshi"))
    assert share(work("Hunter × Hunter (2011)"), work("Hunter x Hunter"))


def test_works_of_the_same_days_share_a_key_by_how_their_titles_begin():
    one = work(title_native="磯部磯兵衛物語", start_date=20151213)
    assert share(one, work(title_native="磯部磯兵衛物語 〜浮世はつらいよ〜", start_date=20151212))
    assert not share(one, work(title_native="磯部磯兵衛物語 〜浮世はつらいよ〜", start_date=20171212))


def test_keys_are_few_and_never_change():
    many = work("One", synonyms=[f"Name number {number} of many" for number in range(100, 200)])
    assert len(title_keys(many)) == MOST_KEYS
    assert hashed("cowboybebop") == 7666592889909066704
    assert all(0 <= key < 2**63 for key in title_keys(many))


def test_a_key_of_too_many_works_tells_nothing():
    bearers = [(f"work {number:03}", (1,)) for number in range(MOST_BEARERS + 1)]
    assert candidates(bearers) == set()
    assert len(candidates(bearers[1:])) == MOST_BEARERS * (MOST_BEARERS - 1) / 2


def test_works_of_the_same_days_share_a_key_by_how_their_titles_end():
    one = work("Tottoko no Bouken", start_date=20151213)
    assert share(one, work("Chiisana Bouken", start_date=20151212))
    assert not share(one, work("Chiisana Bouken", start_date=20171212))


def test_long_titles_share_a_key_whatever_stands_within_them():
    assert share(
        work("Dangobee Torimono Chou: Hirake Goma no Maki"), work("Dangobei Torimonochou Hirakee Goma no Maki")
    )
    assert not share(work("Dangobee Torimono Chou: Hirake Goma no Maki"), work("Dangobee Torimono Chou: Yume no Owari"))
