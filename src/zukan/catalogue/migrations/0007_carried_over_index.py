from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0006_any_title"),
    ]

    operations = [
        migrations.RemoveIndex("media", "media_carried_over"),
        migrations.AddIndex(
            "media",
            models.Index(
                condition=models.Q(("carried_until__isnull", False)),
                fields=["carried_until", "season_ordinal", "is_adult", "id"],
                name="media_carried_over",
            ),
        ),
    ]
