from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0005_vaggen")]

    operations = [
        migrations.AlterField(
            model_name="avisering",
            name="slag",
            field=models.CharField(choices=[('nodoppning', 'Nödöppning att granska'), ('bekrafta', 'Nödöppning som väntar på din bekräftelse'), ('forsenad', 'Nödöppning som inte har granskats i tid'), ('jav', 'Jäv är anmält i ett ärende'), ('ersattare', 'Du ersätter en kollega'), ('jourpass', 'Du har fått ett jourpass'), ('delegation', 'Du har fått en delegation'), ('faktor', 'Ditt sätt att logga in har ändrats'), ('granskning', 'Logggranskning att göra'), ('granskas', 'Logggranskning som är försenad'), ('fraga', 'Fråga om något du har öppnat'), ('svar', 'Svar i en logggranskning'), ('larm', 'Larm om loggen'), ('avvikelse', 'Avvikelse att utreda')], max_length=10, verbose_name='vad'),
        ),
    ]
