from django.db import migrations


NODOPPNING = """
CREATE FUNCTION arenden_akt_i_arende(nummer text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT akt_id FROM arenden_arende WHERE arendenummer = nummer
$$;
CREATE FUNCTION arenden_aktens_enhet(akt uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT enhet_id FROM arenden_personakt WHERE id = akt
$$;
CREATE FUNCTION arenden_akt_skyddad(akt uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM arenden_personakt WHERE id = akt AND skyddsniva <> 'ingen')
$$;
"""
NODOPPNING_BORT = """
DROP FUNCTION arenden_akt_i_arende(text);
DROP FUNCTION arenden_aktens_enhet(uuid);
DROP FUNCTION arenden_akt_skyddad(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0005_gallring")]

    operations = [migrations.RunSQL(NODOPPNING, NODOPPNING_BORT)]
