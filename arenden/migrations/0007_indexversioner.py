import encryption.fields
import encryption.index
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION arenden_akt_med(namnd uuid, udda bytea, jamn bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT akt_id FROM arenden_identitetsbeteckning
  WHERE namnd_id = namnd AND (blindindex = udda OR blindindex_jamn = jamn) LIMIT 1
$$;
CREATE FUNCTION arenden_anmalan_finns(namnd uuid, udda bytea, jamn bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT 1 FROM arenden_anmalan
    WHERE namnd_id = namnd AND (fingeravtryck = udda OR fingeravtryck_jamn = jamn))
$$;
DROP FUNCTION arenden_akt_med(uuid, bytea);
DROP FUNCTION arenden_anmalan_finns(uuid, bytea);
"""

FUNCTIONS_BEFORE = """
CREATE FUNCTION arenden_akt_med(namnd uuid, beteckning bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT akt_id FROM arenden_identitetsbeteckning
  WHERE namnd_id = namnd AND blindindex = beteckning
$$;
CREATE FUNCTION arenden_anmalan_finns(namnd uuid, avtryck bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT 1 FROM arenden_anmalan WHERE namnd_id = namnd AND fingeravtryck = avtryck)
$$;
DROP FUNCTION arenden_akt_med(uuid, bytea, bytea);
DROP FUNCTION arenden_anmalan_finns(uuid, bytea, bytea);
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0006_skydd"), ("encryption", "0003_indexversioner")]

    operations = [
        migrations.RemoveField("historicalidentitetsbeteckning", "blindindex"),
        migrations.RemoveField("historicalanmalan", "fingeravtryck"),
        migrations.AlterField(
            "identitetsbeteckning", "blindindex", encryption.index.BlindIndexField()
        ),
        migrations.AddField(
            "identitetsbeteckning", "blindindex_jamn", encryption.index.BlindIndexField()
        ),
        migrations.AlterField("anmalan", "fingeravtryck", encryption.index.BlindIndexField()),
        migrations.AddField("anmalan", "fingeravtryck_jamn", encryption.index.BlindIndexField()),
        migrations.AddField(
            "anmalan",
            "avtryck",
            encryption.fields.SealedTextField(
                blank=True, editable=False, null=True, verbose_name="avtryck"
            ),
        ),
        migrations.AddField(
            "historicalanmalan",
            "avtryck",
            encryption.fields.SealedTextField(
                blank=True, editable=False, null=True, verbose_name="avtryck"
            ),
        ),
        migrations.AddConstraint(
            "identitetsbeteckning",
            models.UniqueConstraint(
                fields=("namnd", "blindindex_jamn"),
                name="identitet_en_akt_per_namnd_jamn",
                violation_error_message="Personen har redan en akt i nämnden.",
            ),
        ),
        migrations.AddConstraint(
            "anmalan",
            models.UniqueConstraint(
                fields=("namnd", "fingeravtryck_jamn", "akt"),
                name="anmalan_en_gang_per_akt_jamn",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, FUNCTIONS_BEFORE),
    ]
