from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_listor")]

    operations = []
