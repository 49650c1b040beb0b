"""A work's rows in other tables, from all that is claimed of it. Each function adds the wanted rows of one table."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from zukan.catalogue.names import fold_name
from zukan.catalogue.rendering import render_markdown
from zukan.sources.claims import KEY_SEPARATOR
from zukan.sources.merge.writing import Wanted
from zukan.sources.precedence import Testimony, believed, elements, verdict
from zukan.sources.vocabulary import LONGEST_NAME

LAST = 10**6  # the place of what has no position
DAY = 86_400
JAPAN = timedelta(hours=9)
STATISTICS = (
    *("average_score", "mean_score", "scored_by", "popularity", "favourites", "score_rank", "popularity_rank"),
)
NATIVE_LANGUAGES = {"JP": "ja", "KR": "ko", "CN": "zh-Hans", "TW": "zh-Hant"}


def place(testimonies: list[Testimony]) -> tuple[int, int]:
    """Return the sort key of a list's element: the order of the most believed source first, then the others'."""
    found = verdict(testimonies, "position")
    return (LAST, LAST) if found is None else (found.rank, found.value)


def names(media: int, row: dict[str, Any], testimonies: list[Testimony], wanted: Wanted) -> None:
    """All names of a work: its titles, then every other title and synonym that any source gives."""
    country = row["country_of_origin"]
    titles = (
        ("ROMAJI", "ja-Latn" if country == "JP" else None, row["title_romaji"]),
        ("ENGLISH", "en", row["title_english"]),
        ("NATIVE", NATIVE_LANGUAGES.get(country or ""), row["title_native"]),
    )
    known = {text for _, _, text in titles}
    for kind, language, text in titles:
        if text and text.strip():
            wanted.add((media, kind, text), (language, 0, fold_name(text)[:LONGEST_NAME]))
    others = [(text, language) for text, language in other_names(testimonies) if text.strip() and text not in known]
    languages = {text: language for text, language in reversed(others) if language}
    for position, text in enumerate(dict.fromkeys(text for text, _ in others)):
        wanted.add((media, "SYNONYM", text), (languages.get(text), position, fold_name(text)[:LONGEST_NAME]))


def other_names(testimonies: list[Testimony]) -> list[tuple[str, str | None]]:
    """Return (text, language) of synonyms, translations and titles that were not believed, in a fixed order."""
    found: list[tuple[str, str | None]] = []
    for source, claims in sorted(testimonies, key=lambda one: one.source):
        found += [(text, None) for text in claims.get("synonyms", (0, ()))[1]]
        found += [(one["text"], one["language"]) for one in claims.get("translated_titles", (0, ()))[1]]
        for field in ("title_romaji", "title_english", "title_native"):
            if field in claims:
                found.append((claims[field][1], None))
        del source
    return found


def external_ids(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """What other sites call a work, from every source."""
    gone: dict[str, bool] = {}
    for _, claims in testimonies:
        vanished = bool(claims.get("ids_gone", (0, False))[1])
        for joined in claims.get("ids", ()):
            gone[joined] = gone.get(joined, False) or vanished
    for joined, vanished in gone.items():
        site, key = joined.split(KEY_SEPARATOR, 1)
        if (site, key) != ("anilist", str(media)):
            wanted.add((media, site, key), (vanished,))
    number = believed(testimonies, "id_mal")
    if number:
        wanted.add((media, "myanimelist", str(number)), (False,))


def rankings(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """A work's places among its format."""
    for one in believed(testimonies, "rankings") or ():
        key = (media, one["type"], one["format"], one.get("year"), one.get("season"), one.get("all_time", False))
        wanted.add((*key, one["context"]), (one["rank"],), one.get("id"))


