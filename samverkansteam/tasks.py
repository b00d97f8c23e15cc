"""What the worker does for the teams."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from audit.korning import logged_job
from samverkansteam.actions.effekt import count_effekt
from samverkansteam.actions.medverkan import remind_of_medverkan
from samverkansteam.actions.omprovning import remind_of_resting


@app.periodic(cron="35 3 * * *")
@app.task(name="samverkansteam.omprova_samtycken", queueing_lock="samverkansteam.omprova_samtycken")
@logged_job("samverkansteam.omprova_samtycken")
def omprova_samtycken(timestamp: int) -> None:  # noqa: ARG001
    """Tell of consents that have come to rest since an age was reached or custody changed."""
    remind_of_resting(idag=timezone.localdate())


@app.periodic(cron="45 3 * * *")
@app.task(name="samverkansteam.rakna_effekt", queueing_lock="samverkansteam.rakna_effekt")
@logged_job("samverkansteam.rakna_effekt")
def rakna_effekt(timestamp: int) -> None:  # noqa: ARG001
    """Count how absence has moved in the teams that follow it, once a night."""
    count_effekt(idag=timezone.localdate())


@app.periodic(cron="15 6 * * *")
@app.task(name="samverkansteam.paminn_medverkan", queueing_lock="samverkansteam.paminn_medverkan")
@logged_job("samverkansteam.paminn_medverkan")
def paminn_om_medverkan(timestamp: int) -> None:  # noqa: ARG001
    """Tell of answers to requests to take part that are late, in the morning."""
    remind_of_medverkan(idag=timezone.localdate())
