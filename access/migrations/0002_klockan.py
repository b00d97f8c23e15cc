"""When a grant or a jäv was noted is what the database's own clock says."""

from django.db import migrations

CLOCK = """
CREATE FUNCTION access_databasens_klocka() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  nu timestamptz := statement_timestamp();
BEGIN
  IF NEW.fran > nu AND NEW.fran < nu + interval '5 minutes' THEN
    NEW.fran := nu;
  END IF;
  IF NEW.till > nu AND NEW.till < nu + interval '5 minutes' THEN
    NEW.till := nu;
  END IF;
  NEW.till := greatest(NEW.till, CASE WHEN NEW.till IS NOT NULL THEN NEW.fran END);
  RETURN NEW;
END $$;
CREATE TRIGGER databasens_klocka BEFORE INSERT OR UPDATE ON access_tilltrade
FOR EACH ROW EXECUTE FUNCTION access_databasens_klocka();
CREATE TRIGGER databasens_klocka BEFORE INSERT OR UPDATE ON access_jav
FOR EACH ROW EXECUTE FUNCTION access_databasens_klocka();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_grund")]

    operations = [
        migrations.RunSQL(
            CLOCK,
            "DROP TRIGGER databasens_klocka ON access_tilltrade;"
            "DROP TRIGGER databasens_klocka ON access_jav;"
            "DROP FUNCTION access_databasens_klocka();",
        ),
    ]
