"""Genres and tags: AniList's collections, and what our pages ask."""

import pytest

from tests.graph.conftest import Ask
from tests.statements import statements
from zukan.catalogue.models import Genre, GenreTag, Media, MediaTag, Redirect, RelatedTag


def test_genres_are_names_in_alphabetical_order(ask: Ask) -> None:
    with statements() as seen:
        assert ask("{ GenreCollection }") == {"GenreCollection": ["Action", "Drama", "Sci-Fi"]}
    assert len(seen) == 1


def test_no_genres_are_an_empty_list(ask: Ask) -> None:
    Genre.objects.all().delete()
    assert ask("{ GenreCollection }") == {"GenreCollection": []}


def test_tags_are_all_of_them_by_name_without_case_those_for_adults_too(ask: Ask) -> None:
    MediaTag.objects.create(id=1, name="noh", is_adult=True)
    MediaTag.objects.create(id=2, name="Zoo")
    found = ask("{ MediaTagCollection { id name category rank isAdult isGeneralSpoiler isMediaSpoiler userId } }")
    assert [(tag["name"], tag["isAdult"], tag["rank"]) for tag in found["MediaTagCollection"]] == [
        ("noh", True, None), ("Noir", False, None), ("Space", False, None), ("Zoo", False, None),
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["status: 1", "status: null"])
def test_tags_have_an_argument_for_moderators_that_nothing_heeds(ask: Ask, status: str) -> None:
    assert len(ask(f"{{ MediaTagCollection({status}) {{ id }} }}")["MediaTagCollection"]) == 2


def test_more_tags_than_a_list_usually_holds_are_all_there(ask: Ask) -> None:
    MediaTag.objects.bulk_create(MediaTag(id=number, name=f"Tag {number}") for number in range(1_000, 1_700))
    assert len(ask("{ MediaTagCollection { id } }")["MediaTagCollection"]) == 702


def test_a_genre_is_found_by_its_address_with_its_works_and_tags(ask: Ask) -> None:
    Genre.objects.filter(name="Sci-Fi").update(slug="sci-fi", anime=7)
    GenreTag.objects.create(genre=Genre.objects.get(name="Sci-Fi"), tag_id=63, works=3, likeness=400)
    GenreTag.objects.create(genre=Genre.objects.get(name="Sci-Fi"), tag_id=327, works=2, likeness=500)
    data = ask(
        '{ Genre(slug: "sci-fi") { name path anime manga media { nodes { id } } tags { works tag { name path } } } }'
    )
    assert data["Genre"] == {
        "name": "Sci-Fi", "path": "/genre/sci-fi", "anime": 7, "manga": 0, "media": {"nodes": [{"id": 1}]},
        "tags": [
            {"works": 2, "tag": {"name": "Noir", "path": "/tag/327"}},
            {"works": 3, "tag": {"name": "Space", "path": "/tag/63"}},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("slug", ["", "none", "Sci-Fi", "' or 1=1 --"])
def test_another_address_is_no_genre(ask: Ask, slug: str) -> None:
    assert ask("query ($slug: String!) { Genre(slug: $slug) { name } }", {"slug": slug}) == {"Genre": None}


def test_works_of_a_genre_are_filtered_sorted_and_paged(ask: Ask) -> None:
    Genre.objects.filter(name="Action").update(slug="action")
    Media.objects.filter(pk=5).update(is_adult=True)

    def works(arguments: str) -> list[int]:
        found = ask(f'{{ Genre(slug: "action") {{ media({arguments}) {{ nodes {{ id }} }} }} }}')
        return [node["id"] for node in found["Genre"]["media"]["nodes"]]

    assert works("sort: POPULARITY_DESC") == [1, 5]
    assert works("sort: START_DATE_DESC") == [5, 1]
    assert works("isAdult: true") == [5]
    assert works("isAdult: false") == [1]
    assert works("type: MANGA") == []
    assert works("page: 2, perPage: 1") == [5]


def test_a_tag_knows_its_works_and_what_goes_with_it_and_old_ids_lead_to_it(ask: Ask) -> None:
    Redirect.objects.create(entity="tag", old_id=900, new_id=63)
    RelatedTag.objects.create(tag_id=63, related_id=327, works=9, likeness=300)
    GenreTag.objects.create(genre=Genre.objects.get(name="Drama"), tag_id=63, works=1, likeness=100)
    data = ask(
        "query ($id: Int!) { Tag(id: $id) { id path media(sort: ID) { nodes { id } }"
        " related { works likeness tag { id } } genres { works genre { name } } } }",
        {"id": 900},
    )
    assert data["Tag"] == {
        "id": 63, "path": "/tag/63", "media": {"nodes": [{"id": 1}, {"id": 5}]},
        "related": [{"works": 9, "likeness": 300, "tag": {"id": 327}}],
        "genres": [{"works": 1, "genre": {"name": "Drama"}}],
    }  # fmt: skip


def test_what_hardly_carries_a_tag_is_not_among_its_works(ask: Ask) -> None:
    assert ask("{ Tag(id: 327) { media { nodes { id } } } }") == {"Tag": {"media": {"nodes": []}}}


def test_catalogue_lists_its_genres(ask: Ask) -> None:
    assert [genre["name"] for genre in ask("{ Catalogue { genres { name } } }")["Catalogue"]["genres"]] == [
        "Action", "Drama", "Sci-Fi",
    ]  # fmt: skip


def test_tags_of_a_work_lead_to_their_pages(ask: Ask) -> None:
    MediaTag.objects.filter(pk=63).update(slug="space")
    assert ask("{ Media(id: 5) { tags { path anime } } }") == {
        "Media": {"tags": [{"path": "/tag/63/space", "anime": 0}]}
    }
