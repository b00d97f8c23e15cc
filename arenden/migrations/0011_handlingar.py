"""What was shown before a decision, and documents drawn up."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0010_journal")]
    operations: list = []
