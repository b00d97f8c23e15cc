"""What the worker does for the rounds of calibration."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from audit.korning import logged_job
from riskbedomning.actions.kalibrering import count_due


@app.periodic(cron="40 3 * * *")
@app.task(name="riskbedomning.rakna_kalibrering", queueing_lock="riskbedomning.rakna_kalibrering")
@logged_job("riskbedomning.rakna_kalibrering")
def rakna_kalibrering(timestamp: int) -> None:  # noqa: ARG001
    """Count the rounds that have ended, once a night."""
    count_due(idag=timezone.localdate())
