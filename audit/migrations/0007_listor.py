from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What a reviewer asks for across years: a unit, a kind of act, what was refused or failed."""

    dependencies = [("audit", "0006_vittnen")]

    operations = [
        migrations.AddIndex(
            model_name="logghandelse",
            index=models.Index(
                fields=["enhet_id", "tid", "id"],
                condition=Q(enhet_id__isnull=False),
                name="logghandelse_enhet",
            ),
        ),
        migrations.AddIndex(
            model_name="logghandelse",
            index=models.Index(fields=["verb", "tid", "id"], name="logghandelse_verb"),
        ),
        migrations.AddIndex(
            model_name="logghandelse",
            index=models.Index(
                fields=["tid", "id"], condition=~Q(utfall="ok"), name="logghandelse_avvisat"
            ),
        ),
    ]
