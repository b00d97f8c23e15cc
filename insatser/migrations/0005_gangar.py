"""The first version of the ärendeflödet moves to a module of its own; stored flows follow it.

With what the flows of the law leave in the case: corrections, reviews, items given out, transfers.
"""

import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

FORE = "insatser/flows.arendeflode.ArendeflodeV1"
EFTER = "insatser/flows.arendeflode_v1.ArendeflodeV1"


def _move(tabell: str, kolumn: str, fran: str, till: str) -> str:
    satt = f"{kolumn} = replace({kolumn}, '{fran}', '{till}')"
    return f"UPDATE {tabell} SET {satt} WHERE starts_with({kolumn}, '{fran}')"  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_aviseringar"),
        ("arenden", "0009_arendevag"),
        ("insatser", "0004_motor"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.RunSQL(
                _move(tabell, kolumn, FORE, EFTER), reverse_sql=_move(tabell, kolumn, EFTER, FORE)
            )
            for tabell, kolumn in (
                ("viewflow_process", "flow_class"),
                ("viewflow_task", "flow_task"),
            )
        ),
        migrations.CreateModel(
            name='HistoricalBeslutsrattelse',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('slag', models.CharField(choices=[('rattelse', 'Rättelse'), ('stammer_inte', 'Den enskilde uppger att uppgiften inte stämmer')], max_length=12, verbose_name='slag')),
                ('star', encryption.fields.SealedTextField(verbose_name='det som står')),
                ('ska_sta', encryption.fields.SealedTextField(verbose_name='det som ska stå')),
                ('beslutad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='beslutad')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('begard_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av')),
                ('beslut', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.beslut', verbose_name='beslut')),
                ('beslutad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
            ],
            options={
                'verbose_name': 'historical beslutsrättelse',
                'verbose_name_plural': 'historical beslutsrättelser',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOmprovning',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('utfall', models.CharField(choices=[('helt', 'Ändrat helt som begärt'), ('delvis', 'Ändrat'), ('star_fast', 'Står fast')], max_length=10, verbose_name='utfall')),
                ('lydelse', encryption.fields.SealedTextField(blank=True, verbose_name='ny lydelse')),
                ('motivering', encryption.fields.SealedTextField(verbose_name='motivering')),
                ('beslutad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='beslutad')),
                ('domstol', models.CharField(blank=True, choices=[('bifall', 'Överklagandet bifölls'), ('delvis', 'Beslutet ändrades delvis'), ('avslag', 'Överklagandet avslogs'), ('avvisat', 'Överklagandet prövades inte'), ('tillbaka', 'Målet visades tillbaka till nämnden')], max_length=8, verbose_name='domstolens avgörande')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('arende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.arende', verbose_name='ärende')),
                ('beslut', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.beslut', verbose_name='beslut')),
                ('beslutad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ('foreslagen_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
            ],
            options={
                'verbose_name': 'historical omprövning',
                'verbose_name_plural': 'historical omprövningar',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOverflyttning',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kommun', encryption.fields.SealedTextField(blank=True, verbose_name='annan kommun')),
                ('grund', models.CharField(choices=[('C', 'Samtycke (OSL 10:1, 12:2)'), ('V', 'Nödvändig vård eller stöd (OSL 26:9)'), ('N', 'Nödvändigt för den egna uppgiften (OSL 10:2)'), ('M', 'Ärendet flyttas till en annan kommun (SoL 29:12)')], max_length=1, verbose_name='grund')),
                ('skal', encryption.fields.SealedTextField(verbose_name='varför ärendet bör flyttas')),
                ('person', encryption.fields.SealedJSONField(verbose_name='vem det gäller')),
                ('innehall', encryption.fields.SealedTextField(verbose_name='exakt vad som följer med')),
                ('begard', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begärd')),
                ('svar', models.CharField(blank=True, choices=[('ja', 'Ja, vi tar emot ärendet'), ('nej', 'Nej')], max_length=3, verbose_name='svar')),
                ('svarsskal', encryption.fields.SealedTextField(blank=True, verbose_name='skäl för svaret')),
                ('besvarad', models.DateTimeField(blank=True, null=True, verbose_name='besvarad')),
                ('mottaget', encryption.fields.SealedTextField(blank=True, verbose_name='ärendenummer hos mottagaren')),
                ('aterkallad', models.DateTimeField(blank=True, null=True, verbose_name='återkallad')),
                ('overlamnad', models.DateTimeField(blank=True, null=True, verbose_name='överlämnad')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('arende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.arende', verbose_name='ärende')),
                ('begard_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av')),
                ('besvarad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                ('tillfragad', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd', verbose_name='tillfrågad nämnd')),
            ],
            options={
                'verbose_name': 'historical överflyttning',
                'verbose_name_plural': 'historical överflyttningar',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUtlamnandepost',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('slag', models.CharField(choices=[('anteckning', 'Journalanteckning'), ('beslut', 'Beslut'), ('handling', 'Handling')], max_length=10, verbose_name='slag')),
                ('objekt_id', models.UUIDField(verbose_name='vad som prövats')),
                ('rubrik', encryption.fields.SealedTextField(verbose_name='vad det är')),
                ('utfall', models.CharField(choices=[('helt', 'Lämnas ut'), ('maskat', 'Lämnas ut med strykningar'), ('nekas', 'Lämnas inte ut')], max_length=6, verbose_name='utfall')),
                ('lagrum', encryption.fields.SealedTextField(blank=True, verbose_name='sekretessbestämmelse')),
                ('struket', encryption.fields.SealedTextField(blank=True, verbose_name='vad som stryks')),
                ('skal', encryption.fields.SealedTextField(verbose_name='skäl')),
                ('provad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='prövad')),
                ('lamnad', models.DateTimeField(blank=True, null=True, verbose_name='lämnad')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                ('provad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prövad av')),
            ],
            options={
                'verbose_name': 'historical utlämnandepost',
                'verbose_name_plural': 'historical utlämnandeposter',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Beslutsrattelse',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('slag', models.CharField(choices=[('rattelse', 'Rättelse'), ('stammer_inte', 'Den enskilde uppger att uppgiften inte stämmer')], max_length=12, verbose_name='slag')),
                ('star', encryption.fields.SealedTextField(verbose_name='det som står')),
                ('ska_sta', encryption.fields.SealedTextField(verbose_name='det som ska stå')),
                ('beslutad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='beslutad')),
                ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('begard_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av')),
                ('beslut', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rattelser', to='arenden.beslut', verbose_name='beslut')),
                ('beslutad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
            ],
            options={
                'verbose_name': 'beslutsrättelse',
                'verbose_name_plural': 'beslutsrättelser',
                'ordering': ['beslutad', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('beslutad_av', models.F('begard_av')), _negated=True), name='beslutsrattelse_fyra_ogon', violation_error_message='Den som föreslagit rättelsen beslutar inte om den.')],
            },
        ),
        migrations.CreateModel(
            name='Omprovning',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('utfall', models.CharField(choices=[('helt', 'Ändrat helt som begärt'), ('delvis', 'Ändrat'), ('star_fast', 'Står fast')], max_length=10, verbose_name='utfall')),
                ('lydelse', encryption.fields.SealedTextField(blank=True, verbose_name='ny lydelse')),
                ('motivering', encryption.fields.SealedTextField(verbose_name='motivering')),
                ('beslutad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='beslutad')),
                ('domstol', models.CharField(blank=True, choices=[('bifall', 'Överklagandet bifölls'), ('delvis', 'Beslutet ändrades delvis'), ('avslag', 'Överklagandet avslogs'), ('avvisat', 'Överklagandet prövades inte'), ('tillbaka', 'Målet visades tillbaka till nämnden')], max_length=8, verbose_name='domstolens avgörande')),
                ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('arende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='omprovningar', to='arenden.arende', verbose_name='ärende')),
                ('beslut', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='omprovningar', to='arenden.beslut', verbose_name='beslut')),
                ('beslutad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ('foreslagen_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
            ],
            options={
                'verbose_name': 'omprövning',
                'verbose_name_plural': 'omprövningar',
                'ordering': ['beslutad', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('beslutad_av', models.F('foreslagen_av')), _negated=True), name='omprovning_fyra_ogon', violation_error_message='Den som föreslagit omprövningen beslutar inte om den.')],
            },
        ),
        migrations.CreateModel(
            name='Overflyttning',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kommun', encryption.fields.SealedTextField(blank=True, verbose_name='annan kommun')),
                ('grund', models.CharField(choices=[('C', 'Samtycke (OSL 10:1, 12:2)'), ('V', 'Nödvändig vård eller stöd (OSL 26:9)'), ('N', 'Nödvändigt för den egna uppgiften (OSL 10:2)'), ('M', 'Ärendet flyttas till en annan kommun (SoL 29:12)')], max_length=1, verbose_name='grund')),
                ('skal', encryption.fields.SealedTextField(verbose_name='varför ärendet bör flyttas')),
                ('person', encryption.fields.SealedJSONField(verbose_name='vem det gäller')),
                ('innehall', encryption.fields.SealedTextField(verbose_name='exakt vad som följer med')),
                ('begard', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begärd')),
                ('svar', models.CharField(blank=True, choices=[('ja', 'Ja, vi tar emot ärendet'), ('nej', 'Nej')], max_length=3, verbose_name='svar')),
                ('svarsskal', encryption.fields.SealedTextField(blank=True, verbose_name='skäl för svaret')),
                ('besvarad', models.DateTimeField(blank=True, null=True, verbose_name='besvarad')),
                ('mottaget', encryption.fields.SealedTextField(blank=True, verbose_name='ärendenummer hos mottagaren')),
                ('aterkallad', models.DateTimeField(blank=True, null=True, verbose_name='återkallad')),
                ('overlamnad', models.DateTimeField(blank=True, null=True, verbose_name='överlämnad')),
                ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('arende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overflyttningar', to='arenden.arende', verbose_name='ärende')),
                ('begard_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av')),
                ('besvarad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarad av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                ('tillfragad', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='tillfrågad nämnd')),
            ],
            options={
                'verbose_name': 'överflyttning',
                'verbose_name_plural': 'överflyttningar',
                'ordering': ['begard', 'id'],
                'indexes': [models.Index(condition=models.Q(('aterkallad', None), ('besvarad', None)), fields=['tillfragad', 'begard'], name='overflyttning_vantar')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('besvarad', None), ('besvarad_av', None), ('svar', '')), models.Q(models.Q(('svar', ''), _negated=True), ('besvarad__isnull', False), ('besvarad_av__isnull', False)), _connector='OR'), name='overflyttning_svar_med_tid'), models.CheckConstraint(condition=models.Q(('overlamnad', None), ('svar', 'ja'), _connector='OR'), name='overflyttning_lamnas_till_den_som_sagt_ja'), models.UniqueConstraint(condition=models.Q(('aterkallad', None), ('besvarad', None)), fields=('arende',), name='overflyttning_en_fraga_i_taget', violation_error_message='Frågan är redan ställd och väntar på svar.')],
            },
        ),
        migrations.CreateModel(
            name='Utlamnandepost',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('slag', models.CharField(choices=[('anteckning', 'Journalanteckning'), ('beslut', 'Beslut'), ('handling', 'Handling')], max_length=10, verbose_name='slag')),
                ('objekt_id', models.UUIDField(verbose_name='vad som prövats')),
                ('rubrik', encryption.fields.SealedTextField(verbose_name='vad det är')),
                ('utfall', models.CharField(choices=[('helt', 'Lämnas ut'), ('maskat', 'Lämnas ut med strykningar'), ('nekas', 'Lämnas inte ut')], max_length=6, verbose_name='utfall')),
                ('lagrum', encryption.fields.SealedTextField(blank=True, verbose_name='sekretessbestämmelse')),
                ('struket', encryption.fields.SealedTextField(blank=True, verbose_name='vad som stryks')),
                ('skal', encryption.fields.SealedTextField(verbose_name='skäl')),
                ('provad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='prövad')),
                ('lamnad', models.DateTimeField(blank=True, null=True, verbose_name='lämnad')),
                ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                ('arbetsgang', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='utlamnandeposter', to='insatser.arbetsgang', verbose_name='arbetsgång')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                ('provad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prövad av')),
            ],
            options={
                'verbose_name': 'utlämnandepost',
                'verbose_name_plural': 'utlämnandeposter',
                'ordering': ['provad', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('utfall', 'nekas'), _negated=True), ('lamnad', None), _connector='OR'), name='utlamnandepost_nekad_lamnas_inte')],
            },
        ),
    ]
