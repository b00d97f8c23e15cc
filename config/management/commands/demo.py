from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from access.models import Anvandare
from audit.korning import LoggatKommando
from audit.sealing import seal_log

PER_HUVUD = 200
"""Entries to a head: so many that two months of the town's log end at heads of their own."""


class Command(LoggatKommando):
    help = "Bygger övningsstaden i en tom databas. Bara i övningsmiljön."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--akter", type=int, default=48, help="hur många akter (48)")

    def handle(self, *, akter: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Övningsstaden byggs bara i övningsmiljön.")
        if Anvandare.objects.exists():
            raise CommandError("Databasen har redan användare. Staden byggs i en tom databas.")
        from config.demo.bygge import build  # brings a library that operation does without
        from config.demo.logg import draw_reviews, play_reviews
        from config.demo.tabell import publish_oldest

        bygge = build(
            nu=timezone.now(), antal=akter, losenord=settings.DEMO_LOSENORD, tell=self._show
        )
        self.stdout.write(f"\n{bygge.antal} akter är spelade.")
        for utfall in bygge.importerade:
            antal = len(utfall.arenden)
            self.stdout.write(f"{utfall.fil}: {f'{antal} ärenden' if antal else 'inte mottagen'}")
            for fel in utfall.fel:
                self.stdout.write(f"    {fel}")
        call_command("bygg_uttag", stdout=self.stdout)
        publish_oldest()
        call_command("gallra", stdout=self.stdout)
        seal_log(batch=PER_HUVUD)
        granskningar = draw_reviews(timezone.now())
        play_reviews(granskningar)
        self.stdout.write(f"{len(granskningar)} logggranskningar är dragna.")
        seal_log()

    def _show(self, klara: int, alla: int) -> None:
        """A line of progress that stays on its line."""
        if self.stdout.isatty() and (klara % 50 == 0 or klara == alla):
            self.stdout.write(f"\r{klara} av {alla} händelser", ending="")
            self.stdout.flush()
