"""Runs of background jobs and commands: each leaves an entry, whatever comes of it.

A run that fails rolls back what it did, and tells that it failed, and what it had opened, in a
transaction of its own. What went wrong is for the operator's log, never for this one: the words of
an exception may hold what was being worked on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.management.base import BaseCommand
from django.db import DatabaseError, transaction

from audit import log
from audit.context import Arbete, work
from audit.lasning import Lasning, logged_reading
from audit.verb import Verb

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def logged_run(verb: Verb, namn: str, *, tyst: bool = False) -> Iterator[Arbete]:
    """One run of what is called `namn`. If `tyst`, a run without any trace leaves none here."""
    objekt = log.Objekt(verb.value.partition(".")[0], namn)
    with (
        work(f"{objekt.slag}:{namn}") as arbete,
        logged_reading(actor=None, verb=verb) as lasning,
    ):
        try:
            yield arbete
        except BaseException:
            with suppress(DatabaseError):  # without a database the failure itself must still show
                _tell(lasning, objekt, log.Utfall.FEL)
            raise
        if lasning.oppnat or arbete.handelser or not tyst:
            _tell(lasning, objekt, log.Utfall.OK)


def _tell(lasning: Lasning, objekt: log.Objekt, utfall: log.Utfall) -> None:
    with transaction.atomic():
        lasning.write()
        log.record(actor=None, verb=lasning.verb, objekt=objekt, utfall=utfall)


def logged_job(namn: str, *, tyst: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Log each run of a task, by the name that the queue has for it.

    `tyst` is for what runs every few minutes and mostly finds nothing to do.
    """

    def mark(task: Callable[P, R]) -> Callable[P, R]:
        @wraps(task)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with logged_run(Verb.JOBB_RUN, namn, tyst=tyst):
                return task(*args, **kwargs)

        run.jobb, run.tyst = namn, tyst  # type: ignore[attr-defined]
        return run

    return mark


class LoggatKommando(BaseCommand):
    """Base of our management commands: each run is logged, by the command's name."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        namn = type(self).__module__.rpartition(".")[2]
        with logged_run(Verb.KOMMANDO_RUN, namn):
            return super().execute(*args, **options)
