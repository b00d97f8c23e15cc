from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0008_namnskydd")]

    operations: list[migrations.operations.base.Operation] = []
