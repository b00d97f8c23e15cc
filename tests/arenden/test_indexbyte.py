"""The key of the identity index is changed while people work: nobody is missed, nothing fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from arenden.models import Identitetsbeteckning
from arenden.models.uppslag import find_akt_id
from arenden.rules.identitet import luhn
from audit.models import Logghandelse
from encryption.indexrotation import rotate_index
from encryption.models import Indexversion
from tests.builders import make_akt, make_enhet

ROOT = Path(__file__).resolve().parents[2]
KEPT = 40
FRAN = date(2020, 1, 1)
_lopnummer = count(1)


def make_number() -> str:
    """A valid number of somebody born in January 2012."""
    n = next(_lopnummer)
    nio = f"1201{n // 900 + 1:02d}{n % 900 + 100}"
    return next(f"20{nio}{k}" for k in range(10) if luhn(f"{nio}{k}"))


def identify(enhet) -> tuple[str, object]:
    """Open an akt for a person with a new number, as a report does."""
    nummer = make_number()
    with transaction.atomic():
        akt = make_akt(enhet=enhet)
        Identitetsbeteckning.objects.create(
            akt=akt, namnd=akt.namnd, slag="personnummer", nummer=nummer, giltig_fran=FRAN
        )
    return nummer, akt.pk


class Worker(threading.Thread):
    """Does one thing over and over until told to stop, and keeps what went wrong."""

    def __init__(self, work, done):
        super().__init__()
        self.work, self.done = work, done
        self.times, self.errors = 0, []

    def run(self):
        try:
            while not self.done.is_set():
                self.work()
                self.times += 1
        except Exception as error:  # noqa: BLE001
            self.errors.append(error)
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_nobody_is_missed_while_others_write_and_look_up():
    enhet = make_enhet()
    known = [identify(enhet) for _ in range(KEPT)]
    misses, done = [], threading.Event()

    def write():
        known.append(identify(enhet))

    def look_up():
        for nummer, akt_id in list(known):
            if find_akt_id(enhet.namnd, nummer) != akt_id:
                misses.append((nummer, Indexversion.objects.first()))

    workers = [Worker(work, done) for work in (write, look_up, look_up)]
    for worker in workers:
        worker.start()
    try:
        for _ in range(2):
            list(rotate_index("identitet", batch=7))
    finally:
        done.set()
        for worker in workers:
            worker.join()
    assert [worker.errors for worker in workers] == [[], [], []]
    assert misses == []
    assert min(worker.times for worker in workers) > 0
    assert len(known) > KEPT
    rows = Identitetsbeteckning.objects
    assert Indexversion.objects.get(syfte="identitet").version == 3
    assert rows.filter(blindindex=None).count() == 0
    assert rows.exclude(blindindex_jamn=None).count() == 0
    assert rows.count() == len(known)


@pytest.mark.django_db(transaction=True)
def test_a_killed_change_is_taken_up_where_it_ended(capsys):
    enhet = make_enhet()
    known = [identify(enhet) for _ in range(KEPT)]
    server = urlsplit(os.environ["DATABASE_URL"])
    url = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    change = subprocess.Popen(
        [sys.executable, "manage.py", "rotate_index", "identitet", "--batch=1", "--skip-checks"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    for _ in range(KEPT // 2):
        change.stdout.readline()
    change.send_signal(signal.SIGKILL)
    change.communicate()
    assert Indexversion.objects.get(syfte="identitet").lage == Indexversion.Lage.FYLLER
    filled = Identitetsbeteckning.objects.exclude(blindindex_jamn=None).count()
    assert 0 < filled < KEPT
    assert [find_akt_id(enhet.namnd, nummer) for nummer, _ in known] == [pk for _, pk in known]

    call_command("rotate_index", "identitet")
    assert f"{KEPT - filled} ifyllda" in capsys.readouterr().out
    assert Indexversion.objects.get(syfte="identitet").version == 2
    assert [find_akt_id(enhet.namnd, nummer) for nummer, _ in known] == [pk for _, pk in known]
    assert not Identitetsbeteckning.objects.exclude(blindindex=None).exists()
    assert Logghandelse.objects.filter(verb="index.rotate").count() == 1


@pytest.mark.django_db
def test_rows_whose_value_was_never_kept_are_told(capsys):
    call_command("rotate_index", "anmalan")
    assert capsys.readouterr().err == ""
