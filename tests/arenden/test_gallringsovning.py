"""The drill on real servers' own tools: an older backup, today's keys, a database beside."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import psycopg
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from arenden.actions.gallring.forslag import approve_gallring, decide_gallring, propose_gallring
from arenden.actions.gallring.verkstall import execute_gallring
from audit.models import Logghandelse
from audit.verb import Verb
from config.databas import ARBETARE, take_role
from tests.arenden.gallringsfall import IDAG, NU, chefer, not_opened, old_stad
from tests.arenden.test_gallring import TWIN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nu():
    with time_machine.travel(NU, tick=False):
        yield


def backed_up(folder: Path) -> Path:
    """The data of a backup made as in operation: the keys are in another file, elsewhere."""
    nycklar = folder / "nycklar"
    nycklar.mkdir()
    take_role(None)
    call_command("sakerhetskopia", folder, nycklar=nycklar, stdout=StringIO())
    take_role(ARBETARE)
    return next(folder.glob("data-*.dump"))


def login_role():
    """A connection that may do what neither web nor worker may."""
    params = connection.get_connection_params()
    return psycopg.connect(host=params["host"], user=params["user"], dbname=params["dbname"])


def shred(arende, stad):
    registrator, chef = chefer(stad)
    forslag = propose_gallring(akt_id=arende.akt_id, idag=IDAG)
    approve_gallring(forslag=forslag, actor=registrator)
    decide_gallring(forslag=forslag, actor=chef)
    return execute_gallring(forslag_id=forslag.pk)


def test_what_was_destroyed_does_not_open_out_of_an_older_backup(tmp_path):
    stad = old_stad()
    gammal, lever = not_opened(stad), not_opened(stad, **TWIN)
    kopia = backed_up(tmp_path)
    assert shred(gammal, stad) is not None
    ut = StringIO()
    call_command("gallringsovning", kopia, stdout=ut)
    rader = ut.getvalue().splitlines()
    assert rader[0].startswith(f"Gallrad akt {gammal.akt_id}: 0 av ")
    assert rader[1].startswith(f"Levande akt {lever.akt_id}: ")
    assert rader[-1] == "Övningen lyckades: det gallrade går inte att öppna ur kopian."
    logged = Logghandelse.objects.filter(verb=Verb.GALLRING_DRILL, utfall="ok")
    assert set(logged.values_list("akt_id", flat=True)) == {gammal.akt_id, lever.akt_id}
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%gallringsovning'")
        assert cursor.fetchall() == []


def test_with_the_keys_still_there_the_drill_fails(tmp_path):
    """Rows alone deleted: the backup opens, and the drill says so."""
    stad = old_stad()
    gammal = not_opened(stad)
    not_opened(stad, **TWIN)
    kopia = backed_up(tmp_path)
    with login_role() as db:
        sparade = db.execute("SELECT * FROM nycklar.datanyckel").fetchall()
    shred(gammal, stad)
    with login_role() as db:
        db.execute("DELETE FROM encryption_forstordnyckel")
        for rad in sparade:
            db.execute(
                f"INSERT INTO nycklar.datanyckel VALUES ({', '.join(['%s'] * len(rad))})"
                " ON CONFLICT DO NOTHING",
                rad,
            )
    with pytest.raises(CommandError, match="misslyckades"):
        call_command("gallringsovning", kopia, stdout=StringIO())


def test_a_backup_with_nothing_destroyed_shows_nothing(tmp_path):
    not_opened(old_stad())
    kopia = backed_up(tmp_path)
    with pytest.raises(CommandError, match="visade inget"):
        call_command("gallringsovning", kopia, stdout=StringIO())


def test_what_is_no_backup_is_told(tmp_path):
    skrap = tmp_path / "skrap"
    skrap.write_text("ingen kopia")
    with pytest.raises(CommandError, match="gick inte att återställa"):
        call_command("gallringsovning", skrap, stdout=StringIO())
