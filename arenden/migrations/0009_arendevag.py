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


def steg() -> models.CharField:
    return models.CharField(choices=STEG, max_length=18)


def slag() -> models.CharField:
    return models.CharField(choices=SLAG, max_length=12, verbose_name="beslut")


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
    ]
