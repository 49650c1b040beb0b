"""The columns of each entity, from all that is claimed of it."""

from typing import Any

from zukan.catalogue.names import slug_of
from zukan.catalogue.rendering import render_description, render_markdown
from zukan.sources.claims import KEY_SEPARATOR
from zukan.sources.precedence import OTHERS, Testimony, believed, rank, verdict

FEWEST_SCORES = 100  # below that a mean says little
FEWEST_LISTINGS = 2_000  # of which about one in twenty scores
PERSON_TEXTS = (
    *("name_first", "name_middle", "name_last", "name_native", "image_large", "image_medium", "gender"),
    *("date_of_birth", "blood_type"),
)
MEDIA_PLAIN = (
    *(
        "type",
        "format",
        "status",
        "season",
        "season_year",
        "start_date",
        "duration",
    ),
    *("country_of_origin", "cover_extra_large", "cover_large", "cover_medium", "cover_color"),
    *("banner_image", "trailer_id", "trailer_site", "trailer_thumbnail", "hashtag", "is_licensed", "is_locked"),
    *("updated_at", "title_romaji", "title_native", "franchise"),
)


def media_row(testimonies: list[Testimony]) -> dict[str, Any]:
    """Return a work's columns."""
    row = {name: believed(testimonies, name) for name in MEDIA_PLAIN}
    description = believed(testimonies, "description") or None
    english = believed(testimonies, "title_english") or fallback_title(row, testimonies)
    return row | {
        "title_english": english,
        "slug": slug_of(row["title_romaji"], english, row["title_native"]),
        "source": believed(testimonies, "origin"),
        "id_mal": believed(testimonies, "id_mal") or first_number(testimonies, "myanimelist"),
        "description": description,
        "description_html": render_description(description) if description else None,
        "description_source": believed(testimonies, "description_source") or None if description else None,
        **{name: unless_running(testimonies, name) for name in ("end_date", "episodes", "chapters", "volumes")},
        **{name: believed(trusted(testimonies), name) for name in ("average_score", "mean_score")},
        "is_adult": adult(testimonies),
        **{name: believed(testimonies, name) or 0 for name in ("popularity", "favourites", "trending")},
    }


def unless_running(testimonies: list[Testimony], field: str) -> Any:
    """Return what is only known when a work has ended.

    A source that is believed less does not end what a better one says is running, nor count its episodes.
    """
    status, found = verdict(testimonies, "status"), verdict(testimonies, field)
    if status and found and status.value == "RELEASING" and found.rank > status.rank:
        return None
    return found.value if found else None


def trusted(testimonies: list[Testimony]) -> list[Testimony]:
    """Return what is said without lesser sources whose score only few gave: a film that thirteen saw tops no list."""
    return [
        one for one in testimonies if rank(one.source, "average_score") <= rank(OTHERS, "average_score") or many(one)
    ]


def many(testimony: Testimony) -> bool:
    """Return whether enough users of a source scored a work; where it does not tell, whether enough list it."""
    claims = testimony.claims
    if "scored_by" in claims:
        return bool(claims["scored_by"][1] >= FEWEST_SCORES)
    return bool("popularity" in claims and claims["popularity"][1] >= FEWEST_LISTINGS)


def adult(testimonies: list[Testimony]) -> bool:
    """Tell whether a work is for adults: by its flag, or where nobody gives one by the genre that only they have."""
    flag = believed(testimonies, "is_adult")
    return "Hentai" in (believed(testimonies, "genres") or ()) if flag is None else bool(flag)


def fallback_title(row: dict[str, Any], testimonies: list[Testimony]) -> str | None:
    """Return a translated English title for a work that has no title in Latin letters at all."""
    if row["title_romaji"]:
        return None
    titles = believed(testimonies, "translated_titles") or []
    return next((title["text"] for title in titles if title["language"] == "en"), None)


def first_number(testimonies: list[Testimony], site: str) -> int | None:
    """Return the smallest of a work's numbers on a site."""
    numbers = []
    for _, claims in testimonies:
        for joined in claims.get("ids", ()):
            name, key = joined.split(KEY_SEPARATOR, 1)
            if name == site and key.isdecimal() and len(key) < 10:
                numbers.append(int(key))
    return min(numbers, default=None)


def person_row(testimonies: list[Testimony]) -> dict[str, Any]:
    """Return the columns that characters and staff share."""
    birth = believed(testimonies, "date_of_birth")
    description = believed(testimonies, "description") or None
    row = {name: believed(testimonies, name) for name in (*PERSON_TEXTS, "name_full")}
    return row | {
        "slug": slug_of(row["name_full"], row["name_native"]),
        "name_alternative": believed(testimonies, "name_alternative") or [],
        "description": description,
        "description_html": render_markdown(description) if description else None,
        "birthday": birth % 10000 if birth and birth % 100 and birth // 100 % 100 else None,
        "favourites": believed(testimonies, "favourites") or 0,
    }


def character_row(testimonies: list[Testimony]) -> dict[str, Any]:
    """Return a character's columns."""
    return person_row(testimonies) | {
        "age": believed(testimonies, "age"),
        "name_alternative_spoiler": believed(testimonies, "name_alternative_spoiler") or [],
    }


def staff_row(testimonies: list[Testimony]) -> dict[str, Any]:
    """Return a person's columns."""
    plain = ("language", "date_of_death", "age", "home_town")
    return (
        person_row(testimonies)
        | {name: believed(testimonies, name) for name in plain}
        | {name: believed(testimonies, name) or [] for name in ("primary_occupations", "years_active")}
    )


def studio_row(testimonies: list[Testimony]) -> dict[str, Any]:
    """Return a studio's columns."""
    return {
        "name": believed(testimonies, "name"),
        "slug": slug_of(believed(testimonies, "name")),
        "is_animation_studio": bool(believed(testimonies, "is_animation_studio")),
        "favourites": believed(testimonies, "favourites") or 0,
    }


def tag_row(testimonies: list[Testimony]) -> dict[str, Any]:
    """Return a tag's columns."""
    return {
        "name": believed(testimonies, "name"),
        "slug": slug_of(believed(testimonies, "name")),
        "description": believed(testimonies, "description"),
        "category": believed(testimonies, "category"),
        "is_general_spoiler": bool(believed(testimonies, "is_general_spoiler")),
        "is_adult": bool(believed(testimonies, "is_adult")),
    }


ROW_OF_KIND = {
    "media": media_row,
    "character": character_row,
    "staff": staff_row,
    "studio": studio_row,
    "tag": tag_row,
}
