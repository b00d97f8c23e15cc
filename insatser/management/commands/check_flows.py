from typing import Any

from django.core.management.base import CommandError

from arenden.models import Arende
from audit.korning import LoggatKommando
from insatser.flows.check import disagreements


class Command(LoggatKommando):
    help = "Kontrollerar att flödet och fakta säger samma sak om varje ärende."

    def handle(self, **options: Any) -> None:
        antal = oense = 0
        for arende in Arende.objects.order_by("pk").iterator(chunk_size=500):
            antal += 1
            found = list(disagreements(arende))
            oense += bool(found)
            for rad in found:
                self.stderr.write(f"{arende}: {rad}")
        if oense:
            raise CommandError(f"{oense} av {antal} ärenden stämmer inte.")
        self.stdout.write(f"Alla {antal} ärenden stämmer.")
