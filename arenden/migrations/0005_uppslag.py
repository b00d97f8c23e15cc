"""Whether somebody has an akt in a nämnd, asked by an index and answered with an id alone."""

from django.db import migrations

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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("arenden", "0004_skydd"),
        ("encryption", "0003_indexversioner"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION arenden_akt_med(uuid, bytea, bytea);"
            "DROP FUNCTION arenden_anmalan_finns(uuid, bytea, bytea);",
        ),
    ]
