from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from arenden.models import Arende
from audit import log
from audit.korning import LoggatKommando
from audit.verb import Verb
from insatser.bpmn.fil import bpmn_file
from insatser.bpmn.lage import places_of
from insatser.bpmn.ram import ram_of
from insatser.flows.definition import graf_of
from insatser.flows.register import FLODEN


class Command(LoggatKommando):
    help = (
        "Skriver flöden som BPMN 2.0-filer. Med --arende skrivs en fil för varje flöde som ärendet "
        "går i, med stegens läge som färger; inget i filen säger vems ärendet är."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        vad = parser.add_mutually_exclusive_group(required=True)
        vad.add_argument("flode", nargs="?", metavar="FLOW", help="flödets kod; nyaste versionen")
        vad.add_argument("--alla", action="store_true", help="alla flöden i alla versioner")
        vad.add_argument("--arende", metavar="NUMMER", help="flödena som ett ärende går i")
        parser.add_argument("--output", type=Path, default=Path(), metavar="DIR")
        parser.add_argument(
            "--dag", type=date.fromisoformat, metavar="ÅÅÅÅ-MM-DD", help="fristerna den dagen"
        )

    def handle(self, **options: Any) -> None:
        self.dag: date = options["dag"] or timezone.localdate()
        self.output: Path = options["output"]
        self.output.mkdir(parents=True, exist_ok=True)
        if options["arende"]:
            self._write_case(options["arende"])
            return
        for flode in _chosen("" if options["alla"] else options["flode"]):
            self._write(flode, _name(flode))

    @transaction.atomic
    def _write_case(self, nummer: str) -> None:
        try:
            arende = Arende.objects.get(arendenummer=nummer)
        except Arende.DoesNotExist:
            raise CommandError("Det finns inget ärende med det numret.") from None
        log.record(actor=None, verb=Verb.ARENDE_EXPORT, akt_id=arende.akt_id, objekt=arende)
        for plats, stalle in enumerate(places_of(arende), start=1):
            self._write(stalle.flode, f"lage-{plats}-{_name(stalle.flode)}", lagen=stalle.lagen)

    def _write(self, flode: Any, namn: str, **lagen: Any) -> None:
        fil = self.output / f"{namn}.bpmn"
        fil.write_bytes(bpmn_file(graf_of(flode), ram_of(flode, self.dag), **lagen))
        self.stdout.write(str(fil))


def _name(flode: Any) -> str:
    return f"{flode.kod}-v{flode.version}"


def _chosen(kod: str) -> list[Any]:
    """The newest version of a flow, or every version of all of them."""
    if not kod:
        return list(FLODEN.values())
    versioner = [version for egen, version in FLODEN if egen == kod]
    if not versioner:
        koder = ", ".join(sorted({egen for egen, _ in FLODEN}))
        raise CommandError(f"Det finns inget flöde «{kod}». Flöden: {koder}.")
    return [FLODEN[kod, max(versioner)]]
