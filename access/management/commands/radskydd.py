from typing import Any

from django.db import transaction

from access.radskydd import apply_radskydd
from audit.korning import LoggatKommando
from audit.sidospar import install_triggers


class Command(LoggatKommando):
    help = (
        "Inför radskydd, rättigheter och triggrar i databasen. "
        "Körs som databasens ägare efter migrate."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        protected, watched = len(apply_radskydd()), install_triggers()
        if options["verbosity"]:
            self.stdout.write(
                f"Radskydd på {protected} tabeller. Ändringar utanför systemet noteras i {watched}."
            )
