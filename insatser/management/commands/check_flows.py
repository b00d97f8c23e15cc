from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from arenden.models import Arende
from audit.korning import LoggatKommando
from insatser.flows.definition import graf_of
from insatser.flows.kontroll import find_all
from insatser.flows.register import FLODEN
from insatser.rules.modellkontroll import find_brister


class Command(LoggatKommando):
    help = "Kontrollerar att varje flöde är helt, och att det stämmer med fakta i varje ärende."

    def handle(self, **options: Any) -> None:
        brister = self._check_models()
        oense = set()
        for fynd in find_all():
            oense.add(fynd.arende and fynd.arende.pk)
            self.stderr.write(f"{fynd.arende or 'Utan ärende'}: {fynd.text}")
        antal = Arende.objects.count()
        if oense:
            raise CommandError(f"{len(oense)} av {antal} ärenden stämmer inte.")
        if brister:
            raise CommandError("Alla ärenden stämmer, men flöden har brister.")
        self.stdout.write(f"Alla {antal} ärenden stämmer. Alla {len(FLODEN)} flöden är hela.")

    def _check_models(self) -> int:
        antal = 0
        for (kod, version), flode in FLODEN.items():
            for brist in find_brister(graf_of(flode), timezone.localdate()):
                self.stderr.write(f"{kod} v{version}: {brist.text}")
                antal += 1
        return antal
