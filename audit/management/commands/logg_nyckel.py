from typing import Any

from django.conf import settings

from audit.korning import LoggatKommando
from audit.note import Nyckel
from audit.sealing import KEY_PURPOSE
from encryption.signing import public_keys


class Command(LoggatKommando):
    help = "Visar de offentliga nycklar som loggens kontrollpunkter kontrolleras med."

    def handle(self, **options: Any) -> None:
        for key in public_keys(KEY_PURPOSE):
            self.stdout.write(str(Nyckel.of_log(settings.LOGG_URSPRUNG, key)))
