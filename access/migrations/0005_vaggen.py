import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models

CLOCK = """
CREATE FUNCTION access_databasens_klocka() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  nu timestamptz := statement_timestamp();
BEGIN
  IF NEW.fran > nu AND NEW.fran < nu + interval '5 minutes' THEN
    NEW.fran := nu;
  END IF;
  IF NEW.till > nu AND NEW.till < nu + interval '5 minutes' THEN
    NEW.till := nu;
  END IF;
  NEW.till := greatest(NEW.till, CASE WHEN NEW.till IS NOT NULL THEN NEW.fran END);
  RETURN NEW;
END $$;
CREATE TRIGGER databasens_klocka BEFORE INSERT OR UPDATE ON access_tilltrade
FOR EACH ROW EXECUTE FUNCTION access_databasens_klocka();
CREATE TRIGGER databasens_klocka BEFORE INSERT OR UPDATE ON access_jav
FOR EACH ROW EXECUTE FUNCTION access_databasens_klocka();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_sessioner")]

    operations = [
        migrations.AlterField(
            model_name="tilltrade",
            name="omfattning",
            field=models.CharField(
                choices=[
                    ("akt", "Personakt"),
                    ("enhet", "Enhetens alla akter"),
                    ("team", "Samverkansteam"),
                    ("fack", "Aktens adressfack"),
                ],
                max_length=5,
            ),
        ),
        migrations.AlterField(
            model_name="tilltrade",
            name="skal",
            field=models.CharField(
                choices=[
                    ("uppdrag", "Uppdrag i enheten"),
                    ("registrering", "Tog emot inflödet"),
                    ("tilldelning", "Tilldelad handläggare"),
                    ("team", "Medlem i teamet"),
                    ("efterarbete", "Efterarbete en månad"),
                    ("franvaro", "Ersätter vid frånvaro"),
                    ("jour", "Jourpass"),
                    ("delegation", "Delegation"),
                    ("nodoppning", "Nödöppning"),
                    ("skydd", "Namngiven vid skyddade uppgifter"),
                ],
                max_length=14,
            ),
        ),
        migrations.CreateModel(
            name="Jav",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("akt_id", models.UUIDField(verbose_name="akt")),
                (
                    "slag",
                    models.CharField(
                        choices=[
                            ("egen", "Egen akt"),
                            ("narstaende", "Närstående"),
                            ("anmald", "Anmält jäv"),
                        ],
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                (
                    "fran",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="från"),
                ),
                ("till", models.DateTimeField(blank=True, null=True, verbose_name="till")),
                (
                    "anmald_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="anmält av",
                    ),
                ),
                (
                    "anvandare",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jav",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
            ],
            options={
                "verbose_name": "jäv",
                "verbose_name_plural": "jäv",
                "ordering": ["-fran"],
                "indexes": [models.Index(fields=["akt_id", "fran"], name="jav_akt")],
                "constraints": [
                    models.CheckConstraint(
                        name="jav_till_efter_fran",
                        condition=models.Q(
                            ("till__isnull", True),
                            ("till__gte", models.F("fran")),
                            _connector="OR",
                        ),
                    ),
                    models.UniqueConstraint(
                        fields=["anvandare", "akt_id"],
                        condition=models.Q(("till", None)),
                        name="ett_oppet_jav_per_akt",
                        violation_error_message="Jävet är redan anmält.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            CLOCK,
            "DROP TRIGGER databasens_klocka ON access_tilltrade;"
            "DROP TRIGGER databasens_klocka ON access_jav;"
            "DROP FUNCTION access_databasens_klocka();",
        ),
    ]
