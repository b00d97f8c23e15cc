from typing import Any

from audit.korning import LoggatKommando
from config.sessions import SessionStore


class Command(LoggatKommando):
    help = "Tar bort inloggningar som upphörde för så länge sedan att ingen behöver se dem."

    def handle(self, *args: Any, **options: Any) -> None:
        SessionStore.clear_expired()
