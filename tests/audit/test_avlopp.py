"""Every entry leaves for another place within seconds: in order, whole, and none forgotten."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path
from time import monotonic, sleep

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from audit import log
from audit.avlopp import tomning
from audit.avlopp.jamforelse import compare
from audit.avlopp.rader import Rad
from audit.avlopp.tomning import current_lage, drain, has_left
from audit.models import Avloppslage, Logghandelse
from audit.verb import Verb
from tests.audit.conftest import seal, triggers_off
from tests.audit.mottagare import Mottagare, listen_tcp, listen_unix, make_certificate
from tests.audit.test_sealing import in_another_connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.LOGG_AVLOPP = f"file:{tmp_path / 'avlopp'}"
    return tmp_path / "avlopp"


@pytest.fixture
def sink_at(settings):
    """Name a sink; what it keeps open is forgotten after the test."""

    def name(address: str) -> None:
        settings.LOGG_AVLOPP = address

    yield name
    tomning.sink(settings.LOGG_AVLOPP).close()
    tomning.sink.cache_clear()


def drain_all(count: int) -> None:
    """Drain `count` entries; a transaction open in any database of the server holds them back."""
    deadline, sent = monotonic() + 30, drain()
    while sent < count and monotonic() < deadline:
        sleep(0.05)
        sent += drain()
    assert sent == count


def rader_in(folder: Path) -> list[Rad]:
    """Every whole line; the last one may still be on its way."""
    files = sorted(folder.glob("logg-*.jsonl"))
    lines = (line for file in files for line in file.read_bytes().splitlines(keepends=True))
    return [Rad.from_line(line) for line in lines if line.endswith(b"\n")]


def ids(rader) -> list[int]:
    return [rad.id for rad in rader]


def test_a_line_holds_the_very_bytes_whatever_they_are():
    rad = Rad(7, 1 << 40, b"\x01" * 32, 'å "citat"\n'.encode() + b"\xff\x00")
    assert b"\n" not in rad.to_line()
    assert Rad.from_line(rad.to_line()) == rad
    assert Rad.from_line(b"<110>1 2026-11-21T10:00:00Z h insatser 1 logg - " + rad.to_line()) == rad
    with pytest.raises(ValueError, match="Unterminated"):
        Rad.from_line(rad.to_line()[:40])


def test_without_a_sink_nothing_is_done(write_entries, settings):
    settings.LOGG_AVLOPP = ""
    write_entries(1)
    assert drain() == 0


def test_every_entry_leaves_once_in_order_with_its_bytes(write_entries, folder):
    entries = write_entries(5)
    drain_all(5)
    assert [(rad.id, rad.txid, rad.blad, rad.kropp) for rad in rader_in(folder)] == [
        (e.pk, e.txid, e.blad, e.kropp) for e in entries
    ]
    assert drain() == 0
    more = write_entries(2)
    drain_all(2)
    assert ids(rader_in(folder)) == [e.pk for e in (*entries, *more)]


def test_the_files_are_their_owners_alone_and_one_a_day(write_entries, folder):
    with time_machine.travel("2026-11-21T23:30:00Z", tick=True):
        write_entries(1)
        drain_all(1)
    with time_machine.travel("2026-11-22T00:30:00Z", tick=True):
        write_entries(1)
        drain_all(1)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["logg-2026-11-21.jsonl", "logg-2026-11-22.jsonl"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_an_older_transaction_may_still_write_is_waited_for(write_entries, folder, aktor):
    with transaction.atomic():
        held = log.record(actor=aktor, verb=Verb.AKT_READ)
        later = in_another_connection(lambda: write_entries(2))
        assert in_another_connection(drain) == 0
        assert in_another_connection(current_lage).vantar_sedan is not None
    drain_all(3)
    assert ids(rader_in(folder)) == [held.pk, *(entry.pk for entry in later)]
    assert current_lage().vantar_sedan is None


def test_what_was_under_way_at_a_crash_is_sent_again(write_entries, folder, monkeypatch):
    entries = write_entries(2)

    def power_cut(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(tomning, "_move", power_cut)
        with pytest.raises(KeyboardInterrupt):
            drain_all(2)
    file = next(folder.iterdir())
    file.write_bytes(file.read_bytes()[:-30])
    drain_all(2)
    lines = file.read_bytes().splitlines()
    assert len(lines) == 4
    assert ids([Rad.from_line(line) for line in (lines[0], *lines[2:])]) == [
        entries[0].pk,
        *(entry.pk for entry in entries),
    ]
    assert (compare(folder).rader, compare(folder).olasliga, compare(folder).brott) == (3, 1, [])


def test_a_sink_that_cannot_be_written_is_caught_up_with(write_entries, folder):
    folder.write_text("i vägen")
    entries = write_entries(2)
    with pytest.raises(FileExistsError):
        drain_all(2)
    waiting = current_lage()
    assert waiting.sista is None
    assert waiting.vantar_sedan == Logghandelse.objects.earliest("tid").tid
    folder.unlink()
    drain_all(2)
    assert ids(rader_in(folder)) == [entry.pk for entry in entries]
    assert current_lage().sista == entries[-1].tid


def test_a_restored_log_goes_on_where_it_was(write_entries, folder):
    """Its numbers are ahead of this cluster's, which comes to them again in time."""
    before = write_entries(2)
    drain_all(2)
    waiting = write_entries(1)
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_logghandelse SET txid = (id + 1000000000)::text::xid8")
    Avloppslage.objects.update(txid=before[-1].pk + 1000000000)
    fresh = write_entries(2)
    drain_all(3)
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_logghandelse SET txid = pg_current_xact_id() WHERE id <= %s",
            [waiting[-1].pk],
        )
    fresh += write_entries(1)
    drain_all(1)
    assert ids(rader_in(folder)) == [entry.pk for entry in (*before, *waiting, *fresh)]


