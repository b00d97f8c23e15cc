"""Remove sealed files that no handling names."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from arenden.actions.handlingar import clear_up_bodies
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Tar bort förseglade filer äldre än ett dygn som ingen handling hör till."

    def handle(self, **options: Any) -> None:
        borttagna = clear_up_bodies(before=timezone.now() - timedelta(days=1))
        self.stdout.write(f"Borttagna filer utan handling: {borttagna}")
