"""How many works have a genre or a tag, and which of these go together."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from zukan.catalogue.models import Genre, GenreTag, Media, MediaGenre, MediaTag, MediaTagRank, RelatedTag
from zukan.catalogue.tallies import MOST_RELATED, recount_labels, relate_labels
from zukan.sources.merge.rekeying import move_rows

pytestmark = pytest.mark.django_db


def add_works(
    count: int, tags: list[int], genres: tuple[str, ...] = (), rank: int | None = 50, **columns: object
) -> None:
    """Add works that all carry the same tags and genres."""
    for _ in range(count):
        work = Media.objects.create(id=Media.objects.count() + 1, **{"type": "ANIME", **columns})
        for tag in tags:
            MediaTag.objects.get_or_create(id=tag, name=f"Tag {tag}")
            MediaTagRank.objects.create(media=work, tag_id=tag, rank=rank)
        for name in genres:
            MediaGenre.objects.create(media=work, genre=Genre.objects.get_or_create(name=name)[0])


def related(tag: int) -> list[tuple[int, int]]:
    rows = RelatedTag.objects.filter(tag_id=tag).order_by("-likeness", "related_id")
    return list(rows.values_list("related_id", "works"))


def test_anime_and_manga_are_counted_apart_and_those_for_adults_not() -> None:
    add_works(3, [1], ("Drama",))
    add_works(2, [1], ("Drama",), type="MANGA")
    add_works(4, [1], ("Drama",), is_adult=True)
    recount_labels(apps.get_model)
    assert list(Genre.objects.values_list("anime", "manga")) == [(3, 2)]
    assert list(MediaTag.objects.values_list("anime", "manga")) == [(3, 2)]


def test_what_no_work_has_any_more_is_counted_as_none() -> None:
    add_works(2, [1], ("Drama",))
    recount_labels(apps.get_model)
    Media.objects.all().delete()
    recount_labels(apps.get_model)
    assert list(Genre.objects.values_list("anime", "manga")) == [(0, 0)]
    assert list(MediaTag.objects.values_list("anime", "manga")) == [(0, 0)]


def test_tags_that_are_always_together_are_more_alike_than_one_that_is_everywhere() -> None:
    add_works(3, [1, 2, 9])
    add_works(20, [9])
    relate_labels(apps.get_model)
    assert related(1) == [(2, 3), (9, 3)]
    assert related(9)[0][1] == 3


def test_one_work_relates_nothing() -> None:
    add_works(1, [1, 2], ("Drama",))
    relate_labels(apps.get_model)
    assert not RelatedTag.objects.exists()
    assert not GenreTag.objects.exists()


def test_what_a_work_hardly_carries_does_not_count_and_what_has_no_rank_does() -> None:
    add_works(2, [1, 2], rank=5)
    add_works(2, [3, 4], rank=None)
    relate_labels(apps.get_model)
    assert related(1) == []
    assert related(3) == [(4, 2)]


def test_a_tag_that_takes_another_id_takes_what_it_goes_with_along() -> None:
    add_works(2, [1, 2], ("Drama",))
    relate_labels(apps.get_model)
    with transaction.atomic():
        move_rows(MediaTag, {1: 800})
    connection.check_constraints()
    assert related(800) == [(2, 2)]
    assert related(2) == [(800, 2)]
    assert GenreTag.objects.filter(tag_id=800).exists()


def test_genres_know_their_tags() -> None:
    add_works(2, [1, 2], ("Drama", "Action"))
    add_works(6, [2], ("Action",))
    relate_labels(apps.get_model)
    likeness = {(row.genre.name, row.tag_id): row.likeness for row in GenreTag.objects.select_related("genre")}
    assert likeness[("Drama", 1)] == likeness[("Action", 2)] == 1000
    assert likeness[("Action", 1)] == 500


def test_relating_again_changes_nothing_and_a_tag_has_no_more_than_the_most() -> None:
    add_works(2, list(range(1, MOST_RELATED + 5)))
    relate_labels(apps.get_model)
    first = related(1)
    relate_labels(apps.get_model)
    assert related(1) == first
    assert len(first) == MOST_RELATED
