"""Whose data ships in the starter catalogue, and under which licence.

The about page, the table in `docs/data.md` and `LICENSES.md` beside this file are all drawn from `CREDITS`.
"""

from dataclasses import dataclass

APACHE = ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0")
MIT = ("MIT", "https://opensource.org/license/mit")
CC_BY = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
CC0 = ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")


@dataclass(frozen=True, slots=True)
class Credit:
    """One source whose facts are in the starter file."""

    source: str  # SourceRecord.source
    name: str
    url: str | None  # None: it comes with the program
    licence: str
    licence_url: str
    holder: str  # the copyright line, in the source's own words where it has one
    taken: str
    changed: str
    dated: str  # when the source made the data


CREDITS = (
    Credit(
        source="animedex",
        name="animedex",
        url="https://github.com/deepghs/animedex",
        licence=APACHE[0],
        licence_url=APACHE[1],
        holder="narugo1992 and the animedex contributors",
        taken="Seasons from 2010 to 2025 (the 25 most popular titles each) and single titles, characters, people, "
        "studios and schedules, from its recorded answers of AniList's API",
        changed="Descriptions, biographies, reviews, forum posts, notes and everything about users were left out; "
        "what the answers omit was filled in from the requests",
        dated="2026-05",
    ),
    Credit(
        source="pyanilist",
        name="pyanilist",
        url="https://github.com/Ravencentric/pyanilist",
        licence=MIT[0],
        licence_url=MIT[1],
        holder="Copyright (c) 2024-present Ravencentric",
        taken="178 titles with tags, rankings, links and episodes, and the cast and staff of one, from its recorded "
        "answers of AniList's API",
        changed="Descriptions, biographies, notes and everything about users were left out",
        dated="2025-04 to 2025-09",
    ),
    Credit(
        source="voidx3d",
        name="VoidX3D/Anilist-DB",
        url="https://github.com/VoidX3D/Anilist-DB",
        licence=MIT[0],
        licence_url=MIT[1],
        holder="VoidX3D (the licence is stated in its README; there is no copyright line)",
        taken="992 titles from 1962 to 2006 with dates, genres, scores and relations",
        changed="Descriptions were left out",
        dated="2025-12",
    ),
    Credit(
        source="anilist-offline-db",
        name="anilist-offline-db",
        url="https://github.com/Shoislam0311/anilist-offline-db",
        licence=APACHE[0],
        licence_url=APACHE[1],
        holder="Copyright 2024 AniList Offline Database Contributors",
        taken="Metallic Rouge: titles, dates, scores, tags, characters and recommendations",
        changed="The description was left out",
        dated="2026-09",
    ),
    Credit(
        source="bangumi-data",
        name="bangumi-data 0.3.208",
        url="https://github.com/bangumi-data/bangumi-data",
        licence=CC_BY[0],
        licence_url=CC_BY[1],
        holder="the bangumi-data contributors",
        taken="8,483 titles in Japanese, Chinese and English, broadcast times, official sites, licensed services and "
        "ids on other sites",
        changed="Links to torrent indexes and comments were left out; air dates were computed from broadcast rules; "
        "wrong ids of two titles were corrected, and rows about one title were joined; the records were merged with "
        "those of the other sources",
        dated="2026-04",
    ),
    Credit(
        source="arm",
        name="@kawaiioverflow/arm 0.225.0",
        url="https://github.com/kawaiioverflow/arm",
        licence=MIT[0],
        licence_url=MIT[1],
        holder="P-Chan (the licence is stated in its package; there is no copyright line)",
        taken="Ids on MyAnimeList, Annict and Syoboi Calendar for titles that another source describes",
        changed="Rows about titles that no other source describes were left out",
        dated="2026-05",
    ),
    Credit(
        source="anilist-chinese",
        name="anilist-chinese",
        url="https://github.com/soruly/anilist-chinese",
        licence=MIT[0],
        licence_url=MIT[1],
        holder="soruly (the licence is stated in its repository; no copyright line was found)",
        taken="Chinese titles and synonyms of 5,672 titles that another source describes",
        changed="Each text was marked with the script that its characters tell",
        dated="2026-08",
    ),
    Credit(
        source="anime-relations",
        name="anime-relations",
        url="https://github.com/erengy/anime-relations",
        licence=CC0[0],
        licence_url=CC0[1],
        holder="none: its authors waived their rights",
        taken="Which episodes of a title are counted as another's, and ids on Kitsu, for titles that another source "
        "describes",
        changed="Rules about titles that no other source describes were left out",
        dated="2026-08",
    ),
    Credit(
        source="bangumi",
        name="anime-sachedule-search-data 0.1.554",
        url="https://github.com/yilihjy/anime-sachedule-search-data",
        licence=MIT[0],
        licence_url=MIT[1],
        holder="Copyright (c) 2020 yilihjy",
        taken="Facts of Bangumi about titles that another source describes: dates, numbers of episodes, titles of "
        "episodes, cast and staff of a few, and figures of those for which AniList-shaped data has none",
        changed="Summaries, descriptions of episodes, comments and the addresses of portraits were left out",
        dated="to 2022-01",
    ),
    Credit(
        source="editors",
        name="Zukan editors",
        url=None,
        licence=APACHE[0],
        licence_url=APACHE[1],
        holder="the Zukan editors",
        taken="41 synopses, three sample reviews of Metallic Rouge, and its voice cast and figures",
        changed="Written for this catalogue",
        dated="2026-11",
    ),
    Credit(
        source="editors-provisional",
        name="Zukan editors, for the time being",
        url=None,
        licence=APACHE[0],
        licence_url=APACHE[1],
        holder="the Zukan editors",
        taken="A title and a genre of two works that resemble Metallic Rouge",
        changed="Written for this catalogue; gives way to any source that says more",
        dated="2026-11",
    ),
)
