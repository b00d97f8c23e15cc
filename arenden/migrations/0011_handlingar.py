"""What was shown before a decision, and documents drawn up."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

import encryption.fields


class Migration(migrations.Migration):
    dependencies = [("arenden", "0010_journal")]

    operations = [
        migrations.CreateModel(
            name="HistoricalKommuniceringsunderlag",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("mottagare", encryption.fields.SealedTextField(verbose_name="mottagare")),
                ("delar", encryption.fields.SealedJSONField(verbose_name="valda delar")),
                ("maskning", encryption.fields.SealedJSONField(blank=True, null=True, verbose_name="maskning")),
                ("skal_att_visa", encryption.fields.SealedTextField(blank=True, verbose_name="varför det skyddade visas")),
                ("innehall", encryption.fields.SealedJSONField(blank=True, null=True, verbose_name="det som visades")),
                ("skapad", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="skapad")),
                ("fryst", models.DateTimeField(blank=True, null=True, verbose_name="fryst")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("beslut", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.beslut", verbose_name="förslag")),
                ("fryst_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="fryst av")),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("kommunicering", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.kommunicering", verbose_name="kommunicering")),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("skapad_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skapad av")),
            ],
            options={
                "verbose_name": "historical kommuniceringsunderlag",
                "verbose_name_plural": "historical kommuniceringsunderlag",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLattlast",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("plan_id", models.UUIDField(db_index=True, verbose_name="plan")),
                ("text", encryption.fields.SealedTextField(verbose_name="text")),
                ("skriven", models.DateTimeField(default=django.utils.timezone.now, verbose_name="skriven")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("arende", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.arende", verbose_name="ärende")),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("skriven_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skriven av")),
            ],
            options={
                "verbose_name": "historical lättläst plan",
                "verbose_name_plural": "historical lättlästa planer",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUppgiftsbegaran",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("till", encryption.fields.SealedTextField(verbose_name="till")),
                ("vad", encryption.fields.SealedTextField(verbose_name="vad vi ber om")),
                ("satt", models.CharField(choices=[("muntligt", "Muntligt"), ("brev", "Brev"), ("mote", "På möte"), ("elektroniskt", "Säker elektronisk post")], max_length=12, verbose_name="hur")),
                ("senast", models.DateField(verbose_name="svar senast")),
                ("begard", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begärd")),
                ("svar", models.CharField(blank=True, choices=[("inkom", "Uppgifterna kom in"), ("inga", "De har inga uppgifter"), ("uteblev", "Inget svar")], max_length=7, verbose_name="svar")),
                ("besvarad", models.DateField(blank=True, null=True, verbose_name="svaret kom")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("begard_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="begärd av")),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("utredning", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.utredning", verbose_name="utredning")),
            ],
            options={
                "verbose_name": "historical begäran om uppgifter",
                "verbose_name_plural": "historical begäranden om uppgifter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Lattlast",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("plan_id", models.UUIDField(unique=True, verbose_name="plan")),
                ("text", encryption.fields.SealedTextField(verbose_name="text")),
                ("skriven", models.DateTimeField(default=django.utils.timezone.now, verbose_name="skriven")),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("arende", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lattlasta", to="arenden.arende", verbose_name="ärende")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("skriven_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skriven av")),
            ],
            options={
                "verbose_name": "lättläst plan",
                "verbose_name_plural": "lättlästa planer",
            },
        ),
        migrations.CreateModel(
            name="Kommuniceringsunderlag",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("mottagare", encryption.fields.SealedTextField(verbose_name="mottagare")),
                ("delar", encryption.fields.SealedJSONField(verbose_name="valda delar")),
                ("maskning", encryption.fields.SealedJSONField(blank=True, null=True, verbose_name="maskning")),
                ("skal_att_visa", encryption.fields.SealedTextField(blank=True, verbose_name="varför det skyddade visas")),
                ("innehall", encryption.fields.SealedJSONField(blank=True, null=True, verbose_name="det som visades")),
                ("skapad", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="skapad")),
                ("fryst", models.DateTimeField(blank=True, null=True, verbose_name="fryst")),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("beslut", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="underlag", to="arenden.beslut", verbose_name="förslag")),
                ("fryst_av", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="fryst av")),
                ("kommunicering", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="underlag", to="arenden.kommunicering", verbose_name="kommunicering")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("skapad_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skapad av")),
            ],
            options={
                "verbose_name": "kommuniceringsunderlag",
                "verbose_name_plural": "kommuniceringsunderlag",
                "ordering": ["skapad", "id"],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("fryst__isnull", True), ("fryst_av__isnull", True), ("innehall__isnull", True), ("kommunicering__isnull", True)), models.Q(("fryst__gte", models.F("skapad")), ("fryst__isnull", False), ("fryst_av__isnull", False), ("innehall__isnull", False), ("kommunicering__isnull", False)), _connector="OR"), name="underlag_fryst_med_innehall")],
            },
        ),
        migrations.CreateModel(
            name="Uppgiftsbegaran",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("till", encryption.fields.SealedTextField(verbose_name="till")),
                ("vad", encryption.fields.SealedTextField(verbose_name="vad vi ber om")),
                ("satt", models.CharField(choices=[("muntligt", "Muntligt"), ("brev", "Brev"), ("mote", "På möte"), ("elektroniskt", "Säker elektronisk post")], max_length=12, verbose_name="hur")),
                ("senast", models.DateField(verbose_name="svar senast")),
                ("begard", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begärd")),
                ("svar", models.CharField(blank=True, choices=[("inkom", "Uppgifterna kom in"), ("inga", "De har inga uppgifter"), ("uteblev", "Inget svar")], max_length=7, verbose_name="svar")),
                ("besvarad", models.DateField(blank=True, null=True, verbose_name="svaret kom")),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("begard_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="begärd av")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("utredning", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="begaranden", to="arenden.utredning", verbose_name="utredning")),
            ],
            options={
                "verbose_name": "begäran om uppgifter",
                "verbose_name_plural": "begäranden om uppgifter",
                "ordering": ["-begard", "-id"],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("besvarad", None), ("svar", "")), models.Q(models.Q(("svar", ""), _negated=True), ("besvarad__isnull", False)), _connector="OR"), name="begaran_besvarad_pa_nagot_satt")],
            },
        ),
    ]
