"""Drafts of the method leaders' forms are kept where those of every other form are.

What was half written is sealed under the table's name and does not come along.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("arenden", "0007_formularutkast"), ("riskbedomning", "0004_oversyn")]

    operations = [migrations.DeleteModel("Metodutkast")]
