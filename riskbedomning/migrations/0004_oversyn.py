"""Seeing again: a second reading that is asked for, a reference put right, forms half written."""

import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models
from encryption.migrering import InOneStep

WITHOUT_FACTORS = """
CREATE FUNCTION riskbedomning_licens_utan_faktorer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM riskbedomning_instrumentversion v
    JOIN riskbedomning_instrument i ON i.id = v.instrument_id
    WHERE v.id = NEW.instrumentversion_id AND i.slag = 'licens')
  THEN
    RAISE EXCEPTION 'A licensed instrument is a reference and holds no factor.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licens_utan_faktorer BEFORE INSERT OR UPDATE ON riskbedomning_faktor
  FOR EACH ROW EXECUTE FUNCTION riskbedomning_licens_utan_faktorer();
"""

WITH_FACTORS = """
DROP TRIGGER licens_utan_faktorer ON riskbedomning_faktor;
DROP FUNCTION riskbedomning_licens_utan_faktorer();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('riskbedomning', '0003_kalibrering'),
    ]

    operations = [
        InOneStep(
            migrations.CreateModel(
                name='Externrattelse',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('fel', encryption.fields.SealedTextField(verbose_name='vad som var fel')),
                    ('ratt', encryption.fields.SealedTextField(verbose_name='hur det ska stå')),
                    ('rattad', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='rättad')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('extern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rattelser', to='riskbedomning.externbedomning', verbose_name='extern bedömning')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('rattad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rättad av')),
                ],
                options={
                    'verbose_name': 'rättelse av extern bedömning',
                    'verbose_name_plural': 'rättelser av externa bedömningar',
                    'ordering': ['rattad', 'id'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalExternrattelse',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('fel', encryption.fields.SealedTextField(verbose_name='vad som var fel')),
                    ('ratt', encryption.fields.SealedTextField(verbose_name='hur det ska stå')),
                    ('rattad', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='rättad')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('extern', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='riskbedomning.externbedomning', verbose_name='extern bedömning')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('rattad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rättad av')),
                ],
                options={
                    'verbose_name': 'historical rättelse av extern bedömning',
                    'verbose_name_plural': 'historical rättelser av externa bedömningar',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Medlasningsbegaran',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('begard', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='begärd')),
                    ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutad')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('bedomning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='medlasningsbegaran', to='riskbedomning.bedomning', verbose_name='riskbedömning')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                ],
                options={
                    'verbose_name': 'begäran om medläsning',
                    'verbose_name_plural': 'begäran om medläsning',
                    'ordering': ['begard', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('avslutad', None)), fields=('bedomning',), name='en_medlasning_begard_i_taget')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalMedlasningsbegaran',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('begard', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='begärd')),
                    ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutad')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('bedomning', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='riskbedomning.bedomning', verbose_name='riskbedömning')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                ],
                options={
                    'verbose_name': 'historical begäran om medläsning',
                    'verbose_name_plural': 'historical begäran om medläsning',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Metodutkast',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('objekt_id', models.UUIDField(verbose_name='formulär')),
                    ('innehall', encryption.fields.SealedJSONField(agare='namnd_id', verbose_name='innehåll')),
                    ('andrat', models.DateTimeField(auto_now=True, verbose_name='ändrat')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
                ],
                options={
                    'verbose_name': 'metodutkast',
                    'verbose_name_plural': 'metodutkast',
                    'constraints': [models.UniqueConstraint(fields=('anvandare', 'objekt_id'), name='ett_metodutkast_var')],
                },
            ),
            migrations.AddField(
                model_name='externbedomning',
                name='felinford',
                field=models.DateTimeField(blank=True, null=True, verbose_name='felinförd'),
            ),
            migrations.AddField(
                model_name='externbedomning',
                name='felinford_av',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='markerad som felinförd av'),
            ),
            migrations.AddField(
                model_name='externbedomning',
                name='felinford_skal',
                field=encryption.fields.SealedTextField(blank=True, null=True, verbose_name='varför felinförd'),
            ),
            migrations.AddField(
                model_name='historicalexternbedomning',
                name='felinford',
                field=models.DateTimeField(blank=True, null=True, verbose_name='felinförd'),
            ),
            migrations.AddField(
                model_name='historicalexternbedomning',
                name='felinford_av',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='markerad som felinförd av'),
            ),
            migrations.AddField(
                model_name='historicalexternbedomning',
                name='felinford_skal',
                field=encryption.fields.SealedTextField(blank=True, null=True, verbose_name='varför felinförd'),
            ),
            migrations.AddField(
                model_name='instrument',
                name='slag',
                field=models.CharField(choices=[('eget', 'Eget formulär'), ('licens', 'Kräver licens: bara en hänvisning')], default='eget', max_length=6, verbose_name='slag'),
            ),
            migrations.AddConstraint(
                model_name='externbedomning',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('felinford__isnull', True), ('felinford_av__isnull', True), ('felinford_skal__isnull', True)), models.Q(('felinford__isnull', False), ('felinford_av__isnull', False), ('felinford_skal__isnull', False)), _connector='OR'), name='extern_felinford_av_nagon_av_ett_skal'),
            ),
        ),
        migrations.RunSQL(WITHOUT_FACTORS, WITH_FACTORS),
    ]
