"""The whole of the shipped file, as a first start loads it."""

from collections import Counter

import pytest

from zukan.catalogue.models import Media, MediaExternalLink
from zukan.catalogue.names import fold_name
from zukan.sources.importing import import_records
from zukan.sources.models import SourceRecord
from zukan.sources.records import AnyRecord
from zukan.sources.sites import is_licensed_link
from zukan.starter import build

TWO_WORKS = {  # within a year, by AniList too: two seasons; pilots and their series
    fold_name("ぼくたちは勉強ができない"),
    fold_name("ニンジャボックス"),
}


def same_names() -> list[tuple[str, int]]:
    """Return (title, year) of anime of one native title, format and first year, less those that are two works."""
    works = Media.objects.filter(type="ANIME", title_native__isnull=False, start_date__isnull=False)
    counts = Counter(
        (fold_name(title), kind, start // 10_000)
        for title, kind, start in works.values_list("title_native", "format", "start_date")
    )
    return sorted((title, year) for (title, _, year), count in counts.items() if count > 1 and title not in TWO_WORKS)


@pytest.mark.django_db
def test_the_whole_file_loads_and_a_second_time_changes_nothing(starter_records: list[AnyRecord]) -> None:
    import_records(starter_records, "starter")
    assert Media.objects.count() >= 7500
    assert Media.objects.filter(average_score__isnull=False).count() >= 2000
    assert Media.objects.exclude(description=None).count() == 41
    assert all(map(is_licensed_link, MediaExternalLink.objects.values_list("url", flat=True)))
    assert SourceRecord.objects.values("source").distinct().count() == len(build.HEADER["sources"])
    assert same_names() == []
    again = import_records(starter_records, "starter")
    assert not again.outcome.new
    assert not again.outcome.changed
