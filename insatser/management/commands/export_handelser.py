import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from access.models import Namnd
from audit import log
from audit.korning import LoggatKommando
from audit.verb import Verb
from insatser.flows.handelselogg import finished_farder
from insatser.rules.handelselogg import MINST_BARN, Spar, pseudonymise, publishable
from insatser.rules.ocel import write_ocel
from insatser.rules.xes import write_xes

FORMAT: dict[str, Callable[[Iterable[Spar], BinaryIO], None]] = {
    "xes": write_xes,
    "ocel": write_ocel,
}


class Command(LoggatKommando):
    help = (
        "Tar ut stegen i avslutade flöden med pseudonymer, för processanalys. "
        f"Flöden som färre än {MINST_BARN} barn har gått lämnas inte ut."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMAT, required=True)
        parser.add_argument("--output", type=Path, required=True, metavar="FIL")
        parser.add_argument("--flode", default="", metavar="KOD", help="annars alla flöden")
        parser.add_argument("--namnd", default="", metavar="KOD", help="annars alla nämnder")

    def handle(self, **options: Any) -> None:
        namnd = _namnd(options["namnd"])
        with transaction.atomic():
            farder, fa = publishable(finished_farder(namnd=namnd, flode=options["flode"]))
            for flode in sorted(fa):
                self.stderr.write(f"{flode}: färre än {MINST_BARN} barn, lämnas inte ut.")
            if not farder:
                raise CommandError("Inget flöde har gåtts av så många barn att det kan lämnas ut.")
            _write(options["output"], FORMAT[options["format"]], pseudonymise(farder))
            log.record(
                actor=None,
                verb=Verb.STATISTIK_MINE,
                objekt=log.Objekt("statistik", f"handelser.{options['format']}"),
            )
        self.stdout.write(f"{len(farder)} färder i {options['output']}.")


def _namnd(kod: str) -> Namnd | None:
    try:
        return Namnd.objects.get(kod=kod) if kod else None
    except Namnd.DoesNotExist:
        raise CommandError(f"Det finns ingen nämnd med koden {kod}.") from None


def _write(fil: Path, skriv: Callable[[Iterable[Spar], BinaryIO], None], spar: list[Spar]) -> None:
    """A new file for its owner alone; never over one that is there."""
    try:
        handle = os.open(fil, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CommandError(f"{fil} finns redan. Välj en ny fil.") from None
    with os.fdopen(handle, "wb") as ut:
        skriv(spar, ut)
