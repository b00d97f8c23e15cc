import django.db.models.deletion
import django.utils.timezone
import encryption.fields
import simple_history.models
import uuid6
from django.conf import settings
from django.db import migrations, models

STEG = [
    ("skyddsbedomning", "Skyddsbedömning"),
    ("forhandsbedomning", "Förhandsbedömning"),
    ("underrattelse", "Underrättelse"),
    ("utredning", "Utredning"),
    ("beslutsforslag", "Förslag till beslut"),
    ("kommunicering", "Kommunicering"),
    ("beslut", "Beslut"),
    ("overlamning", "Överlämning"),
    ("foljs_upp", "Uppföljning utan insats"),
    ("plan", "Plan"),
    ("team", "Samla team"),
    ("insats", "Starta insats"),
    ("uppfoljning", "Uppföljning"),
    ("avslut", "Avslut"),
    ("avslutat", "Avslutat"),
]
SLAG = [
    ("insats", "Bifall: insats"),
    ("utan_insats", "Utredningen avslutas utan insats"),
    ("foljs_upp", "Utredningen avslutas utan insats, och barnet följs upp"),
    ("avslag", "Avslag på ansökan"),
    ("placering", "Placering enligt socialtjänstlagen"),
    ("vard_lvu", "Ansökan om vård enligt LVU"),
]
UTFALL = [
    ("beslutat", "Beslutat enligt förslaget"),
    ("aterremiss", "Återlämnat för komplettering"),
    ("atertaget", "Återtaget"),
]
SATT = [
    ("muntligt", "Muntligt"),
    ("brev", "Brev"),
    ("mote", "På möte"),
    ("elektroniskt", "Säker elektronisk post"),
]


def steg() -> models.CharField:
    return models.CharField(choices=STEG, max_length=18)


def slag() -> models.CharField:
    return models.CharField(choices=SLAG, max_length=12, verbose_name="beslut")


def utfall() -> models.CharField:
    return models.CharField(blank=True, choices=UTFALL, max_length=10)


def av_nagon() -> dict[str, object]:
    """A person, as a row names them and as its history does."""
    return {
        "beslut": models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="lämnat av"),
        "historicalbeslut": models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="lämnat av"),
    }


