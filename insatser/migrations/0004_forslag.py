"""A proposal of the catalogue is kept as every other proposal of two people is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insatser", "0003_utlamnandekopia")]

    operations = [
        migrations.RemoveConstraint("insatstypversion", "ett_forslag_per_insatstyp"),
        migrations.RemoveConstraint("insatstypversion", "insatstypversion_provad_har_tid"),
        migrations.AlterField(
            "insatstypversion",
            "motiv",
            models.TextField(blank=True, max_length=2000, verbose_name="varför det ändras"),
        ),
        migrations.AddConstraint(
            "insatstypversion",
            models.UniqueConstraint(
                condition=models.Q(status="forslag"),
                fields=["kod"],
                name="insatstypversion_ett_forslag",
                violation_error_message="Det finns redan ett förslag som väntar på prövning.",
            ),
        ),
        migrations.AddConstraint(
            "insatstypversion",
            models.CheckConstraint(
                name="insatstypversion_provad_har_tid",
                condition=models.Q(status="grund", provad_av__isnull=True, provad__isnull=True)
                | models.Q(
                    status="forslag",
                    foreslagen_av__isnull=False,
                    provad_av__isnull=True,
                    provad__isnull=True,
                )
                | models.Q(
                    status__in=["godkand", "avbojd"],
                    foreslagen_av__isnull=False,
                    provad_av__isnull=False,
                    provad__isnull=False,
                ),
            ),
        ),
    ]
