"""What the worker does for the flows."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from audit.korning import logged_job
from insatser.actions.alder import start_aldersovergangar
from insatser.flows.kontroll import check_all


@app.periodic(cron="50 3 * * *")
@app.task(name="insatser.check_flows", queueing_lock="insatser.check_flows")
@logged_job("insatser.check_flows")
def kontrollera_floden(timestamp: int) -> None:  # noqa: ARG001
    """Hold every case against its facts, once a night, and tell of those that differ."""
    check_all()


@app.periodic(cron="20 3 * * *")
@app.task(name="insatser.aldersovergangar", queueing_lock="insatser.aldersovergangar")
@logged_job("insatser.aldersovergangar")
def borja_aldersovergangar(timestamp: int) -> None:  # noqa: ARG001
    """Begin in time what a young person's coming to an age asks for."""
    start_aldersovergangar(idag=timezone.localdate())
