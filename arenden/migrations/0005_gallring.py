import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models

FROZEN = """
CREATE FUNCTION arenden_gallringsprotokoll_bestar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was destroyed stays on record: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER frozen_row BEFORE UPDATE OR DELETE ON arenden_gallringsprotokoll
    FOR EACH ROW EXECUTE FUNCTION arenden_gallringsprotokoll_bestar();
CREATE TRIGGER frozen_table BEFORE TRUNCATE ON arenden_gallringsprotokoll
    FOR EACH STATEMENT EXECUTE FUNCTION arenden_gallringsprotokoll_bestar();
ALTER TABLE arenden_gallringsprotokoll ENABLE ALWAYS TRIGGER frozen_row;
ALTER TABLE arenden_gallringsprotokoll ENABLE ALWAYS TRIGGER frozen_table;
"""
THAW = """
DROP TRIGGER frozen_row ON arenden_gallringsprotokoll;
DROP TRIGGER frozen_table ON arenden_gallringsprotokoll;
DROP FUNCTION arenden_gallringsprotokoll_bestar();
"""


class Migration(migrations.Migration):
    dependencies = [("arenden", "0004_sokning")]

    operations = [
        migrations.CreateModel(
            name='Gallringsforslag',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('akt_id', models.UUIDField(editable=False, verbose_name='personakt')),
                ('omfattning', models.CharField(choices=[('akt', 'Hela akten'), ('arenden', 'Enskilda ärenden i akten')], max_length=7, verbose_name='omfattning')),
                ('arendenummer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, size=None, verbose_name='ärenden')),
                ('provning', models.JSONField(verbose_name='prövning')),
                ('antal', models.JSONField(blank=True, verbose_name='antal handlingar')),
                ('forfaller', models.DateField(verbose_name='får gallras från och med')),
                ('senast', models.DateField(verbose_name='ska vara klar senast')),
                ('status', models.CharField(choices=[('foreslagen', 'Väntar på ett första godkännande'), ('godkand', 'Väntar på beslut av en andra person'), ('beslutad', 'Beslutad, verkställs'), ('verkstalld', 'Gallrad'), ('avstadd', 'Gallras inte nu'), ('inaktuell', 'Inte längre aktuell')], default='foreslagen', max_length=10, verbose_name='läge')),
                ('foreslagen', models.DateTimeField(default=django.utils.timezone.now, verbose_name='föreslagen')),
                ('forsta', models.DateTimeField(blank=True, null=True, verbose_name='godkänd')),
                ('andra', models.DateTimeField(blank=True, null=True, verbose_name='beslutad')),
                ('avstadd', models.DateTimeField(blank=True, null=True, verbose_name='avstådd')),
                ('motiv', models.CharField(blank=True, choices=[('fel_underlag', 'Uppgift i underlaget stämmer inte'), ('utlamnande', 'Någon har begärt att få ut handlingar'), ('tillsyn', 'Tillsyn, domstol eller skadestånd pågår'), ('arkiv', 'Ska först lämnas till arkivet'), ('bevaras', 'Ska bevaras av annat skäl')], max_length=12, verbose_name='skäl')),
                ('hinder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None, verbose_name='hinder')),
                ('andra_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ('avstadd_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avstådd av')),
                ('forsta_av', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='godkänd av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ('foreslagen', 'godkand', 'beslutad'))), fields=('akt_id',), name='ett_oppet_gallringsforslag_per_akt'), models.CheckConstraint(condition=models.Q(('andra_av', None), models.Q(('andra_av', models.F('forsta_av')), _negated=True), _connector='OR'), name='gallring_fyra_ogon', violation_error_message='Den som har godkänt förslaget kan inte också besluta.'), models.CheckConstraint(condition=models.Q(('status__in', ('foreslagen', 'avstadd', 'inaktuell')), models.Q(('forsta__isnull', False), ('forsta_av__isnull', False), ('status', 'godkand')), models.Q(('andra__isnull', False), ('andra_av__isnull', False), ('forsta__isnull', False), ('forsta_av__isnull', False), ('status__in', ('beslutad', 'verkstalld'))), _connector='OR'), name='gallring_beslutad_helt')],
                'verbose_name': 'gallringsförslag',
                'verbose_name_plural': 'gallringsförslag',
                'ordering': ['senast', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Gallringsprotokoll',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('akt_id', models.UUIDField(editable=False, verbose_name='personakt')),
                ('omfattning', models.CharField(choices=[('akt', 'Hela akten'), ('arenden', 'Enskilda ärenden i akten')], max_length=7, verbose_name='omfattning')),
                ('arendenummer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, size=None, verbose_name='ärenden')),
                ('provning', models.JSONField(verbose_name='prövning')),
                ('antal', models.JSONField(blank=True, verbose_name='antal handlingar')),
                ('tabeller', models.JSONField(verbose_name='rader i varje tabell')),
                ('filer', models.PositiveIntegerField(default=0, verbose_name='filer')),
                ('nycklar', models.JSONField(blank=True, verbose_name='förstörda nycklar')),
                ('forsta', models.DateTimeField(verbose_name='godkänd')),
                ('andra', models.DateTimeField(verbose_name='beslutad')),
                ('verkstalld', models.DateTimeField(verbose_name='verkställd')),
                ('fingeravtryck', models.CharField(max_length=64, verbose_name='fingeravtryck')),
                ('intyg', models.TextField(verbose_name='gallringsintyg')),
                ('andra_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='beslutad av')),
                ('forslag', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='protokoll', to='arenden.gallringsforslag', verbose_name='förslag')),
                ('forsta_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='godkänd av')),
                ('namnd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
            ],
            options={
                'verbose_name': 'gallringsprotokoll',
                'verbose_name_plural': 'gallringsprotokoll',
                'ordering': ['-verkstalld', '-id'],
            },
        ),
        migrations.RunSQL(FROZEN, THAW),
    ]
