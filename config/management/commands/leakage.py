from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from arenden.models import Person
from audit.korning import LoggatKommando
from audit.lasning import logged_reading
from audit.verb import Verb
from config.lackage.dump import read_dump
from config.lackage.rapport import measure_dump, report


class Command(LoggatKommando):
    help = "Mäter vad en stulen säkerhetskopia röjer för den som inte har någon nyckel."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dump", type=Path, help="säkerhetskopian som vanlig SQL (pg_dump)")
        parser.add_argument(
            "--facit",
            action="store_true",
            help="öppnar efternamnen i databasen som körs och räknar hur många som går att gissa",
        )

    def handle(self, *, dump: Path, facit: bool, **options: Any) -> None:
        try:
            with dump.open(encoding="utf-8") as lines:
                lackage = measure_dump(read_dump(lines), _surnames() if facit else None)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{dump} går inte att läsa som SQL: {error}") from error
        if not lackage.kolumner:
            raise CommandError(f"{dump} innehåller inga tabeller med rader.")
        for line in report(lackage):
            self.stdout.write(line)
        if lackage.over_bar():
            raise CommandError("Säkerhetskopian röjer mer än den får.")


@transaction.atomic
def _surnames() -> dict[str, str]:
    """Each akt's surname; the opening is logged as any other."""
    with logged_reading(actor=None, verb=Verb.LACKAGE_MEASURE):
        return {
            str(person.akt_id): namn
            for person in Person.objects.all()
            if (namn := person.efternamn)
        }
