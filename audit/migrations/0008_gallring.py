"""Let entries be removed after their time, and nothing else; their leaves and proofs stay.

The database itself keeps the rule. An entry may go only in the transaction of an entry that tells
of it, when a row of `audit_loggallring` covers its place, when it is older than that row says and
was sealed before then, and when that is at least five years ago by the database's clock. Entries
that tell of removals stay for ever.
"""

import audit.fields
import django.db.models.deletion
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION audit_gallring_antecknas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.txid := pg_current_xact_id();
    IF NEW.aldre_an <= now() - interval '5 years' AND NEW.fran_plats <= NEW.till_plats
       AND EXISTS (SELECT FROM audit_logghandelse h
                   WHERE h.id = NEW.handelse_id AND h.txid = NEW.txid AND h.verb = 'logg.prune')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The log is insert-only: places %–% are not to be pruned.',
        NEW.fran_plats, NEW.till_plats USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION audit_gallras() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    plats bigint := (SELECT b.plats FROM audit_loggblad b WHERE b.handelse_id = OLD.id);
    gallring audit_loggallring;
BEGIN
    SELECT * INTO gallring FROM audit_loggallring g
    WHERE g.fran_plats <= plats ORDER BY g.fran_plats DESC LIMIT 1;
    IF TG_OP = 'DELETE' AND OLD.verb <> 'logg.prune'
       AND gallring.till_plats >= plats AND gallring.txid = pg_current_xact_id()
       AND gallring.aldre_an <= now() - interval '5 years' AND OLD.tid < gallring.aldre_an
       AND gallring.aldre_an > (SELECT k.skapad FROM audit_kontrollpunkt k
                                WHERE k.storlek > plats ORDER BY k.storlek LIMIT 1)
       AND plats < (SELECT max(b.plats) FROM audit_loggblad b)
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The log is insert-only: % on % refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION audit_gallra(om bigint, fran bigint[], till bigint[], grans timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    borta bigint;
BEGIN
    INSERT INTO audit_loggallring (fran_plats, till_plats, handelse_id, aldre_an, txid)
    SELECT f, t, om, grans, pg_current_xact_id() FROM unnest(fran, till) AS rad(f, t);
    DELETE FROM audit_logghandelse h USING audit_loggblad b, audit_loggallring g
    WHERE g.handelse_id = om AND b.plats BETWEEN g.fran_plats AND g.till_plats
      AND h.id = b.handelse_id;
    GET DIAGNOSTICS borta = ROW_COUNT;
    IF borta <> (SELECT sum(t - f + 1) FROM unnest(fran, till) AS rad(f, t)) THEN
        RAISE EXCEPTION 'Some of these places have no entry.';
    END IF;
    RETURN borta;
END
$$;
REVOKE EXECUTE ON FUNCTION audit_gallra FROM PUBLIC
"""

TRIGGERS = """
CREATE TRIGGER antecknas BEFORE INSERT ON audit_loggallring
    FOR EACH ROW EXECUTE FUNCTION audit_gallring_antecknas();
CREATE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON audit_loggallring
    FOR EACH ROW EXECUTE FUNCTION audit_insert_only();
CREATE TRIGGER insert_only_table BEFORE TRUNCATE ON audit_loggallring
    FOR EACH STATEMENT EXECUTE FUNCTION audit_insert_only();
ALTER TABLE audit_loggallring ENABLE ALWAYS TRIGGER antecknas;
ALTER TABLE audit_loggallring ENABLE ALWAYS TRIGGER insert_only_row;
ALTER TABLE audit_loggallring ENABLE ALWAYS TRIGGER insert_only_table;
CREATE OR REPLACE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON audit_logghandelse
    FOR EACH ROW EXECUTE FUNCTION audit_gallras();
ALTER TABLE audit_logghandelse ENABLE ALWAYS TRIGGER insert_only_row
"""

BACK = """
CREATE OR REPLACE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON audit_logghandelse
    FOR EACH ROW EXECUTE FUNCTION audit_insert_only();
ALTER TABLE audit_logghandelse ENABLE ALWAYS TRIGGER insert_only_row;
DROP TRIGGER antecknas ON audit_loggallring;
DROP FUNCTION audit_gallra, audit_gallras, audit_gallring_antecknas
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_listor")]

    operations = [
        migrations.CreateModel(
            name="Loggallring",
            fields=[
                (
                    "fran_plats",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="från plats"
                    ),
                ),
                ("till_plats", models.BigIntegerField(unique=True, verbose_name="till plats")),
                ("aldre_an", models.DateTimeField(verbose_name="äldre än")),
                (
                    "txid",
                    audit.fields.TxidField(db_default=audit.fields.CurrentTxid(), editable=False),
                ),
                (
                    "handelse",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="audit.logghandelse",
                        verbose_name="logghändelse",
                    ),
                ),
            ],
            options={
                "verbose_name": "gallring av loggen",
                "verbose_name_plural": "gallringar av loggen",
            },
        ),
        migrations.RunSQL(FUNCTIONS + ";" + TRIGGERS, BACK),
    ]
