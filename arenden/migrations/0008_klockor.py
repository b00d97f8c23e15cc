from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0007_indexversioner")]

    operations: list[migrations.operations.base.Operation] = []
