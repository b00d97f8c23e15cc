from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0002_sokning")]

    operations: list[migrations.operations.base.Operation] = []
