from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("granskning", "0008_utdrag")]

    operations: list[migrations.operations.base.Operation] = []
