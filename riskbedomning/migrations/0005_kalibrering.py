"""Vignettes and how alike they are assessed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("riskbedomning", "0004_bedomning")]
    operations: list = []