@pytest.mark.parametrize("kind", ["tcp", "tls", "unix", "unix-datagram"])
def test_a_syslog_receiver_gets_every_entry(write_entries, sink_at, settings, tmp_path, kind):
    context = None
    if kind in {"tcp", "tls"}:
        listener = listen_tcp()
        address = f"{kind}:localhost:{listener.getsockname()[1]}"
        if kind == "tls":
            certificate, context = make_certificate(tmp_path)
            settings.LOGG_AVLOPP_CA = str(certificate)
    else:
        listener = listen_unix(
            tmp_path / "s", socket.SOCK_STREAM if kind == "unix" else socket.SOCK_DGRAM
        )
        address = f"unix:{tmp_path / 's'}"
    receiver = Mottagare(listener, context)
    sink_at(address)
    entries = write_entries(3)
    drain_all(3)
    wait_for(lambda: len(receiver.messages) == 3)
    assert ids(map(Rad.from_line, receiver.lines)) == [entry.pk for entry in entries]
    first = receiver.messages[0]
    assert (first["pri"], first["app"], first["msgid"]) == (b"110", b"insatser", b"logg")
    assert first["proc"] == str(os.getpid()).encode()
    assert has_left(entries[-1].pk, entries[-1].txid)
    receiver.close()


def test_a_stranger_with_another_certificate_gets_nothing(write_entries, sink_at, tmp_path):
    _, context = make_certificate(tmp_path)
    listener = listen_tcp()
    receiver = Mottagare(listener, context)
    sink_at(f"tls:localhost:{listener.getsockname()[1]}")
    write_entries(1)
    with pytest.raises(OSError, match="certificate verify failed"):
        drain_all(1)
    assert receiver.messages == []
    receiver.close()


def test_a_receiver_that_was_away_gets_what_it_may_have_lost_too(write_entries, sink_at):
    listener = listen_tcp()
    port = listener.getsockname()[1]
    receiver = Mottagare(listener)
    sink_at(f"tcp:127.0.0.1:{port}")
    first = write_entries(2)
    drain_all(2)
    wait_for(lambda: len(receiver.messages) == 2)
    receiver.close()
    sleep(0.1)
    second = write_entries(2)
    with pytest.raises(OSError, match="refused"):
        drain_all(2)
    assert not has_left(second[-1].pk, second[-1].txid)
    receiver = Mottagare(listen_tcp(port))
    drain_all(2)
    wait_for(lambda: len(receiver.messages) == 4)
    assert ids(map(Rad.from_line, receiver.lines)) == [e.pk for e in (*first, *second)]
    receiver.close()


@pytest.mark.parametrize("address", ["", "file:", "tcp:", "tcp:host", "ftp:host:1", "unix:"])
def test_an_address_that_says_nothing_is_refused(address):
    with pytest.raises(ImproperlyConfigured):
        tomning.sink(address)


def test_what_is_removed_before_it_is_sealed_is_found(write_entries, folder):
    removed = write_entries(2)[0]
    drain_all(2)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE id = %s", [removed.pk])
    assert compare(folder).brott == [f"Händelse {removed.pk} fanns i avloppet men inte i loggen."]
    with pytest.raises(CommandError, match="bruten"):
        call_command("verify_log", "--avlopp", str(folder))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("kropp = kropp || '\\x20'", "har ett annat innehåll i loggen än i avloppet."),
        (
            "kropp = kropp || '\\x20', blad = sha256('\\x00' || kropp || '\\x20')",
            "har ett annat blad i loggen än i avloppet.",
        ),
    ],
)
def test_what_is_changed_before_it_is_sealed_is_found(write_entries, folder, damage, words):
    (entry,) = write_entries(1)
    drain_all(1)
    with triggers_off() as cursor:
        cursor.execute(f"UPDATE audit_logghandelse SET {damage}")
    assert compare(next(folder.iterdir())).brott == [f"Händelse {entry.pk} {words}"]


def test_a_change_that_was_sealed_is_found_by_what_left(write_entries, folder):
    """The log itself is whole then: only the copy elsewhere tells."""
    (entry,) = write_entries(1)
    drain_all(1)
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_logghandelse"
            " SET kropp = kropp || '\\x20', blad = sha256('\\x00' || kropp || '\\x20')"
        )
    seal(1)
    assert compare(folder).brott == [
        f"Händelse {entry.pk} är förseglad med ett annat innehåll än det som gick till avloppet."
    ]


def test_a_line_changed_in_the_sink_is_found(write_entries, folder):
    (entry,) = write_entries(1)
    drain_all(1)
    file = next(folder.iterdir())
    file.write_bytes(file.read_bytes().replace(b"akt.read", b"akt.reed"))
    assert compare(folder).brott == [
        f"Händelse {entry.pk} är ändrad i avloppet: bladet hör inte till innehållet."
    ]


def test_the_command_says_how_much_was_compared(write_entries, folder, capsys):
    write_entries(3)
    drain_all(3)
    seal(3)
    call_command("verify_log", "--avlopp", str(folder))
    assert "3 rader ur avloppet" in capsys.readouterr().out


def wait_for(condition, seconds: float = 10) -> None:
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, "did not happen in time"
        sleep(0.02)
