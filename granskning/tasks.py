"""What the worker does for the review."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from arenden.rules.frister import next_working_day
from audit.korning import logged_job
from granskning.actions.granskningspaminnelser import remind_of_fragor, remind_of_granskningar
from granskning.actions.nodoppning import remind_of_overdue
from granskning.actions.overvakning import verify_whole_log, watch_log
from granskning.actions.provatkomst import find_last_access, make_access
from granskning.actions.urval import draw


@app.periodic(cron="10 * * * *")
@app.task(name="granskning.remind_of_overdue", queueing_lock="granskning.remind_of_overdue")
@logged_job("granskning.remind_of_overdue", tyst=True)
def paminn(timestamp: int) -> None:  # noqa: ARG001
    """Escalate each break-glass that nobody has reviewed in time."""
    remind_of_overdue(nu=timezone.now())


@app.periodic(cron="20 6 * * *")
@app.task(name="granskning.remind_of_granskningar", queueing_lock="granskning.granskningar")
@logged_job("granskning.remind_of_granskningar")
def paminn_om_granskningar(timestamp: int) -> None:  # noqa: ARG001
    """Remind of monthly reviews past their day, and of questions without an answer."""
    remind_of_granskningar(nu=timezone.now())
    remind_of_fragor(nu=timezone.now())


@app.periodic(cron="40 5 1-12 * *")
@app.task(name="granskning.draw_month", queueing_lock="granskning.draw_month")
@logged_job("granskning.draw_month")
def dra_manadens_urval(timestamp: int) -> None:  # noqa: ARG001
    """Draw the month that has ended, on its first working day or the first day that it can be."""
    idag = timezone.localdate()
    forsta = idag.replace(day=1)
    if idag >= next_working_day(forsta):
        draw(manad=forsta - timedelta(days=1), actor=None)


@app.periodic(cron="*/10 * * * *")
@app.task(name="granskning.try_log", queueing_lock="granskning.try_log")
@logged_job("granskning.try_log")
def prova_loggen(timestamp: int) -> None:  # noqa: ARG001
    """Look for the last synthetic access, and make the next."""
    find_last_access()
    make_access()


@app.periodic(cron="*/2 * * * *")
@app.task(name="granskning.watch_log", queueing_lock="granskning.watch_log")
@logged_job("granskning.watch_log", tyst=True)
def bevaka_loggen(timestamp: int) -> None:  # noqa: ARG001
    """Raise alarms for what is wrong with the log, and end those that are over."""
    watch_log()


@app.periodic(cron="30 2 * * *")
@app.task(name="granskning.verify_whole_log", queueing_lock="granskning.verify_whole_log")
@logged_job("granskning.verify_whole_log")
def kontrollera_loggen(timestamp: int) -> None:  # noqa: ARG001
    """Verify every entry and head of the log, once a night."""
    verify_whole_log()
