"""Rows about works to parts of their records, all with the key of the work."""

import re
from typing import Any
from urllib.parse import urlsplit

import msgspec

from zukan.sources.anilist.facts import ORIGINS_OF_THEIR_OWN
from zukan.sources.anilist.naming import named_reference
from zukan.sources.attribution import split_attribution
from zukan.sources.mapped_tables.genres import GENRES
from zukan.sources.myanimelist.reader import known_mappings
from zukan.sources.records import (
    Link,
    MediaRecord,
    Recommended,
    Relation,
    ScoreAmount,
    StatusAmount,
    StudioCredit,
    TagRank,
    TranslatedTitle,
)
from zukan.sources.shikimori.lookups import Lookups
from zukan.sources.shikimori.texts import Row, amount, array, cell, day, identity, plain
from zukan.sources.sites import is_licensed_link
from zukan.sources.vocabulary import FormatName, ListStatusName, OriginName, RelationName, StatusName

FORMATS: dict[str, FormatName] = {
    "tv": "TV",
    "movie": "MOVIE",
    "ova": "OVA",
    "ona": "ONA",
    "special": "SPECIAL",
    "tv_special": "SPECIAL",
    "music": "MUSIC",
    "manga": "MANGA",
    "manhwa": "MANGA",
    "manhua": "MANGA",
    "doujin": "MANGA",
    "one_shot": "ONE_SHOT",
    "novel": "NOVEL",
    "light_novel": "NOVEL",
}
COUNTRIES = {"manhwa": "KR", "manhua": "CN"}
STATUSES: dict[str, StatusName] = {
    "released": "FINISHED",
    "ongoing": "RELEASING",
    "anons": "NOT_YET_RELEASED",
    "paused": "HIATUS",
    "discontinued": "CANCELLED",
}
ORIGINS: dict[str, OriginName] = {
    "original": "ORIGINAL",
    "manga": "MANGA",
    "web_manga": "MANGA",
    "4_koma_manga": "MANGA",
    "4-koma_manga": "MANGA",
    "digital_manga": "MANGA",
    "novel": "NOVEL",
    "web_novel": "WEB_NOVEL",
    "light_novel": "LIGHT_NOVEL",
    "visual_novel": "VISUAL_NOVEL",
    "game": "GAME",
    "card_game": "GAME",
    "picture_book": "PICTURE_BOOK",
    "mixed_media": "MULTIMEDIA_PROJECT",
    **dict.fromkeys(("book", "music", "radio", "other"), "OTHER"),
}
RELATIONS: dict[str, RelationName] = {
    "Adaptation": "ADAPTATION",
    "Prequel": "PREQUEL",
    "Sequel": "SEQUEL",
    "Side story": "SIDE_STORY",
    "Parent story": "PARENT",
    "Full story": "PARENT",
    "Summary": "SUMMARY",
    "Spin-off": "SPIN_OFF",
    "Alternative version": "ALTERNATIVE",
    "Alternative setting": "ALTERNATIVE",
    "Character": "CHARACTER",
    "Other": "OTHER",
}
AGE_RATINGS = {"g": "G", "pg": "PG", "pg_13": "PG-13", "r": "R-17", "r_plus": "R+", "rx": "Rx"}
SCORE = re.compile(r"\d{1,2}(?:\.\d{1,9})?", re.ASCII)
SEASON = re.compile(r"(winter|spring|summer|fall)_(\d{4})", re.ASCII)
LIST_STATUSES: dict[str, ListStatusName] = {
    "planned": "PLANNING",
    "watching": "CURRENT",
    "rewatching": "REPEATING",
    "completed": "COMPLETED",
    "on_hold": "PAUSED",
    "dropped": "DROPPED",
}
# Kinds of links that are taken. All others lead to copies, or to indexes of them.
INFO_SITES = {
    "wikipedia": "Wikipedia",
    "official_site": "Official Site",
    "world_art": "World Art",
    "kinopoisk": "Kinopoisk",
    "mangaupdates": "MangaUpdates",
}
STREAMING_SITES = {
    "amazon": "Amazon Prime Video",
    "crunchyroll": "Crunchyroll",
    "hidive": "HIDIVE",
    "hulu": "Hulu",
    "ivi": "ivi",
    "kinopoisk_hd": "Kinopoisk HD",
    "netflix": "Netflix",
    "okko": "Okko",
    "wakanim": "Wakanim",
    "wink": "Wink",
}
# Kinds of links that say what a work is called elsewhere.
ID_SITES = {
    "anime_db": ("anidb", re.compile(r"(?:[?&]aid=|/anime/|/a)(\d{1,9})", re.ASCII)),
    "anime_news_network": ("animenewsnetwork", re.compile(r"[?&]id=(\d{1,9})", re.ASCII)),
}
WIKIPEDIA_LANGUAGES = {"en": "English", "ja": "Japanese", "ru": "Russian"}
Counts = list[tuple[str, int]]


