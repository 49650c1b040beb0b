"""What people wrote about a work goes with it when the work takes another id."""

from collections.abc import Iterable

from django.db import models

from zukan.catalogue.models import Media
from zukan.reviews.models import Review
from zukan.sources.merge.identity import Known


def keep_what_people_wrote(moved: Iterable[Known], entity_of: dict[int, int | None]) -> None:
    """Move works that people wrote about to their new ids. All else of a work is written anew from its records."""
    new_ids: dict[int, int] = {}
    for one in sorted(moved):
        new = entity_of[one.id]
        if one.entity_id is not None and new is not None:
            new_ids.setdefault(one.entity_id, new)
    reviewed = Review.objects.filter(media__in=list(new_ids), author__isnull=False)
    for old in reviewed.values_list("media_id", flat=True).distinct():
        move(old, new_ids[old])


def move(old: int, new: int) -> None:
    """Give a work another id; a work that has that id already takes what people wrote."""
    if Media.objects.filter(pk=new).exists():
        Review.objects.filter(media=old, author__isnull=False).update(media=new)
        return
    for relation in Media._meta.related_objects:
        if relation.one_to_many:
            pointing: type[models.Model] = relation.related_model
            pointing._default_manager.filter(**{relation.field.name: old}).update(**{relation.field.name: new})
    Media.objects.filter(pk=old).update(id=new)
