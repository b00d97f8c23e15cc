from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("granskning", "0006_larm")]

    operations = []
