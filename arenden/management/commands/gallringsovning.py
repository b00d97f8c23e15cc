from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from arenden.actions.gallring.ovning import OvningGickInte, drill
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Visar med en äldre säkerhetskopia att gallrade akter inte går att öppna."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kopia", type=Path, help="dump av data (pg_dump --format=custom)")

    def handle(self, *, kopia: Path, **options: Any) -> None:
        try:
            ovning = drill(kopia=kopia)
        except OvningGickInte as fel:
            raise CommandError(str(fel)) from fel
        for prov in ovning.gallrade:
            self.stdout.write(
                f"Gallrad akt {prov.akt_id}: {prov.oppnade} av {prov.provade} "
                "värden gick att öppna."
            )
        if ovning.levande is not None:
            self.stdout.write(
                f"Levande akt {ovning.levande.akt_id}: {ovning.levande.oppnade} av "
                f"{ovning.levande.provade} värden gick att öppna."
            )
        if not ovning.gallrade:
            raise CommandError("Ingen akt i kopian är gallrad sedan dess. Övningen visade inget.")
        if not ovning.is_passed:
            raise CommandError("Övningen misslyckades. Kontakta den som ansvarar för nycklarna.")
        self.stdout.write("Övningen lyckades: det gallrade går inte att öppna ur kopian.")
