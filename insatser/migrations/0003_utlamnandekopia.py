"""The copy that goes out to whoever has asked, and stands once it has been handed over."""

import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

from encryption.migrering import InOneStep

STAR = """
CREATE FUNCTION insatser_utlamnandekopia_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' AND (TG_OP = 'UPDATE' OR EXISTS (
    SELECT 1 FROM insatser_utlamnandepost p WHERE p.id = OLD.post_id AND p.lamnad IS NOT NULL
  )) THEN
    RAISE EXCEPTION 'A copy keeps its words; once handed over it stays.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER star BEFORE UPDATE OR DELETE ON insatser_utlamnandekopia
  FOR EACH ROW WHEN (OLD.fryst IS NOT NULL) EXECUTE FUNCTION insatser_utlamnandekopia_star();
"""

BORT = """
DROP TRIGGER star ON insatser_utlamnandekopia;
DROP FUNCTION insatser_utlamnandekopia_star();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_klockan'),
        ('arenden', '0006_journal'),
        ('insatser', '0002_platser'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        InOneStep(
            migrations.CreateModel(
                name='HistoricalUtlamnandekopia',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('strykning', encryption.fields.SealedJSONField(blank=True, null=True, verbose_name='det som stryks')),
                    ('skal_att_visa', encryption.fields.SealedTextField(blank=True, verbose_name='varför det skyddade visas')),
                    ('innehall', encryption.fields.SealedJSONField(blank=True, null=True, verbose_name='det som lämnas')),
                    ('skapad', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapad')),
                    ('fryst', models.DateTimeField(blank=True, null=True, verbose_name='fryst')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('fryst_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='fryst av')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('post', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='insatser.utlamnandepost', verbose_name='post')),
                    ('skapad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                ],
                options={
                    'verbose_name': 'historical utlämnandekopia',
                    'verbose_name_plural': 'historical utlämnandekopior',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Utlamnandekopia',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('strykning', encryption.fields.SealedJSONField(blank=True, null=True, verbose_name='det som stryks')),
                    ('skal_att_visa', encryption.fields.SealedTextField(blank=True, verbose_name='varför det skyddade visas')),
                    ('innehall', encryption.fields.SealedJSONField(blank=True, null=True, verbose_name='det som lämnas')),
                    ('skapad', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skapad')),
                    ('fryst', models.DateTimeField(blank=True, null=True, verbose_name='fryst')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('fryst_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='fryst av')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('post', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='kopia', to='insatser.utlamnandepost', verbose_name='post')),
                    ('skapad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                ],
                options={
                    'verbose_name': 'utlämnandekopia',
                    'verbose_name_plural': 'utlämnandekopior',
                    'ordering': ['skapad', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('fryst__isnull', True), ('fryst_av__isnull', True), ('innehall__isnull', True)), models.Q(('fryst__gte', models.F('skapad')), ('fryst__isnull', False), ('fryst_av__isnull', False), ('innehall__isnull', False)), _connector='OR'), name='utlamnandekopia_fryst_med_innehall')],
                },
            ),
        ),
        migrations.RunSQL(STAR, BORT),
    ]
