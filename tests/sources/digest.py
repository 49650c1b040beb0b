"""The whole catalogue as lines of text that do not depend on ids given here, nor on times."""

from collections.abc import Callable, Iterator
from typing import Any

from zukan.catalogue.models import Character, Media, MediaTag, Staff, Studio
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.merge.identity import MODEL_OF_KIND, NAME_OF_KIND
from zukan.sources.merge.relations import TABLE as RELATIONS
from zukan.sources.merge.works import AUDIO, RECOMMENDATIONS, TABLES, VOICES
from zukan.sources.models import Conflict, TitleMatch

ENTITIES = {"media_id": Media, "related_id": Media, "recommended_id": Media, "character_id": Character}
ENTITIES |= {"staff_id": Staff, "studio_id": Studio, "tag_id": MediaTag}


def canonical_names() -> dict[Any, dict[int, str]]:
    """Return for each model: id -> a name that any order of imports gives."""
    result: dict[Any, dict[int, str]] = {Media: {}}
    for media in Media.objects.prefetch_related("external_ids"):
        keys = sorted(f"{one.site}:{one.key}" for one in media.external_ids.all())
        local = f"{media.title_native}|{media.title_romaji}|{media.start_date}|{keys}"
        result[Media][media.pk] = str(media.pk) if media.pk < FIRST_LOCAL_ID else local
    for kind, field in NAME_OF_KIND.items():
        model = MODEL_OF_KIND[kind]
        rows = model._default_manager.values_list("pk", field)
        result[model] = {pk: str(pk) if pk < FIRST_LOCAL_ID else f"~{name}" for pk, name in rows}
    return result


def digest_lines() -> list[str]:
    """Return the catalogue as sorted lines."""
    names = canonical_names()
    return sorted([*entity_lines(names), *child_lines(names)])


def main() -> None:
    """Print the lines of this installation's catalogue."""
    for line in digest_lines():
        print(line.replace("\n", "\\n"))  # noqa: T201  # what it is for


def queue_lines() -> list[str]:
    """Return what needs a look, and what names joined, as sorted lines."""
    pairs = TitleMatch.objects.values_list(
        *("first__source", "first__key", "second__source", "second__key", "total", "is_accepted")
    )
    matches = (f"match {row}" for row in pairs)
    conflicts = (f"conflict {one.kind} {one.token} {sorted(one.records)}" for one in Conflict.objects.all())
    return sorted([*matches, *conflicts])


def entity_lines(names: dict[Any, dict[int, str]]) -> Iterator[str]:
    """Yield a line for each entity with all its columns."""
    for model in MODEL_OF_KIND.values():
        for row in model._default_manager.values():
            yield f"{model.__name__} {names[model][row.pop('id')]} {sorted(row.items(), key=str)}"


def child_lines(names: dict[Any, dict[int, str]]) -> Iterator[str]:
    """Yield a line for each row that hangs on a work."""
    owners: dict[str, dict[int, str]] = {}
    owners["appearance_id"] = {
        pk: f"{names[Media][media]}/{names[Character][character]}"
        for pk, media, character in TABLES["characters"].model._default_manager.values_list(
            "pk", "media_id", "character_id"
        )
    }
    owners["episode_id"] = {
        pk: f"{names[Media][media]}/{number}"
        for pk, media, number in TABLES["episodes"].model._default_manager.values_list("pk", "media_id", "number")
    }
    owners["genre_id"] = dict(TABLES["genres"].model._default_manager.values_list("genre_id", "genre__name"))
    for table in (*TABLES.values(), VOICES, AUDIO, RELATIONS, RECOMMENDATIONS):
        columns = (*table.key, *table.columns)
        shown: list[Callable[[Any], Any]] = [lookup(column, names, owners) for column in columns]
        for row in table.model._default_manager.values_list(*columns):
            yield f"{table.model.__name__} {[show(value) for show, value in zip(shown, row, strict=True)]}"


def lookup(column: str, names: dict[Any, dict[int, str]], owners: dict[str, dict[int, str]]) -> Callable[[Any], Any]:
    """Return what shows a column's value."""
    known = owners.get(column) or names.get(ENTITIES.get(column))
    return (lambda value: value) if known is None else (lambda value: known[value])
