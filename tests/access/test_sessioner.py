"""Sessions: what the table holds, when they end, and who ends them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.actions import deactivate_anvandare, end_uppdrag, give_uppdrag
from access.inloggning.webblasare import describe
from access.management.commands.engangskod import unused_code
from access.models import Anvandare, Kodapp, Roll, Session
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.test_huset import PRODUCTION

pytestmark = pytest.mark.django_db

LOSENORD = "korrekt häst batteri"
MIN_SIDA = "/min-inloggning/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
KLOCKAN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def anvandare() -> Anvandare:
    user = make_anvandare()
    user.set_password(LOSENORD)
    user.save()
    Kodapp.objects.create(user=user, name="app")
    return user


def log_in(anvandare: Anvandare, browser: str = FIREFOX) -> Client:
    """Through the door, by both factors."""
    client = Client(headers={"user-agent": browser})
    client.post("/logga-in/", {"username": anvandare.anvandarnamn, "password": LOSENORD})
    Kodapp.objects.filter(user=anvandare).update(senaste_steg=-1)
    kod = unused_code(Kodapp.objects.get(user=anvandare))
    assert client.post("/logga-in/kod/", {"kod": kod}).status_code == 303
    return client


def is_in(client: Client) -> bool:
    return client.get(MIN_SIDA).status_code == 200


def test_the_table_gives_a_thief_no_live_session(anvandare):
    client = logga_in(Client(), anvandare)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM access_session s")
        rows = "".join(row for (row,) in cursor.fetchall())
    assert key not in rows
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = Session.objects.get().nyckel
    assert not is_in(thief)
    assert is_in(client)


def test_a_session_ends_after_a_quarter_without_use(anvandare):
    with time_machine.travel(KLOCKAN, tick=False) as clock:
        client = logga_in(Client(), anvandare)
        for _ in range(4):
            clock.shift(timedelta(minutes=14))
            assert is_in(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        response = client.get("/min-logg/")
    assert response.url == "/logga-in/?skal=tid&next=/min-logg/"


def test_a_session_ends_after_a_working_day_however_much_it_is_used(anvandare):
    with time_machine.travel(KLOCKAN, tick=False) as clock:
        client = logga_in(Client(), anvandare)
        for _ in range(59):
            clock.shift(timedelta(minutes=10))
            assert is_in(client)
        clock.shift(timedelta(minutes=10, seconds=1))
        assert not is_in(client)


def test_whoever_was_away_is_told_so_and_comes_back_to_the_page(anvandare):
    html = Client().get("/logga-in/?skal=tid&next=/min-logg/").content.decode()
    assert "Du har blivit utloggad" in html
    assert "utkast" in html


def test_use_is_written_once_a_minute(anvandare):
    def writes(client: Client) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/min-logg/")
        return sum('UPDATE "access_session"' in q["sql"] for q in captured.captured_queries)

    with time_machine.travel(KLOCKAN, tick=False) as clock:
        client = logga_in(Client(), anvandare)
        clock.shift(timedelta(seconds=59))
        assert writes(client) == 0
        clock.shift(timedelta(seconds=1))
        assert writes(client) == 1
        assert writes(client) == 0


def test_asking_how_long_is_left_makes_nothing_last_longer(anvandare):
    with time_machine.travel(KLOCKAN, tick=False) as clock:
        client = logga_in(Client(), anvandare)
        clock.shift(timedelta(minutes=13))
        assert client.get("/session/tid/").json() == {"sekunder": 120, "kan_forlangas": True}
        assert client.post("/session/fortsatt/").json()["sekunder"] == 900
        assert client.get("/session/tid/").json()["sekunder"] == 900
    assert Client().get("/session/tid/").json() == {"sekunder": 0, "kan_forlangas": False}


def test_the_last_minutes_of_the_day_cannot_be_stretched(anvandare):
    with time_machine.travel(KLOCKAN, tick=False) as clock:
        client = logga_in(Client(), anvandare)
        for _ in range(59):
            clock.shift(timedelta(minutes=10))
            client.get(MIN_SIDA)
        clock.shift(timedelta(minutes=5))
        assert client.post("/session/fortsatt/").json() == {
            "sekunder": 300,
            "kan_forlangas": False,
        }


def test_every_page_says_when_it_logs_out(anvandare):
    html = logga_in(Client(), anvandare).get(MIN_SIDA).content.decode()
    assert re.search(r"Du loggas ut \d\d:\d\d om du inte gör något", html)
    assert 'id="tidsgrans"' in html


def test_a_newer_log_in_replaces_the_older(anvandare):
    first, second = log_in(anvandare), log_in(anvandare)
    assert not is_in(first)
    assert is_in(second)
    assert Session.objects.filter(slut=Session.Slut.NYARE).count() == 1


def test_as_many_sessions_as_the_setting_allows(anvandare, settings):
    settings.SESSION_MAX = 2
    first, second, third = (log_in(anvandare) for _ in range(3))
    assert [is_in(first), is_in(second), is_in(third)] == [False, True, True]


def test_a_new_browser_is_told_of_and_logged(anvandare, settings):
    settings.SESSION_MAX = 3
    assert "första gången" not in log_in(anvandare, FIREFOX).get(MIN_SIDA).content.decode()
    assert "första gången" not in log_in(anvandare, FIREFOX).get(MIN_SIDA).content.decode()
    assert "första gången" in log_in(anvandare, EDGE).get(MIN_SIDA).content.decode()
    [rad] = Logghandelse.objects.filter(verb=Verb.SESSION_NEW_BROWSER)
    assert rad.aktor_id == anvandare.pk


def test_one_sees_ones_sessions_and_ends_one(anvandare, settings):
    settings.SESSION_MAX = 3
    here, there = log_in(anvandare, FIREFOX), log_in(anvandare, EDGE)
    html = here.get(MIN_SIDA).content.decode()
    assert "Firefox på Linux" in html
    assert "Edge på Windows" in html
    dar = Session.objects.get(webblasare="Edge på Windows")
    assert here.post(reverse("access:avsluta_session", args=[dar.pk])).status_code == 303
    assert [is_in(here), is_in(there)] == [True, False]
    assert Logghandelse.objects.filter(verb=Verb.SESSION_END, aktor_id=anvandare.pk).exists()


def test_nobody_ends_a_colleagues_session_by_its_address(anvandare):
    colleague = logga_in(Client(), make_anvandare())
    pk = Session.objects.get().pk
    me = logga_in(Client(), anvandare)
    assert me.post(reverse("access:avsluta_session", args=[pk])).status_code == 404
    assert is_in(colleague)


def test_one_logs_out_everywhere_else(anvandare, settings):
    settings.SESSION_MAX = 3
    here, *others = (log_in(anvandare) for _ in range(3))
    assert here.post(reverse("access:avsluta_andra")).status_code == 303
    assert is_in(here)
    assert not any(is_in(other) for other in others)


def test_an_administrator_ends_somebodys_sessions(anvandare):
    client = logga_in(Client(), anvandare)
    admin = logga_in(Client(), make_anvandare(Roll.ADMINISTRATOR))
    sida = reverse("access:logga_ut_anvandare", args=[anvandare.pk])
    assert admin.post(sida).status_code == 303
    assert not is_in(client)
    assert is_in(admin)


def _close(anvandare: Anvandare, admin: Anvandare) -> None:
    make_anvandare(Roll.ADMINISTRATOR)
    deactivate_anvandare(anvandare=anvandare, actor=admin)


def _give(anvandare: Anvandare, admin: Anvandare) -> None:
    enhet = anvandare.uppdrag.get().enhet
    give_uppdrag(
        anvandare=anvandare,
        roll=Roll.SAMORDNARE,
        namnd=enhet.namnd,
        enhet=enhet,
        fran=datetime.now(tz=UTC).date(),
        till=None,
        actor=admin,
    )


def _take(anvandare: Anvandare, admin: Anvandare) -> None:
    end_uppdrag(uppdrag=anvandare.uppdrag.get(), actor=admin)


@pytest.mark.parametrize(
    ("event", "slut"),
    [(_close, Session.Slut.KONTO), (_give, Session.Slut.UPPDRAG), (_take, Session.Slut.UPPDRAG)],
)
def test_what_an_administrator_changes_ends_the_sessions_at_once(anvandare, event: Any, slut):
    client = logga_in(Client(), anvandare)
    event(anvandare, make_anvandare(Roll.ADMINISTRATOR))
    assert not is_in(client)
    assert Session.objects.get(anvandare=anvandare).slut == slut


def test_a_new_password_ends_the_sessions_at_once(anvandare):
    client = logga_in(Client(), anvandare)
    admin = logga_in(Client(), make_anvandare(Roll.ADMINISTRATOR))
    svar = admin.post(reverse("access:losenordslank", args=[anvandare.pk]))
    owner = Client()
    formular = owner.get(svar.context["lank"].removeprefix("http://testserver")).url
    nytt = "en ganska lång mening"
    owner.post(formular, {"new_password1": nytt, "new_password2": nytt})
    assert not is_in(client)
    assert Session.objects.filter(anvandare=anvandare, slut=Session.Slut.LOSENORD).exists()


def test_an_ended_session_keeps_no_content(anvandare):
    client = logga_in(Client(), anvandare)
    client.post("/logga-ut/")
    assert [s.innehall for s in Session.objects.exclude(slutad=None)] == [""]


def test_a_session_key_that_was_made_up_gets_nothing(anvandare):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert not is_in(client)
    assert not Session.objects.exists()


def test_what_ended_long_ago_is_removed(anvandare, settings):
    with time_machine.travel(KLOCKAN - timedelta(days=91), tick=False):
        logga_in(Client(), anvandare)
    with time_machine.travel(KLOCKAN, tick=False):
        logga_in(Client(), anvandare)
        call_command("rensa_sessioner")
    assert Session.objects.count() == 1


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("sida", ["/logga-in/", MIN_SIDA, "/min-inloggning/reservkoder/"])
def test_no_page_is_kept_by_a_browser(anvandare, sida, verb):
    response = getattr(logga_in(Client(), anvandare), verb)(sida)
    assert "no-store" in response.headers["Cache-Control"]


def test_cookies_in_production_are_bound_to_the_host():
    """`__Host-` asks for Secure, the path / and no domain; browsers refuse it otherwise."""
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "for kaka in ('SESSION_COOKIE', 'CSRF_COOKIE'):\n"
        "    print(getattr(s, kaka + '_NAME').startswith('__Host-'), getattr(s, kaka + '_SECURE'),"
        " getattr(s, kaka + '_PATH'), getattr(s, kaka + '_DOMAIN'),"
        " getattr(s, kaka + '_HTTPONLY'), getattr(s, kaka + '_SAMESITE'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin", **PRODUCTION},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == ["True True / None True Lax"] * 2


@pytest.mark.parametrize(
    ("user_agent", "ord_"),
    [
        (FIREFOX, "Firefox på Linux"),
        (EDGE, "Edge på Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari på Iphone"),
        ("curl/8.0", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_a_browser_in_words(user_agent, ord_):
    assert describe(user_agent) == ord_
