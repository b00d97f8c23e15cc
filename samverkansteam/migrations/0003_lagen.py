from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("samverkansteam", "0002_skydd")]

    operations = []
