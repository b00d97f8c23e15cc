"""The editor of instruments, and assessments made with an instrument that is not ours."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

import encryption.fields

FREEZE = """
CREATE OR REPLACE FUNCTION riskbedomning_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frusen boolean;
BEGIN
  IF TG_TABLE_NAME = 'riskbedomning_instrumentversion' THEN
    frusen := OLD.publicerad IS NOT NULL OR (
      OLD.status <> 'utkast' AND NEW IS DISTINCT FROM OLD AND (
        NEW.instrument_id, NEW.nummer, NEW.beskrivning, NEW.kalla, NEW.alder_fran, NEW.alder_till,
        NEW.bygger_pa_id, NEW.anledning, NEW.forfattare_id
      ) IS DISTINCT FROM (
        OLD.instrument_id, OLD.nummer, OLD.beskrivning, OLD.kalla, OLD.alder_fran, OLD.alder_till,
        OLD.bygger_pa_id, OLD.anledning, OLD.forfattare_id));
  ELSE
    frusen := EXISTS (
      SELECT 1 FROM riskbedomning_instrumentversion v
      WHERE v.id IN (OLD.instrumentversion_id, NEW.instrumentversion_id)
        AND v.status <> 'utkast');
  END IF;
  IF frusen THEN
    RAISE EXCEPTION 'A published or reviewed instrument is frozen; make a new version.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION riskbedomning_granskning_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What a reviewer has said stands.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER granskning_star BEFORE UPDATE OR DELETE ON riskbedomning_instrumentgranskning
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_granskning_star();
"""
THAW = """
DROP TRIGGER granskning_star ON riskbedomning_instrumentgranskning;
DROP FUNCTION riskbedomning_granskning_star();
CREATE OR REPLACE FUNCTION riskbedomning_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frusen boolean;
BEGIN
  IF TG_TABLE_NAME = 'riskbedomning_instrumentversion' THEN
    frusen := OLD.publicerad IS NOT NULL;
  ELSE
    frusen := EXISTS (
      SELECT 1 FROM riskbedomning_instrumentversion v
      WHERE v.id IN (OLD.instrumentversion_id, NEW.instrumentversion_id)
        AND v.publicerad IS NOT NULL);
  END IF;
  IF frusen THEN
    RAISE EXCEPTION 'A published instrument is frozen; make a new version.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
