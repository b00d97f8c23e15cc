"""What is published or reviewed never changes: answers keep the words they were given to."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION riskbedomning_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frusen boolean;
BEGIN
  IF TG_TABLE_NAME = 'riskbedomning_instrumentversion' THEN
    frusen := OLD.publicerad IS NOT NULL OR (
      OLD.status <> 'utkast' AND NEW IS DISTINCT FROM OLD AND (
        NEW.instrument_id, NEW.nummer, NEW.beskrivning, NEW.kalla, NEW.alder_fran, NEW.alder_till,
        NEW.bygger_pa_id, NEW.anledning, NEW.forfattare_id
      ) IS DISTINCT FROM (
        OLD.instrument_id, OLD.nummer, OLD.beskrivning, OLD.kalla, OLD.alder_fran, OLD.alder_till,
        OLD.bygger_pa_id, OLD.anledning, OLD.forfattare_id));
  ELSE
    frusen := EXISTS (
      SELECT 1 FROM riskbedomning_instrumentversion v
      WHERE v.id IN (OLD.instrumentversion_id, NEW.instrumentversion_id)
        AND v.status <> 'utkast');
  END IF;
  IF frusen THEN
    RAISE EXCEPTION 'A published or reviewed instrument is frozen; make a new version.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION riskbedomning_granskning_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What a reviewer has said stands.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER granskning_star BEFORE UPDATE OR DELETE ON riskbedomning_instrumentgranskning
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_granskning_star();
CREATE TRIGGER fryst_version BEFORE UPDATE OR DELETE ON riskbedomning_instrumentversion
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_fryst();
CREATE TRIGGER fryst_faktor BEFORE INSERT OR UPDATE OR DELETE ON riskbedomning_faktor
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_fryst();
"""

THAW = """
DROP TRIGGER granskning_star ON riskbedomning_instrumentgranskning;
DROP FUNCTION riskbedomning_granskning_star();
DROP TRIGGER fryst_faktor ON riskbedomning_faktor;
DROP TRIGGER fryst_version ON riskbedomning_instrumentversion;
DROP FUNCTION riskbedomning_fryst();
"""


class Migration(migrations.Migration):
    dependencies = [("riskbedomning", "0001_grund")]

    operations = [
        migrations.RunSQL(FREEZE, THAW),
    ]
