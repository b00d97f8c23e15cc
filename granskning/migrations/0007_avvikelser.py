import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("granskning", "0006_larm"), ("access", "0005_vaggen")]

    operations = [
        migrations.CreateModel(
            name='Avvikelse',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('upptackt', models.DateTimeField(default=django.utils.timezone.now, verbose_name='upptäckt')),
                ('is_incident', models.BooleanField(blank=True, help_text='Tomt så länge det inte är bedömt.', null=True, verbose_name='personuppgiftsincident')),
                ('slutsats', models.CharField(blank=True, choices=[('befogad', 'Åtkomsten var befogad'), ('misstag', 'Ett misstag utan följder'), ('obefogad', 'Åtkomsten var inte befogad')], max_length=10, verbose_name='slutsats')),
                ('motivering', encryption.fields.SealedTextField(agare='namnd_id', blank=True, verbose_name='motivering')),
                ('avslutad', models.DateTimeField(blank=True, null=True, verbose_name='avslutad')),
                ('aktor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vems åtkomst')),
                ('ansvarig', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ansvarig')),
                ('atkomst', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='avvikelse', to='granskning.atkomst', verbose_name='åtkomst')),
                ('avslutad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avslutad av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
                ('oppnad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öppnad av')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('avslutad', None), ('avslutad_av', None), ('slutsats', '')), models.Q(('avslutad__isnull', False), ('avslutad_av__isnull', False), models.Q(('slutsats', ''), _negated=True)), _connector='OR'), name='avslutad_avvikelse_har_slutsats'), models.CheckConstraint(condition=models.Q(models.Q(('ansvarig', None), models.Q(('ansvarig', models.F('aktor')), _negated=True), _connector='OR'), models.Q(('avslutad_av', None), models.Q(('avslutad_av', models.F('aktor')), _negated=True), _connector='OR')), name='ingen_utreder_sin_egen_atkomst')],
                'verbose_name': 'avvikelse',
                'verbose_name_plural': 'avvikelser',
                'ordering': ['-upptackt'],
            },
        ),
        migrations.CreateModel(
            name='Avvikelsesteg',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slag', models.CharField(choices=[('anteckning', 'Anteckning'), ('samtal', 'Samtal med medarbetaren'), ('ombud', 'Dataskyddsombudet underrättat'), ('imy', 'Anmält till Integritetsskyddsmyndigheten'), ('ej_anmald', 'Bedömt att anmälan inte behövs'), ('registrerad', 'Den som akten gäller underrättad'), ('polis', 'Polisanmält'), ('atgard', 'Åtgärd')], max_length=12, verbose_name='vad')),
                ('text', encryption.fields.SealedTextField(agare='namnd_id', verbose_name='text')),
                ('tid', models.DateTimeField(default=django.utils.timezone.now, verbose_name='när')),
                ('avvikelse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steg', to='granskning.avvikelse', verbose_name='avvikelse')),
                ('gjort_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
            ],
            options={
                'verbose_name': 'steg i avvikelse',
                'verbose_name_plural': 'steg i avvikelser',
                'ordering': ['tid'],
            },
        ),
        migrations.CreateModel(
            name='Bevisuttag',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('antal', models.PositiveIntegerField(verbose_name='händelser')),
                ('fingeravtryck', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('tid', models.DateTimeField(default=django.utils.timezone.now, verbose_name='när')),
                ('avvikelse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bevis', to='granskning.avvikelse', verbose_name='avvikelse')),
                ('uttaget_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uttaget av')),
            ],
            options={
                'verbose_name': 'bevisuttag',
                'verbose_name_plural': 'bevisuttag',
                'ordering': ['tid'],
            },
        ),
    ]
