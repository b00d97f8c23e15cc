"""Refuse every UPDATE, DELETE and TRUNCATE of the log, also for a superuser in replica mode.

`ENABLE ALWAYS` makes the triggers fire whatever `session_replication_role` says.
"""

from django.db import migrations

TABLES = ("audit_logghandelse", "audit_loggblad", "audit_kontrollpunkt")

CREATE_FUNCTION = """
CREATE FUNCTION audit_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log is insert-only: % on % refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$
"""

CREATE_TRIGGERS = """
CREATE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_insert_only();
CREATE TRIGGER insert_only_table BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_insert_only();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER insert_only_row;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER insert_only_table
"""

DROP_TRIGGERS = """
DROP TRIGGER insert_only_row ON {table};
DROP TRIGGER insert_only_table ON {table}
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_logg")]

    operations = [
        migrations.RunSQL(CREATE_FUNCTION, "DROP FUNCTION audit_insert_only()"),
        *(
            migrations.RunSQL(
                CREATE_TRIGGERS.format(table=table), DROP_TRIGGERS.format(table=table)
            )
            for table in TABLES
        ),
    ]
