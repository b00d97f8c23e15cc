import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_roller")]

    operations = [
        migrations.AlterField(
            model_name='tilltrade',
            name='skal',
            field=models.CharField(choices=[('uppdrag', 'Uppdrag i enheten'), ('registrering', 'Tog emot inflödet'), ('tilldelning', 'Tilldelad handläggare'), ('team', 'Medlem i teamet'), ('efterarbete', 'Efterarbete en månad'), ('franvaro', 'Ersätter vid frånvaro'), ('jour', 'Jourpass'), ('delegation', 'Delegation'), ('nodoppning', 'Nödöppning')], max_length=14),
        ),
        migrations.CreateModel(
            name='Avisering',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slag', models.CharField(choices=[('nodoppning', 'Nödöppning att granska'), ('bekrafta', 'Nödöppning som väntar på din bekräftelse'), ('forsenad', 'Nödöppning som inte har granskats i tid'), ('jav', 'Jäv är anmält i ett ärende'), ('ersattare', 'Du ersätter en kollega'), ('jourpass', 'Du har fått ett jourpass'), ('delegation', 'Du har fått en delegation'), ('faktor', 'Ditt sätt att logga in har ändrats')], max_length=10, verbose_name='vad')),
                ('objekt_id', models.UUIDField(verbose_name='händelse')),
                ('referens', models.CharField(max_length=80, verbose_name='referens')),
                ('skapad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='skapad')),
                ('last', models.DateTimeField(blank=True, null=True, verbose_name='läst')),
                ('mottagare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aviseringar', to=settings.AUTH_USER_MODEL, verbose_name='mottagare')),
            ],
            options={
                'verbose_name': 'avisering',
                'verbose_name_plural': 'aviseringar',
                'ordering': ['-skapad'],
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
                ('enhet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegationer', to='access.enhet', verbose_name='enhet')),
                ('given_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given av')),
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
    ]
