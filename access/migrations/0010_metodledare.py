"""A role for whoever keeps the methods: instruments, the catalogue of insatser, calibration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0009_aviseringar")]

    operations = [
        migrations.AlterField(
            model_name='uppdrag',
            name='roll',
            field=models.CharField(choices=[('mottagning', 'Mottagningssekreterare'), ('socialsekreterare', 'Socialsekreterare'), ('gruppledare', 'Gruppledare'), ('enhetschef', 'Enhetschef'), ('skolsocial', 'Skolsocialt team'), ('samordnare', 'Samordnare'), ('socialjour', 'Socialjour'), ('registrator', 'Registrator'), ('namndledamot', 'Nämndledamot'), ('loggranskare', 'Loggranskare'), ('analytiker', 'Analytiker'), ('metodledare', 'Metodledare'), ('dataskyddsombud', 'Dataskyddsombud'), ('nyckelansvarig', 'Nyckelansvarig'), ('administrator', 'Administratör'), ('extern', 'Deltagare från annan part'), ('system', 'Systemet')], max_length=20),
        ),
        migrations.AlterField(
            model_name="avisering",
            name="slag",
            field=models.CharField(
                choices=[
                    ("nodoppning", "Nödöppning att granska"),
                    ("bekrafta", "Nödöppning som väntar på din bekräftelse"),
                    ("forsenad", "Nödöppning som inte har granskats i tid"),
                    ("jav", "Jäv är anmält i ett ärende"),
                    ("ersattare", "Du ersätter en kollega"),
                    ("jourpass", "Du har fått ett jourpass"),
                    ("delegation", "Du har fått en delegation"),
                    ("faktor", "Ditt sätt att logga in har ändrats"),
                    ("granskning", "Logggranskning att göra"),
                    ("granskas", "Logggranskning som är försenad"),
                    ("fraga", "Fråga om något du har öppnat"),
                    ("svar", "Svar i en logggranskning"),
                    ("larm", "Larm om loggen"),
                    ("avvikelse", "Avvikelse att utreda"),
                    ("frist", "En frist går snart ut"),
                    ("frist_sen", "En frist har gått ut"),
                    ("steg", "Ett steg väntar på dig"),
                    ("tilldelad", "Du har fått ett ärende"),
                    ("alder", "Ett barn kommer till en åldersgräns"),
                    ("flode", "Flödet i ett ärende stämmer inte"),
                    ("oro", "Oro vid ett tillfälle att ta ställning till"),
                ],
                max_length=10,
                verbose_name="vad",
            ),
        ),
        migrations.AlterField(
            model_name='tilltrade',
            name='skal',
            field=models.CharField(choices=[('uppdrag', 'Uppdrag i enheten'), ('registrering', 'Tog emot inflödet'), ('tilldelning', 'Tilldelad handläggare'), ('team', 'Medlem i teamet'), ('efterarbete', 'Efterarbete en månad'), ('utfall', 'Uppföljning efter avslut'), ('franvaro', 'Ersätter vid frånvaro'), ('jour', 'Jourpass'), ('delegation', 'Delegation'), ('nodoppning', 'Nödöppning'), ('skydd', 'Namngiven vid skyddade uppgifter')], max_length=14),
        ),
    ]
