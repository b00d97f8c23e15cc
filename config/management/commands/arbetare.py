from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from config.databas import ARBETARE

GRACE_SECONDS = 10.0


class Command(BaseCommand):
    help = "Kör bakgrundsjobb och återkommande jobb tills processen avslutas."

    def handle(self, *args: Any, **options: Any) -> None:
        connector = PsycopgConnector(
            kwargs={**connector_params(), "options": f"-c role={ARBETARE}"}, min_size=1, max_size=4
        )
        with app.replace_connector(connector):
            app.run_worker(
                name="arbetare", delete_jobs="successful", shutdown_graceful_timeout=GRACE_SECONDS
            )
