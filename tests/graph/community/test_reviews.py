"""Reviews and recommendations by people of this site."""

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from zukan.graph.errors import QueryError
from zukan.reviews.models import Recommendation, RecommendationVote, Review, ReviewVote


@pytest.fixture
def review(people: People) -> Review:
    moments = {"created_at": NOW, "updated_at": NOW}
    Review.objects.create(id=901, media_id=30002, author=people.owner, score=50, is_private=True, **moments)
    written = Review.objects.create(
        id=900, media_id=1, author=people.owner, score=80, summary="s", body="b", body_html="b", rating=1, **moments
    )
    ReviewVote.objects.create(user=people.follower, review=written, is_up=True)
    return written


def test_a_review_has_its_author_and_the_viewers_vote(ask_as: AskAs, people: People, review: Review) -> None:
    text = "{ Review(id: 900) { userId user { name } userRating mediaType } }"
    told = {"userId": people.owner.pk, "user": {"name": "Owner"}, "mediaType": "ANIME"}
    assert ask_as(people.follower, text)["Review"] == {**told, "userRating": "UP_VOTE"}
    assert ask_as(people.stranger, text)["Review"] == {**told, "userRating": "NO_VOTE"}
    assert ask_as(None, text)["Review"] == {**told, "userRating": "NO_VOTE"}


def test_a_draft_is_its_authors_alone(ask_as: AskAs, people: People, review: Review) -> None:
    listed = f"{{ Page {{ reviews(userId: {people.owner.pk}) {{ id private }} }} }}"
    below = "{ Media(id: 30002) { reviews { nodes { id } } } }"
    assert [one["id"] for one in ask_as(people.owner, listed)["Page"]["reviews"]] == [900, 901]
    assert ask_as(people.owner, below)["Media"]["reviews"]["nodes"] == [{"id": 901}]
    for who in (people.follower, people.stranger, None):
        assert ask_as(who, listed)["Page"]["reviews"] == [{"id": 900, "private": False}]
        assert ask_as(who, below)["Media"]["reviews"]["nodes"] == []
        with pytest.raises(QueryError, match="Not Found"):
            ask_as(who, "{ Review(id: 901) { id } }")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [("", [70, 900]), ("mediaId: 1, sort: ID_DESC", [900, 70]), ("mediaType: MANGA", []), ("sort: SCORE", [900, 70])],
)
def test_reviews_are_filtered_and_sorted(ask_as: AskAs, review: Review, arguments: str, expected: list[int]) -> None:
    asked = f"({arguments})" if arguments else ""
    found = ask_as(None, f"{{ Page {{ reviews{asked} {{ id }} }} }}")["Page"]["reviews"]
    assert [one["id"] for one in found] == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [11, 12]),
        ("mediaId: 1, sort: RATING_DESC", [12, 11]),
        ("mediaRecommendationId: 5", [12]),
        ("rating_greater: 5", [12]),
        ("rating_lesser: 6", [11]),
        ("rating: 5", [11]),
        ("onList: true", [11, 12]),
        ("onList: false", []),
    ],
)
def test_recommendations_are_filtered_and_sorted(
    ask_as: AskAs, people: People, arguments: str, expected: list[int]
) -> None:
    asked = f"({arguments})" if arguments else ""
    found = ask_as(people.owner, f"{{ Page {{ recommendations{asked} {{ id }} }} }}")["Page"]["recommendations"]
    assert [one["id"] for one in found] == expected


def test_a_recommendation_has_its_author_and_the_viewers_vote(ask_as: AskAs, people: People) -> None:
    Recommendation.objects.filter(pk=11).update(author=people.owner)
    RecommendationVote.objects.create(user=people.follower, recommendation_id=11, is_up=False)
    text = "{ Recommendation(id: 11) { user { name } userRating media { id } mediaRecommendation { id } } }"
    told = {"user": {"name": "Owner"}, "media": {"id": 1}, "mediaRecommendation": {"id": 30002}}
    assert ask_as(people.follower, text)["Recommendation"] == {**told, "userRating": "RATE_DOWN"}
    assert ask_as(None, text)["Recommendation"] == {**told, "userRating": "NO_RATING"}
