"""What people keep here: lists, favourites, whom they follow, what they did and said, and what they are told."""

from zukan.tracker.models.activities import Activity, ActivityKind, ActivityReply
from zukan.tracker.models.favourites import Favourite, FavouriteKind
from zukan.tracker.models.lists import CustomList, CustomListEntry, ListEntry
from zukan.tracker.models.notifications import Notification
from zukan.tracker.models.site import CountedKind, SiteCount
from zukan.tracker.models.ties import Block, Follow, Like, LikeableKind, Subscription

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityReply",
    "Block",
    "CountedKind",
    "CustomList",
    "CustomListEntry",
    "Favourite",
    "FavouriteKind",
    "Follow",
    "Like",
    "LikeableKind",
    "ListEntry",
    "Notification",
    "SiteCount",
    "Subscription",
]
