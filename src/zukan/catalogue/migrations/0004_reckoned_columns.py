from typing import Any

from django.db import migrations, models

import zukan.catalogue.ordering

NUMBERS: "dict[str, models.Field[Any, Any]]" = {
    "season_ordinal": models.PositiveIntegerField(null=True),
    "carried_until": models.PositiveIntegerField(null=True),
    "weighted_score": models.PositiveSmallIntegerField(null=True),
    "score_source": models.CharField(max_length=40, null=True),
    "scored_by": models.PositiveIntegerField(null=True),
    "popularity_source": models.CharField(max_length=40, null=True),
    "trend": models.PositiveIntegerField(default=0),
    "weekly_gain": models.PositiveIntegerField(null=True),
}
INDEXES = (
    models.Index(fields=["season_ordinal", "-popularity", "id"], name="media_by_season_ordinal"),
    models.Index(fields=["carried_until", "season_ordinal", "is_adult", "popularity", "id"], name="media_carried_over"),
    zukan.catalogue.ordering.NullsLowIndex(fields=["-weighted_score", "id"], name="media_by_weighted_score_desc"),
    zukan.catalogue.ordering.NullsLowIndex(fields=["-trend", "id"], name="media_by_trend_desc"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_pages_of_people_and_labels"),
    ]

    operations = [
        *(migrations.AddField("media", name, field) for name, field in NUMBERS.items()),
        migrations.RemoveIndex("media", "media_by_trending_desc"),
        *(migrations.AddIndex("media", index) for index in INDEXES),
    ]
