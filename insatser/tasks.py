"""What the worker does for the flows."""

from __future__ import annotations

from procrastinate.contrib.django import app

from audit.korning import logged_job
from insatser.flows.kontroll import check_all


@app.periodic(cron="50 3 * * *")
@app.task(name="insatser.check_flows", queueing_lock="insatser.check_flows")
@logged_job("insatser.check_flows")
def kontrollera_floden(timestamp: int) -> None:  # noqa: ARG001
    """Hold every case against its facts, once a night, and tell of those that differ."""
    check_all()
