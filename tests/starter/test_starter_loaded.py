"""The shipped file in an empty catalogue: Metallic Rouge complete, and our words in their places."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from zukan.catalogue.models import ExternalId, Media, MediaCharacter, MediaExternalLink, MediaStudio, Staff, VoiceRole
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.reviews.models import Recommendation, Review
from zukan.sources.importing import import_records
from zukan.sources.records import AnyRecord, MediaRecord
from zukan.starter import editors
from zukan.starter.choosing import sites_ids

METALLIC_ROUGE = 162985
pytestmark = pytest.mark.django_db
SIMILAR = ["Lycoris Recoil", "Dirty Pair", "Xenosaga: THE ANIMATION", "The☆Ultraman"]
AIR_DATES = [
    *(20240111, 20240118, 20240125, 20240201, 20240208, 20240215, 20240222, 20240229),
    *(20240307, 20240314, 20240321, 20240328, 20240404),
]


def neighbours(records: list[AnyRecord]) -> list[AnyRecord]:
    """Return what speaks of the works with a synopsis and of those that resemble Metallic Rouge, and all people."""
    described = {one.id for one in editors.synopses()} | set(editors.metallic_rouge().similar)
    wanted = {(site, str(work)) for work in described for site in ("anilist", "myanimelist")}
    keys = {
        (one.source, one.key)
        for one in records
        if isinstance(one, MediaRecord) and (sites_ids(one) & wanted or one.source == "anilist-offline-db")
    }
    return [one for one in records if not isinstance(one, MediaRecord) or (one.source, one.key) in keys]


@pytest.fixture(scope="module")
def loaded(
    starter_records: list[AnyRecord], django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Load a part of the shipped file for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_records(neighbours(starter_records), "starter")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def metallic_rouge(loaded: None) -> Media:
    return Media.objects.get(pk=METALLIC_ROUGE)


@pytest.fixture(scope="session")
def recorded(test_data: Path) -> Any:
    """Return what AniList said of Metallic Rouge."""
    path = test_data / "data" / "anilist" / "metallic_rouge_162985.json"
    return json.loads(path.read_text(encoding="utf-8"))["data"]["Media"]


def section(page: str, start: str, end: str) -> list[str]:
    """Return the lines of the page between two headings."""
    lines = [line.strip() for line in page.splitlines()]
    first = lines.index(start) + 1
    return lines[first : lines.index(end, first)]


def cast() -> list[tuple[str, list[str]]]:
    """Return (character, voice actors) in the order of the page."""
    edges = MediaCharacter.objects.filter(media=METALLIC_ROUGE).order_by("position", "id")
    return [
        (edge.character.name_full, [voice.staff.name_full for voice in edge.voices.order_by("position", "id")])
        for edge in edges
    ]


def test_the_25_pairs_are_those_of_the_seed_page(metallic_rouge: Media, seed_page: str) -> None:
    lines = section(seed_page, "CAST", "EPISODES")
    pairs = [(character, [actor]) for character, actor in zip(lines[::2], lines[1::2], strict=True)]
    assert len(pairs) == 25
    assert cast()[:25] == pairs


def test_the_six_characters_that_the_page_lacks_follow(metallic_rouge: Media, recorded: Any) -> None:
    told = {edge["node"]["name"]["full"] for edge in recorded["characters"]["edges"]}
    shown = [character for character, _ in cast()]
    assert len(shown) == 31
    assert set(shown[25:]) == told - set(shown[:25])


def test_characters_have_the_ids_and_roles_of_the_record(metallic_rouge: Media, recorded: Any) -> None:
    edges = MediaCharacter.objects.filter(media=METALLIC_ROUGE, character__lt=FIRST_LOCAL_ID)
    assert {(edge.character_id, edge.character.name_full, edge.role) for edge in edges} == {
        (edge["node"]["id"], edge["node"]["name"]["full"], edge["role"]) for edge in recorded["characters"]["edges"]
    }


def test_people_have_ids_of_ours_only_where_anilists_is_not_known(metallic_rouge: Media) -> None:
    actors = Staff.objects.filter(pk__in=VoiceRole.objects.filter(appearance__media=METALLIC_ROUGE).values("staff"))
    assert actors.count() == 24
    assert [actor.name_full for actor in actors.filter(pk__lt=FIRST_LOCAL_ID)] == ["Youko Hikasa"]


def test_the_figures_are_those_of_the_seed_page(metallic_rouge: Media, seed_page: str) -> None:
    assert f"Favorited by {metallic_rouge.favourites} Users" in seed_page
    assert f"Trending Level {metallic_rouge.trending}" in seed_page
    assert f"Hashtag {metallic_rouge.hashtag}" in seed_page
    assert f"({(metallic_rouge.average_score or 0) / 20}/5)" in seed_page
    assert f"{metallic_rouge.duration} min" in seed_page
    assert section(seed_page, "EPISODES", "RELEASE") == [str(metallic_rouge.episodes)]
    assert (metallic_rouge.start_date, metallic_rouge.end_date) == (20240111, 20240404)


def test_everything_else_is_as_recorded(metallic_rouge: Media, recorded: Any) -> None:
    media = metallic_rouge
    said = (
        media.id_mal,
        media.popularity,
        media.mean_score,
        media.format,
        media.source,
        media.season,
        media.cover_color,
    )
    cover = recorded["coverImage"]["color"]
    keys = ("idMal", "popularity", "meanScore", "format", "source", "season")
    assert said == (*(recorded[key] for key in keys), cover)
    assert set(media.genres.values_list("name", flat=True)) == set(recorded["genres"])
    tags = media.mediatagrank_set.values_list("tag__name", "rank")
    assert set(tags) == {(tag["name"], tag["rank"]) for tag in recorded["tags"]}
    studios = MediaStudio.objects.filter(media=media).values_list("studio_id", "studio__name", "is_main")
    assert list(studios) == [(4, "bones", True)]


def test_thirteen_episodes_aired_each_thursday_in_japan(metallic_rouge: Media) -> None:
    assert list(metallic_rouge.episode_rows.order_by("number").values_list("number", "aired")) == list(
        enumerate(AIR_DATES, start=1)
    )


def test_the_similar_titles_come_first_in_the_order_of_the_page(metallic_rouge: Media) -> None:
    ordered = Recommendation.objects.filter(media=METALLIC_ROUGE).order_by("-preference", "-rating", "id")
    assert [one.recommended.title_romaji for one in ordered[:4]] == SIMILAR
    assert all("Action" in one.recommended.genres.values_list("name", flat=True) for one in ordered[:4])


def test_the_similar_titles_are_those_of_the_seed_page(seed_page: str) -> None:
    assert section(seed_page, "SIMILAR ANIMES YOU MAY LIKE", "SCORE") == [f"- ANIME Action{title}" for title in SIMILAR]


def test_ratings_of_recommendations_are_as_recorded(metallic_rouge: Media, recorded: Any) -> None:
    held = dict(Recommendation.objects.filter(media=METALLIC_ROUGE).values_list("recommended_id", "rating"))
    assert held == {
        **{one["mediaRecommendation"]["id"]: one["rating"] for one in recorded["recommendations"]["nodes"]},
        3444: 0,
    }


def test_nothing_is_invented_for_trailer_and_relations(metallic_rouge: Media) -> None:
    assert metallic_rouge.trailer_id is None
    assert not metallic_rouge.relations.exists()


def test_ids_on_other_sites_and_licensed_links_are_there(metallic_rouge: Media) -> None:
    ids = dict(ExternalId.objects.filter(media=METALLIC_ROUGE).values_list("site", "key"))
    assert {"myanimelist": "54794", "anidb": "17926", "annict": "10607"}.items() <= ids.items()
    links = MediaExternalLink.objects.filter(media=METALLIC_ROUGE).values_list("site", flat=True)
    assert {"Crunchyroll", "Netflix", "Official Site"} <= set(links)


def test_41_works_have_a_synopsis_by_the_editors(loaded: None) -> None:
    described = Media.objects.exclude(description=None)
    assert {media.pk: media.description for media in described} == {one.id: one.body for one in editors.synopses()}
    assert {media.description_source for media in described} == {"Zukan editors"}
    assert all(media.title_romaji and media.description_html for media in described)


def test_the_sample_reviews_are_marked_and_have_no_votes(loaded: None) -> None:
    reviews = list(Review.objects.all())
    assert [(one.media_id, one.is_sample, one.author_name) for one in reviews] == [
        (METALLIC_ROUGE, True, "Zukan editors")
    ] * 3
    assert all(one.body_html and one.rating_amount == 0 for one in reviews)
