"""A published version of an instrument never changes: answers keep the words they were given to."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION riskbedomning_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frusen boolean;
BEGIN
  IF TG_TABLE_NAME = 'riskbedomning_instrumentversion' THEN
    frusen := OLD.publicerad IS NOT NULL;
  ELSE
    frusen := EXISTS (
      SELECT 1 FROM riskbedomning_instrumentversion v
      WHERE v.id IN (OLD.instrumentversion_id, NEW.instrumentversion_id)
        AND v.publicerad IS NOT NULL);
  END IF;
  IF frusen THEN
    RAISE EXCEPTION 'A published instrument is frozen; make a new version.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fryst_version BEFORE UPDATE OR DELETE ON riskbedomning_instrumentversion
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_fryst();
CREATE TRIGGER fryst_faktor BEFORE INSERT OR UPDATE OR DELETE ON riskbedomning_faktor
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_fryst();
"""
THAW = """
DROP TRIGGER fryst_faktor ON riskbedomning_faktor;
DROP TRIGGER fryst_version ON riskbedomning_instrumentversion;
DROP FUNCTION riskbedomning_fryst();
"""


class Migration(migrations.Migration):
    dependencies = [("riskbedomning", "0001_grund")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
