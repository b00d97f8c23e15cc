"""Who works here, in what unit and role, what they may reach, and how they log in."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models
from encryption.migrering import InOneStep


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        InOneStep(
            migrations.CreateModel(
                name='Namnd',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kod', models.CharField(max_length=6, unique=True)),
                    ('namn', models.CharField(max_length=80, unique=True)),
                    ('slag', models.CharField(choices=[('stadsdel', 'Stadsdelsnämnd'), ('fack', 'Facknämnd'), ('styrelse', 'Kommunstyrelse')], max_length=10)),
                    ('stadsdelsomrade', models.CharField(blank=True, help_text='Området nämnden ansvarar för; tomt för facknämnder.', max_length=40)),
                    ('giltig_fran', models.DateField()),
                    ('giltig_till', models.DateField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'nämnd',
                    'verbose_name_plural': 'nämnder',
                    'ordering': ['namn'],
                },
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('namn', models.CharField(max_length=120, unique=True)),
                    ('slag', models.CharField(choices=[('kommunal_skola', 'Kommunal skola'), ('fristaende_skola', 'Fristående skola'), ('polis', 'Polisen'), ('aklagare', 'Åklagare'), ('kriminalvard', 'Kriminalvården'), ('region', 'Region'), ('arbetsmarknad', 'Arbetsmarknadsnämnden'), ('annan_namnd', 'Annan nämnd i staden'), ('socialtjanst', 'Socialtjänst'), ('ideburen', 'Idéburen organisation'), ('fritid', 'Fritid')], max_length=20)),
                    ('skolform', models.CharField(blank=True, choices=[('grundskola', 'Grundskola'), ('anpassad_grundskola', 'Anpassad grundskola'), ('gymnasieskola', 'Gymnasieskola'), ('anpassad_gymnasieskola', 'Anpassad gymnasieskola')], max_length=24)),
                    ('stadsdelsomrade', models.CharField(blank=True, max_length=40)),
                    ('kontaktpunkt', models.CharField(blank=True, help_text='Funktion eller växel, aldrig en enskild persons nummer.', max_length=120)),
                ],
                options={
                    'verbose_name': 'organisation',
                    'verbose_name_plural': 'organisationer',
                    'ordering': ['namn'],
                },
            ),
            migrations.CreateModel(
                name='Anvandare',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('anvandarnamn', models.CharField(max_length=60, unique=True, verbose_name='användarnamn')),
                    ('namn', models.CharField(max_length=120, verbose_name='namn')),
                    ('epost', models.EmailField(blank=True, max_length=254, verbose_name='e-post')),
                    ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                    ('skapad', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('organisation', models.ForeignKey(blank=True, help_text='Fylls i för den som kommer från en annan part än socialtjänsten.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='anvandare', to='access.organisation')),
                ],
                options={
                    'verbose_name': 'användare',
                    'verbose_name_plural': 'användare',
                    'ordering': ['namn'],
                },
            ),
            migrations.CreateModel(
                name='Enhet',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('namn', models.CharField(max_length=80)),
                    ('slag', models.CharField(choices=[('mottagning', 'Mottagning'), ('utredning', 'Utredning'), ('oppenvard', 'Öppenvård'), ('stab', 'Stab')], max_length=12)),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enheter', to='access.namnd')),
                ],
                options={
                    'verbose_name': 'enhet',
                    'verbose_name_plural': 'enheter',
                    'ordering': ['namn'],
                    'constraints': [models.UniqueConstraint(fields=('namnd', 'namn'), name='enhet_namn_unikt_i_namnden'), models.UniqueConstraint(condition=models.Q(('slag', 'mottagning')), fields=('namnd',), name='en_mottagning_per_namnd')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalPersonaluppgift',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('adress', encryption.fields.SealedTextField(agare='anvandare_id', blank=True, verbose_name='adress')),
                    ('efternamn', encryption.fields.SealedJSONField(agare='anvandare_id', blank=True, verbose_name='efternamn i hushållet')),
                    ('inlast', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inläst')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('anvandare', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='anställd')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical personaluppgift',
                    'verbose_name_plural': 'historical personaluppgifter',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
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
                name='Mejlval',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('nar', models.CharField(choices=[('genast', 'Inom några minuter'), ('dagligen', 'Högst ett mejl om dagen, på morgonen'), ('aldrig', 'Aldrig')], default='dagligen', max_length=10, verbose_name='när vill du få mejl?')),
                    ('anvandare', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mejlval', to=settings.AUTH_USER_MODEL, verbose_name='användare')),
                ],
                options={
                    'verbose_name': 'mejlval',
                    'verbose_name_plural': 'mejlval',
                },
            ),
            migrations.CreateModel(
                name='Namnskydd',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('skal', encryption.fields.SealedTextField(agare='namnd_id', verbose_name='skäl')),
                    ('fran', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='från')),
                    ('avslutat', models.DateTimeField(blank=True, null=True, verbose_name='avslutat')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='namnskydd', to=settings.AUTH_USER_MODEL, verbose_name='vem')),
                    ('avslutat_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avslutat av')),
                    ('given_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutat av')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
                ],
                options={
                    'verbose_name': 'namnskydd',
                    'verbose_name_plural': 'namnskydd',
                    'ordering': ['-fran'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('avslutat', None)), fields=('anvandare',), name='ett_namnskydd_per_anvandare', violation_error_message='Namnet är redan skyddat.')],
                },
            ),
            migrations.CreateModel(
                name='Nodoppning',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('akt_id', models.UUIDField(blank=True, null=True, verbose_name='akt')),
                    ('orsak', models.CharField(choices=[('fara', 'Ett barn kan vara i akut fara'), ('jour', 'Akut kontakt utanför kontorstid'), ('onabar', 'Handläggaren går inte att nå'), ('annan', 'Annat som inte kan vänta')], max_length=8, verbose_name='skäl')),
                    ('text', encryption.fields.SealedTextField(blank=True, null=True, verbose_name='varför')),
                    ('utgang', models.CharField(choices=[('oppnad', 'Öppnad'), ('vantar', 'Väntar på en andra person'), ('nekad', 'Öppnades inte')], max_length=8, verbose_name='utgång')),
                    ('begard', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begärd')),
                    ('oppnad', models.DateTimeField(blank=True, null=True, verbose_name='öppnad')),
                    ('till', models.DateTimeField(blank=True, null=True, verbose_name='öppen till')),
                    ('paminnd', models.DateTimeField(blank=True, null=True, verbose_name='påmind om granskning')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nodoppningar', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('bekraftad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bekräftad av')),
                    ('enhet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.enhet', verbose_name='aktens enhet')),
                ],
                options={
                    'verbose_name': 'nödöppning',
                    'verbose_name_plural': 'nödöppningar',
                    'ordering': ['-begard'],
                    'indexes': [models.Index(fields=['anvandare', 'akt_id'], name='nodoppning_vem')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('bekraftad_av', None), models.Q(('bekraftad_av', models.F('anvandare')), _negated=True), _connector='OR'), name='nodoppning_tva_personer', violation_error_message='Någon annan än du måste bekräfta.'), models.CheckConstraint(condition=models.Q(models.Q(('akt_id', None), ('oppnad', None), ('utgang', 'nekad')), models.Q(('akt_id__isnull', False), ('oppnad', None), ('utgang', 'vantar')), models.Q(('akt_id__isnull', False), ('oppnad__isnull', False), ('till__gte', models.F('oppnad')), ('utgang', 'oppnad')), _connector='OR'), name='nodoppning_hel')],
                },
            ),
            migrations.CreateModel(
                name='Personaluppgift',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('adress', encryption.fields.SealedTextField(agare='anvandare_id', blank=True, verbose_name='adress')),
                    ('efternamn', encryption.fields.SealedJSONField(agare='anvandare_id', blank=True, verbose_name='efternamn i hushållet')),
                    ('inlast', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inläst')),
                    ('anvandare', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='personaluppgift', to=settings.AUTH_USER_MODEL, verbose_name='anställd')),
                ],
                options={
                    'verbose_name': 'personaluppgift',
                    'verbose_name_plural': 'personaluppgifter',
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
                name='Tilltrade',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('omfattning', models.CharField(choices=[('akt', 'Personakt'), ('enhet', 'Enhetens alla akter'), ('team', 'Samverkansteam'), ('fack', 'Aktens adressfack')], max_length=5)),
                    ('omfattning_id', models.UUIDField()),
                    ('niva', models.PositiveSmallIntegerField(choices=[(10, 'Läsa'), (20, 'Arbeta'), (30, 'Besluta')])),
                    ('skal', models.CharField(choices=[('uppdrag', 'Uppdrag i enheten'), ('registrering', 'Tog emot inflödet'), ('tilldelning', 'Tilldelad handläggare'), ('team', 'Medlem i teamet'), ('efterarbete', 'Efterarbete en månad'), ('utfall', 'Uppföljning efter avslut'), ('franvaro', 'Ersätter vid frånvaro'), ('jour', 'Jourpass'), ('delegation', 'Delegation'), ('nodoppning', 'Nödöppning'), ('skydd', 'Namngiven vid skyddade uppgifter')], max_length=14)),
                    ('kalla', models.UUIDField(help_text='Uppdraget, tilldelningen eller teamet som gav tillträdet.')),
                    ('fran', models.DateTimeField(default=django.utils.timezone.now)),
                    ('till', models.DateTimeField(blank=True, null=True)),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tilltraden', to=settings.AUTH_USER_MODEL)),
                    ('given_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'tillträde',
                    'verbose_name_plural': 'tillträden',
                    'ordering': ['-fran'],
                    'indexes': [models.Index(fields=['anvandare', 'omfattning', 'omfattning_id'], name='tilltrade_vem'), models.Index(fields=['omfattning_id', 'fran'], name='tilltrade_vad')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('till__isnull', True), ('till__gte', models.F('fran')), _connector='OR'), name='tilltrade_till_efter_fran'), models.UniqueConstraint(condition=models.Q(('till', None)), fields=('anvandare', 'omfattning', 'omfattning_id', 'skal', 'kalla'), name='ett_oppet_tilltrade_per_skal')],
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
            migrations.CreateModel(
                name='Uppdrag',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('roll', models.CharField(choices=[('mottagning', 'Mottagningssekreterare'), ('socialsekreterare', 'Socialsekreterare'), ('gruppledare', 'Gruppledare'), ('enhetschef', 'Enhetschef'), ('skolsocial', 'Skolsocialt team'), ('samordnare', 'Samordnare'), ('socialjour', 'Socialjour'), ('registrator', 'Registrator'), ('namndledamot', 'Nämndledamot'), ('loggranskare', 'Loggranskare'), ('analytiker', 'Analytiker'), ('metodledare', 'Metodledare'), ('dataskyddsombud', 'Dataskyddsombud'), ('nyckelansvarig', 'Nyckelansvarig'), ('administrator', 'Administratör'), ('extern', 'Deltagare från annan part'), ('system', 'Systemet')], max_length=20)),
                    ('fran', models.DateField(verbose_name='från och med')),
                    ('till', models.DateField(blank=True, null=True, verbose_name='till och med')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uppdrag', to=settings.AUTH_USER_MODEL)),
                    ('enhet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uppdrag', to='access.enhet')),
                    ('namnd', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uppdrag', to='access.namnd')),
                ],
                options={
                    'verbose_name': 'uppdrag',
                    'verbose_name_plural': 'uppdrag',
                    'ordering': ['fran', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('till__isnull', True), ('till__gte', models.F('fran')), _connector='OR'), name='uppdrag_till_efter_fran', violation_error_message='Sista dagen kan inte ligga före den första.')],
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
                name='Avisering',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('slag', models.CharField(choices=[('nodoppning', 'Nödöppning att granska'), ('bekrafta', 'Nödöppning som väntar på din bekräftelse'), ('forsenad', 'Nödöppning som inte har granskats i tid'), ('jav', 'Jäv är anmält i ett ärende'), ('ersattare', 'Du ersätter en kollega'), ('jourpass', 'Du har fått ett jourpass'), ('delegation', 'Du har fått en delegation'), ('faktor', 'Ditt sätt att logga in har ändrats'), ('granskning', 'Logggranskning att göra'), ('granskas', 'Logggranskning som är försenad'), ('fraga', 'Fråga om något du har öppnat'), ('svar', 'Svar i en logggranskning'), ('larm', 'Larm om loggen'), ('avvikelse', 'Avvikelse att utreda'), ('frist', 'En frist går snart ut'), ('frist_sen', 'En frist har gått ut'), ('steg', 'Ett steg väntar på dig'), ('tilldelad', 'Du har fått ett ärende'), ('alder', 'Ett barn kommer till en åldersgräns'), ('flode', 'Flödet i ett ärende stämmer inte'), ('oro', 'Oro vid ett tillfälle att ta ställning till'), ('samtycke', 'Ett samtycke behöver omprövas'), ('upphort', 'Samtycke upphört'), ('utlamnat', 'Något är utlämnat till er'), ('bidrag', 'En part har delat ett bidrag'), ('medverkan', 'Svar på begäran om medverkan dröjer'), ('medlasning', 'En riskbedömning väntar på att någon läser med')], max_length=10, verbose_name='vad')),
                    ('objekt_id', models.UUIDField(verbose_name='händelse')),
                    ('sida', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None, verbose_name='sidans objekt')),
                    ('referens', models.CharField(max_length=80, verbose_name='referens')),
                    ('skapad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='skapad')),
                    ('last', models.DateTimeField(blank=True, null=True, verbose_name='läst')),
                    ('mejlad', models.DateTimeField(blank=True, null=True, verbose_name='omnämnd i ett mejl')),
                    ('mottagare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aviseringar', to=settings.AUTH_USER_MODEL, verbose_name='mottagare')),
                ],
                options={
                    'verbose_name': 'avisering',
                    'verbose_name_plural': 'aviseringar',
                    'ordering': ['-skapad'],
                    'indexes': [models.Index(fields=['mottagare', '-skapad'], name='avisering_inkorg'), models.Index(condition=models.Q(('last', None)), fields=['mottagare'], name='avisering_olast'), models.Index(fields=['objekt_id'], name='avisering_handelse')],
                    'constraints': [models.UniqueConstraint(fields=('mottagare', 'slag', 'objekt_id'), name='en_avisering_per_handelse')],
                },
            ),
            migrations.CreateModel(
                name='Delegation',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('arendetyp', models.CharField(max_length=30, verbose_name='vad')),
                    ('fran', models.DateField(verbose_name='från och med')),
                    ('till', models.DateField(verbose_name='till och med')),
                    ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutad')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegationer', to=settings.AUTH_USER_MODEL, verbose_name='till')),
                    ('given_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given av')),
                    ('enhet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegationer', to='access.enhet', verbose_name='enhet')),
                ],
                options={
                    'verbose_name': 'delegation',
                    'verbose_name_plural': 'delegationer',
                    'ordering': ['fran', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('till__gte', models.F('fran'))), name='delegation_till_efter_fran', violation_error_message='Sista dagen kan inte ligga före den första.'), models.CheckConstraint(condition=models.Q(('given_av', models.F('anvandare')), _negated=True), name='delegation_till_en_annan', violation_error_message='Ingen delegerar till sig själv.')],
                },
            ),
            migrations.CreateModel(
                name='Franvaro',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('fran', models.DateField(verbose_name='från och med')),
                    ('till', models.DateField(verbose_name='till och med')),
                    ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutad')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='franvaron', to=settings.AUTH_USER_MODEL, verbose_name='frånvarande')),
                    ('ersattare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ersatter', to=settings.AUTH_USER_MODEL, verbose_name='ersättare')),
                    ('given_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ],
                options={
                    'verbose_name': 'frånvaro',
                    'verbose_name_plural': 'frånvaro',
                    'ordering': ['fran', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('till__gte', models.F('fran'))), name='franvaro_till_efter_fran', violation_error_message='Sista dagen kan inte ligga före den första.'), models.CheckConstraint(condition=models.Q(models.Q(('anvandare', models.F('ersattare')), _negated=True), models.Q(('given_av', models.F('ersattare')), _negated=True), models.Q(('given_av', models.F('anvandare')), _negated=True)), name='franvaro_tre_personer', violation_error_message='Den som beslutar kan inte själv vara frånvarande eller ersättare.')],
                },
            ),
            migrations.CreateModel(
                name='Jav',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('akt_id', models.UUIDField(verbose_name='akt')),
                    ('slag', models.CharField(choices=[('egen', 'Egen akt'), ('narstaende', 'Närstående'), ('anmald', 'Anmält jäv')], max_length=10, verbose_name='slag')),
                    ('fran', models.DateTimeField(default=django.utils.timezone.now, verbose_name='från')),
                    ('till', models.DateTimeField(blank=True, null=True, verbose_name='till')),
                    ('anmald_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='anmält av')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jav', to=settings.AUTH_USER_MODEL, verbose_name='vem')),
                ],
                options={
                    'verbose_name': 'jäv',
                    'verbose_name_plural': 'jäv',
                    'ordering': ['-fran'],
                    'indexes': [models.Index(fields=['akt_id', 'fran'], name='jav_akt')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('till__isnull', True), ('till__gte', models.F('fran')), _connector='OR'), name='jav_till_efter_fran'), models.UniqueConstraint(condition=models.Q(('till', None)), fields=('anvandare', 'akt_id'), name='ett_oppet_jav_per_akt', violation_error_message='Jävet är redan anmält.')],
                },
            ),
            migrations.CreateModel(
                name='Javuppgift',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('slag', models.CharField(choices=[('egen', 'Jag själv'), ('narstaende', 'Närstående')], max_length=10, verbose_name='vem')),
                    ('nummer', encryption.fields.SealedTextField(agare='anvandare_id', verbose_name='identitetsnummer')),
                    ('relation', encryption.fields.SealedTextField(agare='anvandare_id', blank=True, verbose_name='relation')),
                    ('blindindex', models.BinaryField(max_length=32)),
                    ('fran', models.DateField(default=django.utils.timezone.localdate, verbose_name='från och med')),
                    ('till', models.DateField(blank=True, null=True, verbose_name='avslutad')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='javuppgifter', to=settings.AUTH_USER_MODEL, verbose_name='anmäld av')),
                    ('avslutad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avslutad av')),
                ],
                options={
                    'verbose_name': 'jävsuppgift',
                    'verbose_name_plural': 'jävsuppgifter',
                    'ordering': ['fran', 'id'],
                    'indexes': [models.Index(fields=['blindindex'], name='javuppgift_index')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('till', None)), fields=('anvandare', 'blindindex'), name='en_javuppgift_per_nummer', violation_error_message='Numret är redan anmält.'), models.CheckConstraint(condition=models.Q(('avslutad_av', None), models.Q(('avslutad_av', models.F('anvandare')), _negated=True), _connector='OR'), name='javuppgift_annan_avslutar', violation_error_message='Någon annan måste avsluta jävet.')],
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
                name='Jourpass',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('fran', models.DateTimeField(verbose_name='börjar')),
                    ('till', models.DateTimeField(verbose_name='slutar')),
                    ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutat')),
                    ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jourpass', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                    ('given_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lagt av')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jourpass', to='access.namnd', verbose_name='nämnd')),
                ],
                options={
                    'verbose_name': 'jourpass',
                    'verbose_name_plural': 'jourpass',
                    'ordering': ['fran', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('till__gt', models.F('fran'))), name='jourpass_till_efter_fran', violation_error_message='Passet måste sluta efter att det börjat.'), models.CheckConstraint(condition=models.Q(('given_av', models.F('anvandare')), _negated=True), name='jourpass_annan_lagger', violation_error_message='Ingen lägger sina egna pass.')],
                },
            ),
        ),
    ]
