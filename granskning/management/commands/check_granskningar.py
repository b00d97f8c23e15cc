from typing import Any

from django.core.management.base import CommandError

from audit.korning import LoggatKommando
from granskning.flows.check import disagreements
from granskning.models import Loggranskning


class Command(LoggatKommando):
    help = "Kontrollerar att flödet och fakta säger samma sak om varje logggranskning."

    def handle(self, **options: Any) -> None:
        antal = oense = 0
        for granskning in Loggranskning.objects.order_by("pk").iterator(chunk_size=500):
            antal += 1
            found = list(disagreements(granskning))
            oense += bool(found)
            for rad in found:
                self.stderr.write(f"{granskning}: {rad}")
        if oense:
            raise CommandError(f"{oense} av {antal} granskningar stämmer inte.")
        self.stdout.write(f"Alla {antal} granskningar stämmer.")
