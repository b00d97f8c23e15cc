import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE TRIGGER insert_only_row BEFORE UPDATE OR DELETE ON audit_vittnesmal
    FOR EACH ROW EXECUTE FUNCTION audit_insert_only();
CREATE TRIGGER insert_only_table BEFORE TRUNCATE ON audit_vittnesmal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_insert_only();
ALTER TABLE audit_vittnesmal ENABLE ALWAYS TRIGGER insert_only_row;
ALTER TABLE audit_vittnesmal ENABLE ALWAYS TRIGGER insert_only_table
"""


class Migration(migrations.Migration):
    """What witnesses say of the heads, insert-only as the heads themselves."""

    dependencies = [("audit", "0005_plattor")]

    operations = [
        migrations.CreateModel(
            name="Vittnesmal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vittne", models.CharField(max_length=255, verbose_name="vittne")),
                ("nyckel_id", models.CharField(max_length=8, verbose_name="nyckelns id")),
                ("rad", models.TextField(verbose_name="medsignatur")),
                ("tid", models.DateTimeField(verbose_name="tid")),
                (
                    "kontrollpunkt",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="audit.kontrollpunkt",
                        verbose_name="kontrollpunkt",
                    ),
                ),
            ],
            options={
                "verbose_name": "vittnesmål",
                "verbose_name_plural": "vittnesmål",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kontrollpunkt", "vittne", "nyckel_id"), name="vittnesmal_en_gang"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            TRIGGERS,
            "DROP TRIGGER insert_only_row ON audit_vittnesmal;"
            "DROP TRIGGER insert_only_table ON audit_vittnesmal",
        ),
    ]
