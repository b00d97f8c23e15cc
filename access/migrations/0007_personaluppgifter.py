import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0006_grunder")]

    operations = [
        migrations.CreateModel(
            name='Personaluppgift',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('adress', encryption.fields.SealedTextField(agare='anvandare_id', blank=True, max_length=300, verbose_name='adress')),
                ('efternamn', encryption.fields.SealedJSONField(agare='anvandare_id', blank=True, default=list, verbose_name='efternamn i hushållet')),
                ('inlast', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inläst')),
                ('anvandare', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='personaluppgift', to=settings.AUTH_USER_MODEL, verbose_name='anställd')),
            ],
            options={
                'verbose_name': 'personaluppgift',
                'verbose_name_plural': 'personaluppgifter',
            },
        ),
        migrations.CreateModel(
            name='HistoricalPersonaluppgift',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ('adress', encryption.fields.SealedTextField(agare='anvandare_id', blank=True, max_length=300, verbose_name='adress')),
                ('efternamn', encryption.fields.SealedJSONField(agare='anvandare_id', blank=True, default=list, verbose_name='efternamn i hushållet')),
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
    ]
