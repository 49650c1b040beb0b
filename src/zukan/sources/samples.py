"""The sample reviews, which show the layout of a site that has no reviews yet."""

import msgspec
from django.db import transaction

from zukan.reviews.models import Review
from zukan.sources.claims import Claims
from zukan.sources.importing import update_catalogue
from zukan.sources.locking import only_import
from zukan.sources.merge.keeping import claims_columns, mark_outdated
from zukan.sources.models import SourceRecord


def remove_samples() -> int:
    """Remove the sample reviews, and what their source said of them. Return how many there were.

    Importing a file that holds them brings them back: it is the person's word against the file's, and the later
    one stands. Raises ImportRunningError while an import is running.
    """
    with only_import():
        count = Review.objects.filter(is_sample=True).count()
        works = set(Review.objects.filter(is_sample=True).values_list("media_id", flat=True))
        with transaction.atomic():
            for record in SourceRecord.objects.filter(kind="media", entity_id__in=works):
                forget_samples(record)
            mark_outdated("media", works)
        update_catalogue("remove-samples")
    return count


def forget_samples(record: SourceRecord) -> None:
    """Take the sample reviews out of one record's claims."""
    claims: Claims = msgspec.json.decode(bytes(record.claims))
    told = claims.get("reviews", {})
    kept = {key: review for key, review in told.items() if not review.get("is_sample", (0, False))[1]}
    if len(kept) < len(told):
        claims["reviews"] = kept
        record.anilist_id, record.stands, record.claims, record.digest = claims_columns("media", claims)
        record.save(update_fields=["anilist_id", "stands", "claims", "digest"])
