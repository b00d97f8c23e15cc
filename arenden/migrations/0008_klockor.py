from django.db import migrations, models

KALLA = {
    "blank": True,
    "help_text": "Arbetsgången, insatsen eller annat i ärendet som fristen gäller.",
    "null": True,
    "verbose_name": "det den hör till",
}


class Migration(migrations.Migration):
    dependencies = [("arenden", "0007_indexversioner")]

    operations = [
        migrations.AddField("frist", "kalla", models.UUIDField(**KALLA)),
        migrations.AddField("historicalfrist", "kalla", models.UUIDField(**KALLA)),
        migrations.AddIndex(
            "frist",
            models.Index(
                condition=models.Q(("stoppad", None)), fields=["kalla"], name="frist_lopande_kalla"
            ),
        ),
    ]
