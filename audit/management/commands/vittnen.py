from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from audit.korning import LoggatKommando
from audit.models import Vittnesmal
from audit.note import Nyckel
from audit.sealing import KEY_PURPOSE
from audit.vittnen import Besked, ask_witnesses
from audit.vittnesmal import Vittne, witnesses
from encryption.signing import public_keys


class Command(LoggatKommando):
    help = "Visar loggens nycklar, som ett vittne ska ha, och vad varje vittne senast signerade."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fraga", action="store_true", help="be vittnena signera den nyaste kontrollpunkten"
        )

    def handle(self, **options: Any) -> None:
        self.stdout.write("Loggens nycklar:")
        for key in public_keys(KEY_PURPOSE):
            self.stdout.write(str(Nyckel.of_log(settings.LOGG_URSPRUNG, key)))
        answers = ask_witnesses() if options["fraga"] else []
        for svar in answers:
            self.stdout.write(f"{svar.vittne}: {svar.utfall}. {svar.orsak}".strip())
        for vittne in witnesses():
            self.stdout.write(_newest(vittne))
        if any(svar.utfall == Besked.MOTSAGT for svar in answers):
            raise CommandError("Ett vittne säger emot loggen.")


def _newest(vittne: Vittne) -> str:
    newest = Vittnesmal.objects.filter(vittne=vittne.namn).order_by("-kontrollpunkt_id").first()
    if newest is None:
        return f"{vittne.namn} har inte signerat någon kontrollpunkt."
    return (
        f"{vittne.namn} signerade senast {newest.kontrollpunkt_id} händelser "
        f"{newest.tid:%Y-%m-%d %H:%M:%S} UTC."
    )
