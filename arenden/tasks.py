"""What the worker does for the cases."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from arenden.actions.handlingar import clear_up_bodies
from arenden.actions.varningar import claim_varningar


@app.periodic(cron="*/5 * * * *")
@app.task(name="arenden.claim_varningar", queueing_lock="arenden.claim_varningar")
def varna(timestamp: int) -> None:  # noqa: ARG001
    """Warn of clocks that are about to run out, or have."""
    claim_varningar(nu=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="arenden.stada_handlingar", queueing_lock="arenden.stada_handlingar")
def stada_handlingar(timestamp: int) -> None:  # noqa: ARG001
    """Remove files that were written for handlingar which never came to be."""
    clear_up_bodies(before=timezone.now() - timedelta(days=1))
