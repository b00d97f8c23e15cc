from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from access.models import Anvandare
from arenden.actions.import_fall import import_fall
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Läs in anmälningar ur filer. Samma fil två gånger ändrar inget."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("filer", nargs="+", type=Path, metavar="FIL")
        parser.add_argument(
            "--som",
            default="systemet",
            metavar="ANVANDARE",
            help="Den som tar emot; utan detta systemet självt.",
        )

    def handle(self, *args: Any, filer: list[Path], som: str, **options: Any) -> None:
        actor = Anvandare.objects.filter(anvandarnamn=som, is_active=True).first()
        if actor is None:
            raise CommandError(f"Det finns ingen aktiv användare «{som}».")
        saknas = [str(fil) for fil in filer if not fil.is_file()]
        if saknas:
            raise CommandError(f"Filen finns inte: {', '.join(saknas)}")
        refused = 0
        for utfall in import_fall(((fil.name, fil.read_bytes()) for fil in filer), actor=actor):
            if utfall.fel:
                refused += 1
                self.stderr.write(self.style.ERROR(f"{utfall.fil}: inte mottagen"))
                for fel in utfall.fel:
                    self.stderr.write(f"    {fel}")
            elif utfall.redan:
                self.stdout.write(f"{utfall.fil}: redan mottagen, inget ändrat")
            else:
                nummer = ", ".join(arende.arendenummer for arende in utfall.arenden)
                self.stdout.write(f"{utfall.fil}: {nummer}")
        if refused:
            raise CommandError(f"{refused} av {len(filer)} filer togs inte emot.")
