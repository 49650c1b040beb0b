"""What people's lists amount to, computed from the entries when it is asked for.

Rows kept ready would have to be written anew with every entry and every correction of the catalogue, to be read now and
then; one person's entries lie together, so adding them up costs about as much as showing them.
"""

from collections.abc import Mapping

from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Field, Ids, Made, One, Order, Shape, ShapeOf
from zukan.graph.shapes import labels, people, works
from zukan.graph.shapes.viewers import visible, visible_entry

A_YEAR = 366 * 86_400
# How often the whole was seen again counts by the number of episodes or chapters, while that is not known by progress.
MINUTES = "(l.progress+l.repeat*coalesce(m.episodes,l.progress))*coalesce(m.duration,0)"
EPISODES = "l.progress+l.repeat*coalesce(m.episodes,l.progress)"
CHAPTERS = "l.progress+l.repeat*coalesce(m.chapters,l.progress)"
LENGTHS = {
    "ANIME": ("m.episodes", ((1, "1"), (6, "2-6"), (16, "7-16"), (28, "17-28"), (55, "29-55"), (100, "56-100"))),
    "MANGA": ("m.chapters", ((1, "1"), (10, "2-10"), (25, "11-25"), (50, "26-50"), (100, "51-100"), (200, "101-200"))),
}
LONGEST = {"ANIME": "101+", "MANGA": "201+"}


def length(type_: str) -> str:
    """Return how long a work is, as one of a few ranges; null while that is not known."""
    column, ranges = LENGTHS[type_]
    cases = " ".join(f"when {column}<={top} then '{name}'" for top, name in ranges)
    return f"case when {column} is null then null {cases} else '{LONGEST[type_]}' end"


def entries(type_: str, key: str, join: str = "", planned: bool = False, more: str = "") -> str:
    """Return a FROM item `b`: a person's entries of a type, each with a key to group by, as `k`.

    join: of what has the key. planned: count what they only plan. more: columns that only one grouping needs.
    """
    progress = (
        f"{MINUTES} minutes,{EPISODES} episodes,0 chapters,0 volumes"
        if type_ == "ANIME"
        else f"0 minutes,0 episodes,{CHAPTERS} chapters,coalesce(l.progress_volumes,0) volumes"
    )
    counted = "" if planned else " and l.status<>'PLANNING'"
    return (
        f"(select l.media_id,l.score,{progress},{key} k{more} from tracker_listentry l"
        f" join catalogue_media m on m.id=l.media_id{join} where l.user_id={{p}}.id and l.type='{type_}' and"
        f" {visible_entry('l')}{counted} order by l.media_id) b"
    )


MEAN = "coalesce(avg(nullif(b.score,0)),0)"
TOTALS: Mapping[str, str | Ids] = {
    "id": "{p}.id",
    "count": "count(*)",
    "mean": f"round({MEAN},2)",
    "deviation": "round(sqrt(abs(coalesce(avg(nullif(b.score,0)*b.score),0)-" + f"{MEAN}*{MEAN})),2)",
    "minutes": "coalesce(sum(b.minutes),0)",
    "episodes": "coalesce(sum(b.episodes),0)",
    "chapters": "coalesce(sum(b.chapters),0)",
    "volumes": "coalesce(sum(b.volumes),0)",
    "media": Ids("b.media_id"),
    "k": "b.k",
}
COUNTED: dict[str, Field] = {
    "count": Column("{a}.count", Kind.INT, null=False),
    "meanScore": Column("{a}.mean", Kind.FLOAT, null=False),
    "minutesWatched": Column("{a}.minutes", Kind.INT, null=False),
    "chaptersRead": Column("{a}.chapters", Kind.INT, null=False),
    "mediaIds": Column("{a}.media", Kind.JSON, null=False),
}
COMMON = Order("{a}.count", descending=True)
KEYED = Order("{a}.k")


def sorts(type_: str) -> dict[str, Order]:
    """Return what groups can be sorted by."""
    progress = "{a}.minutes" if type_ == "ANIME" else "{a}.chapters"
    columns = {"ID": "{a}.k", "COUNT": "{a}.count", "PROGRESS": progress, "MEAN_SCORE": "{a}.mean"}
    return {
        f"{name}{suffix}": Order(column, descending=bool(suffix))
        for name, column in columns.items()
        for suffix in ("", "_DESC")
    }


def groups(type_: str, shape: Shape, body: str, columns: Mapping[str, str | Ids] = TOTALS) -> Made:
    """Return a list of totals, the largest group first. body: FROM items that give `b.k`."""
    always = ("k", "count", "mean", "minutes" if type_ == "ANIME" else "chapters")
    grouped = f"{body} where b.k is not null group by b.k"
    return Made(lambda: shape, columns, grouped, (COMMON, KEYED), sorts(type_), always=always)


