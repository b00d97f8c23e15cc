from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from audit.vakten import Vakten
from config.databas import ARBETARE
from granskning.actions.larm import report_broken

GRACE_SECONDS = 10.0


class Command(BaseCommand):
    help = "Kör bakgrundsjobb och vaktar loggen tills processen avslutas."

    def handle(self, *args: Any, **options: Any) -> None:
        params = connector_params()
        params["options"] = f"{params.get('options', '')} -c role={ARBETARE}"
        connector = PsycopgConnector(kwargs=params, min_size=1, max_size=4)
        connection.close()
        with Vakten(on_broken=report_broken), app.replace_connector(connector):
            app.run_worker(
                name="arbetare", delete_jobs="successful", shutdown_graceful_timeout=GRACE_SECONDS
            )
