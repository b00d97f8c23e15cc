"""Vignettes and how alike they are assessed: what is published or handed in is frozen."""

import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models

import encryption.fields

PROTECT = django.db.models.deletion.PROTECT

FREEZE = """
CREATE FUNCTION riskbedomning_vinjett_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.publicerad IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE'
    OR (NEW.id, NEW.rubrik, NEW.text, NEW.alder, NEW.skriven_av_id, NEW.granskad_av_id,
        NEW.publicerad)
       IS DISTINCT FROM
       (OLD.id, OLD.rubrik, OLD.text, OLD.alder, OLD.skriven_av_id, OLD.granskad_av_id,
        OLD.publicerad)
    OR NEW.status NOT IN ('publicerad', 'tillbakadragen')
    OR OLD.status = 'tillbakadragen' AND NEW.status <> 'tillbakadragen'
    THEN
        RAISE EXCEPTION 'A published vignette is frozen.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER fryst BEFORE UPDATE OR DELETE ON riskbedomning_vinjett
    FOR EACH ROW EXECUTE FUNCTION riskbedomning_vinjett_fryst();

CREATE FUNCTION riskbedomning_vinjettsvar_fryst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.inlamnat IS NOT NULL
    OR (NEW.omgang_id, NEW.anvandare_id, NEW.enhet_id, NEW.namnd_id)
       IS DISTINCT FROM
       (OLD.omgang_id, OLD.anvandare_id, OLD.enhet_id, OLD.namnd_id)
    THEN
        RAISE EXCEPTION 'What was handed in is locked, and stays with whoever gave it.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER fryst BEFORE UPDATE ON riskbedomning_vinjettsvar
    FOR EACH ROW EXECUTE FUNCTION riskbedomning_vinjettsvar_fryst();

CREATE FUNCTION riskbedomning_utfall_raknat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR current_user = 'insatser_app' THEN
        RAISE EXCEPTION 'What a round came to is counted once, by the worker.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER raknat BEFORE INSERT OR UPDATE OR DELETE ON riskbedomning_kalibreringsutfall
    FOR EACH STATEMENT EXECUTE FUNCTION riskbedomning_utfall_raknat();
CREATE TRIGGER raknat BEFORE INSERT OR UPDATE OR DELETE ON riskbedomning_kalibreringsfordelning
    FOR EACH STATEMENT EXECUTE FUNCTION riskbedomning_utfall_raknat()
"""

