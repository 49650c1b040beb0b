"""Invented works and people in the form in which the read path answers, for the examples of the components."""

from typing import Any
from urllib.parse import urlencode

from zukan.web.converters import SAMPLE_IDS
from zukan.web.pages.listing import Shown as Choosable
from zukan.web.pages.listing import Year
from zukan.web.pages.search.finds import Find, Tab
from zukan.web.pictures import Shown

Row = dict[str, Any]


def work(place: int, **known: Any) -> Row:
    """Return a work of which nothing is known but what is given. place: its number among the samples."""
    titles = dict.fromkeys(("userPreferred", "romaji", "english", "native"))
    return {
        **dict.fromkeys(
            ("episodes", "chapters", "volumes", "averageScore", "season", "seasonYear", "status", "format")
        ),
        "id": SAMPLE_IDS[place],
        "path": "/components",
        "type": "ANIME",
        "genres": [],
        "zukan": {"synonyms": []},
        "isAdult": False,
        "countryOfOrigin": "JP",
        "startDate": {"year": None, "month": None, "day": None},
        "coverImage": {"extraLarge": None, "color": None, "picture": None},
        **known,
        "title": titles | known["title"],
    }


def day(year: int | None, month: int | None = None, day: int | None = None) -> Row:
    return {"year": year, "month": month, "day": day}


SYNONYMS = [
    {"text": text, "language": language}
    for text, language in (
        ("Lampions de papier", "fr"),
        ("Бумажные фонари", "ru"),
        ("纸灯笼", "zh-Hans"),
        ("紙燈籠", "zh-Hant"),
        ("종이 등불", "ko"),
        ("فوانيس ورقية", "ar"),
        ("โคมกระดาษ", "th"),
    )
]
LANTERNS = work(
    0,
    title={
        "userPreferred": "Kami no Chouchin",
        "romaji": "Kami no Chouchin",
        "english": "Paper Lanterns",
        "native": "紙の提灯",
    },
    format="TV",
    status="FINISHED",
    season="FALL",
    seasonYear=2021,
    startDate=day(2021, 10, 3),
    episodes=24,
    averageScore=81,
    genres=["Romance", "Slice of Life"],
    zukan={"synonyms": SYNONYMS},
    coverImage={"extraLarge": None, "color": "#f1d06b", "picture": None},
)
RIVER = work(
    1,
    title={
        "userPreferred": "The Long and Winding Story of Nine Ferrymen Who Crossed the River of Autumn Rain Twice",
        "english": "The Long and Winding Story of Nine Ferrymen Who Crossed the River of Autumn Rain Twice",
        "native": "秋雨の川を二度渡った九人の船頭の長い長い物語",
    },
    format="MOVIE",
    startDate=day(2018, 11),
    averageScore=74,
    genres=["Adventure"],
)
WIND = work(
    2,
    title={"userPreferred": "Baram-ui Pyeonji", "romaji": "Baram-ui Pyeonji", "native": "바람의 편지"},
    type="MANGA",
    format="MANGA",
    countryOfOrigin="KR",
    startDate=day(2015),
    chapters=112,
    genres=["Fantasy"],
)
INK = work(
    3,
    title={"userPreferred": "Mo Yu", "romaji": "Mo Yu", "native": "墨雨", "english": "Ink and Rain"},
    format="ONA",
    countryOfOrigin="CN",
    startDate=day(2023, 4, 9),
    episodes=16,
    averageScore=69,
    genres=["Mystery"],
)
UNTITLED = work(4, title={"userPreferred": "無題", "native": "無題"})
WALLS = work(
    5,
    title={"userPreferred": "Paper Walls", "romaji": "Paper Walls"},
    format="OVA",
    startDate=day(2009, 2, 27),
    isAdult=True,
)
WORKS = [LANTERNS, RIVER, WIND, INK, UNTITLED, WALLS]


def person(full: str, native: str | None, language: str | None = None) -> Row:
    return {"path": "/components", "name": {"full": full, "native": native}, "image": None, "languageV2": language}


