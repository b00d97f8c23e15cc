"""What is asked past the wall of protected akter, each question by a function of its own."""

from django.db import migrations

EMPTY_HISTORY = """
CREATE FUNCTION arenden_tom_adresshistorik(akt uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM arenden_personakt WHERE id = akt AND skyddsniva <> 'ingen') THEN
    RAISE EXCEPTION 'only a protected akt has its addresses removed from history'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  -- The same row and column, so what is sealed empty in the person opens empty in its history.
  UPDATE arenden_historicalperson h
    SET adress = p.adress, telefon = p.telefon, skola = p.skola, skolform = '', arskurs = NULL
    FROM arenden_person p WHERE p.akt_id = akt AND h.id = p.id;
  UPDATE arenden_historicalpersonakt SET stadsdelsomrade = '' WHERE id = akt;
  DELETE FROM arenden_utkast WHERE akt_id = akt AND formular = 'person';
END $$;
"""

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

LOOKING_BACK = """
CREATE FUNCTION arenden_akt_genom_tiden(akt uuid)
RETURNS TABLE (fran timestamptz, enhet_id uuid, namnd_id uuid, skyddsniva text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT history_date, h.enhet_id, h.namnd_id, h.skyddsniva FROM arenden_historicalpersonakt h
  WHERE h.id = akt ORDER BY history_date, history_id
$$;
CREATE FUNCTION arenden_jav_i_akt(akt uuid)
RETURNS TABLE (anvandare_id uuid, fran timestamptz, till timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT j.anvandare_id, j.fran, j.till FROM access_jav j WHERE j.akt_id = akt
$$;
"""

LOOKING_BACK_AWAY = """
DROP FUNCTION arenden_akt_genom_tiden(uuid);
DROP FUNCTION arenden_jav_i_akt(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("arenden", "0003_gallring"),
        ("access", "0001_grund"),
    ]

    operations = [
        migrations.RunSQL(NODOPPNING, NODOPPNING_BORT),
        migrations.RunSQL(LOOKING_BACK, LOOKING_BACK_AWAY),
        migrations.RunSQL(EMPTY_HISTORY, "DROP FUNCTION arenden_tom_adresshistorik(uuid);"),
    ]
