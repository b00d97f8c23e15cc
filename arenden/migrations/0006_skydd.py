import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

EMPTY_HISTORY = """
CREATE FUNCTION arenden_tom_adresshistorik(akt uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM arenden_personakt WHERE id = akt AND skyddsniva <> 'ingen') THEN
    RAISE EXCEPTION 'only a protected akt has its addresses removed from history'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  -- The same row and column, so what is sealed empty in the person opens empty in its history.
  UPDATE arenden_historicalperson h
    SET adress = p.adress, telefon = p.telefon, skola = p.skola, skolform = '', arskurs = NULL
    FROM arenden_person p WHERE p.akt_id = akt AND h.id = p.id;
  UPDATE arenden_historicalpersonakt SET stadsdelsomrade = '' WHERE id = akt;
  DELETE FROM arenden_utkast WHERE akt_id = akt AND formular = 'person';
END $$;
"""


NODOPPNING = """
CREATE FUNCTION arenden_akt_i_arende(nummer text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT akt_id FROM arenden_arende WHERE arendenummer = nummer
$$;
CREATE FUNCTION arenden_aktens_enhet(akt uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT enhet_id FROM arenden_personakt WHERE id = akt
$$;
CREATE FUNCTION arenden_akt_skyddad(akt uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM arenden_personakt WHERE id = akt AND skyddsniva <> 'ingen')
$$;
"""
NODOPPNING_BORT = """
DROP FUNCTION arenden_akt_i_arende(text);
DROP FUNCTION arenden_aktens_enhet(uuid);
DROP FUNCTION arenden_akt_skyddad(uuid);
"""


LOOKING_BACK = """
CREATE FUNCTION arenden_akt_genom_tiden(akt uuid)
RETURNS TABLE (fran timestamptz, enhet_id uuid, namnd_id uuid, skyddsniva text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT history_date, h.enhet_id, h.namnd_id, h.skyddsniva FROM arenden_historicalpersonakt h
  WHERE h.id = akt ORDER BY history_date, history_id
$$;
CREATE FUNCTION arenden_jav_i_akt(akt uuid)
RETURNS TABLE (anvandare_id uuid, fran timestamptz, till timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT j.anvandare_id, j.fran, j.till FROM access_jav j WHERE j.akt_id = akt
$$;
"""
LOOKING_BACK_AWAY = """
DROP FUNCTION arenden_akt_genom_tiden(uuid);
DROP FUNCTION arenden_jav_i_akt(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_vaggen"), ("arenden", "0005_gallring")]

    operations = [
        migrations.RunSQL(NODOPPNING, NODOPPNING_BORT),
        migrations.CreateModel(
            name="HistoricalNamngivning",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "omfattning",
                    models.CharField(
                        choices=[("akt", "Personakt"), ("fack", "Aktens adressfack")],
                        max_length=5,
                        verbose_name="vad",
                    ),
                ),
                ("tilltrade_id", models.UUIDField(verbose_name="tillträde")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="skäl")),
                (
                    "skapad",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="namngiven"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "akt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="arenden.personakt",
                    ),
                ),
                (
                    "anvandare",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "namnd",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.namnd",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical namngivning",
                "verbose_name_plural": "historical namngivningar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Namngivning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "omfattning",
                    models.CharField(
                        choices=[("akt", "Personakt"), ("fack", "Aktens adressfack")],
                        max_length=5,
                        verbose_name="vad",
                    ),
                ),
                ("tilltrade_id", models.UUIDField(verbose_name="tillträde")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="skäl")),
                (
                    "skapad",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="namngiven"
                    ),
                ),
                (
                    "akt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="arenden.personakt",
                    ),
                ),
                (
                    "anvandare",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
                (
                    "namnd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.namnd",
                    ),
                ),
            ],
            options={
                "verbose_name": "namngivning",
                "verbose_name_plural": "namngivningar",
                "ordering": ["-skapad"],
            },
        ),
        migrations.CreateModel(
            name="SkyddadAdress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fack_id", models.UUIDField(editable=False, verbose_name="adressfack")),
                (
                    "adress",
                    encryption.fields.SealedTextField(
                        agare="fack_id", blank=True, verbose_name="adress"
                    ),
                ),
                (
                    "telefon",
                    encryption.fields.SealedTextField(
                        agare="fack_id", blank=True, verbose_name="telefon"
                    ),
                ),
                (
                    "skola",
                    encryption.fields.SealedTextField(
                        agare="fack_id", blank=True, verbose_name="skola"
                    ),
                ),
                (
                    "skriven",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="inlagd"),
                ),
                (
                    "akt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arenden.personakt",
                        verbose_name="akt",
                    ),
                ),
                (
                    "namnd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.namnd",
                        verbose_name="nämnd",
                    ),
                ),
                (
                    "skriven_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inlagd av",
                    ),
                ),
            ],
            options={
                "verbose_name": "skyddad adress",
                "verbose_name_plural": "skyddade adresser",
                "ordering": ["-skriven", "-id"],
                "indexes": [
                    models.Index(fields=["fack_id", "skriven"], name="skyddad_adress_fack")
                ],
            },
        ),
        migrations.RunSQL(LOOKING_BACK, LOOKING_BACK_AWAY),
        migrations.RunSQL(EMPTY_HISTORY, "DROP FUNCTION arenden_tom_adresshistorik(uuid);"),
    ]
