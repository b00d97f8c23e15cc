from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from audit.korning import LoggatKommando
from config.kopia import KEPT_DAYS, BackupFailed, back_up, forget_old_keys


class Command(LoggatKommando):
    help = "Skriver två säkerhetskopior: data, och nyckelförrådet som öppnar dem. Förvara dem isär."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mapp", type=Path, help="mapp för data")
        parser.add_argument(
            "--nycklar", type=Path, help="mapp för nyckelförrådet; helst på en annan plats"
        )
        parser.add_argument(
            "--behall", type=int, default=KEPT_DAYS, help="dagar som nyckelförråd behålls (35)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        mapp: Path = options["mapp"]
        nycklar: Path = options["nycklar"] or mapp
        try:
            data, keys = back_up(mapp, nycklar)
        except (BackupFailed, OSError) as error:
            raise CommandError(f"Ingen säkerhetskopia gjordes. {error}") from error
        old = forget_old_keys(nycklar, options["behall"])
        self.stdout.write(f"Data: {data}\nNycklar: {keys}")
        if old:
            self.stdout.write(f"Tog bort {len(old)} äldre nyckelförråd.")
        if nycklar == mapp:
            self.stdout.write("Flytta nyckelförrådet till en annan plats, som andra sköter.")
