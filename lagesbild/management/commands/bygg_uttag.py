from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from audit.korning import LoggatKommando
from lagesbild.actions.likvardighet import build_likvardighetsuttag
from lagesbild.actions.steguttag import build_steguttag
from lagesbild.actions.uttag import build_due, build_uttag
from lagesbild.rules.kvartal import Kvartal


class Command(LoggatKommando):
    help = "Bygger det pseudonymiserade underlaget för statistik."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "perioder",
            nargs="*",
            metavar="PERIOD",
            help="till exempel 2026K3; annars det pågående kvartalet och det förra",
        )

    def handle(self, *, perioder: list[str], **options: Any) -> None:
        nu = timezone.now()
        try:
            byggda = [
                build_uttag(kvartal=Kvartal.parse(period), nu=nu, actor=None) for period in perioder
            ] or build_due(nu=nu, actor=None)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for uttag in byggda:
            self.stdout.write(f"{uttag.period}: underlaget avser {uttag.avser.isoformat()}.")
        if not perioder:
            stegen = build_steguttag(nu=nu, actor=None)
            self.stdout.write(f"Öppna steg i veckan som börjar {stegen.avser.isoformat()}.")
            likvardighet = build_likvardighetsuttag(nu=nu, actor=None)
            self.stdout.write(f"Likvärdighet för tolv månader till och med {likvardighet.period}.")
