from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from encryption.generationer import needs
from encryption.nyckeltjanst import nyckeltjanst
from encryption.root import root_provider


class Command(BaseCommand):
    help = "Visar rotnyckelns generationer och vad som behöver dem, eller gör en ny."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--ny", action="store_true", help="gör nästa generation (på värden som har rotnyckeln)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["ny"]:
                generation = root_provider().add_generation()
                self.stdout.write(
                    f"Generation {generation} är gjord. Ta en säkerhetskopia av rotnyckeln, och kör"
                    " sedan rotate_keys --rot."
                )
            generations = nyckeltjanst().generations()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        for generation in generations:
            needed = ", ".join(needs(generation)) or "ingenting; den kan tas bort"
            self.stdout.write(f"Generation {generation} behövs av: {needed}.")
