import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("granskning", "0001_grund"), ("access", "0003_handelser")]

    operations = [
        migrations.CreateModel(
            name='Nodoppningsgranskning',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('akt_id', models.UUIDField(verbose_name='akt')),
                ('utfall', models.CharField(choices=[('motiverad', 'Motiverad'), ('ej_motiverad', 'Inte motiverad')], max_length=12, verbose_name='bedömning')),
                ('kommentar', encryption.fields.SealedTextField(verbose_name='kommentar')),
                ('granskad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='granskad')),
                ('granskad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granskad av')),
                ('nodoppning', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='granskning', to='access.nodoppning', verbose_name='nödöppning')),
            ],
            options={
                'verbose_name': 'granskning av nödöppning',
                'verbose_name_plural': 'granskningar av nödöppningar',
                'ordering': ['-granskad'],
            },
        ),
    ]
