"""Templates of the journal and a calendar to follow."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0009_arendevag")]
    operations: list = []
