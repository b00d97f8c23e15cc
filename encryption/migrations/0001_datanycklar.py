from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Datanyckel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agare_id", models.UUIDField(verbose_name="ägare")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("epok", models.PositiveIntegerField(verbose_name="epok")),
                ("inslagen", models.BinaryField(verbose_name="inslagen nyckel")),
            ],
            options={
                "verbose_name": "datanyckel",
                "verbose_name_plural": "datanycklar",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agare_id", "version"),
                        name="encryption_datanyckel_en_per_version",
                    )
                ],
            },
        ),
    ]
