"""What people decide wins over every source, goes along wherever works go, and can be taken back."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.sources.digest import digest_lines
from zukan.catalogue.models import Media, MediaCharacter, MediaRelation, Redirect, Staff, VoiceRole
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.reviews.models import Recommendation, Review
from zukan.sources import actions
from zukan.sources.actions import ActionError
from zukan.sources.importing import import_paths, import_records
from zukan.sources.merge import completing
from zukan.sources.models import Conflict, Decision, Identifier, ImportRun, Source, SourceRecord, TitleMatch
from zukan.sources.provenance import provenance
from zukan.sources.records import (
    AnyRecord,
    CastEdge,
    CharacterRecord,
    MediaRecord,
    Recommended,
    Relation,
    StaffRecord,
    Voice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Any) -> None:
    """A home folder whose lock no other import holds."""
    settings.HOME = tmp_path


def work(source: str, key: str, ids: dict[str, str] | None = None, **fields: Any) -> MediaRecord:
    own = {site: [one] for site, one in (ids or {}).items()}
    return MediaRecord(source=source, key=key, ids=own, **{"type": "ANIME", **fields})


def take(*records: AnyRecord) -> None:
    import_records(records, "test")


def id_of(name: str) -> int:
    """Return the id of the work that a record is of."""
    source, key = name.split("/", 1)
    found = SourceRecord.objects.get(source=source, key=key, kind="media").entity_id
    assert found is not None
    return found


BIRD = work("bangumi-data", "a", {"anidb": "5"}, title_native="鳥", episodes=12, observed_at=5)
MAP = MediaRecord(source="arm", key="m", ids={"anidb": ["5"], "anilist": ["77"]}, ids_number="ANIME")
FISH = work("anilist", "1", {"anilist": "1"}, title_romaji="Sakana no Uta", start_date=20200105, format="TV")
ALIKE = work("mal-dump", "9", title_romaji="Sakana no Uta", start_date=20200105, format="TV", episodes=12)


class TestEdit:
    def test_wins_over_every_later_import_until_it_is_released(self) -> None:
        take(BIRD)
        actions.edit("media", id_of("bangumi-data/a"), {"episodes": 13})
        assert Media.objects.get().episodes == 13
        take(work("bangumi-data", "a", episodes=24, observed_at=2_000_000_000), work("editors", "x", {"anidb": "5"}))
        take(work("anilist", "77", {"anilist": "77", "anidb": "5"}, episodes=25, observed_at=2_000_000_000))
        assert Media.objects.get().episodes == 13
        actions.release("media", 77, ["episodes"])
        assert Media.objects.get().episodes == 25

    def test_goes_along_when_the_work_gets_its_anilist_id(self) -> None:
        take(BIRD)
        local = id_of("bangumi-data/a")
        assert local >= FIRST_LOCAL_ID
        actions.edit("media", local, {"title_english": "Bird"})
        take(MAP)
        assert [(one.pk, one.title_english) for one in Media.objects.all()] == [(77, "Bird")]

    def test_of_two_the_later_is_believed_however_soon_it_comes(self) -> None:
        take(BIRD)
        for episodes in (30, 20, 10):
            actions.edit("media", id_of("bangumi-data/a"), {"episodes": episodes})
            assert Media.objects.get().episodes == episodes
        assert Decision.objects.count() == 1

    def test_is_one_record_whatever_sources_join_the_work_later(self) -> None:
        take(BIRD)
        actions.edit("media", id_of("bangumi-data/a"), {"episodes": 30})
        take(work("anidb", "5", {"anidb": "5"}, episodes=14))
        actions.edit("media", id_of("bangumi-data/a"), {"duration": 7})
        assert SourceRecord.objects.filter(source="here").count() == 1
        actions.release("media", id_of("bangumi-data/a"))
        assert (Media.objects.get().episodes, Media.objects.get().duration) == (14, None)

    def test_of_an_id_joins_the_work_to_what_bears_it_until_it_is_released(self) -> None:
        take(BIRD, FISH)
        local = id_of("bangumi-data/a")
        actions.edit("media", local, {"ids": {"anilist": ["1"]}})
        assert Media.objects.get().pk == 1
        actions.release("media", 1, ["ids"])
        assert set(Media.objects.values_list("pk", flat=True)) == {1, local}

    @pytest.mark.parametrize(
        ("fields", "named"),
        [
            ({"episode": 1}, "episode"),
            ({"episodes": "many"}, "episodes"),
            ({"start_date": 20230230}, "start_date"),
            ({"source": "anilist"}, "source"),
            ({"key": "2"}, "key"),
            ({"episodes": None}, "nothing"),
            ({}, "nothing"),
        ],
    )
    def test_that_cannot_be_names_the_field_and_changes_nothing(self, fields: dict[str, Any], named: str) -> None:
        take(BIRD)
        before = digest_lines()
        with pytest.raises(ActionError, match=named):
            actions.edit("media", id_of("bangumi-data/a"), fields)
        assert digest_lines() == before
        assert not Decision.objects.exists()

    def test_of_what_is_not_there_is_refused_and_is_no_run(self) -> None:
        with pytest.raises(ActionError, match="no media 5"):
            actions.edit("media", 5, {"episodes": 1})
        assert not ImportRun.objects.exists()

    def test_of_people_studios_and_tags_is_as_for_works(self) -> None:
        take(StaffRecord(source="anilist", key="4", ids={"anilist": ["4"]}, name_full="Tanaka Hana"))
        actions.edit("staff", 4, {"name_full": "Hana Tanaka"})
        take(StaffRecord(source="anilist", key="4", observed_at=9, name_full="TANAKA Hana", age=30))
        assert (Staff.objects.get().name_full, Staff.objects.get().age) == ("Hana Tanaka", 30)

    def test_is_not_released_for_a_field_of_which_nothing_was_said(self) -> None:
        take(BIRD)
        actions.edit("media", id_of("bangumi-data/a"), {"episodes": 30})
        with pytest.raises(ActionError, match="duration"):
            actions.release("media", id_of("bangumi-data/a"), ["duration", "episodes"])
        assert Media.objects.get().episodes == 30


class TestUniting:
    def test_redirects_the_old_id_and_brings_along_what_people_wrote(self) -> None:
        take(BIRD, FISH)
        local = id_of("bangumi-data/a")
        ann = get_user_model().objects.create_user("ann")
        Review.objects.create(id=1, media_id=local, author=ann, body="Good.", created_at=1, updated_at=1)
        actions.unite("media", local, 1)
        assert Media.objects.get().title_native == "鳥"
        assert Redirect.objects.get(old_id=local).new_id == 1
        assert Review.objects.get().media_id == 1

    def test_is_undone_by_a_split_which_gives_both_their_ids_back(self) -> None:
        take(BIRD, work("anidb", "5", {"anidb": "5"}, episodes=11), FISH)
        before, local = digest_lines(), id_of("bangumi-data/a")
        actions.unite("media", 1, local)
        actions.split("media", "bangumi-data/a")
        assert digest_lines() == before
        assert id_of("bangumi-data/a") == id_of("anidb/5") == local
        assert not Redirect.objects.exists()

    def test_of_two_works_with_anilist_ids_is_undone_alike(self) -> None:
        take(FISH, work("anilist", "2", {"anilist": "2"}, title_romaji="Umi"))
        before = digest_lines()
        actions.unite("media", 2, 1)
        assert [one.pk for one in Media.objects.all()] == [1]
        actions.retract(Decision.objects.get())
        assert digest_lines() == before
        assert not Redirect.objects.exists()

    def test_after_a_split_holds(self) -> None:
        take(BIRD, work("anidb", "5", {"anidb": "5"}, episodes=11), FISH)
        local = id_of("bangumi-data/a")
        for _ in range(2):
            actions.unite("media", 1, local)
            assert Media.objects.count() == 1
            actions.split("media", "anidb/5")
            assert Media.objects.count() == 2

    def test_of_what_is_one_or_not_there_is_refused(self) -> None:
        take(FISH)
        for second in (1, 2):
            with pytest.raises(ActionError):
                actions.unite("media", 1, second)

    def test_leads_to_the_end_of_a_chain(self) -> None:
        take(BIRD, work("bangumi-data", "b", title_native="山"), FISH)
        first, second = id_of("bangumi-data/a"), id_of("bangumi-data/b")
        actions.unite("media", first, second)
        actions.unite("media", first, 1)
        assert dict(Redirect.objects.values_list("old_id", "new_id")) == {first: 1, second: 1}

    def test_brings_along_all_that_pointed_to_either_and_back(self) -> None:
        people = [
            CharacterRecord(source="anilist", key=key, ids={"anilist": [key]}, name_full=name)
            for key, name in (("7", "Mio"), ("8", "Mio Sato"))
        ]
        actors = [
            StaffRecord(source="anilist", key=key, ids={"anilist": [key]}, name_full=name, language="Japanese")
            for key, name in (("4", "Tanaka Hana"), ("5", "Hana T."))
        ]
        casts = {
            "1": [CastEdge(character="7", role="MAIN"), CastEdge(character="8", role="MAIN")],
            "2": [CastEdge(character="8", role="MAIN", voices=[Voice(staff="5")])],
        }
        works = [work("anilist", key, {"anilist": key}, characters=cast) for key, cast in casts.items()]
        sequel = [Relation(media="2", relation_type="SEQUEL")]
        liked = [Recommended(media="2", rating=3)]
        take(*people, *actors, *works, work("anilist", "3", {"anilist": "3"}, relations=sequel, recommendations=liked))
        before = digest_lines()
        for kind, first, second in (("character", 7, 8), ("staff", 4, 5), ("media", 1, 2)):
            actions.unite(kind, first, second)
        assert set(MediaCharacter.objects.values_list("media", "character")) == {(1, 7)}
        assert set(VoiceRole.objects.values_list("staff", flat=True)) == {4}
        assert set(MediaRelation.objects.values_list("media", "related")) == {(1, 3), (3, 1)}
        assert Recommendation.objects.get().recommended_id == 1
        for decision in Decision.objects.all():
            actions.retract(decision)
        assert digest_lines() == before


class TestSplit:
    def test_of_what_ids_join_parts_that_record_alone_and_outlasts_imports(self) -> None:
        ours, theirs = work("anidb", "5", {"anidb": "5"}), work("kitsu", "8", {"anidb": "5"}, episodes=3)
        take(BIRD, ours, theirs)
        actions.split("media", "kitsu/8")
        take(BIRD, ours, theirs)
        assert id_of("bangumi-data/a") == id_of("anidb/5") != id_of("kitsu/8")

    def test_of_what_is_alone_is_refused(self) -> None:
        take(BIRD)
        with pytest.raises(ActionError, match="all that is known"):
            actions.split("media", "bangumi-data/a")


class TestReview:
    @pytest.fixture
    def match(self) -> TitleMatch:
        """Two works that need a look."""
        take(FISH, work("mal-dump", "9", title_romaji="Sakana no Uta", start_date=20210105, format="TV"))
        found = TitleMatch.objects.get()
        assert not found.is_accepted
        return found

    def names(self, match: TitleMatch) -> tuple[str, str]:
        first, second = match.first, match.second
        return f"{first.source}/{first.key}", f"{second.source}/{second.key}"

    def test_accepted_makes_one(self, match: TitleMatch) -> None:
        actions.decide("media", *self.names(match), "SAME")
        assert Media.objects.count() == 1
        assert not TitleMatch.objects.exists()

    def test_rejected_comes_back_only_when_more_speaks_for_it(self, match: TitleMatch) -> None:
        actions.decide("media", *self.names(match), "DISMISSED")
        assert not TitleMatch.objects.exists()
        take(work("mal-dump", "9", duration=24, observed_at=2))
        assert not TitleMatch.objects.exists()
        take(work("mal-dump", "9", start_date=20200105, observed_at=3))
        assert TitleMatch.objects.get().total < match.total

    def test_never_again_stays(self, match: TitleMatch) -> None:
        actions.decide("media", *self.names(match), "DIFFERENT")
        take(work("mal-dump", "9", start_date=20200105, observed_at=3))
        assert not TitleMatch.objects.exists()
        assert Media.objects.count() == 2

    def test_decided_anew_replaces_what_was_decided(self, match: TitleMatch) -> None:
        names = self.names(match)
        for verdict, works in (("DIFFERENT", 2), ("SAME", 1), ("DISMISSED", 2)):
            actions.decide("media", *names, verdict)
            assert Decision.objects.get().verdict == verdict
            assert Media.objects.count() == works

    def test_parts_what_titles_had_joined(self) -> None:
        take(FISH, ALIKE)
        assert Media.objects.count() == 1
        actions.split("media", "mal-dump/9")
        take(FISH, ALIKE)
        assert Media.objects.count() == 2
        assert Media.objects.get(pk=1).episodes is None


class TestUndo:
    CAST = CastEdge(character="7", role="MAIN")

    @pytest.mark.parametrize(
        "second",
        [
            [FISH],
            [work("bangumi-data", "a", episodes=13, observed_at=6)],
            [MAP],
            [
                MAP,
                work("anilist", "77", {"anilist": "77"}, relations=[Relation(media="1", relation_type="SEQUEL")]),
                FISH,
            ],
            [work("kitsu", "3", {"anidb": "5"}, title_native="大鳥"), BIRD],
            [work("bangumi-data", "a", {"anilist": "88"}, observed_at=6)],
            [work("anilist", "1", {"anilist": "1"}), ALIKE],
        ],
        ids=["new", "changed", "rekeyed", "rekeyed with more", "joined", "id learnt", "matched"],
    )
    def test_restores_the_catalogue_exactly(self, second: list[AnyRecord]) -> None:
        take(BIRD, work("animeapi", "u", {"livechart": "2"}, title_romaji="Umi"))
        before, ids = digest_lines(), set(Media.objects.values_list("pk", flat=True))
        identifiers = set(Identifier.objects.values_list("record", "token"))
        take(*second)
        assert digest_lines() != before
        actions.undo()
        assert digest_lines() == before
        assert set(Media.objects.values_list("pk", flat=True)) == ids
        assert set(Identifier.objects.values_list("record", "token")) == identifiers
        take(*second)
        after = digest_lines()
        actions.undo()
        take(*second)
        assert digest_lines() == after

    def test_can_be_done_once_and_of_imports_alone(self) -> None:
        take(BIRD)
        take(FISH)
        actions.edit("media", 1, {"episodes": 3})
        actions.undo()
        with pytest.raises(ActionError, match="only the last"):
            actions.undo()
        assert id_of("bangumi-data/a")

    def test_leaves_decisions_which_hold_again_when_the_import_is_repeated(self) -> None:
        take(BIRD)
        take(FISH)
        local = id_of("bangumi-data/a")
        actions.unite("media", 1, local)
        actions.edit("media", 1, {"duration": 9})
        after = digest_lines()
        actions.undo()
        assert [one.pk for one in Media.objects.all()] == [local]
        take(FISH)
        assert digest_lines() == after

    def test_keeps_what_people_wrote_on_a_work_that_is_taken_back(self) -> None:
        take(FISH)
        ann = get_user_model().objects.create_user("ann")
        Review.objects.create(id=1, media_id=1, author=ann, body="Good.", created_at=1, updated_at=1)
        actions.undo()
        assert Review.objects.get().media_id == 1

    def test_takes_back_what_a_stopped_import_brought_before_it_was_repeated(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take(BIRD)
        before = digest_lines()
        more = [MAP, work("bangumi-data", "a", episodes=13, observed_at=6), FISH]
        with monkeypatch.context() as stopped:
            stopped.setattr(completing, "match_titles", stop)
            with pytest.raises(KeyboardInterrupt):
                take(*more)
        take(*more)
        assert Media.objects.get(pk=77).episodes == 13
        actions.undo()
        assert digest_lines() == before

    def test_takes_back_what_a_whole_list_told_to_be_gone(self, tmp_path: Path) -> None:
        take_list(tmp_path, "2026-01-01", "5", "6")
        before = Source.objects.get().complete_at
        take_list(tmp_path, "2026-02-01", "5")
        assert (Source.objects.get().complete_at or 0) > (before or 0)
        actions.undo()
        assert Source.objects.get().complete_at == before

    def test_of_all_there_is_leaves_nothing(self) -> None:
        of_one = [work("anilist", key, {"anilist": key, "myanimelist": "5"}) for key in ("1", "2")]
        take(BIRD, MAP, FISH, ALIKE, *of_one, work("kitsu", "3", {"myanimelist": "5"}))
        assert Conflict.objects.exists()
        actions.undo()
        for model in (Media, SourceRecord, Identifier, Conflict, TitleMatch, Redirect):
            assert not model.objects.exists()

    def test_in_portions_comes_to_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        take(BIRD, MAP)
        before = digest_lines()
        take(work("bangumi-data", "a", episodes=13, observed_at=6), FISH, ALIKE)
        monkeypatch.setattr(actions, "RECORDS_AT_ONCE", 1)
        actions.undo()
        assert digest_lines() == before

    def test_of_an_import_that_another_followed_meanwhile_changes_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take(FISH)
        first = actions.last_import()
        take(BIRD)
        before = digest_lines()
        found = iter([first, actions.last_import()])
        monkeypatch.setattr(actions, "last_import", lambda: next(found))
        with pytest.raises(ActionError, match="not the last"):
            actions.undo()
        assert digest_lines() == before

    def test_is_listed_as_a_run_and_marks_the_import(self) -> None:
        take(FISH)
        run = actions.undo()
        assert ImportRun.objects.get(source="test").undone_at
        assert (run.source, bool(run.finished_at)) == ("undo", True)


def test_the_order_of_imports_and_decisions_does_not_matter() -> None:
    def edit() -> None:
        record = SourceRecord.objects.get(source="bangumi-data", key="a")
        actions.edit("media", record.entity_id or 0, {"episodes": 99})

    steps: list[tuple[str, Callable[[], Any]]] = [
        ("bird", lambda: take(BIRD)),
        ("map", lambda: take(MAP)),
        ("fish", lambda: take(FISH, ALIKE)),
        ("edit", edit),
        ("apart", lambda: actions.decide("media", "anilist/1", "mal-dump/9", "DIFFERENT")),
    ]
    digests = set()
    for order in permutations(steps):
        names = [name for name, _ in order]
        if names.index("edit") < names.index("bird") or names.index("apart") < names.index("fish"):
            continue
        forget_all()
        for _, step in order:
            step()
        digests.add(tuple(digest_lines()))
    assert len(digests) == 1


def forget_all() -> None:
    """Empty the catalogue."""
    for model in (Decision, Conflict, SourceRecord, Media, Redirect, ImportRun):
        model.objects.all().delete()


def test_ids_that_contradict_each_other_are_listed_and_not_guessed() -> None:
    take(
        work("anilist", "1", {"anilist": "1", "myanimelist": "5"}),
        work("anilist", "2", {"anilist": "2", "myanimelist": "5"}),
        work("kitsu", "3", {"myanimelist": "5"}, title_romaji="Umi"),
    )
    assert Media.objects.count() == 3
    found = Conflict.objects.get()
    assert (found.token, sorted(found.records)) == ("myanimelist:ANIME/5", ["anilist/1", "anilist/2", "kitsu/3"])
    actions.decide("media", "anilist/1", "kitsu/3", "SAME")
    assert Media.objects.count() == 2
    assert id_of("kitsu/3") == 1
    assert not Conflict.objects.exists()
    actions.retract(Decision.objects.get())
    assert Conflict.objects.get().token == found.token


def test_what_is_gone_upstream_stays_and_is_marked(tmp_path: Path) -> None:
    take_list(tmp_path, "2026-01-01", "5", "6")
    take_list(tmp_path, "2026-02-01", "5")
    assert Media.objects.count() == 2
    gone = {
        one.key: any(voice.is_gone for group in provenance("media", one.entity_id or 0) for voice in group.voices)
        for one in SourceRecord.objects.filter(kind="media")
    }
    assert sorted(gone.values()) == [False, True]
    take_list(tmp_path, "2026-03-01", "5", "6")
    assert not any(
        voice.is_gone for one in Media.objects.all() for group in provenance("media", one.pk) for voice in group.voices
    )


def take_list(folder: Path, day: str, *keys: str) -> None:
    """Import a file that lists all its source has."""
    entries = [
        {"sources": [f"https://myanimelist.net/anime/{key}"], "title": f"Work {key}", "type": "TV", "episodes": 3}
        for key in keys
    ]
    content = {"license": {"name": "ODbL"}, "repository": "r", "scoreRange": {}, "lastUpdate": day, "data": entries}
    path = folder / f"{day}.json"
    path.write_text(json.dumps(content))
    import_paths([path])


def stop(*_: Any) -> None:
    raise KeyboardInterrupt
