from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0001_grund")]

    operations = [
        migrations.AlterField(
            model_name='uppdrag',
            name='roll',
            field=models.CharField(choices=[('mottagning', 'Mottagningssekreterare'), ('socialsekreterare', 'Socialsekreterare'), ('gruppledare', 'Gruppledare'), ('enhetschef', 'Enhetschef'), ('skolsocial', 'Skolsocialt team'), ('samordnare', 'Samordnare'), ('socialjour', 'Socialjour'), ('registrator', 'Registrator'), ('namndledamot', 'Nämndledamot'), ('loggranskare', 'Loggranskare'), ('analytiker', 'Analytiker'), ('dataskyddsombud', 'Dataskyddsombud'), ('nyckelansvarig', 'Nyckelansvarig'), ('administrator', 'Administratör'), ('extern', 'Deltagare från annan part'), ('system', 'Systemet')], max_length=20),
        ),
    ]
