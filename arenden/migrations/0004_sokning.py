from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0003_handlingar")]

    operations = []