def work_reference(kind: str, id: str) -> str:  # noqa: A002  # the dump's word
    """Return the reference to another work: Shikimori's numbers are MyAnimeList's."""
    return f"@myanimelist:{kind.upper()}/{id}"


def work(row: Row, kind: str, lookups: Lookups, header: dict[str, Any]) -> MediaRecord:
    """Return the record of a row of `animes` or `mangas`. kind: "anime" or "manga"."""
    id, mal = identity(row, "id"), cell(row, "mal_id")  # noqa: A001
    form = cell(row, "kind") or ""
    description, writer = split_attribution(plain(cell(row, "description_en")) or "")
    record = MediaRecord(
        **header,
        key=f"{kind}/{id}",
        ids={"shikimori": [id], **({"myanimelist": [identity(row, "mal_id")]} if mal else {})},
        type="ANIME" if kind == "anime" else "MANGA",
        title_romaji=cell(row, "name"),
        title_english=cell(row, "english"),
        title_native=cell(row, "japanese"),
        translated_titles=titles(row) or None,
        synonyms=array(cell(row, "synonyms")) or None,
        format=FORMATS.get(form),
        country_of_origin=COUNTRIES.get(form),
        status=STATUSES.get(cell(row, "status") or ""),
        origin=ORIGINS.get(cell(row, "origin") or ""),
        start_date=day(row, "aired_on"),
        end_date=day(row, "released_on"),
        episodes=amount(row, "episodes"),
        duration=amount(row, "duration"),
        volumes=amount(row, "volumes"),
        chapters=amount(row, "chapters"),
        average_score=score(row),
        score_rank=amount(row, "ranked"),
        popularity_rank=amount(row, "popularity"),
        age_rating=AGE_RATINGS.get(cell(row, "rating") or ""),
        franchise=cell(row, "franchise"),
        description=description or None,
        description_source=(writer or "MyAnimeList") if description else None,
    )
    add_season(row, record)
    add_labels(row, record, lookups)
    record.is_adult = True if is_adult(row, record) else None
    record.studios = studios(row, lookups)
    record.relations = relations(record, lookups) or None
    return record


def titles(row: Row) -> list[TranslatedTitle]:
    """Return the Russian title."""
    russian = cell(row, "russian")
    return [TranslatedTitle(language="ru", text=russian)] if russian else []


def score(row: Row) -> int | None:
    """Return MyAnimeList's weighted score out of 100. Raises ValueError."""
    text = cell(row, "score")
    if text and not SCORE.fullmatch(text):
        raise ValueError(f'"{text[:20]}" is no score - at `score`')
    return round(float(text) * 10) or None if text else None


def add_season(row: Row, record: MediaRecord) -> None:
    """Fill the season that is written "fall_2004"."""
    found = SEASON.fullmatch(cell(row, "season") or "")
    if found:
        record.season, record.season_year = found[1].upper(), int(found[2])  # type: ignore[assignment]  # one of the four


def label(genre: Row) -> str:
    """Return what MyAnimeList's genre, theme or demographic is called here."""
    name = cell(genre, "name") or ""
    return known_mappings()[0].words["labels"].get(name, name)


def tag_name(genre: Row) -> str | None:
    """Return the tag that a row of `genres_v2` stands for, None where it is a genre."""
    name = label(genre)
    return None if name in GENRES else name or None


