from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from audit import log
from audit.avlopp.jamforelse import compare
from audit.bevis import signed_head
from audit.databas import compare_database
from audit.korning import LoggatKommando
from audit.note import Huvud, InvalidNote
from audit.verb import Verb
from audit.verify import verify_log


class Command(LoggatKommando):
    help = "Kontrollerar att loggen är hel, och säger annars var den är bruten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--databas",
            action="store_true",
            help=(
                "håll också varje rad och dess historik mot loggen: ändrade, tillbakasatta, "
                "borttagna och okända rader, triggrar som är av, ändringar utanför systemet"
            ),
        )
        parser.add_argument(
            "--avlopp",
            type=Path,
            metavar="FIL",
            help="jämför också loggen med en fil ur avloppet, eller med hela mappen",
        )
        parser.add_argument(
            "--from",
            type=Path,
            metavar="FIL",
            help="visa också att loggen börjar med det som en kontrollpunkt på annat håll gäller",
        )

    def handle(self, **options: Any) -> None:
        aldre = self._read_head(options["from"]) if options["from"] else None
        started = monotonic()
        found = verify_log(aldre)
        if options["databas"]:
            found.brott += compare_database()
        if options["avlopp"]:
            found.brott += self._compare(options["avlopp"])
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        with transaction.atomic():
            log.record(
                actor=None,
                verb=Verb.LOGG_VERIFY,
                utfall=log.Utfall.FEL if found.brott else log.Utfall.OK,
            )
        if found.forsenade:
            self.stderr.write(
                f"Varning: {found.forsenade} händelser är äldre än en minut men inte förseglade."
            )
        for brott in found.brott:
            self.stderr.write(brott)
        if found.brott:
            raise CommandError("Loggen är bruten.")
        self.stdout.write(
            f"Loggen är hel: {found.handelser} händelser, {found.kontrollpunkter} kontrollpunkter, "
            f"kontrollerade på {seconds} s."
        )
        if found.gallrade:
            self.stdout.write(
                f"{found.gallrade} av dem är gallrade efter sin tid; deras blad är kontrollerade."
            )
        if aldre:
            self.stdout.write(
                f"Den börjar med de {aldre.storlek} händelser som {options['from']} gäller."
            )

    def _compare(self, path: Path) -> list[str]:
        if not path.exists():
            raise CommandError(f"{path} finns inte.")
        jamforelse = compare(path)
        self.stdout.write(f"{jamforelse.rader} rader ur avloppet är jämförda med loggen.")
        if jamforelse.olasliga:
            self.stderr.write(f"Varning: {jamforelse.olasliga} avbrutna rader gick inte att läsa.")
        return jamforelse.brott

    def _read_head(self, path: Path) -> Huvud:
        try:
            return signed_head(path.read_text())
        except (OSError, ValueError) as error:
            raise CommandError(f"{path} går inte att läsa: {error}") from error
        except InvalidNote as error:
            raise CommandError(
                f"{path} är ingen kontrollpunkt som den här loggen har skrivit under."
            ) from error
