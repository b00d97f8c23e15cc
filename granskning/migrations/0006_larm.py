import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("granskning", "0005_flode"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Provatkomst",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "gjord",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord"),
                ),
                ("sokt", models.DateTimeField(null=True, verbose_name="sökt")),
                (
                    "saknas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("loggen", "i loggen"),
                                ("falten", "med rätt fält"),
                                ("tradet", "under den nyaste kontrollpunkten"),
                                ("avloppet", "i avloppet"),
                                ("granskningen", "i det granskaren ser"),
                                ("utdraget", "i det personen får"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                        verbose_name="saknas",
                    ),
                ),
            ],
            options={
                "verbose_name": "syntetisk åtkomst",
                "verbose_name_plural": "syntetiska åtkomster",
                "ordering": ["-gjord"],
            },
        ),
        migrations.CreateModel(
            name="Larm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "slag",
                    models.CharField(
                        choices=[
                            ("prov", "Den syntetiska åtkomsten hittas inte igen"),
                            ("forsegling", "Förseglingen dröjer"),
                            ("avlopp", "Avloppet ligger efter"),
                            ("vittne", "Ett vittne svarar inte"),
                            ("ordning", "Händelser står utanför ordningen"),
                            ("sidoandring", "Något är ändrat utanför systemet"),
                            ("bruten", "Loggen är bruten"),
                        ],
                        max_length=12,
                        verbose_name="slag",
                    ),
                ),
                ("sedan", models.DateTimeField(verbose_name="sedan")),
                ("uppgift", models.CharField(max_length=300, verbose_name="vad som är känt")),
                (
                    "upptackt",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="upptäckt"
                    ),
                ),
                (
                    "kvitterad",
                    models.DateTimeField(blank=True, null=True, verbose_name="kvitterad"),
                ),
                (
                    "kvittering",
                    models.CharField(blank=True, max_length=1000, verbose_name="vad som görs"),
                ),
                ("avslutad", models.DateTimeField(blank=True, null=True, verbose_name="avslutad")),
                (
                    "slutsats",
                    models.CharField(blank=True, max_length=1000, verbose_name="slutsats"),
                ),
                (
                    "avslutad_av",
                    models.ForeignKey(
                        blank=True,
                        help_text="Tomt när larmet har upphört av sig självt.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="avslutad av",
                    ),
                ),
                (
                    "kvitterad_av",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kvitterad av",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("avslutad", None)),
                        fields=("slag",),
                        name="ett_larm_at_gangen_av_varje_slag",
                    )
                ],
                "verbose_name": "larm om loggen",
                "verbose_name_plural": "larm om loggen",
                "ordering": ["-upptackt"],
            },
        ),
        migrations.CreateModel(
            name="Larmsteg",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "klocka",
                    models.CharField(
                        choices=[
                            ("varning", "Tidig varning om betydande incident, inom 24 timmar"),
                            ("incident", "Incidentanmälan, inom 72 timmar"),
                            ("imy", "Anmälan till IMY, inom 72 timmar"),
                            ("slutrapport", "Slutrapport, inom en månad"),
                        ],
                        max_length=12,
                        verbose_name="steg",
                    ),
                ),
                ("anteckning", models.CharField(max_length=1000, verbose_name="anteckning")),
                (
                    "gjort",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjort"),
                ),
                (
                    "gjort_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gjort av",
                    ),
                ),
                (
                    "larm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steg",
                        to="granskning.larm",
                        verbose_name="larm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("larm", "klocka"),
                        name="varje_steg_i_larmet_en_gang",
                        violation_error_message="Steget är redan avbockat.",
                    )
                ],
                "verbose_name": "steg i larm",
                "verbose_name_plural": "steg i larm",
                "ordering": ["gjort"],
            },
        ),
    ]
