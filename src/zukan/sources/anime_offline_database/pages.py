"""The pages of works on other sites, as the data set writes their addresses."""

# Site -> what stands before its key. In the order in which a record's own key is chosen: sites that know most works and
# never number one anew come first, those whose keys are words made of the title come last.
PAGES = {
    "myanimelist": "https://myanimelist.net/anime/",
    "anilist": "https://anilist.co/anime/",
    "anidb": "https://anidb.net/anime/",
    "kitsu": "https://kitsu.app/anime/",
    "anisearch": "https://anisearch.com/anime/",
    "livechart": "https://livechart.me/anime/",
    "animenewsnetwork": "https://animenewsnetwork.com/encyclopedia/anime.php?id=",
    "simkl": "https://simkl.com/anime/",
    "animecountdown": "https://animecountdown.com/",
    "notify": "https://notify.moe/anime/",
    "animeplanet": "https://anime-planet.com/anime/",
}
FORMER = {
    "https://kitsu.io/anime/": "kitsu",
    "https://www.anime-planet.com/anime/": "animeplanet",
    "https://www.livechart.me/anime/": "livechart",
    "https://www.anisearch.com/anime/": "anisearch",
    "https://www.animenewsnetwork.com/encyclopedia/anime.php?id=": "animenewsnetwork",
}
SITE_OF_PAGE = {start: site for site, start in PAGES.items()} | FORMER
NUMBERED = frozenset(PAGES) - {"notify", "animeplanet"}


def page_id(url: str) -> tuple[str, str] | None:
    """Return (site, key) of a page's address, None for one of a site that is not known here."""
    start = max(url.rfind("/"), url.rfind("=")) + 1
    site, key = SITE_OF_PAGE.get(url[:start]), url[start:]
    if site is None or not key or (site in NUMBERED and not (key.isascii() and key.isdecimal())):
        return None
    return site, key
