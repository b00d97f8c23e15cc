"""What the worker does about keys."""

from procrastinate.contrib.django import app

from access.nyckelbyte import finish
from audit.korning import logged_job


@app.periodic(cron="*/10 * * * *")
@app.task(name="access.finish_rotation", queueing_lock="access.finish_rotation")
@logged_job("access.finish_rotation", tyst=True)
def finish_rotation(timestamp: int) -> None:  # noqa: ARG001
    """Reseal what is left of a change of keys, and destroy the keys that nothing needs."""
    finish(lambda _: None)
