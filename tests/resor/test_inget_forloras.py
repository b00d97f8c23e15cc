"""Nobody loses a word: the server is killed while somebody types, and a session ends meanwhile."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from access.inloggning.sessioner import end_for
from access.models import Roll
from arenden.models import Journalanteckning, Steg, Utkast
from tests.attacks.test_smuggling import wait_for
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.insatser import vagen

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
FORST = "Amina kom till kontoret och ville prata om helgen."
SEN = f"{FORST} Hon har börjat träna igen och är stolt över det."


class Server:
    """The application in a process of its own on this test's database, always on the same port."""

    def __init__(self, port: int) -> None:
        database = connection.settings_dict
        host = quote(database["HOST"] or database["OPTIONS"].get("host", ""), safe="")
        self.port = port
        self.env = os.environ | {
            "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}?host={host}",
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("granian")),
                *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--log-level", "error", "config.wsgi:application"),
            ],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(self.port, self.process)

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            while self._listens():  # its children go a moment later
                time.sleep(0.05)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@pytest.fixture
def server() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    server = Server(port)
    yield server
    server.kill()


class Skrivande:
    """A socialsekreterare with the form of a new note open, at the server that can be killed."""

    def __init__(self, webblasare: Any, server: Server) -> None:
        self.adress = f"http://127.0.0.1:{server.port}"
        self.arende = vagen.arende_at(vagen.make_stad(), Steg.UTREDNING)
        self.kontext = webblasare.new_context(base_url=self.adress, locale="sv-SE")
        self.kontext.set_default_timeout(20_000)
        self.log_in()
        self.open()

    def log_in(self) -> None:
        kaka = logga_in(Client(), self.arende.handlaggare).cookies[settings.SESSION_COOKIE_NAME]
        self.kontext.add_cookies([{"name": kaka.key, "value": kaka.value, "url": self.adress}])

    def open(self) -> None:
        self.sida = self.kontext.new_page()
        self.sida.goto(reverse("arenden:ny_anteckning", args=[self.arende.pk]))
        self.text = self.sida.locator("textarea[name=text]")
        self.status = self.sida.locator("[data-utkast-status]")

    def sees(self, status: str) -> None:
        self.status.filter(has_text=status).wait_for()

    def send(self) -> None:
        self.sida.get_by_label("Samtal", exact=True).check()
        self.sida.get_by_role("button", name="Spara arbetsanteckning").click()

    def kept(self) -> str:
        """The draft as the database has it."""
        return str(Utkast.objects.get(anvandare=self.arende.handlaggare).innehall["text"])


@pytest.fixture
def skrivande(webblasare: Any, server: Server) -> Iterator[Skrivande]:
    skrivande = Skrivande(webblasare, server)
    yield skrivande
    skrivande.kontext.close()


def test_a_server_killed_in_mid_typing_takes_nothing_with_it(skrivande, server):
    skrivande.text.fill(FORST)
    skrivande.sees("Utkast sparat")
    server.kill()
    skrivande.text.fill(SEN)
    skrivande.sees("Texten finns kvar här")
    assert skrivande.kept() == FORST
    skrivande.send()
    assert skrivande.text.input_value() == SEN
    server.start()
    skrivande.sees("Utkast sparat")
    assert skrivande.kept() == SEN
    skrivande.send()
    skrivande.sida.wait_for_url("**/journal/")
    assert [rad.text for rad in Journalanteckning.objects.all()][:1] == [SEN]
    assert not Utkast.objects.exists()


def test_what_was_kept_is_there_when_tab_and_server_both_went_down(skrivande, server):
    skrivande.text.fill(FORST)
    skrivande.sees("Utkast sparat")
    server.kill()
    skrivande.sida.close()
    server.start()
    skrivande.open()
    assert skrivande.text.input_value() == FORST


def test_a_session_that_ends_meanwhile_costs_no_word(skrivande):
    skrivande.text.fill(FORST)
    skrivande.sees("Utkast sparat")
    end_for(anvandare=skrivande.arende.handlaggare, actor=make_anvandare(Roll.ADMINISTRATOR))
    skrivande.text.fill(SEN)
    skrivande.sees("Du är utloggad")
    assert skrivande.kept() == FORST
    skrivande.send()
    assert skrivande.text.input_value() == SEN
    assert skrivande.status.get_by_role("link", name="Logga in").is_visible()
    skrivande.log_in()
    skrivande.sees("Utkast sparat")
    assert skrivande.kept() == SEN
