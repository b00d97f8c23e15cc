from typing import Any

from django.core.management.base import CommandError, CommandParser

from access.models import Namnd
from arenden.actions.sokrader import build_sokregister
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Bygg om sökraderna under en ny nyckel. Körs efter gallring; avbryter ingen sökning."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("koder", nargs="*", metavar="NAMND", help="nämndens kod; utan: alla")

    def handle(self, *, koder: list[str], **options: Any) -> None:
        namnder = Namnd.objects.filter(kod__in=koder) if koder else Namnd.objects.all()
        if okanda := set(koder) - {namnd.kod for namnd in namnder}:
            raise CommandError(f"Ingen nämnd har koden {', '.join(sorted(okanda))}.")
        for namnd in namnder:
            antal = build_sokregister(namnd=namnd, actor=None)
            personer = "person" if antal == 1 else "personer"
            self.stdout.write(f"{namnd}: {antal} {personer}")
