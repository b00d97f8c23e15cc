"""Evidence, a second pair of eyes, parties and what has changed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("riskbedomning", "0003_instrument")]
    operations: list = []