def voice(actor: Row, notes: str | None = None, group: str | None = None) -> Row:
    return {"voiceActor": actor, "roleNotes": notes, "dubGroup": group}


AOI = person("Aoi Mori", "森葵", "Japanese")
PARTS = [
    {
        "edge": {"node": person("Akari", "灯"), "role": "MAIN", "name": None},
        "voices": [voice(AOI), voice(person("Jane Doe", None, "English"), "young", "Riverside")],
    },
    {
        "edge": {"node": person("The Keeper of the Ninth Lantern", None), "role": "SUPPORTING", "name": None},
        "voices": [],
    },
]
APPEARANCE = {
    "id": 1,
    "node": LANTERNS,
    "characterRole": "MAIN",
    "characterName": "Little Akari",
    "roleNotes": "young",
    "dubGroup": None,
    "characters": [person("Akari", "灯")],
}
VOICES = [voice(AOI), voice(person("Jane Doe", None, "English"), "young", "Riverside")]
UNVOICED = {**APPEARANCE, "id": 2, "node": RIVER, "characterRole": "SUPPORTING", "characterName": None}
CHOICES = [Choosable("Newest", True, "?"), Choosable("Oldest", False, "?sort=oldest")]
LABELS = [
    {"works": 1056, "tag": {"name": "School", "path": "/components"}},
    {"works": 12, "tag": {"name": "Time Manipulation", "path": "/components"}},
]
YEARS = [Year(2021, [{"node": LANTERNS}, {"node": INK}]), Year(None, [{"node": UNTITLED}])]


def page_link(**changed: object) -> str:
    """Write the address of a sample's other page."""
    return f"?{urlencode(changed)}"


def line(number: int | None, title: str = "", native: str = "", **known: Any) -> Row:
    """Return an episode of the list of a work's page."""
    blank: Row = {"aired": None, "kinds": [], "audio": [], "links": []}
    return {"number": number, "title": title, "native": native, **blank, **known}


