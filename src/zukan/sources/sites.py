"""The sites that name works, and the hosts that are never linked."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Site:
    """A site with its own keys for works.

    url: its page of a work, with `{key}` and, where anime and manga are numbered apart, `{type}`. None: no such page.
    identifies: one key is one work; elsewhere a key may stand for a franchise or a whole series.
    """

    key: str
    name: str
    url: str | None
    identifies: bool = True


SITES: dict[str, Site] = {
    site.key: site
    for site in (
        Site("anilist", "AniList", "https://anilist.co/{type}/{key}"),
        Site("anidb", "AniDB", "https://anidb.net/anime/{key}"),
        Site(
            "animenewsnetwork",
            "Anime News Network",
            "https://www.animenewsnetwork.com/encyclopedia/{type}.php?id={key}",
        ),
        Site("animecountdown", "AnimeCountdown", "https://animecountdown.com/{key}"),
        Site("animeplanet", "Anime-Planet", "https://www.anime-planet.com/{type}/{key}"),
        Site("anisearch", "aniSearch", "https://www.anisearch.com/{type}/{key}"),
        Site("annict", "Annict", "https://annict.com/works/{key}"),
        Site("bangumi", "Bangumi", "https://bangumi.tv/subject/{key}"),
        Site("imdb", "IMDb", "https://www.imdb.com/title/{key}/", identifies=False),
        Site("kaize", "Kaize", "https://kaize.io/{type}/{key}"),
        Site("kitsu", "Kitsu", "https://kitsu.app/{type}/{key}"),
        Site("livechart", "LiveChart", "https://www.livechart.me/anime/{key}"),
        Site("myanimelist", "MyAnimeList", "https://myanimelist.net/{type}/{key}"),
        Site("nautiljon", "Nautiljon", "https://www.nautiljon.com/animes/{key}.html"),
        Site("notify", "Notify.moe", "https://notify.moe/anime/{key}"),
        Site("otakotaku", "Otak Otaku", "https://otakotaku.com/anime/view/{key}"),
        Site("shikimori", "Shikimori", "https://shikimori.one/{type}s/{key}"),
        Site("shoboi", "Shoboi Calendar", "https://cal.syoboi.jp/tid/{key}"),
        Site("silveryasha", "SilverYasha", "https://db.silveryasha.id/anime/{key}"),
        Site("simkl", "Simkl", "https://simkl.com/anime/{key}"),
        Site("themoviedb", "TMDB", "https://www.themoviedb.org/{key}", identifies=False),
        Site("thetvdb", "TheTVDB", "https://thetvdb.com/dereferrer/series/{key}", identifies=False),
        Site("trakt", "Trakt", "https://trakt.tv/{key}", identifies=False),
    )
}
SITE_ALIASES = {
    "aniList": "anilist",
    "mal": "myanimelist",
    "mal_id": "myanimelist",
    "anilist_id": "anilist",
    "annict_id": "annict",
    "syobocal_tid": "shoboi",
    "tmdb": "themoviedb",
    "tvdb": "thetvdb",
    "anime-planet": "animeplanet",
    "notify.moe": "notify",
}

# Indexes of unlicensed copies. Links to them are dropped wherever they come from, sub-domains included.
UNLICENSED_HOSTS = frozenset(
    {
        *("dmhy.org", "mikanani.me", "mikanime.tv", "bangumi.moe", "nyaa.si", "nyaa.land", "acg.rip", "kisssub.org"),
        *("comicat.org", "tokyotosho.info", "anidex.info", "animetosho.org", "subsplease.org", "acgnx.se"),
        *("smotret-anime.online", "smotret-anime.com", "smotretanime.ru", "anime365.ru", "animespirit.ru"),
        *("findanime.ru", "findanime.me", "findanime.net", "fansubs.ru", "fanfox.net", "mangafox.me", "mangafox.la"),
        *("mangahub.ru", "readmanga.live", "readmanga.io", "readmanga.me", "mintmanga.live", "mintmanga.com"),
        *("mangalib.me", "ranobelib.me", "remanga.org", "mangachan.me", "manga-chan.me", "mangadex.org"),
        *("ruranobe.ru", "novel.tl", "novelupdates.com"),
    }
)


def site_of(name: str) -> Site | None:
    """Return the site that a source calls `name`, None for one that is not known here."""
    return SITES.get(SITE_ALIASES.get(name, name))


def is_licensed_link(url: str) -> bool:
    """Return whether a URL is a web address of a host that may be linked."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not host:
        return False
    labels = host.split(".")
    return not any(".".join(labels[start:]) in UNLICENSED_HOSTS for start in range(len(labels)))


def page_url(site: str, key: str, media_type: str) -> str | None:
    """Return the address of a work's page on a site. media_type: "ANIME" or "MANGA"."""
    known = SITES.get(site)
    if known is None or known.url is None:
        return None
    return known.url.format(key=quote(key, safe="/+:,-"), type=media_type.lower())
