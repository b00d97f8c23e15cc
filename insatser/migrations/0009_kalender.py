"""The link by which a calendar program fetches somebody's own times."""

import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("insatser", "0008_avslut"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kalenderlank",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("avtryck", models.CharField(max_length=64, unique=True, verbose_name="hemlighetens hash")),
                ("skapad", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="skapad")),
                ("upphord", models.DateTimeField(blank=True, null=True, verbose_name="upphörd")),
                ("senast", models.DateTimeField(blank=True, null=True, verbose_name="senast hämtad")),
                ("timme", models.DateTimeField(blank=True, null=True, verbose_name="timmen som räknas")),
                ("hamtningar", models.PositiveSmallIntegerField(default=0, verbose_name="hämtningar under timmen")),
                ("anvandare", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="kalenderlankar", to=settings.AUTH_USER_MODEL, verbose_name="användare")),
            ],
            options={
                "verbose_name": "kalenderlänk",
                "verbose_name_plural": "kalenderlänkar",
                "ordering": ["-skapad"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("upphord", None)), fields=("anvandare",), name="kalenderlank_en_i_taget"),
                    models.CheckConstraint(condition=models.Q(("upphord", None), ("upphord__gte", models.F("skapad")), _connector="OR"), name="kalenderlank_upphor_efter_start"),
                ],
            },
        ),
    ]
