from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0004_motor")]

    operations: list[migrations.operations.base.Operation] = []
