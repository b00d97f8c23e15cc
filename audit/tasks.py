"""What the worker does for the log."""

from procrastinate.contrib.django import app

from audit.sealing import seal_log


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal_log", queueing_lock="audit.seal_log")
def seal(timestamp: int) -> None:  # noqa: ARG001
    """Seal what was committed since the last minute."""
    seal_log()
