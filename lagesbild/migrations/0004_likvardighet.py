"""Whether people meet the same thing wherever they live; the web writes none of it."""

import django.db.models.deletion
import uuid6
from django.db import migrations, models

NOT_FROM_THE_WEB = """
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_likvardighetsuttag
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web();
CREATE TRIGGER not_from_the_web BEFORE INSERT OR UPDATE OR DELETE ON lagesbild_likvardighetsrad
    FOR EACH STATEMENT EXECUTE FUNCTION lagesbild_not_from_the_web()
"""

FROM_ANYWHERE = """
DROP TRIGGER not_from_the_web ON lagesbild_likvardighetsrad;
DROP TRIGGER not_from_the_web ON lagesbild_likvardighetsuttag
"""


class Migration(migrations.Migration):
    dependencies = [("lagesbild", "0003_var_arendena_star")]

    operations = [
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
        migrations.RunSQL(NOT_FROM_THE_WEB, FROM_ANYWHERE),
    ]
