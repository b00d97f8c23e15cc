"""Kinds of teams with versions, the room of a meeting, absence, and asking others to take part."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models
from encryption.migrering import InOneStep

EGEN = """
SET LOCAL check_function_bodies = off;  -- access_omfattning comes with the rules, after the migrations
CREATE FUNCTION samverkansteam_min_organisation(vem uuid) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT organisation_id FROM access_anvandare WHERE id = vem AND organisation_id IS NOT NULL)
$$;
CREATE FUNCTION samverkansteam_vantan(vem uuid, vilka uuid[], sedan date)
RETURNS TABLE (antal int, dagar int)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT count(*)::int, percentile_disc(0.5) WITHIN GROUP (ORDER BY vantat.dagar)::int
  FROM (
    SELECT min((m.planerat AT TIME ZONE 'Europe/Stockholm')::date) - a.fran AS dagar
    FROM samverkansteam_teamarende a
    JOIN samverkansteam_mote m ON m.team_id = a.team_id AND m.genomfort IS NOT NULL
      AND (m.planerat AT TIME ZONE 'Europe/Stockholm')::date
          BETWEEN a.fran AND COALESCE(a.till, 'infinity'::date)
    WHERE a.team_id = ANY(vilka) AND a.fran >= sedan
      AND a.team_id = ANY((SELECT access_omfattning(vem, 'team'))::uuid[])
    GROUP BY a.id, a.fran
  ) vantat
  HAVING count(*) >= 5
$$;
"""
UTAN_EGEN = """
DROP FUNCTION samverkansteam_vantan(uuid, uuid[], date);
DROP FUNCTION samverkansteam_min_organisation(uuid);
"""
LAST = """
CREATE FUNCTION samverkansteam_hallet_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' THEN
    RAISE EXCEPTION 'What was written at a meeting that has been held stays as it is.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION samverkansteam_lager_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' AND EXISTS (
    SELECT 1 FROM samverkansteam_mote WHERE id = OLD.mote_id AND genomfort IS NOT NULL)
  THEN
    RAISE EXCEPTION 'What was written at a meeting that has been held stays as it is.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER hallet_star BEFORE UPDATE OR DELETE ON samverkansteam_mote
  FOR EACH ROW WHEN (OLD.genomfort IS NOT NULL) EXECUTE FUNCTION samverkansteam_hallet_star();
CREATE TRIGGER hallet_star BEFORE UPDATE OR DELETE ON samverkansteam_moteslager
  FOR EACH ROW EXECUTE FUNCTION samverkansteam_lager_star();
CREATE TRIGGER sagt_star BEFORE UPDATE OR DELETE ON samverkansteam_motesrad
  FOR EACH ROW EXECUTE FUNCTION samverkansteam_hallet_star();
