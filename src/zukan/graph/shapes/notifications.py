"""What people are told, in the words that apps show around names."""

import json

from zukan.accounts.models import NotificationType
from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Condition, Constant, Field, One, Order, Shape, Source, Union
from zukan.graph.shapes import activities, forum, media, people, users
from zukan.graph.shapes.columns import column, columns
from zukan.graph.shapes.comparing import compared
from zukan.tracker.models import Notification

EVERY: dict[str, Field] = columns(Notification, "id type createdAt")
BY_SOMEBODY: dict[str, Field] = {
    **EVERY,
    "userId": Column("coalesce({a}.actor_id,0)", Kind.INT, null=False),
    "user": One(lambda: users.USER, "{a}.actor_id"),
}
OF_ACTIVITY: dict[str, Field] = {
    **BY_SOMEBODY,
    "activityId": Column("coalesce({a}.activity_id,0)", Kind.INT, null=False),
    "activity": One(lambda: activities.ACTIVITY, "{a}.activity_id"),
}
OF_THREAD: dict[str, Field] = {
    **BY_SOMEBODY,
    "thread": One(lambda: forum.THREAD, "{a}.thread_id"),
    "comment": One(lambda: forum.COMMENT, "{a}.comment_id"),
}
OF_COMMENT: dict[str, Field] = {
    **OF_THREAD,
    "commentId": Column("coalesce({a}.comment_id,0)", Kind.INT, null=False),
}
OF_MEDIA: dict[str, Field] = {
    **EVERY,
    "mediaId": Column("coalesce({a}.media_id,0)", Kind.INT, null=False),
    "media": One(lambda: media.MEDIA, "{a}.media_id"),
}
OF_SUBMISSION: dict[str, Field] = {**EVERY, **columns(Notification, "status notes")}


def told(type_: str, fields: dict[str, Field], context: str) -> Shape:
    """Return a notification. context: what follows the name of the person or title."""
    return Shape(type_, {**fields, "context": Constant(json.dumps(context))})


def in_parts(type_: str, fields: dict[str, Field], *parts: str) -> Shape:
    """Return a notification of which the words stand between names."""
    return Shape(type_, {**fields, "contexts": Constant(json.dumps(parts))})


SUBMITTED = ("Your submission of ", " was ", ".")
MEMBERS: dict[NotificationType, Shape] = {
    NotificationType.AIRING: in_parts(
        "AiringNotification",
        {
            **EVERY,
            "animeId": Column("coalesce({a}.media_id,0)", Kind.INT, null=False),
            "episode": Column("coalesce({a}.episode,0)", Kind.INT, null=False),
            "media": One(lambda: media.MEDIA, "{a}.media_id"),
        },
        "Episode ",
        " of ",
        " aired.",
    ),
    NotificationType.FOLLOWING: told("FollowingNotification", BY_SOMEBODY, " started following you."),
    NotificationType.ACTIVITY_MESSAGE: told(
        "ActivityMessageNotification",
        {
            **{name: field for name, field in OF_ACTIVITY.items() if name != "activity"},
            "message": One(lambda: activities.MESSAGE, "{a}.activity_id"),
        },
        " sent you a message.",
    ),
    NotificationType.ACTIVITY_MENTION: told(
        "ActivityMentionNotification", OF_ACTIVITY, " mentioned you in their activity."
    ),
    NotificationType.ACTIVITY_REPLY: told("ActivityReplyNotification", OF_ACTIVITY, " replied to your activity."),
    NotificationType.ACTIVITY_REPLY_SUBSCRIBED: told(
        "ActivityReplySubscribedNotification", OF_ACTIVITY, " replied to activity you are subscribed to."
    ),
    NotificationType.ACTIVITY_LIKE: told("ActivityLikeNotification", OF_ACTIVITY, " liked your activity."),
    NotificationType.ACTIVITY_REPLY_LIKE: told(
        "ActivityReplyLikeNotification", OF_ACTIVITY, " liked your activity reply."
    ),
    NotificationType.THREAD_COMMENT_MENTION: told(
        "ThreadCommentMentionNotification", OF_COMMENT, " mentioned you, in the forum thread "
    ),
    NotificationType.THREAD_COMMENT_REPLY: told(
        "ThreadCommentReplyNotification", OF_COMMENT, " replied to your comment, in the forum thread "
    ),
    NotificationType.THREAD_SUBSCRIBED: told(
        "ThreadCommentSubscribedNotification", OF_COMMENT, " commented in your subscribed forum thread "
    ),
    NotificationType.THREAD_COMMENT_LIKE: told(
        "ThreadCommentLikeNotification", OF_COMMENT, " liked your comment, in the forum thread "
    ),
    NotificationType.THREAD_LIKE: told(
        "ThreadLikeNotification",
        {**OF_THREAD, "threadId": Column("coalesce({a}.thread_id,0)", Kind.INT, null=False)},
        " liked your forum thread, ",
    ),
    NotificationType.RELATED_MEDIA_ADDITION: told(
        "RelatedMediaAdditionNotification", OF_MEDIA, " was recently added to the site."
    ),
    NotificationType.MEDIA_DATA_CHANGE: told(
        "MediaDataChangeNotification",
        {**OF_MEDIA, "reason": column(Notification, "reason")},
        " received site data changes.",
    ),
    NotificationType.MEDIA_MERGE: told(
        "MediaMergeNotification",
        {
            **OF_MEDIA,
            "reason": column(Notification, "reason"),
            "deletedMediaTitles": column(Notification, "titles"),
        },
        " was merged with a title of your list.",
    ),
    NotificationType.MEDIA_DELETION: told(
        "MediaDeletionNotification",
        {**EVERY, **columns(Notification, "reason"), "deletedMediaTitle": column(Notification, "title")},
        " was deleted from the site.",
    ),
    NotificationType.MEDIA_SUBMISSION_UPDATE: in_parts(
        "MediaSubmissionUpdateNotification",
        {
            **OF_SUBMISSION,
            "media": One(lambda: media.MEDIA, "{a}.media_id"),
            "submittedTitle": column(Notification, "title"),
        },
        *SUBMITTED,
    ),
    NotificationType.STAFF_SUBMISSION_UPDATE: in_parts(
        "StaffSubmissionUpdateNotification",
        {**OF_SUBMISSION, "staff": One(lambda: people.STAFF, "{a}.staff_id")},
        *SUBMITTED,
    ),
    NotificationType.CHARACTER_SUBMISSION_UPDATE: in_parts(
        "CharacterSubmissionUpdateNotification",
        {**OF_SUBMISSION, "character": One(lambda: people.CHARACTER, "{a}.character_id")},
        *SUBMITTED,
    ),
}
NOTIFICATION: Union = Union(
    "NotificationUnion",
    "{a}.type",
    {type_.value: shape for type_, shape in MEMBERS.items()},
    "tracker_notification {a}",
)
FILTERS: dict[str, Condition] = compared("type", "type", "text", ("", "_in"))
NOTIFICATIONS: Source = Source(
    "tracker_notification {e}",
    "",
    (Order("{e}.id", descending=True),),
    lambda: NOTIFICATION,
    filters=FILTERS,
    where="{e}.user_id=:viewer",
    is_own=True,
)
