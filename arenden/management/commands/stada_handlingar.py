"""Remove sealed files that no handling names."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from arenden.actions.handlingar import clear_up_bodies


class Command(BaseCommand):
    help = "Tar bort förseglade filer äldre än ett dygn som ingen handling hör till."

    def handle(self, **options: Any) -> None:
        borttagna = clear_up_bodies(before=timezone.now() - timedelta(days=1))
        self.stdout.write(f"Borttagna filer utan handling: {borttagna}")
