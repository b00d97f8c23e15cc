from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0008_klockor")]

    operations: list[migrations.operations.base.Operation] = []
