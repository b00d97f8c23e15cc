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
    ]
