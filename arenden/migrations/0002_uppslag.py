from django.db import migrations

FUNCTIONS = """
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
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0001_grund")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION arenden_akt_med(uuid, bytea);"
            "DROP FUNCTION arenden_anmalan_finns(uuid, bytea);",
        ),
    ]