def add_labels(row: Row, record: MediaRecord, lookups: Lookups) -> None:
    """Sort a work's labels into genres and tags."""
    rows = [lookups.genres[id] for id in array(cell(row, "genre_v2_ids")) if id in lookups.genres]  # noqa: A001
    names = dict.fromkeys(label(genre) for genre in rows)
    record.genres = [name for name in names if name in GENRES] or None
    record.tags = [TagRank(tag=named_reference(name)) for name in names if name and name not in GENRES] or None


def is_adult(row: Row, record: MediaRecord) -> bool:
    """Return whether the dump says that a work is for adults: it hides such works from others."""
    return record.age_rating == "Rx" or cell(row, "is_censored") == "t" or "Hentai" in (record.genres or ())


def studios(row: Row, lookups: Lookups) -> list[StudioCredit] | None:
    """Return an anime's studios. A manga has none: its publishers are magazines."""
    names = (lookups.studios.get(id) for id in array(cell(row, "studio_ids")))  # noqa: A001
    return [StudioCredit(studio=named_reference(name), is_main=True) for name in names if name] or None


def relations(record: MediaRecord, lookups: Lookups) -> list[Relation]:
    """Return what other works are to one."""
    found = []
    for row in lookups.related.get(record.key, ()):
        kind = "anime" if cell(row, "anime_id") else "manga"
        name = RELATIONS.get(cell(row, "relation") or "", "OTHER")
        is_made_of_something = record.type == "ANIME" and record.origin not in ORIGINS_OF_THEIR_OWN
        if name == "ADAPTATION" and kind == "manga" and is_made_of_something:
            name = "SOURCE"  # the dump says "Adaptation" in both directions
        found.append(Relation(media=work_reference(kind, identity(row, f"{kind}_id")), relation_type=name))
    return found


def similar(row: Row, header: dict[str, Any]) -> MediaRecord:
    """Return what a row of `similar_animes` adds to a work."""
    liked = Recommended(media=work_reference("anime", identity(row, "dst_id")))
    return MediaRecord(**header, key=f"anime/{identity(row, 'src_id')}", recommendations=[liked])


def statistics(row: Row, header: dict[str, Any]) -> MediaRecord:
    """Return what a row of `anime_stats` adds to a work: Shikimori's own numbers."""
    scores = msgspec.json.decode(cell(row, "scores_stats") or "[]", type=Counts)
    lists = msgspec.json.decode(cell(row, "list_stats") or "[]", type=Counts)
    return MediaRecord(
        **header,
        key=entry_key(row),
        score_counts=[ScoreAmount(score=int(score) * 10, amount=count) for score, count in scores] or None,
        status_counts=[
            StatusAmount(status=LIST_STATUSES[name], amount=count) for name, count in lists if name in LIST_STATUSES
        ]
        or None,
        popularity=sum(count for _, count in lists) or None,
    )


def entry_key(row: Row) -> str:
    """Return the key of the work that a row is about."""
    return f"{(cell(row, 'entry_type') or '').lower()}/{identity(row, 'entry_id')}"


def link(row: Row, header: dict[str, Any]) -> MediaRecord | None:
    """Return what a row of `external_links` adds to a work, None for a link that is not taken."""
    kind, url = cell(row, "kind") or "", cell(row, "url") or ""
    ids: dict[str, list[str]] = {}
    links: list[Link] = []
    if kind in ID_SITES:
        site, pattern = ID_SITES[kind]
        if found := pattern.search(url):
            ids[site] = [found[1]]
    elif is_licensed_link(url) and (kind in INFO_SITES or kind in STREAMING_SITES):
        links.append(link_of(kind, url))
    return MediaRecord(**header, key=entry_key(row), ids=ids, external_links=links or None) if ids or links else None


def link_of(kind: str, url: str) -> Link:
    """Return a link of a kind that is taken."""
    if kind in STREAMING_SITES:
        return Link(url=url, site=STREAMING_SITES[kind], type="STREAMING")
    language = WIKIPEDIA_LANGUAGES.get((urlsplit(url).hostname or "").split(".")[0]) if kind == "wikipedia" else None
    return Link(url=url, site=INFO_SITES[kind], type="INFO", language=language)