EPISODES = [
    line(
        1,
        "The First Light",
        "最初の灯",
        aired=day(2021, 10, 3),
        links=[{"url": "https://stream.example/1", "site": "Riverstream", "title": "The First Light"}],
    ),
    line(2, native="水の上", aired=day(2021, 10)),
    line(3, "Looking Back", kinds=["Recap"], audio=[{"language": "German", "site": "Riverstream"}]),
    line(4),
]
SERVICES = [
    {"url": "https://stream.example/", "site": "Riverstream", "regions": "HK, MO, TW", "language": None},
    {"url": "https://video.example/", "site": "Lampion Video", "regions": None, "language": "German"},
]
REVIEW: Row = {
    "id": 1,
    "score": 82,
    "summary": "A quiet light that stays",
    "authorName": "inkandrain",
    "site": None,
    "createdAt": 1_640_000_000,
    "ratingAmount": 12,
    "rating": 9,
    "isSample": False,
    "body": "<p>Nothing much happens, and all of it matters.</p>",
    "url": None,
}
REVIEW_ELSEWHERE: Row = {
    **REVIEW,
    "id": 2,
    "score": None,
    "summary": None,
    "authorName": None,
    "site": "Lampion Weekly",
    "ratingAmount": 0,
    "isSample": True,
    "body": "",
    "url": "https://weekly.example/lanterns",
}
TAGS = [
    {"name": "Crafts", "path": "/components", "rank": 92, "description": "Someone makes things by hand."},
    {"name": "Seinen", "path": "/components", "rank": None, "description": None},
    {"name": "Iyashikei", "path": "/components", "rank": 61, "description": None},
]
BARS = [{"score": score, "height": height, "amount": height * 13} for score, height in zip(
    range(10, 101, 10), (1, 2, 3, 6, 14, 38, 77, 100, 61, 22), strict=True
)]  # fmt: skip
DRAWING = f"/cover/{LANTERNS['id']}.svg"
PICTURE = Shown(sources=(("image/svg+xml", f"{DRAWING} 460w"),), src=DRAWING, width=460, height=650)
TRAILER = {"watch": "https://video.example/watch", "embed": "https://video.example/embed", "site": "Lampion Video"}
SEASONS_COUNTED = [(2000 + place, 40 + 9 * place + 23 * (place % 4)) for place in range(22)]
SHARES = [("Completed", 321_400), ("Watching", 88_210), ("Planning", 60_020), ("Paused", 21_440), ("Dropped", 9_871)]
DAYS = [(1_700_000_000 + 86_400 * day, 12_000 + 90 * day + 700 * (day // 7 % 3)) for day in range(60)]
LEVEL_DAYS = [(moment, 78) for moment, _ in DAYS]
LISTED = {
    **LANTERNS,
    "source": "MANGA",
    "duration": 24,
    "meanScore": 80,
    "studios": {"nodes": [{"name": "Studio Andon", "path": "/components"}, {"name": "Wax Works", "path": None}]},
    "nextAiringEpisode": {"episode": 8, "airingAt": 1_640_000_000, "timeUntilAiring": 275_000},
}
LISTED_BARE = {
    **WIND,
    **dict.fromkeys(("source", "duration", "meanScore", "nextAiringEpisode")),
    "studios": {"nodes": []},
}


def at_length(media: Row, **known: Any) -> Row:
    """Return a work as lists at length ask for it."""
    return {"duration": None, "descriptionHtml": None, "studios": {"nodes": []}, "popularity": 0, "favourites": 0} | {
        **media,
        **known,
    }


RECORDS = [
    at_length(
        LANTERNS,
        duration=24,
        descriptionHtml="<p>A lantern maker and her last apprentice cross a valley where every light has a name.</p>",
        studios={"nodes": [{"name": "Studio Andon", "path": "/components"}]},
        popularity=12_340,
        favourites=560,
    ),
    at_length(RIVER, duration=112),
    at_length(WIND),
]


def option(name: str, count: int | None, **known: Any) -> Row:
    return {"value": name, "name": name, "count": count, "is_picked": False, "is_left_out": False} | {
        "address": "/components",
        **known,
    }


def facet(parameter: str, kind: str, *options: Row, **known: Any) -> Row:
    """Return a facet of a shelf."""
    plain = {"every": "", "low": "", "high": "", "unit": "", "is_open": True, "picked": 0}
    return {**plain, "parameter": parameter, "name": parameter.capitalize(), "kind": kind, "options": options, **known}


FACETS = [
    ("Folded, nothing picked", facet("source", "checks", option("Manga", 4_245), is_open=False)),
    (
        "One value picked, one left out, one that would leave little",
        facet(
            "genre",
            "signed",
            option("Action", 4_381, is_picked=True),
            option("Comedy", None, is_left_out=True),
            option("Slice of Life", 3),
            picked=2,
        ),
    ),
    (
        "Of many values a few, and the way to all",
        facet("studio", "checks", option("Studio Andon", 702), option("Wax Works", 1), every="/components"),
    ),
    ("Tags, with how much of one there must be", facet("tag", "signed", option("Time Manipulation", 88))),
    (
        "A range of numbers",
        facet(
            "episodes",
            "band",
            option("1", 9_934),
            option("2–13", 6_392, is_picked=True),
            option("53 and more", 761),
            picked=1,
            low="2",
            high="13",
        ),
    ),
]
TABS = [
    Tab("Works", 1_204, True, "/components"),
    Tab("Characters", 3, False, "/components"),
    Tab("Staff", 0, False, "/components"),
]
STUDIO: Row = {
    "path": "/components",
    "name": "Lantern Works",
    "isAnimationStudio": True,
    "media": {"pageInfo": {"count": 12}, "nodes": [LANTERNS, INK]},
}


def find(row: Row, reason: str = "", is_near: bool = False) -> Find:
    return Find(row, reason, is_near)
