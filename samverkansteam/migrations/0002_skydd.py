from django.db import migrations

FUNCTIONS = """
SET LOCAL check_function_bodies = off;  -- access_jav comes with the rules, after the migrations
CREATE FUNCTION samverkansteam_mina_parter(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT d.part_id FROM samverkansteam_deltagare d
    JOIN samverkansteam_team t ON t.id = d.team_id
    WHERE d.anvandare_id = vem AND d.till IS NULL AND t.avslutad IS NULL)
$$;
CREATE FUNCTION samverkansteam_mina_parters_deltagare(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT id FROM samverkansteam_deltagare
    WHERE part_id = ANY((SELECT samverkansteam_mina_parter(vem))::uuid[]))
$$;
CREATE FUNCTION samverkansteam_javiga_teamarenden(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT ARRAY(
    SELECT id FROM samverkansteam_teamarende
    WHERE akt_id = ANY((SELECT access_jav(vem))::uuid[]))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("samverkansteam", "0001_grund"), ("access", "0001_grund")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION samverkansteam_mina_parter(uuid);"
            "DROP FUNCTION samverkansteam_mina_parters_deltagare(uuid);"
            "DROP FUNCTION samverkansteam_javiga_teamarenden(uuid);",
        ),
    ]
