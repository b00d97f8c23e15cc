import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_personaluppgifter'),
    ]

    operations = [
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
    ]
