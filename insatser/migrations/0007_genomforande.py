"""Planned sessions, and the rounds of follow-up."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insatser", "0006_planen")]
    operations: list = []
