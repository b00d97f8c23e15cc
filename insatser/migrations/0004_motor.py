from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0003_arbetsgang")]

    operations: list[migrations.operations.base.Operation] = []
