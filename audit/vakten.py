"""What keeps the log steady, within the worker's process: the second sink, sealing, witnesses.

Each is a loop in a thread with a database connection of its own, so that none waits for another.
An advisory lock makes each one alone, however many workers run; when its holder dies, the next
turn of another worker takes over. A fault is told once and tried again, until the process ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

from django.db import connection
from django.db.models import Max

from audit.avlopp.tomning import drain
from audit.models import Logghandelse
from audit.sealing import LogBroken, seal_log
from audit.vittnen import Besked, ask_witnesses

logger = logging.getLogger("audit.vakten")

EVERY_SECONDS = 1.0
SEAL_SECONDS = 10.0
SEAL_ENTRIES = 1_000
"""As many new entries as are sealed at once, without waiting for the seconds."""
WITNESS_SECONDS = 60.0
STOP_SECONDS = 10.0
BROKEN = "Förseglingen har stannat: det som är undertecknat är inte längre det som finns lagrat."

LOCK = 0x76616B74
"""First part of the advisory locks' key; the letters of "vakt"."""


class Vakten:
    """The loops of one worker. As a context manager: they run inside the block."""

    def __init__(self, *, on_broken: Callable[[str], object]) -> None:
        """`on_broken` is told, in Swedish, when the log is found to have been bent.

        It is told again at every turn, for as long as that is so.
        """
        self._stopped = Event()
        self._on_broken = on_broken
        forsegling = Forsegling(on_broken)
        self._slingor = [
            Slinga("avlopp", 1, EVERY_SECONDS, drain, self._stopped),
            Slinga("forsegling", 2, EVERY_SECONDS, forsegling.seal_when_due, self._stopped),
            Slinga("vittnen", 3, WITNESS_SECONDS, self._ask_witnesses, self._stopped),
        ]

    def __enter__(self) -> Self:
        for slinga in self._slingor:
            slinga.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        for slinga in self._slingor:
            slinga.join(STOP_SECONDS)

    def _ask_witnesses(self) -> None:
        for svar in ask_witnesses():
            if svar.utfall is Besked.MOTSAGT:
                self._on_broken(f"Vittnet {svar.vittne}: {svar.orsak}")


class Slinga(Thread):
    """Does its work every so many seconds, alone among all workers, until told to stop."""

    def __init__(
        self, name: str, number: int, seconds: float, work: Callable[[], object], stopped: Event
    ) -> None:
        super().__init__(name=f"vakten-{name}", daemon=True)
        self._number, self._seconds, self._work, self._stopped = number, seconds, work, stopped
        self._fault = ""

    def run(self) -> None:
        try:
            while not self._stopped.wait(self._seconds):
                self._turn()
        finally:
            connection.close()

    def _turn(self) -> None:
        try:
            with _alone(self._number) as is_alone:
                if is_alone:
                    self._work()
        except Exception as error:  # noqa: BLE001  # whatever it is, the next turn must come
            self._tell(error)
            connection.close()
        else:
            self._tell(None)

    def _tell(self, error: Exception | None) -> None:
        """Once when a fault comes and once when it is over, not every second."""
        fault = type(error).__qualname__ if error else ""
        if fault and fault != self._fault:
            logger.error("%s: %s", self.name, fault, exc_info=error)
        elif self._fault and not fault:
            logger.warning("%s: works again", self.name)
        self._fault = fault


class Forsegling:
    """Seals when enough is waiting, or when enough time has gone."""

    def __init__(self, on_broken: Callable[[str], object]) -> None:
        self._on_broken = on_broken
        self._at, self._newest = 0.0, 0

    def seal_when_due(self) -> None:
        newest = Logghandelse.objects.aggregate(Max("pk"))["pk__max"] or 0
        is_many = newest - self._newest >= SEAL_ENTRIES
        if not is_many and monotonic() - self._at < SEAL_SECONDS:
            return
        self._at, self._newest = monotonic(), newest
        try:
            seal_log()
        except LogBroken as broken:
            logger.error("%s", broken)  # noqa: TRY400  # where it was found tells nothing more
            self._on_broken(BROKEN)


@contextmanager
def _alone(number: int) -> Iterator[bool]:
    """Whether this connection got the lock; it is given back with the block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, number])
        (is_alone,) = cursor.fetchone()
    yield is_alone
    if is_alone:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, number])
