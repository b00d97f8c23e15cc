"""Catalogue, needs, indicators and undertakings of a plan."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0005_gangar")]
    operations: list = []
