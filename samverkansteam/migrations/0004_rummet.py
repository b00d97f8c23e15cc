"""The room of the parties: receipts, what was said aloud, and what a party brings itself."""

import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models
from encryption.migrering import InOneStep

STAR = """
CREATE FUNCTION samverkansteam_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' THEN
    RAISE EXCEPTION 'What was released stands as it was released.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER star BEFORE UPDATE OR DELETE ON samverkansteam_delgivning
  FOR EACH ROW EXECUTE FUNCTION samverkansteam_star();
CREATE TRIGGER star BEFORE UPDATE OR DELETE ON samverkansteam_delgivningskopia
  FOR EACH ROW EXECUTE FUNCTION samverkansteam_star();

CREATE FUNCTION samverkansteam_bidrag_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' THEN
    RAISE EXCEPTION 'A contribution keeps its words; it stays once it has been taken in.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER orden_star BEFORE UPDATE ON samverkansteam_bidrag
  FOR EACH ROW WHEN (
    (OLD.part_id, OLD.nummer, OLD.rubrik, OLD.text, OLD.sekretess, OLD.skrivet, OLD.skrivet_av_id)
    IS DISTINCT FROM
    (NEW.part_id, NEW.nummer, NEW.rubrik, NEW.text, NEW.sekretess, NEW.skrivet, NEW.skrivet_av_id)
  ) EXECUTE FUNCTION samverkansteam_bidrag_star();
CREATE TRIGGER taget_star BEFORE UPDATE OR DELETE ON samverkansteam_bidrag
  FOR EACH ROW WHEN (OLD.tagen IS NOT NULL) EXECUTE FUNCTION samverkansteam_bidrag_star();
CREATE TRIGGER star BEFORE UPDATE ON samverkansteam_bidragsfil
  FOR EACH ROW EXECUTE FUNCTION samverkansteam_bidrag_star();
"""

