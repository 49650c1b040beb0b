"""Invented works and people in the form in which the read path answers, for the examples of the components."""

from typing import Any

from zukan.web.converters import SAMPLE_IDS
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
        "synonyms": [],
        "isAdult": False,
        "countryOfOrigin": "JP",
        "startDate": {"year": None, "month": None, "day": None},
        "coverImage": {"extraLarge": None, "color": None, "picture": None},
        **known,
        "title": titles | known["title"],
    }


def day(year: int | None, month: int | None = None, day: int | None = None) -> Row:
    return {"year": year, "month": month, "day": day}


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
    synonyms=["Lampions de papier", "فوانيس ورقية"],
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
    return {"name": {"full": full, "native": native}, "image": None, "languageV2": language}


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
    {"name": "Crafts", "rank": 92, "description": "Someone makes things by hand."},
    {"name": "Seinen", "rank": None, "description": None},
    {"name": "Iyashikei", "rank": 61, "description": None},
]
BARS = [{"score": score, "height": height, "amount": height * 13} for score, height in zip(
    range(10, 101, 10), (1, 2, 3, 6, 14, 38, 77, 100, 61, 22), strict=True
)]  # fmt: skip
DRAWING = f"/cover/{LANTERNS['id']}.svg"
PICTURE = Shown(sources=(("image/svg+xml", f"{DRAWING} 460w"),), src=DRAWING, width=460, height=650)
TRAILER = {"watch": "https://video.example/watch", "embed": "https://video.example/embed", "site": "Lampion Video"}
