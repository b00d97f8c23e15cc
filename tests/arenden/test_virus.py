"""The virus scanner: what it stops, and what happens when it does not answer."""

from __future__ import annotations

import socket
import threading

import pytest
from django.urls import reverse

from access.models import Roll
from arenden import virus
from arenden.rules.filslag import OtillatenFil
from tests.arenden import clamd
from tests.arenden.filer import EICAR, EICAR_PDF, PDF
from tests.arenden.webb import som, text_of
from tests.builders import make_anvandare


@pytest.fixture
def place(tmp_path, settings):
    settings.VIRUSSKANNER = f"unix:{tmp_path / 'clamd'}"
    return tmp_path / "clamd"


def pieces(content):
    return [content[start : start + 10] for start in range(0, len(content), 10)]


def test_it_is_off_until_it_is_named(settings):
    assert not virus.is_on()
    settings.VIRUSSKANNER = "tcp:127.0.0.1:3310"
    assert virus.is_on()


def test_the_administrator_is_told_whether_it_is_on(db, settings):
    admin = som(make_anvandare(Roll.ADMINISTRATOR))
    assert "Virusskydd är inte inkopplat" in text_of(admin.get(reverse("access:anvandare")))
    settings.VIRUSSKANNER = "unix:/run/clamav/clamd.ctl"
    assert "Virusskydd" not in text_of(admin.get(reverse("access:anvandare")))


def test_a_clean_file_passes_and_was_seen_whole(place):
    with clamd.running(place) as seen:
        virus.scan(pieces(PDF))
    assert seen == [PDF]


@pytest.mark.parametrize("content", [EICAR, EICAR_PDF, bytes(300_000) + EICAR])
def test_the_test_virus_is_stopped(place, content):
    with clamd.running(place), pytest.raises(OtillatenFil, match="stoppade filen"):
        virus.scan([content])


def test_a_scanner_that_does_not_answer_refuses(place):
    with pytest.raises(OtillatenFil, match="kunde inte kontrolleras"):
        virus.scan([PDF])


def test_a_scanner_that_hears_too_much_refuses(place):
    with clamd.running(place, largest=1000), pytest.raises(OtillatenFil, match="kunde inte läsa"):
        virus.scan([bytes(100_000) for _ in range(50)])


def _hang_up(server):
    connection, _ = server.accept()
    connection.close()


def test_a_scanner_that_hangs_up_without_a_word_refuses(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.VIRUSSKANNER = f"tcp:127.0.0.1:{server.getsockname()[1]}"
        thread = threading.Thread(target=_hang_up, args=[server])
        thread.start()
        with pytest.raises(OtillatenFil):
            virus.scan([PDF])
        thread.join()


def test_a_scanner_that_never_answers_refuses(settings, monkeypatch):
    monkeypatch.setattr(virus, "SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.VIRUSSKANNER = f"tcp:127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(OtillatenFil, match="kunde inte kontrolleras"):
            virus.scan([PDF])
