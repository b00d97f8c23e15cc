from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("samverkansteam", "0001_grund")]

    operations = []
