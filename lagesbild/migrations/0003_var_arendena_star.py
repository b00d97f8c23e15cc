"""Where cases stand and wait, once a week; the web writes none of it."""

import django.db.models.deletion
import uuid6
from django.db import migrations, models

NOT_FROM_THE_WEB = """
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_steguttag
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_steguttagsrad
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web()
"""

FROM_ANYWHERE = """
DROP TRIGGER not_from_the_web ON lagesbild_steguttagsrad;
DROP TRIGGER not_from_the_web ON lagesbild_steguttag
"""


class Migration(migrations.Migration):
    dependencies = [("lagesbild", "0002_frysta_tabeller")]

    operations = [
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
        migrations.RunSQL(NOT_FROM_THE_WEB, FROM_ANYWHERE),
    ]
