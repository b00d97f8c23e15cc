from typing import Any
from uuid import UUID

from django.core.management.base import CommandParser

from access import nyckelbyte
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = (
        "Byter nycklar medan systemet används. Avbryts körningen fortsätter samma kommando där "
        "det var."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--rot", action="store_true", help="ny epok: slå in varje datanyckel på nytt"
        )
        which.add_argument(
            "--logg", action="store_true", help="loggen signeras under rotens nyaste generation"
        )
        which.add_argument("--akt", type=UUID, help="ny datanyckel till en akt (eller annan ägare)")
        which.add_argument("--alla", action="store_true", help="ny datanyckel till alla ägare")
        which.add_argument(
            "--avsluta", action="store_true", help="förstör gamla nycklar som inte längre behövs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tell = self.stdout.write if options["verbosity"] else lambda _: None
        if options["rot"]:
            nyckelbyte.rotate_root(tell)
        elif options["logg"]:
            nyckelbyte.rotate_log(tell)
        elif options["akt"]:
            nyckelbyte.rotate_akt(options["akt"], tell)
        elif options["alla"]:
            nyckelbyte.rotate_all(tell)
        else:
            nyckelbyte.finish(tell)
