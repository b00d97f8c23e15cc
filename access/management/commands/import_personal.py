from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from access.actions.personaluppgifter import import_personaluppgifter
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = (
        "Läser in adress och efternamn i hushållet för anställda (anvandarnamn;adress;efternamn)."
        " Används bara när logggranskningen dras."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path)

    def handle(self, *args: Any, fil: Path, **options: Any) -> None:
        try:
            rader = fil.read_text(encoding="utf-8-sig").splitlines()
            utfall = import_personaluppgifter(rader, actor=None)
        except OSError as fel:
            raise CommandError("Filen går inte att läsa.") from fel
        except UnicodeDecodeError:
            raise CommandError("Filen är inte UTF-8.") from None
        except ValidationError as fel:
            raise CommandError(fel.messages[0]) from None
        self.stdout.write(
            f"{utfall.nya} nya, {utfall.andrade} ändrade, {utfall.oforandrade} oförändrade."
        )
        for rad in utfall.fel:
            self.stderr.write(rad)
        if utfall.fel:
            raise CommandError(f"{len(utfall.fel)} rader lästes inte in.")
