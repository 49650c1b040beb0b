"""By what a record can be recognised, read from its claims."""

from collections.abc import Iterator

from django.db import models

from zukan.catalogue.models import Character, Media, MediaTag, Staff, Studio
from zukan.catalogue.names import fold_name
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.claims import KEY_SEPARATOR, Claims
from zukan.sources.sites import SITES
from zukan.sources.vocabulary import LONGEST_NAME

KINDS = ("tag", "studio", "staff", "character", "media")
MODEL_OF_KIND: dict[str, type[models.Model]] = {
    "media": Media,
    "character": Character,
    "staff": Staff,
    "studio": Studio,
    "tag": MediaTag,
}
NAME_OF_KIND = {"character": "name_full", "staff": "name_full", "studio": "name", "tag": "name"}
NUMBERED_ALIKE = {"anilist", "bangumi"}  # anime and manga share one numbering
IDS_ONLY = {"ids", "ids_number", "ids_gone"}
RECOGNISED_BY = ("ids", "ids_number", "type", "name", "name_full")  # of a record's claims, once it is split


def anilist_ids_of(claims: Claims) -> list[int]:
    """Return the AniList ids that a record gives, the smallest first."""
    prefix = f"anilist{KEY_SEPARATOR}"
    keys = [joined.removeprefix(prefix) for joined in claims.get("ids", ()) if joined.startswith(prefix)]
    return sorted(int(key) for key in keys if key.isdecimal() and 0 < int(key) < FIRST_LOCAL_ID)


def anilist_id_of(claims: Claims) -> int | None:
    """Return the AniList id that a record gives, None when it gives none, or several: that tells nothing."""
    ids = anilist_ids_of(claims)
    return ids[0] if len(ids) == 1 else None


def split_by_anilist_id(kind: str, key: str, claims: Claims) -> Iterator[tuple[str, Claims]]:
    """Yield (key, claims): a row of an id map that names several AniList ids speaks of each of these works."""
    ids = anilist_ids_of(claims) if kind == "media" and claims.keys() <= IDS_ONLY else []
    if len(ids) < 2:
        yield key, claims
        return
    own: Claims = {f"anilist{KEY_SEPARATOR}{one}": {} for one in ids}
    others = {joined: inner for joined, inner in claims["ids"].items() if joined not in own}
    for joined, one in zip(own, ids, strict=True):
        yield f"{key[:60]}#{one}", {**claims, "ids": {**others, joined: {}}}


def stands(kind: str, claims: Claims) -> bool:
    """Return whether a record says enough to make an entity of: a work's type, anything else's name."""
    field = "type" if kind == "media" else NAME_OF_KIND[kind]
    return field in claims and bool(claims[field][1].strip())


def tokens_of(kind: str, key: str, claims: Claims) -> set[str]:
    """Return all by which a record can be recognised."""
    own = anilist_id_of(claims)
    tokens = set() if own is None else {f"anilist:{own}"}
    if kind == "media":
        return tokens | site_tokens(claims)
    tokens |= {
        f"{site}:{number}"
        for site, number in (joined.split(KEY_SEPARATOR, 1) for joined in claims.get("ids", ()))
        if site != "anilist" and site in SITES and SITES[site].identifies
    }
    name = key[1:] if key.startswith("~") else claims.get(NAME_OF_KIND[kind], (0, ""))[1] if own is not None else ""
    if name:
        tokens.add(f"name:{(fold_name(name) or name)[:LONGEST_NAME]}")
    return tokens


def site_tokens(claims: Claims) -> set[str]:
    """Return a work's keys on sites whose keys mean one work each."""
    numbering = next((claims[field][1] for field in ("type", "ids_number") if field in claims), None)
    tokens = set()
    for joined in claims.get("ids", ()):
        site, key = joined.split(KEY_SEPARATOR, 1)
        if site == "anilist" or site not in SITES or not SITES[site].identifies:
            continue
        if site in NUMBERED_ALIKE:
            tokens.add(f"{site}:{key}")
        elif numbering:
            tokens.add(f"{site}:{numbering}/{key}")
    return tokens
