"""A person who shows what the site and its API can do, with friends; all of it is taken away by one call."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from zukan.accounts.models import User, unix_now
from zukan.catalogue.models import Character, Media, Staff, Studio
from zukan.catalogue.ordering import next_local_id
from zukan.catalogue.rendering import render_markdown
from zukan.forum.actions import comment, open_thread
from zukan.forum.models import Comment, Thread
from zukan.reviews.models import Recommendation, RecommendationVote, Review, ReviewVote
from zukan.tracker.counting import add_up
from zukan.tracker.models import (
    Activity,
    ActivityReply,
    CustomList,
    CustomListEntry,
    Favourite,
    Follow,
    Like,
    LikeableKind,
    ListEntry,
    Notification,
    Subscription,
)

DEMO = "demo"
FRIENDS = ("demo-hana", "demo-ren", "demo-yuki")
STATUSES = ("CURRENT", "COMPLETED", "PLANNING", "PAUSED", "DROPPED", "REPEATING", "COMPLETED", "CURRENT")
SCORES = (0, 85, 0, 60, 35, 95, 72, 100)
WORKS = 16  # of each type
FEWEST_WORKS = 6  # with which every status has one
DAY = 86_400
GENERAL, RELEASES = 7, 5  # categories of the forum
REVIEW = "A demonstration of a review, made by `zukan demo-user` and removed by `zukan demo-user --remove`.\n\n" + (
    "It says nothing about the work: it only shows how long texts, **bold words** and ~!spoilers!~ are set. " * 26
)


class DemoError(Exception):
    """Why the demo user cannot be made; shown as it is."""


@dataclass(frozen=True)
class Cast:
    """The demo user and their friends."""

    demo: User
    friends: tuple[User, ...]
    now: int


@transaction.atomic
def make_demo() -> User:
    """Return the demo user, made with lists, favourites, friends and what they wrote unless they are there.

    Raises DemoError when the catalogue is too small, or somebody else has one of their names.
    """
    there = User.objects.filter(username=DEMO, is_demo=True).first()
    if there:
        return there
    taken = User.objects.filter(name_key__in=[DEMO, *FRIENDS]).values_list("username", flat=True).first()
    if taken:
        raise DemoError(f"Somebody is called {taken!r} already.")
    anime, manga = works("ANIME"), works("MANGA")
    if min(len(anime), len(manga)) < FEWEST_WORKS:
        raise DemoError(f"The catalogue needs {FEWEST_WORKS} anime and {FEWEST_WORKS} manga: import some first.")
    cast = Cast(person(DEMO), tuple(person(name) for name in FRIENDS), unix_now())
    for user in (cast.demo, *cast.friends):
        fill_lists(user, anime, manga, cast.now)
    love(cast.demo, anime, manga)
    befriend(cast)
    talk(cast, anime[0], manga[0])
    discuss(cast, anime[0])
    judge(cast, anime)
    return cast.demo


def works(type_: str) -> list[Media]:
    """Return works of a type, none of them for adults: first those with sample reviews, whose pages are the fullest."""
    samples = Review.objects.filter(media=OuterRef("pk"), is_sample=True)
    shown = Media.objects.filter(type=type_, is_adult=False).annotate(has_samples=Exists(samples))
    return list(shown.order_by("-has_samples", "-popularity", "id")[:WORKS])


def person(name: str) -> User:
    """Add somebody who cannot sign in."""
    about = f"I am **{name}**, made to show what a profile looks like."
    user = User(
        username=name,
        is_demo=True,
        about=about,
        about_html=render_markdown(about),
        score_format="POINT_100",
        anime_scoring_enabled=True,
        timezone="09:00",
    )
    user.set_unusable_password()
    user.save()
    return user


def fill_lists(user: User, anime: list[Media], manga: list[Media], now: int) -> None:
    """Put works on all lists of a person: one entry is private, one stands on a custom list only."""
    for type_, chosen in (("ANIME", anime), ("MANGA", manga)):
        added = [entry(user, media, place, now) for place, media in enumerate(chosen)]
        names = ("With friends", "Comfort")
        lists = [CustomList.objects.create(user=user, type=type_, name=n, position=p) for p, n in enumerate(names)]
        for place, one in enumerate(added):
            if place % 3 == 0:
                CustomListEntry.objects.create(user=user, entry=one, custom_list=lists[place % 2])
    add_up(user)


def entry(user: User, media: Media, place: int, now: int) -> ListEntry:
    """Put one work on a person's lists. place: among the works, from which all else follows."""
    status = STATUSES[place % len(STATUSES)]
    known = (media.episodes if media.type == "ANIME" else media.chapters) or 12
    progress = {"PLANNING": 0, "COMPLETED": known}.get(status, max(1, known // 2))
    score = SCORES[(place + user.pk) % len(SCORES)] if status != "PLANNING" else 0
    return ListEntry.objects.create(
        user=user,
        media=media,
        type=media.type,
        status=status,
        score=score,
        progress=progress,
        progress_volumes=None if media.type == "ANIME" else progress // 10,
        repeat=1 if status == "REPEATING" else 0,
        is_private=place == FEWEST_WORKS - 1,
        is_hidden=place == FEWEST_WORKS - 3,
        notes="A note" if place == 0 else None,
        advanced_scores=[score, score] if score else [],
        started_at=None if status == "PLANNING" else 20250100 + place + 1,
        completed_at=20250200 + place + 1 if status == "COMPLETED" else None,
        created_at=now - DAY * (place + 30),
        updated_at=now - 3_600 * (place + 1),
    )


def love(user: User, anime: list[Media], manga: list[Media]) -> None:
    """Give a person favourites of every kind."""
    for place in range(3):
        Favourite.objects.create(user=user, kind="ANIME", media=anime[place], position=place + 1)
        Favourite.objects.create(user=user, kind="MANGA", media=manga[place], position=place + 1)
    for place, character in enumerate(Character.objects.order_by("-favourites", "id")[:3]):
        Favourite.objects.create(user=user, kind="CHARACTER", character=character, position=place + 1)
    for place, staff in enumerate(Staff.objects.order_by("-favourites", "id")[:3]):
        Favourite.objects.create(user=user, kind="STAFF", staff=staff, position=place + 1)
    for place, studio in enumerate(Studio.objects.order_by("-favourites", "id")[:3]):
        Favourite.objects.create(user=user, kind="STUDIO", studio=studio, position=place + 1)


def befriend(cast: Cast) -> None:
    """Let all friends follow the demo user, who follows some of them back."""
    for friend in cast.friends:
        Follow.objects.create(user=friend, followed=cast.demo, created_at=cast.now)
        tell(cast, "FOLLOWING", actor=friend)
    for friend in cast.friends[:2]:
        Follow.objects.create(user=cast.demo, followed=friend, created_at=cast.now)


def tell(cast: Cast, type_: str, **about: object) -> None:
    """Notify the demo user."""
    Notification.objects.create(user=cast.demo, type=type_, created_at=cast.now, **about)
    cast.demo.unread_notifications += 1
    cast.demo.save(update_fields=["unread_notifications"])


def talk(cast: Cast, anime: Media, manga: Media) -> None:
    """Write activities of every kind, with replies and likes."""
    hana, ren = cast.friends[:2]
    for user in (cast.demo, hana, ren):
        at = {"user": user, "created_at": cast.now - 600}
        Activity.objects.create(kind="ANIME_LIST", media=anime, status="watched episode", progress="1 - 3", **at)
        Activity.objects.create(kind="MANGA_LIST", media=manga, status="plans to read", **at)
    text = "Hello! This is **a text**, with ~!a spoiler!~."
    said = {"text": text, "text_html": render_markdown(text), "created_at": cast.now - 60}
    first = Activity.objects.create(user=cast.demo, kind="TEXT", is_pinned=True, reply_count=2, like_count=2, **said)
    for friend in (hana, ren):
        ActivityReply.objects.create(
            user=friend, activity=first, text="Welcome!", text_html=render_markdown("Welcome!")
        )
        Like.objects.create(user=friend, kind=LikeableKind.ACTIVITY, target_id=first.pk)
        tell(cast, "ACTIVITY_REPLY", actor=friend, activity=first)
        tell(cast, "ACTIVITY_LIKE", actor=friend, activity=first)
    message = Activity.objects.create(user=cast.demo, messenger=hana, kind="MESSAGE", is_private=True, **said)
    tell(cast, "ACTIVITY_MESSAGE", actor=hana, activity=message)
    tell(cast, "AIRING", media=anime, episode=1)
    Subscription.objects.create(user=cast.demo, kind=LikeableKind.ACTIVITY, target_id=first.pk)


def discuss(cast: Cast, media: Media) -> None:
    """Open a thread with comments that answer each other."""
    hana, ren = cast.friends[:2]
    title = f"What do you think of {media.title_romaji or media.title_english or media.title_native}?"
    thread = open_thread(cast.demo, title[:120], "A thread to try things on.", [GENERAL, RELEASES], [media])
    top = comment(hana, thread, "I like it.")
    reply = comment(cast.demo, thread, "So do I!", top)
    answer = comment(ren, thread, "Me too.", reply)
    comment(ren, thread, "Another thought.")
    Thread.objects.filter(pk=thread.pk).update(like_count=1)
    Like.objects.create(user=hana, kind=LikeableKind.THREAD, target_id=thread.pk)
    Subscription.objects.create(user=cast.demo, kind=LikeableKind.THREAD, target_id=thread.pk)
    tell(cast, "THREAD_COMMENT_REPLY", actor=ren, thread=thread, comment=answer)
    tell(cast, "THREAD_LIKE", actor=hana, thread=thread)


def judge(cast: Cast, anime: list[Media]) -> None:
    """Write a review and recommendations, with votes."""
    review = Review.objects.create(
        id=next_local_id(Review),
        media=anime[0],
        author=cast.demo,
        score=85,
        summary="A review that shows what reviews look like",
        body=REVIEW,
        body_html=render_markdown(REVIEW),
        rating=2,
        rating_amount=3,
        created_at=cast.now - DAY,
        updated_at=cast.now - DAY,
    )
    for friend, is_up in zip(cast.friends, (True, True, False), strict=True):
        ReviewVote.objects.create(user=friend, review=review, is_up=is_up)
    for liked, next_ in ((anime[0], anime[1]), (anime[2], anime[3])):
        if not Recommendation.objects.filter(media=liked, recommended=next_).exists():
            id_ = next_local_id(Recommendation)
            made = Recommendation.objects.create(id=id_, media=liked, recommended=next_, author=cast.demo, rating=1)
            RecommendationVote.objects.create(user=cast.friends[0], recommendation=made, is_up=True)


@transaction.atomic
def remove_demo() -> int:
    """Take away the demo user, their friends and all they wrote. Return how many people there were."""
    users = User.objects.filter(is_demo=True)
    threads = Thread.objects.filter(user__is_demo=True)
    comments = Comment.objects.filter(Q(user__is_demo=True) | Q(thread__in=threads))
    activities = Activity.objects.filter(Q(user__is_demo=True) | Q(messenger__is_demo=True))
    replies = ActivityReply.objects.filter(Q(user__is_demo=True) | Q(activity__in=activities))
    written = {
        LikeableKind.ACTIVITY_REPLY: replies,
        LikeableKind.ACTIVITY: activities,
        LikeableKind.THREAD_COMMENT: comments,
        LikeableKind.THREAD: threads,
    }
    for kind, rows in written.items():
        ids = list(rows.values_list("pk", flat=True))
        Like.objects.filter(kind=kind, target_id__in=ids).delete()
        Subscription.objects.filter(kind=kind, target_id__in=ids).delete()
    for rows in written.values():
        rows.delete()
    Review.objects.filter(author__is_demo=True).delete()
    Recommendation.objects.filter(author__is_demo=True).delete()
    count = users.count()
    users.delete()
    return count
