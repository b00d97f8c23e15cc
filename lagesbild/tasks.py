"""What the worker does for the numbers."""

from django.utils import timezone
from procrastinate.contrib.django import app

from audit.korning import logged_job
from lagesbild.actions.likvardighet import build_likvardighetsuttag
from lagesbild.actions.steguttag import build_steguttag
from lagesbild.actions.uttag import build_due


@app.periodic(cron="15 3 * * *")
@app.task(name="lagesbild.bygg_uttag", queueing_lock="lagesbild.bygg_uttag")
@logged_job("lagesbild.bygg_uttag")
def bygg_uttag(timestamp: int) -> None:  # noqa: ARG001
    """Bring the extracts up to date, once a night."""
    build_due(nu=timezone.now(), actor=None)
    build_steguttag(nu=timezone.now(), actor=None)
    build_likvardighetsuttag(nu=timezone.now(), actor=None)
