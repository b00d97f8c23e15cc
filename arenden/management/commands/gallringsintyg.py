from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from arenden.actions.gallring.intyg import OgiltigtIntyg, is_whole, verify
from arenden.models import Gallringsprotokoll
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Kontrollerar ett gallringsintyg mot nyckeln och mot protokollet som finns här."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path)

    def handle(self, *, fil: Path, **options: Any) -> None:
        try:
            sagt = verify(fil.read_text("utf-8"))
        except OgiltigtIntyg as fel:
            raise CommandError(str(fel)) from fel
        protokoll = Gallringsprotokoll.objects.filter(pk=sagt.protokoll).first()
        if protokoll is None or protokoll.fingeravtryck != sagt.fingeravtryck:
            raise CommandError("Intyget är äkta, men dess protokoll finns inte här.")
        if not is_whole(protokoll):
            raise CommandError("Intyget är äkta, men protokollet här har ändrats.")
        self.stdout.write(f"Intyget är äkta och stämmer med protokollet om akt {sagt.akt}.")
