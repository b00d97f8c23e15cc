from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0005_gallring")]

    operations = []
