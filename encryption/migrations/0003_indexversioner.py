from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("encryption", "0002_nyckelforrad")]

    operations = []
