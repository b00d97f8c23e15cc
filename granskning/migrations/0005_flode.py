import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import uuid6
from django.conf import settings
from django.db import migrations, models

FROZEN = """
CREATE FUNCTION granskning_avslutad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM granskning_loggranskning
             WHERE id = NEW.granskning_id AND avslutad IS NOT NULL) THEN
    RAISE EXCEPTION 'a finished review does not change'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION granskning_forblir_avslutad() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a finished review stays finished'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER inga_nya_rader BEFORE INSERT ON granskning_atkomst
  FOR EACH ROW EXECUTE FUNCTION granskning_avslutad();
CREATE TRIGGER inga_nya_bedomningar BEFORE UPDATE ON granskning_atkomst
  FOR EACH ROW
  WHEN (row(OLD.utfall, OLD.bedomd, OLD.bedomd_av_id)
        IS DISTINCT FROM row(NEW.utfall, NEW.bedomd, NEW.bedomd_av_id))
  EXECUTE FUNCTION granskning_avslutad();
CREATE TRIGGER forblir_avslutad BEFORE UPDATE ON granskning_loggranskning
  FOR EACH ROW
  WHEN (OLD.avslutad IS NOT NULL
        AND row(OLD.avslutad, OLD.avslutad_av_id)
            IS DISTINCT FROM row(NEW.avslutad, NEW.avslutad_av_id))
  EXECUTE FUNCTION granskning_forblir_avslutad();
"""
THAWED = """
DROP TRIGGER forblir_avslutad ON granskning_loggranskning;
DROP TRIGGER inga_nya_bedomningar ON granskning_atkomst;
DROP TRIGGER inga_nya_rader ON granskning_atkomst;
DROP FUNCTION granskning_forblir_avslutad();
DROP FUNCTION granskning_avslutad();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("granskning", "0004_urval"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Granskningsfard',
            fields=[
            ],
            options={
                'verbose_name': 'granskningens färd',
                'verbose_name_plural': 'granskningars färder',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('viewflow.process',),
        ),
        migrations.AddField(
            model_name='granskningsfraga',
            name='aterkallad',
            field=models.DateTimeField(blank=True, null=True, verbose_name='återkallad'),
        ),
        migrations.AddField(
            model_name='granskningsfraga',
            name='paminnd',
            field=models.DateTimeField(blank=True, null=True, verbose_name='påmind'),
        ),
        migrations.AddField(
            model_name='loggranskning',
            name='lyft',
            field=models.DateTimeField(blank=True, null=True, verbose_name='berättat för dem som leder'),
        ),
        migrations.AddField(
            model_name='loggranskning',
            name='paminnd',
            field=models.DateField(blank=True, null=True, verbose_name='påmind senast'),
        ),
        migrations.CreateModel(
            name='Granskningsprocess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flode', models.CharField(max_length=40, verbose_name='flöde')),
                ('flodesversion', models.PositiveSmallIntegerField(verbose_name='flödets version')),
                ('definition', models.CharField(help_text='SHA-256 av flödet.', max_length=64, verbose_name='definition')),
                ('startad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='startad')),
                ('granskning', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='process', to='granskning.loggranskning', verbose_name='logggranskning')),
                ('process', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='granskningsprocess', to='viewflow.process', verbose_name='process')),
                ('startad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='startad av')),
            ],
            options={
                'verbose_name': 'granskningsprocess',
                'verbose_name_plural': 'granskningsprocesser',
            },
        ),
        migrations.CreateModel(
            name='Granskningsutkast',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('objekt_id', models.UUIDField(verbose_name='åtkomst eller fråga')),
                ('innehall', encryption.fields.SealedJSONField(agare='namnd_id', verbose_name='innehåll')),
                ('andrat', models.DateTimeField(auto_now=True, verbose_name='ändrat')),
                ('anvandare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
            ],
            options={
                'verbose_name': 'utkast i granskning',
                'verbose_name_plural': 'utkast i granskning',
                'constraints': [models.UniqueConstraint(fields=('anvandare', 'objekt_id'), name='ett_granskningsutkast_var')],
            },
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
