"""The whole catalogue from id to id, and what AniList's schema has no place for."""

import pytest
from django.db import connection

from tests.graph.conftest import Ask
from zukan.catalogue.models import Media, MediaExternalLink, MediaStatistics, MediaTag, Studio
from zukan.graph.limits import EXPORT
from zukan.graph.run import DjangoDatabase
from zukan.sources.models import SourceRecord

LISTS = {"media": [1, 5, 30002, 2**30], "characters": [1, 16], "staff": [95012, 95357, 97009], "studios": [14, 23]}


@pytest.mark.parametrize(("name", "ids"), LISTS.items())
def test_a_list_goes_on_behind_an_id(ask: Ask, name: str, ids: list[int]) -> None:
    text = f"query ($after: Int) {{ Catalogue {{ found: {name}(after: $after, perPage: 2) {{ id }} }} }}"
    found = [one["id"] for one in ask(text, {"after": None})["Catalogue"]["found"]]
    assert found == ids[:2]
    assert [one["id"] for one in ask(text, {"after": found[-1]})["Catalogue"]["found"]] == ids[2:4]


def test_a_list_of_one_type_of_titles_holds_what_hangs_on_them(ask: Ask) -> None:
    MediaTag.objects.create(id=9, name="Of nothing")
    Studio.objects.create(id=90, name="Of nothing")
    lists = " ".join(f"{name}(type: $type) {{ id }}" for name in (*LISTS, "tags"))
    text = f"query ($type: MediaType) {{ Catalogue {{ {lists} }} }}"
    anime, manga = (ask(text, {"type": name})["Catalogue"] for name in ("ANIME", "MANGA"))
    assert {name: len(found) for name, found in anime.items()} == {
        "media": 3,
        "characters": 2,
        "staff": 3,
        "studios": 2,
        "tags": 2,
    }
    assert {name: len(found) for name, found in manga.items()} == {
        "media": 1,
        "characters": 0,
        "staff": 0,
        "studios": 0,
        "tags": 0,
    }


def test_a_title_with_an_id_of_this_server_is_named_as_its_sources_name_it(ask: Ask) -> None:
    text = "{ Catalogue { media { id zukan { key } } } }"
    unnamed = {one["id"]: one["zukan"]["key"] for one in ask(text)["Catalogue"]["media"]}
    assert unnamed == {1: None, 5: None, 30002: None, 2**30: f"local/{2**30}"}
    for source, key, stands in (("arm", "1", False), ("kitsu", "anime/7", True), ("zukan", "livechart/2", True)):
        SourceRecord.objects.create(
            source=source, kind="media", key=key, entity_id=2**30, stands=stands, claims=b"{}", digest=b""
        )
    named = {one["id"]: one["zukan"]["key"] for one in ask(text)["Catalogue"]["media"]}
    assert named[2**30] == "kitsu/anime/7"


def test_what_the_extension_tells_is_what_is_stored(ask: Ask) -> None:
    MediaStatistics.objects.create(media_id=2**30, source="kitsu", average_score=70)
    Media.objects.filter(pk=2**30).update(franchise="Nameless")
    fields = "titleRomaji coverLarge franchise statistics { source averageScore } synonyms { text language }"
    text = f"query ($id: Int) {{ Media(id: $id) {{ title {{ romaji }} zukan {{ {fields} }} }} }}"
    nameless, bebop = (ask(text, {"id": id_})["Media"] for id_ in (2**30, 1))
    assert nameless["title"]["romaji"] == "無名"
    assert nameless["zukan"] == {
        "titleRomaji": None,
        "coverLarge": None,
        "franchise": "Nameless",
        "statistics": [{"source": "kitsu", "averageScore": 70}],
        "synonyms": [],
    }
    assert [one["text"] for one in bebop["zukan"]["synonyms"]] == ["Space Bounty 100%", "카우보이 비밥"]


def test_an_export_gets_lists_whole_that_others_get_cut(ask: Ask) -> None:
    MediaExternalLink.objects.bulk_create(
        MediaExternalLink(id=1000 + number, media_id=5, url=f"https://x.example/{number}", site="X", position=number)
        for number in range(600)
    )
    text = "{ Media(id: 5) { externalLinks { id } } }"
    assert len(ask(text)["Media"]["externalLinks"]) == 500
    assert len(ask(text, limits=EXPORT)["Media"]["externalLinks"]) == 600


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_ends_and_leaves_the_connection_as_it_was() -> None:
    database = DjangoDatabase(connection)
    with database.snapshot():
        assert database.fetch("select cast(count(*) as text) from catalogue_media", [])[0] == "0"
    Media.objects.create(id=1, type="ANIME")
    assert database.fetch("select cast(count(*) as text) from catalogue_media", [])[0] == "1"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_snapshot_does_not_see_what_others_write_meanwhile() -> None:
    other = connection.copy()
    database = DjangoDatabase(connection)
    with database.snapshot():
        assert database.fetch("select cast(count(*) as text) from catalogue_media", [])[0] == "0"
        with other.cursor() as cursor:
            cursor.execute("insert into catalogue_genre (name,slug,anime,manga) values ('Written meanwhile','',0,0)")
        assert database.fetch("select cast(count(*) as text) from catalogue_genre", [])[0] == "0"
    assert database.fetch("select cast(count(*) as text) from catalogue_genre", [])[0] == "1"
    other.close()
