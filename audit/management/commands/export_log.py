from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from audit import log
from audit.export import NotExported, export_log
from audit.korning import LoggatKommando
from audit.verb import Verb


class Command(LoggatKommando):
    help = "Tar ut loggen som filer, för den som ska kontrollera den utifrån."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("katalog", type=Path, metavar="KATALOG", help="fylls på om den finns")
        parser.add_argument(
            "--handelser",
            action="store_true",
            help="ta med händelserna själva: vem som gjorde vad med vilken akt",
        )

    def handle(self, *, katalog: Path, handelser: bool, **options: Any) -> None:
        with transaction.atomic():
            log.record(
                actor=None, verb=Verb.LOGG_EXPORT, falt=["handelser"] if handelser else ["plattor"]
            )
        try:
            uttag = export_log(katalog, handelser=handelser)
        except NotExported as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{uttag.storlek} händelser är uttagna till {katalog}. Nya filer: {uttag.nya}."
        )
