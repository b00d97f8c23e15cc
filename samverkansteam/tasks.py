"""What the worker does for the teams."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from audit.korning import logged_job
from samverkansteam.actions.omprovning import remind_of_resting


@app.periodic(cron="35 3 * * *")
@app.task(name="samverkansteam.omprova_samtycken", queueing_lock="samverkansteam.omprova_samtycken")
@logged_job("samverkansteam.omprova_samtycken")
def omprova_samtycken(timestamp: int) -> None:  # noqa: ARG001
    """Tell of consents that have come to rest since an age was reached or custody changed."""
    remind_of_resting(idag=timezone.localdate())
