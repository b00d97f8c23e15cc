from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from audit import log
from audit.bevis import NotSealed, prove_many
from audit.korning import LoggatKommando
from audit.models import Logghandelse
from audit.verb import Verb


class Command(LoggatKommando):
    help = "Skriver ett bevis för att en händelse står i loggen, och händelsen själv bredvid."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handelse", type=int, metavar="HÄNDELSE", help="händelsens nummer")
        parser.add_argument(
            "--ut",
            type=Path,
            metavar="FIL",
            help="var beviset läggs; utan valet handelse-NUMMER.tlog-proof i denna mapp",
        )

    def handle(self, *, handelse: int, ut: Path | None, **options: Any) -> None:
        path = ut or Path(f"handelse-{handelse}.tlog-proof")
        try:
            text = prove_many([handelse])[handelse]
        except NotSealed as error:
            raise CommandError(
                f"Händelse {handelse} är inte förseglad. Finns den, är den det inom en minut."
            ) from error
        entry = Logghandelse.objects.filter(pk=handelse).first()
        with transaction.atomic():
            log.record(
                actor=None,
                verb=Verb.LOGG_PROVE,
                akt_id=entry.akt_id if entry else None,
                objekt=entry,
            )
        path.write_text(text)
        self.stdout.write(f"Beviset: {path}")
        if entry is None:
            self.stdout.write("Händelsen är gallrad. Beviset gäller den som har sparat den.")
            return
        body = path.with_suffix(".json")
        body.write_bytes(entry.kropp)
        self.stdout.write(f"Händelsen: {body}")
