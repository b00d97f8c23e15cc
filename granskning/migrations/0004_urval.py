import django.db.models.deletion
import encryption.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("granskning", "0003_loggranskning")]

    operations = [
        migrations.AddField(
            model_name='loggranskning',
            name='utanfor',
            field=models.PositiveIntegerField(default=0, help_text='Åtkomster som stack ut men inte fick plats i listan.', verbose_name='utan plats'),
        ),
        migrations.AddField(
            model_name='atkomst',
            name='orsak',
            field=models.CharField(blank=True, choices=[('tilldelning', 'Tilldelad handläggare'), ('team', 'Medlem i teamet'), ('registrering', 'Tog emot inflödet'), ('skydd', 'Namngiven för akten'), ('franvaro', 'Ersatte vid frånvaro'), ('jour', 'Hade jour'), ('delegation', 'Hade delegation'), ('efterarbete', 'Efterarbete'), ('nodoppning', 'Nödöppning, granskas för sig'), ('overlamning', 'Ärendet bytte handläggare'), ('mote', 'Deltog i teamets möte'), ('avisering', 'Fick en avisering om akten'), ('sokkedja', 'Sökte sig vidare från ett eget ärende'), ('uppdrag', 'Uppdrag i enheten')], max_length=12, verbose_name='förklaras av'),
        ),
        migrations.AlterField(
            model_name='atkomst',
            name='akt_id',
            field=models.UUIDField(blank=True, null=True, verbose_name='akt'),
        ),
        migrations.AlterField(
            model_name='atkomst',
            name='signaler',
            field=encryption.fields.SealedJSONField(agare='namnd_id', blank=True, default=list, verbose_name='signaler'),
        ),
        migrations.AlterField(
            model_name='loggranskning',
            name='enhet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.enhet', verbose_name='enhet'),
        ),
    ]
