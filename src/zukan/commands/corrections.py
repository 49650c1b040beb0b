"""`zukan edit`, `release`, `unite` and `split`: a person's word on the catalogue, which wins over every source."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer

from zukan.commands.terminal import fail, output
from zukan.sources import actions
from zukan.sources.errors import SourceError
from zukan.sources.models import ImportRun


class Kind(StrEnum):
    """What can be corrected."""

    MEDIA = "media"
    CHARACTER = "character"
    STAFF = "staff"
    STUDIO = "studio"
    TAG = "tag"


OfKind = Annotated[Kind, typer.Argument(metavar="KIND", help="media, character, staff, studio or tag.")]
EntityId = Annotated[int, typer.Argument(metavar="ID", help="Its id here.", min=1)]


def done(action: Callable[[], ImportRun], told: str) -> None:
    """Do something to the catalogue and say so, or why it cannot be done."""
    try:
        run = action()
    except SourceError as error:
        fail(str(error))
    output.print(f"{told} `zukan imports {run.pk}` lists what followed.", markup=False)


def edit(
    kind: OfKind,
    entity_id: EntityId,
    said: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE…", help="What is so; a list as JSON: 'genres=[\"Drama\"]'.")
    ],
) -> None:
    """Say what fields of an entity are. It stays so, whatever sources say later, until it is released.

    Fields are called as docs/import.md lists them: title_english, episodes, start_date=20210400 (April 2021).
    """
    fields = dict(split_assignment(one) for one in said)
    done(lambda: actions.edit(kind.value, entity_id, fields), f"{kind.value} {entity_id} is corrected.")


def split_assignment(text: str) -> tuple[str, Any]:
    """Return the field and the value of "field=value"."""
    field, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text!r} has no =", param_hint="FIELD=VALUE")
    if not value.startswith(("[", "{")):
        return field, value
    try:
        return field, json.loads(value)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no JSON: {error}", param_hint="FIELD=VALUE") from error


def release(
    kind: OfKind,
    entity_id: EntityId,
    fields: Annotated[list[str] | None, typer.Argument(metavar="FIELD…", help="All when none is named.")] = None,
) -> None:
    """Take back what was said here of fields of an entity, so that sources are believed again."""
    done(lambda: actions.release(kind.value, entity_id, fields or ()), f"{kind.value} {entity_id} is released.")


def unite(kind: OfKind, first: EntityId, second: EntityId) -> None:
    """Say that two entities are one. What people wrote goes along, and the id that is left leads to the other."""
    done(lambda: actions.unite(kind.value, first, second), f"{kind.value} {first} and {second} are one.")


def split(
    kind: OfKind,
    record: Annotated[
        str, typer.Argument(metavar="SOURCE/KEY", help="What a source says, as `zukan provenance` calls it.")
    ],
) -> None:
    """Say that a record is not of the entity that it was found to be of. Both get the ids that they had."""
    done(lambda: actions.split(kind.value, record), f"{record} is apart.")
