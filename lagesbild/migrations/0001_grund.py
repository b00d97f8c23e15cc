"""Extracts without names, and the tables that are released out of them."""

import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models
from encryption.migrering import InOneStep


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
    ]

    operations = [
        InOneStep(
            migrations.CreateModel(
                name='Likvardighetsuttag',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('period', models.CharField(max_length=6, unique=True, verbose_name='kvartal')),
                ],
                options={
                    'verbose_name': 'likvärdighetsuttag',
                    'verbose_name_plural': 'likvärdighetsuttag',
                    'ordering': ['-period'],
                },
            ),
            migrations.CreateModel(
                name='Steguttag',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('avser', models.DateField(help_text='Måndagen i den vecka då läget räknades.', unique=True, verbose_name='avser')),
                ],
                options={
                    'verbose_name': 'steguttag',
                    'verbose_name_plural': 'steguttag',
                    'ordering': ['-avser'],
                },
            ),
            migrations.CreateModel(
                name='Uttag',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('period', models.CharField(max_length=6)),
                    ('plan_version', models.PositiveSmallIntegerField()),
                    ('avser', models.DateField(help_text='Den dag vars läge räknas.')),
                ],
                options={
                    'verbose_name': 'uttag',
                    'verbose_name_plural': 'uttag',
                    'ordering': ['-period'],
                    'constraints': [models.UniqueConstraint(fields=('period', 'plan_version'), name='uttag_ett_per_period')],
                },
            ),
            migrations.CreateModel(
                name='Publicering',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('matt', models.CharField(choices=[('pagaende', 'Barn och unga med pågående ärende')], max_length=20, verbose_name='mått')),
                    ('period', models.CharField(max_length=6)),
                    ('plan_version', models.PositiveSmallIntegerField()),
                    ('version', models.PositiveSmallIntegerField()),
                    ('titel', models.CharField(max_length=200)),
                    ('metod', models.TextField()),
                    ('avser', models.DateField()),
                    ('innehall', models.JSONField()),
                    ('status', models.CharField(choices=[('forslag', 'Förslag'), ('publicerad', 'Publicerad'), ('tillbakadragen', 'Tillbakadragen')], default='forslag', max_length=14)),
                    ('sammanstalld', models.DateTimeField(default=django.utils.timezone.now)),
                    ('publicerad', models.DateTimeField(blank=True, null=True)),
                    ('lopnummer', models.PositiveIntegerField(blank=True, null=True, unique=True)),
                    ('foregaende', models.CharField(blank=True, max_length=64)),
                    ('fingeravtryck', models.CharField(blank=True, max_length=64)),
                    ('tillbakadragen', models.DateTimeField(blank=True, null=True)),
                    ('skal', models.CharField(blank=True, max_length=500, verbose_name='skäl')),
                    ('godkand_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sammanstalld_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('tillbakadragen_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'publicering',
                    'verbose_name_plural': 'publiceringar',
                    'ordering': ['-period', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('matt', 'period', 'plan_version', 'version'), name='publicering_version'), models.UniqueConstraint(condition=models.Q(('status', 'tillbakadragen'), _negated=True), fields=('matt', 'period', 'plan_version'), name='publicering_en_gallande'), models.CheckConstraint(condition=models.Q(('godkand_av', models.F('sammanstalld_av')), _negated=True), name='publicering_fyra_ogon'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'publicerad'), _negated=True), ('fingeravtryck', ''), ('godkand_av', None), ('lopnummer', None), ('publicerad', None)), models.Q(models.Q(('status', 'forslag'), _negated=True), models.Q(('fingeravtryck', ''), _negated=True), ('godkand_av__isnull', False), ('lopnummer__isnull', False), ('publicerad__isnull', False)), _connector='OR'), name='publicering_godkand_helt'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'tillbakadragen'), _negated=True), ('skal', ''), ('tillbakadragen', None), ('tillbakadragen_av', None)), models.Q(models.Q(('skal', ''), _negated=True), ('status', 'tillbakadragen'), ('tillbakadragen__isnull', False), ('tillbakadragen_av__isnull', False)), _connector='OR'), name='publicering_tillbakadragen_helt')],
                },
            ),
            migrations.CreateModel(
                name='Steguttagsrad',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pseudonym', models.CharField(max_length=64, verbose_name='pseudonym')),
                    ('steg', models.CharField(max_length=18, verbose_name='steg')),
                    ('vantat', models.CharField(choices=[('Högst en vecka', 'Högst en vecka'), ('En till fyra veckor', 'En till fyra veckor'), ('Mer än fyra veckor', 'Mer än fyra veckor')], max_length=20, verbose_name='väntat')),
                    ('uttag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rader', to='lagesbild.steguttag', verbose_name='uttag')),
                ],
                options={
                    'verbose_name': 'steguttagsrad',
                    'verbose_name_plural': 'steguttagsrader',
                },
            ),
            migrations.CreateModel(
                name='Likvardighetsrad',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pseudonym', models.CharField(max_length=64, verbose_name='pseudonym')),
                    ('stadsdelsomrade', models.CharField(blank=True, max_length=40, verbose_name='stadsdelsområde')),
                    ('kon', models.CharField(choices=[('K', 'Flicka/kvinna'), ('M', 'Pojke/man'), ('O', 'Okänt')], max_length=1, verbose_name='kön')),
                    ('has_skyddade_uppgifter', models.BooleanField(verbose_name='skyddade uppgifter')),
                    ('matt', models.CharField(choices=[('forhandsbedomning', 'Från anmälan till beslut om utredning'), ('beslut', 'Från anmälan till beslut'), ('insats', 'Insatser efter form'), ('barnets_rost', 'Barnets egen syn i utredningen'), ('uppfoljning', 'Uppföljning i tid'), ('medlasning', 'Någon läste med')], max_length=20, verbose_name='mått')),
                    ('klass', models.CharField(max_length=30, verbose_name='klass')),
                    ('uttag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rader', to='lagesbild.likvardighetsuttag', verbose_name='uttag')),
                ],
                options={
                    'verbose_name': 'likvärdighetsrad',
                    'verbose_name_plural': 'likvärdighetsrader',
                    'constraints': [models.UniqueConstraint(fields=('uttag', 'matt', 'pseudonym'), name='likvardighetsrad_ett_barn')],
                },
            ),
            migrations.CreateModel(
                name='Uttagsrad',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pseudonym', models.CharField(max_length=64)),
                    ('stadsdelsomrade', models.CharField(blank=True, max_length=40)),
                    ('kon', models.CharField(choices=[('K', 'Flicka/kvinna'), ('M', 'Pojke/man'), ('O', 'Okänt')], max_length=1)),
                    ('has_skyddade_uppgifter', models.BooleanField()),
                    ('uttag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rader', to='lagesbild.uttag')),
                ],
                options={
                    'verbose_name': 'uttagsrad',
                    'verbose_name_plural': 'uttagsrader',
                    'constraints': [models.UniqueConstraint(fields=('uttag', 'pseudonym'), name='uttagsrad_ett_barn')],
                },
            ),
        ),
    ]
