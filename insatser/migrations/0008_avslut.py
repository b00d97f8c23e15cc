"""What is told and offered at the end, and the outcome afterwards."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0007_genomforande")]
    operations: list = []
