"""The whole of the shipped file, as a first start loads it."""

import pytest

from zukan.catalogue.models import Media, MediaExternalLink
from zukan.sources.importing import import_records
from zukan.sources.models import SourceRecord
from zukan.sources.records import AnyRecord
from zukan.sources.sites import is_licensed_link
from zukan.starter import build


@pytest.mark.django_db
def test_the_whole_file_loads_and_a_second_time_changes_nothing(starter_records: list[AnyRecord]) -> None:
    import_records(starter_records, "starter")
    assert Media.objects.count() >= 7500
    assert Media.objects.filter(average_score__isnull=False).count() >= 2000
    assert Media.objects.exclude(description=None).count() == 41
    assert all(map(is_licensed_link, MediaExternalLink.objects.values_list("url", flat=True)))
    assert SourceRecord.objects.values("source").distinct().count() == len(build.HEADER["sources"])
    again = import_records(starter_records, "starter")
    assert not again.outcome.new
    assert not again.outcome.changed
