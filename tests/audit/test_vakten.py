"""The loops that keep the log: they seal, drain and ask, alone, and outlive what befalls them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from time import monotonic, sleep
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from audit import log, vakten
from audit.avlopp.jamforelse import compare
from audit.models import Kontrollpunkt, Loggblad, Logghandelse
from audit.sealing import LogBroken
from audit.vakten import LOCK, Vakten
from audit.verb import Verb
from audit.verify import verify_log
from audit.vittnen import Besked, Svar
from tests.audit.conftest import triggers_off
from tests.audit.test_avlopp import folder, rader_in, wait_for  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

END_THE_OTHERS = """
RESET ROLE;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND usename = session_user AND pid <> pg_backend_pid();
SET ROLE insatser_arbetare
"""


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(vakten, "SEAL_SECONDS", 0.2)
    monkeypatch.setattr(vakten, "EVERY_SECONDS", 0.1)


@contextmanager
def watched(on_broken=lambda _: None):
    with Vakten(on_broken=on_broken):
        yield


def all_sealed(count: int) -> bool:
    return Loggblad.objects.count() == count


def test_what_is_committed_is_sealed_and_has_left_within_seconds(write_entries, folder):  # noqa: F811
    with watched():
        sleep(1.5)
        started = monotonic()
        entries = write_entries(3)
        wait_for(lambda: len(rader_in(folder)) == 3)
        assert monotonic() - started < 2
        wait_for(lambda: all_sealed(3), 15)
    assert [rad.id for rad in rader_in(folder)] == [entry.pk for entry in entries]


def test_many_entries_do_not_wait_for_the_seconds(write_entries, monkeypatch):
    monkeypatch.setattr(vakten, "SEAL_ENTRIES", 5)
    with watched():
        write_entries(1)
        wait_for(lambda: all_sealed(1))
        write_entries(5)
        wait_for(lambda: all_sealed(6), 5)


def test_with_nothing_new_no_head_is_signed(write_entries, hurried):
    with watched():
        write_entries(1)
        wait_for(lambda: all_sealed(1))
        sleep(1)
    assert Kontrollpunkt.objects.count() == 1


def test_of_two_workers_one_is_at_work(write_entries, hurried):
    """The other one takes over as soon as it is alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, 2)", [LOCK])
    try:
        with watched():
            write_entries(1)
            sleep(1)
            assert not Loggblad.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, 2)", [LOCK])
            wait_for(lambda: all_sealed(1))
    finally:
        connection.close()


def test_it_outlives_the_database_s_restart(write_entries, hurried, folder):  # noqa: F811
    with watched():
        write_entries(2)
        wait_for(lambda: all_sealed(2))
        with connection.cursor() as cursor:
            cursor.execute(END_THE_OTHERS)
        write_entries(2)
        wait_for(lambda: all_sealed(4))
        wait_for(lambda: len(rader_in(folder)) == 4)
    assert verify_log().brott == []


def test_a_broken_log_is_told_and_nothing_more_is_sealed(write_entries, hurried):
    told = []
    with watched(told.append):
        write_entries(2)
        wait_for(lambda: all_sealed(2))
        with triggers_off() as cursor:
            cursor.execute("UPDATE audit_kontrollpunkt SET kant = sha256(kant)")
        write_entries(1)
        wait_for(lambda: told)
        assert not all_sealed(3)
    assert told[0] == vakten.BROKEN


def test_a_witness_that_contradicts_the_log_is_told(monkeypatch):
    """The answer is that of the outside world; what comes of it is ours."""
    monkeypatch.setattr(vakten, "WITNESS_SECONDS", 0.1)
    answers = [
        Svar("grannen", 7, Besked.TYST, "Svarade inte."),
        Svar("revisionen", 7, Besked.MOTSAGT, "Loggen har blivit kortare."),
    ]
    monkeypatch.setattr(vakten, "ask_witnesses", lambda: answers)
    told = []
    with watched(told.append):
        wait_for(lambda: told)
    assert told[0] == "Vittnet revisionen: Loggen har blivit kortare."


def test_a_fault_of_one_loop_does_not_stop_it(write_entries, hurried, monkeypatch):
    faults = [LogBroken("x"), ValueError("x"), OSError("x")]
    seal_log = vakten.seal_log

    def seal_or_fail():
        if faults:
            raise faults.pop()
        return seal_log()

    monkeypatch.setattr(vakten, "seal_log", seal_or_fail)
    write_entries(1)
    with watched():
        wait_for(lambda: all_sealed(1))
    assert faults == []


def test_a_hanging_transaction_is_ended_by_the_server():
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("5min",)


class Arbetare:
    """The worker as it is run, in a process of its own, on the database of the test."""

    def __init__(self, folder) -> None:  # noqa: F811
        database = connection.settings_dict
        host = quote(database["HOST"] or database["OPTIONS"].get("host", ""), safe="")
        self.env = {
            **os.environ,
            "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}?host={host}",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "INSATSER_VAR": str(folder.parent),
            "LOGG_AVLOPP": f"file:{folder}",
        }
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "arbetare"],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


def test_a_worker_killed_and_started_anew_loses_nothing(folder, aktor):  # noqa: F811
    def write(count):
        for _ in range(count):
            with transaction.atomic():
                log.record(actor=aktor, verb=Verb.ARENDE_LIST)

    arbetare = Arbetare(folder)
    try:
        write(200)
        wait_for(lambda: len(rader_in(folder)) > 0, 30)
        write(200)
        arbetare.kill()
        write(200)
        arbetare.start()
        write(50)
        left = lambda: {rad.id for rad in rader_in(folder)}  # noqa: E731
        written = lambda: set(Logghandelse.objects.values_list("pk", flat=True))  # noqa: E731
        wait_for(lambda: left() == written(), 30)
        wait_for(lambda: Loggblad.objects.count() == Logghandelse.objects.count(), 30)
    finally:
        status = arbetare.stop()
    assert status == 0
    assert len(rader_in(folder)) >= 650
    assert compare(folder).brott == []
    assert verify_log().brott == []
