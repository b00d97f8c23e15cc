import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import uuid6
from django.conf import settings
from django.db import migrations, models

# Tables of the libraries used before, which held live keys and secrets in clear.
DROP_OPEN_SECRETS = """
DROP TABLE IF EXISTS otp_static_statictoken, otp_static_staticdevice, otp_totp_totpdevice, django_session;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_handelser")]

    operations = [
        migrations.CreateModel(
            name='Kodapp',
            fields=[
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('throttling_failure_timestamp', models.DateTimeField(blank=True, default=None, help_text='A timestamp of the last failed verification attempt. Null if last attempt succeeded.', null=True)),
                ('throttling_failure_count', models.PositiveIntegerField(default=0, help_text='Number of successive failed attempts.')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='The date and time when this device was initially created in the system.', null=True)),
                ('last_used_at', models.DateTimeField(blank=True, help_text='The most recent date and time this device was used.', null=True)),
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('nyckel', encryption.fields.SealedTextField(agare='user_id', verbose_name='nyckel')),
                ('senaste_steg', models.BigIntegerField(default=-1, verbose_name='senast använda tidssteg')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kodapp',
                'verbose_name_plural': 'kodappar',
            },
        ),
        migrations.CreateModel(
            name='Aterstallning',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('begard', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begärd')),
                ('bekraftad', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad')),
                ('startkod', models.CharField(blank=True, max_length=64, verbose_name='startkodens hash')),
                ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutad')),
                ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aterstallningar', to=settings.AUTH_USER_MODEL, verbose_name='användare')),
                ('begard_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av')),
                ('bekraftad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bekräftad av')),
            ],
            options={
                'verbose_name': 'återställning',
                'verbose_name_plural': 'återställningar',
                'ordering': ['-begard'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('avslutad', None), ('bekraftad', None)), fields=('anvandare',), name='en_begard_aterstallning_per_anvandare'), models.CheckConstraint(condition=models.Q(('bekraftad_av', models.F('begard_av')), _negated=True), name='aterstallning_av_tva'), models.CheckConstraint(condition=models.Q(models.Q(('begard_av', models.F('anvandare')), _negated=True), models.Q(('bekraftad_av', models.F('anvandare')), _negated=True)), name='aterstallning_av_andra')],
            },
        ),
        migrations.CreateModel(
            name='Kodblad',
            fields=[
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('throttling_failure_timestamp', models.DateTimeField(blank=True, default=None, help_text='A timestamp of the last failed verification attempt. Null if last attempt succeeded.', null=True)),
                ('throttling_failure_count', models.PositiveIntegerField(default=0, help_text='Number of successive failed attempts.')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='The date and time when this device was initially created in the system.', null=True)),
                ('last_used_at', models.DateTimeField(blank=True, help_text='The most recent date and time this device was used.', null=True)),
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('koder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None, verbose_name='hash av kvarvarande koder')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kodblad',
                'verbose_name_plural': 'kodblad',
                'constraints': [models.UniqueConstraint(fields=('user',), name='ett_kodblad_per_anvandare')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('nyckel', models.CharField(max_length=64, unique=True, verbose_name='nyckelns hash')),
                ('innehall', models.TextField(blank=True, verbose_name='innehåll')),
                ('startad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='startad')),
                ('senast', models.DateTimeField(default=django.utils.timezone.now, verbose_name='senast använd')),
                ('upphor', models.DateTimeField(verbose_name='upphör')),
                ('slutad', models.DateTimeField(blank=True, null=True, verbose_name='slutad')),
                ('slut', models.CharField(blank=True, choices=[('utloggad', 'Utloggad'), ('avslutad', 'Avslutad av dig'), ('administrator', 'Avslutad av en administratör'), ('konto', 'Kontot stängdes'), ('uppdrag', 'Uppdragen ändrades'), ('losenord', 'Lösenordet byttes'), ('faktor', 'Sättet att logga in ändrades'), ('nyare', 'Ersatt av en nyare inloggning')], max_length=14, verbose_name='hur den slutade')),
                ('faktor', models.CharField(blank=True, choices=[('kodapp', 'Engångskod'), ('reservkod', 'Reservkod'), ('nyckel', 'Säkerhetsnyckel'), ('legitimation', 'E-tjänstelegitimation')], max_length=12, verbose_name='andra faktor')),
                ('webblasare', models.CharField(blank=True, max_length=60, verbose_name='webbläsare')),
                ('anvandare', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessioner', to=settings.AUTH_USER_MODEL, verbose_name='användare')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessioner',
                'ordering': ['-senast'],
                'indexes': [models.Index(fields=['anvandare', '-senast'], name='session_vems'), models.Index(fields=['upphor'], name='session_upphor')],
            },
        ),
        migrations.CreateModel(
            name='Tjanstelegitimation',
            fields=[
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='The date and time when this device was initially created in the system.', null=True)),
                ('last_used_at', models.DateTimeField(blank=True, help_text='The most recent date and time this device was used.', null=True)),
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('utfardare', models.URLField(verbose_name='utfärdare')),
                ('amne', models.CharField(max_length=255, verbose_name='utfärdarens beteckning')),
                ('kopplad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kopplad av')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'e-tjänstelegitimation',
                'verbose_name_plural': 'e-tjänstelegitimationer',
                'constraints': [models.UniqueConstraint(fields=('utfardare', 'amne'), name='en_anvandare_per_legitimation')],
            },
        ),
        migrations.RunSQL(DROP_OPEN_SECRETS, migrations.RunSQL.noop),
    ]
