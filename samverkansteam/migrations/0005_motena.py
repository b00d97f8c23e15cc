from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("samverkansteam", "0004_rummet")]

    operations = []
