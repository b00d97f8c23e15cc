"""What the search asks past the wall, and how many rows it would have to open."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION arenden_sokrad_andrad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE arenden_sokregister SET andringar = andringar + 1
  WHERE namnd_id IN (SELECT namnd_id FROM andrade);
  RETURN NULL;
END $$;
CREATE TRIGGER sokrad_ny AFTER INSERT ON arenden_sokrad
  REFERENCING NEW TABLE AS andrade FOR EACH STATEMENT EXECUTE FUNCTION arenden_sokrad_andrad();
CREATE TRIGGER sokrad_andrad AFTER UPDATE ON arenden_sokrad
  REFERENCING NEW TABLE AS andrade FOR EACH STATEMENT EXECUTE FUNCTION arenden_sokrad_andrad();
CREATE TRIGGER sokrad_borta AFTER DELETE ON arenden_sokrad
  REFERENCING OLD TABLE AS andrade FOR EACH STATEMENT EXECUTE FUNCTION arenden_sokrad_andrad();

CREATE FUNCTION arenden_sokrader(vilken uuid)
RETURNS TABLE (id uuid, akt_id uuid, nyckel uuid, namn bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM access_uppdrag u JOIN access_anvandare a ON a.id = u.anvandare_id AND a.is_active
    WHERE u.anvandare_id = nullif(current_setting('app.anvandare', true), '')::uuid
      AND u.namnd_id = vilken
      AND u.fran <= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date
      AND (u.till IS NULL OR u.till >= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM 1 FROM arenden_sokregister r WHERE r.namnd_id = vilken FOR SHARE;
  RETURN QUERY SELECT s.id, s.akt_id, s.nyckel, s.namn FROM arenden_sokrad s
    WHERE s.namnd_id = vilken ORDER BY s.id;
END $$;

CREATE FUNCTION arenden_besvarar(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT ARRAY(
    SELECT u.namnd_id FROM access_uppdrag u
    JOIN access_anvandare a ON a.id = u.anvandare_id AND a.is_active
    WHERE u.anvandare_id = vem AND u.namnd_id IS NOT NULL
      AND u.roll IN ('mottagning', 'socialsekreterare', 'gruppledare', 'enhetschef')
      AND u.fran <= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date
      AND (u.till IS NULL OR u.till >= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date))
$$;

CREATE FUNCTION arenden_aktualitet(vilken uuid)
RETURNS TABLE (aktuell boolean, skyddad boolean, javig boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE vem uuid := nullif(current_setting('app.anvandare', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT
    EXISTS (SELECT 1 FROM arenden_arende e WHERE e.akt_id = p.id AND e.avslutat IS NULL),
    p.skyddsniva <> 'ingen',
    p.id = ANY (access_jav(vem))
  FROM arenden_personakt p
  WHERE p.id = vilken AND p.namnd_id = ANY (arenden_besvarar(vem));
END $$;
"""

AWAY = """
DROP FUNCTION arenden_aktualitet(uuid);
DROP FUNCTION arenden_besvarar(uuid);
DROP FUNCTION arenden_sokrader(uuid);
DROP TRIGGER sokrad_ny ON arenden_sokrad;
DROP TRIGGER sokrad_andrad ON arenden_sokrad;
DROP TRIGGER sokrad_borta ON arenden_sokrad;
DROP FUNCTION arenden_sokrad_andrad();
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0001_grund")]

    operations = [
        migrations.RunSQL(FUNCTIONS, AWAY),
    ]
