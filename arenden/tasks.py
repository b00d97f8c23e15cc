"""What the worker does for the cases."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from arenden.actions.beslut import end_overklagandetider
from arenden.actions.gallring.forslag import VERKSTALL, propose_gallringar
from arenden.actions.gallring.verkstall import execute_gallring
from arenden.actions.handlingar import clear_up_bodies
from arenden.actions.utgang import end_when_time_is_out
from arenden.actions.varningar import claim_varningar
from audit.korning import logged_job


@app.periodic(cron="*/5 * * * *")
@app.task(name="arenden.claim_varningar", queueing_lock="arenden.claim_varningar")
@logged_job("arenden.claim_varningar", tyst=True)
def varna(timestamp: int) -> None:  # noqa: ARG001
    """Warn of clocks that are about to run out, or have."""
    nu = timezone.now()
    while claim_varningar(nu=nu):
        pass


@app.periodic(cron="30 2 1 * *")
@app.task(name="arenden.foresla_gallring", queueing_lock="arenden.foresla_gallring")
@logged_job("arenden.foresla_gallring")
def foresla_gallring(timestamp: int) -> None:  # noqa: ARG001
    """Propose what the retention rules let go of, once a month."""
    propose_gallringar(idag=timezone.localdate())


@app.periodic(cron="10 4 * * *")
@app.task(name="arenden.tider_ute", queueing_lock="arenden.tider_ute")
@logged_job("arenden.tider_ute")
def avsluta_det_som_tiden_avslutar(timestamp: int) -> None:  # noqa: ARG001
    """Let decisions stand when nobody appealed, and end follow-ups whose half year has passed."""
    end_overklagandetider(nu=timezone.now())
    end_when_time_is_out(nu=timezone.now())


@app.task(name=VERKSTALL)
@logged_job(VERKSTALL)
def verkstall_gallring(forslag: str) -> None:
    """Destroy what two people have decided."""
    execute_gallring(forslag_id=UUID(forslag))


@app.periodic(cron="17 3 * * *")
@app.task(name="arenden.stada_handlingar", queueing_lock="arenden.stada_handlingar")
@logged_job("arenden.stada_handlingar")
def stada_handlingar(timestamp: int) -> None:  # noqa: ARG001
    """Remove files that were written for handlingar which never came to be."""
    clear_up_bodies(before=timezone.now() - timedelta(days=1))
