from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("granskning", "0008_utdrag")]

    operations = [
        migrations.AddField(
            model_name='loggranskning',
            name='frister_sena',
            field=models.PositiveIntegerField(default=0, help_text='När urvalet drogs, i enhetens ärenden.', verbose_name='frister som är försenade'),
        ),
        migrations.AddField(
            model_name='loggranskning',
            name='frister_utgangna',
            field=models.PositiveIntegerField(default=0, help_text='Under månaden, i enhetens ärenden.', verbose_name='frister som gick ut'),
        ),
    ]
