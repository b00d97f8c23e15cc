"""What was destroyed is never told otherwise afterwards."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION arenden_gallringsprotokoll_bestar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was destroyed stays on record: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER frozen_row BEFORE UPDATE OR DELETE ON arenden_gallringsprotokoll
    FOR EACH ROW EXECUTE FUNCTION arenden_gallringsprotokoll_bestar();
CREATE TRIGGER frozen_table BEFORE TRUNCATE ON arenden_gallringsprotokoll
    FOR EACH STATEMENT EXECUTE FUNCTION arenden_gallringsprotokoll_bestar();
ALTER TABLE arenden_gallringsprotokoll ENABLE ALWAYS TRIGGER frozen_row;
ALTER TABLE arenden_gallringsprotokoll ENABLE ALWAYS TRIGGER frozen_table;
"""

THAW = """
DROP TRIGGER frozen_row ON arenden_gallringsprotokoll;
DROP TRIGGER frozen_table ON arenden_gallringsprotokoll;
DROP FUNCTION arenden_gallringsprotokoll_bestar();
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0002_sokning")]

    operations = [
        migrations.RunSQL(FROZEN, THAW),
    ]
