"""The sample reviews, which show the layout of a site that has no reviews yet."""

import time

from django.db import transaction

from zukan.reviews.models import Review
from zukan.sources.locking import only_import
from zukan.sources.merge.completing import complete
from zukan.sources.merge.keeping import mark_outdated
from zukan.sources.merge.works import REMOVED_SAMPLES
from zukan.sources.models import ImportRun


def remove_samples() -> int:
    """Remove the sample reviews, also those of files that are imported after this. Return how many there were.

    Raises ImportRunningError while an import is running.
    """
    with only_import():
        works = list(Review.objects.filter(is_sample=True).values_list("media_id", flat=True))
        with transaction.atomic():
            run = ImportRun.objects.create(source=REMOVED_SAMPLES, started_at=int(time.time()))
            mark_outdated("media", works)
        complete(run)
    return len(works)
