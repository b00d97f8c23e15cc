import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

KALLA = {
    "blank": True,
    "help_text": "Arbetsgången, insatsen eller annat i ärendet som fristen gäller.",
    "null": True,
    "verbose_name": "det den hör till",
}

FILL = """
UPDATE arenden_frist SET satt = mal WHERE budget = 'P0D';
UPDATE arenden_frist SET nasta_steg = now() WHERE stoppad IS NULL;
UPDATE arenden_fristvarning v SET mal = f.mal FROM arenden_frist f WHERE f.id = v.frist_id;
UPDATE arenden_fristforlangning d SET lagrum = f.lagrum, nummer = n.nummer
FROM arenden_frist f, (
  SELECT id, row_number() OVER (PARTITION BY frist_id ORDER BY beslutad, id) AS nummer
  FROM arenden_fristforlangning
) n
WHERE f.id = d.frist_id AND n.id = d.id;
"""
"""What is new in rows from before. The first sweep finds the next warning of each by itself."""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0007_indexversioner")]

    operations = [
        migrations.AddField("frist", "kalla", models.UUIDField(**KALLA)),
        migrations.AddField("historicalfrist", "kalla", models.UUIDField(**KALLA)),
        migrations.AddIndex(
            "frist",
            models.Index(
                condition=models.Q(("stoppad", None)), fields=["kalla"], name="frist_lopande_kalla"
            ),
        ),
        migrations.CreateModel(
            name="Fristflytt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("tidigare", models.DateTimeField(verbose_name="räknades från")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="motivering")),
                (
                    "beslutad",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="beslutad"
                    ),
                ),
            ],
            options={
                "verbose_name": "fristflytt",
                "verbose_name_plural": "fristflyttar",
                "ordering": ["beslutad", "id"],
            },
        ),
        migrations.CreateModel(
            name="Fristvila",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("fran", models.DateTimeField(verbose_name="från")),
                ("till", models.DateTimeField(blank=True, null=True, verbose_name="till")),
                ("grund", encryption.fields.SealedTextField(verbose_name="grund")),
                ("lagrum", models.CharField(max_length=60, verbose_name="lagrum")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="motivering")),
                ("mal_fore", models.DateField(verbose_name="strikt dag före vilan")),
                (
                    "motivering_igen",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="varför den går igen"
                    ),
                ),
            ],
            options={
                "verbose_name": "fristvila",
                "verbose_name_plural": "fristvilor",
                "ordering": ["fran", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFristflytt",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("tidigare", models.DateTimeField(verbose_name="räknades från")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="motivering")),
                (
                    "beslutad",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="beslutad"
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
            ],
            options={
                "verbose_name": "historical fristflytt",
                "verbose_name_plural": "historical fristflyttar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFristvila",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("fran", models.DateTimeField(verbose_name="från")),
                ("till", models.DateTimeField(blank=True, null=True, verbose_name="till")),
                ("grund", encryption.fields.SealedTextField(verbose_name="grund")),
                ("lagrum", models.CharField(max_length=60, verbose_name="lagrum")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="motivering")),
                ("mal_fore", models.DateField(verbose_name="strikt dag före vilan")),
                (
                    "motivering_igen",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="varför den går igen"
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
            ],
            options={
                "verbose_name": "historical fristvila",
                "verbose_name_plural": "historical fristvilor",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterModelOptions(
            name="fristforlangning",
            options={
                "ordering": ["beslutad", "id"],
                "verbose_name": "fristförlängning",
                "verbose_name_plural": "fristförlängningar",
            },
        ),
        migrations.RemoveConstraint(
            model_name="fristvarning",
            name="varning_en_gang",
        ),
        migrations.AddField(
            model_name="frist",
            name="ersatter",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ersatt_av",
                to="arenden.frist",
                verbose_name="ersätter",
            ),
        ),
        migrations.AddField(
            model_name="frist",
            name="nasta_steg",
            field=models.DateTimeField(
                blank=True,
                help_text="När nästa steg i trappan faller ut.",
                null=True,
                verbose_name="nästa varning",
            ),
        ),
        migrations.AddField(
            model_name="frist",
            name="satt",
            field=models.DateField(
                blank=True,
                help_text="I stället för lagens tid.",
                null=True,
                verbose_name="dag som någon annan satt",
            ),
        ),
        migrations.AddField(
            model_name="fristforlangning",
            name="lagrum",
            field=models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="fristforlangning",
            name="nummer",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="vilken i ordningen"),
        ),
        migrations.AddField(
            model_name="fristvarning",
            name="mal",
            field=models.DateField(null=True, verbose_name="strikt dag som det varnades för"),
        ),
        migrations.AddField(
            model_name="historicalfrist",
            name="ersatter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="arenden.frist",
                verbose_name="ersätter",
            ),
        ),
        migrations.AddField(
            model_name="historicalfrist",
            name="nasta_steg",
            field=models.DateTimeField(
                blank=True,
                help_text="När nästa steg i trappan faller ut.",
                null=True,
                verbose_name="nästa varning",
            ),
        ),
        migrations.AddField(
            model_name="historicalfrist",
            name="satt",
            field=models.DateField(
                blank=True,
                help_text="I stället för lagens tid.",
                null=True,
                verbose_name="dag som någon annan satt",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristforlangning",
            name="lagrum",
            field=models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalfristforlangning",
            name="nummer",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="vilken i ordningen"),
        ),
        migrations.AlterField(
            model_name="frist",
            name="gar_sedan",
            field=models.DateTimeField(
                blank=True, help_text="Senaste starten; tom medan den vilar.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="frist",
            name="mal",
            field=models.DateField(
                blank=True,
                help_text="Sista dagen enligt kalendern; tom medan den vilar.",
                null=True,
                verbose_name="strikt dag",
            ),
        ),
        migrations.AlterField(
            model_name="frist",
            name="senast",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lagens gräns"),
        ),
        migrations.AlterField(
            model_name="frist",
            name="utgang",
            field=models.CharField(
                blank=True,
                choices=[
                    ("uppfylld", "Uppfylld"),
                    ("inaktuell", "Inte längre aktuell"),
                    ("ersatt", "Ersatt av en rättad"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="fristforlangning",
            name="grund",
            field=models.CharField(
                choices=[
                    ("synnerliga", "Synnerliga skäl"),
                    ("sarskilda", "Särskilda skäl"),
                    ("begaranden", "Den som begärt har gett mer tid"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="historicalfrist",
            name="gar_sedan",
            field=models.DateTimeField(
                blank=True, help_text="Senaste starten; tom medan den vilar.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="historicalfrist",
            name="mal",
            field=models.DateField(
                blank=True,
                help_text="Sista dagen enligt kalendern; tom medan den vilar.",
                null=True,
                verbose_name="strikt dag",
            ),
        ),
        migrations.AlterField(
            model_name="historicalfrist",
            name="senast",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lagens gräns"),
        ),
        migrations.AlterField(
            model_name="historicalfrist",
            name="utgang",
            field=models.CharField(
                blank=True,
                choices=[
                    ("uppfylld", "Uppfylld"),
                    ("inaktuell", "Inte längre aktuell"),
                    ("ersatt", "Ersatt av en rättad"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="historicalfristforlangning",
            name="grund",
            field=models.CharField(
                choices=[
                    ("synnerliga", "Synnerliga skäl"),
                    ("sarskilda", "Särskilda skäl"),
                    ("begaranden", "Den som begärt har gett mer tid"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="fristvarning",
            name="mal",
            field=models.DateField(verbose_name="strikt dag som det varnades för"),
        ),
        migrations.AddIndex(
            model_name="frist",
            index=models.Index(
                condition=models.Q(("nasta_steg__isnull", False)),
                fields=["nasta_steg"],
                name="frist_nasta_steg",
            ),
        ),
        migrations.AddConstraint(
            model_name="frist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("gar_sedan", None), ("mal", None), ("nasta_steg", None), ("senast", None)
                    ),
                    models.Q(
                        ("gar_sedan__isnull", False),
                        ("mal__isnull", False),
                        ("senast__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="frist_vilar_utan_dag",
            ),
        ),
        migrations.AddConstraint(
            model_name="frist",
            constraint=models.CheckConstraint(
                condition=models.Q(("stoppad", None), ("nasta_steg", None), _connector="OR"),
                name="frist_stoppad_varnar_inte",
            ),
        ),
        migrations.AddConstraint(
            model_name="fristforlangning",
            constraint=models.UniqueConstraint(
                fields=("frist", "nummer"), name="forlangning_en_gang_per_nummer"
            ),
        ),
        migrations.AddConstraint(
            model_name="fristvarning",
            constraint=models.UniqueConstraint(
                fields=("frist", "mal", "dagar_fore"), name="varning_en_gang"
            ),
        ),
        migrations.AddField(
            model_name="fristflytt",
            name="akt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="arenden.personakt",
            ),
        ),
        migrations.AddField(
            model_name="fristflytt",
            name="beslutad_av",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslutad av",
            ),
        ),
        migrations.AddField(
            model_name="fristflytt",
            name="frist",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flytt",
                to="arenden.frist",
            ),
        ),
        migrations.AddField(
            model_name="fristflytt",
            name="namnd",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd"
            ),
        ),
        migrations.AddField(
            model_name="fristvila",
            name="akt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="arenden.personakt",
            ),
        ),
        migrations.AddField(
            model_name="fristvila",
            name="avslutad_av",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="avslutad av",
            ),
        ),
        migrations.AddField(
            model_name="fristvila",
            name="beslutad_av",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslutad av",
            ),
        ),
        migrations.AddField(
            model_name="fristvila",
            name="frist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vilor",
                to="arenden.frist",
            ),
        ),
        migrations.AddField(
            model_name="fristvila",
            name="namnd",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd"
            ),
        ),
        migrations.AddField(
            model_name="historicalfristflytt",
            name="akt",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="arenden.personakt",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristflytt",
            name="beslutad_av",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslutad av",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristflytt",
            name="frist",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="arenden.frist",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristflytt",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalfristflytt",
            name="namnd",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.namnd",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristvila",
            name="akt",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="arenden.personakt",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristvila",
            name="avslutad_av",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="avslutad av",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristvila",
            name="beslutad_av",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslutad av",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristvila",
            name="frist",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="arenden.frist",
            ),
        ),
        migrations.AddField(
            model_name="historicalfristvila",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalfristvila",
            name="namnd",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.namnd",
            ),
        ),
        migrations.AddConstraint(
            model_name="fristvila",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("till", None), ("till__gte", models.F("fran")), _connector="OR"
                ),
                name="vila_slutar_efter_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="fristvila",
            constraint=models.UniqueConstraint(
                condition=models.Q(("till", None)), fields=("frist",), name="vila_en_i_taget"
            ),
        ),
    ]
