from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from audit import log
from audit.korning import LoggatKommando
from audit.verb import Verb
from encryption.indexrotation import indexed_purposes, rotate_index, unknown_rows


class Command(LoggatKommando):
    help = (
        "Byter nyckel till ett index medan systemet används. "
        "Avbryts det tar nästa körning vid där det slutade."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("syfte", choices=indexed_purposes(), help="Vilket index.")
        parser.add_argument("--batch", type=int, default=500, help="Rader i taget.")

    def handle(self, *, syfte: str, batch: int, **options: Any) -> None:
        if unknown := unknown_rows(syfte):
            self.stderr.write(
                f"{unknown} rader har index men inte värdet det räknades av. De hittas inte sedan."
            )
        for step in rotate_index(syfte, batch=batch):
            self.stdout.write(step)
        with transaction.atomic():
            log.record(actor=None, verb=Verb.INDEX_ROTATE, detalj=syfte)