BORT = """
DROP TRIGGER star ON samverkansteam_delgivning;
DROP TRIGGER star ON samverkansteam_delgivningskopia;
DROP FUNCTION samverkansteam_star();
DROP TRIGGER orden_star ON samverkansteam_bidrag;
DROP TRIGGER taget_star ON samverkansteam_bidrag;
DROP TRIGGER star ON samverkansteam_bidragsfil;
DROP FUNCTION samverkansteam_bidrag_star();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('arenden', '0006_journal'),
        ('samverkansteam', '0003_lagen'),
    ]

    operations = [
        InOneStep(
            migrations.AddField(
                model_name='atagande',
                name='svar',
                field=encryption.fields.SealedTextField(agare='team_id', blank=True, null=True, verbose_name='hur det gick'),
            ),
            migrations.AddField(
                model_name='atagande',
                name='svarat',
                field=models.DateTimeField(blank=True, null=True, verbose_name='när det berättades'),
            ),
            migrations.AddField(
                model_name='delgivning',
                name='form',
                field=models.CharField(choices=[('kopia', 'Kopia att läsa'), ('mote', 'Muntligt på möte'), ('samtal', 'Muntligt i telefon eller samtal')], default='kopia', max_length=6, verbose_name='hur'),
            ),
            migrations.AddField(
                model_name='delgivning',
                name='lases_till',
                field=models.DateField(blank=True, null=True, verbose_name='kan läsas till och med'),
            ),
            migrations.AddField(
                model_name='delgivning',
                name='mote',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delgivningar', to='samverkansteam.mote', verbose_name='möte'),
            ),
            migrations.AddField(
                model_name='delgivning',
                name='sagt',
                field=models.DateTimeField(blank=True, null=True, verbose_name='när det sades'),
            ),
            migrations.AddField(
                model_name='delgivning',
                name='urval',
                field=encryption.fields.SealedJSONField(blank=True, null=True, verbose_name='vad som valdes och maskades'),
            ),
            migrations.AddField(
                model_name='delgivningskopia',
                name='lases_till',
                field=models.DateField(blank=True, null=True, verbose_name='kan läsas till och med'),
            ),
            migrations.AddField(
                model_name='historicalatagande',
                name='svar',
                field=encryption.fields.SealedTextField(agare='team_id', blank=True, null=True, verbose_name='hur det gick'),
            ),
            migrations.AddField(
                model_name='historicalatagande',
                name='svarat',
                field=models.DateTimeField(blank=True, null=True, verbose_name='när det berättades'),
            ),
            migrations.AddField(
                model_name='historicaldelgivning',
                name='form',
                field=models.CharField(choices=[('kopia', 'Kopia att läsa'), ('mote', 'Muntligt på möte'), ('samtal', 'Muntligt i telefon eller samtal')], default='kopia', max_length=6, verbose_name='hur'),
            ),
            migrations.AddField(
                model_name='historicaldelgivning',
                name='lases_till',
                field=models.DateField(blank=True, null=True, verbose_name='kan läsas till och med'),
            ),
            migrations.AddField(
                model_name='historicaldelgivning',
                name='mote',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.mote', verbose_name='möte'),
            ),
            migrations.AddField(
                model_name='historicaldelgivning',
                name='sagt',
                field=models.DateTimeField(blank=True, null=True, verbose_name='när det sades'),
            ),
            migrations.AddField(
                model_name='historicaldelgivning',
                name='urval',
                field=encryption.fields.SealedJSONField(blank=True, null=True, verbose_name='vad som valdes och maskades'),
            ),
            migrations.AddField(
                model_name='historicaldelgivningskopia',
                name='lases_till',
                field=models.DateField(blank=True, null=True, verbose_name='kan läsas till och med'),
            ),
            migrations.AddConstraint(
                model_name='delgivning',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', 'kopia'), ('sagt__isnull', True)), models.Q(models.Q(('form', 'kopia'), _negated=True), ('lases_till__isnull', True), ('sagt__isnull', False)), _connector='OR'), name='delgivning_muntlig_har_tid_och_ingen_kopia'),
            ),
            migrations.AddConstraint(
                model_name='delgivning',
                constraint=models.CheckConstraint(condition=models.Q(('mote__isnull', True), ('form', 'mote'), _connector='OR'), name='delgivning_bara_pa_mote_har_mote'),
            ),
            migrations.CreateModel(
                name='Bidrag',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('nummer', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='gäller person')),
                    ('rubrik', encryption.fields.SealedTextField(agare='team_id', verbose_name='rubrik')),
                    ('text', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='text')),
                    ('sekretess', encryption.fields.SealedTextField(agare='team_id', verbose_name='er sekretess')),
                    ('skrivet', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skrivet')),
                    ('delat', models.DateTimeField(blank=True, null=True, verbose_name='delat med socialtjänsten')),
                    ('tagen', models.DateTimeField(blank=True, null=True, verbose_name='taget in i en akt')),
                    ('delat_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='delat av')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bidrag', to='samverkansteam.part', verbose_name='part')),
                    ('skrivet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skrivet av')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'bidrag',
                    'verbose_name_plural': 'bidrag',
                    'ordering': ['-skrivet', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delat__isnull', True), ('delat_av__isnull', True)), models.Q(('delat__isnull', False), ('delat_av__isnull', False)), _connector='OR'), name='bidrag_delat_av_nagon'), models.CheckConstraint(condition=models.Q(('tagen__isnull', True), ('tagen__gte', models.F('delat')), _connector='OR'), name='bidrag_taget_nar_det_ar_delat')],
                },
            ),
            migrations.CreateModel(
                name='Bidragsfil',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('filnamn', encryption.fields.SealedTextField(agare='team_id', verbose_name='filens namn')),
                    ('filtyp', encryption.fields.SealedChoiceField(agare='team_id', verbose_name='filtyp')),
                    ('storlek', encryption.fields.SealedJSONField(agare='team_id', verbose_name='storlek i byte')),
                    ('fingeravtryck', encryption.fields.SealedTextField(agare='team_id', verbose_name='fingeravtryck')),
                    ('nyckel', encryption.fields.SealedTextField(agare='team_id', verbose_name='filens nyckel')),
                    ('lagrat_namn', models.CharField(editable=False, max_length=32, unique=True, verbose_name='lagrat namn')),
                    ('virusprovad', models.DateTimeField(blank=True, null=True, verbose_name='virusprövad')),
                    ('tillagd', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='tillagd')),
                    ('bidrag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filer', to='samverkansteam.bidrag', verbose_name='bidrag')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                    ('tillagd_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tillagd av')),
                ],
                options={
                    'verbose_name': 'bidragsfil',
                    'verbose_name_plural': 'bidragsfiler',
                    'ordering': ['tillagd', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Bidragsintag',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('grund', models.CharField(choices=[('handlaggning', 'Har betydelse för handläggningen (SoL 14:3)'), ('oro', 'Är oro för ett barn och ska bedömas (SoL 19:1)')], max_length=12, verbose_name='grund')),
                    ('skal', encryption.fields.SealedTextField(verbose_name='varför')),
                    ('beslutat', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='beslutat')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='arenden.personakt')),
                    ('anteckning', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='arenden.journalanteckning', verbose_name='anteckning')),
                    ('beslutat_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutat av')),
                    ('bidrag', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='intag', to='samverkansteam.bidrag', verbose_name='bidrag')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('teamarende', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intag', to='samverkansteam.teamarende', verbose_name='teamärende')),
                ],
                options={
                    'verbose_name': 'intag av bidrag',
                    'verbose_name_plural': 'intag av bidrag',
                    'ordering': ['-beslutat', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Kvittens',
                fields=[
                    ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('nummer', models.PositiveSmallIntegerField(verbose_name='gäller person')),
                    ('lamnad', models.DateTimeField(verbose_name='lämnad')),
                    ('lases_till', models.DateField(blank=True, null=True, verbose_name='kan läsas till och med')),
                    ('oppnad', models.DateTimeField(blank=True, null=True, verbose_name='först öppnad')),
                    ('kvitterad', models.DateTimeField(blank=True, null=True, verbose_name='mottagen')),
                    ('akt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='arenden.personakt', verbose_name='akt')),
                    ('kopia', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='kvittens', to='samverkansteam.delgivningskopia', verbose_name='kopia')),
                    ('kvitterad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kvitterad av')),
                    ('lagrum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samverkansteam.lagrum', verbose_name='lagrum')),
                    ('mottagare', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kvittenser', to='samverkansteam.part', verbose_name='mottagare')),
                    ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd')),
                    ('oppnad_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öppnad av')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'kvittens',
                    'verbose_name_plural': 'kvittenser',
                    'ordering': ['-lamnad', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('oppnad__isnull', True), ('oppnad_av__isnull', True)), models.Q(('oppnad__isnull', False), ('oppnad_av__isnull', False)), _connector='OR'), name='kvittens_av_nagon'), models.CheckConstraint(condition=models.Q(models.Q(('kvitterad__isnull', True), ('kvitterad_av__isnull', True)), models.Q(('kvitterad__gte', models.F('oppnad')), ('kvitterad_av__isnull', False)), _connector='OR'), name='kvittens_efter_oppnad')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalBidrag',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('nummer', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='gäller person')),
                    ('rubrik', encryption.fields.SealedTextField(agare='team_id', verbose_name='rubrik')),
                    ('text', encryption.fields.SealedTextField(agare='team_id', blank=True, verbose_name='text')),
                    ('sekretess', encryption.fields.SealedTextField(agare='team_id', verbose_name='er sekretess')),
                    ('skrivet', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skrivet')),
                    ('delat', models.DateTimeField(blank=True, null=True, verbose_name='delat med socialtjänsten')),
                    ('tagen', models.DateTimeField(blank=True, null=True, verbose_name='taget in i en akt')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('delat_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='delat av')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('part', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.part', verbose_name='part')),
                    ('skrivet_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skrivet av')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'historical bidrag',
                    'verbose_name_plural': 'historical bidrag',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalBidragsfil',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('filnamn', encryption.fields.SealedTextField(agare='team_id', verbose_name='filens namn')),
                    ('filtyp', encryption.fields.SealedChoiceField(agare='team_id', verbose_name='filtyp')),
                    ('storlek', encryption.fields.SealedJSONField(agare='team_id', verbose_name='storlek i byte')),
                    ('fingeravtryck', encryption.fields.SealedTextField(agare='team_id', verbose_name='fingeravtryck')),
                    ('nyckel', encryption.fields.SealedTextField(agare='team_id', verbose_name='filens nyckel')),
                    ('lagrat_namn', models.CharField(db_index=True, editable=False, max_length=32, verbose_name='lagrat namn')),
                    ('virusprovad', models.DateTimeField(blank=True, null=True, verbose_name='virusprövad')),
                    ('tillagd', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='tillagd')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('bidrag', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.bidrag', verbose_name='bidrag')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                    ('tillagd_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tillagd av')),
                ],
                options={
                    'verbose_name': 'historical bidragsfil',
                    'verbose_name_plural': 'historical bidragsfiler',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalBidragsintag',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('grund', models.CharField(choices=[('handlaggning', 'Har betydelse för handläggningen (SoL 14:3)'), ('oro', 'Är oro för ett barn och ska bedömas (SoL 19:1)')], max_length=12, verbose_name='grund')),
                    ('skal', encryption.fields.SealedTextField(verbose_name='varför')),
                    ('beslutat', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='beslutat')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt')),
                    ('anteckning', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.journalanteckning', verbose_name='anteckning')),
                    ('beslutat_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutat av')),
                    ('bidrag', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.bidrag', verbose_name='bidrag')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('teamarende', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.teamarende', verbose_name='teamärende')),
                ],
                options={
                    'verbose_name': 'historical intag av bidrag',
                    'verbose_name_plural': 'historical intag av bidrag',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalKvittens',
                fields=[
                    ('id', models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('nummer', models.PositiveSmallIntegerField(verbose_name='gäller person')),
                    ('lamnad', models.DateTimeField(verbose_name='lämnad')),
                    ('lases_till', models.DateField(blank=True, null=True, verbose_name='kan läsas till och med')),
                    ('oppnad', models.DateTimeField(blank=True, null=True, verbose_name='först öppnad')),
                    ('kvitterad', models.DateTimeField(blank=True, null=True, verbose_name='mottagen')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('akt', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='arenden.personakt', verbose_name='akt')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kopia', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.delgivningskopia', verbose_name='kopia')),
                    ('kvitterad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kvitterad av')),
                    ('lagrum', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.lagrum', verbose_name='lagrum')),
                    ('mottagare', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.part', verbose_name='mottagare')),
                    ('namnd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.namnd')),
                    ('oppnad_av', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öppnad av')),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='samverkansteam.team')),
                ],
                options={
                    'verbose_name': 'historical kvittens',
                    'verbose_name_plural': 'historical kvittenser',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ),
        migrations.RunSQL(STAR, BORT),
    ]
