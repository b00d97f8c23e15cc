import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
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

CREATE FUNCTION arenden_besvarar(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT ARRAY(
    SELECT u.namnd_id FROM access_uppdrag u
    JOIN access_anvandare a ON a.id = u.anvandare_id AND a.is_active
    WHERE u.anvandare_id = vem AND u.namnd_id IS NOT NULL
      AND u.roll IN ('mottagning', 'socialsekreterare', 'gruppledare', 'enhetschef')
      AND u.fran <= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date
      AND (u.till IS NULL OR u.till >= (statement_timestamp() AT TIME ZONE 'Europe/Stockholm')::date))
$$;

CREATE FUNCTION arenden_aktualitet(vilken uuid)
RETURNS TABLE (aktuell boolean, skyddad boolean, javig boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE vem uuid := nullif(current_setting('app.anvandare', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT
    EXISTS (SELECT 1 FROM arenden_arende e WHERE e.akt_id = p.id AND e.avslutat IS NULL),
    p.skyddsniva <> 'ingen',
    p.id = ANY (access_jav(vem))
  FROM arenden_personakt p
  WHERE p.id = vilken AND p.namnd_id = ANY (arenden_besvarar(vem));
END $$;
"""

AWAY = """
DROP FUNCTION arenden_aktualitet(uuid);
DROP FUNCTION arenden_besvarar(uuid);
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
        migrations.CreateModel(
            name="HistoricalAktualitetsforfragan",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("nummer", encryption.fields.SealedTextField(verbose_name="identitetsnummer")),
                ("andamal", encryption.fields.SealedChoiceField(verbose_name="ändamål")),
                ("stalld", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="ställd")),
                ("svar", encryption.fields.SealedChoiceField(blank=True, null=True, verbose_name="svar")),
                ("besvarad", models.DateTimeField(blank=True, null=True, verbose_name="besvarad")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("arende", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.arende", verbose_name="ärende")),
                ("besvarad_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="besvarad av")),
                ("fragad_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="frågad av")),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("tillfragad", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd", verbose_name="tillfrågad nämnd")),
            ],
            options={
                "verbose_name": "historical fråga om aktualitet",
                "verbose_name_plural": "historical frågor om aktualitet",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Aktualitetsforfragan",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("nummer", encryption.fields.SealedTextField(verbose_name="identitetsnummer")),
                ("andamal", encryption.fields.SealedChoiceField(verbose_name="ändamål")),
                ("stalld", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="ställd")),
                ("svar", encryption.fields.SealedChoiceField(blank=True, null=True, verbose_name="svar")),
                ("besvarad", models.DateTimeField(blank=True, null=True, verbose_name="besvarad")),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("arende", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="namndfragor", to="arenden.arende", verbose_name="ärende")),
                ("besvarad_av", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="besvarad av")),
                ("fragad_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="frågad av")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("tillfragad", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd", verbose_name="tillfrågad nämnd")),
            ],
            options={
                "verbose_name": "fråga om aktualitet",
                "verbose_name_plural": "frågor om aktualitet",
                "indexes": [models.Index(condition=models.Q(("besvarad", None)), fields=["tillfragad", "stalld"], name="namndfraga_vantar")],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("besvarad__isnull", True), ("besvarad_av", None), ("svar__isnull", True)), models.Q(("besvarad__isnull", False), ("besvarad_av__isnull", False), ("svar__isnull", False)), _connector="OR"), name="namndfraga_svar_med_tid")],
            },
        ),
        migrations.RunSQL(FUNCTIONS, AWAY),
    ]
