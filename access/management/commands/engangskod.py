import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django_otp.oath import TOTP

from access.models import Kodapp
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Skriver ut en engångskod som går att använda nu. Bara i övningsmiljön."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("anvandare", help="användarnamn, se demokonton")

    def handle(self, *, anvandare: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Engångskoder skrivs bara ut i övningsmiljön.")
        app = (
            Kodapp.objects.filter(user__anvandarnamn=anvandare, user__is_active=True)
            .order_by("-confirmed")
            .first()
        )
        if app is None:
            raise CommandError(
                f"{anvandare} har ingen app för engångskoder. Logga in med lösenordet först."
            )
        self.stdout.write(unused_code(app))


def unused_code(app: Kodapp) -> str:
    """The code of now, or the next one if that of now is already used; both are accepted."""
    totp = TOTP(app.secret, app.STEP, digits=app.DIGITS)
    totp.time = time.time()
    if totp.t() <= app.senaste_steg:
        totp.time += app.STEP
    return f"{totp.token():0{app.DIGITS}d}"
