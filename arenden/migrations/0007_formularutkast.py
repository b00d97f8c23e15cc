"""Words not yet sent in forms that are about no akt."""

import django.db.models.deletion
import uuid6
from django.conf import settings
from django.db import migrations, models

import encryption.fields


class Migration(migrations.Migration):
    dependencies = [("access", "0001_grund"), ("arenden", "0006_journal")]

    operations = [
        migrations.CreateModel(
            name="Formularutkast",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("objekt_id", models.UUIDField(verbose_name="formulär")),
                (
                    "innehall",
                    encryption.fields.SealedJSONField(agare="namnd_id", verbose_name="innehåll"),
                ),
                ("andrat", models.DateTimeField(auto_now=True, verbose_name="ändrat")),
                (
                    "anvandare",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
                    ),
                ),
                (
                    "namnd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.namnd",
                        verbose_name="nämnd",
                    ),
                ),
            ],
            options={
                "verbose_name": "utkast i formulär",
                "verbose_name_plural": "utkast i formulär",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("anvandare", "objekt_id"), name="ett_formularutkast_var"
                    )
                ],
            },
        ),
    ]
