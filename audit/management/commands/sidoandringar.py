from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from audit import log
from audit.korning import LoggatKommando
from audit.sidospar import unexplained_changes
from audit.verb import Verb


class Command(LoggatKommando):
    help = "Visar ändringar som gjorts utanför systemet och inte är förklarade."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--forklara",
            metavar="VARFÖR",
            help="skriv i loggen varför alla som visas gjordes, till exempel vilken dataflytt",
        )

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        antal = 0
        for andring in unexplained_changes():
            antal += 1
            self.stdout.write(str(andring))
            if options["forklara"]:
                log.record(
                    actor=None,
                    verb=Verb.LOGG_EXPLAIN,
                    objekt=andring,
                    detalj=options["forklara"],
                )
        gjort = "är nu förklarade" if options["forklara"] else "är inte förklarade"
        self.stdout.write(f"{antal} ändringar {gjort}." if antal else "Inga oförklarade ändringar.")
