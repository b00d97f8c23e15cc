from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION encryption_index_delad(vilket text) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock_shared(hashtext('encryption_index'), hashtext(vilket))
$$;
CREATE FUNCTION encryption_index_ensam(vilket text) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtext('encryption_index'), hashtext(vilket))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("encryption", "0002_nyckelforrad")]

    operations = [
        migrations.CreateModel(
            name="Indexversion",
            fields=[
                (
                    "syfte",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="syfte"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "lage",
                    models.CharField(
                        choices=[
                            ("vilar", "Vilar"),
                            ("fyller", "Nästa version fylls i"),
                            ("tommer", "Förra versionen tas bort"),
                        ],
                        default="vilar",
                        max_length=6,
                        verbose_name="läge",
                    ),
                ),
            ],
            options={"verbose_name": "indexversion", "verbose_name_plural": "indexversioner"},
        ),
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION encryption_index_delad(text);"
            "DROP FUNCTION encryption_index_ensam(text);",
        ),
    ]