def score_counts(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """How many users gave each score."""
    for one in believed(testimonies, "score_counts") or ():
        wanted.add((media, one["score"]), (one["amount"],))


def statistics(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """What each source counted of a work. An export tells the numbers of many sources, and counted none itself."""
    by_source: dict[str, list[Testimony]] = {}
    for one in testimonies:
        told = one.claims.get("statistics")
        for source, claims in told.items() if told else ((one.source, one.claims),):
            if any(name in claims for name in STATISTICS):
                by_source.setdefault(source, []).append(Testimony(one.source, claims))
    for source, said in by_source.items():
        wanted.add((media, source), tuple(believed(said, name) for name in STATISTICS))


def status_counts(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """How many users have a work in each list status."""
    for one in believed(testimonies, "status_counts") or ():
        wanted.add((media, one["status"]), (one["amount"],))


def external_links(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """A work's links; one page under two spellings of its address is one link."""
    pages: dict[str, list[tuple[str, list[Testimony]]]] = {}
    told = sorted((page_of(url), url, said) for url, said in elements(testimonies, "external_links").items())
    for page, url, said in told:
        above = next((other for other in parents_of(page) if other in pages), page)
        pages.setdefault(above, []).append((url, said))
    joined = [
        (min(found, key=lambda one: place(one[1]))[0], [t for _, said in found for t in said])
        for found in pages.values()
    ]
    for position, (url, said) in enumerate(sorted(joined, key=lambda one: (place(one[1]), one[0]))):
        site = believed(said, "site") or page_of(url).split("/", 1)[0]
        others = [believed(said, name) for name in ("site_id", "type", "language", "regions", "color", "icon", "notes")]
        disabled = bool(believed(said, "is_disabled"))
        wanted.add((media, url), (site, *others, disabled, position), believed(said, "id"))


def page_of(url: str) -> str:
    """Return an address without what does not tell pages apart: scheme, "www.", a last slash."""
    rest = url.split("://", 1)[-1]
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def parents_of(page: str) -> Iterator[str]:
    """Yield the pages above one that still name a single thing: "site/series/1" above "site/series/1/its-title"."""
    parts = page.split("/")
    for length in range(3, len(parts)):
        if any(letter.isdecimal() for letter in parts[length - 1]):
            yield "/".join(parts[:length])


def streaming_episodes(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """Links to single episodes. A service that moved its episodes has the newer address."""
    found: dict[Any, tuple[str, list[Testimony]]] = {}
    for url, said in sorted(elements(testimonies, "streaming_episodes").items(), key=when_told):
        title = believed(said, "title")
        found[(believed(said, "site"), title) if title else url] = (url, said)
    for position, (url, said) in enumerate(sorted(found.values(), key=lambda one: (place(one[1]), one[0]))):
        wanted.add((media, url), (position, *(believed(said, name) for name in ("title", "thumbnail", "site"))))


def when_told(element: tuple[str, list[Testimony]]) -> tuple[int, str]:
    """Return the sort key of a list's element: when it was last told of, then what tells it apart."""
    return told_at(element[1]), element[0]


def told_at(testimonies: list[Testimony]) -> int:
    """Return when an element of a list was last told of, Unix seconds."""
    return max(
        (claim[0] for _, claims in testimonies for claim in claims.values() if isinstance(claim, list)), default=0
    )


def trends(media: int, testimonies: list[Testimony], wanted: Wanted) -> None:
    """A work's numbers, day by day."""
    for date, said in sorted(elements(testimonies, "trends").items()):
        plain = (believed(said, name) for name in ("average_score", "popularity", "in_progress", "episode"))
        wanted.add((media, int(date)), (believed(said, "trending") or 0, *plain, bool(believed(said, "releasing"))))


def slots(row: dict[str, Any], testimonies: list[Testimony]) -> dict[int, int]:
    """Return episode -> Unix seconds by a work's weekly slot; nothing when a week was skipped somewhere.

    Nothing tells which week, unless there are as many weeks from the first broadcast to the last as episodes.
    """
    slot = believed(testimonies, "broadcast")
    if slot is None or not row["episodes"]:
        return {}
    period = slot["period_days"] * DAY
    whole, rest = divmod(slot["end"] - slot["begin"], period)
    if whole + 1 != row["episodes"] or rest >= DAY:
        return {}
    return {number + 1: slot["begin"] + number * period for number in range(whole + 1)}


def airing_schedule(media: int, row: dict[str, Any], testimonies: list[Testimony], wanted: Wanted) -> None:
    """Broadcasts as announced, else by the work's slot."""
    for episode, said in sorted(elements(testimonies, "airing_schedule").items()):
        at = believed(said, "airing_at")
        if at is not None:
            wanted.add((media, int(episode)), (at,), believed(said, "id"))
    for number, at in slots(row, testimonies).items():
        wanted.add((media, number), (at,))


def episode_rows(media: int, row: dict[str, Any], testimonies: list[Testimony], wanted: Wanted) -> None:
    """Episodes that any source describes, or whose date the work's slot gives."""
    dates = {number: japanese_date(at) for number, at in slots(row, testimonies).items()}
    told = {int(number): said for number, said in elements(testimonies, "episode_rows").items()}
    for number in sorted(dates.keys() | told.keys()):
        said = told.get(number, [])
        titles = (believed(said, name) for name in ("title_english", "title_romaji", "title_native"))
        aired = believed(said, "aired") or dates.get(number)
        wanted.add(
            (media, number), (*titles, aired, bool(believed(said, "is_filler")), bool(believed(said, "is_recap")))
        )


def japanese_date(at: int) -> int:
    """Return the FuzzyDate of a moment in Japan."""
    day = datetime.fromtimestamp(at, UTC) + JAPAN
    return day.year * 10000 + day.month * 100 + day.day


def episode_audio(
    media: int, episodes: dict[tuple[Any, ...], int], testimonies: list[Testimony], wanted: Wanted
) -> None:
    """In which languages a licensed service carries each episode. episodes: (media, number) -> primary key."""
    for number, said in sorted(elements(testimonies, "episode_rows").items()):
        for key in sorted(elements(said, "audio")):
            language, site = key.split(KEY_SEPARATOR)
            wanted.add((episodes[media, int(number)], language, site))


def reviews(media: int, testimonies: list[Testimony], wanted: Wanted, *, with_samples: bool) -> None:
    """Reviews written elsewhere, and samples unless a person removed them."""
    for key, said in sorted(elements(testimonies, "reviews").items()):
        sample = bool(believed(said, "is_sample"))
        if sample and not with_samples:
            continue
        elsewhere = key.isdecimal() and len(key) < 10
        body = believed(said, "body")
        texts = (believed(said, name) for name in ("author_name", "site", "url", "score", "summary"))
        numbers = (believed(said, name) or 0 for name in ("rating", "rating_amount"))
        created = believed(said, "created_at") or 0
        updated = believed(said, "updated_at") or created
        rendered = render_markdown(body) if body else None
        wanted.add(
            (media, f"anilist/{key}" if elsewhere else key if "/" in key else f"{said[0].source}/{key}"),
            (*texts, body, rendered, *numbers, sample, created, updated),
            int(key) if elsewhere else None,
        )