def statistic(name: str, key: Field) -> Shape:
    """Return the shape of the totals of one group. name: of the field that tells which."""
    type_ = f"User{name[0].upper()}{name[1:]}Statistic"
    return Shape(type_, {**COUNTED, name: key})


def plain(name: str, kind: Kind) -> Shape:
    return statistic(name, Column("{a}.k", kind))


def found(name: str, shape: ShapeOf) -> Shape:
    return statistic(name, One(shape, "{a}.k"))


# A work counts once, however often somebody stands in its credits: `b.first` marks one of the rows.
ONCE: Mapping[str, str | Ids] = {
    "count": "sum(b.first)",
    "mean": "round(coalesce(avg(case when b.first=1 then nullif(b.score,0) end),0),2)",
    "minutes": "coalesce(sum(b.first*b.minutes),0)",
    "chapters": "coalesce(sum(b.first*b.chapters),0)",
    "media": Ids("case when b.first=1 then b.media_id end"),
    "characters": Ids("b.other", once=True),
    "k": "b.k",
}


def first_of(key: str, by: str) -> str:
    """Return the columns `first` and `other`: one row of each work and key is the first. by: what tells rows apart."""
    place = f"row_number() over (partition by l.media_id,{key} order by {by})"
    return f",case when {place}=1 then 1 else 0 end first,{by} other"


MADE_BY = " join catalogue_mediastudio j on j.media_id=l.media_id and j.is_main"
CREDITED = " join catalogue_mediastaff j on j.media_id=l.media_id"
VOICED = (
    " join catalogue_mediacharacter c on c.media_id=l.media_id"
    " join catalogue_voicerole j on j.appearance_id=c.id and j.language='Japanese'"
)
GENRES = " join catalogue_mediagenre i on i.media_id=l.media_id join catalogue_genre g on g.id=i.genre_id"
TAGGED = " join catalogue_mediatagrank j on j.media_id=l.media_id"
VOICE_ACTOR = Shape(
    "UserVoiceActorStatistic",
    {
        **COUNTED,
        "voiceActor": One(lambda: people.STAFF, "{a}.k"),
        "characterIds": Column("{a}.characters", Kind.JSON, null=False),
    },
)


def breakdowns(type_: str) -> dict[str, Made]:
    """Return the totals by what entries and their works are."""

    def by(shape: Shape, key: str, join: str = "", planned: bool = False) -> Made:
        return groups(type_, shape, entries(type_, key, join, planned))

    def once(shape: Shape, key: str, by: str, join: str) -> Made:
        return groups(type_, shape, entries(type_, key, join, more=first_of(key, by)), ONCE)

    return {
        "formats": by(plain("format", Kind.ENUM), "m.format"),
        "statuses": by(plain("status", Kind.ENUM), "l.status", planned=True),
        "scores": by(plain("score", Kind.INT), "nullif((l.score+9)/10*10,0)"),
        "lengths": by(plain("length", Kind.TEXT), length(type_)),
        "releaseYears": by(plain("releaseYear", Kind.INT), "nullif(m.start_date/10000,0)"),
        "startYears": by(plain("startYear", Kind.INT), "nullif(l.started_at/10000,0)"),
        "genres": by(plain("genre", Kind.TEXT), "g.name", GENRES),
        "tags": by(found("tag", lambda: labels.MEDIA_TAG), "j.tag_id", TAGGED),
        "countries": by(plain("country", Kind.TEXT), "m.country_of_origin"),
        "voiceActors": once(VOICE_ACTOR, "j.staff_id", "c.character_id", VOICED),
        "staff": once(found("staff", lambda: people.STAFF), "j.staff_id", "j.id", CREDITED),
        "studios": by(found("studio", lambda: works.STUDIO), "j.studio_id", MADE_BY),
    }


def user_statistics(type_: str) -> Made:
    """Return the totals of all a person's lists of a type; zeros for empty ones."""
    shape = Shape(
        "UserStatistics",
        {
            **{name: field for name, field in COUNTED.items() if name != "mediaIds"},
            "standardDeviation": Column("{a}.deviation", Kind.FLOAT, null=False),
            "episodesWatched": Column("{a}.episodes", Kind.INT, null=False),
            "volumesRead": Column("{a}.volumes", Kind.INT, null=False),
            **breakdowns(type_),
        },
    )
    return Made(lambda: shape, TOTALS, entries(type_, "0"), is_list=False, always=("id",))


STATISTICS: Shape = Shape("UserStatisticTypes", {"anime": user_statistics("ANIME"), "manga": user_statistics("MANGA")})

# The form that apps asked for before: whole numbers, and both types together.
OLD_TOTALS: Mapping[str, str | Ids] = {
    "count": "count(*)",
    "mean": f"cast(round({MEAN}) as int)",
    "minutes": "coalesce(sum(b.minutes),0)",
    "chapters": "coalesce(sum(b.chapters),0)",
    "deviation": TOTALS["deviation"],
    "k": "b.k",
}
AMOUNT: dict[str, Field] = {
    "amount": Column("{a}.count", Kind.INT),
    "meanScore": Column("{a}.mean", Kind.INT),
    "timeWatched": Column("{a}.minutes", Kind.INT),
}


