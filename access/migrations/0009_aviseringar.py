import django.contrib.postgres.fields
import django.db.models.deletion
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0008_namnskydd")]

    operations = [
        migrations.CreateModel(
            name="Mejlval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "nar",
                    models.CharField(
                        choices=[
                            ("genast", "Inom några minuter"),
                            ("dagligen", "Högst ett mejl om dagen, på morgonen"),
                            ("aldrig", "Aldrig"),
                        ],
                        default="dagligen",
                        max_length=10,
                        verbose_name="när vill du få mejl?",
                    ),
                ),
                (
                    "anvandare",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mejlval",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="användare",
                    ),
                ),
            ],
            options={
                "verbose_name": "mejlval",
                "verbose_name_plural": "mejlval",
            },
        ),
        migrations.AddField(
            model_name="avisering",
            name="mejlad",
            field=models.DateTimeField(blank=True, null=True, verbose_name="omnämnd i ett mejl"),
        ),
        migrations.AddField(
            model_name="avisering",
            name="sida",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="sidans objekt",
            ),
        ),
        migrations.AlterField(
            model_name="avisering",
            name="slag",
            field=models.CharField(
                choices=[
                    ("nodoppning", "Nödöppning att granska"),
                    ("bekrafta", "Nödöppning som väntar på din bekräftelse"),
                    ("forsenad", "Nödöppning som inte har granskats i tid"),
                    ("jav", "Jäv är anmält i ett ärende"),
                    ("ersattare", "Du ersätter en kollega"),
                    ("jourpass", "Du har fått ett jourpass"),
                    ("delegation", "Du har fått en delegation"),
                    ("faktor", "Ditt sätt att logga in har ändrats"),
                    ("granskning", "Logggranskning att göra"),
                    ("granskas", "Logggranskning som är försenad"),
                    ("fraga", "Fråga om något du har öppnat"),
                    ("svar", "Svar i en logggranskning"),
                    ("larm", "Larm om loggen"),
                    ("avvikelse", "Avvikelse att utreda"),
                    ("frist", "En frist går snart ut"),
                    ("frist_sen", "En frist har gått ut"),
                    ("steg", "Ett steg väntar på dig"),
                    ("tilldelad", "Du har fått ett ärende"),
                    ("alder", "Ett barn kommer till en åldersgräns"),
                    ("flode", "Flödet i ett ärende stämmer inte"),
                ],
                max_length=10,
                verbose_name="vad",
            ),
        ),
        migrations.AddIndex(
            model_name="avisering",
            index=models.Index(fields=["mottagare", "-skapad"], name="avisering_inkorg"),
        ),
        migrations.AddIndex(
            model_name="avisering",
            index=models.Index(
                condition=models.Q(("last", None)), fields=["mottagare"], name="avisering_olast"
            ),
        ),
        migrations.AddIndex(
            model_name='avisering',
            index=models.Index(fields=['objekt_id'], name='avisering_handelse'),
        ),
    ]
