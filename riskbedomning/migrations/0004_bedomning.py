"""Evidence, a second pair of eyes, parties and what has changed."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

import encryption.fields


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_grund"),
        ("arenden", "0003_handlingar"),
        ("riskbedomning", "0003_instrument"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bedomning",
            name="barnets_syn_saknas",
            field=encryption.fields.SealedTextField(
                blank=True, null=True, verbose_name="varför barnets syn saknas"
            ),
        ),
        migrations.AddField(
            model_name="faktorsvar",
            name="riktning",
            field=encryption.fields.SealedChoiceField(
                blank=True, null=True, verbose_name="sedan förra bedömningen"
            ),
        ),
        migrations.AddField(
            model_name="faktorsvar",
            name="riktning_varfor",
            field=encryption.fields.SealedTextField(
                blank=True, null=True, verbose_name="vad som har ändrats"
            ),
        ),
        migrations.AddField(
            model_name="historicalbedomning",
            name="barnets_syn_saknas",
            field=encryption.fields.SealedTextField(
                blank=True, null=True, verbose_name="varför barnets syn saknas"
            ),
        ),
        migrations.AddField(
            model_name="historicalfaktorsvar",
            name="riktning",
            field=encryption.fields.SealedChoiceField(
                blank=True, null=True, verbose_name="sedan förra bedömningen"
            ),
        ),
        migrations.AddField(
            model_name="historicalfaktorsvar",
            name="riktning_varfor",
            field=encryption.fields.SealedTextField(
                blank=True, null=True, verbose_name="vad som har ändrats"
            ),
        ),
        migrations.CreateModel(
            name="EgenSyn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                ("vem", encryption.fields.SealedChoiceField(verbose_name="vems syn")),
                ("namn", encryption.fields.SealedTextField(blank=True, verbose_name="vem av dem")),
                ("niva", encryption.fields.SealedChoiceField(verbose_name="nivå")),
                ("satt", encryption.fields.SealedChoiceField(verbose_name="hur den lämnades")),
                ("dag", encryption.fields.SealedDateField(verbose_name="dag")),
                ("text", encryption.fields.SealedTextField(verbose_name="egna ord")),
                (
                    "akt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="arenden.personakt",
                    ),
                ),
                (
                    "bedomning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "faktor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="riskbedomning.faktor",
                        verbose_name="faktor",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "egen syn",
                "verbose_name_plural": "egna syner",
                "ordering": ["skriven", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEgenSyn",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                ("vem", encryption.fields.SealedChoiceField(verbose_name="vems syn")),
                ("namn", encryption.fields.SealedTextField(blank=True, verbose_name="vem av dem")),
                ("niva", encryption.fields.SealedChoiceField(verbose_name="nivå")),
                ("satt", encryption.fields.SealedChoiceField(verbose_name="hur den lämnades")),
                ("dag", encryption.fields.SealedDateField(verbose_name="dag")),
                ("text", encryption.fields.SealedTextField(verbose_name="egna ord")),
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
                    "bedomning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "faktor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.faktor",
                        verbose_name="faktor",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical egen syn",
                "verbose_name_plural": "historical egna syner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMedlasning",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "last",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="medläst"
                    ),
                ),
                ("avsag", encryption.fields.SealedJSONField(verbose_name="vad som lästes")),
                ("utfall", encryption.fields.SealedChoiceField(verbose_name="utfall")),
                (
                    "kommentar",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="vad medläsaren ser"
                    ),
                ),
                (
                    "svar",
                    encryption.fields.SealedTextField(blank=True, verbose_name="bedömarens svar"),
                ),
                ("besvarad", models.DateTimeField(blank=True, null=True, verbose_name="besvarad")),
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
                    "bedomare",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bedömare",
                    ),
                ),
                (
                    "bedomning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
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
                    "lasare",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medläsare",
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
                "verbose_name": "historical medläsning",
                "verbose_name_plural": "historical medläsningar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartsbidrag",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                (
                    "partslag",
                    encryption.fields.SealedChoiceField(blank=True, verbose_name="slag av part"),
                ),
                ("part", encryption.fields.SealedTextField(verbose_name="part")),
                (
                    "lamnad_av",
                    encryption.fields.SealedTextField(verbose_name="vem som lämnade den"),
                ),
                ("satt", encryption.fields.SealedChoiceField(verbose_name="hur den lämnades")),
                ("dag", encryption.fields.SealedDateField(verbose_name="dag")),
                ("niva", encryption.fields.SealedChoiceField(blank=True, verbose_name="nivå")),
                ("text", encryption.fields.SealedTextField(verbose_name="partens egna ord")),
                (
                    "sekretess",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="partens egen sekretess"
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
                    "bedomning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "faktor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.faktor",
                        verbose_name="faktor",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bidrag från en part",
                "verbose_name_plural": "historical bidrag från parter",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScenario",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                ("vad", encryption.fields.SealedTextField(verbose_name="vad kan hända")),
                (
                    "situation",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="i vilken situation"
                    ),
                ),
                ("snart", encryption.fields.SealedChoiceField(verbose_name="hur snart")),
                (
                    "hindrar",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="vad skulle hindra det"
                    ),
                ),
                (
                    "tecken",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="det första tecknet"
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
                    "bedomning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical scenario",
                "verbose_name_plural": "historical scenarier",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Medlasning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "last",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="medläst"
                    ),
                ),
                ("avsag", encryption.fields.SealedJSONField(verbose_name="vad som lästes")),
                ("utfall", encryption.fields.SealedChoiceField(verbose_name="utfall")),
                (
                    "kommentar",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="vad medläsaren ser"
                    ),
                ),
                (
                    "svar",
                    encryption.fields.SealedTextField(blank=True, verbose_name="bedömarens svar"),
                ),
                ("besvarad", models.DateTimeField(blank=True, null=True, verbose_name="besvarad")),
                (
                    "akt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="arenden.personakt",
                    ),
                ),
                (
                    "bedomare",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bedömare",
                    ),
                ),
                (
                    "bedomning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="medlasningar",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "lasare",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medläsare",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lasare", models.F("bedomare")), _negated=True),
                        name="medlasning_av_nagon_annan",
                    )
                ],
                "verbose_name": "medläsning",
                "verbose_name_plural": "medläsningar",
                "ordering": ["last", "id"],
            },
        ),
        migrations.CreateModel(
            name="Partsbidrag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                (
                    "partslag",
                    encryption.fields.SealedChoiceField(blank=True, verbose_name="slag av part"),
                ),
                ("part", encryption.fields.SealedTextField(verbose_name="part")),
                (
                    "lamnad_av",
                    encryption.fields.SealedTextField(verbose_name="vem som lämnade den"),
                ),
                ("satt", encryption.fields.SealedChoiceField(verbose_name="hur den lämnades")),
                ("dag", encryption.fields.SealedDateField(verbose_name="dag")),
                ("niva", encryption.fields.SealedChoiceField(blank=True, verbose_name="nivå")),
                ("text", encryption.fields.SealedTextField(verbose_name="partens egna ord")),
                (
                    "sekretess",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="partens egen sekretess"
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
                    "bedomning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "faktor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="riskbedomning.faktor",
                        verbose_name="faktor",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "bidrag från en part",
                "verbose_name_plural": "bidrag från parter",
                "ordering": ["skriven", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBelagg",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                ("slag", encryption.fields.SealedChoiceField(verbose_name="slag av källa")),
                (
                    "annan_kalla",
                    encryption.fields.SealedTextField(blank=True, verbose_name="källans nyckel"),
                ),
                ("kalla", encryption.fields.SealedTextField(verbose_name="källa")),
                ("dag", encryption.fields.SealedDateField(verbose_name="dag")),
                ("text", encryption.fields.SealedTextField(verbose_name="vad det säger")),
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
                    "anteckning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="arenden.journalanteckning",
                        verbose_name="journalanteckning",
                    ),
                ),
                (
                    "bedomning",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "faktor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.faktor",
                        verbose_name="faktor",
                    ),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="arenden.handling",
                        verbose_name="handling",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
                (
                    "bidrag",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="riskbedomning.partsbidrag",
                        verbose_name="bidrag från en part",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical belägg",
                "verbose_name_plural": "historical belägg",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Belagg",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                ("slag", encryption.fields.SealedChoiceField(verbose_name="slag av källa")),
                (
                    "annan_kalla",
                    encryption.fields.SealedTextField(blank=True, verbose_name="källans nyckel"),
                ),
                ("kalla", encryption.fields.SealedTextField(verbose_name="källa")),
                ("dag", encryption.fields.SealedDateField(verbose_name="dag")),
                ("text", encryption.fields.SealedTextField(verbose_name="vad det säger")),
                (
                    "akt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="arenden.personakt",
                    ),
                ),
                (
                    "anteckning",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arenden.journalanteckning",
                        verbose_name="journalanteckning",
                    ),
                ),
                (
                    "bedomning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
                    ),
                ),
                (
                    "faktor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="riskbedomning.faktor",
                        verbose_name="faktor",
                    ),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="arenden.handling",
                        verbose_name="handling",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
                (
                    "bidrag",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="belagg",
                        to="riskbedomning.partsbidrag",
                        verbose_name="bidrag från en part",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anteckning", None), ("handling", None)),
                            models.Q(("anteckning", None), ("bidrag", None)),
                            models.Q(("bidrag", None), ("handling", None)),
                            _connector="OR",
                        ),
                        name="belagg_har_hogst_en_rad_som_kalla",
                    )
                ],
                "verbose_name": "belägg",
                "verbose_name_plural": "belägg",
                "ordering": ["skriven", "id"],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid6.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "skriven",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="skriven"
                    ),
                ),
                ("vad", encryption.fields.SealedTextField(verbose_name="vad kan hända")),
                (
                    "situation",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="i vilken situation"
                    ),
                ),
                ("snart", encryption.fields.SealedChoiceField(verbose_name="hur snart")),
                (
                    "hindrar",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="vad skulle hindra det"
                    ),
                ),
                (
                    "tecken",
                    encryption.fields.SealedTextField(
                        blank=True, verbose_name="det första tecknet"
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
                    "bedomning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="riskbedomning.bedomning",
                        verbose_name="riskbedömning",
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
                (
                    "skriven_av",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skriven av",
                    ),
                ),
            ],
            options={
                "verbose_name": "scenario",
                "verbose_name_plural": "scenarier",
                "ordering": ["skriven", "id"],
            },
        ),
    ]
