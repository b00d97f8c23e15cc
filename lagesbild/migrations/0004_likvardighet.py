"""How alike support is given in the city."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lagesbild", "0003_var_arendena_star")]
    operations: list = []
