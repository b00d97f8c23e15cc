import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arenden", "0002_uppslag")]

    operations = [
        migrations.CreateModel(
            name="HistoricalHandling",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("titel", encryption.fields.SealedTextField(verbose_name="rubrik")),
                ("slag", encryption.fields.SealedChoiceField(verbose_name="vad det är")),
                ("avsandare", encryption.fields.SealedTextField(blank=True, verbose_name="vem den kom från")),
                ("inkom", models.DateField(verbose_name="kom in")),
                ("filnamn", encryption.fields.SealedTextField(verbose_name="filens namn")),
                ("filtyp", encryption.fields.SealedChoiceField(verbose_name="filtyp")),
                ("storlek", encryption.fields.SealedJSONField(verbose_name="storlek i byte")),
                ("fingeravtryck", encryption.fields.SealedTextField(verbose_name="fingeravtryck")),
                ("nyckel", encryption.fields.SealedTextField(verbose_name="filens nyckel")),
                ("lagrat_namn", models.CharField(db_index=True, editable=False, max_length=32, verbose_name="lagrat namn")),
                ("virusprovad", models.DateTimeField(blank=True, null=True, verbose_name="virusprövad")),
                ("tillagd", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tillagd")),
                ("felinford", models.DateTimeField(blank=True, null=True, verbose_name="felinförd")),
                ("felinford_skal", encryption.fields.SealedTextField(blank=True, null=True, verbose_name="varför felinförd")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("anmalan", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.anmalan", verbose_name="anmälan")),
                ("anteckning", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.journalanteckning", verbose_name="journalanteckning")),
                ("arende", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.arende", verbose_name="ärende")),
                ("felinford_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="markerad som felinförd av")),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("tillagd_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="tillagd av")),
            ],
            options={
                "verbose_name": "historical handling",
                "verbose_name_plural": "historical handlingar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("titel", encryption.fields.SealedTextField(verbose_name="rubrik")),
                ("slag", encryption.fields.SealedChoiceField(verbose_name="vad det är")),
                ("avsandare", encryption.fields.SealedTextField(blank=True, verbose_name="vem den kom från")),
                ("inkom", models.DateField(verbose_name="kom in")),
                ("filnamn", encryption.fields.SealedTextField(verbose_name="filens namn")),
                ("filtyp", encryption.fields.SealedChoiceField(verbose_name="filtyp")),
                ("storlek", encryption.fields.SealedJSONField(verbose_name="storlek i byte")),
                ("fingeravtryck", encryption.fields.SealedTextField(verbose_name="fingeravtryck")),
                ("nyckel", encryption.fields.SealedTextField(verbose_name="filens nyckel")),
                ("lagrat_namn", models.CharField(editable=False, max_length=32, unique=True, verbose_name="lagrat namn")),
                ("virusprovad", models.DateTimeField(blank=True, null=True, verbose_name="virusprövad")),
                ("tillagd", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tillagd")),
                ("felinford", models.DateTimeField(blank=True, null=True, verbose_name="felinförd")),
                ("felinford_skal", encryption.fields.SealedTextField(blank=True, null=True, verbose_name="varför felinförd")),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("anmalan", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="handlingar", to="arenden.anmalan", verbose_name="anmälan")),
                ("anteckning", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="handlingar", to="arenden.journalanteckning", verbose_name="journalanteckning")),
                ("arende", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="handlingar", to="arenden.arende", verbose_name="ärende")),
                ("felinford_av", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="markerad som felinförd av")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("tillagd_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="tillagd av")),
            ],
            options={
                "verbose_name": "handling",
                "verbose_name_plural": "handlingar",
                "ordering": ["-inkom", "-id"],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("felinford__isnull", True), ("felinford_av__isnull", True), ("felinford_skal__isnull", True)), models.Q(("felinford__isnull", False), ("felinford_av__isnull", False), ("felinford_skal__isnull", False)), _connector="OR"), name="felinford_av_nagon_av_ett_skal")],
            },
        ),
    ]
