"""A table's cells to the fields of a work's record."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, TypeAlias

import msgspec

from zukan.sources.anilist.naming import named_reference
from zukan.sources.attribution import split_attribution
from zukan.sources.mapped_tables.dates import fuzzy_date, span
from zukan.sources.mapped_tables.genres import GENRES
from zukan.sources.mapped_tables.mapping import Column
from zukan.sources.records import EpisodeText, MediaRecord, StatusAmount, TagRank, TranslatedTitle
from zukan.sources.sites import SITES

Facts: TypeAlias = dict[str, Any]  # field of MediaRecord, or a word of `rows.settle` -> what a row says
Read: TypeAlias = Callable[[Facts, str, Column], None]  # Raises ValueError for a text that cannot be read

NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)
DURATION = re.compile(r"(?:(\d{1,4}) hr\.?)? ?(?:(\d{1,4}) min\.?)? ?(?:(\d{1,5}) sec\.?)?(?: per ep\.?)?", re.ASCII)
SEASON = re.compile(r"(?P<season>winter|spring|summer|fall)(?:[ _]?(?P<year>\d{4}))?", re.ASCII | re.IGNORECASE)
SLOT = re.compile(r"(?P<day>[A-Z][a-z]+days?) at (?P<time>\d\d:\d\d)(?: \(JST\))?", re.ASCII)
YOUTUBE = re.compile(r"https?://(?:www\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?v=|embed/))([\w-]{11})")
BRACKETS = (("(", ")"), ("（", "）"), ("「", "」"))
YES, NO = {"true", "1", "yes"}, {"false", "0", "no"}
# A company's name may hold the comma that stands between names.
OF_A_COMPANY = r"(?!(?:inc|ltd|llc|co)\b\.?(?:,|;|$| ltd))"


class UnknownValueError(ValueError):
    """A word that the mapping does not know: it says nothing, and is counted."""


@cache
def type_of(struct: type[msgspec.Struct], field: str) -> Any:
    """Return the type of a struct's field."""
    return next(info.type for info in msgspec.structs.fields(struct) if info.name == field)


def put(facts: Facts, field: str, value: Any) -> None:
    """Note a field. Raises msgspec.ValidationError for what it cannot hold. What a row said before stands."""
    facts.setdefault(field, msgspec.convert(value, type_of(MediaRecord, field)))


def number(text: str, times: int = 1) -> int:
    """Return a number, rounded: "28.0" is 28, "9.31" ten times 93. Raises ValueError."""
    plain = text.replace(",", "")
    if not NUMBER.fullmatch(plain):
        raise ValueError(f'"{text[:40]}" is not a number')
    return int((Decimal(plain) * times).quantize(Decimal(1), ROUND_HALF_UP))


def flag(text: str) -> bool:
    """Return whether "True", "1" or "yes" is meant, or "False", "0" or "no". Raises ValueError."""
    if text.lower() not in YES | NO:
        raise ValueError(f'"{text[:40]}" is neither yes nor no')
    return text.lower() in YES


