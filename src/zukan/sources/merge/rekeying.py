"""Entities that take another id: the row and all that points to it go with it, and the old id redirects."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import connection, models

from zukan.catalogue.models import Redirect
from zukan.sources.merge.bulk import insert, rows_where
from zukan.sources.merge.grouping import Known
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.models import AwaitedReference, SourceRecord

Moves = dict[int, int]  # old id -> new id


def rekey(kind: str, moved: Iterable[Known], entity_of: Mapping[int, int | None]) -> list[tuple[str, int, int]]:
    """Move entities whose records mean another id. Only inside a transaction, before the records are written.

    An entity whose new id has no row yet takes its row along; else what people wrote goes to the row that is there.
    Return (kind, old id, new id) of each.
    """
    moves = ended(kind, moved, entity_of)
    forget_living(kind, {entity for entity in entity_of.values() if entity is not None})
    if not moves:
        return []
    model = MODEL_OF_KIND[kind]
    there = {pk for (pk,) in rows_where(model, ("pk",), "pk", [*moves, *moves.values()])}
    takers: dict[int, int] = {}  # new id -> the old one whose row becomes its
    for old, new in sorted(moves.items()):
        if old in there and new not in there:
            takers.setdefault(new, old)
    move_rows(model, {old: new for new, old in takers.items()})
    merging = {old: new for old, new in moves.items() if old in there and takers.get(new) != old}
    move_what_people_wrote(model, merging)
    if kind == "media":
        AwaitedReference.objects.filter(media_id__in=list(moves)).delete()  # the new id's are written with its lists
    redirect(kind, moves)
    return [(kind, old, new) for old, new in sorted(moves.items())]


def ended(kind: str, moved: Iterable[Known], entity_of: Mapping[int, int | None]) -> Moves:
    """Return the ids that no record will mean any more, each with the id that most of its first records mean now."""
    leaving: Moves = {}
    for one in sorted(moved, key=lambda record: (not record.stands, record.source, record.key)):
        new = entity_of[one.id]
        if one.entity_id is not None and new is not None:
            leaving.setdefault(one.entity_id, new)
    going = {one.id for one in moved}
    staying = rows_where(SourceRecord, ("entity_id", "id"), "entity_id", leaving, {"kind": kind}) if leaving else []
    kept = {entity for entity, record in staying if record not in going}
    kept |= {entity for entity in entity_of.values() if entity is not None}
    return {old: new for old, new in leaving.items() if old not in kept}


def forget_living(kind: str, living: set[int]) -> None:
    """Remove redirects from ids that mean an entity of their own again."""
    stale = rows_where(Redirect, ("pk",), "old_id", living, {"entity": kind})
    if stale:
        Redirect.objects.filter(pk__in=[pk for (pk,) in stale]).delete()


def redirect(kind: str, moves: Moves) -> None:
    """Let old ids lead to new ones, those too that led to an old one."""
    earlier = Redirect.objects.filter(entity=kind, new_id__in=list(moves)).values_list("old_id", "new_id")
    chained = {old: moves[between] for old, between in earlier}
    rows = ((kind, old, new) for old, new in (chained | moves).items() if old != new)
    insert(Redirect, ("entity", "old_id", "new_id"), rows, unique=("entity", "old_id"), update=("new_id",))


def pointers(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Yield (table, column) of all that points to rows of a model."""
    for relation in model._meta.related_objects:
        field = relation.field
        if isinstance(field, models.ForeignKey):
            yield connection.ops.quote_name(field.model._meta.db_table), connection.ops.quote_name(str(field.column))


def pointing_works(kind: str, entities: set[int]) -> set[int]:
    """Return the works of which something points to entities: what is united or parted changes them too."""
    works: set[int] = set()
    for relation in MODEL_OF_KIND[kind]._meta.related_objects if entities else ():
        model, field = relation.related_model, relation.field
        owner = path_to_work(model)
        if isinstance(field, models.ForeignKey) and field.name != "media" and owner and not is_peoples(model):
            rows = model._default_manager.filter(**{f"{field.name}__in": entities})
            works.update(rows.values_list(owner, flat=True).order_by().distinct())
    return works


def path_to_work(model: type[models.Model]) -> str | None:
    """Return the path from rows of a model to the works that they belong to, None for what is reckoned of all works."""
    if hasattr(model, "media_id"):
        return "media_id"
    return "appearance__media_id" if hasattr(model, "appearance_id") else None  # a voice hangs on a role


def move_rows(model: type[models.Model], moves: Moves) -> None:
    """Give rows other ids, in their own table and in all that points to them."""
    if not moves:
        return
    key = connection.ops.quote_name(str(model._meta.pk.column))
    tables = [(connection.ops.quote_name(model._meta.db_table), key), *pointers(model)]
    with connection.cursor() as cursor:
        for table, column in tables:
            sql = f"UPDATE {table} SET {column} = %s WHERE {column} = %s"  # noqa: S608  # names of ours
            cursor.executemany(sql, [(new, old) for old, new in moves.items()])


def is_peoples(model: type[models.Model]) -> bool:
    """Tell whether people write the rows of a model and no import does: entries of lists, favourites, threads."""
    return model._meta.app_label in ("tracker", "forum")


def move_what_people_wrote(model: type[models.Model], moves: Moves) -> None:
    """Hand what people wrote and keep to the entities that these were found to be. All else is written anew."""
    if not moves:
        return
    for relation in model._meta.related_objects:
        related: type[models.Model] = relation.related_model
        name = relation.field.name
        if is_peoples(related):
            move_what_is_kept(related, name, moves)
        elif any(field.name == "author" for field in related._meta.get_fields()):
            rows = related._default_manager.filter(author__isnull=False)
            for old, new in moves.items():
                rows.filter(**{name: old}).update(**{name: new})


def move_what_is_kept(related: type[models.Model], name: str, moves: Moves) -> None:
    """Hand what people keep to other entities; who has a row of the new one already keeps that."""
    rows, owner = related._default_manager, owner_of(related, name)
    for old, new in moves.items():
        moving = rows.filter(**{name: old})
        if owner:
            there = rows.filter(**{name: new}).values_list(owner, flat=True)
            moving = moving.exclude(**{f"{owner}__in": list(there)})
        moving.update(**{name: new})


def owner_of(model: type[models.Model], name: str) -> str | None:
    """Return the field that may occur once with each value of another, None when it may occur often."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            return next(field for field in constraint.fields if field != name)
    return None
