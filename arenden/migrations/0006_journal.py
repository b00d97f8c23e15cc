"""A signed note stands as it was signed."""

from django.db import migrations

SIGNERAT_STAR = """
CREATE FUNCTION arenden_signerat_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' THEN
    RAISE EXCEPTION 'A signed note stays as it is; put an addition beside it.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signerat_star BEFORE UPDATE OR DELETE ON arenden_journalanteckning
  FOR EACH ROW WHEN (OLD.signerad IS NOT NULL) EXECUTE FUNCTION arenden_signerat_star();
"""

BORT = """
DROP TRIGGER signerat_star ON arenden_journalanteckning;
DROP FUNCTION arenden_signerat_star();
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0005_uppslag")]

    operations = [
        migrations.RunSQL(SIGNERAT_STAR, BORT),
    ]
