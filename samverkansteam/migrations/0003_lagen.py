"""The law as rows that two people change, and what each giver of a consent said."""

import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models
from encryption.migrering import InOneStep


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_klockan'),
        ('arenden', '0006_journal'),
        ('samverkansteam', '0002_skydd'),
    ]

    operations = [
        InOneStep(
            migrations.CreateModel(
                name='Lagrumsandring',
                fields=[
                    ('namn', models.CharField(max_length=120, verbose_name='namn')),
                    ('paragraf', models.CharField(max_length=120, verbose_name='paragraf')),
                    ('text', models.TextField(max_length=1000, verbose_name='med enkla ord')),
                    ('logg', models.CharField(max_length=200, verbose_name='det här ska antecknas')),
                    ('undantag', models.CharField(blank=True, max_length=300, verbose_name='gäller inte')),
                    ('ordning', models.PositiveSmallIntegerField(default=500, verbose_name='plats i ordningen')),
                    ('vagar', models.JSONField(default=dict, verbose_name='från vem till vem')),
                    ('alder_under', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='gäller bara under åldern')),
                    ('villkor', models.JSONField(blank=True, default=list, verbose_name='villkor')),
                    ('kraver_samtycke', models.BooleanField(default=False, verbose_name='kräver samtycke')),
                    ('kraver_avvagning', models.BooleanField(default=False, verbose_name='kräver en skriven avvägning')),
                    ('kraver_utredning', models.BooleanField(default=False, verbose_name='kräver att en utredning är inledd')),
                    ('bara_myndighet', models.BooleanField(default=False, verbose_name='mottagaren måste vara en myndighet')),
                    ('kalla', models.CharField(max_length=300, verbose_name='källa')),
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kod', models.CharField(max_length=10, verbose_name='kod')),
                    ('galler_fran', models.DateField(verbose_name='från och med')),
                    ('upphor', models.BooleanField(default=False, verbose_name='lagrummet upphör')),
                    ('status', models.CharField(choices=[('grund', 'Ur stadens grunddata'), ('forslag', 'Förslag'), ('godkand', 'Godkänd'), ('avbojd', 'Inte godkänd')], default='forslag', max_length=8, verbose_name='status')),
                    ('motiv', models.TextField(blank=True, max_length=2000, verbose_name='varför det ändras')),
                    ('foreslagen', models.DateTimeField(default=django.utils.timezone.now, verbose_name='föreslagen')),
                    ('provad', models.DateTimeField(blank=True, null=True, verbose_name='prövad')),
                    ('kommentar', models.TextField(blank=True, max_length=2000, verbose_name='kommentar')),
                    ('foreslagen_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av')),
                    ('provad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prövad av')),
                ],
                options={
                    'verbose_name': 'ändring av lagrum',
                    'verbose_name_plural': 'ändringar av lagrum',
                    'ordering': ['-foreslagen'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('status', 'forslag')), fields=('kod',), name='lagrumsandring_ett_forslag', violation_error_message='Det finns redan ett förslag som väntar på prövning.'),
                        models.CheckConstraint(condition=models.Q(('provad_av__isnull', True), models.Q(('provad_av', models.F('foreslagen_av')), _negated=True), _connector='OR'), name='lagrumsandring_provas_av_en_annan', violation_error_message='Någon annan än den som föreslog prövar ändringen.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('provad__isnull', True), ('provad_av__isnull', True), ('status', 'grund')), models.Q(('foreslagen_av__isnull', False), ('provad__isnull', True), ('provad_av__isnull', True), ('status', 'forslag')), models.Q(('foreslagen_av__isnull', False), ('provad__isnull', False), ('provad_av__isnull', False), ('status__in', ['godkand', 'avbojd'])), _connector='OR'), name='lagrumsandring_provad_har_tid'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Samtyckessvar',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('vem', encryption.fields.SealedChoiceField(verbose_name='vem')),
                    ('namn', encryption.fields.SealedTextField(verbose_name='namn')),
                    ('svar', encryption.fields.SealedChoiceField(verbose_name='svar')),
                    ('sade', encryption.fields.SealedTextField(blank=True, verbose_name='med egna ord')),
                    ('nar', models.DateField(default=django.utils.timezone.localdate, verbose_name='när')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('registrerat_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('samtycke', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='svar', to='samverkansteam.samtycke')),
                    ('vardnadshavare', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='arenden.vardnadshavare')),
                ],
                options={
                    'verbose_name': 'svar om samtycke',
                    'verbose_name_plural': 'svar om samtycke',
                    'ordering': ['nar', 'id'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalSamtyckessvar',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('vem', encryption.fields.SealedChoiceField(verbose_name='vem')),
                    ('namn', encryption.fields.SealedTextField(verbose_name='namn')),
                    ('svar', encryption.fields.SealedChoiceField(verbose_name='svar')),
                    ('sade', encryption.fields.SealedTextField(blank=True, verbose_name='med egna ord')),
                    ('nar', models.DateField(default=django.utils.timezone.localdate, verbose_name='när')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('registrerat_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('samtycke', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.samtycke')),
                    ('vardnadshavare', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.vardnadshavare')),
                ],
                options={
                    'verbose_name': 'historical svar om samtycke',
                    'verbose_name_plural': 'historical svar om samtycke',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.AlterModelOptions(
                name='lagrum',
                options={'ordering': ['ordning', 'kod', 'giltig_fran'], 'verbose_name': 'lagrum', 'verbose_name_plural': 'lagrum'},
            ),
            migrations.AlterField(
                model_name='historicalsamtycke',
                name='givare',
                field=encryption.fields.SealedTextField(blank=True, editable=False, null=True, verbose_name='givare, som det skrevs förut'),
            ),
            migrations.RemoveField(
                model_name='lagrum',
                name='fran',
            ),
            migrations.RemoveField(
                model_name='lagrum',
                name='till',
            ),
            migrations.AlterField(
                model_name='samtycke',
                name='givare',
                field=encryption.fields.SealedTextField(blank=True, editable=False, null=True, verbose_name='givare, som det skrevs förut'),
            ),
            migrations.AddField(
                model_name='historicalsamtycke',
                name='upphort',
                field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='upphört av sig självt'),
            ),
            migrations.AddField(
                model_name='samtycke',
                name='upphort',
                field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='upphört av sig självt'),
            ),
            migrations.AddField(
                model_name='historicalsamtycke',
                name='sprak',
                field=encryption.fields.SealedTextField(blank=True, null=True, verbose_name='på vilket språk'),
            ),
            migrations.AddField(
                model_name='historicalsamtycke',
                name='tolk',
                field=encryption.fields.SealedTextField(blank=True, null=True, verbose_name='tolk'),
            ),
            migrations.AddField(
                model_name='lagrum',
                name='bara_myndighet',
                field=models.BooleanField(default=False, verbose_name='mottagaren måste vara en myndighet'),
            ),
            migrations.AddField(
                model_name='lagrum',
                name='kraver_utredning',
                field=models.BooleanField(default=False, verbose_name='kräver att en utredning är inledd'),
            ),
            migrations.AddField(
                model_name='lagrum',
                name='logg',
                field=models.CharField(default='', max_length=200, verbose_name='det här ska antecknas'),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='lagrum',
                name='ordning',
                field=models.PositiveSmallIntegerField(default=500, verbose_name='plats i ordningen'),
            ),
            migrations.AddField(
                model_name='lagrum',
                name='text',
                field=models.TextField(default='', max_length=1000, verbose_name='med enkla ord'),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='lagrum',
                name='undantag',
                field=models.CharField(blank=True, max_length=300, verbose_name='gäller inte'),
            ),
            migrations.AddField(
                model_name='lagrum',
                name='ursprung',
                field=models.CharField(choices=[('grund', 'Följer med systemet'), ('staden', 'Fastställd i staden')], default='grund', editable=False, max_length=6, verbose_name='ursprung'),
            ),
            migrations.AddField(
                model_name='lagrum',
                name='vagar',
                field=models.JSONField(default=dict, verbose_name='från vem till vem'),
            ),
            migrations.AddField(
                model_name='samtycke',
                name='sprak',
                field=encryption.fields.SealedTextField(blank=True, null=True, verbose_name='på vilket språk'),
            ),
            migrations.AddField(
                model_name='samtycke',
                name='tolk',
                field=encryption.fields.SealedTextField(blank=True, null=True, verbose_name='tolk'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='alder_under',
                field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='gäller bara under åldern'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='giltig_fran',
                field=models.DateField(verbose_name='gäller från och med'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='giltig_till',
                field=models.DateField(blank=True, null=True, verbose_name='gäller till och med'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='kalla',
                field=models.CharField(max_length=300, verbose_name='källa'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='kod',
                field=models.CharField(max_length=10, verbose_name='kod'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='kraver_avvagning',
                field=models.BooleanField(default=False, verbose_name='kräver en skriven avvägning'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='kraver_samtycke',
                field=models.BooleanField(default=False, verbose_name='kräver samtycke'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='namn',
                field=models.CharField(max_length=120, verbose_name='namn'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='paragraf',
                field=models.CharField(max_length=120, verbose_name='paragraf'),
            ),
            migrations.AlterField(
                model_name='lagrum',
                name='villkor',
                field=models.JSONField(blank=True, default=list, verbose_name='villkor'),
            ),
            migrations.AddConstraint(
                model_name='lagrum',
                constraint=models.CheckConstraint(condition=models.Q(('giltig_till__isnull', True), ('giltig_till__gte', models.F('giltig_fran')), _connector='OR'), name='lagrum_slutar_efter_borjan'),
            ),
        ),
    ]