THAW = """
DROP TRIGGER raknat ON riskbedomning_kalibreringsfordelning;
DROP TRIGGER raknat ON riskbedomning_kalibreringsutfall;
DROP FUNCTION riskbedomning_utfall_raknat();
DROP TRIGGER fryst ON riskbedomning_vinjettsvar;
DROP FUNCTION riskbedomning_vinjettsvar_fryst();
DROP TRIGGER fryst ON riskbedomning_vinjett;
DROP FUNCTION riskbedomning_vinjett_fryst()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_metodledare"),
        ("riskbedomning", "0004_bedomning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Vinjett',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('rubrik', models.CharField(max_length=120, verbose_name='rubrik')),
                ('text', models.TextField(max_length=20000, verbose_name='text')),
                ('alder', models.PositiveSmallIntegerField(verbose_name='barnets ålder i texten')),
                ('status', models.CharField(choices=[('utkast', 'Utkast'), ('granskad', 'Granskad'), ('publicerad', 'Publicerad'), ('tillbakadragen', 'Tillbakadragen')], default='utkast', max_length=14, verbose_name='läge')),
                ('skapad', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='skriven')),
                ('publicerad', models.DateTimeField(blank=True, null=True, verbose_name='publicerad')),
                ('granskad_av', models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granskad av')),
                ('skriven_av', models.ForeignKey(on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skriven av')),
            ],
            options={
                'verbose_name': 'vinjett',
                'verbose_name_plural': 'vinjetter',
                'ordering': ['-skapad', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('granskad_av__isnull', True), models.Q(('granskad_av', models.F('skriven_av')), _negated=True), _connector='OR'), name='vinjett_fyra_ogon', violation_error_message='Den som har skrivit vinjetten granskar den inte själv.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('granskad_av', None), ('status', 'utkast')), ('status', 'tillbakadragen'), models.Q(('granskad_av__isnull', False), ('status__in', ['granskad', 'publicerad'])), _connector='OR'), name='vinjett_granskad_av_nagon'),
                    models.CheckConstraint(condition=models.Q(models.Q(('publicerad', None), ('status__in', ['utkast', 'granskad'])), ('status', 'tillbakadragen'), models.Q(('publicerad__isnull', False), ('status', 'publicerad')), _connector='OR'), name='vinjett_publicerad_har_tid'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Kalibreringsomgang',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('fran', models.DateField(verbose_name='första dagen')),
                ('till', models.DateField(verbose_name='sista dagen')),
                ('raknad', models.DateField(blank=True, null=True, verbose_name='räknad')),
                ('instrumentversion', models.ForeignKey(on_delete=PROTECT, related_name='+', to='riskbedomning.instrumentversion', verbose_name='bedömningsstöd')),
                ('oppnad_av', models.ForeignKey(on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öppnad av')),
                ('vinjett', models.ForeignKey(on_delete=PROTECT, related_name='omgangar', to='riskbedomning.vinjett', verbose_name='vinjett')),
            ],
            options={
                'verbose_name': 'kalibreringsomgång',
                'verbose_name_plural': 'kalibreringsomgångar',
                'ordering': ['-till', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('till__gte', models.F('fran'))), name='kalibreringsomgang_till_efter_fran', violation_error_message='Sista dagen kan inte ligga före den första.')],
            },
        ),
        migrations.CreateModel(
            name='Kalibreringsinbjudan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enhet', models.ForeignKey(on_delete=PROTECT, related_name='+', to='access.enhet', verbose_name='enhet')),
                ('omgang', models.ForeignKey(on_delete=PROTECT, related_name='inbjudningar', to='riskbedomning.kalibreringsomgang', verbose_name='omgång')),
            ],
            options={
                'verbose_name': 'inbjudan till kalibrering',
                'verbose_name_plural': 'inbjudningar till kalibrering',
                'ordering': ['enhet__namnd__namn', 'enhet__namn'],
                'constraints': [models.UniqueConstraint(fields=('omgang', 'enhet'), name='en_inbjudan_per_enhet')],
            },
        ),
        migrations.CreateModel(
            name='Vinjettsvar',
            fields=[
                ('id', models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ('svar', encryption.fields.SealedJSONField(agare='namnd_id', verbose_name='svar')),
                ('inlamnat', models.DateField(blank=True, null=True, verbose_name='inlämnat')),
                ('anvandare', models.ForeignKey(on_delete=PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                ('enhet', models.ForeignKey(on_delete=PROTECT, related_name='+', to='access.enhet', verbose_name='enhet')),
                ('namnd', models.ForeignKey(on_delete=PROTECT, related_name='+', to='access.namnd', verbose_name='nämnd')),
                ('omgang', models.ForeignKey(on_delete=PROTECT, related_name='+', to='riskbedomning.kalibreringsomgang', verbose_name='omgång')),
            ],
            options={
                'verbose_name': 'vinjettsvar',
                'verbose_name_plural': 'vinjettsvar',
                'constraints': [models.UniqueConstraint(fields=('omgang', 'anvandare'), name='ett_vinjettsvar_var')],
            },
        ),
        migrations.CreateModel(
            name='Kalibreringsutfall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('antal', models.PositiveSmallIntegerField(verbose_name='antal som har svarat')),
                ('grad_alfa', models.FloatField(blank=True, null=True, verbose_name='alfa, grad')),
                ('grad_fran', models.FloatField(blank=True, null=True, verbose_name='alfa, grad, lägst')),
                ('grad_till', models.FloatField(blank=True, null=True, verbose_name='alfa, grad, högst')),
                ('slag_alfa', models.FloatField(blank=True, null=True, verbose_name='alfa, slag')),
                ('slag_fran', models.FloatField(blank=True, null=True, verbose_name='alfa, slag, lägst')),
                ('slag_till', models.FloatField(blank=True, null=True, verbose_name='alfa, slag, högst')),
                ('enhet', models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name='+', to='access.enhet', verbose_name='enhet')),
                ('omgang', models.ForeignKey(on_delete=PROTECT, related_name='utfall', to='riskbedomning.kalibreringsomgang', verbose_name='omgång')),
            ],
            options={
                'verbose_name': 'kalibreringsutfall',
                'verbose_name_plural': 'kalibreringsutfall',
                'ordering': ['enhet__namnd__namn', 'enhet__namn'],
                'constraints': [models.UniqueConstraint(fields=('omgang', 'enhet'), name='ett_utfall_per_grupp', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('antal__gte', 5)), name='kalibreringsutfall_minst_fem')],
            },
        ),
        migrations.CreateModel(
            name='Kalibreringsfordelning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('svar', models.CharField(max_length=30, verbose_name='svar')),
                ('antal', models.PositiveSmallIntegerField(verbose_name='antal')),
                ('faktor', models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name='+', to='riskbedomning.faktor', verbose_name='faktor')),
                ('utfall', models.ForeignKey(on_delete=PROTECT, related_name='fordelning', to='riskbedomning.kalibreringsutfall', verbose_name='utfall')),
            ],
            options={
                'verbose_name': 'fördelning av vinjettsvar',
                'verbose_name_plural': 'fördelningar av vinjettsvar',
                'constraints': [models.UniqueConstraint(fields=('utfall', 'faktor', 'svar'), name='en_rad_per_svar', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
