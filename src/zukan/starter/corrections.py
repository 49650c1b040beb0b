"""What is known to be wrong or double in the sources' data. It is told when the starter file is built."""

from collections import defaultdict
from collections.abc import Iterable

from zukan.sources.records import AnyRecord, MediaRecord
from zukan.starter.choosing import made_addition

# bangumi-data's key of a row -> the right ids on the two sites, in place of all that identify its work but Bangumi's.
RIGHT_IDS = {
    # It bears the ids of the special that came before the series.
    "2019-07-06 ロード・エルメロイII世の事件簿 -魔眼蒐集列車 Grace note-": {
        "anilist": ["106918"],
        "myanimelist": ["38959"],
    },
    # It bears the ids of the first part.
    "2022-01-09 進撃の巨人 The Final Season Part.2": {"anilist": ["131681"], "myanimelist": ["48583"]},
    # The film in four episodes: AniList and MyAnimeList have one entry of both.
    "2023-04-05 かぐや様は告らせたい-ファーストキッスは終わらない-": {"anilist": ["151384"], "myanimelist": ["52198"]},
}


def with_right_ids(record: AnyRecord) -> AnyRecord:
    """Return a row of bangumi-data that names the work it is about."""
    if isinstance(record, MediaRecord) and record.key in RIGHT_IDS:
        record.ids = {"bangumi": record.ids["bangumi"], **RIGHT_IDS[record.key]}
    return record


def unite_broadcasts(rows: Iterable[AnyRecord]) -> None:
    """Let one row of each subject of Bangumi make a work: bangumi-data has a row for each country's first broadcast.

    The others keep their titles as translations, their links and their ids. The Japanese row comes first, since the
    sites that name these works do so by it.
    """
    by_subject: dict[str, list[MediaRecord]] = defaultdict(list)
    for row in rows:
        if isinstance(row, MediaRecord):
            for key in row.ids.get("bangumi", ()):
                by_subject[key].append(row)
    for found in by_subject.values():
        for second in sorted(found, key=lambda row: (row.country_of_origin != "JP", row.key))[1:]:
            make_addition(second)


def make_addition(row: MediaRecord) -> None:
    """Take from a row what makes a work of it, and what the work's first row says otherwise."""
    made_addition(row)
    row.title_native = row.title_english = row.format = row.status = row.country_of_origin = row.broadcast = None
    row.start_date = row.end_date = row.season = row.season_year = None