"""
UTAN_LAS = """
DROP TRIGGER hallet_star ON samverkansteam_mote;
DROP TRIGGER hallet_star ON samverkansteam_moteslager;
DROP TRIGGER sagt_star ON samverkansteam_motesrad;
DROP FUNCTION samverkansteam_hallet_star();
DROP FUNCTION samverkansteam_lager_star();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_grund'),
        ('arenden', '0001_grund'),
        ('samverkansteam', '0004_rummet'),
    ]

    operations = [
        InOneStep(
            migrations.RemoveConstraint(
                model_name='part',
                name='part_en_gang_per_team',
            ),
            migrations.AddField(
                model_name='historicalmote',
                name='installt',
                field=models.DateTimeField(blank=True, null=True, verbose_name='inställt'),
            ),
            migrations.AddField(
                model_name='historicalmote',
                name='minuter',
                field=models.PositiveSmallIntegerField(default=60, verbose_name='hur länge (minuter)'),
            ),
            migrations.AddField(
                model_name='historicalpart',
                name='enhet',
                field=models.CharField(blank=True, help_text='Den del av organisationen som är med, till exempel BUP eller Mini-Maria.', max_length=80, verbose_name='enhet'),
            ),
            migrations.AddField(
                model_name='mote',
                name='installt',
                field=models.DateTimeField(blank=True, null=True, verbose_name='inställt'),
            ),
            migrations.AddField(
                model_name='mote',
                name='minuter',
                field=models.PositiveSmallIntegerField(default=60, verbose_name='hur länge (minuter)'),
            ),
            migrations.AddField(
                model_name='part',
                name='enhet',
                field=models.CharField(blank=True, help_text='Den del av organisationen som är med, till exempel BUP eller Mini-Maria.', max_length=80, verbose_name='enhet'),
            ),
            migrations.AddField(
                model_name='teamtyp',
                name='flode',
                field=models.CharField(blank=True, choices=[('socialt_insatsteam', 'Socialt insatsteam'), ('social_insatsgrupp', 'Social insatsgrupp'), ('sspf', 'SSPF'), ('skolsocialt_team', 'Skolsocialt team'), ('trefas', 'Trefas'), ('avhopparverksamhet', 'Avhopparverksamhet')], max_length=30, verbose_name='arbetsgång'),
            ),
            migrations.AddField(
                model_name='teamtyp',
                name='forsta_kontakt_timmar',
                field=models.PositiveSmallIntegerField(blank=True, help_text='Räknat från att händelsen blev känd; tomt där det inte finns något sådant mål.', null=True, verbose_name='timmar till första kontakten'),
            ),
            migrations.AddField(
                model_name='teamtyp',
                name='nummer',
                field=models.PositiveSmallIntegerField(default=1, verbose_name='version'),
            ),
            migrations.AddField(
                model_name='teamtyp',
                name='planrubriker',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='mall för planen'),
            ),
            migrations.AddField(
                model_name='teamtyp',
                name='roller',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='roller'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='dagordning',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='mall för dagordningen'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='foljer_franvaro',
                field=models.BooleanField(default=False, verbose_name='följer frånvaro'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='giltig_fran',
                field=models.DateField(verbose_name='kan bildas från och med'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='giltig_till',
                field=models.DateField(blank=True, null=True, verbose_name='kan bildas till och med'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='kalla',
                field=models.CharField(blank=True, max_length=300, verbose_name='källa'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='kod',
                field=models.CharField(max_length=30, primary_key=True, serialize=False, verbose_name='kod'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='kraver_jurist',
                field=models.BooleanField(default=False, help_text='Ett möte får bara hållas när en jurist är närvarande.', verbose_name='kräver jurist'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='malgrupp',
                field=models.CharField(blank=True, max_length=300, verbose_name='för vem'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='markeringens_dagar',
                field=models.PositiveSmallIntegerField(blank=True, help_text='Hur länge en riskmarkering gäller; tomt där den inte används.', null=True, verbose_name='markeringens längd i dagar'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='motesintervall_dagar',
                field=models.PositiveSmallIntegerField(verbose_name='dagar mellan möten'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='namn',
                field=models.CharField(max_length=80, verbose_name='namn'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='parter',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommunal_skola', 'Kommunal skola'), ('fristaende_skola', 'Fristående skola'), ('polis', 'Polisen'), ('aklagare', 'Åklagare'), ('kriminalvard', 'Kriminalvården'), ('region', 'Region'), ('arbetsmarknad', 'Arbetsmarknadsnämnden'), ('annan_namnd', 'Annan nämnd i staden'), ('socialtjanst', 'Socialtjänst'), ('ideburen', 'Idéburen organisation'), ('fritid', 'Fritid')], max_length=20), size=None, verbose_name='parter som alltid är med'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='parter_vid_behov',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommunal_skola', 'Kommunal skola'), ('fristaende_skola', 'Fristående skola'), ('polis', 'Polisen'), ('aklagare', 'Åklagare'), ('kriminalvard', 'Kriminalvården'), ('region', 'Region'), ('arbetsmarknad', 'Arbetsmarknadsnämnden'), ('annan_namnd', 'Annan nämnd i staden'), ('socialtjanst', 'Socialtjänst'), ('ideburen', 'Idéburen organisation'), ('fritid', 'Fritid')], max_length=20), blank=True, default=list, size=None, verbose_name='parter vid behov'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='rattslig_form',
                field=models.CharField(max_length=300, verbose_name='rättslig form'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='samtyckesregel',
                field=models.CharField(max_length=300, verbose_name='regel för samtycke'),
            ),
            migrations.AlterField(
                model_name='teamtyp',
                name='syfte',
                field=models.CharField(max_length=300, verbose_name='syfte'),
            ),
            migrations.AddConstraint(
                model_name='mote',
                constraint=models.CheckConstraint(condition=models.Q(('genomfort__isnull', True), ('installt__isnull', True), _connector='OR'), name='mote_genomfort_eller_installt'),
            ),
            migrations.AddConstraint(
                model_name='part',
                constraint=models.UniqueConstraint(fields=('team', 'organisation', 'enhet'), name='part_en_gang_per_team', nulls_distinct=False, violation_error_message='Parten är redan med i teamet.'),
            ),
            migrations.AddConstraint(
                model_name='teamtyp',
                constraint=models.CheckConstraint(condition=models.Q(('giltig_till__isnull', True), ('giltig_till__gte', models.F('giltig_fran')), _connector='OR'), name='teamtyp_giltig_stigande', violation_error_message='Sista dagen kan inte ligga före den första.'),
            ),
            migrations.CreateModel(
                name='Moteslager',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('gemensamt', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='gemensamma anteckningar')),
                    ('internt', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='socialtjänstens anteckningar')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('andrat', models.DateTimeField(auto_now=True, verbose_name='ändrat')),
                    ('andrat_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ändrat av')),
                    ('mote', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lager', to='samverkansteam.mote')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'möteslager',
                    'verbose_name_plural': 'möteslager',
                },
            ),
            migrations.CreateModel(
                name='Motespunkt',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('oppnad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='öppnad')),
                    ('jurist', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.deltagare', verbose_name='jurist i rummet')),
                    ('mote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='punkter', to='samverkansteam.mote')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('oppnad_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öppnad av')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                    ('teamarende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.teamarende', verbose_name='gäller')),
                ],
                options={
                    'verbose_name': 'mötespunkt',
                    'verbose_name_plural': 'mötespunkter',
                    'ordering': ['oppnad', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('mote', 'teamarende'), name='motespunkt_en_gang_per_mote', violation_error_message='Personen är redan uppe på mötet.')],
                },
            ),
            migrations.CreateModel(
                name='Motesrad',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('vad', encryption.fields.SealedTextField(agare='team_id', verbose_name='vad som sades')),
                    ('avvagning', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='avvägning')),
                    ('horde', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None, verbose_name='deltagare som hörde')),
                    ('sagt', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sagt')),
                    ('lagrum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.lagrum', verbose_name='lagrum')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('mote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rader', to='samverkansteam.mote')),
                    ('punkt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rader', to='samverkansteam.motespunkt')),
                    ('sagt_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.deltagare', verbose_name='sagt av')),
                    ('skriven_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                    ('teamarende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.teamarende', verbose_name='gäller')),
                ],
                options={
                    'verbose_name': 'mötesrad',
                    'verbose_name_plural': 'mötesrader',
                    'ordering': ['sagt', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Delaktighet',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('dag', models.DateField(default=django.utils.timezone.localdate, verbose_name='dag')),
                    ('barnet', models.CharField(choices=[('var_med', 'Var med'), ('sade_fore', 'Sa sitt före mötet'), ('genom_annan', 'Genom någon annan'), ('avstod', 'Ville inte vara med'), ('ej_tillfragad', 'Har inte tillfrågats')], max_length=13, verbose_name='barnet eller den unge')),
                    ('barnets_ord', encryption.fields.SealedTextField(blank=True, verbose_name='med egna ord')),
                    ('vardnadshavare', models.CharField(choices=[('var_med', 'Var med'), ('sade_fore', 'Sa sitt före mötet'), ('genom_annan', 'Genom någon annan'), ('avstod', 'Ville inte vara med'), ('ej_tillfragad', 'Har inte tillfrågats')], max_length=13, verbose_name='vårdnadshavarna')),
                    ('vardnadshavares_ord', encryption.fields.SealedTextField(blank=True, verbose_name='vårdnadshavarnas ord')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('mote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.mote', verbose_name='möte')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('skriven_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('teamarende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delaktigheter', to='samverkansteam.teamarende')),
                ],
                options={
                    'verbose_name': 'delaktighet',
                    'verbose_name_plural': 'delaktigheter',
                    'ordering': ['-dag', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Effektsignal',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('matt', models.DateField(verbose_name='mätt')),
                    ('elever', models.PositiveSmallIntegerField(verbose_name='antal elever')),
                    ('fore', models.PositiveSmallIntegerField(verbose_name='före, minuter i veckan')),
                    ('efter', models.PositiveSmallIntegerField(verbose_name='sedan starten, minuter i veckan')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'effektsignal',
                    'verbose_name_plural': 'effektsignaler',
                    'ordering': ['team', '-matt'],
                    'constraints': [models.UniqueConstraint(fields=('team', 'matt'), name='effektsignal_en_per_dag'), models.CheckConstraint(condition=models.Q(('elever__gte', 5)), name='effektsignal_aldrig_om_fa')],
                },
            ),
            migrations.CreateModel(
                name='Gymnasiebehorighet',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('ar', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='vårterminen år')),
                    ('utfall', encryption.fields.SealedChoiceField(verbose_name='behörighet')),
                    ('vagen', encryption.fields.SealedTextField(blank=True, verbose_name='vad hjälper eleven vidare')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('skriven_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('teamarende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='behorigheter', to='samverkansteam.teamarende')),
                ],
                options={
                    'verbose_name': 'gymnasiebehörighet',
                    'verbose_name_plural': 'gymnasiebehörigheter',
                    'ordering': ['-ar'],
                    'constraints': [models.UniqueConstraint(fields=('teamarende', 'ar'), name='behorighet_en_gang_per_ar', violation_error_message='Behörigheten för det året är redan införd.')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalDelaktighet',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('dag', models.DateField(default=django.utils.timezone.localdate, verbose_name='dag')),
                    ('barnet', models.CharField(choices=[('var_med', 'Var med'), ('sade_fore', 'Sa sitt före mötet'), ('genom_annan', 'Genom någon annan'), ('avstod', 'Ville inte vara med'), ('ej_tillfragad', 'Har inte tillfrågats')], max_length=13, verbose_name='barnet eller den unge')),
                    ('barnets_ord', encryption.fields.SealedTextField(blank=True, verbose_name='med egna ord')),
                    ('vardnadshavare', models.CharField(choices=[('var_med', 'Var med'), ('sade_fore', 'Sa sitt före mötet'), ('genom_annan', 'Genom någon annan'), ('avstod', 'Ville inte vara med'), ('ej_tillfragad', 'Har inte tillfrågats')], max_length=13, verbose_name='vårdnadshavarna')),
                    ('vardnadshavares_ord', encryption.fields.SealedTextField(blank=True, verbose_name='vårdnadshavarnas ord')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('mote', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.mote', verbose_name='möte')),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('skriven_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('teamarende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.teamarende')),
                ],
                options={
                    'verbose_name': 'historical delaktighet',
                    'verbose_name_plural': 'historical delaktigheter',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalEffektsignal',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('matt', models.DateField(verbose_name='mätt')),
                    ('elever', models.PositiveSmallIntegerField(verbose_name='antal elever')),
                    ('fore', models.PositiveSmallIntegerField(verbose_name='före, minuter i veckan')),
                    ('efter', models.PositiveSmallIntegerField(verbose_name='sedan starten, minuter i veckan')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'historical effektsignal',
                    'verbose_name_plural': 'historical effektsignaler',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalGymnasiebehorighet',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('ar', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2100)], verbose_name='vårterminen år')),
                    ('utfall', encryption.fields.SealedChoiceField(verbose_name='behörighet')),
                    ('vagen', encryption.fields.SealedTextField(blank=True, verbose_name='vad hjälper eleven vidare')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('skriven_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('teamarende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.teamarende')),
                ],
                options={
                    'verbose_name': 'historical gymnasiebehörighet',
                    'verbose_name_plural': 'historical gymnasiebehörigheter',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalMedverkansbegaran',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('vad', encryption.fields.SealedTextField(agare='team_id', verbose_name='vad det gäller')),
                    ('svar_senast', models.DateField(verbose_name='svar senast')),
                    ('begard', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begärd')),
                    ('svar', models.CharField(blank=True, choices=[('ja', 'Ja'), ('nej', 'Nej')], max_length=3, verbose_name='svar')),
                    ('svar_i_ord', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='med vem, eller varför inte')),
                    ('svarat', models.DateTimeField(blank=True, null=True, verbose_name='svarat')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('begard_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.organisation', verbose_name='till')),
                    ('svar_fort_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='svaret infört av')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'historical begäran om medverkan',
                    'verbose_name_plural': 'historical begäranden om medverkan',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalMotespunkt',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('oppnad', models.DateTimeField(default=django.utils.timezone.now, verbose_name='öppnad')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('jurist', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.deltagare', verbose_name='jurist i rummet')),
                    ('mote', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.mote')),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('oppnad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öppnad av')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                    ('teamarende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.teamarende', verbose_name='gäller')),
                ],
                options={
                    'verbose_name': 'historical mötespunkt',
                    'verbose_name_plural': 'historical mötespunkter',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalMotesrad',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('vad', encryption.fields.SealedTextField(agare='team_id', verbose_name='vad som sades')),
                    ('avvagning', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='avvägning')),
                    ('horde', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None, verbose_name='deltagare som hörde')),
                    ('sagt', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sagt')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lagrum', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.lagrum', verbose_name='lagrum')),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('sagt_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.deltagare', verbose_name='sagt av')),
                    ('skriven_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                    ('teamarende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.teamarende', verbose_name='gäller')),
                    ('mote', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.mote')),
                    ('punkt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.motespunkt')),
                ],
                options={
                    'verbose_name': 'historical mötesrad',
                    'verbose_name_plural': 'historical mötesrader',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalOrsakshypotes',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('omrade', encryption.fields.SealedChoiceField(verbose_name='område')),
                    ('hypotes', encryption.fields.SealedTextField(verbose_name='vad kan orsaken vara')),
                    ('talar_for', encryption.fields.SealedTextField(blank=True, verbose_name='vad talar för och emot')),
                    ('provat', encryption.fields.SealedTextField(blank=True, verbose_name='vad har prövats, och hur gick det')),
                    ('lage', models.CharField(choices=[('provas', 'Prövas'), ('behallen', 'Behålls'), ('lamnad', 'Lämnas')], default='provas', max_length=8, verbose_name='läge')),
                    ('slutsats', encryption.fields.SealedTextField(blank=True, verbose_name='varför den behålls eller lämnas')),
                    ('skriven', models.DateTimeField(default=django.utils.timezone.now, verbose_name='skriven')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('skriven_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('teamarende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.teamarende')),
                ],
                options={
                    'verbose_name': 'historical orsakshypotes',
                    'verbose_name_plural': 'historical orsakshypoteser',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Medverkansbegaran',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('vad', encryption.fields.SealedTextField(agare='team_id', verbose_name='vad det gäller')),
                    ('svar_senast', models.DateField(verbose_name='svar senast')),
                    ('begard', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begärd')),
                    ('svar', models.CharField(blank=True, choices=[('ja', 'Ja'), ('nej', 'Nej')], max_length=3, verbose_name='svar')),
                    ('svar_i_ord', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='med vem, eller varför inte')),
                    ('svarat', models.DateTimeField(blank=True, null=True, verbose_name='svarat')),
                    ('begard_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärd av')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation', verbose_name='till')),
                    ('svar_fort_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='svaret infört av')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'begäran om medverkan',
                    'verbose_name_plural': 'begäranden om medverkan',
                    'ordering': ['svar_senast', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('svarat', None)), fields=('team', 'organisation'), name='medverkansbegaran_en_obesvarad', violation_error_message='Organisationen har redan en begäran utan svar.'), models.CheckConstraint(condition=models.Q(models.Q(('svar', ''), ('svar_fort_av__isnull', True), ('svarat__isnull', True)), models.Q(('svar__in', ['ja', 'nej']), ('svar_fort_av__isnull', False), ('svarat__isnull', False)), _connector='OR'), name='medverkansbegaran_besvarad_av_nagon')],
                },
            ),
            migrations.CreateModel(
                name='Orsakshypotes',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('omrade', encryption.fields.SealedChoiceField(verbose_name='område')),
                    ('hypotes', encryption.fields.SealedTextField(verbose_name='vad kan orsaken vara')),
                    ('talar_for', encryption.fields.SealedTextField(blank=True, verbose_name='vad talar för och emot')),
                    ('provat', encryption.fields.SealedTextField(blank=True, verbose_name='vad har prövats, och hur gick det')),
                    ('lage', models.CharField(choices=[('provas', 'Prövas'), ('behallen', 'Behålls'), ('lamnad', 'Lämnas')], default='provas', max_length=8, verbose_name='läge')),
                    ('slutsats', encryption.fields.SealedTextField(blank=True, verbose_name='varför den behålls eller lämnas')),
                    ('skriven', models.DateTimeField(default=django.utils.timezone.now, verbose_name='skriven')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('skriven_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
                    ('teamarende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orsakshypoteser', to='samverkansteam.teamarende')),
                ],
                options={
                    'verbose_name': 'orsakshypotes',
                    'verbose_name_plural': 'orsakshypoteser',
                    'ordering': ['skriven', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Teamtypversion',
                fields=[
                    ('namn', models.CharField(max_length=80, verbose_name='namn')),
                    ('syfte', models.CharField(max_length=300, verbose_name='syfte')),
                    ('malgrupp', models.CharField(blank=True, max_length=300, verbose_name='för vem')),
                    ('parter', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommunal_skola', 'Kommunal skola'), ('fristaende_skola', 'Fristående skola'), ('polis', 'Polisen'), ('aklagare', 'Åklagare'), ('kriminalvard', 'Kriminalvården'), ('region', 'Region'), ('arbetsmarknad', 'Arbetsmarknadsnämnden'), ('annan_namnd', 'Annan nämnd i staden'), ('socialtjanst', 'Socialtjänst'), ('ideburen', 'Idéburen organisation'), ('fritid', 'Fritid')], max_length=20), size=None, verbose_name='parter som alltid är med')),
                    ('parter_vid_behov', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('kommunal_skola', 'Kommunal skola'), ('fristaende_skola', 'Fristående skola'), ('polis', 'Polisen'), ('aklagare', 'Åklagare'), ('kriminalvard', 'Kriminalvården'), ('region', 'Region'), ('arbetsmarknad', 'Arbetsmarknadsnämnden'), ('annan_namnd', 'Annan nämnd i staden'), ('socialtjanst', 'Socialtjänst'), ('ideburen', 'Idéburen organisation'), ('fritid', 'Fritid')], max_length=20), blank=True, default=list, size=None, verbose_name='parter vid behov')),
                    ('roller', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='roller')),
                    ('motesintervall_dagar', models.PositiveSmallIntegerField(verbose_name='dagar mellan möten')),
                    ('rattslig_form', models.CharField(max_length=300, verbose_name='rättslig form')),
                    ('samtyckesregel', models.CharField(max_length=300, verbose_name='regel för samtycke')),
                    ('kraver_jurist', models.BooleanField(default=False, help_text='Ett möte får bara hållas när en jurist är närvarande.', verbose_name='kräver jurist')),
                    ('markeringens_dagar', models.PositiveSmallIntegerField(blank=True, help_text='Hur länge en riskmarkering gäller; tomt där den inte används.', null=True, verbose_name='markeringens längd i dagar')),
                    ('foljer_franvaro', models.BooleanField(default=False, verbose_name='följer frånvaro')),
                    ('forsta_kontakt_timmar', models.PositiveSmallIntegerField(blank=True, help_text='Räknat från att händelsen blev känd; tomt där det inte finns något sådant mål.', null=True, verbose_name='timmar till första kontakten')),
                    ('planrubriker', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='mall för planen')),
                    ('dagordning', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='mall för dagordningen')),
                    ('flode', models.CharField(blank=True, choices=[('socialt_insatsteam', 'Socialt insatsteam'), ('social_insatsgrupp', 'Social insatsgrupp'), ('sspf', 'SSPF'), ('skolsocialt_team', 'Skolsocialt team'), ('trefas', 'Trefas'), ('avhopparverksamhet', 'Avhopparverksamhet')], max_length=30, verbose_name='arbetsgång')),
                    ('kalla', models.CharField(blank=True, max_length=300, verbose_name='källa')),
                    ('giltig_fran', models.DateField(verbose_name='kan bildas från och med')),
                    ('giltig_till', models.DateField(blank=True, null=True, verbose_name='kan bildas till och med')),
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kod', models.CharField(max_length=40, verbose_name='kod')),
                    ('nummer', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('status', models.CharField(choices=[('grund', 'Ur stadens grunddata'), ('forslag', 'Förslag'), ('godkand', 'Godkänd'), ('avbojd', 'Inte godkänd')], default='forslag', max_length=8, verbose_name='status')),
                    ('motiv', models.TextField(blank=True, max_length=2000, verbose_name='varför det ändras')),
                    ('foreslagen', models.DateTimeField(default=django.utils.timezone.now, verbose_name='föreslagen')),
                    ('provad', models.DateTimeField(blank=True, null=True, verbose_name='prövad')),
                    ('kommentar', models.TextField(blank=True, max_length=2000, verbose_name='kommentar')),
                    ('foreslagen_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av')),
                    ('provad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prövad av')),
                ],
                options={
                    'verbose_name': 'version av teamtyp',
                    'verbose_name_plural': 'versioner av teamtyper',
                    'ordering': ['kod', '-nummer', '-foreslagen'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'forslag')), fields=('kod',), name='teamtypversion_ett_forslag', violation_error_message='Det finns redan ett förslag som väntar på prövning.'), models.CheckConstraint(condition=models.Q(('provad_av__isnull', True), models.Q(('provad_av', models.F('foreslagen_av')), _negated=True), _connector='OR'), name='teamtypversion_provas_av_en_annan', violation_error_message='Någon annan än den som föreslog prövar ändringen.'), models.CheckConstraint(condition=models.Q(models.Q(('provad__isnull', True), ('provad_av__isnull', True), ('status', 'grund')), models.Q(('foreslagen_av__isnull', False), ('provad__isnull', True), ('provad_av__isnull', True), ('status', 'forslag')), models.Q(('foreslagen_av__isnull', False), ('provad__isnull', False), ('provad_av__isnull', False), ('status__in', ['godkand', 'avbojd'])), _connector='OR'), name='teamtypversion_provad_har_tid')],
                },
            ),
        ),
        migrations.RunSQL(EGEN, UTAN_EGEN),
        migrations.RunSQL(LAST, UTAN_LAS),
    ]
