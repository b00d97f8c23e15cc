from typing import Any

from django.core.management.base import BaseCommand

from config.sessions import SessionStore


class Command(BaseCommand):
    help = "Tar bort inloggningar som upphörde för så länge sedan att ingen behöver se dem."

    def handle(self, *args: Any, **options: Any) -> None:
        SessionStore.clear_expired()
