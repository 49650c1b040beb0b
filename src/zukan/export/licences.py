"""Under which licences what the catalogue holds may be passed on."""

from zukan.sources.anilist.extension import Licence
from zukan.sources.models import Source, SourceRecord
from zukan.starter.credits import CREDITS


def licences() -> list[Licence]:
    """Return each source of which the catalogue holds anything, with the licence that it states."""
    stated = {one.name: Licence(one.name, one.licence, one.homepage) for one in Source.objects.exclude(licence="")}
    credited = {one.source: Licence(one.source, one.licence, one.url or "") for one in CREDITS}
    names = SourceRecord.objects.order_by("source").values_list("source", flat=True).distinct()
    return [stated.get(name) or credited.get(name) or Licence(name) for name in names]
