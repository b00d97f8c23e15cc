"""A review that is over stays as it was."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION granskning_avslutad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM granskning_loggranskning
             WHERE id = NEW.granskning_id AND avslutad IS NOT NULL) THEN
    RAISE EXCEPTION 'a finished review does not change'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION granskning_forblir_avslutad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a finished review stays finished'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER inga_nya_rader BEFORE INSERT ON granskning_atkomst
  FOR EACH ROW EXECUTE FUNCTION granskning_avslutad();
CREATE TRIGGER inga_nya_bedomningar BEFORE UPDATE ON granskning_atkomst
  FOR EACH ROW
  WHEN (row(OLD.utfall, OLD.bedomd, OLD.bedomd_av_id)
        IS DISTINCT FROM row(NEW.utfall, NEW.bedomd, NEW.bedomd_av_id))
  EXECUTE FUNCTION granskning_avslutad();
CREATE TRIGGER forblir_avslutad BEFORE UPDATE ON granskning_loggranskning
  FOR EACH ROW
  WHEN (OLD.avslutad IS NOT NULL
        AND row(OLD.avslutad, OLD.avslutad_av_id)
            IS DISTINCT FROM row(NEW.avslutad, NEW.avslutad_av_id))
  EXECUTE FUNCTION granskning_forblir_avslutad();
"""

THAWED = """
DROP TRIGGER forblir_avslutad ON granskning_loggranskning;
DROP TRIGGER inga_nya_bedomningar ON granskning_atkomst;
DROP TRIGGER inga_nya_rader ON granskning_atkomst;
DROP FUNCTION granskning_forblir_avslutad();
DROP FUNCTION granskning_avslutad();
"""


class Migration(migrations.Migration):
    dependencies = [("granskning", "0001_grund")]

    operations = [
        migrations.RunSQL(FROZEN, THAWED),
    ]