def favoured(type_: str, key_name: str, key: Field, sql: str, join: str = "") -> Made:
    """Return a person's most frequent anime by what the works are."""
    names = ("amount", "meanScore") if type_ == "YearStats" else tuple(AMOUNT)
    names = ("amount",) if type_ == "FormatStats" else names
    shape = Shape(type_, {**{name: AMOUNT[name] for name in names}, key_name: key})
    return groups("ANIME", shape, entries("ANIME", sql, join), OLD_TOTALS)


def favoured_people(join: str, by: str) -> Made:
    """Return the people who made most of a person's anime."""
    shape = Shape("StaffStats", {**AMOUNT, "staff": One(lambda: people.STAFF, "{a}.k")})
    rows = entries("ANIME", "j.staff_id", join, more=first_of("j.staff_id", by))
    return groups(
        "ANIME",
        shape,
        rows,
        {**ONCE, "mean": "cast(round(coalesce(avg(case when b.first=1 then nullif(b.score,0) end),0)) as int)"},
    )


def distribution(type_: str, shape: Shape, key: str) -> Made:
    """Return how many of a person's entries are of each kind."""
    return groups(type_, shape, entries(type_, key, planned=True), OLD_TOTALS)


STATUS_COUNT: Shape = Shape(
    "StatusDistribution", {"status": Column("{a}.k", Kind.ENUM), "amount": Column("{a}.count", Kind.INT)}
)
SCORE_COUNT: Shape = Shape(
    "ScoreDistribution", {"score": Column("{a}.k", Kind.INT), "amount": Column("{a}.count", Kind.INT)}
)
LIST_SCORES: Shape = Shape(
    "ListScoreStats",
    {
        "meanScore": Column("{a}.mean", Kind.INT),
        "standardDeviation": Column("cast(round({a}.deviation) as int)", Kind.INT),
    },
)
ACTIVITY_DAY: Shape = Shape(
    "UserActivityHistory",
    {
        "date": Column("{a}.k", Kind.INT),
        "amount": Column("{a}.count", Kind.INT),
        "level": Column("case when {a}.count<10 then {a}.count else 10 end", Kind.INT),
    },
)
ACTIVITY_HISTORY = Made(
    lambda: ACTIVITY_DAY,
    {"k": "b.k", "count": "count(*)"},
    "(select y.created_at/86400*86400 k from tracker_activity y where y.user_id={p}.id and y.kind<>'MESSAGE'"
    f" and y.created_at>:now-{A_YEAR} and {visible('y.user_id')}) b group by b.k",
    (KEYED,),
    always=("k",),
)


def unless_private(column: str) -> Column:
    """Return a total that stands in a person's own row; null for private people."""
    return Column(f"case when not {{a}}.is_private then {{a}}.{column} end", Kind.INT)


SCORE_KEY = "nullif((l.score+9)/10*10,0)"
GENRE_STATS = favoured("GenreStats", "genre", Column("{a}.k", Kind.TEXT), "g.name", GENRES)
OLD_STATISTICS: Shape = Shape(
    "UserStats",
    {
        "watchedTime": unless_private("minutes_watched"),
        "chaptersRead": unless_private("chapters_read"),
        "activityHistory": ACTIVITY_HISTORY,
        "animeStatusDistribution": distribution("ANIME", STATUS_COUNT, "l.status"),
        "mangaStatusDistribution": distribution("MANGA", STATUS_COUNT, "l.status"),
        "animeScoreDistribution": distribution("ANIME", SCORE_COUNT, SCORE_KEY),
        "mangaScoreDistribution": distribution("MANGA", SCORE_COUNT, SCORE_KEY),
        "animeListScores": Made(lambda: LIST_SCORES, OLD_TOTALS, entries("ANIME", "0"), is_list=False),
        "mangaListScores": Made(lambda: LIST_SCORES, OLD_TOTALS, entries("MANGA", "0"), is_list=False),
        "favouredGenresOverview": GENRE_STATS,
        "favouredGenres": GENRE_STATS,
        "favouredTags": favoured("TagStats", "tag", One(lambda: labels.MEDIA_TAG, "{a}.k"), "j.tag_id", TAGGED),
        "favouredActors": favoured_people(VOICED, "c.character_id"),
        "favouredStaff": favoured_people(CREDITED, "j.id"),
        "favouredStudios": favoured(
            "StudioStats", "studio", One(lambda: works.STUDIO, "{a}.k"), "j.studio_id", MADE_BY
        ),
        "favouredYears": favoured("YearStats", "year", Column("{a}.k", Kind.INT), "nullif(m.start_date/10000,0)"),
        "favouredFormats": favoured("FormatStats", "format", Column("{a}.k", Kind.ENUM), "m.format"),
    },
)