def beslutskolumner(modell: str) -> list[migrations.operations.base.Operation]:
    nya = {
        "ska_kommuniceras": models.BooleanField(default=False, help_text="FL 25 §.", verbose_name="visas för den enskilde före beslutet"),
        "utskottsdag": models.DateField(blank=True, null=True, verbose_name="utskottets sammanträde"),
        "protokoll": models.CharField(blank=True, default="", max_length=20, verbose_name="paragraf i protokollet"),
        "delgivet": models.DateField(blank=True, null=True, verbose_name="den enskilde fick beslutet"),
        "delgivet_satt": models.CharField(blank=True, choices=SATT, default="", max_length=12, verbose_name="hur"),
        "delgivet_av": av_nagon()[modell],
    }
    i_forbigaende = {"protokoll", "delgivet_satt"}
    return [
        migrations.AddField(modell, namn, falt, preserve_default=namn not in i_forbigaende)
        for namn, falt in nya.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("arenden", "0008_klockor")]

    operations = [
        migrations.RemoveConstraint(model_name="arende", name="arende_avslutat_steg"),
        migrations.AlterField(model_name="arende", name="steg", field=steg()),
        migrations.AlterField(model_name="historicalarende", name="steg", field=steg()),
        migrations.AddConstraint(
            model_name="arende",
            constraint=models.CheckConstraint(
                name="arende_avslutat_steg",
                condition=models.Q(
                    avslutat__isnull=True, steg__in=[kod for kod, _ in STEG if kod != "avslutat"]
                )
                | models.Q(avslutat__isnull=False, steg="avslutat"),
            ),
        ),
        migrations.AlterField(model_name="beslut", name="slag", field=slag()),
        migrations.AlterField(model_name="historicalbeslut", name="slag", field=slag()),
        migrations.AlterField("beslut", "utfall", utfall()),
        migrations.AlterField("historicalbeslut", "utfall", utfall()),
        *beslutskolumner("beslut"),
        *beslutskolumner("historicalbeslut"),
        migrations.AddConstraint(
            "beslut",
            models.CheckConstraint(
                name="vard_lvu_av_utskottet",
                condition=~models.Q(slag="vard_lvu", utfall="beslutat")
                | (models.Q(utskottsdag__isnull=False) & ~models.Q(protokoll="")),
                violation_error_message="Ange utskottets sammanträde och paragraf.",
            ),
        ),
        migrations.AddConstraint(
            "beslut",
            models.CheckConstraint(
                name="beslut_delgivet_av_nagon",
                condition=models.Q(delgivet__isnull=True, delgivet_av=None, delgivet_satt="")
                | (
                    models.Q(delgivet__isnull=False, delgivet_av__isnull=False)
                    & ~models.Q(delgivet_satt="")
                ),
            ),
        ),
        migrations.CreateModel(
            name="HistoricalUnderrattelse",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("underrattad", models.BooleanField(verbose_name="de som berörs är underrättade")),
                ("vilka", encryption.fields.SealedTextField(blank=True, verbose_name="vilka som har underrättats")),
                ("satt", models.CharField(blank=True, choices=SATT, max_length=12, verbose_name="hur")),
                ("skal", encryption.fields.SealedTextField(blank=True, verbose_name="särskilda skäl")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("utredning", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.utredning", verbose_name="utredning")),
                ("gjord_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "historical underrättelse",
                "verbose_name_plural": "historical underrättelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Underrattelse",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("utredning", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="underrattelse", to="arenden.utredning", verbose_name="utredning")),
                ("underrattad", models.BooleanField(verbose_name="de som berörs är underrättade")),
                ("vilka", encryption.fields.SealedTextField(blank=True, verbose_name="vilka som har underrättats")),
                ("satt", models.CharField(blank=True, choices=SATT, max_length=12, verbose_name="hur")),
                ("skal", encryption.fields.SealedTextField(blank=True, verbose_name="särskilda skäl")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("gjord_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
            ],
            options={
                "verbose_name": "underrättelse",
                "verbose_name_plural": "underrättelser",
            },
        ),
        migrations.CreateModel(
            name="HistoricalKommunicering",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("skickas", models.BooleanField(verbose_name="underlaget visas före beslutet")),
                ("vilka", encryption.fields.SealedTextField(blank=True, verbose_name="vem som får ta del")),
                ("material", encryption.fields.SealedTextField(blank=True, verbose_name="vad de får ta del av")),
                ("satt", models.CharField(blank=True, choices=SATT, max_length=12, verbose_name="hur")),
                ("svara_senast", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                ("skal", encryption.fields.SealedTextField(blank=True, verbose_name="skäl att avstå")),
                ("skickad", models.DateTimeField(default=django.utils.timezone.now, verbose_name="skickad")),
                ("svar", models.CharField(blank=True, choices=[("yttrat", "Har svarat"), ("inget", "Har inte svarat i tid")], max_length=6, verbose_name="svar")),
                ("synpunkter", encryption.fields.SealedTextField(blank=True, verbose_name="synpunkter")),
                ("klar", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("beslut", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.beslut", verbose_name="förslag")),
                ("skickad_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skickad av")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "historical kommunicering",
                "verbose_name_plural": "historical kommuniceringar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Kommunicering",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("beslut", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="kommunicering", to="arenden.beslut", verbose_name="förslag")),
                ("skickas", models.BooleanField(verbose_name="underlaget visas före beslutet")),
                ("vilka", encryption.fields.SealedTextField(blank=True, verbose_name="vem som får ta del")),
                ("material", encryption.fields.SealedTextField(blank=True, verbose_name="vad de får ta del av")),
                ("satt", models.CharField(blank=True, choices=SATT, max_length=12, verbose_name="hur")),
                ("svara_senast", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                ("skal", encryption.fields.SealedTextField(blank=True, verbose_name="skäl att avstå")),
                ("skickad", models.DateTimeField(default=django.utils.timezone.now, verbose_name="skickad")),
                ("skickad_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skickad av")),
                ("svar", models.CharField(blank=True, choices=[("yttrat", "Har svarat"), ("inget", "Har inte svarat i tid")], max_length=6, verbose_name="svar")),
                ("synpunkter", encryption.fields.SealedTextField(blank=True, verbose_name="synpunkter")),
                ("klar", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
            ],
            options={
                "verbose_name": "kommunicering",
                "verbose_name_plural": "kommuniceringar",
                "constraints": [models.CheckConstraint(condition=models.Q(("skickas", False), ("svara_senast__isnull", False), _connector="OR"), name="kommunicering_med_sista_dag", violation_error_message="Ange vilken dag svaret senast ska ha kommit."), models.CheckConstraint(condition=models.Q(("skickas", False), models.Q(("klar__isnull", True), ("svar", "")), models.Q(("klar__gte", models.F("skickad")), ("klar__isnull", False), models.Q(("svar", ""), _negated=True)), _connector="OR"), name="kommunicering_klar_med_svar")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlaceringsoverlamning",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("till", encryption.fields.SealedTextField(verbose_name="till vem")),
                ("omfattar", encryption.fields.SealedTextField(verbose_name="vad som lämnades över")),
                ("lamnad", models.DateField(verbose_name="lämnat")),
                ("kvittens", models.DateField(verbose_name="kvitterat")),
                ("kvitterad_av", encryption.fields.SealedTextField(verbose_name="vem som tog emot")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("beslut", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.beslut", verbose_name="beslut")),
                ("gjord_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "historical placeringsöverlämning",
                "verbose_name_plural": "historical placeringsöverlämningar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Placeringsoverlamning",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("beslut", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="overlamning", to="arenden.beslut", verbose_name="beslut")),
                ("till", encryption.fields.SealedTextField(verbose_name="till vem")),
                ("omfattar", encryption.fields.SealedTextField(verbose_name="vad som lämnades över")),
                ("lamnad", models.DateField(verbose_name="lämnat")),
                ("kvittens", models.DateField(verbose_name="kvitterat")),
                ("kvitterad_av", encryption.fields.SealedTextField(verbose_name="vem som tog emot")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("gjord_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
            ],
            options={
                "verbose_name": "placeringsöverlämning",
                "verbose_name_plural": "placeringsöverlämningar",
                "constraints": [models.CheckConstraint(condition=models.Q(("kvittens__gte", models.F("lamnad"))), name="placering_kvitterad_efter_lamnad", violation_error_message="Kvittensen kan inte vara äldre än överlämningen.")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalUppfoljningUtanInsats",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("runda", models.PositiveSmallIntegerField(verbose_name="runda")),
                ("informerade", encryption.fields.SealedTextField(blank=True, verbose_name="vilka som vet om uppföljningen")),
                ("sammanfattning", encryption.fields.SealedTextField(blank=True, verbose_name="så har barnet det")),
                ("barnets_rost", encryption.fields.SealedTextField(blank=True, verbose_name="barnets egna ord")),
                ("beslut", models.CharField(choices=[("fortsatt", "Fortsätt följa upp"), ("avsluta", "Avsluta uppföljningen")], max_length=8, verbose_name="vad händer nu")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("arende", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.arende", verbose_name="ärende")),
                ("gjord_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "historical uppföljning utan insats",
                "verbose_name_plural": "historical uppföljningar utan insats",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="UppfoljningUtanInsats",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("arende", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uppfoljningar_utan_insats", to="arenden.arende", verbose_name="ärende")),
                ("runda", models.PositiveSmallIntegerField(verbose_name="runda")),
                ("informerade", encryption.fields.SealedTextField(blank=True, verbose_name="vilka som vet om uppföljningen")),
                ("sammanfattning", encryption.fields.SealedTextField(blank=True, verbose_name="så har barnet det")),
                ("barnets_rost", encryption.fields.SealedTextField(blank=True, verbose_name="barnets egna ord")),
                ("beslut", models.CharField(choices=[("fortsatt", "Fortsätt följa upp"), ("avsluta", "Avsluta uppföljningen")], max_length=8, verbose_name="vad händer nu")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("gjord_av", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
            ],
            options={
                "verbose_name": "uppföljning utan insats",
                "verbose_name_plural": "uppföljningar utan insats",
                "ordering": ["-runda"],
                "constraints": [models.UniqueConstraint(fields=("arende", "runda"), name="utan_insats_runda")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSammanforing",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid6.uuid7, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("steg", models.CharField(choices=[("skyddsbedomning", "Skyddsbedömning"), ("forhandsbedomning", "Förhandsbedömning"), ("underrattelse", "Underrättelse"), ("utredning", "Utredning"), ("beslutsforslag", "Förslag till beslut"), ("kommunicering", "Kommunicering"), ("beslut", "Beslut"), ("overlamning", "Överlämning"), ("foljs_upp", "Uppföljning utan insats"), ("plan", "Plan"), ("team", "Samla team"), ("insats", "Starta insats"), ("uppfoljning", "Uppföljning"), ("avslut", "Avslut"), ("avslutat", "Avslutat")], max_length=18, verbose_name="steget som ärendet stod i")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="motivering")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("angrad", models.DateTimeField(blank=True, null=True, verbose_name="ångrad")),
                ("akt", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.personakt")),
                ("namnd", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="access.namnd")),
                ("fran", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.arende", verbose_name="ärendet som fördes hit")),
                ("till", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.arende", verbose_name="ärendet som går vidare")),
                ("gjord_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
                ("angrad_av", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="ångrad av")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                ("history_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "historical sammanföring",
                "verbose_name_plural": "historical sammanföringar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Sammanforing",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("akt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="arenden.personakt")),
                ("namnd", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.namnd")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("fran", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sammanforingar", to="arenden.arende", verbose_name="ärendet som fördes hit")),
                ("till", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mottagna_arenden", to="arenden.arende", verbose_name="ärendet som går vidare")),
                ("steg", models.CharField(choices=[("skyddsbedomning", "Skyddsbedömning"), ("forhandsbedomning", "Förhandsbedömning"), ("underrattelse", "Underrättelse"), ("utredning", "Utredning"), ("beslutsforslag", "Förslag till beslut"), ("kommunicering", "Kommunicering"), ("beslut", "Beslut"), ("overlamning", "Överlämning"), ("foljs_upp", "Uppföljning utan insats"), ("plan", "Plan"), ("team", "Samla team"), ("insats", "Starta insats"), ("uppfoljning", "Uppföljning"), ("avslut", "Avslut"), ("avslutat", "Avslutat")], max_length=18, verbose_name="steget som ärendet stod i")),
                ("motivering", encryption.fields.SealedTextField(verbose_name="motivering")),
                ("gjord", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gjord")),
                ("gjord_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="gjord av")),
                ("angrad", models.DateTimeField(blank=True, null=True, verbose_name="ångrad")),
                ("angrad_av", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="ångrad av")),
            ],
            options={
                "verbose_name": "sammanföring",
                "verbose_name_plural": "sammanföringar",
                "ordering": ["-gjord"],
                "constraints": [models.UniqueConstraint(condition=models.Q(("angrad", None)), fields=("fran",), name="sammanford_en_gang", violation_error_message="Ärendet är redan fört till ett annat."), models.CheckConstraint(condition=models.Q(("fran", models.F("till")), _negated=True), name="sammanforing_till_ett_annat", violation_error_message="Ärendet kan inte föras till sig självt.")],
            },
        ),
        *[
            migrations.AddField(
                modell,
                "aterkoppling_begard",
                models.DateTimeField(blank=True, help_text="Om anmälaren bad om den i efterhand.", null=True, verbose_name="bad om återkoppling"),
            )
            for modell in ("anmalan", "historicalanmalan")
        ],
        migrations.AddField(
            "anmalan",
            "sammanforing",
            models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="anmalningar", to="arenden.sammanforing", verbose_name="kom hit genom"),
        ),
        migrations.AddField(
            "historicalanmalan",
            "sammanforing",
            models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="arenden.sammanforing", verbose_name="kom hit genom"),
        ),
    ]
