"""The editor of instruments, and assessments made elsewhere."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("riskbedomning", "0002_fryst_instrument")]
    operations: list = []
