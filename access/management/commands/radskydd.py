from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from access.radskydd import apply_radskydd


class Command(BaseCommand):
    help = "Inför radskydd och rättigheter i databasen. Körs som databasens ägare efter migrate."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        tables = apply_radskydd()
        if options["verbosity"]:
            self.stdout.write(f"Radskydd på {len(tables)} tabeller.")