def minutes(text: str) -> int:
    """Return the minutes of "24 min per ep", "1 hr 30 min", "45 sec" or "24". A part of a minute is one."""
    if NUMBER.fullmatch(text):
        return number(text)
    found = DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ValueError(f'"{text[:40]}" is not a duration')
    hours, whole, seconds = (int(part or 0) for part in found.groups())
    return hours * 60 + whole + -(-seconds // 60)


def parts(text: str, column: Column) -> list[str]:
    """Return the parts of a list's cell, each as the mapping words it and once."""
    pieces = re.split(re.escape(column.separator) + OF_A_COMPANY, text, flags=re.IGNORECASE)
    words = (worded(piece.strip(), column) for piece in (pieces if column.separator else [text]))
    return list(dict.fromkeys(word for word in words if word))


def worded(text: str, column: Column) -> str:
    """Return what a text stands for by the mapping; "" says nothing."""
    if text in column.empty:
        return ""
    return column.values.get(text, column.values.get("*", text))


def text_to(field: str) -> Read:
    """Read a text."""
    return lambda facts, text, column: put(facts, field, text)


def address_to(field: str) -> Read:
    """Read the web address of a picture."""

    def read(facts: Facts, text: str, column: Column) -> None:
        if not text.startswith(("https://", "http://")):
            raise ValueError(f'"{text[:40]}" is not a web address')
        put(facts, field, text)

    return read


def word_to(field: str) -> Read:
    """Read one of a field's few words."""

    def read(facts: Facts, text: str, column: Column) -> None:
        try:
            put(facts, field, text.upper().replace(" ", "_"))
        except msgspec.ValidationError as error:
            raise UnknownValueError("a word that the mapping does not know") from error

    return read


def number_to(field: str) -> Read:
    """Read a number."""
    return lambda facts, text, column: put(facts, field, number(text, column.times))


def flag_to(field: str) -> Read:
    """Read yes or no."""
    return lambda facts, text, column: put(facts, field, flag(text))


def date_to(field: str) -> Read:
    """Read a date."""

    def read(facts: Facts, text: str, column: Column) -> None:
        put(facts, field, fuzzy_date(text, column.form))
        facts["padded"] = max(facts.get("padded", ""), column.padded, key=("", "unreleased", "always").index)

    return read


def read_span(facts: Facts, text: str, column: Column) -> None:
    """Read first and last day of one cell."""
    for field, day in zip(("start_date", "end_date"), span(text, column.form), strict=True):
        if day is not None:
            put(facts, field, day)


def read_season(facts: Facts, text: str, column: Column) -> None:
    """Read "fall 2023", "FALL" or "fall"."""
    found = SEASON.fullmatch(text)
    if found is None:
        raise UnknownValueError("it is not a season")
    put(facts, "season", found["season"].upper())
    if found["year"]:
        put(facts, "season_year", int(found["year"]))


def read_slot(facts: Facts, text: str, column: Column) -> None:
    """Read "Fridays at 23:00 (JST)"."""
    found = SLOT.fullmatch(text)
    if found is None:
        raise UnknownValueError("it is not a weekly slot")
    facts["slot_day"], facts["slot_time"] = found["day"], found["time"]


def word_of_row(name: str) -> Read:
    """Keep a text for what a row says as a whole."""

    def read(facts: Facts, text: str, column: Column) -> None:
        facts[name] = text

    return read


def read_trailer(facts: Facts, text: str, column: Column) -> None:
    """Read the address of a video on YouTube."""
    found = YOUTUBE.match(text)
    if found is None:
        raise UnknownValueError("it is not the address of a video on YouTube")
    put(facts, "trailer_id", found[1])
    put(facts, "trailer_site", "youtube")


def read_description(facts: Facts, text: str, column: Column) -> None:
    """Read a synopsis and whom it names as its writer."""
    description, writer = split_attribution(text.replace(column.breaks, "\n\n") if column.breaks else text)
    if description:
        put(facts, "description", description)
        if writer:
            put(facts, "description_source", writer)


def read_labels(facts: Facts, text: str, column: Column) -> None:
    """Sort labels into genres and tags: AniList's genres are genres. A work of the genre Hentai is for adults."""
    for label in parts(text, column):
        if label in GENRES:
            add(facts, "genres", label)
        else:
            add(facts, "tags", TagRank(tag=named_reference(label)))
    if "Hentai" in facts.get("genres", ()):
        facts["is_adult"] = True


def add(facts: Facts, field: str, value: Any) -> None:
    """Add to a list what is not in it yet."""
    held = facts.setdefault(field, [])
    if value not in held:
        held.append(value)


def read_genres(facts: Facts, text: str, column: Column) -> None:
    """Read genres, whatever they are called."""
    for genre in parts(text, column):
        add(facts, "genres", genre)


def read_tags(facts: Facts, text: str, column: Column) -> None:
    """Read tags."""
    for tag in parts(text, column):
        add(facts, "tags", TagRank(tag=named_reference(tag)))


def read_synonyms(facts: Facts, text: str, column: Column) -> None:
    """Read other titles."""
    for title in parts(text, column):
        add(facts, "synonyms", title)


def credit_of(is_main: bool) -> Read:
    """Read companies; the main studios are not credited a second time for producing."""

    def read(facts: Facts, text: str, column: Column) -> None:
        for name in parts(text, column):
            companies = facts.setdefault("companies", {})
            companies[name] = companies.get(name, False) or is_main

    return read


def id_on(site: str) -> Read:
    """Read what a site calls the work. Numbers may be written as "54.0"."""

    def read(facts: Facts, text: str, column: Column) -> None:
        add(facts.setdefault("ids", {}), site, plain_key(text))

    return read


def plain_key(text: str) -> str:
    """Return an id as its site writes it: "54" for "54.0"."""
    return str(number(text)) if NUMBER.fullmatch(text) else text


def title_in(language: str) -> Read:
    """Read a title in a language."""

    def read(facts: Facts, text: str, column: Column) -> None:
        add(facts, "translated_titles", TranslatedTitle(language=language, text=text))

    return read


def users_with(status: str) -> Read:
    """Read how many users have the work in a list status."""

    def read(facts: Facts, text: str, column: Column) -> None:
        count = {"status": status, "amount": number(text)}
        add(facts, "status_counts", msgspec.convert(count, StatusAmount))

    return read


def of_episode(field: str) -> Read:
    """Read a field of the episode that the row tells of."""
    parse: Callable[[str, Column], Any] = {
        "number": lambda text, column: number(text),
        "aired": lambda text, column: fuzzy_date(text, column.form),
        "is_filler": lambda text, column: flag(text),
        "is_recap": lambda text, column: flag(text),
    }.get(field, lambda text, column: text)

    def read(facts: Facts, text: str, column: Column) -> None:
        if column.cut and any(text.count(left) != text.count(right) for left, right in BRACKETS):
            raise UnknownValueError("half a pair of brackets: it was cut")
        value = msgspec.convert(parse(text, column), type_of(EpisodeText, field))
        facts.setdefault("episode", {})[field] = value

    return read


TEXTS = ("title_romaji", "title_english", "title_native", "hashtag", "age_rating", "franchise", "country_of_origin")
PLAIN = (*TEXTS, "trailer_id", "trailer_site", "cover_color", "description_source")
NUMBERS = (
    *("episodes", "chapters", "volumes", "season_year", "average_score", "mean_score", "popularity", "favourites"),
    *("trending", "scored_by", "score_rank", "popularity_rank"),
)
EPISODE = ("number", "title_english", "title_romaji", "title_native", "aired", "is_filler", "is_recap")
STATUSES = ("CURRENT", "PLANNING", "COMPLETED", "DROPPED", "PAUSED", "REPEATING")
LANGUAGES = ("ja", "en", "ko", "zh", "zh-Hans", "zh-Hant", "de", "fr", "es", "pt", "it", "ru", "ar", "th", "vi", "pl")

TARGETS: dict[str, Read] = {
    **{name: text_to(name) for name in PLAIN},
    **{name: number_to(name) for name in NUMBERS},
    **{name: address_to(name) for name in ("cover_extra_large", "cover_large", "cover_medium", "banner_image")},
    **{name: word_to(name) for name in ("format", "status", "origin")},
    **{name: flag_to(name) for name in ("is_adult", "is_licensed")},
    **{name: date_to(name) for name in ("start_date", "end_date")},
    **{f"id:{site}": id_on(site) for site in SITES},
    **{f"title:{language}": title_in(language) for language in LANGUAGES},
    **{f"users:{status}": users_with(status) for status in STATUSES},
    **{f"episode:{name}": of_episode(name) for name in EPISODE},
    "dates": read_span,
    "duration": lambda facts, text, column: put(facts, "duration", minutes(text)),
    "updated_at": lambda facts, text, column: put(facts, "updated_at", number(text)),
    "season": read_season,
    "broadcast": read_slot,
    "broadcast_day": word_of_row("slot_day"),
    "broadcast_time": word_of_row("slot_time"),
    "description": read_description,
    "trailer": read_trailer,
    "synonyms": read_synonyms,
    "genres": read_genres,
    "tags": read_tags,
    "labels": read_labels,
    "main_studios": credit_of(is_main=True),
    "studios": credit_of(is_main=False),
}
