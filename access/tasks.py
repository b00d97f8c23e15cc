"""What the worker does about keys and mail."""

from django.utils import timezone
from procrastinate.contrib.django import app

from access.actions.mejl import mail_everybody
from access.nyckelbyte import finish
from audit.korning import logged_job


@app.periodic(cron="*/10 * * * *")
@app.task(name="access.finish_rotation", queueing_lock="access.finish_rotation")
@logged_job("access.finish_rotation", tyst=True)
def finish_rotation(timestamp: int) -> None:  # noqa: ARG001
    """Reseal what is left of a change of keys, and destroy the keys that nothing needs."""
    finish(lambda _: None)


@app.periodic(cron="*/5 * * * *")
@app.task(
    name="access.mejla_aviseringar",
    queueing_lock="access.mejla_aviseringar",
    lock="access.mejla_aviseringar",
)
@logged_job("access.mejla_aviseringar", tyst=True)
def mejla_aviseringar(timestamp: int) -> None:  # noqa: ARG001
    """Tell by mail that there are notices, those who want to hear of it."""
    mail_everybody(nu=timezone.now())
