from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

from audit.korning import LoggatKommando
from granskning.actions.urval import InteForseglad, compare, draw
from granskning.models import Loggranskning


def month(text: str) -> date:
    """The first day of 2026-10. Raises ValueError."""
    return date.fromisoformat(f"{text}-01")


class Command(LoggatKommando):
    help = "Drar månadens logggranskning, eller visar att den som finns är den loggen ger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("manad", type=month, metavar="ÅÅÅÅ-MM")
        parser.add_argument(
            "--visa", action="store_true", help="dra om utan att spara och jämför med det sparade"
        )

    def handle(self, *args: Any, manad: date, visa: bool, **options: Any) -> None:
        try:
            if visa:
                self._compare(manad)
            else:
                self._tell(draw(manad=manad, actor=None))
        except InteForseglad as fel:
            raise CommandError(f"{fel} Inget är draget.") from fel

    def _tell(self, granskningar: list[Loggranskning]) -> None:
        for granskning in granskningar:
            self.stdout.write(
                f"{granskning}: {granskning.rader.count()} av {granskning.atkomster} åtkomster,"
                f" {granskning.utanfor} utan plats, granskare {granskning.granskare or 'saknas'}"
            )

    def _compare(self, manad: date) -> None:
        avvikelser = compare(manad=manad, actor=None)
        for avvikelse in avvikelser:
            var = avvikelse.granskning or f"{manad:%Y-%m}"
            sedan = "" if avvikelse.is_fel else " Uppgifter kan ha kommit till sedan dess."
            self.stderr.write(f"{var}: {avvikelse.mening}{sedan}")
        if any(avvikelse.is_fel for avvikelse in avvikelser):
            raise CommandError("Det som är draget är inte det som loggen ger.")
        self.stdout.write("Det som är draget är det som loggen ger.")
