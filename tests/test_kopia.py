"""Two backups: neither opens anything without the other; together they bring everything back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from arenden.models import Person
from config.databas import ARBETARE, take_role
from config.kopia import STAMP, back_up, forget_old_keys, program
from encryption.keys import destroy_keys
from encryption.models import Datanyckel
from tests.builders import make_akt

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[1]
READ = """
import django; django.setup()
from arenden.models import Person
from encryption.errors import SealError
for person in Person.objects.order_by("pk"):
    try:
        print(person.fornamn)
    except SealError:
        print("-")
"""
"""What a new installation with the right root reads out of a restored database."""


def make_dumps(folder: Path) -> tuple[Path, Path]:
    take_role(None)
    try:
        return back_up(folder, folder)
    finally:
        take_role(ARBETARE)


def as_text(dump: Path) -> str:
    return subprocess.run(
        [program("pg_restore"), "--file=-", dump], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def empty_url() -> Iterator[str]:
    """An empty database on the same server."""
    address = os.environ["DATABASE_URL"]
    name = f"{connection.settings_dict['NAME']}_kopia"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    before, _, query = address.partition("?")
    yield f"{before.rsplit('/', 1)[0]}/{name}?{query}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name}")


def run_there(url: str, *command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_neither_dump_holds_what_the_other_does(tmp_path):
    akt = make_akt()
    data, keys = make_dumps(tmp_path)
    key = Datanyckel.objects.get(agare_id=akt.pk)
    person = Person.objects.values_list("fornamn", flat=True).get(akt=akt)
    wrapped, sealed = bytes(key.inslagen).hex(), person.blob.hex()
    assert sealed in as_text(data)
    assert wrapped not in as_text(data)
    assert "nycklar.datanyckel" not in as_text(data)
    assert wrapped in as_text(keys)
    assert sealed not in as_text(keys)
    assert set(re.findall(r"^COPY (\S+)", as_text(keys), re.MULTILINE)) == {
        "nycklar.datanyckel",
        "nycklar.epok",
        "nycklar.rotation",
        "nycklar.rotbindning",
    }
    assert [oct(path.stat().st_mode)[-3:] for path in (data, keys)] == ["600", "600"]


def test_both_together_open_and_a_destroyed_key_stays_so(tmp_path, empty_url):
    kept, gone = make_akt(), make_akt()
    _, old_keys = make_dumps(tmp_path)
    with transaction.atomic():
        destroy_keys(gone.pk)
    time.sleep(1)
    data, _ = make_dumps(tmp_path)
    restored = run_there(empty_url, "manage.py", "aterstall", data, old_keys)
    assert restored.returncode == 0, restored.stderr
    assert "1 nycklar fanns i det äldre förrådet" in restored.stdout
    names = run_there(empty_url, "-c", READ).stdout.split()
    expected = ["-" if row.akt_id == gone.pk else row.fornamn for row in persons(kept, gone)]
    assert names == expected
    assert names.count("-") == 1
    again = run_there(empty_url, "manage.py", "aterstall", data, old_keys)
    assert "inte tom" in again.stderr


def persons(*akter):
    return Person.objects.filter(akt__in=akter).order_by("pk")


def test_the_data_alone_opens_nothing(tmp_path, empty_url):
    akt = make_akt()
    data, keys = make_dumps(tmp_path)
    assert run_there(empty_url, "manage.py", "aterstall", data, keys).returncode == 0
    with psycopg.connect(empty_url) as thief:
        thief.execute("TRUNCATE nycklar.datanyckel")
    assert run_there(empty_url, "-c", READ).stdout.split() == ["-"] * persons(akt).count()


def test_old_key_stores_are_not_kept(tmp_path):
    now = datetime.now(UTC)
    for days in (0, 34, 36, 400):
        stamp = (now - timedelta(days=days)).strftime(STAMP)
        (tmp_path / f"nycklar-{stamp}.dump").touch()
        (tmp_path / f"data-{stamp}.dump").touch()
    assert len(forget_old_keys(tmp_path)) == 2
    assert len(list(tmp_path.glob("nycklar-*"))) == 2
    assert len(list(tmp_path.glob("data-*"))) == 4


def test_what_fails_is_said(tmp_path):
    with pytest.raises(CommandError, match="Ingen säkerhetskopia gjordes"):
        call_command("sakerhetskopia", str(tmp_path / "saknas"))
