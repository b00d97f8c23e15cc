from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.kopia import BackupFailed, restore


class Command(BaseCommand):
    help = "Återställer data och nyckelförråd till en tom databas, som databasens ägare."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("data", type=Path, help="kopian av data")
        parser.add_argument("nycklar", type=Path, help="kopian av nyckelförrådet")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            destroyed = restore(options["data"], options["nycklar"])
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Återställt. Kör nu migrate och radskydd, och sedan verify_log.")
        if destroyed:
            self.stdout.write(
                f"{destroyed} nycklar fanns i det äldre förrådet men hörde till gallrade akter. De"
                " är förstörda igen."
            )
