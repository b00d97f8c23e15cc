from django.db import migrations, models

import audit.fields

INSERT_ONLY = """
CREATE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON audit_sidoandring
    FOR EACH ROW EXECUTE FUNCTION audit_insert_only();
CREATE TRIGGER insert_only_table BEFORE TRUNCATE ON audit_sidoandring
    FOR EACH STATEMENT EXECUTE FUNCTION audit_insert_only();
ALTER TABLE audit_sidoandring ENABLE ALWAYS TRIGGER insert_only_row;
ALTER TABLE audit_sidoandring ENABLE ALWAYS TRIGGER insert_only_table
"""
DROP = """
DROP TRIGGER insert_only_row ON audit_sidoandring;
DROP TRIGGER insert_only_table ON audit_sidoandring
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_insert_only")]

    operations = [
        migrations.CreateModel(
            name="Sidoandring",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "txid",
                    audit.fields.TxidField(db_default=audit.fields.CurrentTxid(), editable=False),
                ),
                ("tabell", models.CharField(max_length=63, verbose_name="tabell")),
                (
                    "nyckel",
                    models.CharField(blank=True, max_length=64, verbose_name="radens nyckel"),
                ),
                (
                    "slag",
                    models.CharField(
                        choices=[
                            ("INSERT", "lades till"),
                            ("UPDATE", "ändrades"),
                            ("DELETE", "togs bort"),
                            ("TRUNCATE", "tömdes"),
                        ],
                        max_length=8,
                        verbose_name="vad som gjordes",
                    ),
                ),
                ("roll", models.CharField(max_length=63, verbose_name="databasroll")),
                ("tid", models.DateTimeField(verbose_name="tid")),
            ],
            options={
                "verbose_name": "sidoändring",
                "verbose_name_plural": "sidoändringar",
            },
        ),
        migrations.RunSQL(INSERT_ONLY, DROP),
    ]
