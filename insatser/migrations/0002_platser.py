"""How many places of an insats are taken: a number for everybody, without the cases."""

from django.db import migrations

TAGNA_PLATSER = """
CREATE FUNCTION insatser_tagna_platser() RETURNS TABLE (insatstyp_id varchar, antal bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.insatstyp_id, count(*) FROM insatser_insats i
  WHERE i.status = 'pagaende' GROUP BY i.insatstyp_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("insatser", "0001_grund")]

    operations = [
        migrations.RunSQL(TAGNA_PLATSER, "DROP FUNCTION insatser_tagna_platser();"),
    ]
