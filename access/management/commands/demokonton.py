from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from access.models import Roll, Uppdrag
from audit.korning import LoggatKommando


class Command(LoggatKommando):
    help = "Skriver ut övningsstadens konton efter roll. Bara i övningsmiljön."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Konton skrivs bara ut i övningsmiljön.")
        uppdrag = (
            Uppdrag.objects.in_force(timezone.localdate())
            .filter(anvandare__is_active=True)
            .exclude(roll=Roll.SYSTEM)
            .select_related("anvandare", "namnd", "enhet")
            .order_by("namnd__namn", "anvandare__anvandarnamn")
        )
        self.stdout.write(f"Lösenord för alla: {settings.DEMO_LOSENORD}")
        self.stdout.write("Engångskod: manage.py engangskod ANVÄNDARNAMN")
        for roll in Roll:
            rader = [u for u in uppdrag if u.roll == roll]
            if rader:
                self.stdout.write(f"\n{roll.label}")
            for u in rader:
                var = ", ".join(str(del_) for del_ in (u.namnd, u.enhet) if del_) or "hela staden"
                self.stdout.write(f"  {u.anvandare.anvandarnamn:<20} {u.anvandare.namn}, {var}")
