import django.db.models.deletion
import encryption.fields
import uuid6
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION arenden_sokrad_andrad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE arenden_sokregister SET andringar = andringar + 1
  WHERE namnd_id IN (SELECT namnd_id FROM andrade);
  RETURN NULL;
END $$;
CREATE TRIGGER sokrad_ny AFTER INSERT ON arenden_sokrad
  REFERENCING NEW TABLE AS andrade FOR EACH STATEMENT EXECUTE FUNCTION arenden_sokrad_andrad();
CREATE TRIGGER sokrad_andrad AFTER UPDATE ON arenden_sokrad
  REFERENCING NEW TABLE AS andrade FOR EACH STATEMENT EXECUTE FUNCTION arenden_sokrad_andrad();
CREATE TRIGGER sokrad_borta AFTER DELETE ON arenden_sokrad
  REFERENCING OLD TABLE AS andrade FOR EACH STATEMENT EXECUTE FUNCTION arenden_sokrad_andrad();

CREATE FUNCTION arenden_sokrader(vilken uuid)
RETURNS TABLE (id uuid, akt_id uuid, nyckel uuid, namn bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM 1 FROM access_uppdrag u JOIN access_anvandare a ON a.id = u.anvandare_id AND a.is_active
    WHERE u.anvandare_id = nullif(current_setting('app.anvandare', true), '')::uuid
      AND u.namnd_id = vilken
      AND u.fran <= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date
      AND (u.till IS NULL OR u.till >= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM 1 FROM arenden_sokregister r WHERE r.namnd_id = vilken FOR SHARE;
  RETURN QUERY SELECT s.id, s.akt_id, s.nyckel, s.namn FROM arenden_sokrad s
    WHERE s.namnd_id = vilken ORDER BY s.id;
END $$;
"""

AWAY = """
DROP FUNCTION arenden_sokrader(uuid);
DROP TRIGGER sokrad_ny ON arenden_sokrad;
DROP TRIGGER sokrad_andrad ON arenden_sokrad;
DROP TRIGGER sokrad_borta ON arenden_sokrad;
DROP FUNCTION arenden_sokrad_andrad();
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0003_handlingar")]

    operations = [
        migrations.CreateModel(
            name="Sokregister",
            fields=[
                ("namnd", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="access.namnd", verbose_name="nämnd")),
                ("nyckel", models.UUIDField(default=uuid6.uuid7, editable=False, help_text="Byts när registret byggs om, så att gallrade namn inte går att öppna igen.", verbose_name="nyckelns ägare")),
                ("andringar", models.BigIntegerField(default=0, editable=False, verbose_name="antal ändringar")),
            ],
            options={"verbose_name": "sökregister", "verbose_name_plural": "sökregister"},
        ),
        migrations.CreateModel(
            name="Sokrad",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("nyckel", models.UUIDField(editable=False, verbose_name="nyckelns ägare")),
                ("namn", encryption.fields.SealedJSONField(agare="nyckel", verbose_name="namn")),
                ("akt", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="sokrad", to="arenden.personakt", verbose_name="personakt")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd", verbose_name="nämnd")),
            ],
            options={
                "verbose_name": "sökrad",
                "verbose_name_plural": "sökrader",
                "indexes": [models.Index(fields=["namnd"], name="sokrad_namnd")],
            },
        ),
        migrations.RunSQL(FUNCTIONS, AWAY),
    ]
