from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_sidoandringar")]

    operations = [
        migrations.CreateModel(
            name="Avloppslage",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("txid", models.BigIntegerField(default=0, verbose_name="transaktion")),
                ("handelse_id", models.BigIntegerField(default=0, verbose_name="logghändelse")),
                (
                    "hogsta_id",
                    models.BigIntegerField(default=0, verbose_name="högsta logghändelse"),
                ),
                (
                    "golv_id",
                    models.BigIntegerField(
                        default=0, verbose_name="logghändelser som kom med en återställning"
                    ),
                ),
                ("tid", models.DateTimeField(null=True, verbose_name="händelsens tid")),
                ("skickat", models.DateTimeField(null=True, verbose_name="skickat")),
            ],
            options={
                "verbose_name": "avloppets läge",
                "verbose_name_plural": "avloppets lägen",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="ett_avlopp")
                ],
            },
        ),
    ]
