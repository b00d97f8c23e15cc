"""Templates of notes, and a wall around what is signed: the web neither changes nor removes it."""

import django.db.models.deletion
import django.utils.timezone
import uuid6
from django.conf import settings
from django.db import migrations, models

SIGNERAT_STAR = """
CREATE FUNCTION arenden_signerat_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'insatser_app' THEN
    RAISE EXCEPTION 'A signed note stays as it is; put an addition beside it.'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signerat_star BEFORE UPDATE OR DELETE ON arenden_journalanteckning
  FOR EACH ROW WHEN (OLD.signerad IS NOT NULL) EXECUTE FUNCTION arenden_signerat_star();
"""
BORT = """
DROP TRIGGER signerat_star ON arenden_journalanteckning;
DROP FUNCTION arenden_signerat_star();
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("arenden", "0009_arendevag"),
    ]

    operations = [
        migrations.CreateModel(
            name="Textmall",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("slag", models.CharField(choices=[("samtal", "Samtal"), ("besok", "Besök"), ("mote", "Möte"), ("kontakt", "Kontakt"), ("ovrigt", "Övrigt")], max_length=8, verbose_name="händelse")),
                ("namn", models.CharField(max_length=60, verbose_name="namn")),
                ("stod", models.TextField(max_length=4000, verbose_name="rubriker och frågor")),
                ("giltig_fran", models.DateField(default=django.utils.timezone.localdate, verbose_name="gäller från")),
                ("giltig_till", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                ("status", models.CharField(choices=[("utkast", "Utkast"), ("publicerad", "Publicerad")], default="utkast", max_length=10, verbose_name="status")),
                ("skriven", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="skriven")),
                ("publicerad", models.DateTimeField(blank=True, null=True, verbose_name="publicerad")),
                ("ersatter", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="ersatt_av", to="arenden.textmall", verbose_name="ersätter")),
                ("publicerad_av", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="publicerad av")),
                ("skriven_av", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="skriven av")),
            ],
            options={
                "verbose_name": "textmall",
                "verbose_name_plural": "textmallar",
                "ordering": ["slag", "namn", "-giltig_fran"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giltig_till", None), ("giltig_till__gte", models.F("giltig_fran")), _connector="OR"),
                        name="textmall_giltig_framat",
                        violation_error_message="Mallen kan inte sluta gälla innan den börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("publicerad", None), ("publicerad_av", None), ("status", "utkast")),
                            models.Q(
                                ("publicerad__isnull", False),
                                ("publicerad_av__isnull", False),
                                ("status", "publicerad"),
                                models.Q(("publicerad_av", models.F("skriven_av")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="textmall_publicerad_av_en_annan",
                        violation_error_message="Den som skrivit mallen publicerar den inte.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SIGNERAT_STAR, BORT),
    ]
