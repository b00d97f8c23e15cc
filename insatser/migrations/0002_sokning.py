from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0001_grund")]

    operations = []