"""

STATUS = [
    ("utkast", "Utkast"),
    ("granskas", "Väntar på granskning"),
    ("granskad", "Granskad"),
    ("publicerad", "Publicerad"),
]


def person(**options):
    """A reference to somebody who did something."""
    return models.ForeignKey(
        **{"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"} | options,
        to=settings.AUTH_USER_MODEL,
    )


def remembered(to, **options):
    """The same reference in a history table: no constraint, and it may point at what is gone."""
    return models.ForeignKey(
        blank=True,
        db_constraint=False,
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
        **options,
    )


def extern_falt(pk):
    """The columns that a row and its history row have in common."""
    return [
        ("id", pk),
        ("version", models.PositiveIntegerField(default=1, editable=False)),
        ("instrument", encryption.fields.SealedTextField(verbose_name="instrumentets namn")),
        (
            "instrument_version",
            encryption.fields.SealedTextField(blank=True, verbose_name="instrumentets version"),
        ),
        ("bedomare", encryption.fields.SealedTextField(verbose_name="bedömare")),
        (
            "certifierad",
            encryption.fields.SealedChoiceField(verbose_name="bedömaren är certifierad"),
        ),
        ("utford", encryption.fields.SealedDateField(verbose_name="bedömningen gjordes")),
        ("kallor", encryption.fields.SealedTextField(verbose_name="källor som användes")),
        ("slutsats", encryption.fields.SealedTextField(verbose_name="slutsats med egna ord")),
        (
            "ny_bedomning",
            models.DateField(blank=True, null=True, verbose_name="ny bedömning senast"),
        ),
        (
            "registrerad",
            models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
    ]


def referens(to, related_name="+", **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_metodledare"),
        ("arenden", "0009_arendevag"),
        ("riskbedomning", "0002_fryst_instrument"),
    ]

    operations = [
        migrations.CreateModel(
            name="Externbedomning",
            fields=[
                *extern_falt(
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    )
                ),
                ("akt", referens("arenden.personakt", related_name="%(class)s_set")),
                ("arende", referens("arenden.arende", related_name="externbedomningar")),
                ("handling", referens("arenden.handling", blank=True, null=True)),
                ("namnd", referens("access.namnd")),
                ("registrerad_av", person()),
            ],
            options={
                "verbose_name": "extern bedömning",
                "verbose_name_plural": "externa bedömningar",
                "ordering": ["-registrerad", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalExternbedomning",
            fields=[
                *extern_falt(
                    models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                        max_length=1,
                    ),
                ),
                ("akt", remembered("arenden.personakt")),
                ("arende", remembered("arenden.arende")),
                ("handling", remembered("arenden.handling")),
                (
                    "history_user",
                    person(null=True, on_delete=django.db.models.deletion.SET_NULL),
                ),
                ("namnd", remembered("access.namnd")),
                ("registrerad_av", remembered(settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "historical extern bedömning",
                "verbose_name_plural": "historical externa bedömningar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Instrumentgranskning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "utfall",
                    models.CharField(
                        choices=[
                            ("godkand", "Godkänd"),
                            ("aterlamnad", "Återlämnad för ändring"),
                        ],
                        max_length=10,
                    ),
                ),
                ("kommentar", models.TextField(max_length=4000)),
                (
                    "nar",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="när"
                    ),
                ),
                ("granskare", person()),
                (
                    "instrumentversion",
                    referens("riskbedomning.instrumentversion", related_name="granskningar"),
                ),
            ],
            options={
                "verbose_name": "granskning av instrument",
                "verbose_name_plural": "granskningar av instrument",
                "ordering": ["nar", "id"],
            },
        ),
        *(
            migrations.AddField(
                model_name=name,
                name="instrument_skal",
                field=encryption.fields.SealedTextField(
                    blank=True, null=True, verbose_name="varför en annan variant valdes"
                ),
            )
            for name in ("bedomning", "historicalbedomning")
        ),
        *(
            migrations.AddField(
                model_name=name,
                name="aterkallad",
                field=models.DateTimeField(blank=True, null=True, verbose_name="återkallad"),
            )
            for name in ("strategisktbrott", "historicalstrategisktbrott")
        ),
        *(
            migrations.AddField(
                model_name=name,
                name="aterkallad_skal",
                field=encryption.fields.SealedTextField(
                    blank=True, null=True, verbose_name="varför återkallad"
                ),
            )
            for name in ("strategisktbrott", "historicalstrategisktbrott")
        ),
        migrations.AddField(
            model_name="strategisktbrott",
            name="aterkallad_av",
            field=person(blank=True, null=True, verbose_name="återkallad av"),
        ),
        migrations.AddField(
            model_name="historicalstrategisktbrott",
            name="aterkallad_av",
            field=remembered(settings.AUTH_USER_MODEL, verbose_name="återkallad av"),
        ),
        migrations.AddConstraint(
            model_name="strategisktbrott",
            constraint=models.UniqueConstraint(
                condition=models.Q(("aterkallad", None)),
                fields=("arende",),
                name="en_forsta_lagforing_per_arende",
                violation_error_message="Den första lagföringen är redan noterad i ärendet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategisktbrott",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("aterkallad__isnull", True),
                        ("aterkallad_av__isnull", True),
                        ("aterkallad_skal__isnull", True),
                    ),
                    models.Q(
                        ("aterkallad__isnull", False),
                        ("aterkallad_av__isnull", False),
                        ("aterkallad_skal__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="strategiskt_brott_aterkallat_helt",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="sista_dag",
            field=models.DateField(
                blank=True,
                help_text="Den sista dagen som det erbjuds.",
                null=True,
                verbose_name="sista dag",
            ),
        ),
        migrations.AddField(
            model_name="instrumentversion",
            name="anledning",
            field=models.TextField(blank=True, verbose_name="vad som ändras och varför"),
        ),
        migrations.AddField(
            model_name="instrumentversion",
            name="bygger_pa",
            field=referens(
                "riskbedomning.instrumentversion",
                blank=True,
                null=True,
                verbose_name="bygger på",
            ),
        ),
        migrations.AddField(
            model_name="instrumentversion",
            name="forfattare",
            field=person(blank=True, null=True, verbose_name="författare"),
        ),
        migrations.AddField(
            model_name="instrumentversion",
            name="granskad_av",
            field=person(blank=True, null=True, verbose_name="granskad av"),
        ),
        # What stands in the table was loaded with the code, and is published.
        migrations.AddField(
            model_name="instrumentversion",
            name="status",
            field=models.CharField(choices=STATUS, default="publicerad", max_length=10),
        ),
        migrations.AlterField(
            model_name="instrumentversion",
            name="status",
            field=models.CharField(choices=STATUS, default="utkast", max_length=10),
        ),
        migrations.AlterField(
            model_name="instrumentversion",
            name="fingeravtryck",
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddConstraint(
            model_name="instrumentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publicerad__isnull", False), ("status", "publicerad")),
                    models.Q(
                        models.Q(("status", "publicerad"), _negated=True),
                        ("publicerad__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="instrument_publicerat_har_tid",
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forfattare__isnull", True),
                    models.Q(
                        ("granskad_av__isnull", True),
                        ("status__in", ["utkast", "granskas"]),
                    ),
                    models.Q(
                        ("granskad_av__isnull", False),
                        ("status__in", ["granskad", "publicerad"]),
                        models.Q(("granskad_av", models.F("forfattare")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="instrument_granskat_av_en_annan",
            ),
        ),
        migrations.AlterConstraint(
            model_name="instrumentversion",
            name="instrument_alder_stigande",
            constraint=models.CheckConstraint(
                condition=models.Q(("alder_till__gte", models.F("alder_fran"))),
                name="instrument_alder_stigande",
                violation_error_message="Den högre åldern kan inte vara lägre än den lägre.",
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
