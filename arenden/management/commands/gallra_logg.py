from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from arenden.models import Personakt
from audit.gallring import oldest_kept, places_to_prune, prune_log
from audit.korning import LoggatKommando
from encryption.models import Datanyckel


class Command(LoggatKommando):
    help = "Visar hur många logghändelser som är äldre än de ska sparas; --genomfor gallrar dem."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--genomfor", action="store_true", help="ta bort dem för alltid")

    def handle(self, *, genomfor: bool, **options: Any) -> None:
        try:
            aldre_an = oldest_kept(timezone.now())
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        told = f"skrivna före {timezone.localdate(aldre_an)}"
        if genomfor:
            antal = prune_log(aldre_an, still_stand)
            self.stdout.write(f"{antal} händelser {told} är gallrade. Deras bevis gäller än.")
            return
        antal = sum(1 for _ in places_to_prune(aldre_an, still_stand))
        self.stdout.write(f"{antal} händelser {told} kan gallras. Kör om med --genomfor.")


def still_stand(ids: set[UUID]) -> set[UUID]:
    """Those that are an akt, or that anything sealed still belongs to."""
    akter = Personakt.objects.filter(pk__in=ids).values_list("pk", flat=True)
    owners = Datanyckel.objects.filter(agare_id__in=ids).values_list("agare_id", flat=True)
    return {*akter, *owners}
