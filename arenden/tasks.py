"""What the worker does for the cases."""

from django.utils import timezone
from procrastinate.contrib.django import app

from arenden.actions.varningar import claim_varningar


@app.periodic(cron="*/5 * * * *")
@app.task(name="arenden.claim_varningar", queueing_lock="arenden.claim_varningar")
def varna(timestamp: int) -> None:  # noqa: ARG001
    """Warn of clocks that are about to run out, or have."""
    claim_varningar(nu=timezone.now())
